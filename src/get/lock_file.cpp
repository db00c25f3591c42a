#include "get/lock_file.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <cctype>

namespace parapet::get {

namespace {

std::string lower_case(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return std::tolower(c); });
  return lower;
}

}  // namespace

std::map<std::string, std::string> locked_versions(std::string_view lock_file) {
  // The engines write this file in one form, and it becomes a part of a path.
  static const RE2 entry("(?m)^provider \"([^\"]+)\" \\{\\n\\s*version\\s*=\\s*\"([0-9][0-9A-Za-z.+-]*)\"");
  std::map<std::string, std::string> versions;
  re2::StringPiece left(lock_file.data(), lock_file.size());
  for (std::string address, version; RE2::FindAndConsume(&left, entry, &address, &version);)
    versions[address] = version;
  return versions;
}

bool is_address_of(std::string_view address, std::string_view source) {
  const std::string whole = lower_case(address), wanted = lower_case(source);
  const auto parts = std::count(wanted.begin(), wanted.end(), '/');
  return parts == 2 ? whole == wanted : whole.ends_with("/" + wanted);
}

}  // namespace parapet::get
