#include "../s3.hpp"

#include <aws/s3_bucket_logging.hpp>
#include <aws/s3_bucket_notification.hpp>
#include <aws/s3_bucket_object_lock_configuration.hpp>
#include <aws/s3_bucket_ownership_controls.hpp>
#include <aws/s3_bucket_policy.hpp>
#include <aws/s3_bucket_public_access_block.hpp>
#include <aws/s3_bucket_replication_configuration.hpp>
#include <aws/s3_bucket_server_side_encryption_configuration.hpp>
#include <aws/s3_bucket_versioning.hpp>

#include "parts.hpp"

namespace secure {

namespace s3 {

/// Only newer providers know the attribute.
template <class Rule>
void refuse_keys_of_callers(Rule& rule) {
  if constexpr (requires { rule.blocked_encryption_types; }) rule.blocked_encryption_types = {"SSE-C"};
}

/// The policy of the bucket that a value names, where that is a template of the same program; false if it is not.
parapet::Node policy_of(const parapet::detail::Value* bucket) {
  using parapet::detail::Kind;
  while (bucket != nullptr && (bucket->kind == Kind::get || bucket->kind == Kind::index)) {
    bucket = *parapet::detail::payload<const parapet::detail::Value*>(bucket);
  }
  if (bucket == nullptr || bucket->kind != Kind::root) return parapet::Node(nullptr);
  return parapet::Node(parapet::detail::element_of(bucket)).try_find_child("policy");
}

/// Tags are the bucket's own; the role for replication would take them, too.
aws::s3_bucket untagged(aws::s3_bucket config) {
  config.tags = {};
  return config;
}

/// Builds a bucket and what belongs to it.
class Parts : secure::Parts {
 public:
  Parts(const parapet::Scope& scope, const aws::s3_bucket& config, const s3_bucket_options& options)
      : secure::Parts(scope, untagged(config)), config_(config), options_(options) {}

  aws::S3Bucket build(std::string_view id) {
    const auto bucket = add_owner<aws::S3Bucket>(id, config_);
    name_ = bucket.id();
    arn_ = bucket.arn();
    public_access_block();
    add<aws::S3BucketOwnershipControls>("ownership", {.bucket = name_});
    encryption();
    versioning_and_lifecycle();
    if (!options_.receives_logs) logging();
    if (is_regulated()) events_and_lock();
    if (!is_unset(options_.replica_bucket_arn)) replication();
    return finish(bucket);
  }

 private:
  /// The policy waits for the block: S3 refuses two changes of a bucket's access at once.
  void public_access_block() {
    const auto block = add<aws::S3BucketPublicAccessBlock>("public-access-block", {.bucket = name_});
    add<aws::S3BucketPolicy>(
        "policy", {.bucket = name_, .depends_on = {block}, .policy = policy::Document{.statements = statements()}});
  }

  parapet::Block<policy::Statement> statements() const {
    Statements all = {denial_without_tls({"s3:*"}, {arn_, parapet::text(arn_, "/*")})};
    if (options_.receives_logs) all.push_back(log_delivery());
    return together(all, options_.statements);
  }

  policy::Statement log_delivery() const {
    policy::Statement statement{
        .actions = {"s3:PutObject"},
        .principals = {policy::service("logging.s3.amazonaws.com")},
        .resources = {parapet::text(arn_, "/*")},
        .sid = "AllowLogDelivery",
    };
    const parapet::Str account = given("account_id");
    if (!is_unset(account)) statement.conditions = {condition("StringEquals", "aws:SourceAccount", account)};
    return statement;
  }

  void encryption() {
    aws::s3_bucket_server_side_encryption_configuration::Rule rule;
    const parapet::Str key = given(options_.kms_key_arn, "kms_key_arn");
    if (options_.receives_logs || (is_absent(key) && !is_sensitive())) {
      rule.apply_server_side_encryption_by_default = {{.sse_algorithm = "AES256"}};
    } else {
      rule.apply_server_side_encryption_by_default = {{.kms_master_key_id = key, .sse_algorithm = "aws:kms"}};
      rule.bucket_key_enabled = true;
    }
    if (is_regulated()) refuse_keys_of_callers(rule);
    add<aws::S3BucketServerSideEncryptionConfiguration>("encryption", {.bucket = name_, .rule = {rule}});
  }

  /// Rules about old versions are valid only once the bucket keeps versions.
  void versioning_and_lifecycle() {
    using Rule = aws::s3_bucket_lifecycle_configuration::Rule;
    const auto versioning = add<aws::S3BucketVersioning>("versioning", {.bucket = name_});
    versioned_ = {versioning};
    parapet::Block<Rule> rules = {Rule{
        .abort_incomplete_multipart_upload = {{.days_after_initiation = 7}},
        .filter = {{}},
        .id = "housekeeping",
        .noncurrent_version_expiration = {{.noncurrent_days = options_.noncurrent_version_days}},
        .status = "Enabled",
    }};
    if (!is_unset(options_.lifecycle_rules)) rules = rules + options_.lifecycle_rules;
    add<aws::S3BucketLifecycleConfiguration>("lifecycle", {.bucket = name_, .depends_on = versioned_, .rule = rules});
  }

  /// S3 takes the log's bucket only once the policy there lets it write.
  void logging() {
    aws::s3_bucket_logging config{
        .bucket = name_, .target_bucket = options_.log_bucket, .target_prefix = options_.log_prefix};
    if (const parapet::Node policy = policy_of(given(options_.log_bucket, "log_bucket").parapet_value())) {
      config.depends_on = {parapet::Construct(policy.parapet_element())};
    }
    if (is_absent(config.target_prefix)) config.target_prefix = path() + "/";
    add<aws::S3BucketLogging>("logging", config);
  }

  /// S3 takes no default retention for a bucket that gets access logs.
  void events_and_lock() {
    add<aws::S3BucketNotification>("events", {.bucket = name_, .eventbridge = true});
    if (options_.receives_logs) return;
    add<aws::S3BucketObjectLockConfiguration>(
        "lock",
        {.bucket = name_, .depends_on = versioned_, .rule = {{.default_retention = {{.days = options_.locked_days}}}}});
  }

  void replication() {
    const auto own = role("replication-role", "s3.amazonaws.com", {condition("ArnLike", "aws:SourceArn", arn_)});
    grant(construct(), "replication-policy",
          {.name = "replicate", .policy = policy::Document{.statements = replicating()}, .role = own.name()});
    add<aws::S3BucketReplicationConfiguration>(
        "replication", {.bucket = name_, .depends_on = versioned_, .role = own.arn(), .rule = {everything()}});
  }

  aws::s3_bucket_replication_configuration::Rule everything() const {
    return {
        .delete_marker_replication = {{.status = "Disabled"}},
        .destination = {{.bucket = options_.replica_bucket_arn,
                         .encryption_configuration = {{.replica_kms_key_id = options_.replica_kms_key_arn}}}},
        .filter = {{}},
        .id = "everything",
        .source_selection_criteria = {{.sse_kms_encrypted_objects = {{.status = "Enabled"}}}},
        .status = "Enabled",
    };
  }

  parapet::Block<policy::Statement> replicating() const {
    return {
        policy::Statement{
            .actions = {"s3:GetReplicationConfiguration", "s3:ListBucket"}, .resources = {arn_}, .sid = "ReadRules"},
        policy::Statement{.actions = {"s3:GetObjectVersionForReplication", "s3:GetObjectVersionAcl",
                                      "s3:GetObjectVersionTagging", "s3:GetObjectRetention", "s3:GetObjectLegalHold"},
                          .resources = {parapet::text(arn_, "/*")},
                          .sid = "ReadObjects"},
        policy::Statement{.actions = {"s3:ReplicateObject", "s3:ReplicateTags"},
                          .resources = {parapet::text(options_.replica_bucket_arn, "/*")},
                          .sid = "WriteReplicas"},
        policy::Statement{
            .actions = {"kms:Decrypt"}, .resources = {given(options_.kms_key_arn, "kms_key_arn")}, .sid = "Decrypt"},
        policy::Statement{.actions = {"kms:Encrypt"}, .resources = {options_.replica_kms_key_arn}, .sid = "Encrypt"},
    };
  }

  const aws::s3_bucket& config_;
  const s3_bucket_options& options_;
  parapet::Str name_;
  parapet::Str arn_;
  parapet::Dependencies versioned_;
};

}  // namespace s3

S3Bucket::S3Bucket(parapet::Scope scope, std::string_view id, const aws::s3_bucket& config,
                   const s3_bucket_options& options)
    : aws::S3Bucket(s3::Parts(scope, config, options).build(id)) {}

}  // namespace secure
