#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// What policies mean, on plain strings. Every answer has three values, because parts of a policy may not be known yet.
namespace parapet::policy {

enum class Answer : unsigned char { no, unknown, yes };

/// Stands for a part of a string that is not known: `"arn:aws:s3:::" + unknown_part`.
inline constexpr char unknown_part = '\x01';

/// Strings of a statement; `complete` is false when there may be others.
struct Strings {
  std::vector<std::string> values{};
  bool complete = true;
  bool present = false;  ///< the key is in the statement
};

/// `{"AWS": "..."}` is type AWS; `"*"` alone has the type `*`.
struct PrincipalEntry {
  std::string type;
  std::string identifier;
};

struct Principals {
  std::vector<PrincipalEntry> entries{};
  bool complete = true;
  bool present = false;
};

struct ConditionEntry {
  std::string test;
  std::string key;
  Strings values{};
};

struct StatementView {
  Answer allows = Answer::unknown;  ///< yes: Allow, no: Deny
  std::string sid{};
  Strings actions{}, not_actions{}, resources{}, not_resources{};
  Principals principals{}, not_principals{};
  std::vector<ConditionEntry> conditions{};
  bool conditions_complete = true;
};

/// A policy as far as it could be read.
struct PolicyView {
  std::vector<StatementView> statements{};
  bool complete = true;  ///< false: there may be statements that nobody could read
};

/// Whether a glob of IAM (`*`, `?`, any case if `fold_case`) covers a text. A `*` in the text is only covered by a `*`.
Answer covers(std::string_view glob, std::string_view text, bool fold_case);

/// Whether a statement speaks of an action (`s3:GetObject`, `*`), through Action or NotAction.
Answer speaks_of_action(const StatementView& statement, std::string_view action);
/// Whether it speaks of a resource, through Resource or NotResource; a statement without either, like in a trust
/// policy, does.
Answer speaks_of_resource(const StatementView& statement, std::string_view resource);
/// Whether a principal may be anybody: `*`, every account, or everybody but some (`NotPrincipal`).
Answer speaks_to_anyone(const StatementView& statement);
/// Whether one of its principals is an AWS service.
Answer speaks_to_service(const StatementView& statement);
/// Whether one of its principals is in another account than those of `own`. Where those are not known, an account that
/// the policy names by number may be one of them.
Answer speaks_to_other_account(const StatementView& statement, const Strings& own);
/// The account of a principal: that of an ARN, or the identifier itself.
std::string_view account_of(std::string_view identifier);
/// Whether a condition on one of the keys really narrows the statement: a positive test (StringEquals, ArnLike,
/// IpAddress, Bool...) without IfExists or ForAllValues, and no value that matches everything. Keys are globs in any
/// case: `aws:SourceArn`, `*:sub`, `oidc.eks.*:sub`.
Answer narrowed_by(const StatementView& statement, const std::vector<std::string_view>& keys);

/// A statement in one line for messages: `Allow s3:GetObject on arn:aws:s3:::x/* to *`.
std::string text_of(const StatementView& statement);

}  // namespace parapet::policy
