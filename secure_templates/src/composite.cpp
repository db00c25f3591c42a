#include "composite.hpp"

#include <aws/data/caller_identity.hpp>

#include "parapet/error.hpp"
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

parapet::policy::Statement denial_without_tls(const parapet::List<parapet::Str>& actions,
                                              const parapet::List<parapet::Str>& resources) {
  return parapet::policy::Statement{
      .actions = actions,
      .conditions = {condition("Bool", "aws:SecureTransport", "false")},
      .effect = parapet::policy::deny,
      .principals = {parapet::policy::anyone()},
      .resources = resources,
      .sid = "DenyInsecureTransport",
  };
}

parapet::Block<parapet::policy::Statement> with_more(const parapet::Block<parapet::policy::Statement>& statements,
                                                     const parapet::Block<parapet::policy::Statement>& more) {
  return Composite::has(more) ? statements + more : statements;
}

parapet::policy::Condition condition(const char* test, const char* variable, const parapet::Str& value) {
  return parapet::policy::Condition{.test = test, .values = {value}, .variable = variable};
}

}  // namespace secure
