#include "requirements/wording.hpp"

#include <algorithm>

#include "requirements/names.hpp"

namespace parapet::requirements {

namespace {

constexpr std::size_t longest_value = 80;

std::string ticked(std::string_view text) { return "`" + std::string(text) + "`"; }

std::string value_text(const Json& value) {
  return value.is_string() ? ticked(value.get<std::string>()) : value.dump();
}

std::string value_list(const std::vector<Json>& values) {
  std::string text;
  for (const Json& value : values) text += (text.empty() ? "" : ", ") + value_text(value);
  return text;
}

bool is_printable(const Json& value) {
  if (!value.is_string()) return value.is_boolean() || value.is_number();
  const std::string text = value.get<std::string>();
  return !text.empty() && text.size() <= longest_value &&
         std::none_of(text.begin(), text.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f || c == '`'; });
}

Wording one_of_words(const std::string& path, const std::string& type, const std::vector<Json>& values) {
  const std::string wanted = (values.size() == 1 ? "" : "one of ") + value_list(values);
  return {"Every " + type + " sets " + path + " to " + wanted + ".",
          path + " of every " + type + " is " + wanted + "."};
}

Wording none_of_words(const std::string& path, const std::string& type, const std::vector<Json>& values) {
  const std::string refused = (values.size() == 1 ? "" : "one of ") + value_list(values);
  return {"No " + type + " sets " + path + " to " + refused + ".", path + " of no " + type + " is " + refused + "."};
}

}  // namespace

std::optional<Wording> words_for(std::string_view resource, const Setting& setting) {
  if (!std::all_of(setting.values.begin(), setting.values.end(), is_printable)) return std::nullopt;
  const std::string path = ticked(catalog_path(setting.path)), type = ticked(resource),
                    values = value_list(setting.values);
  switch (setting.wish) {
    case Wish::inspected:
    case Wish::example:
      return std::nullopt;
    case Wish::one_of:
      return one_of_words(path, type, setting.values);
    case Wish::none_of:
      return none_of_words(path, type, setting.values);
    case Wish::exists:
      return Wording{"Every " + type + " sets " + path + ".", path + " of every " + type + " is set."};
    case Wish::not_exists:
      return Wording{"No " + type + " sets " + path + ".", path + " of no " + type + " is set."};
    case Wish::contains:
      return Wording{"Every " + type + " lists " + values + " in " + path + ".",
                     path + " of every " + type + " contains " + values + "."};
    case Wish::not_contains:
      return Wording{"No " + type + " lists " + values + " in " + path + ".",
                     path + " of no " + type + " contains " + values + "."};
    case Wish::at_least:
      return Wording{"Every " + type + " sets " + path + " to " + values + " at the least.",
                     path + " of every " + type + " is at least " + values + "."};
    case Wish::at_most:
      return Wording{"Every " + type + " sets " + path + " to " + values + " at the most.",
                     path + " of every " + type + " is at most " + values + "."};
  }
  return std::nullopt;
}

}  // namespace parapet::requirements
