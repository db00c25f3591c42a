#include <parapet/find.hpp>
#include <parapet/variable.hpp>
#include <secure_templates/rds.hpp>
#include <secure_templates/vpc.hpp>

#include "../resources.hpp"

void databases(parapet::Stack& stack, const Providers&) {
  secure::DatabaseSubnetGroup subnets(stack, "database-subnets", aws::db_subnet_group{.name = "dev"});
  secure::DatabaseInstance zip(stack, "zip-db", aws::db_instance{
      .allocated_storage = 20,
      .db_name = "zip",
      .db_subnet_group_name = subnets.name(),
      .engine = "postgres",
      .engine_version = "16.4",
      .identifier = "dev-zip",
      .instance_class = "db.t4g.small",
      .skip_final_snapshot = true,
      .username = "zip",
      .vpc_security_group_ids = {parapet::find<aws::SecurityGroup>(stack, "database").id()},
  });
  parapet::Output(stack, "zip-endpoint", parapet::OutputOptions{.value = zip.endpoint()});
}
