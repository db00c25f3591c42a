#include <gmock/gmock.h>
#include <secure_templates/firehose.hpp>

#include "parapet/error.hpp"
#include "secure_templates/composites.hpp"

namespace secure_templates_test {
namespace {

constexpr const char* clicks_arn = "arn:aws:kinesis:eu-central-1:111122223333:stream/clicks";

TEST_F(Composites, GiveADeliveryStreamABucketALogAndARole) {
  secure::DeliveryStream(stack, "clicks", aws::kinesis_firehose_delivery_stream{.name = "clicks"});
  const auto written = document();
  EXPECT_EQ(resources(written),
            (Resources{"production/clicks/Default aws_kinesis_firehose_delivery_stream",
                       "production/clicks/bucket aws_s3_bucket",
                       "production/clicks/bucket/encryption aws_s3_bucket_server_side_encryption_configuration",
                       "production/clicks/bucket/lifecycle aws_s3_bucket_lifecycle_configuration",
                       "production/clicks/bucket/logging aws_s3_bucket_logging",
                       "production/clicks/bucket/ownership aws_s3_bucket_ownership_controls",
                       "production/clicks/bucket/policy aws_s3_bucket_policy",
                       "production/clicks/bucket/public-access-block aws_s3_bucket_public_access_block",
                       "production/clicks/bucket/versioning aws_s3_bucket_versioning",
                       "production/clicks/log-stream aws_cloudwatch_log_stream",
                       "production/clicks/logs aws_cloudwatch_log_group", "production/clicks/role aws_iam_role",
                       "production/clicks/role/policy aws_iam_role_policy"}));
  const auto block = written.resource_at("production/clicks/Default");
  EXPECT_EQ(block.address(), "aws_kinesis_firehose_delivery_stream.clicks");
  EXPECT_TRUE(block["destination"] == "extended_s3");
  EXPECT_TRUE(block["server_side_encryption.key_arn"] == key_arn);
  EXPECT_TRUE(block["extended_s3_configuration.kms_key_arn"] == key_arn);
  EXPECT_EQ(block["extended_s3_configuration.bucket_arn"].json(),
            "\"${" + written.resource_at("production/clicks/bucket").address() + ".arn}\"");
  EXPECT_EQ(block["extended_s3_configuration.role_arn"].json(),
            "\"${" + written.resource_at("production/clicks/role").address() + ".arn}\"");
  EXPECT_TRUE(block["extended_s3_configuration.cloudwatch_logging_options.enabled"] == true);
  EXPECT_THAT(text(written.resource_at("production/clicks/role")["assume_role_policy"]),
              testing::HasSubstr(R"("sts:ExternalId":"111122223333")"));
  EXPECT_THAT(text(written.resource_at("production/clicks/role/policy")["policy"]),
              testing::HasSubstr("logs:PutLogEvents"));
}

TEST_F(Composites, DeliverAStreamToABucketThatIsGiven) {
  complete_context("regulated");
  secure::DeliveryStream(
      stack, "clicks",
      aws::kinesis_firehose_delivery_stream{
          .extended_s3_configuration = {aws::kinesis_firehose_delivery_stream::ExtendedS3Configuration{
              .bucket_arn = "arn:aws:s3:::acme-lake", .buffering_interval = 60}},
          .name = "clicks"},
      secure::delivery_stream_options{.source_stream_arn = clicks_arn});
  const auto written = document();
  EXPECT_TRUE(written.blocks(parapet::NodeKind::resource, "aws_s3_bucket").empty());
  const auto block = written.resource_at("production/clicks/Default");
  EXPECT_TRUE(block["extended_s3_configuration.bucket_arn"] == "arn:aws:s3:::acme-lake");
  EXPECT_TRUE(block["extended_s3_configuration.buffering_interval"] == 60);
  EXPECT_TRUE(block["kinesis_source_configuration.kinesis_stream_arn"] == clicks_arn);
  EXPECT_FALSE(block["server_side_encryption"]);
  EXPECT_THAT(text(written.resource_at("production/clicks/role/policy")["policy"]),
              testing::HasSubstr("kinesis:GetRecords"));
}

TEST_F(Composites, RefuseADeliveryStreamWithAKeyOfAws) {
  const unsigned line = __LINE__ + 5;
  const std::string text = refusal([&] {
    aws::kinesis_firehose_delivery_stream config{.name = "clicks"};
    config.extended_s3_configuration = {aws::kinesis_firehose_delivery_stream::ExtendedS3Configuration{
        .bucket_arn = "arn:aws:s3:::acme-lake", .kms_key_arn = "alias/aws/s3"}};
    secure::DeliveryStream(stack, "x", config);
  });
  EXPECT_EQ(text,
            "1 violation of the security requirements\n\n"
            "firehose:003 (medium) production/x/Default: `extended_s3_configuration.kms_key_arn` is \"alias/aws/s3\"\n"
            "  required: Delivery streams to S3 encrypt the objects they write.\n"
            "  fix:      Set `extended_s3_configuration.kms_key_arn` to the ARN of a customer key.\n"
            "  ask:      security@example.com\n"
            "  at:       tests/secure_templates/firehose_test.cpp:" +
                std::to_string(line));
}

TEST_F(Composites, RefuseADeliveryStreamToAnotherDestination) {
  EXPECT_THROW(secure::DeliveryStream(stack, "x",
                                      aws::kinesis_firehose_delivery_stream{.destination = "splunk", .name = "clicks"}),
               parapet::Error);
  EXPECT_FALSE(stack.node().try_find_child("x"));
}

}  // namespace
}  // namespace secure_templates_test
