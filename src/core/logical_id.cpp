#include <algorithm>

#include "element.hpp"
#include "md5.hpp"

namespace parapet::detail {

namespace {

constexpr std::string_view kHidden = "Default";
constexpr std::string_view kUnnamed = "Resource";
constexpr std::size_t kMaxReadable = 240;
constexpr std::size_t kHashDigits = 8;

bool is_identifier_char(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

std::string sanitized(std::string_view text) {
  std::string result;
  std::copy_if(text.begin(), text.end(), std::back_inserter(result), is_identifier_char);
  return result;
}

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

/// The first eight hex digits, upper case, of the MD5 of the components joined with `/`.
std::string hash_of(const std::vector<std::string_view>& components) {
  Md5 md5;
  for (std::size_t i = 0; i < components.size(); ++i) {
    if (i != 0) md5.add("/");
    md5.add(components[i]);
  }
  return md5.hex().substr(0, kHashDigits);
}

std::string readable_part(const std::vector<std::string_view>& components) {
  std::string result;
  std::string_view kept;
  bool first = true;
  for (const std::string_view component : components) {
    if (!kept.empty() && ends_with(kept, component)) continue;
    kept = component;
    if (component == kUnnamed) continue;
    if (!first) result += '_';
    first = false;
    result += sanitized(component);
  }
  return result;
}

}  // namespace

std::string compute_logical_id(const std::vector<std::string_view>& path_below_stack) {
  std::vector<std::string_view> components;
  for (const std::string_view component : path_below_stack) {
    if (component != kHidden) components.push_back(component);
  }
  if (components.empty()) return {};
  if (components.size() == 1) return sanitized(components.front()).substr(0, kMaxReadable);
  const std::string readable = readable_part(components).substr(0, kMaxReadable);
  return readable + "_" + hash_of(components);
}

}  // namespace parapet::detail
