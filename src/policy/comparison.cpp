#include "policy/comparison.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <vector>

#include "core/nearest.hpp"
#include "parapet/error.hpp"
#include "policy/address.hpp"
#include "policy/date.hpp"
#include "policy/pattern.hpp"

namespace parapet::policy {

namespace {

using OperatorKind = Operator::Kind;
using OperatorTest = Operator::Test;

struct NamedOperator {
  std::string_view name;
  OperatorKind kind;
  OperatorTest test;
  bool negated;
};

constexpr NamedOperator operators[] = {
    {"StringEquals", OperatorKind::text, OperatorTest::equals, false},
    {"StringNotEquals", OperatorKind::text, OperatorTest::equals, true},
    {"StringEqualsIgnoreCase", OperatorKind::text, OperatorTest::equals_any_case, false},
    {"StringNotEqualsIgnoreCase", OperatorKind::text, OperatorTest::equals_any_case, true},
    {"StringLike", OperatorKind::text, OperatorTest::like, false},
    {"StringNotLike", OperatorKind::text, OperatorTest::like, true},
    {"NumericEquals", OperatorKind::number, OperatorTest::equals, false},
    {"NumericNotEquals", OperatorKind::number, OperatorTest::equals, true},
    {"NumericLessThan", OperatorKind::number, OperatorTest::less, false},
    {"NumericLessThanEquals", OperatorKind::number, OperatorTest::less_equals, false},
    {"NumericGreaterThan", OperatorKind::number, OperatorTest::greater, false},
    {"NumericGreaterThanEquals", OperatorKind::number, OperatorTest::greater_equals, false},
    {"DateEquals", OperatorKind::date, OperatorTest::equals, false},
    {"DateNotEquals", OperatorKind::date, OperatorTest::equals, true},
    {"DateLessThan", OperatorKind::date, OperatorTest::less, false},
    {"DateLessThanEquals", OperatorKind::date, OperatorTest::less_equals, false},
    {"DateGreaterThan", OperatorKind::date, OperatorTest::greater, false},
    {"DateGreaterThanEquals", OperatorKind::date, OperatorTest::greater_equals, false},
    {"Bool", OperatorKind::boolean, OperatorTest::equals, false},
    {"BinaryEquals", OperatorKind::binary, OperatorTest::equals, false},
    {"IpAddress", OperatorKind::address, OperatorTest::equals, false},
    {"NotIpAddress", OperatorKind::address, OperatorTest::equals, true},
    // AWS takes wildcards with either.
    {"ArnEquals", OperatorKind::arn, OperatorTest::like, false},
    {"ArnLike", OperatorKind::arn, OperatorTest::like, false},
    {"ArnNotEquals", OperatorKind::arn, OperatorTest::like, true},
    {"ArnNotLike", OperatorKind::arn, OperatorTest::like, true},
    {"Null", OperatorKind::null, OperatorTest::equals, false},
};

bool take_prefix(std::string& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.erase(0, prefix.size());
  return true;
}

bool take_suffix(std::string& text, std::string_view suffix) {
  if (!text.ends_with(suffix)) return false;
  text.erase(text.size() - suffix.size());
  return true;
}

template <class T>
bool ordered(OperatorTest test, T request, T policy) {
  switch (test) {
    case OperatorTest::less:
      return request < policy;
    case OperatorTest::less_equals:
      return request <= policy;
    case OperatorTest::greater:
      return request > policy;
    case OperatorTest::greater_equals:
      return request >= policy;
    default:
      return request == policy;
  }
}

double number_of(std::string_view text) {
  double value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc() || end != text.data() + text.size() || !std::isfinite(value))
    throw Error("`" + std::string(text) + "` is no number; write it with digits");
  return value;
}

bool compares_text(OperatorTest test, std::string_view policy, std::string_view request) {
  if (test == OperatorTest::like) return is_like(policy, escaped(request), false);
  const std::string literal = without_wildcards(policy);
  return test == OperatorTest::equals_any_case ? lower_case(literal) == lower_case(escaped(request))
                                               : literal == escaped(request);
}

}  // namespace

std::optional<Operator> operator_of(std::string_view name) {
  std::string rest = lower_case(name);
  Operator result;
  if (take_prefix(rest, "foranyvalue:"))
    result.set = Operator::Set::any;
  else if (take_prefix(rest, "forallvalues:"))
    result.set = Operator::Set::all;
  result.if_exists = take_suffix(rest, "ifexists");
  const auto* found = std::find_if(std::begin(operators), std::end(operators),
                                   [&](const NamedOperator& known) { return lower_case(known.name) == rest; });
  if (found == std::end(operators)) return std::nullopt;
  const bool plain = result.set == Operator::Set::none && !result.if_exists;
  if (found->kind == OperatorKind::null && !plain) return std::nullopt;
  result.kind = found->kind;
  result.test = found->test;
  result.negated = found->negated;
  return result;
}

std::string near_operator(std::string_view name) {
  std::vector<std::string_view> known;
  for (const NamedOperator& each : operators) known.push_back(each.name);
  return ::parapet::detail::did_you_mean(name, known);
}

bool compares(const Operator& op, std::string_view policy_value, std::string_view request_value,
              const RequestContext& context) {
  const std::optional<std::string> policy = with_variables(policy_value, context);
  if (!policy) return false;
  switch (op.kind) {
    case OperatorKind::number:
      return ordered(op.test, number_of(request_value), number_of(*policy));
    case OperatorKind::date:
      return ordered(op.test, seconds_of(request_value), seconds_of(*policy));
    case OperatorKind::boolean:
      return lower_case(*policy) == lower_case(request_value);
    case OperatorKind::binary:
      return *policy == request_value;
    case OperatorKind::address:
      return is_in_network(request_value, *policy);
    case OperatorKind::arn:
      return is_like_arn(*policy, escaped(request_value), false);
    default:
      return compares_text(op.test, *policy, request_value);
  }
}

}  // namespace parapet::policy
