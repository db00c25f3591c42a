#pragma once

#include <string_view>

namespace parapet::schema {

/// Words that cannot be an identifier: C++20's keywords and alternative tokens, and macros that compilers and the C
/// library define in small letters.
bool is_reserved_word(std::string_view name);

/// Names that the C and C++ libraries declare in the global namespace, so that no namespace can have them (`random`,
/// `time`), and the project's own.
bool is_taken_globally(std::string_view name);

}  // namespace parapet::schema
