#pragma once

#include <aws/db_instance.hpp>
#include <aws/iam_access_key.hpp>
#include <aws/iam_policy.hpp>
#include <aws/s3_bucket_acl.hpp>
#include <aws/vpc_security_group_ingress_rule.hpp>
#include <ostream>
#include <secure_templates/iam.hpp>
#include <secure_templates/rds.hpp>
#include <secure_templates/s3.hpp>
#include <secure_templates/vpc.hpp>
#include <string>
#include <vector>

#include "parapet/dynamic.hpp"
#include "parapet/stack.hpp"

/// Six configurations that must never come through, each with its typed binding, which judges nothing itself.
namespace attack {

/// A value where a slot of any type is wanted.
inline parapet::Ref<parapet::Any> slot(const parapet::Any& value) {
  return parapet::Ref<parapet::Any>(value.parapet_value());
}

inline constexpr const char* admin_policy =
    R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*:*","Resource":"*"}]})";
/// Everything that IAM can do, for whoever has a second factor.
inline constexpr const char* iam_policy =
    R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"iam:*","Resource":"*","Condition":{"Bool":{"aws:MultiFactorAuthPresent":"true"}}}]})";
inline constexpr const char* reader_policy =
    R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::acme/*"}]})";

struct Configuration {
  const char* name;
  const char* requirement;
  const char* attribute;
  parapet::Any (*good)();
  parapet::Any (*bad)();
  /// Adds the resource through the typed binding.
  parapet::Resource (*raw)(parapet::Stack& stack, const parapet::Any& value, const parapet::ForEach& for_each);
  /// The same through the secure template, with the bad value.
  void (*secure)(parapet::Stack& stack);
  const char* secure_path;
};

inline void PrintTo(const Configuration& configuration, std::ostream* out) { *out << configuration.name; }

inline aws::db_instance database() {
  return aws::db_instance{
      .allocated_storage = 100,
      .backup_retention_period = 7,
      .engine = "postgres",
      .instance_class = "db.r6g.large",
      .kms_key_id = "arn:aws:kms:eu-central-1:111122223333:key/0b1c2d3e-0000-4000-8000-000000000001",
      .manage_master_user_password = true,
      .storage_encrypted = true,
      .username = "zip",
  };
}

inline parapet::Resource public_database(parapet::Stack& stack, const parapet::Any& value,
                                         const parapet::ForEach& for_each) {
  aws::db_instance config = database();
  config.for_each = for_each;
  config.publicly_accessible = slot(value);
  return aws::DbInstance(stack, "x", config);
}

inline parapet::Resource unencrypted_database(parapet::Stack& stack, const parapet::Any& value,
                                              const parapet::ForEach& for_each) {
  aws::db_instance config = database();
  config.for_each = for_each;
  config.storage_encrypted = slot(value);
  return aws::DbInstance(stack, "x", config);
}

inline parapet::Resource public_acl(parapet::Stack& stack, const parapet::Any& value,
                                    const parapet::ForEach& for_each) {
  return aws::S3BucketAcl(stack, "x", aws::s3_bucket_acl{.acl = slot(value), .bucket = "acme", .for_each = for_each});
}

inline parapet::Resource open_group(parapet::Stack& stack, const parapet::Any& value,
                                    const parapet::ForEach& for_each) {
  return aws::VpcSecurityGroupIngressRule(stack, "x",
                                          aws::vpc_security_group_ingress_rule{
                                              .cidr_ipv4 = slot(value),
                                              .for_each = for_each,
                                              .from_port = 22,
                                              .ip_protocol = "tcp",
                                              .security_group_id = "sg-1",
                                              .to_port = 22,
                                          });
}

inline parapet::Resource access_key(parapet::Stack& stack, const parapet::Any& value,
                                    const parapet::ForEach& for_each) {
  return aws::IamAccessKey(stack, "x", aws::iam_access_key{.for_each = for_each, .user = slot(value)});
}

inline parapet::Resource iam_user(parapet::Stack& stack, const parapet::Any& value, const parapet::ForEach& for_each) {
  return aws::IamPolicy(stack, "x", aws::iam_policy{.for_each = for_each, .policy = slot(value)});
}

inline const std::vector<Configuration>& configurations() {
  using parapet::Any;
  static const std::vector<Configuration> all = {
      {"PublicDatabase", "rds:001", "publicly_accessible", [] { return Any(false); }, [] { return Any(true); },
       public_database,
       [](parapet::Stack& stack) {
         aws::db_instance config = database();
         config.publicly_accessible = true;
         secure::DatabaseInstance(stack, "x", config);
       },
       "production/x"},
      {"UnencryptedDatabase", "rds:002", "storage_encrypted", [] { return Any(true); }, [] { return Any(false); },
       unencrypted_database,
       [](parapet::Stack& stack) {
         aws::db_instance config = database();
         config.storage_encrypted = false;
         secure::DatabaseInstance(stack, "x", config);
       },
       "production/x"},
      {"PublicAcl", "s3:011", "acl", [] { return Any("private"); }, [] { return Any("public-read"); }, public_acl,
       [](parapet::Stack& stack) { secure::S3Bucket(stack, "x", aws::s3_bucket{.acl = "public-read"}); },
       "production/x"},
      {"OpenSecurityGroup", "vpc:001", "cidr_ipv4", [] { return Any("10.0.0.0/8"); }, [] { return Any("0.0.0.0/0"); },
       open_group,
       [](parapet::Stack& stack) {
         secure::SecurityGroup group(stack, "group", aws::security_group{.description = "Test"});
         group.allow_from("x", aws::vpc_security_group_ingress_rule{
                                   .cidr_ipv4 = "0.0.0.0/0", .from_port = 22, .ip_protocol = "tcp", .to_port = 22});
       },
       "production/group/x"},
      {"AccessKey", "iam:023", "", [] { return Any("ci"); }, [] { return Any("ci"); }, access_key,
       [](parapet::Stack& stack) { secure::AccessKey(stack, "x", aws::iam_access_key{.user = "ci"}); }, "production/x"},
      {"WholeOfIam", "iam:064", "policy", [] { return Any(reader_policy); }, [] { return Any(iam_policy); }, iam_user,
       [](parapet::Stack& stack) { secure::Policy(stack, "x", aws::iam_policy{.policy = iam_policy}); },
       "production/x"},
  };
  return all;
}

}  // namespace attack
