#include "statements.hpp"

#include "parapet/document/view.hpp"

namespace secure {

policy::Condition condition(const char* test, const char* variable, const parapet::Str& value) {
  return policy::Condition{.test = test, .values = {value}, .variable = variable};
}

policy::Statement denial_without_tls(const parapet::List<parapet::Str>& actions,
                                     const parapet::List<parapet::Str>& resources) {
  return policy::Statement{
      .actions = actions,
      .conditions = {condition("Bool", "aws:SecureTransport", "false")},
      .effect = policy::deny,
      .principals = {policy::anyone()},
      .resources = resources,
      .sid = "DenyInsecureTransport",
  };
}

parapet::Block<policy::Statement> together(const parapet::Block<policy::Statement>& own,
                                           const parapet::Block<policy::Statement>& more) {
  return parapet::View(more.parapet_value()).is_unset() ? own : own + more;
}

}  // namespace secure
