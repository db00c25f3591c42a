#pragma once

#include <aws/kinesis_firehose_delivery_stream.hpp>
#include <secure_templates/resources/firehose.hpp>

#include "parapet/guardrails/secured.hpp"

/// Delivery streams. The requirements are in `catalog/firehose.json`.
namespace secure {

/// What a delivery stream to a bucket gets beside the stream itself.
struct delivery_stream_options {
  /// Name of the bucket that is made for it where the configuration names none; unset: Terraform makes one up.
  parapet::Str bucket{};
  /// Stream of Kinesis that it reads; unset: producers write to it directly.
  parapet::Str source_stream_arn{};
};

/// A delivery stream to a bucket, with that bucket, a log group for what cannot be delivered, and a role that may do
/// nothing but this. Records are encrypted with `kms_key_arn` of the SecurityContext on their way and in the bucket
/// (with AWS's own keys where the tier is baseline and there is none).
///
///     secure::DeliveryStream clicks(stack, "clicks", aws::kinesis_firehose_delivery_stream{.name = "clicks"});
///
/// `extended_s3_configuration` may leave out `bucket_arn` and `role_arn`, and what is set there stays; `destination` is
/// `extended_s3`. The resource is `clicks/Default`, so that its address is
/// `aws_kinesis_firehose_delivery_stream.clicks`.
class DeliveryStream : public aws::KinesisFirehoseDeliveryStream {
 public:
  /// Throws SecurityException with every violation of every resource, and Error for a bad id and another destination
  /// than `extended_s3`; nothing stays behind then.
  DeliveryStream(parapet::Scope scope, std::string_view id, const aws::kinesis_firehose_delivery_stream& config,
                 const delivery_stream_options& options = {});
};

}  // namespace secure
