#include <parapet/find.hpp>
#include <parapet/guardrails/context.hpp>
#include <parapet/variable.hpp>
#include <secure_templates/kms.hpp>
#include <secure_templates/s3.hpp>

#include "../resources.hpp"

namespace guardrails = parapet::guardrails;
using lifecycle_rule = aws::s3_bucket_lifecycle_configuration::Rule;

namespace {

/// Backups leave the expensive storage after a month and are kept for seven years.
lifecycle_rule seven_years() {
  return lifecycle_rule{
      .expiration = {lifecycle_rule::Expiration{.days = 2557}},
      .filter = {{}},
      .id = "seven-years",
      .status = "Enabled",
      .transition = {lifecycle_rule::Transition{.days = 30, .storage_class = "GLACIER"}},
  };
}

/// Where second copies go: another region, with a key and a log of its own.
struct BackupReplica : parapet::Construct {
  BackupReplica(parapet::Scope scope, std::string_view id, const aws::KmsKey& key, const aws::Provider& provider)
      : Construct(scope, id) {
    secure::S3Bucket logs(*this, "logs", aws::s3_bucket{
        .bucket = "acme-production-logs-replica",
        .provider = provider,
    }, secure::s3_bucket_options{.receives_logs = true});
    guardrails::set_security_context(*this, guardrails::SecurityContext{
        .kms_key_arn = key.arn(),
        .log_bucket = logs.id(),
    });
    secure::S3Bucket(*this, "backups", aws::s3_bucket{
        .bucket = "acme-production-backups-replica",
        .provider = provider,
    }, secure::s3_bucket_options{.lifecycle_rules = {seven_years()}});
  }
};

}  // namespace

void buckets(parapet::Stack& stack, const Providers& other_providers) {
  secure::S3Bucket logs(stack, "logs", aws::s3_bucket{.bucket = "acme-production-logs"},
                        secure::s3_bucket_options{.receives_logs = true});
  guardrails::set_security_context(stack, guardrails::SecurityContext{.log_bucket = logs.id()});

  secure::S3Bucket uploads(stack, "uploads", aws::s3_bucket{.bucket = "acme-production-uploads"});
  secure::S3Bucket(stack, "backups", aws::s3_bucket{.bucket = "acme-production-backups"},
                   secure::s3_bucket_options{.lifecycle_rules = {seven_years()}});
  BackupReplica(stack, "replica", parapet::find<aws::KmsKey>(stack, "backups-replica-key"), other_providers.replica);

  parapet::Output(stack, "uploads-bucket", parapet::OutputOptions{.value = uploads.bucket()});
}
