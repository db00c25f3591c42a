#pragma once

namespace parapet::guardrails {

/// Three-valued logic (Kleene's). The order of the values makes `and` the minimum and `or` the maximum.
enum class Truth : unsigned char { no, unknown, yes };

constexpr Truth truth(bool value) { return value ? Truth::yes : Truth::no; }
constexpr Truth operator&&(Truth left, Truth right) { return left < right ? left : right; }
constexpr Truth operator||(Truth left, Truth right) { return left < right ? right : left; }
constexpr Truth operator!(Truth value) {
  return value == Truth::yes ? Truth::no : value == Truth::no ? Truth::yes : Truth::unknown;
}

/// What is known of a thing that may be any of several: what all of them say, unknown when they differ.
constexpr Truth agree(Truth left, Truth right) { return left == right ? left : Truth::unknown; }

}  // namespace parapet::guardrails
