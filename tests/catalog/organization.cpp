#include "catalog/organization.hpp"

#include <aws/kms_key.hpp>

namespace parapet::guardrails::test {

Organization organization_in(Stack& stack) {
  const aws::KmsKey key(stack, "key", aws::kms_key{});
  SecurityContext context;
  // Some types call the ARN of a key a secret, which no literal may be.
  context.kms_key_arn = key.arn();
  context.log_bucket = "zip-logs";
  context.log_group_arn = "arn:aws:logs:eu-central-1:111122223333:log-group:zip:*";
  context.monitoring_role_arn = "arn:aws:iam::111122223333:role/zip";
  context.security_group_ids = {"sg-0a1b2c3d4e5f60718"};
  context.sns_topic_arn = "arn:aws:sns:eu-central-1:111122223333:zip";
  context.subnet_ids = {"subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"};
  context.tier = "regulated";
  context.vpc_id = "vpc-0a1b2c3d4e5f60718";
  context.other = {
      {"certificate_arn", "arn:aws:acm:eu-central-1:111122223333:certificate/0b1c2d3e-0000-4000-8000-000000000002"},
      {"dead_letter_arn", "arn:aws:sqs:eu-central-1:111122223333:zip-dead"},
      {"permissions_boundary_arn", "arn:aws:iam::111122223333:policy/boundary"},
      {"vpc_endpoint_ids", List<Str>{"vpce-0a1b2c3d4e5f60718"}},
      {"web_acl_arn",
       "arn:aws:wafv2:eu-central-1:111122223333:regional/webacl/zip/0b1c2d3e-0000-4000-8000-000000000003"},
  };
  return {context,
          {{"${aws_kms_key.key.arn}",
            "arn:aws:kms:eu-central-1:111122223333:key/0b1c2d3e-0000-4000-8000-000000000001"}}};
}

}  // namespace parapet::guardrails::test
