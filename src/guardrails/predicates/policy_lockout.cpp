#include <algorithm>

#include "guardrails/judging.hpp"
#include "guardrails/policy_reader.hpp"

namespace parapet::guardrails::predicates {

namespace of_policy_lockout {

using policy::Answer;

/// The action that changes the policy again, by the word behind `aws_` in a resource's type.
struct Service {
  std::string_view name;
  std::string_view put;
};
constexpr Service services[] = {
    {"backup", "backup:PutBackupVaultAccessPolicy"},
    {"ecr", "ecr:SetRepositoryPolicy"},
    {"kms", "kms:PutKeyPolicy"},
    {"s3", "s3:PutBucketPolicy"},
    {"secretsmanager", "secretsmanager:PutResourcePolicy"},
    {"sns", "sns:SetTopicAttributes"},
    {"sqs", "sqs:SetQueueAttributes"},
};

const Service& service_of(const PredicateInput& input) {
  std::string_view name = "s3";
  if (const Argument* argument = input.find("service")) {
    name = argument->value.text;
  } else if (input.block.type.starts_with("aws_")) {
    name = input.block.type.substr(4);
    name = name.substr(0, name.find('_'));
  }
  auto found = std::find_if(std::begin(services), std::end(services), [&](const Service& s) { return s.name == name; });
  return found == std::end(services) ? services[3] : *found;
}

Answer is_denial(const policy::StatementView& statement) {
  return statement.allows == Answer::yes ? Answer::no : statement.allows == Answer::no ? Answer::yes : Answer::unknown;
}

bool is_everybody(const policy::PrincipalEntry& entry) {
  return entry.identifier == "*" && (entry.type == "*" || same_word(entry.type, "AWS"));
}

/// With NotPrincipal somebody is left who can change the policy.
Answer speaks_to_everybody(const policy::StatementView& statement) {
  const auto& entries = statement.principals.entries;
  if (statement.not_principals.present) return Answer::no;
  if (std::any_of(entries.begin(), entries.end(), is_everybody)) return Answer::yes;
  bool unknown = std::any_of(entries.begin(), entries.end(), [](const policy::PrincipalEntry& entry) {
    return entry.identifier.find(policy::unknown_part) != std::string::npos;
  });
  return statement.principals.complete && !unknown ? Answer::no : Answer::unknown;
}

/// Whether a resource of the policy is, or covers, the thing itself and not only what is in it: the objects of a bucket
/// are behind a slash.
Answer is_the_thing(std::string_view resource, const Service& service) {
  if (service.name != "s3") return Answer::yes;
  if (resource.find('/') != std::string_view::npos) return Answer::no;
  return resource.find(policy::unknown_part) == std::string_view::npos ? Answer::yes : Answer::unknown;
}

Answer speaks_of_the_thing(const policy::StatementView& statement, const Service& service) {
  const policy::Strings& named = statement.not_resources.present ? statement.not_resources : statement.resources;
  Answer covers = named.complete ? Answer::no : Answer::unknown;
  for (const std::string& resource : named.values) covers = std::max(covers, is_the_thing(resource, service));
  if (!statement.not_resources.present) return statement.resources.present ? covers : Answer::yes;
  // Which bucket NotResource leaves out, only AWS can tell.
  return covers == Answer::no ? Answer::yes : Answer::unknown;
}

Answer unconditional(const policy::StatementView& statement) {
  if (!statement.conditions.empty()) return Answer::no;
  return statement.conditions_complete ? Answer::yes : Answer::unknown;
}

Answer locks_out(const policy::StatementView& statement, const Service& service) {
  return std::min({is_denial(statement), speaks_to_everybody(statement),
                   policy::speaks_of_action(statement, service.put), speaks_of_the_thing(statement, service),
                   unconditional(statement)});
}

/// Whether the statement lets a principal of an account change the policy; AWS's services do not.
Answer lets_manage(const policy::StatementView& statement, const Service& service) {
  Answer anybody = statement.principals.complete ? Answer::no : Answer::unknown;
  for (const policy::PrincipalEntry& entry : statement.principals.entries) {
    if (entry.type == "*" || same_word(entry.type, "AWS")) anybody = Answer::yes;
  }
  if (statement.not_principals.present) anybody = Answer::yes;
  return std::min({statement.allows, anybody, policy::speaks_of_action(statement, service.put)});
}

PredicateResult judge(const PredicateInput& input) {
  auto policies = input.policies.read(input.resolve("path"));
  if (policies.empty()) return nothing_to_judge();
  const Service& service = service_of(input);
  Worst worst;
  for (const auto& policy : policies) {
    if (!policy->complete) worst.add(Truth::unknown, {}, {});
    Answer managed = policy->complete ? Answer::no : Answer::unknown;
    for (std::size_t i = 0; i < policy->statements.size(); ++i) {
      const policy::StatementView& statement = policy->statements[i];
      managed = std::max(managed, lets_manage(statement, service));
      worst.add(!static_cast<Truth>(locks_out(statement, service)), statement_path(input.path("path"), i),
                policy::text_of(statement));
    }
    // A key has no owner besides its policy; a bucket's account may manage it anyway.
    if (service.name == "kms")
      worst.add(static_cast<Truth>(managed), {}, "nobody is allowed " + std::string(service.put));
  }
  return worst.result();
}

}  // namespace of_policy_lockout

/// The policy of a resource can still be changed: no Deny without condition keeps everybody from the action that does,
/// and a KMS key allows it to somebody. `service` (backup, ecr, kms, s3, secretsmanager, sns, sqs) follows from the
/// resource's type if it is left out.
PredicateInfo policy_lockout() {
  return {"policy_lockout", &of_policy_lockout::judge, {{"path", true, true}, {"service", false, false}}};
}

}  // namespace parapet::guardrails::predicates
