#include <aws/cloudwatch_log_group.hpp>
#include <aws/route_table.hpp>
#include <aws/route_table_association.hpp>
#include <aws/vpc_endpoint.hpp>
#include <parapet/expression.hpp>
#include <parapet/find.hpp>
#include <parapet/guardrails/context.hpp>
#include <parapet/policy/policy.hpp>
#include <parapet/variable.hpp>
#include <secure_templates/iam.hpp>
#include <secure_templates/kms.hpp>
#include <secure_templates/vpc.hpp>
#include <string>
#include <vector>

#include "../account.hpp"
#include "../resources.hpp"

namespace guardrails = parapet::guardrails;
namespace policy = parapet::policy;

namespace {

/// One private subnet in each zone; `addresses` are their ranges.
std::vector<parapet::Ref<parapet::Str>> subnets(parapet::Stack& stack, const aws::Vpc& vpc,
                                                const aws::RouteTable& routes, const std::string& purpose,
                                                const char* const (&addresses)[3]) {
  std::vector<parapet::Ref<parapet::Str>> ids;
  for (int i = 0; i < 3; ++i) {
    const std::string zone(1, "abc"[i]);
    const std::string name = purpose + "-" + zone;
    secure::Subnet subnet(stack, name, aws::subnet{
        .availability_zone = region + zone,
        .cidr_block = addresses[i],
        .tags = {{"Name", name}},
        .vpc_id = vpc.id(),
    });
    aws::RouteTableAssociation(stack, name + "-routes", aws::route_table_association{
        .route_table_id = routes.id(),
        .subnet_id = subnet.id(),
    });
    ids.push_back(subnet.id());
  }
  return ids;
}

/// Every connection, kept for a year.
void flow_log(parapet::Stack& stack, const aws::Vpc& vpc) {
  aws::CloudwatchLogGroup log(stack, "flow-log-group", aws::cloudwatch_log_group{
      .kms_key_id = parapet::find<aws::KmsKey>(stack, "data").arn(),
      .name = "/production/flow-log",
      .retention_in_days = 365,
  });
  secure::Role writer(stack, "flow-log-writer", aws::iam_role{
      .assume_role_policy = policy::Document{.statements = {policy::Statement{
          .actions = {"sts:AssumeRole"},
          .conditions = {policy::Condition{
              .test = "StringEquals",
              .values = {account},
              .variable = "aws:SourceAccount",
          }},
          .principals = {policy::service("vpc-flow-logs.amazonaws.com")},
      }}},
      .name = "production-flow-log-writer",
  });
  secure::RolePolicy(stack, "flow-log-writing", aws::iam_role_policy{
      .name = "write-flow-log",
      .policy = policy::Document{.statements = {policy::Statement{
          .actions = {"logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"},
          .resources = {parapet::text(log.arn(), ":*")},
      }}},
      .role = writer.name(),
  });
  secure::FlowLog(stack, "flow-log", aws::flow_log{
      .iam_role_arn = writer.arn(),
      .log_destination = log.arn(),
      .max_aggregation_interval = 60,
      .vpc_id = vpc.id(),
  });
}

/// AWS services are reached from inside the network; there is no way to the internet.
void endpoints(parapet::Stack& stack, const aws::Vpc& vpc, const aws::RouteTable& routes,
               const parapet::Set<parapet::Str>& subnet_ids, const secure::SecurityGroup& app) {
  secure::SecurityGroup group(stack, "endpoints", aws::security_group{
      .description = "Endpoints of AWS services",
      .name = "production-endpoints",
      .vpc_id = vpc.id(),
  });
  group.allow_from("app", aws::vpc_security_group_ingress_rule{
      .from_port = 443,
      .ip_protocol = "tcp",
      .referenced_security_group_id = app.id(),
      .to_port = 443,
  });
  app.allow_to("endpoints", aws::vpc_security_group_egress_rule{
      .from_port = 443,
      .ip_protocol = "tcp",
      .referenced_security_group_id = group.id(),
      .to_port = 443,
  });
  // Whoever is inside reaches AWS with credentials of this account only, so nothing is carried out to another one.
  const policy::Document own_account{.statements = {policy::Statement{
      .actions = {"*"},
      .principals = {policy::aws(parapet::text("arn:aws:iam::", account, ":root"))},
      .resources = {"*"},
  }}};
  for (const std::string service : {"ecr.api", "ecr.dkr", "logs", "secretsmanager"}) {
    aws::VpcEndpoint(stack, "endpoint-" + service, aws::vpc_endpoint{
        .policy = own_account,
        .private_dns_enabled = true,
        .security_group_ids = {group.id()},
        .service_name = parapet::text("com.amazonaws.", region, ".", service),
        .subnet_ids = subnet_ids,
        .vpc_endpoint_type = "Interface",
        .vpc_id = vpc.id(),
    });
  }
  aws::VpcEndpoint s3(stack, "endpoint-s3", aws::vpc_endpoint{
      .policy = own_account,
      .route_table_ids = {routes.id()},
      .service_name = parapet::text("com.amazonaws.", region, ".s3"),
      .vpc_id = vpc.id(),
  });
  app.allow_to("s3", aws::vpc_security_group_egress_rule{
      .from_port = 443,
      .ip_protocol = "tcp",
      .prefix_list_id = s3.prefix_list_id(),
      .to_port = 443,
  });
}

}  // namespace

void network(parapet::Stack& stack, const Providers&) {
  secure::Vpc vpc(stack, "vpc", aws::vpc{
      .cidr_block = "10.20.0.0/16",
      .enable_dns_hostnames = true,
      .tags = {{"Name", "production"}},
  });
  secure::DefaultSecurityGroup(stack, "default-security-group", aws::default_security_group{.vpc_id = vpc.id()});
  aws::RouteTable routes(stack, "private-routes", aws::route_table{.tags = {{"Name", "private"}}, .vpc_id = vpc.id()});
  const auto app_subnets = subnets(stack, vpc, routes, "app", {"10.20.0.0/20", "10.20.16.0/20", "10.20.32.0/20"});
  const auto database_subnets =
      subnets(stack, vpc, routes, "database", {"10.20.48.0/24", "10.20.49.0/24", "10.20.50.0/24"});
  flow_log(stack, vpc);

  secure::SecurityGroup app(stack, "app", aws::security_group{
      .description = "The shop's containers",
      .name = "production-app",
      .vpc_id = vpc.id(),
  });
  secure::SecurityGroup database(stack, "database", aws::security_group{
      .description = "Databases of the shop",
      .name = "production-database",
      .vpc_id = vpc.id(),
  });
  database.allow_from("app", aws::vpc_security_group_ingress_rule{
      .from_port = 5432,
      .ip_protocol = "tcp",
      .referenced_security_group_id = app.id(),
      .to_port = 5432,
  });
  app.allow_to("database", aws::vpc_security_group_egress_rule{
      .from_port = 5432,
      .ip_protocol = "tcp",
      .referenced_security_group_id = database.id(),
      .to_port = 5432,
  });
  endpoints(stack, vpc, routes, app_subnets, app);

  guardrails::set_security_context(stack, guardrails::SecurityContext{
      .subnet_ids = database_subnets,
      .vpc_id = vpc.id(),
  });
  parapet::Output(stack, "vpc-id", parapet::OutputOptions{.value = vpc.id()});
  parapet::Output(stack, "app-subnet-ids", parapet::OutputOptions{.value = parapet::List<parapet::Str>(app_subnets)});
}
