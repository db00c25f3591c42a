#include <gmock/gmock.h>
#include <aws/data/kms_alias.hpp>
#include <aws/s3_bucket_acl.hpp>
#include <aws/s3_bucket_object.hpp>
#include <aws/s3_bucket_public_access_block.hpp>

#include "bypass/attack.hpp"
#include "bypass/configurations.hpp"
#include "parapet/expression.hpp"
#include "parapet/variable.hpp"

/// Data in the open: buckets, objects, snapshots, keys, passwords.
namespace attack {
namespace {

using parapet::Any;
using parapet::Local;
using parapet::Stack;
using parapet::Str;
using parapet::Variable;
using testing::ElementsAre;
using testing::StartsWith;

aws::s3_bucket_public_access_block block_of(const Str& bucket) {
  return aws::s3_bucket_public_access_block{.block_public_acls = true,
                                            .block_public_policy = true,
                                            .bucket = bucket,
                                            .ignore_public_acls = true,
                                            .restrict_public_buckets = true};
}

TEST_F(Attack, OfABucketWithoutAPublicAccessBlockIsRefused) {
  EXPECT_THAT(refused([](Stack& stack) { aws::S3Bucket(stack, "x", aws::s3_bucket{.bucket = "acme"}); }),
              ElementsAre("s3:001 fail production/x aws_s3_bucket_public_access_block = missing"));
}

TEST_F(Attack, WithThePublicAccessBlockOfAnotherBucketIsRefused) {
  EXPECT_THAT(refused([](Stack& stack) {
                aws::S3Bucket other(stack, "other", aws::s3_bucket{.bucket = "acme-other"});
                aws::S3Bucket(stack, "x", aws::s3_bucket{.bucket = "acme"});
                aws::S3BucketPublicAccessBlock(stack, "block", block_of(other.id()));
              }),
              ElementsAre(StartsWith("s3:001 fail production/x ")));
}

TEST_F(Attack, WithAPublicAccessBlockThatMayBeForAnyBucketIsRefused) {
  EXPECT_THAT(refused([](Stack& stack) {
                aws::S3Bucket(stack, "x", aws::s3_bucket{.bucket = "acme"});
                aws::S3BucketPublicAccessBlock(stack, "block", block_of(Variable(stack, "bucket").str()));
              }),
              ElementsAre(StartsWith("s3:001 unknown production/x ")));
}

TEST_F(Attack, WithAPublicAccessBlockThatIsNotThereIsRefused) {
  EXPECT_THAT(refused([](Stack& stack) {
                aws::S3Bucket bucket(stack, "x", aws::s3_bucket{.bucket = "acme"});
                auto block = block_of(bucket.id());
                block.count = 0;
                aws::S3BucketPublicAccessBlock(stack, "block", block);
              }),
              ElementsAre(StartsWith("s3:001 fail production/x ")));
}

TEST_F(Attack, WithAPublicAccessBlockForOneInstanceOfManyIsRefused) {
  EXPECT_THAT(refused([](Stack& stack) {
                aws::S3Bucket bucket(stack, "x", aws::s3_bucket{.count = 2});
                aws::S3BucketPublicAccessBlock(stack, "block", block_of(bucket[0].id()));
              }),
              ElementsAre(StartsWith("s3:001 ")));
}

TEST_F(Attack, WithAHoleInThePublicAccessBlockIsRefused) {
  for (const char* attribute :
       {"block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"}) {
    for (const Any& value : {Any(false), Any("false"), Any(parapet::null)}) {
      const auto refusals = refused([&](Stack& stack) {
        secure::S3Bucket(stack, "x", aws::s3_bucket{})
            .node()
            .find_child("public-access-block")
            .add_override(attribute, value);
      });
      ASSERT_EQ(refusals.size(), 1u) << testing::PrintToString(refusals);
      EXPECT_THAT(refusals[0], testing::HasSubstr(std::string(" fail production/x/public-access-block ") + attribute));
    }
  }
}

TEST_F(Attack, ThroughOverridesOfASecureBucketIsRefused) {
  const auto overridden = [](const char* child, std::string_view path, const Any& value) {
    return refused([&](Stack& stack) {
      secure::S3Bucket bucket(stack, "x", aws::s3_bucket{});
      (*child == '\0' ? bucket.node() : bucket.node().find_child(child)).add_override(path, value);
    });
  };
  EXPECT_THAT(overridden("", "acl", "public-read"), ElementsAre("s3:010 fail production/x acl = \"public-read\""));
  EXPECT_THAT(
      overridden("", "grant",
                 parapet::list({parapet::object({{"type", "Group"},
                                                 {"permissions", parapet::list({"READ"})},
                                                 {"uri", "http://acs.amazonaws.com/groups/global/AllUsers"}})})),
      ElementsAre(StartsWith("s3:012 fail production/x grant[0].uri")));
  EXPECT_THAT(overridden("", "website", parapet::list({parapet::object({{"index_document", "index.html"}})})),
              ElementsAre(StartsWith("s3:034 fail production/x website")));
  EXPECT_THAT(
      overridden("policy", "policy",
                 R"({"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "s3:*", "Resource": "*"}]})"),
      testing::AllOf(testing::Contains(StartsWith("s3:014 fail production/x/policy policy.Statement[0]")),
                     testing::Contains(StartsWith("s3:019 fail production/x/policy policy"))));
  EXPECT_THAT(overridden("versioning", "versioning_configuration.0.status", "Suspended"),
              ElementsAre("s3:026 fail production/x/versioning versioning_configuration.status = \"Suspended\""));
  EXPECT_THAT(overridden("ownership", "rule.0.object_ownership", "ObjectWriter"),
              ElementsAre("s3:022 fail production/x/ownership rule.object_ownership = \"ObjectWriter\""));
  EXPECT_THAT(overridden("public-access-block", "bucket", "another"),
              ElementsAre(StartsWith("s3:001 fail production/x ")));
}

TEST_F(Attack, WithAnAclForEverybodyIsRefusedInEveryForm) {
  for (const char* acl :
       {"public-read", "public-read-write", "authenticated-read", "aws-exec-read", "PUBLIC-READ", "website"}) {
    EXPECT_THAT(
        refused([&](Stack& stack) { aws::S3BucketAcl(stack, "x", aws::s3_bucket_acl{.acl = acl, .bucket = "acme"}); }),
        ElementsAre("s3:011 fail production/x acl = \"" + std::string(acl) + "\""));
    EXPECT_THAT(refused([&](Stack& stack) {
                  aws::S3BucketObject(stack, "x", aws::s3_bucket_object{.acl = acl, .bucket = "acme", .key = "k"});
                }),
                ElementsAre(testing::HasSubstr("fail production/x acl = \"" + std::string(acl) + "\"")));
  }
  EXPECT_THAT(refused([](Stack& stack) {
                using Policy = aws::s3_bucket_acl::AccessControlPolicy;
                const auto uris =
                    Local(stack, "uris", parapet::list({"http://acs.amazonaws.com/groups/global/AllUsers"}))
                        .as<parapet::List<Str>>();
                aws::S3BucketAcl(
                    stack, "x",
                    aws::s3_bucket_acl{.access_control_policy = {Policy{
                                           .grant = parapet::dynamic(uris,
                                                                     [](auto each) {
                                                                       return Policy::Grant{
                                                                           .grantee = {Policy::Grant::Grantee{
                                                                               .type = "Group", .uri = each.value()}},
                                                                           .permission = "READ"};
                                                                     }),
                                           .owner = {Policy::Owner{.id = "0123"}}}},
                                       .bucket = "acme"});
              }),
              ElementsAre(StartsWith("s3:013 fail production/x access_control_policy.grant[0].grantee.uri")));
}

TEST_F(Attack, WithTheKeyOfAwsInDisguiseIsRefused) {
  const auto encrypted_with = [](const std::function<Str(Stack&)>& key) {
    return refused([&](Stack& stack) {
      aws::db_instance config = database();
      config.kms_key_id = key(stack);
      secure::DatabaseInstance(stack, "x", config);
    });
  };
  const auto refuses = ElementsAre(StartsWith("rds:003 fail production/x kms_key_id"));
  EXPECT_THAT(encrypted_with([](Stack&) { return Str("alias/aws/rds"); }), refuses);
  EXPECT_THAT(encrypted_with([](Stack&) { return Str("arn:aws:kms:eu-central-1:111122223333:alias/aws/rds"); }),
              refuses);
  EXPECT_THAT(
      encrypted_with([](Stack& s) { return Str(parapet::text("alias/", Local(s, "p", "aws").as<Str>(), "/rds")); }),
      refuses);
  EXPECT_THAT(encrypted_with([](Stack& s) {
                return Str(aws::data::KmsAlias(s, "k", aws::data::kms_alias{.name = "alias/aws/rds"}).target_key_arn());
              }),
              refuses);
  EXPECT_THAT(encrypted_with([](Stack& s) { return Str(Variable(s, "k", {.default_ = "alias/aws/rds"}).str()); }),
              refuses);
  EXPECT_THAT(encrypted_with([](Stack&) { return Str(""); }), refuses);
  EXPECT_THAT(encrypted_with([](Stack& s) { return Str(Variable(s, "k").str()); }),
              ElementsAre(StartsWith("rds:003 unknown production/x kms_key_id")));
}

TEST_F(Attack, WithAPasswordThatIsWrittenOutIsRefusedAndNeverShown) {
  const auto with_password = [](const std::function<Any(Stack&)>& password) {
    return refused([&](Stack& stack) {
      parapet::Resource(stack, "x", "aws_db_instance",
                        parapet::object({{"backup_retention_period", 7},
                                         {"kms_key_id", key_arn},
                                         {"password", password(stack)},
                                         {"storage_encrypted", true}}));
    });
  };
  const auto refuses = ElementsAre("rds:004 fail production/x password = (sensitive)");
  EXPECT_THAT(with_password([](Stack&) { return Any("correct-horse"); }), refuses);
  EXPECT_THAT(with_password([](Stack& s) { return Any(Local(s, "p", "correct-horse").value()); }), refuses);
  EXPECT_THAT(with_password([](Stack& s) { return Any(Variable(s, "p", {.default_ = "correct-horse"}).value()); }),
              refuses);
  EXPECT_THAT(with_password([](Stack& s) { return Any(Variable(s, "p").value()); }), ElementsAre());
}

TEST_F(Attack, WithASnapshotForEverybodyIsRefused) {
  EXPECT_THAT(refused([](Stack& stack) {
                parapet::Resource(stack, "x", "aws_db_snapshot",
                                  parapet::object({{"db_instance_identifier", "zip"},
                                                   {"db_snapshot_identifier", "s"},
                                                   {"shared_accounts", parapet::list({"all"})}}));
              }),
              ElementsAre(StartsWith("rds:039 fail production/x shared_accounts")));
}

}  // namespace
}  // namespace attack
