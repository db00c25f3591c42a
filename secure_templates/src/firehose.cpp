#include "../firehose.hpp"

#include <aws/cloudwatch_log_stream.hpp>
#include <optional>
#include <string>

#include "../s3.hpp"
#include "composite.hpp"
#include "parapet/error.hpp"

namespace secure {

namespace firehose {

using Delivery = aws::kinesis_firehose_delivery_stream;

/// Builds what one delivery stream needs, and then the stream.
class Parts {
 public:
  Parts(const parapet::Scope& scope, std::string_view id, const Delivery& config,
        const delivery_stream_options& options)
      : composite_(scope, config), group_(scope, id), config_(config), options_(options) {}

  aws::KinesisFirehoseDeliveryStream build() {
    refuse_other_destinations();
    config_.destination = "extended_s3";
    Composite::complete(config_.extended_s3_configuration,
                        [&](Delivery::ExtendedS3Configuration& target) { complete(target); });
    const auto stream = composite_.add<aws::KinesisFirehoseDeliveryStream>(group_, "Default", config_);
    if (role_policy_) stream.node().add_dependency(*role_policy_);
    composite_.finish();
    return stream;
  }

 private:
  void refuse_other_destinations() const {
    const parapet::detail::Value* destination = config_.destination.parapet_value();
    if (destination == nullptr) return;
    if (destination->kind == parapet::detail::Kind::text && parapet::detail::text_of(destination) == "extended_s3") {
      return;
    }
    throw parapet::Error(std::string(group_.node().path()) +
                         ": secure::DeliveryStream delivers to `extended_s3`; use "
                         "secure::KinesisFirehoseDeliveryStream for another destination");
  }

  void complete(Delivery::ExtendedS3Configuration& target) {
    if (Composite::is_nothing(target.bucket_arn)) target.bucket_arn = add_bucket();
    target.kms_key_arn = composite_.given(target.kms_key_arn, "kms_key_arn");
    if (Composite::is_nothing(target.cloudwatch_logging_options)) add_log(target);
    std::optional<aws::IamRole> role;
    if (Composite::is_nothing(target.role_arn)) {
      role = add_role(composite_, group_, "role", "firehose.amazonaws.com",
                      {condition("StringEquals", "sts:ExternalId", composite_.account_id(group_))});
      target.role_arn = composite_.instance_of(*role).arn();
    }
    if (!Composite::is_nothing(options_.source_stream_arn) &&
        Composite::is_nothing(config_.kinesis_source_configuration)) {
      config_.kinesis_source_configuration = {
          {.kinesis_stream_arn = options_.source_stream_arn, .role_arn = target.role_arn}};
    }
    if (!role) return;
    add_role_policy(composite_, *role, permissions(target));
    role_policy_ = parapet::Construct(role->node().find_child("policy").parapet_element());
  }

  parapet::Str add_bucket() {
    auto bucket = composite_.part<aws::s3_bucket>();
    bucket.bucket = options_.bucket;
    parapet::Str arn = "refused";
    composite_.collect([&] {
      const S3Bucket whole(parapet::Scope(group_, composite_.where()), "bucket", bucket);
      arn = composite_.instance_of<aws::S3Bucket>(whole).arn();
    });
    return arn;
  }

  void add_log(Delivery::ExtendedS3Configuration& target) {
    const auto logs = add_log_group(composite_, group_, "logs", parapet::text("/aws/kinesisfirehose/", config_.name));
    auto stream = composite_.part<aws::cloudwatch_log_stream>();
    stream.log_group_name = logs.name();
    stream.name = "S3Delivery";
    const auto added = composite_.add_part<aws::CloudwatchLogStream>(group_, "log-stream", stream);
    log_stream_arn_ = added.arn();
    target.cloudwatch_logging_options = {
        {.enabled = true, .log_group_name = logs.name(), .log_stream_name = added.name()}};
  }

  parapet::Block<parapet::policy::Statement> permissions(const Delivery::ExtendedS3Configuration& target) const {
    parapet::Block<parapet::policy::Statement> statements = {parapet::policy::Statement{
        .actions = {"s3:AbortMultipartUpload", "s3:GetBucketLocation", "s3:GetObject", "s3:ListBucket",
                    "s3:ListBucketMultipartUploads", "s3:PutObject"},
        .resources = {target.bucket_arn, parapet::text(target.bucket_arn, "/*")},
        .sid = "Deliver",
    }};
    const auto allow = [&](const char* sid, const parapet::List<parapet::Str>& actions, const parapet::Str& resource) {
      if (Composite::is_nothing(resource)) return;
      statements = statements + parapet::Block<parapet::policy::Statement>{parapet::policy::Statement{
                                    .actions = actions, .resources = {resource}, .sid = sid}};
    };
    allow("Encrypt", {"kms:Decrypt", "kms:GenerateDataKey"}, target.kms_key_arn);
    allow("Log", {"logs:PutLogEvents"}, log_stream_arn_);
    allow("Read", {"kinesis:DescribeStream", "kinesis:GetRecords", "kinesis:GetShardIterator", "kinesis:ListShards"},
          options_.source_stream_arn);
    return statements;
  }

  Composite composite_;
  parapet::Construct group_;
  Delivery config_;
  const delivery_stream_options& options_;
  parapet::Str log_stream_arn_;
  std::optional<parapet::Construct> role_policy_;
};

}  // namespace firehose

DeliveryStream::DeliveryStream(parapet::Scope scope, std::string_view id,
                               const aws::kinesis_firehose_delivery_stream& config,
                               const delivery_stream_options& options)
    : aws::KinesisFirehoseDeliveryStream(firehose::Parts(scope, id, config, options).build()) {}

}  // namespace secure
