#pragma once

#include <algorithm>
#include <initializer_list>
#include <string_view>

#include "parapet/guardrails/requirement.hpp"

namespace parapet::cli {

/// The value that an option's word stands for. The parser has made sure that it is one of them.
template <class T>
T one_of(std::string_view word, std::initializer_list<T> values) {
  return *std::find_if(values.begin(), values.end(), [&](T value) { return guardrails::text_of(value) == word; });
}

/// The tier that an option names.
inline guardrails::Tier tier_of(std::string_view word) {
  return one_of(word, {guardrails::Tier::baseline, guardrails::Tier::sensitive, guardrails::Tier::regulated});
}

}  // namespace parapet::cli
