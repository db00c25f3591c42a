#include "../cloudtrail.hpp"

#include <aws/data/partition.hpp>

#include "../s3.hpp"
#include "parts.hpp"

namespace secure {

namespace cloudtrail {

/// Builds what one trail needs, and then the trail.
class Parts : PartsOf<aws::cloudtrail, trail_options> {
 public:
  using PartsOf::PartsOf;

  aws::Cloudtrail build() {
    if (is_unset(config_.s3_bucket_name)) add_bucket();
    if (is_unset(config_.cloud_watch_logs_group_arn)) {
      const auto logs = service_log("logs", parapet::text("cloudtrail/", config_.name));
      config_.cloud_watch_logs_group_arn = parapet::text(logs.arn(), ":*");
    }
    if (is_unset(config_.cloud_watch_logs_role_arn)) add_delivery_role();
    if (is_regulated()) record_more();
    const auto trail = add<aws::Cloudtrail>("Default", config_);
    // CloudTrail tries to write when it is made.
    if (const parapet::Node policy = construct().node().try_find_child("bucket/policy")) {
      trail.node().add_dependency(parapet::Construct(policy.parapet_element()));
    }
    return finish(trail);
  }

 private:
  /// There is one trail of a name in an account; its region and partition do not matter.
  policy::Condition from_trail() {
    return condition("ArnLike", "aws:SourceArn",
                     parapet::text("arn:*:cloudtrail:*:", account_id(), ":trail/", config_.name));
  }

  parapet::Block<policy::Statement> delivery(const parapet::Str& bucket) {
    const auto cloudtrail = policy::service("cloudtrail.amazonaws.com");
    return {
        policy::Statement{
            .actions = {"s3:GetBucketAcl"},
            .conditions = {from_trail()},
            .principals = {cloudtrail},
            .resources = {bucket},
            .sid = "AllowTrailToCheck",
        },
        policy::Statement{
            .actions = {"s3:PutObject"},
            .conditions = {from_trail(), condition("StringEquals", "s3:x-amz-acl", "bucket-owner-full-control")},
            .principals = {cloudtrail},
            .resources = {parapet::text(bucket, "/*")},
            .sid = "AllowTrailToWrite",
        },
    };
  }

  /// The bucket's policy names it before it exists: by its name.
  void add_bucket() {
    auto bucket = follow(aws::s3_bucket{.bucket = options_.bucket});
    if (is_unset(bucket.bucket)) bucket.bucket = parapet::text(config_.name, "-trail-", account_id());
    const aws::data::Partition partition(scope(), "partition", aws::data::partition{.provider = bucket.provider});
    const auto statements = delivery(parapet::text("arn:", partition.partition(), ":s3:::", bucket.bucket));
    config_.s3_bucket_name = bucket.bucket;
    collect([&] {
      const S3Bucket whole(scope(), "bucket", bucket, s3_bucket_options{.statements = statements});
      config_.s3_bucket_name = instance_of<aws::S3Bucket>(whole).id();
    });
  }

  void add_delivery_role() {
    const auto own = role("role", "cloudtrail.amazonaws.com", {});
    const policy::Statement write{.actions = {"logs:CreateLogStream", "logs:PutLogEvents"},
                                  .resources = {config_.cloud_watch_logs_group_arn}};
    grant(own, "policy", {.policy = policy::Document{.statements = {write}}, .role = own.name()});
    config_.cloud_watch_logs_role_arn = own.arn();
  }

  /// What the highest tier demands, and others pay for only if they ask.
  void record_more() {
    using Trail = aws::cloudtrail;
    if (is_absent(config_.event_selector) && is_absent(config_.advanced_event_selector)) {
      config_.event_selector = {Trail::EventSelector{
          .data_resource = {Trail::EventSelector::DataResource{.type = "AWS::S3::Object", .values = {"arn:aws:s3"}}},
          .include_management_events = true,
          .read_write_type = "All",
      }};
    }
    if (is_absent(config_.insight_selector)) {
      config_.insight_selector = {Trail::InsightSelector{.insight_type = "ApiCallRateInsight"},
                                  Trail::InsightSelector{.insight_type = "ApiErrorRateInsight"}};
    }
  }
};

}  // namespace cloudtrail

Trail::Trail(parapet::Scope scope, std::string_view id, const aws::cloudtrail& config, const trail_options& options)
    : aws::Cloudtrail(cloudtrail::Parts(scope, id, config, options).build()) {}

}  // namespace secure
