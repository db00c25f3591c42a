#include <aws/cloudwatch_log_group.hpp>

#include "bypass/foreign.hpp"
#include "parapet/meta.hpp"
#include "parapet/module.hpp"

/// Ways around the types of the provider.
namespace attack {
namespace {

TEST(Outside, ThroughAModuleThatNobodyJudges) {
  const std::string call = "'module': {'m': {'source': 'terraform-aws-modules/rds/aws', 'publicly_accessible': true}}";
  EXPECT_THAT(judged(json("{" + call + "}")), refuses("terraform:001 fail module.m"));
  EXPECT_THAT(judged(json("{" + call + "}"), Tier::baseline,
                     json("[{'requirement': 'terraform:001', 'stack': 'd0.tf.json', 'resource': 'module.m', 'reason': "
                          "'r', 'owner': 'o', 'ticket': 't', 'expires': '2026-06-30', 'compensating_control': 'c'}]")),
              spares("terraform:001"));
}

class OutsideProgram : public Attack {};

TEST_F(OutsideProgram, CallsAModule) {
  EXPECT_EQ(refused([](parapet::Stack& stack) {
              parapet::Module(stack, "m", {.source = "terraform-aws-modules/rds/aws", .version = "6.10.0"});
            }),
            std::vector<std::string>{"terraform:001 fail production/m"});
}

TEST_F(OutsideProgram, RunsAProvisioner) {
  EXPECT_EQ(refused([](parapet::Stack& stack) {
              aws::CloudwatchLogGroup(
                  stack, "x",
                  aws::cloudwatch_log_group{.name = "x",
                                            .provisioner = {parapet::LocalExec{.command = "true"}},
                                            .retention_in_days = 365});
            }),
            std::vector<std::string>{"terraform:002 fail production/x"});
}

TEST(Outside, ThroughTheCloudControlApi) {
  EXPECT_THAT(judged(resource("aws_cloudcontrolapi_resource",
                              json("{'type_name': 'AWS::RDS::DBInstance', 'desired_state': "
                                   "'{\\'PubliclyAccessible\\': true}'}"))),
              refuses("terraform:004 fail aws_cloudcontrolapi_resource.x"));
  EXPECT_THAT(judged(resource("awscc_rds_db_instance", json("{'publicly_accessible': true}"))),
              refuses("terraform:005 fail awscc_rds_db_instance.x"));
}

TEST(Outside, ThroughAProvisioner) {
  const std::string command = "{'command': 'aws ec2 authorize-security-group-ingress --cidr 0.0.0.0/0'}";
  for (const std::string& provisioner : {"{'local-exec': " + command + "}", "[{'local-exec': " + command + "}]",
                                         "[{'local-exec': " + command + "}, {'remote-exec': {}}]"}) {
    for (const char* type : {"terraform_data", "null_resource", "aws_kms_alias"}) {
      EXPECT_THAT(judged(resource(type, json("{'provisioner': " + provisioner + "}"))),
                  refuses(std::string("terraform:002 fail ") + type + ".x"));
    }
  }
}

TEST(Outside, ThroughAProgramThatADataSourceRuns) {
  EXPECT_THAT(judged(json("{'data': {'external': {'x': {'program': ['sh', '-c', 'aws s3api put-bucket-acl']}}}}")),
              refuses("terraform:003 fail data.external.x"));
}

TEST(Outside, WithTheKeysOfAProvider) {
  for (const char* name : {"", "'alias': 'west', "}) {
    EXPECT_THAT(judged(json("{'provider': {'aws': {" + std::string(name) +
                            "'access_key': 'AKIAIOSFODNN7EXAMPLE', 'secret_key': 'x'}}}")),
                testing::AllOf(refuses("terraform:008 fail aws"), refuses("terraform:009 fail aws")));
  }
  EXPECT_THAT(judged(json("{'provider': {'aws': {'secret_key': '${var.key}'}}, 'variable': {'key': {'default': 'x'}}}")),
              refuses("terraform:008 fail aws"));
  EXPECT_THAT(judged(json("{'provider': {'aws': {'secret_key': '${var.key}'}}, 'variable': {'key': {}}}")),
              spares("terraform:"));
}

std::string taken_over(const std::string& to, const std::string& ignored) {
  return json("{'import': {'to': '" + to + "', 'id': 'vol-1'}, 'resource': {'aws_ebs_volume': {'x': {'encrypted': "
              "true, 'lifecycle': {'ignore_changes': " + ignored + "}}}}}");
}

/// What is imported keeps an attribute that is ignored, whatever the configuration says.
TEST(Outside, WithGuardedAttributesThatAreIgnored) {
  for (const char* ignored : {"'all'", "['encrypted']", "['tags', 'encrypted']", "['${encrypted}']"}) {
    EXPECT_THAT(judged(taken_over("aws_ebs_volume.x", ignored)), refuses("ebs:001 unknown aws_ebs_volume.x encrypted"))
        << ignored;
  }
  EXPECT_THAT(judged(taken_over("aws_ebs_volume.x[0]", "'all'")), refuses("ebs:001 unknown aws_ebs_volume.x"));
  EXPECT_THAT(judged(taken_over("aws_ebs_volume.x", "['tags']")), spares("ebs:001"));
  EXPECT_THAT(judged(taken_over("aws_ebs_volume.y", "'all'")), spares("ebs:001"));
}

TEST(Outside, WithAnExceptionForEver) {
  const std::string exception = json(
      "[{'requirement': 'ebs:001', 'stack': 'd0.tf.json', 'resource': 'aws_ebs_volume.x', 'reason': 'r', 'owner': 'o', "
      "'ticket': 't', 'expires': '9999-12-31', 'compensating_control': 'c'}]");
  EXPECT_THAT(judged(resource("aws_ebs_volume", json("{'encrypted': false}")), Tier::baseline, exception),
              refuses("ebs:001 fail aws_ebs_volume.x"));
}

}  // namespace
}  // namespace attack
