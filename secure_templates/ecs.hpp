#pragma once

#include <aws/cloudwatch_log_group.hpp>
#include <aws/ecs_cluster.hpp>
#include <aws/ecs_service.hpp>
#include <aws/ecs_task_definition.hpp>
#include <aws/iam_role.hpp>
#include <secure_templates/resources/ecs.hpp>

#include "parapet/guardrails/secured.hpp"
#include "parapet/policy/policy.hpp"

/// Containers. The requirements are in `catalog/ecs.json`.
namespace secure {

/// A secret that a container gets as an environment variable, read when it starts.
struct container_secret {
  /// Of a secret of Secrets Manager, or a parameter of Systems Manager.
  parapet::Str arn{};
  /// The member of a secret that is JSON; unset: all of it.
  parapet::Str key{};
  /// Of the variable.
  parapet::Str name{};
  static inline constinit parapet::detail::Table parapet_table{"arn s r\nkey s o\nname s r", 3};
};
static_assert(sizeof(container_secret) == 3 * sizeof(void*));

/// One container of a task. It runs as a user without rights, cannot write to its own file system, and logs to the
/// service's log group.
struct container {
  /// Instead of the command of the image.
  parapet::List<parapet::Str> command{};
  /// Variables in the open; secrets belong into `secrets`.
  parapet::Map<parapet::Str> environment{};
  /// Whether the task stops when this container does.
  parapet::Bool essential = true;
  /// Checks the container from inside: `{"CMD-SHELL", "curl -f http://localhost/"}`.
  parapet::List<parapet::Str> health_check{};
  /// With a tag or a digest.
  parapet::Str image{};
  /// Volumes of the task by the path where they are mounted: `{{"/data", "uploads"}}`.
  parapet::Map<parapet::Str> mounts{};
  parapet::Str name{};
  /// What it listens on, TCP.
  parapet::List<parapet::Num> ports{};
  parapet::Block<container_secret> secrets{};
  /// Number of a user and a group of the image; not root.
  parapet::Str user = "1000:1000";
  static inline constinit parapet::detail::Table* parapet_nested[] = {&container_secret::parapet_table};
  static inline constinit parapet::detail::Table parapet_table{
      "command Ls o\nenvironment Ms o\nessential b o\nhealth_check Ls o\nimage s r\nmounts Ms o\nname s r\nports Ln "
      "o\nsecrets B o\nuser s o",
      10, parapet_nested};
};
static_assert(sizeof(container) == 10 * sizeof(void*));

/// What a service runs.
struct fargate_service_options {
  /// The containers, or `container_definitions` of `task` as JSON.
  parapet::Block<container> containers{};
  /// How long the log is kept; unset: as the catalog says.
  parapet::Num log_retention_days{};
  /// Repositories that images are pulled from; unset: those of the account.
  parapet::List<parapet::Str> repository_arns{};
  /// What the code in the containers may do. Without a statement it may do nothing.
  parapet::Block<parapet::policy::Statement> statements{};
  /// The task; `cpu` (256), `memory` (512), volumes and so on. What is unset is filled in.
  aws::ecs_task_definition task{};
};

/// Containers on Fargate, in private subnets: a service with its task definition, an execution role that may pull the
/// images, write the log and read the secrets, a task role for the code, a log group, and a cluster unless `cluster`
/// names one. A deployment that fails is rolled back.
///
///     secure::FargateService shop(stack, "shop", aws::ecs_service{.cluster = cluster.arn(), .desired_count = 3},
///         secure::fargate_service_options{.containers = {secure::container{
///             .image = "111122223333.dkr.ecr.eu-central-1.amazonaws.com/shop:1.4.0",
///             .name = "shop",
///             .ports = {8080},
///         }}});
///
/// It is the resource `shop/Default`, `aws_ecs_service.shop`, and the others stand beside it. Subnets and security
/// groups are those of the SecurityContext (`subnet_ids`, `security_group_ids`) unless `network_configuration` is set.
/// A service that brings its `task_definition` gets none, nor roles and a log group.
class FargateService : public aws::EcsService {
 public:
  /// Throws SecurityException with every violation of every resource, and Error for a bad id, `count`, `for_each`, or
  /// subnets that nobody gave; nothing stays behind then.
  FargateService(parapet::Scope scope, std::string_view id, const aws::ecs_service& config,
                 const fargate_service_options& options = {});

  /// These throw Error if the service brought its own.
  aws::EcsCluster own_cluster() const;
  aws::EcsTaskDefinition task() const;
  aws::IamRole execution_role() const;
  aws::IamRole task_role() const;
  aws::CloudwatchLogGroup log_group() const;
};

}  // namespace secure
