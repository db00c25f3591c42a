#include <gmock/gmock.h>
#include <secure_templates/cloudtrail.hpp>

#include "secure_templates/composites.hpp"

namespace secure_templates_test {
namespace {

TEST_F(Composites, GiveATrailABucketALogGroupAndARole) {
  secure::Trail trail(stack, "trail", aws::cloudtrail{.name = "production"});
  const auto written = document();
  EXPECT_EQ(resources(written),
            (Resources{"production/trail/Default aws_cloudtrail", "production/trail/bucket aws_s3_bucket",
                       "production/trail/bucket/encryption aws_s3_bucket_server_side_encryption_configuration",
                       "production/trail/bucket/lifecycle aws_s3_bucket_lifecycle_configuration",
                       "production/trail/bucket/logging aws_s3_bucket_logging",
                       "production/trail/bucket/ownership aws_s3_bucket_ownership_controls",
                       "production/trail/bucket/policy aws_s3_bucket_policy",
                       "production/trail/bucket/public-access-block aws_s3_bucket_public_access_block",
                       "production/trail/bucket/versioning aws_s3_bucket_versioning",
                       "production/trail/logs aws_cloudwatch_log_group", "production/trail/role aws_iam_role",
                       "production/trail/role/policy aws_iam_role_policy"}));
  const auto block = written.resource_at("production/trail/Default");
  EXPECT_EQ(block.address(), "aws_cloudtrail.trail");
  EXPECT_TRUE(block["enable_log_file_validation"] == true);
  EXPECT_TRUE(block["is_multi_region_trail"] == true);
  EXPECT_TRUE(block["kms_key_id"] == key_arn);
  EXPECT_EQ(block["s3_bucket_name"].json(),
            "\"${" + written.resource_at("production/trail/bucket").address() + ".id}\"");
  EXPECT_EQ(block["cloud_watch_logs_group_arn"].json(),
            "\"${" + written.resource_at("production/trail/logs").address() + ".arn}:*\"");
  EXPECT_EQ(block["depends_on"].json(),
            "[\"" + written.resource_at("production/trail/bucket/policy").address() + "\"]");
  EXPECT_TRUE(written.resource_at("production/trail/bucket")["bucket"] == "production-trail-111122223333");
  EXPECT_THAT(text(written.resource_at("production/trail/bucket/policy")["policy"]),
              testing::HasSubstr("arn:*:cloudtrail:*:111122223333:trail/production"));
  EXPECT_TRUE(written.resource_at("production/trail/logs")["retention_in_days"] == 365);
  EXPECT_FALSE(block["event_selector"]);
}

TEST_F(Composites, RecordMoreOfARegulatedTrail) {
  complete_context("regulated");
  secure::Trail(stack, "trail", aws::cloudtrail{.name = "production", .s3_bucket_name = "acme-audit"});
  const auto written = document();
  EXPECT_EQ(resources(written),
            (Resources{"production/trail/Default aws_cloudtrail", "production/trail/logs aws_cloudwatch_log_group",
                       "production/trail/logs/data-protection aws_cloudwatch_log_data_protection_policy",
                       "production/trail/role aws_iam_role", "production/trail/role/policy aws_iam_role_policy"}));
  const auto block = written.resource_at("production/trail/Default");
  EXPECT_TRUE(block["s3_bucket_name"] == "acme-audit");
  EXPECT_TRUE(block["event_selector.data_resource.type"] == "AWS::S3::Object");
  EXPECT_EQ(block["insight_selector"].size(), 2u);
  EXPECT_TRUE(block["sns_topic_name"] == "arn:aws:sns:eu-central-1:111122223333:alarms");
}

TEST_F(Composites, RefuseATrailThatIsNotValidated) {
  const unsigned line = __LINE__ + 3;
  const std::string text = refusal([&] {
    const aws::cloudtrail config{.enable_log_file_validation = false, .name = "production"};
    secure::Trail(stack, "x", config);
  });
  EXPECT_EQ(text,
            "1 violation of the security requirements\n\n"
            "cloudtrail:002 (medium) production/x/Default: `enable_log_file_validation` is false\n"
            "  required: Trails sign digests of their log files.\n"
            "  fix:      Set `enable_log_file_validation` to true.\n"
            "  ask:      security@example.com\n"
            "  at:       tests/secure_templates/cloudtrail_test.cpp:" +
                std::to_string(line));
}

TEST_F(Composites, NameEverythingThatATrailLacksAtOnce) {
  parapet::Stack bare(app, "bare");
  parapet::guardrails::set_security_context(bare, {.tier = "sensitive"});
  EXPECT_EQ(violations([&] {
              secure::Trail(bare, "x", aws::cloudtrail{.is_multi_region_trail = false, .name = "production"});
            }),
            (Refusals{"s3:025 rule[0].apply_server_side_encryption_by_default.kms_master_key_id", "s3:029 target_bucket", "logs:003 kms_key_id", "cloudtrail:003 kms_key_id", "cloudtrail:001 is_multi_region_trail"}));
  EXPECT_FALSE(bare.node().try_find_child("x"));
}

}  // namespace
}  // namespace secure_templates_test
