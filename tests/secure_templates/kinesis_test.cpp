#include <gmock/gmock.h>
#include <secure_templates/kinesis.hpp>

#include "secure_templates/composites.hpp"

namespace secure_templates_test {
namespace {

aws::kinesis_stream clicks() {
  return aws::kinesis_stream{.name = "clicks", .stream_mode_details = {{.stream_mode = "ON_DEMAND"}}};
}

TEST_F(Composites, EncryptAStream) {
  complete_context("regulated");
  secure::Stream(stack, "clicks", clicks());
  const auto written = document();
  EXPECT_EQ(resources(written), Resources{"production/clicks aws_kinesis_stream"});
  const auto stream = written.resource_at("production/clicks");
  EXPECT_TRUE(stream["encryption_type"] == "KMS");
  EXPECT_TRUE(stream["kms_key_id"] == key_arn);
  EXPECT_TRUE(stream["retention_period"] == 168);
}

TEST_F(Composites, RefuseAStreamThatForgets) {
  const unsigned line = __LINE__ + 4;
  const std::string text = refusal([&] {
    aws::kinesis_stream config = clicks();
    config.retention_period = 24;
    secure::Stream(stack, "x", config);
  });
  EXPECT_EQ(text,
            "1 violation of the security requirements\n\n"
            "kinesis:003 (low) production/x: `retention_period` is 24\n"
            "  required: Streams keep records for a week.\n"
            "  fix:      Set `retention_period` to 168 or more.\n"
            "  ask:      security@example.com\n"
            "  at:       tests/secure_templates/kinesis_test.cpp:" +
                std::to_string(line));
}

}  // namespace
}  // namespace secure_templates_test
