#include "document/make_number.hpp"

#include <charconv>
#include <string>

namespace parapet::detail {

const Value* make_number(const Number& number) {
  if (const auto integer = number.as_integer()) return make_integer(*integer);
  if (!number.is_whole() || number.as_double() < 0) return make_real(number.as_double());
  const std::string digits = number.text();
  std::uint64_t natural = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), natural);
  return make_natural(natural);
}

}  // namespace parapet::detail
