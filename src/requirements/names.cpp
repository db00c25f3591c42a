#include "requirements/names.hpp"

#include <re2/re2.h>

namespace parapet::requirements {

bool is_service(std::string_view text) {
  static const RE2 form("[a-z0-9_-]{1,64}");
  return RE2::FullMatch(re2::StringPiece(text.data(), text.size()), form);
}

bool is_type(std::string_view text) {
  static const RE2 form("((data|provider)\\.)?[a-z0-9_]{1,128}");
  return RE2::FullMatch(re2::StringPiece(text.data(), text.size()), form);
}

bool is_path(std::string_view text) {
  static const RE2 form(R"re([A-Za-z0-9_-]+(\[\*\]|\["[^"`\n]+"\])*(\.[A-Za-z0-9_-]+(\[\*\]|\["[^"`\n]+"\])*)*)re");
  return RE2::FullMatch(re2::StringPiece(text.data(), text.size()), form);
}

bool matches_pattern(std::string_view text, std::string_view pattern) {
  std::size_t t = 0, p = 0, star = std::string_view::npos, resume = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      resume = t;
    } else if (p < pattern.size() && pattern[p] == text[t]) {
      ++p;
      ++t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      t = ++resume;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', p) == std::string_view::npos;
}

std::string plain_path(std::string_view path) {
  static const RE2 key(R"re(\["([^"]*)"\])re");
  std::string plain(path);
  RE2::GlobalReplace(&plain, "\\[\\*\\]", "");
  RE2::GlobalReplace(&plain, key, ".\\1");
  return plain;
}

std::string catalog_path(std::string_view path) {
  static const RE2 key(R"re(\.([^.\[\]]*-[^.\[\]]*))re");
  std::string spelled(path);
  RE2::GlobalReplace(&spelled, key, R"re(["\1"])re");
  return spelled;
}

}  // namespace parapet::requirements
