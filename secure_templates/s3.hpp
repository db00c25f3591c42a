#pragma once

#include <aws/s3_bucket.hpp>
#include <aws/s3_bucket_lifecycle_configuration.hpp>
#include <secure_templates/resources/s3.hpp>

#include "parapet/guardrails/secured.hpp"
#include "parapet/policy/policy.hpp"

/// Buckets. The requirements are in `catalog/s3.json`.
namespace secure {

/// What differs from one bucket to the next; everything has a default.
struct s3_bucket_options {
  /// ARN of the key that objects are encrypted with; unset: `kms_key_arn` of the SecurityContext. Without both, S3's
  /// own keys (AES256) where the tier is baseline, a refusal elsewhere.
  parapet::Str kms_key_arn{};
  /// Further lifecycle rules.
  parapet::Block<aws::s3_bucket_lifecycle_configuration::Rule> lifecycle_rules{};
  /// Name of the bucket that gets the access log; unset: `log_bucket` of the SecurityContext. Without both the bucket
  /// is refused.
  parapet::Str log_bucket{};
  /// Where in that bucket; unset: the construct's path.
  parapet::Str log_prefix{};
  /// Days that nobody can delete or overwrite a new object; from tier regulated on.
  parapet::Num locked_days = 30;
  /// Days that replaced versions of an object stay.
  parapet::Num noncurrent_version_days = 90;
  /// This bucket is where the others log to: it has no log of its own, S3 may write to it from the account that
  /// `account_id` of the SecurityContext names, and its objects are encrypted with AES256, because S3
  /// takes no other for logs.
  bool receives_logs = false;
  /// ARN of the bucket, best in another region, that gets a copy of every object; tier regulated asks for one.
  parapet::Str replica_bucket_arn{};
  /// ARN of the key, in the region of that bucket, that the copies are encrypted with.
  parapet::Str replica_kms_key_arn{};
  /// Further statements of the bucket's policy.
  parapet::Block<parapet::policy::Statement> statements{};
};

/// A bucket with everything that it needs: public access block, ownership controls, encryption, versioning, access log,
/// a policy that denies requests without TLS, and lifecycle rules, each a resource below the bucket. Where the tier is
/// regulated, events of its objects go to EventBridge and new objects are locked; with `replica_bucket_arn` they are
/// replicated.
///
///     secure::S3Bucket invoices(stack, "invoices", aws::s3_bucket{.bucket = "acme-invoices"});
///
/// Attributes of the bucket are functions: `invoices.arn()`. `provider`, `region`, `count` and `for_each` of the bucket
/// hold for all of its resources.
class S3Bucket : public aws::S3Bucket {
 public:
  /// Throws SecurityException with every violation of every resource, and Error for a bad id; nothing stays behind
  /// then.
  S3Bucket(parapet::Scope scope, std::string_view id, const aws::s3_bucket& config,
           const s3_bucket_options& options = {});
};

}  // namespace secure
