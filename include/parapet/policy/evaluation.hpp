#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "parapet/policy/analysis.hpp"

/// What AWS would decide: policies evaluated for one request, by the rules of IAM's policy language (version
/// 2012-10-17).
namespace parapet::policy {

/// Orders names of condition keys in any case: `aws:PrincipalArn` and `AWS:principalarn` are one.
struct AnyCase {
  bool operator()(std::string_view left, std::string_view right) const;
};

/// Condition keys and what the request holds for them. A key without values counts as missing.
using RequestContext = std::map<std::string, std::vector<std::string>, AnyCase>;

struct Request {
  std::string action;          ///< `s3:PutObject`
  std::string resource = "*";  ///< ARN; `*` for actions without one
  RequestContext context{};    ///< `aws:PrincipalArn`, `aws:ResourceTag/team`, ...
  /// Everything that the requester may be named by in a policy with principals: its role and its session, `Service`,
  /// `Federated`.
  std::vector<PrincipalEntry> principals{};
};

enum class Decision : unsigned char { implicit_deny, allow, explicit_deny };

/// Reads the JSON of a policy. Throws Error (`place: statement 2: ...`) for anything but a policy as AWS documents it:
/// another version, an unknown member, neither or both of `Action` and `NotAction`, an action whose service is a
/// wildcard, an unknown condition operator.
PolicyView read_policy(std::string_view json, std::string_view place);

/// Explicit denial by any statement, else permission by any, else implicit denial. A statement without principals (in
/// an identity policy or service control policy) speaks of everybody. Throws Error for a condition that cannot be
/// evaluated: an unknown operator, a number, date or address that is none, a key of several values without
/// `ForAnyValue` or `ForAllValues`.
Decision decide(const std::vector<PolicyView>& policies, const Request& request);

/// Whether a statement applies to a request, whatever its effect.
bool applies(const StatementView& statement, const Request& request);

}  // namespace parapet::policy
