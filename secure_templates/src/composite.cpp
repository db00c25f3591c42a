#include "composite.hpp"

#include <aws/cloudwatch_log_data_protection_policy.hpp>
#include <aws/cloudwatch_log_resource_policy.hpp>
#include <aws/data/caller_identity.hpp>
#include <aws/iam_role_policy.hpp>
#include <string>

#include "parapet/error.hpp"
#include "parapet/fn/encoding.hpp"
#include "parapet/guardrails/context.hpp"

namespace secure {

parapet::Any Composite::input(std::string_view name) const { return parapet::guardrails::input(top_.node(), name); }

bool Composite::is_baseline() const {
  const parapet::Any tier = input("tier");
  return !has(tier) || parapet::detail::text_of(tier.parapet_value()) == "baseline";
}

bool Composite::is_regulated() const {
  const parapet::Any tier = input("tier");
  return has(tier) && parapet::detail::text_of(tier.parapet_value()) == "regulated";
}

parapet::Str Composite::account_id(const parapet::Construct& parent) {
  if (!has(account_id_)) account_id_ = text_input("account_id");
  if (!has(account_id_)) {
    account_id_ = aws::data::CallerIdentity(parapet::Scope(parent, where_), "account",
                                            aws::data::caller_identity{.provider = provider_})
                      .account_id();
  }
  return account_id_;
}

void Composite::miss(std::string_view name, const parapet::Construct& by, std::string_view attribute) {
  if (!missing_.empty()) missing_ += "\n";
  missing_ += std::string(by.node().path()) + ": `" + std::string(attribute) +
              "` is unset, and the stack's SecurityContext has no `" + std::string(name) + "`";
}

void Composite::finish() {
  if (!violations_.empty()) throw parapet::SecurityException(std::move(violations_));
  if (!missing_.empty()) throw parapet::Error(missing_);
}

namespace parts {

parapet::Str mask_of_credentials();

}  // namespace parts

aws::CloudwatchLogGroup add_log_group(Composite& composite, const parapet::Construct& parent, std::string_view id,
                                      const parapet::Str& name) {
  auto config = composite.part<aws::cloudwatch_log_group>();
  config.name = name;
  const auto group = composite.add<aws::CloudwatchLogGroup>(parent, id, config);
  if (composite.is_regulated()) {
    auto policy = composite.part<aws::cloudwatch_log_data_protection_policy>();
    policy.log_group_name = composite.instance_of(group).name();
    policy.policy_document = parts::mask_of_credentials();
    composite.add<aws::CloudwatchLogDataProtectionPolicy>(group, "data-protection", policy);
  }
  return composite.instance_of(group);
}

void add_log_policy(Composite& composite, const parapet::Construct& parent, std::string_view id,
                    const parapet::Str& service, const parapet::Str& name, const parapet::List<parapet::Str>& groups) {
  auto policy = composite.part<aws::cloudwatch_log_resource_policy>();
  policy.policy_document = parapet::policy::Document{
      .statements = {parapet::policy::Statement{
          .actions = {"logs:CreateLogStream", "logs:PutLogEvents", "logs:PutLogEventsBatch"},
          .conditions = {condition("StringEquals", "aws:SourceAccount", composite.account_id(parent))},
          .principals = {parapet::policy::service(service)},
          .resources = groups,
      }}};
  policy.policy_name = name;
  composite.add<aws::CloudwatchLogResourcePolicy>(parent, id, policy);
}

aws::IamRole add_role(Composite& composite, const parapet::Construct& parent, std::string_view id, const char* service,
                      const parapet::Block<parapet::policy::Condition>& conditions) {
  auto config = composite.part<aws::iam_role>();
  config.assume_role_policy = parapet::policy::Document{
      .statements = {parapet::policy::Statement{
          .actions = {"sts:AssumeRole"}, .conditions = conditions, .principals = {parapet::policy::service(service)}}}};
  return composite.add<aws::IamRole>(parent, id, config);
}

void add_role_policy(Composite& composite, const aws::IamRole& role,
                     const parapet::Block<parapet::policy::Statement>& statements) {
  auto config = composite.part<aws::iam_role_policy>();
  config.policy = parapet::policy::Document{.statements = statements};
  config.role = composite.instance_of(role).name();
  composite.add<aws::IamRolePolicy>(role, "policy", config);
}

}  // namespace secure
