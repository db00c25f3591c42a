#include "organization/exemptions.hpp"

#include <algorithm>
#include <set>
#include <string_view>

#include "organization/names.hpp"
#include "parapet/error.hpp"

namespace parapet::organization {

namespace {

constexpr std::string_view example = "arn:aws:iam::*:role/ci/apply-*";
constexpr std::string_view sign_in_roles = "aws-reserved/";
constexpr std::string_view sign_in_name = "AWSReservedSSO_";
constexpr std::size_t fewest_literals = 4;

[[noreturn]] void refuse(const std::string& role, const std::string& why) {
  throw Error("exemption `" + role + "`: " + why);
}

bool take(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

bool is_account(std::string_view text) {
  return text == "*" || (text.size() == 12 && text.find_first_not_of("0123456789") == std::string_view::npos);
}

/// Path and name of the role that an ARN names.
std::string_view name_in(const std::string& role) {
  std::string_view rest = role;
  const bool partition = take(rest, "arn:aws:iam::") || take(rest, "arn:aws-cn:iam::") ||
                         take(rest, "arn:aws-us-gov:iam::") || take(rest, "arn:*:iam::");
  const std::size_t colon = rest.find(':');
  const bool account = partition && colon != std::string_view::npos && is_account(rest.substr(0, colon));
  if (account) rest.remove_prefix(colon + 1);
  if (!account || !take(rest, "role/") || rest.empty() || !holds_only(rest, "+=,.@_/*-"))
    refuse(role, "is no ARN of roles; write it like `" + std::string(example) + "`");
  return rest;
}

/// A wildcard before anything literal, or right after next to nothing, covers roles that somebody else may have made.
void check_name(const std::string& role, std::string_view name) {
  std::string_view literal = name;
  if (take(literal, sign_in_roles)) {
    const std::size_t start = literal.find(sign_in_name);
    if (start == std::string_view::npos) refuse(role, "covers every permission set; name it after `AWSReservedSSO_`");
    literal.remove_prefix(start + sign_in_name.size());
  }
  const std::size_t known = std::min(literal.find('*'), literal.size());
  if (known < literal.size() && known < fewest_literals)
    refuse(role, "covers roles that anybody may have made; begin the name with four characters before a `*`");
}

void add(const std::vector<std::string>& roles, std::string_view option, std::vector<std::string>& all,
         std::set<std::string>& seen) {
  if (roles.empty()) throw Error("no role is exempt as " + std::string(option) + "; name one at least");
  for (const std::string& role : roles) {
    check_name(role, name_in(role));
    if (!seen.insert(role).second) refuse(role, "is named twice; keep one of them");
    all.push_back(role);
  }
}

}  // namespace

std::vector<std::string> exempt_roles(const ControlExemptions& exemptions) {
  std::vector<std::string> all;
  std::set<std::string> seen;
  add(exemptions.on_call, "on-call engineer", all, seen);
  add(exemptions.administrators, "administrator", all, seen);
  add(exemptions.runners, "runner", all, seen);
  return all;
}

const std::vector<std::string>& exempt_actions(const ControlExemptions& exemptions) {
  for (const std::string& action : exemptions.actions) {
    const std::size_t colon = action.find(':');
    const bool named = colon != std::string::npos && colon > 0 && colon + 1 < action.size();
    const std::string_view rest = named ? std::string_view(action).substr(colon + 1) : std::string_view();
    const std::string_view name = rest.substr(0, rest.ends_with('*') ? rest.size() - 1 : rest.size());
    if (!named || !holds_only(action.substr(0, colon), "-") || !holds_only(name, ""))
      throw Error("exempt action `" + action + "`: write it like `appconfig:*` or `xray:Put*`");
  }
  return exemptions.actions;
}

}  // namespace parapet::organization
