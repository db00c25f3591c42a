#pragma once

#include <boost/describe.hpp>
#include <boost/mp11.hpp>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "guardrails/json.hpp"

/// One reader for every struct that people write as JSON and that Boost.Describe describes: unknown key, wrong type and
/// missing field are errors with a place. `std::optional` marks what may be left out. A member's name is the field's,
/// but for a trailing `_`, which keywords of C++ need.
namespace parapet::guardrails {

/// A field whose value is read later by somebody who knows it.
struct Raw {
  std::optional<At> at;
};

/// Lists of texts by name, in the order they are written.
using NamedTexts = std::vector<std::pair<std::string, std::vector<std::string>>>;

inline void read_field(const At& at, std::string& field) { field = at.filled_text(); }
inline void read_field(const At& at, std::vector<std::string>& field) { field = at.texts(); }
inline void read_field(const At& at, Raw& field) { field.at = at; }
inline void read_field(const At& at, NamedTexts& field) {
  at.expect_object();
  for (const auto& [key, value] : at.json().items()) field.emplace_back(key, at.member(key).texts());
}
template <class T>
void read_field(const At& at, std::optional<T>& field) {
  read_field(at, field.emplace());
}

template <class T>
constexpr bool may_be_missing = false;
template <class T>
constexpr bool may_be_missing<std::optional<T>> = true;

inline std::string_view field_name(const char* member) {
  std::string_view name = member;
  if (name.ends_with('_')) name.remove_suffix(1);
  return name;
}

template <class T>
std::vector<std::string_view> field_names() {
  std::vector<std::string_view> names;
  boost::mp11::mp_for_each<boost::describe::describe_members<T, boost::describe::mod_public>>(
      [&](auto member) { names.push_back(field_name(member.name)); });
  return names;
}

/// Reads an object into a described struct.
template <class T>
T read_record(const At& at) {
  at.only(field_names<T>());
  T record;
  boost::mp11::mp_for_each<boost::describe::describe_members<T, boost::describe::mod_public>>([&](auto member) {
    auto& field = record.*member.pointer;
    std::string_view name = field_name(member.name);
    if (at.has(name)) {
      read_field(at.member(name), field);
    } else if constexpr (!may_be_missing<std::remove_reference_t<decltype(field)>>) {
      at.member(name);
    }
  });
  return record;
}

}  // namespace parapet::guardrails
