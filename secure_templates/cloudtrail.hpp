#pragma once

#include <aws/cloudtrail.hpp>
#include <secure_templates/resources/cloudtrail.hpp>

#include "parapet/guardrails/secured.hpp"

/// Trails. The requirements are in `catalog/cloudtrail.json`.
namespace secure {

/// What a trail gets beside the trail itself.
struct trail_options {
  /// Name of the bucket that is made for the trail where the configuration has no `s3_bucket_name`; unset: the trail's
  /// name, `-trail-` and the account's number.
  parapet::Str bucket{};
};

/// A trail of all regions with validated files, its bucket, its log group and the role that writes there. Files and
/// logs are encrypted with `kms_key_arn` of the SecurityContext from tier sensitive on; the key's policy has to let
/// CloudTrail and CloudWatch use it. Where the tier is regulated, the trail records access to objects of all buckets
/// and unusual rates of calls, and tells `sns_topic_arn` of new files.
///
///     secure::Trail trail(stack, "trail", {.name = "production"});
///
/// The resource is `trail/Default`, so that its address is `aws_cloudtrail.trail`; the others are `trail/bucket`,
/// `trail/logs` and `trail/role`. What the configuration names itself (`s3_bucket_name`, `cloud_watch_logs_group_arn`,
/// `cloud_watch_logs_role_arn`) is not made. The account's number is `account_id` of the SecurityContext, or that of
/// the provider's credentials.
class Trail : public aws::Cloudtrail {
 public:
  /// `config` may leave out `s3_bucket_name`. Throws SecurityException with every violation of every resource, and
  /// Error for a bad id; nothing stays behind then.
  Trail(parapet::Scope scope, std::string_view id, const aws::cloudtrail& config, const trail_options& options = {});
};

}  // namespace secure
