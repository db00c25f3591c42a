#include "bypass/foreign.hpp"

/// Ways around Terraform's types, which no requirement is about. They come through; each says what would stop it.
namespace attack {
namespace {

TEST(Outside, ThroughAModuleThatNobodyJudges) {
  GTEST_SKIP() << "module calls are not judged: the gate would have to read the modules, or refuse a call without an "
                  "exception";
  EXPECT_FALSE(
      judged(json("{'module': {'m': {'source': 'terraform-aws-modules/rds/aws', 'publicly_accessible': true}}}"))
          .empty());
}

TEST(Outside, ThroughTheCloudControlApi) {
  GTEST_SKIP() << "aws_cloudcontrolapi_resource and the provider awscc have no requirement: a catalog has to refuse them";
  EXPECT_FALSE(judged(resource("aws_cloudcontrolapi_resource",
                               json("{'type_name': 'AWS::RDS::DBInstance', 'desired_state': "
                                    "'{\\'PubliclyAccessible\\': true}'}")))
                   .empty());
  EXPECT_FALSE(judged(resource("awscc_rds_db_instance", json("{'publicly_accessible': true}"))).empty());
}

TEST(Outside, ThroughAProvisioner) {
  GTEST_SKIP() << "provisioners are not judged: what they run, nobody can tell; a catalog has to refuse them";
  EXPECT_FALSE(judged(resource("terraform_data", json("{'provisioner': {'local-exec': {'command': 'aws ec2 "
                                                      "authorize-security-group-ingress --cidr 0.0.0.0/0'}}}")))
                   .empty());
}

TEST(Outside, WithTheKeysOfAProvider) {
  GTEST_SKIP() << "requirements are about resources and data sources; literal keys of a provider in JSON that was read "
                  "need one about providers";
  EXPECT_FALSE(judged(json("{'provider': {'aws': {'access_key': 'AKIAIOSFODNN7EXAMPLE', 'secret_key': 'x'}}}")).empty());
}

TEST(Outside, WithGuardedAttributesThatAreIgnored) {
  GTEST_SKIP() << "ignore_changes leaves what was imported or changed by hand as it is; a requirement that reads an "
                  "ignored attribute would have to be unknown, which refuses the usual `ignore_changes = [password]`";
  EXPECT_THAT(judged(json("{'import': {'to': 'aws_ebs_volume.x', 'id': 'vol-1'}, 'resource': {'aws_ebs_volume': {'x': "
                          "{'encrypted': true, 'lifecycle': {'ignore_changes': 'all'}}}}}")),
              refuses("ebs:001 unknown aws_ebs_volume.x"));
}

TEST(Outside, WithAnExceptionForEver) {
  GTEST_SKIP() << "an exception may hold until 9999-12-31; how long one may hold is the organization's to decide";
  const std::string exception = json(
      "[{'requirement': 'ebs:001', 'stack': 'd0.tf.json', 'resource': 'aws_ebs_volume.x', 'reason': 'r', 'owner': 'o', "
      "'ticket': 't', 'expires': '9999-12-31', 'compensating_control': 'c'}]");
  EXPECT_THAT(judged(resource("aws_ebs_volume", json("{'encrypted': false}")), Tier::baseline, exception),
              refuses("ebs:001 fail aws_ebs_volume.x"));
}

}  // namespace
}  // namespace attack
