#include <secure_templates/src/statements.hpp>

#include "organization/names.hpp"
#include "parapet/error.hpp"
#include "parapet/organization/ci_roles.hpp"

namespace parapet::organization {

namespace {

using policy::Statement;
using Statements = std::vector<Statement>;

List<Str> list_of(const std::vector<std::string>& values) { return std::vector<Str>(values.begin(), values.end()); }

void check_state(const StateLocation& state) {
  check_bucket(state.bucket);
  check_state_key(state.key);
  for (const std::string& key : state.reads) check_state_key(key);
  const bool is_key =
      state.kms_key_arn.empty() || (state.kms_key_arn.starts_with("arn:aws") && holds_only(state.kms_key_arn, ":/-") &&
                                    state.kms_key_arn.find(":key/") != std::string::npos);
  if (!is_key)
    throw Error("the KMS key of the state `" + state.kms_key_arn +
                "`: write it like `arn:aws:kms:eu-west-1:111122223333:key/0b1c2d3e-0000-4000-8000-000000000001`");
}

/// What both need: the states of this stack and of those that it refers to, and the lock.
Statements state_statements(const StateLocation& state, const std::vector<std::string>& state_actions,
                            const std::vector<std::string>& key_actions) {
  check_state(state);
  const std::string bucket = "arn:aws:s3:::" + state.bucket, own = bucket + "/" + state.key;
  Statements all{
      Statement{.actions = list_of(state_actions), .resources = {own}, .sid = "State"},
      Statement{.actions = {"s3:GetObject", "s3:PutObject", "s3:DeleteObject"},
                .resources = {own + ".tflock"},
                .sid = "Lock"},
      Statement{
          .actions = {"s3:ListBucket"},
          .conditions = {policy::Condition{.test = "StringLike", .values = {state.key + "*"}, .variable = "s3:prefix"}},
          .resources = {bucket},
          .sid = "Bucket"},
  };
  std::vector<std::string> others;
  for (const std::string& key : state.reads) others.push_back(bucket + "/" + key);
  if (!others.empty())
    all.push_back(Statement{.actions = {"s3:GetObject"}, .resources = list_of(others), .sid = "OtherStates"});
  if (!state.kms_key_arn.empty())
    all.push_back(Statement{.actions = list_of(key_actions), .resources = {state.kms_key_arn}, .sid = "StateKey"});
  return all;
}

/// A stack that may change IAM cannot make itself, or another stack, more than it is.
Statement own_roles() {
  return Statement{.effect = policy::deny,
                   .not_actions = {"iam:Get*", "iam:List*"},
                   .resources = {"arn:aws:iam::*:role/parapet-*", "arn:aws:iam::*:oidc-provider/*"},
                   .sid = "RolesOfCi"};
}

}  // namespace

CiPolicies ci_policies(const CiSource& source, const StateLocation& state, const std::string& account) {
  check_account(account);
  const Str provider = "arn:aws:iam::" + account + ":oidc-provider/" + issuer_of(source);
  // Nothing in them is an expression.
  const auto json_of = [](const policy::Document& document) {
    return std::string(parapet::detail::text_of(document.text().parapet_value()));
  };
  return {.plan_trust = json_of(trust_of(source, CiPurpose::plan, provider)),
          .plan_permissions = json_of(plan_permissions(state)),
          .apply_trust = json_of(trust_of(source, CiPurpose::apply, provider)),
          .apply_permissions = json_of(apply_permissions(state, {}, false))};
}

policy::Document plan_permissions(const StateLocation& state) {
  return policy::Document{.statements =
                              state_statements(state, {"s3:GetObject"}, {"kms:Decrypt", "kms:GenerateDataKey"})};
}

policy::Document apply_permissions(const StateLocation& state, const Block<policy::Statement>& statements,
                                   bool manages_ci) {
  Statements own = state_statements(state, {"s3:GetObject", "s3:PutObject"}, {"kms:Decrypt", "kms:GenerateDataKey"});
  if (!manages_ci) own.push_back(own_roles());
  return policy::Document{.statements = secure::together(own, statements)};
}

}  // namespace parapet::organization
