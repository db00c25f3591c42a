#include "guardrails/judging.hpp"

#include <algorithm>
#include <cctype>

namespace parapet::guardrails {

namespace {

char folded(char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); }

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

}  // namespace

Resolved as_object(View value, const Place& place) {
  Resolved object;
  object.state = value.is_unset() ? Resolved::State::unset : Resolved::State::known;
  object.value = value;
  object.place = place;
  return object;
}

bool same_word(std::string_view left, std::string_view right) {
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [](char a, char b) { return folded(a) == folded(b); });
}

std::string lower_case(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(), folded);
  return result;
}

std::vector<Resolved> members_in_any_case(Resolver& resolver, const Resolved& object, std::string_view name,
                                          bool& complete) {
  std::vector<Resolved> members;
  View view = object.value;
  if (!object.is_known() || !view.is_object()) {
    complete = false;
    return members;
  }
  for (std::size_t i = 0; i < view.size(); ++i) {
    // Go takes a long s for an s, and a Kelvin sign for a k.
    if (view.name(i).empty() || !is_ascii(view.name(i))) complete = false;
    if (!same_word(view.name(i), name)) continue;
    Resolved member = resolver.resolve(view.value_at(i), object.place);
    if (!member.is_unset()) members.push_back(std::move(member));
  }
  return members;
}

std::optional<std::string> text_of(const Resolved& value) {
  bool readable = value.is_known() || (value.state == Resolved::State::reference && value.value);
  return readable && value.alternatives.empty() ? as_text(value.value) : std::nullopt;
}

std::string statement_path(std::string_view path, std::size_t position) {
  std::string place = "tatement[" + std::to_string(position) + "]";
  // A data source's statements are blocks.
  return path.empty() || path == "@" ? "s" + place : std::string(path) + ".S" + place;
}

}  // namespace parapet::guardrails
