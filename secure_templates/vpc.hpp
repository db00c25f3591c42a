#pragma once

#include <aws/cloudwatch_log_group.hpp>
#include <aws/default_security_group.hpp>
#include <aws/flow_log.hpp>
#include <aws/security_group.hpp>
#include <aws/subnet.hpp>
#include <aws/vpc.hpp>
#include <aws/vpc_security_group_egress_rule.hpp>
#include <aws/vpc_security_group_ingress_rule.hpp>
#include <secure_templates/resources/vpc.hpp>

#include "parapet/guardrails/secured.hpp"

/// Networks. The requirements are in `catalog/vpc.json`.
namespace secure {

/// A network; from tier sensitive on it needs a FlowLog.
using Vpc = parapet::guardrails::Secured<aws::Vpc>;
/// A subnet that gives out no public addresses.
using Subnet = parapet::guardrails::Secured<aws::Subnet>;
/// The record of what passes through a network.
using FlowLog = parapet::guardrails::Secured<aws::FlowLog>;
/// Takes over the group that every VPC is born with, and empties it.
using DefaultSecurityGroup = parapet::guardrails::Secured<aws::DefaultSecurityGroup>;
/// What may come in; a resource of its own. SecurityGroup::allow_from is shorter.
using IngressRule = parapet::guardrails::Secured<aws::VpcSecurityGroupIngressRule>;
/// What may go out; a resource of its own. SecurityGroup::allow_to is shorter.
using EgressRule = parapet::guardrails::Secured<aws::VpcSecurityGroupEgressRule>;

/// A security group whose rules are resources of their own, so that adding one never replaces another.
///
///     secure::SecurityGroup database(stack, "database", aws::security_group{.description = "Orders", .vpc_id =
///     vpc.id()}); database.allow_from("app", aws::vpc_security_group_ingress_rule{
///         .from_port = 5432,
///         .ip_protocol = "tcp",
///         .referenced_security_group_id = app.id(),
///         .to_port = 5432,
///     });
class SecurityGroup : public parapet::guardrails::Secured<aws::SecurityGroup> {
 public:
  /// Throws SecurityException when a requirement is violated, and Error for a bad id.
  SecurityGroup(parapet::Scope scope, std::string_view id, const aws::security_group& config);

  /// Adds a rule for traffic that comes in; the group is filled in. `id` names the rule below the group and, unless
  /// `description` is set, describes it. Throws SecurityException for a range as wide as the internet, and Error when
  /// the group has `ingress` blocks of its own, or `count` or `for_each`.
  IngressRule allow_from(std::string_view id, aws::vpc_security_group_ingress_rule rule,
                         std::source_location where = std::source_location::current()) const;
  /// The same for traffic that goes out.
  EgressRule allow_to(std::string_view id, aws::vpc_security_group_egress_rule rule,
                      std::source_location where = std::source_location::current()) const;

 private:
  void refuse_mixture(std::string_view id, const char* blocks, bool present) const;

  bool has_ingress_;
  bool has_egress_;
  bool has_instances_;
};

/// What a network needs beside its own configuration; everything has a default.
struct network_options {
  /// How long the record of the connections is kept; unset: as the catalog says.
  parapet::Num log_retention_days{};
  /// Further tags of the default security group.
  parapet::Map<parapet::Str> default_security_group_tags{};
};

/// A VPC whose default security group lets nothing through and whose connections are all recorded, in a log group of
/// its own, through a role that may do nothing else.
///
///     secure::Network network(stack, "network", aws::vpc{.cidr_block = "10.20.0.0/16"});
///
/// Names of the VPC's resources resolve (`enable_dns_hostnames`, `enable_dns_support`) unless it says otherwise. The
/// others are resources below the VPC. Tier regulated wants resources of Route 53 Resolver, too, which are the stack's.
class Network : public aws::Vpc {
 public:
  /// Throws SecurityException with every violation of every resource, and Error for a bad id, `count` and `for_each`;
  /// nothing stays behind then.
  Network(parapet::Scope scope, std::string_view id, const aws::vpc& config, const network_options& options = {});

  aws::DefaultSecurityGroup default_security_group() const;
  aws::FlowLog flow_log() const;
  aws::CloudwatchLogGroup log_group() const;
};

}  // namespace secure
