#include <gmock/gmock.h>
#include <secure_templates/sns.hpp>

#include "secure_templates/composites.hpp"

namespace secure_templates_test {
namespace {

namespace policy = parapet::policy;

TEST_F(Composites, GiveATopicAPolicyAndADataProtectionPolicy) {
  complete_context("regulated");
  secure::Topic topic(stack, "alarms", aws::sns_topic{.name = "alarms"});
  const auto written = document();
  EXPECT_EQ(resources(written), (Resources{"production/alarms aws_sns_topic",
                                           "production/alarms/data-protection aws_sns_topic_data_protection_policy",
                                           "production/alarms/policy aws_sns_topic_policy"}));
  EXPECT_TRUE(written.resource_at("production/alarms")["kms_master_key_id"] == key_arn);
  EXPECT_TRUE(written.resource_at("production/alarms")["signature_version"] == 2);
  EXPECT_TRUE(written.resource_at("production/alarms/policy")["arn"] == topic.arn());
  EXPECT_THAT(text(written.resource_at("production/alarms/policy")["policy"]),
              testing::HasSubstr("aws:SecureTransport"));
  EXPECT_THAT(text(written.resource_at("production/alarms/data-protection")["policy"]),
              testing::HasSubstr("data-identifier/AwsSecretKey"));
}

TEST_F(Composites, LetAServicePublishToATopic) {
  secure::Topic(stack, "alarms", aws::sns_topic{.fifo_topic = true, .name = "alarms.fifo"},
                secure::topic_options{.statements = {policy::Statement{
                                          .actions = {"sns:Publish"},
                                          .conditions = {policy::Condition{.test = "StringEquals",
                                                                           .values = {"111122223333"},
                                                                           .variable = "aws:SourceAccount"}},
                                          .principals = {policy::service("cloudwatch.amazonaws.com")},
                                          .resources = {"*"}}}});
  const auto written = document();
  EXPECT_EQ(resources(written),
            (Resources{"production/alarms aws_sns_topic", "production/alarms/policy aws_sns_topic_policy"}));
  EXPECT_THAT(text(written.resource_at("production/alarms/policy")["policy"]),
              testing::HasSubstr("cloudwatch.amazonaws.com"));
}

TEST_F(Composites, RefuseATopicThatSignsWithSha1) {
  const unsigned line = __LINE__ + 1;
  const std::string text = refusal([&] { secure::Topic(stack, "x", aws::sns_topic{.signature_version = 1}); });
  EXPECT_EQ(text,
            "1 violation of the security requirements\n\n"
            "sns:003 (medium) production/x: `signature_version` is 1\n"
            "  required: Topics sign messages with SHA-256.\n"
            "  fix:      Set `signature_version` to 2.\n"
            "  ask:      security@example.com\n"
            "  at:       tests/secure_templates/sns_test.cpp:" +
                std::to_string(line));
}

TEST_F(Composites, RefuseEverythingThatIsWrongAroundATopicAtOnce) {
  EXPECT_EQ(violations([&] {
              secure::Topic(stack, "x", aws::sns_topic{.kms_master_key_id = "alias/aws/sns", .signature_version = 1},
                            secure::topic_options{.data_protection_policy = R"({"Statement": []})",
                                                  .statements = {policy::Statement{
                                                      .actions = {"sns:Publish"},
                                                      .principals = {policy::service("s3.amazonaws.com")},
                                                      .resources = {"*"}}}});
            }),
            (Refusals{"sns:001 kms_master_key_id", "sns:003 signature_version", "sns:011 policy.Statement[1]", "sns:008 policy#json.Statement"}));
  EXPECT_FALSE(stack.node().try_find_child("x"));
}

}  // namespace
}  // namespace secure_templates_test
