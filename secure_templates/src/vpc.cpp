#include "../vpc.hpp"

#include <string>

#include "parapet/error.hpp"

namespace secure {

namespace {

/// Fills in what the group says about its rules.
template <class Rule>
Rule completed(Rule rule, std::string_view id, const SecurityGroup& group) {
  if (rule.security_group_id.parapet_value() == nullptr) rule.security_group_id = group.id();
  if (rule.description.parapet_value() == nullptr) rule.description = id;
  return rule;
}

}  // namespace

SecurityGroup::SecurityGroup(parapet::Scope scope, std::string_view id, const aws::security_group& config)
    : Secured(scope, id, config),
      has_ingress_(config.ingress.parapet_value() != nullptr),
      has_egress_(config.egress.parapet_value() != nullptr),
      has_instances_(config.count.parapet_value() != nullptr || config.for_each.parapet_value() != nullptr) {}

void SecurityGroup::refuse_mixture(std::string_view id, const char* blocks, bool present) const {
  const std::string rule = std::string(node().path()) + ": the rule \"" + std::string(id) + "\"";
  if (has_instances_) {
    throw parapet::Error(
        rule + " is for a group with count or for_each; create an IngressRule or EgressRule that names one instance");
  }
  if (present) {
    throw parapet::Error(rule + " would be removed by the `" + blocks +
                         "` blocks of the group; write all rules one way, best as allow_from and allow_to");
  }
}

IngressRule SecurityGroup::allow_from(std::string_view id, aws::vpc_security_group_ingress_rule rule,
                                      std::source_location where) const {
  refuse_mixture(id, "ingress", has_ingress_);
  return IngressRule(parapet::Scope(*this, where), id, completed(rule, id, *this));
}

EgressRule SecurityGroup::allow_to(std::string_view id, aws::vpc_security_group_egress_rule rule,
                                   std::source_location where) const {
  refuse_mixture(id, "egress", has_egress_);
  return EgressRule(parapet::Scope(*this, where), id, completed(rule, id, *this));
}

}  // namespace secure
