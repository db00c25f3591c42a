#include <aws/acm_certificate.hpp>
#include <parapet/guardrails/context.hpp>
#include <parapet/variable.hpp>
#include <secure_templates/vpc.hpp>

#include "../resources.hpp"

void network(parapet::Stack& stack, const Providers& other_providers) {
  secure::Vpc vpc(stack, "vpc", aws::vpc{
      .cidr_block = "10.30.0.0/16",
      .enable_dns_hostnames = true,
      .tags = {{"Name", "dev"}},
  });
  secure::DefaultSecurityGroup(stack, "default-security-group", aws::default_security_group{.vpc_id = vpc.id()});
  secure::Subnet first(stack, "private-a", aws::subnet{
      .availability_zone = "eu-central-1a",
      .cidr_block = "10.30.0.0/20",
      .tags = {{"Name", "private-a"}},
      .vpc_id = vpc.id(),
  });
  secure::Subnet second(stack, "private-b", aws::subnet{
      .availability_zone = "eu-central-1b",
      .cidr_block = "10.30.16.0/20",
      .tags = {{"Name", "private-b"}},
      .vpc_id = vpc.id(),
  });
  parapet::guardrails::set_security_context(stack, parapet::guardrails::SecurityContext{
      .subnet_ids = {first.id(), second.id()},
      .vpc_id = vpc.id(),
  });

  secure::SecurityGroup app(stack, "app", aws::security_group{
      .description = "The shop's containers",
      .name = "dev-app",
      .vpc_id = vpc.id(),
  });
  secure::SecurityGroup database(stack, "database", aws::security_group{
      .description = "Databases of the shop",
      .name = "dev-database",
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

  aws::AcmCertificate(stack, "shop-certificate", aws::acm_certificate{
      .domain_name = "shop.dev.acme.example",
      .lifecycle = {parapet::Lifecycle{.create_before_destroy = true}},
      .provider = other_providers.edge,
      .validation_method = "DNS",
  });
  parapet::Output(stack, "vpc-id", parapet::OutputOptions{.value = vpc.id()});
}
