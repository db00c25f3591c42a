// A stack of N resources in the mix that the README's figures are measured with: keys, buckets, their public access
// blocks, databases and roles, a fifth each. Every requirement of the highest tier is judged for every resource; but
// these bare resources would be refused, so the gate here counts what it found instead of throwing. What is measured is
// therefore more than a clean stack costs.

#include <charconv>
#include <cstdio>
#include <string>

#include <aws/db_instance.hpp>
#include <aws/iam_role.hpp>
#include <aws/kms_key.hpp>
#include <aws/provider.hpp>
#include <aws/s3_bucket.hpp>
#include <aws/s3_bucket_public_access_block.hpp>

#include "parapet/app.hpp"
#include "parapet/guardrails/check.hpp"
#include "parapet/guardrails/context.hpp"
#include "parapet/guardrails/settings.hpp"
#include "parapet/stack.hpp"

namespace {

constexpr const char* kTrust =
    R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"Service":"ec2.amazonaws.com"}}]})";

void add_group(parapet::Stack& stack, const std::string& number) {
  const aws::KmsKey key(stack, "key-" + number,
                        aws::kms_key{.deletion_window_in_days = 30,
                                     .description = "Data of tenant " + number,
                                     .enable_key_rotation = true,
                                     .tags = stack.tags()});
  const aws::S3Bucket bucket(
      stack, "bucket-" + number,
      aws::s3_bucket{.bucket = "acme-tenant-" + number, .force_destroy = false, .tags = stack.tags()});
  aws::S3BucketPublicAccessBlock(stack, "block-" + number,
                                 aws::s3_bucket_public_access_block{
                                     .block_public_acls = true,
                                     .block_public_policy = true,
                                     .bucket = bucket.id(),
                                     .ignore_public_acls = true,
                                     .restrict_public_buckets = true,
                                 });
  aws::DbInstance(stack, "db-" + number,
                  aws::db_instance{
                      .allocated_storage = 100,
                      .backup_retention_period = 14,
                      .deletion_protection = true,
                      .engine = "postgres",
                      .identifier = "tenant-" + number,
                      .instance_class = "db.r6g.large",
                      .kms_key_id = key.arn(),
                      .manage_master_user_password = true,
                      .multi_az = true,
                      .publicly_accessible = false,
                      .storage_encrypted = true,
                      .username = "tenant",
                  });
  aws::IamRole(stack, "role-" + number,
               aws::iam_role{.assume_role_policy = kTrust, .name = "tenant-" + number, .tags = stack.tags()});
}

void judge_only(const std::vector<parapet::Document>& documents, std::vector<std::string>& notes) {
  namespace guardrails = parapet::guardrails;
  const guardrails::Settings& settings = guardrails::settings();
  const guardrails::Report report =
      guardrails::check_documents(documents, {.exceptions = &settings.exceptions, .contact = settings.contact});
  std::string totals = "judged:";
  for (std::size_t i = 0; i < report.totals.size(); ++i) {
    totals += " " + std::string(text_of(static_cast<guardrails::Status>(i))) + " " + std::to_string(report.totals[i]);
  }
  notes.push_back(totals);
}

}  // namespace

int main(int argc, char** argv) {
  int resources = 10000;
  if (argc > 1) {
    const std::string given = argv[1];
    if (std::from_chars(given.data(), given.data() + given.size(), resources).ec != std::errc() || resources < 5) {
      std::fputs("usage: big_stack [number of resources, at least 5]\n", stderr);
      return 2;
    }
  }
  parapet::detail::set_gate(judge_only);
  return parapet::run([&](parapet::App& app) {
    parapet::Stack stack(app, "big", {.tags = {{"env", "bench"}, {"team", "platform"}}});
    parapet::guardrails::set_security_context(stack, {.tier = "regulated"});
    aws::Provider(stack, "aws", aws::provider{.region = "eu-central-1"});
    for (int i = 0; i < resources / 5; ++i) add_group(stack, std::to_string(i));
  });
}
