#pragma once

#include <algorithm>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>

#include "parapet/policy/analysis.hpp"

/// What EventBridge does with a pattern and an event, as far as our patterns go.
namespace parapet::organization::test {

using Event = nlohmann::json;

inline bool like(const Event& value, const Event& glob) {
  return value.is_string() && policy::covers(glob.get<std::string>(), value.get<std::string>(), false) ==
                                  policy::Answer::yes;
}

/// One alternative of a list of a pattern; `value` is nullptr where the event has none.
inline bool accepts(const Event& wanted, const Event* value) {
  if (!wanted.is_object()) return value != nullptr && *value == wanted;
  if (wanted.size() != 1) throw std::runtime_error("one comparison at a time: " + wanted.dump());
  const std::string kind = wanted.begin().key();
  const Event& operand = wanted.begin().value();
  if (kind == "exists") return (value != nullptr) == operand.get<bool>();
  if (value == nullptr) return false;
  if (kind == "prefix") return value->is_string() && value->get<std::string>().starts_with(operand.get<std::string>());
  if (kind == "wildcard") return like(*value, operand);
  if (kind == "anything-but") {
    const Event& globs = operand.at("wildcard");
    if (!globs.is_array() || globs.empty()) throw std::runtime_error("a list that is not empty: " + wanted.dump());
    return std::none_of(globs.begin(), globs.end(), [&](const Event& glob) { return like(*value, glob); });
  }
  throw std::runtime_error("unknown comparison: " + kind);
}

inline bool matches_event(const Event& pattern, const Event& event);

inline bool matches_member(const std::string& name, const Event& pattern, const Event& event) {
  if (name == "$or") {
    if (!pattern.is_array() || pattern.size() < 2) throw std::runtime_error("`$or` needs two ways: " + pattern.dump());
    return std::any_of(pattern.begin(), pattern.end(), [&](const Event& way) { return matches_event(way, event); });
  }
  const Event* value = event.is_object() && event.contains(name) ? &event.at(name) : nullptr;
  if (pattern.is_object()) return matches_event(pattern, value == nullptr ? Event::object() : *value);
  if (!pattern.is_array() || pattern.empty()) throw std::runtime_error("a list that is not empty: " + pattern.dump());
  return std::any_of(pattern.begin(), pattern.end(), [&](const Event& one) { return accepts(one, value); });
}

/// Throws std::runtime_error for a pattern that EventBridge would refuse.
inline bool matches_event(const Event& pattern, const Event& event) {
  if (!pattern.is_object() || pattern.empty()) throw std::runtime_error("an object that is not empty: " + pattern.dump());
  return std::all_of(pattern.items().begin(), pattern.items().end(),
                     [&](const auto& member) { return matches_member(member.key(), member.value(), event); });
}

}  // namespace parapet::organization::test
