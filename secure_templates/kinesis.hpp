#pragma once

#include <aws/kinesis_stream.hpp>
#include <secure_templates/resources/kinesis.hpp>

#include "parapet/guardrails/secured.hpp"

/// Streams. The requirements are in `catalog/kinesis.json`.
namespace secure {

/// A stream that is encrypted, from tier sensitive on with `kms_key_arn` of the SecurityContext, and keeps a week of
/// records there.
///
///     secure::Stream clicks(stack, "clicks", aws::kinesis_stream{
///         .name = "clicks",
///         .stream_mode_details = {{.stream_mode = "ON_DEMAND"}},
///     });
using Stream = parapet::guardrails::Secured<aws::KinesisStream>;

}  // namespace secure
