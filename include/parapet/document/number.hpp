#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace parapet {

/// A number as configurations hold it. Whole numbers of 64 bits stay exact; everything else is a double.
class Number {
 public:
  Number() = default;
  static Number of(std::int64_t value);
  static Number of(std::uint64_t value);
  static Number of(double value);

  bool is_whole() const { return whole_; }
  /// The value if it fits into 64 bits with a sign.
  std::optional<std::int64_t> as_integer() const;
  double as_double() const;
  /// The way Terraform turns a number into a string: `5`, `-3`, `2.5`, never an exponent.
  std::string text() const;

  /// Exact between whole numbers; unordered only for NaN.
  std::partial_ordering operator<=>(const Number& other) const;
  bool operator==(const Number& other) const { return (*this <=> other) == 0; }

 private:
  bool whole_ = true;
  bool negative_ = false;
  std::uint64_t magnitude_ = 0;
  double real_ = 0;
};

/// The number that a text holds in JSON's or HCL's notation (`5`, `-1`, `2.5`, `1e3`); nothing else is one.
std::optional<Number> parse_number(std::string_view text);

}  // namespace parapet
