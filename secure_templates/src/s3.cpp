#include "../s3.hpp"

#include <aws/iam_role.hpp>
#include <aws/iam_role_policy.hpp>
#include <aws/s3_bucket_logging.hpp>
#include <aws/s3_bucket_notification.hpp>
#include <aws/s3_bucket_object_lock_configuration.hpp>
#include <aws/s3_bucket_ownership_controls.hpp>
#include <aws/s3_bucket_policy.hpp>
#include <aws/s3_bucket_public_access_block.hpp>
#include <aws/s3_bucket_replication_configuration.hpp>
#include <aws/s3_bucket_server_side_encryption_configuration.hpp>
#include <aws/s3_bucket_versioning.hpp>
#include <string>
#include <utility>
#include <vector>

#include "parapet/expression.hpp"
#include "parapet/guardrails/context.hpp"
#include "parapet/security_exception.hpp"
#include "region.hpp"
#include "statements.hpp"

namespace secure {

namespace s3 {

using parapet::guardrails::Secured;

/// Keeps what parts of a bucket refuse, so that one exception tells all of it.
class Refusals {
 public:
  template <class F>
  void collect(F&& part) {
    try {
      part();
    } catch (const parapet::SecurityException& refusal) {
      violations_.insert(violations_.end(), refusal.violations().begin(), refusal.violations().end());
    }
  }
  void finish() {
    if (!violations_.empty()) throw parapet::SecurityException(std::move(violations_));
  }

 private:
  std::vector<parapet::Violation> violations_;
};

bool is_unset(const parapet::detail::Slot& slot) { return slot.parapet_value() == nullptr; }

/// The resource, or the instance of it that belongs to an instance of a bucket with `count` or `for_each`.
template <class Resource>
Resource instance_of(const Resource& whole, const aws::s3_bucket& config) {
  if (!is_unset(config.for_each)) return whole[parapet::each::key()];
  if (!is_unset(config.count)) return whole[parapet::count_index()];
  return whole;
}

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

/// Builds the resources around one bucket.
class Parts {
 public:
  Parts(const parapet::Scope& scope, const aws::S3Bucket& bucket, const aws::s3_bucket& config,
        const s3_bucket_options& options)
      : where_(scope.where()),
        whole_(bucket),
        bucket_(instance_of(bucket, config)),
        config_(config),
        options_(options) {}

  void build() {
    refusals_.collect([&] {
      aws::s3_bucket copy = config_;
      parapet::guardrails::secure(aws::s3_bucket::parapet_type, &copy, parapet::Scope(parent(), where_),
                                  whole_.node().id());
    });
    public_access_block();
    add<aws::S3BucketOwnershipControls>("ownership", part<aws::s3_bucket_ownership_controls>());
    encryption();
    versioning_and_lifecycle();
    if (!options_.receives_logs) logging();
    if (is_regulated()) events_and_lock();
    if (!is_unset(options_.replica_bucket_arn)) refusals_.collect([&] { replication(); });
    refusals_.finish();
  }

 private:
  parapet::Construct parent() const { return parapet::Construct(whole_.node().scope().parapet_element()); }

  parapet::Any input(std::string_view name) const { return parapet::guardrails::input(whole_.node(), name); }
  /// What the options say, else the SecurityContext; unset without both.
  parapet::Str given(const parapet::Str& option, std::string_view name) const {
    return is_unset(option) ? parapet::Str(parapet::Ref<parapet::Any>(input(name).parapet_value())) : option;
  }
  std::string_view tier() const {
    const parapet::detail::Value* tier = input("tier").parapet_value();
    return tier == nullptr ? "baseline" : parapet::detail::text_of(tier);
  }
  bool is_baseline() const { return tier() == "baseline"; }
  bool is_regulated() const { return tier() == "regulated"; }

  /// The configuration of a resource that belongs to the bucket.
  template <class Config>
  Config part() const {
    Config config;
    if constexpr (requires { config.bucket = bucket_.id(); }) config.bucket = bucket_.id();
    config.count = config_.count;
    config.for_each = config_.for_each;
    config.provider = config_.provider;
    copy_region(config, config_);
    return config;
  }

  template <class Resource, class Config>
  void add(std::string_view id, const Config& config) {
    refusals_.collect([&] { Secured<Resource>(parapet::Scope(whole_, where_), id, config); });
  }

  /// The policy waits for the block: S3 refuses two changes of a bucket's access at once.
  void public_access_block() {
    auto statements = part<aws::s3_bucket_policy>();
    refusals_.collect([&] {
      Secured<aws::S3BucketPublicAccessBlock> block(parapet::Scope(whole_, where_), "public-access-block",
                                                    part<aws::s3_bucket_public_access_block>());
      statements.depends_on = {block};
    });
    refusals_.collect([&] { statements.policy = policy::Document{.statements = this->statements()}; });
    add<aws::S3BucketPolicy>("policy", statements);
  }

  parapet::Block<policy::Statement> statements() const {
    parapet::Block<policy::Statement> all = {
        denial_without_tls({"s3:*"}, {bucket_.arn(), parapet::text(bucket_.arn(), "/*")})};
    if (options_.receives_logs) all = all + parapet::Block<policy::Statement>{log_delivery()};
    return together(all, options_.statements);
  }

  policy::Statement log_delivery() const {
    policy::Statement statement{
        .actions = {"s3:PutObject"},
        .principals = {policy::service("logging.s3.amazonaws.com")},
        .resources = {parapet::text(bucket_.arn(), "/*")},
        .sid = "AllowLogDelivery",
    };
    const parapet::Any account = input("account_id");
    if (!is_unset(account)) {
      statement.conditions = {
          condition("StringEquals", "aws:SourceAccount", parapet::Ref<parapet::Any>(account.parapet_value()))};
    }
    return statement;
  }

  void encryption() {
    using Encryption = aws::s3_bucket_server_side_encryption_configuration;
    const parapet::Str key = given(options_.kms_key_arn, "kms_key_arn");
    const bool by_s3 = options_.receives_logs || (is_unset(key) && is_baseline());
    Encryption::Rule rule;
    if (by_s3) {
      rule.apply_server_side_encryption_by_default = {{.sse_algorithm = "AES256"}};
    } else {
      rule.apply_server_side_encryption_by_default = {{.kms_master_key_id = key, .sse_algorithm = "aws:kms"}};
      rule.bucket_key_enabled = true;
    }
    if (is_regulated()) refuse_keys_of_callers(rule);
    auto config = part<Encryption>();
    config.rule = {rule};
    add<aws::S3BucketServerSideEncryptionConfiguration>("encryption", config);
  }

  /// Rules about old versions are valid only once the bucket keeps versions.
  void versioning_and_lifecycle() {
    using Lifecycle = aws::s3_bucket_lifecycle_configuration;
    auto config = part<Lifecycle>();
    refusals_.collect([&] {
      Secured<aws::S3BucketVersioning> versioning(parapet::Scope(whole_, where_), "versioning",
                                                  part<aws::s3_bucket_versioning>());
      config.depends_on = {versioning};
      versioned_ = {versioning};
    });
    config.rule = {Lifecycle::Rule{
        .abort_incomplete_multipart_upload = {{.days_after_initiation = 7}},
        .filter = {{}},
        .id = "housekeeping",
        .noncurrent_version_expiration = {{.noncurrent_days = options_.noncurrent_version_days}},
        .status = "Enabled",
    }};
    if (!is_unset(options_.lifecycle_rules)) config.rule = config.rule + options_.lifecycle_rules;
    add<aws::S3BucketLifecycleConfiguration>("lifecycle", config);
  }

  /// S3 takes the log's bucket only once the policy there lets it write.
  void logging() {
    auto config = part<aws::s3_bucket_logging>();
    if (const parapet::Node policy = policy_of(given(options_.log_bucket, "log_bucket").parapet_value())) {
      config.depends_on = {parapet::Construct(policy.parapet_element())};
    }
    config.target_bucket = options_.log_bucket;
    config.target_prefix = options_.log_prefix;
    if (is_unset(config.target_prefix)) config.target_prefix = std::string(whole_.node().path()) + "/";
    add<aws::S3BucketLogging>("logging", config);
  }

  /// S3 takes no default retention for a bucket that gets access logs.
  void events_and_lock() {
    auto events = part<aws::s3_bucket_notification>();
    events.eventbridge = true;
    add<aws::S3BucketNotification>("events", events);
    if (options_.receives_logs) return;
    using Lock = aws::s3_bucket_object_lock_configuration;
    auto lock = part<Lock>();
    lock.depends_on = versioned_;
    lock.rule = {{.default_retention = {{.days = options_.locked_days}}}};
    add<aws::S3BucketObjectLockConfiguration>("lock", lock);
  }

  void replication() {
    using Replication = aws::s3_bucket_replication_configuration;
    using Rule = Replication::Rule;
    auto role_config = part<aws::iam_role>();
    role_config.assume_role_policy = policy::Document{.statements = {trust_of_replication()}};
    const Secured<aws::IamRole> whole_role(parapet::Scope(whole_, where_), "replication-role", role_config);
    const auto role = instance_of<aws::IamRole>(whole_role, config_);
    auto permissions = part<aws::iam_role_policy>();
    permissions.name = "replicate";
    permissions.policy = policy::Document{.statements = replicating()};
    permissions.role = role.name();
    add<aws::IamRolePolicy>("replication-policy", permissions);
    auto config = part<Replication>();
    config.depends_on = versioned_;
    config.role = role.arn();
    config.rule = {Rule{
        .delete_marker_replication = {{.status = "Disabled"}},
        .destination = {{.bucket = options_.replica_bucket_arn,
                         .encryption_configuration = {{.replica_kms_key_id = options_.replica_kms_key_arn}}}},
        .filter = {{}},
        .id = "everything",
        .source_selection_criteria = {{.sse_kms_encrypted_objects = {{.status = "Enabled"}}}},
        .status = "Enabled",
    }};
    add<aws::S3BucketReplicationConfiguration>("replication", config);
  }

  policy::Statement trust_of_replication() const {
    return policy::Statement{.actions = {"sts:AssumeRole"},
                             .conditions = {condition("ArnLike", "aws:SourceArn", bucket_.arn())},
                             .principals = {policy::service("s3.amazonaws.com")}};
  }

  parapet::Block<policy::Statement> replicating() const {
    return {
        policy::Statement{.actions = {"s3:GetReplicationConfiguration", "s3:ListBucket"},
                          .resources = {bucket_.arn()},
                          .sid = "ReadRules"},
        policy::Statement{.actions = {"s3:GetObjectVersionForReplication", "s3:GetObjectVersionAcl",
                                      "s3:GetObjectVersionTagging", "s3:GetObjectRetention", "s3:GetObjectLegalHold"},
                          .resources = {parapet::text(bucket_.arn(), "/*")},
                          .sid = "ReadObjects"},
        policy::Statement{.actions = {"s3:ReplicateObject", "s3:ReplicateTags"},
                          .resources = {parapet::text(options_.replica_bucket_arn, "/*")},
                          .sid = "WriteReplicas"},
        policy::Statement{
            .actions = {"kms:Decrypt"}, .resources = {given(options_.kms_key_arn, "kms_key_arn")}, .sid = "Decrypt"},
        policy::Statement{.actions = {"kms:Encrypt"}, .resources = {options_.replica_kms_key_arn}, .sid = "Encrypt"},
    };
  }

  std::source_location where_;
  const aws::S3Bucket& whole_;
  aws::S3Bucket bucket_;
  const aws::s3_bucket& config_;
  const s3_bucket_options& options_;
  parapet::Dependencies versioned_;
  Refusals refusals_;
};

}  // namespace s3

S3Bucket::S3Bucket(parapet::Scope scope, std::string_view id, const aws::s3_bucket& config,
                   const s3_bucket_options& options)
    : aws::S3Bucket(scope, id, config) {
  s3::Parts(scope, *this, config, options).build();
}

}  // namespace secure
