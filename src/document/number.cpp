#include "parapet/document/number.hpp"

#include <charconv>
#include <cmath>
#include <limits>

namespace parapet {

namespace {

constexpr double kTwoTo64 = 18446744073709551616.0;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Skips digits; false if there is none.
bool skip_digits(std::string_view text, std::size_t& at) {
  const std::size_t first = at;
  while (at < text.size() && is_digit(text[at])) ++at;
  return at > first;
}

/// Whether the text is a number as a whole; `whole` tells that it has neither fraction nor exponent.
bool is_number(std::string_view text, bool& whole) {
  std::size_t at = !text.empty() && text[0] == '-' ? 1 : 0;
  if (!skip_digits(text, at)) return false;
  whole = at == text.size();
  if (at < text.size() && text[at] == '.' && !skip_digits(text, ++at)) return false;
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
    if (!skip_digits(text, at)) return false;
  }
  return at == text.size();
}

}  // namespace

Number Number::of(std::int64_t value) {
  Number number;
  number.negative_ = value < 0;
  number.magnitude_ =
      value < 0 ? std::uint64_t{0} - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
  return number;
}

Number Number::of(std::uint64_t value) {
  Number number;
  number.magnitude_ = value;
  return number;
}

Number Number::of(double value) {
  Number number;
  if (std::trunc(value) == value && std::fabs(value) < kTwoTo64) {
    number.negative_ = value < 0;
    number.magnitude_ = static_cast<std::uint64_t>(std::fabs(value));
    return number;
  }
  number.whole_ = false;
  number.real_ = value;
  return number;
}

std::optional<std::int64_t> Number::as_integer() const {
  constexpr auto kMax = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  if (!whole_) return std::nullopt;
  if (!negative_ && magnitude_ <= kMax) return static_cast<std::int64_t>(magnitude_);
  if (negative_ && magnitude_ <= kMax) return -static_cast<std::int64_t>(magnitude_);
  if (negative_ && magnitude_ == kMax + 1) return std::numeric_limits<std::int64_t>::min();
  return std::nullopt;
}

double Number::as_double() const {
  if (!whole_) return real_;
  return negative_ ? -static_cast<double>(magnitude_) : static_cast<double>(magnitude_);
}

std::string Number::text() const {
  char buffer[400];
  char* first = buffer;
  if (whole_ && negative_) *first++ = '-';
  const auto end = whole_ ? std::to_chars(first, buffer + sizeof(buffer), magnitude_)
                          : std::to_chars(first, buffer + sizeof(buffer), real_, std::chars_format::fixed);
  return std::string(buffer, end.ptr);
}

std::partial_ordering Number::operator<=>(const Number& other) const {
  if (!whole_ || !other.whole_) return as_double() <=> other.as_double();
  if (negative_ != other.negative_) return negative_ ? std::partial_ordering::less : std::partial_ordering::greater;
  return negative_ ? other.magnitude_ <=> magnitude_ : magnitude_ <=> other.magnitude_;
}

std::optional<Number> parse_number(std::string_view text) {
  bool whole = false;
  if (!is_number(text, whole)) return std::nullopt;
  const char* const end = text.data() + text.size();
  if (whole) {
    const bool negative = text[0] == '-';
    std::uint64_t magnitude = 0;
    const auto result = std::from_chars(text.data() + (negative ? 1 : 0), end, magnitude);
    if (result.ec == std::errc{} && !negative) return Number::of(magnitude);
    if (result.ec == std::errc{} && magnitude <= std::uint64_t{1} << 63)
      return Number::of(static_cast<std::int64_t>(std::uint64_t{0} - magnitude));
  }
  double real = 0;
  const auto result = std::from_chars(text.data(), end, real);
  if (result.ec != std::errc{} || !std::isfinite(real)) return std::nullopt;
  return Number::of(real);
}

}  // namespace parapet
