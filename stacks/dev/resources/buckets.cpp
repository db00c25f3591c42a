#include <parapet/guardrails/context.hpp>
#include <parapet/variable.hpp>
#include <secure_templates/s3.hpp>

#include "../resources.hpp"

void buckets(parapet::Stack& stack, const Providers&) {
  secure::S3Bucket logs(stack, "logs", aws::s3_bucket{.bucket = "acme-dev-logs"},
                        secure::s3_bucket_options{.receives_logs = true});
  parapet::guardrails::set_security_context(stack, parapet::guardrails::SecurityContext{.log_bucket = logs.id()});

  secure::S3Bucket uploads(stack, "uploads", aws::s3_bucket{.bucket = "acme-dev-uploads"},
                           secure::s3_bucket_options{.noncurrent_version_days = 7});
  parapet::Output(stack, "uploads-bucket", parapet::OutputOptions{.value = uploads.bucket()});
}
