#include "guardrails/grants.hpp"

#include <algorithm>

#include "guardrails/operators.hpp"

namespace parapet::guardrails {

namespace {

using policy::Answer;

/// What stands before the name in an ARN where the name may be all of them: `role/*`, `secret:*`. Without the list
/// `bucket/*` would look the same.
constexpr std::string_view kSecretKinds[] = {"dbuser", "function", "group",  "key",   "parameter",
                                             "policy", "role",     "secret", "table", "user"};

bool is_all_wildcards(std::string_view text) {
  return text.find('*') != std::string_view::npos && text.find_first_not_of("*?/:") == std::string_view::npos;
}

std::string_view take_field(std::string_view& arn) {
  std::size_t colon = arn.find(':');
  std::string_view field = arn.substr(0, colon);
  arn.remove_prefix(colon == std::string_view::npos ? arn.size() : colon + 1);
  return field;
}

std::string_view without_kind(std::string_view name) {
  std::size_t end = name.find_first_of("/:");
  if (end == std::string_view::npos) return name;
  bool kind =
      std::find(std::begin(kSecretKinds), std::end(kSecretKinds), name.substr(0, end)) != std::end(kSecretKinds);
  return kind ? name.substr(end + 1) : name;
}

/// Whether a resource without unknown parts names nothing of a service.
bool is_everything(std::string_view resource, std::string_view service) {
  // Assuming a role is about an ARN of IAM.
  std::string_view owner = service == "sts" ? "iam" : service;
  std::string_view rest = resource;
  bool arn = std::count(resource.begin(), resource.end(), ':') >= 5;
  if (!arn) {
    std::string any = "arn:aws:" + std::string(owner) + ":us-east-1:000000000000:anything/of-it";
    return policy::covers(resource, any, false) == Answer::yes;
  }
  take_field(rest);
  take_field(rest);
  if (policy::covers(take_field(rest), owner, true) != Answer::yes) return false;
  take_field(rest);
  take_field(rest);
  return is_all_wildcards(without_kind(rest));
}

/// What is not known could be a star, or a name.
Answer is_open(const std::string& resource, std::string_view service) {
  if (resource.find(policy::unknown_part) == std::string::npos)
    return is_everything(resource, service) ? Answer::yes : Answer::no;
  std::string widest = resource, narrowest = resource;
  std::replace(widest.begin(), widest.end(), policy::unknown_part, '*');
  std::replace(narrowest.begin(), narrowest.end(), policy::unknown_part, 'x');
  if (is_everything(narrowest, service)) return Answer::yes;
  return is_everything(widest, service) ? Answer::unknown : Answer::no;
}

Answer is_open(const policy::StatementView& statement, std::string_view service) {
  // Everything but some is still nearly everything.
  if (statement.not_resources.present) return Answer::yes;
  Answer open = statement.resources.complete ? Answer::no : Answer::unknown;
  for (const std::string& resource : statement.resources.values) open = std::max(open, is_open(resource, service));
  return open;
}

/// Tests that hold for a request that has nothing of what they ask about, or nearly always.
bool is_positive(std::string_view test) {
  std::string name = lower_case(test);
  std::string_view rest = name;
  if (rest.starts_with("foranyvalue:")) rest.remove_prefix(12);
  static constexpr std::string_view positive[] = {
      "stringequals",  "stringequalsignorecase", "stringlike",           "arnequals", "arnlike", "ipaddress", "bool",
      "numericequals", "numericlessthan",        "numericlessthanequals"};
  return std::find(std::begin(positive), std::end(positive), rest) != std::end(positive);
}

/// A condition that everybody meets narrows nothing: a negative or optional test, a request over TLS, a star, or what
/// the request brings itself.
bool is_hollow(const policy::ConditionEntry& condition) {
  std::string key = lower_case(condition.key);
  bool age_of_mfa = key == "aws:multifactorauthage" && same_word(condition.test, "Null");
  if (!is_positive(condition.test) && !age_of_mfa) return true;
  if (key == "aws:securetransport") return true;
  return std::any_of(condition.values.values.begin(), condition.values.values.end(), [&](const std::string& value) {
    bool variable = value.starts_with("${") && value.find('}') == value.size() - 1;
    bool all_addresses = same_word(condition.test, "IpAddress") &&
                         value.find(policy::unknown_part) == std::string::npos && is_open_cidr(value, 8);
    return variable || all_addresses || is_all_wildcards(value) || value == "0.0.0.0/0" || value == "::/0";
  });
}

Answer unconditional(const policy::StatementView& statement) {
  const auto& conditions = statement.conditions;
  if (!std::all_of(conditions.begin(), conditions.end(), is_hollow)) return Answer::no;
  return statement.conditions_complete ? Answer::yes : Answer::unknown;
}

/// A denial takes something away only where nothing limits it.
Answer denies_always(const policy::StatementView& statement) {
  if (!statement.conditions.empty()) return Answer::no;
  return statement.conditions_complete ? Answer::yes : Answer::unknown;
}

/// Whether a resource of a denial leaves nothing of a service out: every region, every account, every kind.
bool is_all_of(const std::string& resource, std::string_view service) {
  if (is_all_wildcards(resource)) return true;
  std::string_view owner = service == "sts" ? "iam" : service;
  std::string_view rest = resource;
  if (take_field(rest) != "arn") return false;
  std::string_view partition = take_field(rest);
  bool everywhere = (partition == "aws" || is_all_wildcards(partition)) &&
                    policy::covers(take_field(rest), owner, true) == Answer::yes;
  std::string_view region = take_field(rest), account = take_field(rest);
  bool global = owner == "iam" || owner == "s3";
  everywhere = everywhere && (is_all_wildcards(region) || (global && region.empty()));
  everywhere = everywhere && (is_all_wildcards(account) || (owner == "s3" && account.empty()));
  return everywhere && is_all_wildcards(rest);
}

/// Whether a denial reaches every resource of a service; for NotResource, nearly every one.
Answer denies_all_of(const policy::StatementView& statement, std::string_view service) {
  const policy::Strings& list = statement.not_resources.present ? statement.not_resources : statement.resources;
  bool all = std::any_of(list.values.begin(), list.values.end(), [&](const std::string& resource) {
    return statement.not_resources.present ? is_open(resource, service) != Answer::no : is_all_of(resource, service);
  });
  if (statement.not_resources.present) return all || !list.complete ? Answer::no : Answer::yes;
  return all ? Answer::yes : list.complete ? Answer::no : Answer::unknown;
}

bool has_principals(const policy::StatementView& statement) {
  return statement.principals.present || statement.not_principals.present;
}

Answer opposite(Answer answer) { return static_cast<Answer>(!static_cast<Truth>(answer)); }

/// Whether a glob of actions may speak of one of a service.
bool may_speak_of(const policy::Strings& globs, std::string_view service) {
  return !globs.complete || std::any_of(globs.values.begin(), globs.values.end(), [&](const std::string& glob) {
    std::string_view prefix = std::string_view(glob).substr(0, glob.find(':'));
    return prefix.find(policy::unknown_part) != std::string_view::npos ||
           policy::covers(prefix, service, true) != Answer::no;
  });
}

Finding find_sets(const Grants& grants, const void* what) {
  Finding worst;
  for (const ActionSet& set : *static_cast<const std::vector<ActionSet>*>(what)) {
    Answer all = Answer::yes;
    for (std::string_view action : set) all = std::min(all, all == Answer::no ? Answer::no : grants.grants(action));
    if (all <= worst.given) continue;
    worst = {all, {}, grants.statement_of(*set.begin())};
    for (std::string_view action : set) worst.actions += (worst.actions.empty() ? "" : " and ") + std::string(action);
  }
  return worst;
}

}  // namespace

Grants::Grants(const policy::PolicyView& policy) : statements_(policy.statements.size()), complete_(policy.complete) {
  for (std::size_t i = 0; i < policy.statements.size(); ++i) {
    const policy::StatementView& statement = policy.statements[i];
    bool own = !has_principals(statement);
    Answer allows = own ? std::min(unconditional(statement), statement.allows) : Answer::no;
    Answer denies = own ? std::min(denies_always(statement), opposite(statement.allows)) : Answer::no;
    if (allows != Answer::no) allows_.push_back({&statement, i, allows});
    if (denies != Answer::no) denies_.push_back({&statement, i, denies});
  }
}

Answer Grants::by(const Part& part, std::string_view action) const {
  Answer speaks = std::min(part.open, policy::speaks_of_action(*part.statement, action));
  return speaks == Answer::no ? speaks : std::min(speaks, is_open(*part.statement, action.substr(0, action.find(':'))));
}

Answer Grants::denied_by(const Part& part, std::string_view action) {
  Answer speaks = std::min(part.open, policy::speaks_of_action(*part.statement, action));
  return speaks == Answer::no ? speaks
                              : std::min(speaks, denies_all_of(*part.statement, action.substr(0, action.find(':'))));
}

Answer Grants::grants(std::string_view action) const {
  Answer granted = complete_ ? Answer::no : Answer::unknown;
  for (const Part& part : allows_) granted = std::max(granted, by(part, action));
  for (const Part& part : denies_) {
    if (granted == Answer::no) break;
    granted = std::min(granted, opposite(denied_by(part, action)));
  }
  return granted;
}

bool Grants::may_grant(std::string_view service) const {
  return std::any_of(allows_.begin(), allows_.end(), [&](const Part& part) {
    const policy::StatementView& statement = *part.statement;
    return is_open(statement, service) != Answer::no &&
           (statement.not_actions.present || may_speak_of(statement.actions, service));
  });
}

std::size_t Grants::statement_of(std::string_view action) const {
  const Part* best = nullptr;
  for (const Part& part : allows_) {
    if (by(part, action) != Answer::no && (best == nullptr || by(part, action) > by(*best, action))) best = &part;
  }
  return best == nullptr ? statements_ : best->position;
}

PredicateResult judge_grants(const PredicateInput& input, Finding (*find)(const Grants&, const void*),
                             const void* what) {
  bool whole = input.find("path") == nullptr;
  auto policies = input.policies.read(whole ? as_object(input.value, input.place) : input.resolve("path"));
  if (policies.empty()) return nothing_to_judge();
  Worst worst;
  for (const auto& policy : policies) {
    if (!policy->complete) worst.add(Truth::unknown, std::string(input.path("path")), "(unknown)");
    Finding finding = find(Grants(*policy), what);
    bool found = finding.statement < policy->statements.size();
    worst.add(!static_cast<Truth>(finding.given),
              found ? statement_path(input.path("path"), finding.statement) : std::string(input.path("path")),
              "grants " + finding.actions + " on everything");
  }
  return worst.result();
}

PredicateResult refuse_grants(const PredicateInput& input, const std::vector<ActionSet>& sets) {
  return judge_grants(input, &find_sets, &sets);
}

}  // namespace parapet::guardrails
