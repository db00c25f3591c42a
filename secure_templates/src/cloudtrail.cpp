#include "../cloudtrail.hpp"

#include <aws/data/partition.hpp>

#include "../s3.hpp"
#include "composite.hpp"

namespace secure {

namespace cloudtrail {

/// Builds what one trail needs, and then the trail.
class Parts {
 public:
  Parts(const parapet::Scope& scope, std::string_view id, const aws::cloudtrail& config, const trail_options& options)
      : composite_(scope, config), group_(scope, id), config_(config), options_(options) {}

  aws::Cloudtrail build() {
    const bool own_bucket = Composite::is_nothing(config_.s3_bucket_name);
    if (own_bucket) add_bucket();
    if (Composite::is_nothing(config_.cloud_watch_logs_group_arn)) {
      const auto logs = add_log_group(composite_, group_, "logs", parapet::text("cloudtrail/", config_.name));
      config_.cloud_watch_logs_group_arn = parapet::text(logs.arn(), ":*");
    }
    if (Composite::is_nothing(config_.cloud_watch_logs_role_arn)) add_delivery_role();
    if (composite_.is_regulated()) record_more();
    const auto trail = composite_.add<aws::Cloudtrail>(group_, "Default", config_);
    // CloudTrail tries to write when it is made.
    if (const parapet::Node policy = group_.node().try_find_child("bucket/policy")) {
      trail.node().add_dependency(parapet::Construct(policy.parapet_element()));
    }
    composite_.finish();
    return trail;
  }

 private:
  /// There is one trail of a name in an account; its region and partition do not matter.
  parapet::policy::Condition from_trail() {
    return condition("ArnLike", "aws:SourceArn",
                     parapet::text("arn:*:cloudtrail:*:", composite_.account_id(group_), ":trail/", config_.name));
  }

  parapet::Block<parapet::policy::Statement> delivery(const parapet::Str& bucket) {
    const auto cloudtrail = parapet::policy::service("cloudtrail.amazonaws.com");
    return {
        parapet::policy::Statement{
            .actions = {"s3:GetBucketAcl"},
            .conditions = {from_trail()},
            .principals = {cloudtrail},
            .resources = {bucket},
            .sid = "AllowTrailToCheck",
        },
        parapet::policy::Statement{
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
    auto bucket = composite_.part<aws::s3_bucket>();
    bucket.bucket = options_.bucket;
    if (Composite::is_nothing(bucket.bucket)) {
      bucket.bucket = parapet::text(config_.name, "-trail-", composite_.account_id(group_));
    }
    const aws::data::Partition partition(parapet::Scope(group_, composite_.where()), "partition",
                                         aws::data::partition{.provider = bucket.provider});
    const auto statements = delivery(parapet::text("arn:", partition.partition(), ":s3:::", bucket.bucket));
    config_.s3_bucket_name = bucket.bucket;
    composite_.collect([&] {
      const S3Bucket whole(parapet::Scope(group_, composite_.where()), "bucket", bucket,
                           s3_bucket_options{.statements = statements});
      config_.s3_bucket_name = composite_.instance_of<aws::S3Bucket>(whole).id();
    });
  }

  void add_delivery_role() {
    const auto role = add_role(composite_, group_, "role", "cloudtrail.amazonaws.com", {});
    add_role_policy(composite_, role,
                    {parapet::policy::Statement{
                        .actions = {"logs:CreateLogStream", "logs:PutLogEvents"},
                        .resources = {config_.cloud_watch_logs_group_arn},
                    }});
    config_.cloud_watch_logs_role_arn = composite_.instance_of(role).arn();
  }

  /// What the highest tier demands, and others pay for only if they ask.
  void record_more() {
    using Trail = aws::cloudtrail;
    if (!Composite::has(config_.event_selector) && !Composite::has(config_.advanced_event_selector)) {
      config_.event_selector = {Trail::EventSelector{
          .data_resource = {Trail::EventSelector::DataResource{.type = "AWS::S3::Object", .values = {"arn:aws:s3"}}},
          .include_management_events = true,
          .read_write_type = "All",
      }};
    }
    if (!Composite::has(config_.insight_selector)) {
      config_.insight_selector = {Trail::InsightSelector{.insight_type = "ApiCallRateInsight"},
                                  Trail::InsightSelector{.insight_type = "ApiErrorRateInsight"}};
    }
  }

  Composite composite_;
  parapet::Construct group_;
  aws::cloudtrail config_;
  const trail_options& options_;
};

}  // namespace cloudtrail

Trail::Trail(parapet::Scope scope, std::string_view id, const aws::cloudtrail& config, const trail_options& options)
    : aws::Cloudtrail(cloudtrail::Parts(scope, id, config, options).build()) {}

}  // namespace secure
