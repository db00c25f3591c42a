#include <parapet/find.hpp>
#include <secure_templates/kms.hpp>
#include <secure_templates/s3.hpp>

#include "../resources.hpp"

void keys(parapet::Stack& stack) {
  secure::Key data(stack, "data", aws::kms_key{.description = "Everything that {{name}} stores"});
  parapet::guardrails::set_security_context(stack, parapet::guardrails::SecurityContext{.kms_key_arn = data.arn()});
}

void logs(parapet::Stack& stack) {
  secure::S3Bucket(stack, "logs", aws::s3_bucket{.bucket = "{{name}}-logs"},
                   secure::s3_bucket_options{.receives_logs = true});
}

parapet::guardrails::SecurityContext shared(parapet::Stack& base) {
  return parapet::guardrails::SecurityContext{
      .kms_key_arn = parapet::find<aws::KmsKey>(base, "data").arn(),
      .log_bucket = parapet::find<aws::S3Bucket>(base, "logs").id(),
  };
}
