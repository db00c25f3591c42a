#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "parapet/policy/evaluation.hpp"

namespace parapet::policy {

/// A condition operator taken apart: `ForAnyValue:StringNotEqualsIfExists`.
struct Operator {
  enum class Set : unsigned char { none, any, all };
  enum class Kind : unsigned char { text, number, date, boolean, binary, address, arn, null };
  enum class Test : unsigned char { equals, equals_any_case, like, less, less_equals, greater, greater_equals };

  Set set = Set::none;
  Kind kind = Kind::text;
  Test test = Test::equals;
  bool negated = false;
  bool if_exists = false;
};

/// Nothing for a name that AWS does not document. Names are taken in any case.
std::optional<Operator> operator_of(std::string_view name);
/// `; did you mean "StringEquals"?` for a wrong name.
std::string near_operator(std::string_view name);

/// Whether one value of the request compares with one of the policy, before negation. Throws Error for a number, date
/// or address that is none.
bool compares(const Operator& op, std::string_view policy_value, std::string_view request_value,
              const RequestContext& context);

}  // namespace parapet::policy
