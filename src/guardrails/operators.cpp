#include "guardrails/operators.hpp"

#include <arpa/inet.h>
#include <re2/re2.h>

#include <array>
#include <charconv>
#include <cmath>
#include <map>
#include <memory>

#include "guardrails/judging.hpp"

namespace parapet::guardrails {

namespace {

Truth equal_lists(View value, const Literal& expected, bool& comparable) {
  if (!value.is_list()) {
    comparable = false;
    return Truth::no;
  }
  if (value.size() != expected.list.size) return Truth::no;
  // Sets have no order, and nobody relies on it in a requirement: every expected value has to be there.
  for (const Literal& wanted : expected.list) {
    bool found = false;
    for (std::size_t i = 0; i < value.size() && !found; ++i) {
      bool ignored = true;
      found = equal(value.element(i), wanted, ignored) == Truth::yes;
    }
    if (!found) return Truth::no;
  }
  return Truth::yes;
}

template <class T, class U>
Truth compared(const std::optional<T>& actual, const U& expected, bool& comparable) {
  comparable = comparable && actual.has_value();
  return truth(actual.has_value() && *actual == expected);
}

/// An address as bits, IPv4 in the last four bytes; `mapped` for `::ffff:1.2.3.4`.
struct Range {
  std::array<unsigned char, 16> bytes{};
  bool v6 = false;
  unsigned length = 0;
};

bool parse_range(std::string_view text, Range& range) {
  std::size_t slash = text.find('/');
  std::string address(text.substr(0, slash));
  range.v6 = address.find(':') != std::string::npos;
  unsigned widest = range.v6 ? 128 : 32;
  if (inet_pton(range.v6 ? AF_INET6 : AF_INET, address.c_str(), range.bytes.data()) != 1) return false;
  range.length = widest;
  if (slash == std::string_view::npos) return true;
  std::string_view digits = text.substr(slash + 1);
  auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), range.length);
  return error == std::errc() && end == digits.data() + digits.size() && range.length <= widest;
}

/// IPv4 written as IPv6 (`::ffff:0:0/96`) is as wide as the IPv4 range.
void unmap(Range& range) {
  for (std::size_t i = 0; i < 12; ++i) {
    if (range.bytes[i] != (i < 10 ? 0 : 0xff)) return;
  }
  if (range.v6 && range.length >= 96) {
    range.v6 = false;
    range.length -= 96;
  }
}

}  // namespace

Truth equal(View value, const Literal& expected, bool& comparable, bool any_case) {
  switch (expected.kind) {
    case Literal::Kind::boolean:
      return compared(as_boolean(value), expected.boolean, comparable);
    case Literal::Kind::number:
      return compared(as_number(value), Number::of(expected.number), comparable);
    case Literal::Kind::text:
      if (value.is_text())
        return truth(value.text() == expected.text || (any_case && same_word(value.text(), expected.text)));
      return compared(as_text(value), expected.text, comparable);
    case Literal::Kind::list:
      return equal_lists(value, expected, comparable);
    case Literal::Kind::none:
      break;
  }
  comparable = false;
  return Truth::no;
}

bool is_open_cidr(std::string_view cidr, unsigned prefix_length) {
  Range range;
  if (!parse_range(cidr, range)) return true;
  unmap(range);
  return range.length < prefix_length;
}

double share_of_cidr(std::string_view cidr) {
  Range range;
  if (!parse_range(cidr, range)) return 0;
  unmap(range);
  return std::ldexp(1.0, -static_cast<int>(range.length));
}

bool holds_cidr(std::string_view outer, std::string_view inner) {
  Range wide, narrow;
  if (!parse_range(outer, wide) || !parse_range(inner, narrow)) return false;
  if (wide.v6 != narrow.v6 || wide.length > narrow.length) return false;
  for (unsigned bit = 0; bit < wide.length; ++bit) {
    unsigned mask = 0x80u >> (bit % 8);
    if ((wide.bytes[bit / 8] & mask) != (narrow.bytes[bit / 8] & mask)) return false;
  }
  return true;
}

bool matches(std::string_view text, std::string_view pattern, bool any_case) {
  thread_local std::map<std::string, std::unique_ptr<re2::RE2>, std::less<>> patterns[2];
  auto& compiled = patterns[any_case ? 1 : 0];
  auto found = compiled.find(pattern);
  if (found == compiled.end()) {
    re2::RE2::Options options(re2::RE2::Quiet);
    options.set_case_sensitive(!any_case);
    found =
        compiled.emplace(pattern, std::make_unique<re2::RE2>(re2::StringPiece(pattern.data(), pattern.size()), options))
            .first;
  }
  return re2::RE2::FullMatch(re2::StringPiece(text.data(), text.size()), *found->second);
}

}  // namespace parapet::guardrails
