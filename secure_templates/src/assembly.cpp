#include "assembly.hpp"

#include <aws/cloudwatch_log_data_protection_policy.hpp>
#include <aws/iam_role_policy.hpp>
#include <cstdint>

#include "parapet/fn/encoding.hpp"

namespace secure::assembly {

namespace policy = parapet::policy;

namespace {

bool is_word(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

/// FNV-1a; tells names apart that were cut.
std::string hash_of(std::string_view text) {
  std::uint32_t hash = 2166136261u;
  for (unsigned char c : text) hash = (hash ^ c) * 16777619u;
  std::string digits(8, '0');
  for (std::size_t i = digits.size(); i-- > 0; hash >>= 4) digits[i] = "0123456789abcdef"[hash & 15];
  return digits;
}

/// Everything that CloudWatch recognizes and that no log needs: credentials, card numbers, mail addresses.
parapet::Str masking_policy(const std::string& name) {
  std::vector<parapet::Any> found;
  for (const char* data : {"AwsSecretKey", "CreditCardNumber", "EmailAddress", "OpenSshPrivateKey", "PgpPrivateKey",
                           "PkcsPrivateKey", "PuttyPrivateKey"}) {
    found.emplace_back(std::string("arn:aws:dataprotection::aws:data-identifier/") + data);
  }
  const parapet::Any identifiers = parapet::List<parapet::Any>(found);
  const parapet::Any nothing = parapet::empty_map<parapet::Any>();
  const parapet::Any document = parapet::object({
      {"Name", name},
      {"Version", "2021-06-01"},
      {"Statement",
       parapet::list({
           parapet::object(
               {{"Sid", "Audit"},
                {"DataIdentifier", identifiers},
                {"Operation", parapet::object({{"Audit", parapet::object({{"FindingsDestination", nothing}})}})}}),
           parapet::object(
               {{"Sid", "Mask"},
                {"DataIdentifier", identifiers},
                {"Operation", parapet::object({{"Deidentify", parapet::object({{"MaskConfig", nothing}})}})}}),
       })},
  });
  return parapet::fn::jsonencode(document);
}

}  // namespace

policy::Document trust(const parapet::Node& at, const char* service) {
  policy::Statement statement{.actions = {"sts:AssumeRole"}, .principals = {policy::service(service)}};
  const parapet::Str account = as_str(parapet::guardrails::input(at, "account_id").parapet_value());
  // Instances take their role on by their profile, which is of the same account, and say no source.
  if (!is_unset(account) && std::string_view(service) != "ec2.amazonaws.com") {
    statement.conditions = {
        policy::Condition{.test = "StringEquals", .values = {account}, .variable = "aws:SourceAccount"}};
  }
  return policy::Document{.statements = {statement}};
}

std::string Parts::path_name() const {
  std::string name = path();
  for (char& c : name) {
    if (!is_word(c) && c != '_' && c != '/' && c != '.' && c != '-') c = '-';
  }
  return name;
}

std::string Parts::short_name(std::size_t limit) const {
  std::string name = path();
  for (char& c : name) {
    if (!is_word(c)) c = '-';
  }
  if (name.size() > limit) name = name.substr(0, limit - 9) + "-" + hash_of(path());
  return name;
}

parapet::Ref<parapet::Any> Parts::needed(std::string_view name, std::string_view attribute) const {
  if (has(name)) return parapet::Ref<parapet::Any>(input(name).parapet_value());
  throw parapet::Error(path() + ": `" + std::string(attribute) +
                       "` is unset, and the stack's SecurityContext has no `" + std::string(name) +
                       "`; set one of them");
}

bool Parts::is_tier(std::initializer_list<std::string_view> tiers) const {
  const parapet::Any tier = input("tier");
  const std::string_view name = parapet::View(tier.parapet_value()).text();
  for (std::string_view wanted : tiers) {
    if (name == wanted) return true;
  }
  return false;
}

aws::CloudwatchLogGroup Parts::add_log_group(std::string_view id, const aws::cloudwatch_log_group& config) {
  auto group = add<aws::CloudwatchLogGroup>(id, config);
  if (is_regulated()) {
    add<aws::CloudwatchLogDataProtectionPolicy>(
        std::string(id) + "-masking",
        follow(aws::cloudwatch_log_data_protection_policy{.log_group_name = group.name(),
                                                          .policy_document = masking_policy("masking")},
               config));
  }
  return group;
}

aws::IamRole Parts::add_role(std::string_view id, const char* service,
                             const parapet::Block<policy::Statement>& statements, aws::iam_role config) {
  config.assume_role_policy = trust(construct_.node(), service);
  auto role = add<aws::IamRole>(id, config);
  if (is_unset(statements) || statements.parapet_value()->size == 0) return role;
  collect([&] {
    const parapet::Str text = policy::Document{.statements = statements};
    granted_.push_back(add<aws::IamRolePolicy>(
        std::string(id) + "-policy",
        follow(aws::iam_role_policy{.name = "permissions", .policy = text, .role = role.name()}, config)));
  });
  return role;
}

}  // namespace secure::assembly
