#pragma once

#include <string_view>

namespace parapet::detail {

/// Whether the text is well-formed UTF-8 without NUL: no overlong forms, no surrogates, nothing above U+10FFFF.
bool is_valid_utf8(std::string_view text);

}  // namespace parapet::detail
