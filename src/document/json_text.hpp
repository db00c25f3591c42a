#pragma once

#include "parapet/document/view.hpp"

namespace parapet::detail {

/// Decodes a template whose literal parts are JSON: `{"Resource": "${aws_s3_bucket.logs.arn}/*"}`. Unknown parts stay
/// expressions where they stand, alone or inside a string. What they hold is taken for text or a value, never for JSON
/// syntax. nullptr when that is no JSON.
const Value* decode_json_template(View join);

}  // namespace parapet::detail
