#include <gmock/gmock.h>
#include <aws/provider.hpp>
#include <secure_templates/s3.hpp>

#include "parapet/error.hpp"
#include "secure_templates/support.hpp"

namespace secure_templates_test {
namespace {

namespace policy = parapet::policy;

TEST_F(Templates, SurroundABucketWithEverythingItNeeds) {
  secure::S3Bucket bucket(stack, "data", aws::s3_bucket{.bucket = "acme-data"});
  const auto written = document();
  EXPECT_TRUE(written.resource_at("production/data")["bucket"] == "acme-data");
  const auto block = written.resource_at("production/data/public-access-block");
  for (const char* name :
       {"block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"}) {
    EXPECT_TRUE(block[name] == true) << name;
  }
  EXPECT_TRUE(block["bucket"] == bucket.id());
  EXPECT_EQ(written.resource_at("production/data/ownership")["rule"].json(),
            R"([{"object_ownership":"BucketOwnerEnforced"}])");
  EXPECT_EQ(written.resource_at("production/data/versioning")["versioning_configuration"].json(),
            R"([{"status":"Enabled"}])");
  EXPECT_EQ(written.resource_at("production/data/encryption")["rule"].json(),
            std::string(R"([{"apply_server_side_encryption_by_default":[{"kms_master_key_id":")") + key_arn +
                R"(","sse_algorithm":"aws:kms"}],"bucket_key_enabled":true}])");
  EXPECT_TRUE(written.resource_at("production/data/logging")["target_bucket"] == "acme-logs");
  EXPECT_TRUE(written.resource_at("production/data/logging")["target_prefix"] == "production/data/");
  EXPECT_EQ(written.resource_at("production/data/lifecycle")["rule"].json(),
            R"([{"abort_incomplete_multipart_upload":[{"days_after_initiation":7}],"filter":[{}],"id":"housekeeping",)"
            R"("noncurrent_version_expiration":[{"noncurrent_days":90}],"status":"Enabled"}])");
  EXPECT_THAT(written.resource_at("production/data/policy")["policy"].json(),
              testing::HasSubstr("aws:SecureTransport"));
  EXPECT_EQ(written.blocks(parapet::NodeKind::resource).size(), 8u);
}

TEST_F(Templates, MeetTheHighestTierWithABucket) {
  context("regulated");
  secure::S3Bucket(stack, "data", aws::s3_bucket{.bucket = "acme-data"},
                   secure::s3_bucket_options{
                       .replica_bucket_arn = "arn:aws:s3:::acme-data-replica",
                       .replica_kms_key_arn = "arn:aws:kms:eu-west-1:111122223333:key/replica",
                   });
  EXPECT_EQ(violations([&] { document(); }), Refusals{});
  const auto written = document();
  EXPECT_TRUE(written.resource_at("production/data/events")["eventbridge"] == true);
  EXPECT_EQ(written.resource_at("production/data/lock")["rule"].json(),
            R"([{"default_retention":[{"days":30,"mode":"COMPLIANCE"}]}])");
  EXPECT_TRUE(written.resource_at("production/data/replication")["rule.0.destination.0.bucket"] ==
              "arn:aws:s3:::acme-data-replica");
}

TEST_F(Templates, WantToKnowWhereABucketOfTheHighestTierIsReplicatedTo) {
  context("regulated");
  secure::S3Bucket(stack, "data", aws::s3_bucket{.bucket = "acme-data"});
  EXPECT_EQ(violations([&] { document(); }), Refusals{"s3:039 aws_s3_bucket_replication_configuration"});
}

TEST_F(Templates, GiveTheResourcesOfABucketStableNames) {
  secure::S3Bucket(stack, "data", aws::s3_bucket{});
  const auto written = document();
  EXPECT_EQ(written.resource_at("production/data").address(), "aws_s3_bucket.data");
  EXPECT_EQ(written.resource_at("production/data/policy").address(), "aws_s3_bucket_policy.data_policy_7F633534");
}

TEST_F(Templates, EncryptABucketWithTheKeyOfTheOptions) {
  secure::S3Bucket(stack, "data", aws::s3_bucket{},
                   secure::s3_bucket_options{.kms_key_arn = "arn:aws:kms:eu-central-1:111122223333:key/own"});
  EXPECT_TRUE(document().resource_at(
                  "production/data/encryption")["rule.0.apply_server_side_encryption_by_default.0.kms_master_key_id"] ==
              "arn:aws:kms:eu-central-1:111122223333:key/own");
}

TEST_F(Templates, AcceptKeysOfS3ForABucketInTheLowestTierOnly) {
  parapet::Stack bare(app, "bare");
  parapet::guardrails::set_security_context(bare, {.log_bucket = "acme-logs"});
  secure::S3Bucket(bare, "data", aws::s3_bucket{});
  const auto written = parapet::testing::synth(app)["bare"];
  EXPECT_EQ(written.resource_at("bare/data/encryption")["rule"].json(),
            R"([{"apply_server_side_encryption_by_default":[{"sse_algorithm":"AES256"}]}])");
  parapet::guardrails::set_security_context(bare, {.log_bucket = "acme-logs", .tier = "sensitive"});
  EXPECT_EQ(violations([&] { secure::S3Bucket(bare, "x", aws::s3_bucket{}); }),
            Refusals{"s3:025 rule[0].apply_server_side_encryption_by_default.kms_master_key_id"});
}

TEST_F(Templates, NameTheLogBucketThatTheContextLacks) {
  parapet::Stack bare(app, "bare");
  std::string text;
  const unsigned line = __LINE__ + 2;
  try {
    secure::S3Bucket(bare, "x", aws::s3_bucket{});
  } catch (const parapet::SecurityException& refused) {
    text = refused.what();
  }
  EXPECT_EQ(
      text,
      "1 violation of the security requirements\n\n"
      "s3:029 (medium) bare/x/logging: `target_bucket` is unset, and the stack's SecurityContext has no `log_bucket`\n"
      "  required: Access logs have a bucket to go to.\n"
      "  fix:      Set `target_bucket`, or `log_bucket` in the SecurityContext of the stack.\n"
      "  ask:      security@example.com\n"
      "  at:       tests/secure_templates/s3_test.cpp:" +
          std::to_string(line));
  EXPECT_FALSE(bare.node().try_find_child("x"));
}

TEST_F(Templates, LetS3WriteItsLogsToALogBucket) {
  context("sensitive");
  secure::S3Bucket logs(stack, "logs", aws::s3_bucket{}, secure::s3_bucket_options{.receives_logs = true});
  parapet::guardrails::set_security_context(stack, {.log_bucket = logs.id()});
  secure::S3Bucket(stack, "data", aws::s3_bucket{});
  secure::S3Bucket more(stack, "more-logs", aws::s3_bucket{}, secure::s3_bucket_options{.receives_logs = true});
  secure::S3Bucket(stack, "more", aws::s3_bucket{}, secure::s3_bucket_options{.log_bucket = more.id()});
  const auto written = document();
  EXPECT_TRUE(written.resource_at("production/data/logging")["target_bucket"] == logs.id());
  EXPECT_EQ(written.blocks(parapet::NodeKind::resource, "aws_s3_bucket_logging").size(), 2u);
  EXPECT_TRUE(written.resource_at(
                  "production/logs/encryption")["rule.0.apply_server_side_encryption_by_default.0.sse_algorithm"] ==
              "AES256");
  EXPECT_THAT(written.resource_at("production/logs/policy")["policy"].json(),
              testing::HasSubstr("logging.s3.amazonaws.com"));
  for (const char* policy : {"production/logs/policy", "production/more-logs/policy"}) {
    EXPECT_THAT(written.resource_at(policy)["policy"].json(),
                testing::HasSubstr(R"(\"aws:SourceAccount\" = \"111122223333\")"));
  }
}

TEST_F(Templates, WantToKnowWhoseLogsALogBucketTakes) {
  parapet::Stack bare(app, "bare");
  EXPECT_EQ(violations([&] {
              secure::S3Bucket(bare, "x", aws::s3_bucket{}, secure::s3_bucket_options{.receives_logs = true});
            }),
            Refusals{"s3:052 policy.Statement[1]"});
}

TEST_F(Templates, AddStatementsAndRulesToABucket) {
  using Lifecycle = aws::s3_bucket_lifecycle_configuration;
  secure::S3Bucket(
      stack, "data", aws::s3_bucket{},
      secure::s3_bucket_options{
          .lifecycle_rules = {Lifecycle::Rule{
              .expiration = {{.days = 30}}, .filter = {{}}, .id = "short", .status = "Enabled"}},
          .noncurrent_version_days = 7,
          .statements = {policy::Statement{.actions = {"s3:GetObject"},
                                           .principals = {policy::aws("arn:aws:iam::111122223333:role/reader")},
                                           .resources = {"arn:aws:s3:::acme-data/*"}}},
      });
  const auto written = document();
  EXPECT_TRUE(written.resource_at("production/data/lifecycle")["rule.1.id"] == "short");
  EXPECT_TRUE(
      written.resource_at("production/data/lifecycle")["rule.0.noncurrent_version_expiration.0.noncurrent_days"] == 7);
  EXPECT_THAT(written.resource_at("production/data/policy")["policy"].json(), testing::HasSubstr("role/reader"));
}

TEST_F(Templates, RefuseEverythingThatIsWrongAroundABucketAtOnce) {
  EXPECT_EQ(violations([&] {
              secure::S3Bucket(
                  stack, "x", aws::s3_bucket{.acl = "public-read", .website = {{.index_document = "index.html"}}},
                  secure::s3_bucket_options{
                      .statements = {policy::Statement{
                          .actions = {"s3:GetObject"}, .principals = {policy::anyone()}, .resources = {"*"}}}});
            }),
            (Refusals{"s3:010 acl", "s3:034 website", "s3:014 policy.Statement[1]", "s3:052 policy.Statement[1]"}));
  EXPECT_FALSE(stack.node().try_find_child("x"));
}

TEST_F(Templates, TakeABucketBackSoThatItsIdIsFree) {
  EXPECT_EQ(violations([&] { secure::S3Bucket(stack, "x", aws::s3_bucket{.acl = "public-read"}); }),
            Refusals{"s3:010 acl"});
  secure::S3Bucket(stack, "x", aws::s3_bucket{});
  EXPECT_EQ(document().blocks(parapet::NodeKind::resource).size(), 8u);
}

TEST_F(Templates, MakeTheResourcesOfABucketForEachOfItsInstances) {
  context("sensitive");
  const parapet::Map<parapet::Str> names = {{"a", "acme-a"}, {"b", "acme-b"}};
  secure::S3Bucket(stack, "data", aws::s3_bucket{.bucket = parapet::each::value(), .for_each = names});
  const auto written = document();
  const auto block = written.resource_at("production/data/public-access-block");
  EXPECT_EQ(block["for_each"].json(), R"({"a":"acme-a","b":"acme-b"})");
  EXPECT_EQ(block["bucket"].json(), R"("${aws_s3_bucket.data[each.key].id}")");
}

TEST_F(Templates, PutTheResourcesOfABucketUnderItsProvider) {
  aws::Provider replica(stack, "replica", aws::provider{.alias = "replica", .region = "eu-west-1"});
  secure::S3Bucket(stack, "data", aws::s3_bucket{.provider = replica});
  for (const auto& block : document().blocks(parapet::NodeKind::resource))
    EXPECT_EQ(block["provider"].json(), R"("aws.replica")") << block.path();
}

}  // namespace
}  // namespace secure_templates_test
