#include "parts.hpp"

#include <aws/cloudwatch_log_data_protection_policy.hpp>
#include <aws/data/caller_identity.hpp>
#include <aws/iam_role_policy_attachment.hpp>
#include <cstdint>

#include "data_protection.hpp"

namespace secure {

namespace parts {

bool is_word(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

/// FNV-1a; tells names apart that were cut.
std::string hash_of(std::string_view text) {
  std::uint32_t hash = 2166136261u;
  for (unsigned char c : text) hash = (hash ^ c) * 16777619u;
  std::string digits(8, '0');
  for (std::size_t i = digits.size(); i-- > 0; hash >>= 4) digits[i] = "0123456789abcdef"[hash & 15];
  return digits;
}

}  // namespace parts

parapet::View Parts::written_out(const parapet::detail::Slot& list, std::string_view option) const {
  const parapet::View elements(list.parapet_value());
  bool out = elements.is_unset() || elements.is_list();
  for (std::size_t i = 0; out && i < elements.size(); ++i) {
    const parapet::detail::Kind kind = elements.element(i).kind();
    out = elements.kind() != parapet::detail::Kind::blocks || kind == parapet::detail::Kind::record;
  }
  if (!out) throw parapet::Error(path() + ": `" + std::string(option) + "` is an expression; write its elements out");
  return elements.is_unset() ? parapet::View() : elements;
}

std::vector<std::pair<parapet::Any, parapet::Any>> entries(const parapet::detail::Slot& map) {
  const parapet::View written(map.parapet_value());
  std::vector<std::pair<parapet::Any, parapet::Any>> all;
  for (std::size_t i = 0; i < written.size(); ++i)
    all.emplace_back(parapet::detail::Slot(written.key_at(i).value()),
                     parapet::detail::Slot(written.value_at(i).value()));
  return all;
}

std::string Parts::path_name() const {
  std::string name = path();
  for (char& c : name) {
    if (!parts::is_word(c) && c != '_' && c != '/' && c != '.' && c != '-') c = '-';
  }
  return name;
}

std::string Parts::short_name(std::size_t limit) const {
  std::string name = path();
  for (char& c : name) {
    if (!parts::is_word(c)) c = '-';
  }
  if (name.size() > limit) name = name.substr(0, limit - 9) + "-" + parts::hash_of(path());
  return name;
}

std::string Parts::lack(std::string_view name, std::string_view attribute) const {
  return path() + ": `" + std::string(attribute) + "` is unset, and the stack's SecurityContext has no `" +
         std::string(name) + "`";
}

parapet::Ref<parapet::Any> Parts::needed(std::string_view name, std::string_view attribute) const {
  const parapet::Any value = input(name);
  if (is_unset(value)) throw parapet::Error(lack(name, attribute) + "; set one of them");
  return parapet::Ref<parapet::Any>(value.parapet_value());
}

parapet::Str Parts::account_id() {
  if (is_unset(account_id_)) account_id_ = given("account_id");
  if (is_unset(account_id_)) {
    account_id_ =
        aws::data::CallerIdentity(scope(), "account", aws::data::caller_identity{.provider = provider_}).account_id();
  }
  return account_id_;
}

std::string_view Parts::tier() const {
  const parapet::Any tier = input("tier");
  return parapet::View(tier.parapet_value()).text();
}

bool Parts::is_sensitive() const { return tier() == "sensitive" || is_regulated(); }

bool Parts::is_regulated() const { return tier() == "regulated"; }

void Parts::refuse_instances() const {
  if (!has_instances()) return;
  throw parapet::Error(path() +
                       ": a template of several resources takes neither `count` nor `for_each`; create it in a loop, "
                       "once for each instance");
}

aws::CloudwatchLogGroup Parts::log_group(std::string_view id, const parapet::Str& name, const parapet::Num& retention,
                                         const parapet::Str& kms_key_arn) {
  const auto group = add<aws::CloudwatchLogGroup>(
      id, {.kms_key_id = given(kms_key_arn, "kms_key_arn"), .name = name, .retention_in_days = retention});
  if (is_regulated()) {
    add<aws::CloudwatchLogDataProtectionPolicy>(
        std::string(id) + "-masking", {.log_group_name = group.name(), .policy_document = mask_of_personal_data()});
  }
  return group;
}

aws::CloudwatchLogGroup Parts::service_log(std::string_view id, const parapet::Str& name) {
  const auto group = add<aws::CloudwatchLogGroup>(id, {.name = name});
  if (is_regulated()) {
    add_below<aws::CloudwatchLogDataProtectionPolicy>(
        group, "data-protection", {.log_group_name = group.name(), .policy_document = mask_of_credentials()});
  }
  return group;
}

aws::IamRole Parts::role(std::string_view id, const char* service,
                         const parapet::Block<policy::Condition>& conditions) {
  const policy::Statement trust{
      .actions = {"sts:AssumeRole"}, .conditions = conditions, .principals = {policy::service(service)}};
  return add<aws::IamRole>(id, {.assume_role_policy = policy::Document{.statements = {trust}}});
}

parapet::Block<policy::Condition> Parts::own_account(std::string_view service) const {
  const parapet::Str account = given("account_id");
  // Instances take their role on by their profile, which is of the same account, and say no source.
  if (is_unset(account) || service == "ec2.amazonaws.com") return {};
  return {condition("StringEquals", "aws:SourceAccount", account)};
}

aws::IamRole Parts::service_role(std::string_view id, const char* service,
                                 const parapet::Block<policy::Statement>& statements) {
  const auto made = role(id, service, own_account(service));
  if (is_unset(statements) || statements.parapet_value()->size == 0) return made;
  grant(construct_, std::string(id) + "-policy",
        {.name = "permissions", .policy = policy::Document{.statements = statements}, .role = made.name()});
  return made;
}

void Parts::grant(const parapet::Construct& parent, std::string_view id, const aws::iam_role_policy& policy) {
  granted_.push_back(add_below<aws::IamRolePolicy>(parent, id, policy));
}

void Parts::attach(const parapet::Construct& parent, std::string_view id, const aws::IamRole& role,
                   const parapet::Str& policy_arn) {
  granted_.push_back(
      add_below<aws::IamRolePolicyAttachment>(parent, id, {.policy_arn = policy_arn, .role = role.name()}));
}

void Parts::wait_for_grants(const parapet::Construct& resource) const {
  for (const parapet::Construct& grant : granted_) resource.node().add_dependency(grant);
}

void Parts::refuse() {
  if (!violations_.empty()) throw parapet::SecurityException(std::move(violations_));
}

void Parts::finish() {
  refuse();
  if (!missing_.empty()) throw parapet::Error(missing_);
}

}  // namespace secure
