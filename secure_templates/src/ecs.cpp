#include "../ecs.hpp"

#include <string>

#include "parapet/fn/collection.hpp"
#include "parapet/fn/encoding.hpp"
#include "parapet/fn/text.hpp"
#include "parts.hpp"

namespace secure {

namespace ecs {

using parapet::Any;
using Entries = std::vector<parapet::MapEntry<Any>>;

/// An object of entries that are known only now; those without a value are left out.
Any object_of(const Entries& entries) {
  std::vector<parapet::detail::Entry> set;
  for (const auto& entry : entries) {
    if (!is_unset(entry.value)) set.push_back({entry.key.parapet_value(), entry.value.parapet_value()});
  }
  return Any(parapet::detail::Slot(parapet::detail::make_map(set.data(), set.size())));
}

Any list_of(const std::vector<Any>& items) { return items.empty() ? Any() : Any(parapet::List<Any>(items)); }

/// Builds a service and what belongs to it.
class Parts : PartsOf<aws::ecs_service, fargate_service_options> {
 public:
  using PartsOf::PartsOf;

  aws::EcsService build() {
    refuse_instances();
    if (is_unset(config_.name)) config_.name = short_name(255);
    if (is_unset(config_.cluster)) {
      config_.cluster = add<aws::EcsCluster>("cluster", {.name = short_name(255)}).arn();
    }
    if (is_unset(config_.task_definition)) config_.task_definition = task().arn();
    complete();
    auto service = add<aws::EcsService>("Default", config_);
    wait_for_grants(service);
    return finish(service);
  }

 private:
  void complete() {
    if (is_unset(config_.launch_type) && is_unset(config_.capacity_provider_strategy)) config_.launch_type = "FARGATE";
    if (is_unset(config_.platform_version)) config_.platform_version = "LATEST";
    if (is_unset(config_.desired_count) && is_unset(config_.scheduling_strategy)) config_.desired_count = 2;
    if (is_unset(config_.propagate_tags)) config_.propagate_tags = "SERVICE";
    if (is_unset(config_.deployment_circuit_breaker)) {
      config_.deployment_circuit_breaker = {{.enable = true, .rollback = true}};
    }
    if (is_unset(config_.network_configuration)) {
      config_.network_configuration = {{
          .assign_public_ip = false,
          .subnets = needed("subnet_ids", "network_configuration.subnets"),
      }};
    }
  }

  aws::EcsTaskDefinition task() {
    auto task = options_.task;
    auto group = log_group("log-group", "/aws/ecs/" + path_name(), options_.log_retention_days);
    log_arn_ = group.arn();
    log_name_ = group.name();
    if (is_unset(task.container_definitions)) task.container_definitions = definitions();
    if (is_unset(task.cpu)) task.cpu = "256";
    if (is_unset(task.family)) task.family = short_name(255);
    if (is_unset(task.memory)) task.memory = "512";
    if (is_unset(task.network_mode)) task.network_mode = "awsvpc";
    if (is_unset(task.requires_compatibilities)) task.requires_compatibilities = {"FARGATE"};
    if (is_unset(task.execution_role_arn)) {
      task.execution_role_arn = service_role("execution-role", "ecs-tasks.amazonaws.com", execution()).arn();
    }
    if (is_unset(task.task_role_arn)) {
      task.task_role_arn = service_role("task-role", "ecs-tasks.amazonaws.com", options_.statements).arn();
    }
    return add<aws::EcsTaskDefinition>("task", task);
  }

  parapet::Str definitions() const {
    const std::vector<container> containers = written(options_.containers, "containers");
    if (containers.empty()) {
      throw parapet::Error(path() +
                           ": a service runs something: set `containers`, `task.container_definitions` or "
                           "`task_definition`");
    }
    std::vector<Any> all;
    for (const container& one : containers) all.push_back(definition(one));
    return parapet::fn::jsonencode(list_of(all));
  }

  Any definition(const container& one) const {
    std::vector<Any> ports, mounts, secrets;
    for (const parapet::Num& port : written(one.ports, "ports")) {
      ports.push_back(object_of({{"containerPort", port}, {"hostPort", port}, {"protocol", "tcp"}}));
    }
    for (const auto& [path, volume] : entries(one.mounts)) {
      mounts.push_back(object_of({{"containerPath", path}, {"sourceVolume", volume}}));
    }
    for (const container_secret& secret : written(one.secrets, "secrets")) {
      const parapet::Str from =
          is_unset(secret.key) ? secret.arn : parapet::Str(parapet::text(secret.arn, ":", secret.key, "::"));
      secrets.push_back(object_of({{"name", secret.name}, {"valueFrom", from}}));
    }
    const Any log = object_of({
        {"logDriver", "awslogs"},
        {"options", object_of({{"awslogs-group", log_name_},
                               // The fourth part of the log group's ARN, so that nobody has to say it again.
                               {"awslogs-region", parapet::fn::split(":", log_arn_)[3]},
                               {"awslogs-stream-prefix", one.name}})},
    });
    return object_of({
        {"command", one.command},
        {"environment", environment(one)},
        {"essential", one.essential},
        {"healthCheck", is_unset(one.health_check) ? Any() : object_of({{"command", one.health_check}})},
        {"image", one.image},
        {"logConfiguration", log},
        {"mountPoints", list_of(mounts)},
        {"name", one.name},
        {"portMappings", list_of(ports)},
        {"readonlyRootFilesystem", true},
        {"secrets", list_of(secrets)},
        {"user", one.user},
    });
  }

  /// ECS wants a list of names and values.
  Any environment(const container& one) const {
    std::vector<Any> all;
    for (const auto& [name, value] : entries(one.environment))
      all.push_back(object_of({{"name", name}, {"value", value}}));
    return list_of(all);
  }

  /// What is needed to start the containers. Signing in to ECR cannot be limited to a repository.
  Statements execution() const {
    const parapet::Str account = given("account_id");
    const parapet::List<parapet::Str> own = {
        is_unset(account) ? parapet::Str("arn:aws:ecr:*:*:repository/*")
                          : parapet::Str(parapet::text("arn:aws:ecr:*:", account, ":repository/*"))};
    Statements all = {
        policy::Statement{
            .actions = {"logs:CreateLogStream", "logs:PutLogEvents"},
            .resources = {parapet::text(log_arn_, ":*")},
            .sid = "WriteLog",
        },
        policy::Statement{.actions = {"ecr:GetAuthorizationToken"}, .resources = {"*"}, .sid = "SignInToRegistry"},
        policy::Statement{
            .actions = {"ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"},
            .resources = is_unset(options_.repository_arns) ? own : options_.repository_arns,
            .sid = "PullImages",
        },
    };
    std::vector<parapet::Str> secrets;
    for (const container& one : written(options_.containers, "containers")) {
      for (const container_secret& secret : written(one.secrets, "secrets")) secrets.push_back(secret.arn);
    }
    if (secrets.empty()) return all;
    all.push_back(policy::Statement{
        .actions = {"secretsmanager:GetSecretValue", "ssm:GetParameters"}, .resources = secrets, .sid = "ReadSecrets"});
    if (!is_unset(given("kms_key_arn"))) {
      all.push_back(
          policy::Statement{.actions = {"kms:Decrypt"}, .resources = {given("kms_key_arn")}, .sid = "DecryptSecrets"});
    }
    return all;
  }

  parapet::Str log_arn_;
  parapet::Str log_name_;
};

}  // namespace ecs

FargateService::FargateService(parapet::Scope scope, std::string_view id, const aws::ecs_service& config,
                               const fargate_service_options& options)
    : aws::EcsService(ecs::Parts(scope, id, config, options).build()) {}

aws::EcsCluster FargateService::own_cluster() const { return beside<aws::EcsCluster>(*this, "cluster"); }
aws::EcsTaskDefinition FargateService::task() const { return beside<aws::EcsTaskDefinition>(*this, "task"); }
aws::IamRole FargateService::execution_role() const { return beside<aws::IamRole>(*this, "execution-role"); }
aws::IamRole FargateService::task_role() const { return beside<aws::IamRole>(*this, "task-role"); }
aws::CloudwatchLogGroup FargateService::log_group() const {
  return beside<aws::CloudwatchLogGroup>(*this, "log-group");
}

}  // namespace secure
