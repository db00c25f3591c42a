#include "../vpc.hpp"

#include <string>

#include "parapet/error.hpp"
#include "parts.hpp"

namespace secure {

namespace {

/// Fills in what the group says about its rules.
template <class Rule>
Rule completed(Rule rule, std::string_view id, const SecurityGroup& group) {
  if (is_absent(rule.security_group_id)) rule.security_group_id = group.id();
  if (is_absent(rule.description)) rule.description = id;
  return rule;
}

}  // namespace

SecurityGroup::SecurityGroup(parapet::Scope scope, std::string_view id, const aws::security_group& config)
    : Secured(scope, id, config),
      has_ingress_(!is_absent(config.ingress)),
      has_egress_(!is_absent(config.egress)),
      has_instances_(!is_absent(config.count) || !is_absent(config.for_each)) {}

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

namespace vpc {

/// Builds a VPC and what belongs to it.
class Parts : PartsOf<aws::vpc, network_options> {
 public:
  using PartsOf::PartsOf;

  aws::Vpc build(std::string_view id) {
    refuse_instances();
    if (is_unset(config_.enable_dns_hostnames)) config_.enable_dns_hostnames = true;
    if (is_unset(config_.enable_dns_support)) config_.enable_dns_support = true;
    const auto network = add_owner<aws::Vpc>(id, config_);
    add<aws::DefaultSecurityGroup>("default-security-group",
                                   {.tags = options_.default_security_group_tags, .vpc_id = network.id()});
    flow_log(network);
    return finish(network);
  }

 private:
  void flow_log(const aws::Vpc& network) {
    const auto group = log_group("log-group", "/aws/vpc/flow-log/" + path_name(), options_.log_retention_days);
    const Statements writing = {policy::Statement{
        .actions = {"logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"},
        .resources = {parapet::text(group.arn(), ":*")},
        .sid = "WriteLog",
    }};
    const auto writer = service_role("flow-log-writer", "vpc-flow-logs.amazonaws.com", writing);
    const auto log = add<aws::FlowLog>("flow-log", {.iam_role_arn = writer.arn(),
                                                    .log_destination = group.arn(),
                                                    .max_aggregation_interval = 60,
                                                    .vpc_id = network.id()});
    wait_for_grants(log);
  }
};

}  // namespace vpc

Network::Network(parapet::Scope scope, std::string_view id, const aws::vpc& config, const network_options& options)
    : aws::Vpc(vpc::Parts(scope, config, options).build(id)) {}

aws::DefaultSecurityGroup Network::default_security_group() const {
  return parapet::find<aws::DefaultSecurityGroup>(*this, "default-security-group");
}
aws::FlowLog Network::flow_log() const { return parapet::find<aws::FlowLog>(*this, "flow-log"); }
aws::CloudwatchLogGroup Network::log_group() const {
  return parapet::find<aws::CloudwatchLogGroup>(*this, "log-group");
}

}  // namespace secure
