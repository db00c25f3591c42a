#include "../firehose.hpp"

#include <aws/cloudwatch_log_stream.hpp>
#include <optional>
#include <string>

#include "../s3.hpp"
#include "parts.hpp"

namespace secure {

namespace firehose {

using Delivery = aws::kinesis_firehose_delivery_stream;

/// Builds what one delivery stream needs, and then the stream.
class Parts : PartsOf<Delivery, delivery_stream_options> {
 public:
  using PartsOf::PartsOf;

  aws::KinesisFirehoseDeliveryStream build() {
    refuse_other_destinations();
    config_.destination = "extended_s3";
    secure::complete(config_.extended_s3_configuration,
                     [&](Delivery::ExtendedS3Configuration& target) { complete(target); });
    const auto stream = add<aws::KinesisFirehoseDeliveryStream>("Default", config_);
    wait_for_grants(stream);
    return finish(stream);
  }

 private:
  void refuse_other_destinations() const {
    const parapet::View destination(config_.destination.parapet_value());
    if (is_absent(config_.destination) || (destination.is_text() && destination.text() == "extended_s3")) return;
    throw parapet::Error(path() +
                         ": secure::DeliveryStream delivers to `extended_s3`; use "
                         "secure::KinesisFirehoseDeliveryStream for another destination");
  }

  void complete(Delivery::ExtendedS3Configuration& target) {
    if (is_unset(target.bucket_arn)) target.bucket_arn = add_bucket();
    target.kms_key_arn = given(target.kms_key_arn, "kms_key_arn");
    if (is_unset(target.cloudwatch_logging_options)) add_log(target);
    std::optional<aws::IamRole> own;
    if (is_unset(target.role_arn)) {
      own = role("role", "firehose.amazonaws.com", {condition("StringEquals", "sts:ExternalId", account_id())});
      target.role_arn = own->arn();
    }
    if (!is_unset(options_.source_stream_arn) && is_unset(config_.kinesis_source_configuration)) {
      config_.kinesis_source_configuration = {
          {.kinesis_stream_arn = options_.source_stream_arn, .role_arn = target.role_arn}};
    }
    if (!own) return;
    const policy::Document permissions{.statements = this->permissions(target)};
    grant(*own, "policy", {.policy = permissions, .role = own->name()});
  }

  parapet::Str add_bucket() {
    parapet::Str arn = "refused";
    collect([&] {
      const S3Bucket whole(scope(), "bucket", follow(aws::s3_bucket{.bucket = options_.bucket}));
      arn = instance_of<aws::S3Bucket>(whole).arn();
    });
    return arn;
  }

  void add_log(Delivery::ExtendedS3Configuration& target) {
    const auto logs = service_log("logs", parapet::text("/aws/kinesisfirehose/", config_.name));
    const auto stream =
        add<aws::CloudwatchLogStream>("log-stream", {.log_group_name = logs.name(), .name = "S3Delivery"});
    log_stream_arn_ = stream.arn();
    target.cloudwatch_logging_options = {
        {.enabled = true, .log_group_name = logs.name(), .log_stream_name = stream.name()}};
  }

  Statements permissions(const Delivery::ExtendedS3Configuration& target) const {
    Statements all = {policy::Statement{
        .actions = {"s3:AbortMultipartUpload", "s3:GetBucketLocation", "s3:GetObject", "s3:ListBucket",
                    "s3:ListBucketMultipartUploads", "s3:PutObject"},
        .resources = {target.bucket_arn, parapet::text(target.bucket_arn, "/*")},
        .sid = "Deliver",
    }};
    const auto allow = [&](const char* sid, const parapet::List<parapet::Str>& actions, const parapet::Str& resource) {
      if (!is_unset(resource)) all.push_back({.actions = actions, .resources = {resource}, .sid = sid});
    };
    allow("Encrypt", {"kms:Decrypt", "kms:GenerateDataKey"}, target.kms_key_arn);
    allow("Log", {"logs:PutLogEvents"}, log_stream_arn_);
    allow("Read", {"kinesis:DescribeStream", "kinesis:GetRecords", "kinesis:GetShardIterator", "kinesis:ListShards"},
          options_.source_stream_arn);
    return all;
  }

  parapet::Str log_stream_arn_;
};

}  // namespace firehose

DeliveryStream::DeliveryStream(parapet::Scope scope, std::string_view id,
                               const aws::kinesis_firehose_delivery_stream& config,
                               const delivery_stream_options& options)
    : aws::KinesisFirehoseDeliveryStream(firehose::Parts(scope, id, config, options).build()) {}

}  // namespace secure
