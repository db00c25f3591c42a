#pragma once

#include <aws/cloudwatch_log_group.hpp>
#include <aws/eks_cluster.hpp>
#include <aws/iam_role.hpp>
#include <secure_templates/resources/eks.hpp>

#include "parapet/guardrails/secured.hpp"

/// Kubernetes. The requirements are in `catalog/eks.json`; node groups and add-ons are `EksNodeGroup` and `EksAddon`.
namespace secure {

/// What a cluster needs beside its own configuration.
struct kubernetes_cluster_options {
  /// How long the log of the control plane is kept; unset: as the catalog says.
  parapet::Num log_retention_days{};
};

/// A Kubernetes cluster that is reached from inside the network only: private endpoint, secrets encrypted with the
/// customer key, every log of the control plane kept, access through entries of the EKS API. It comes with its role and
/// its log group.
///
///     secure::KubernetesCluster apps(stack, "apps", aws::eks_cluster{.name = "apps", .version = "1.34"});
///
/// It is the resource `apps/Default`, `aws_eks_cluster.apps`; role and log group stand beside it. The subnets are those
/// of the SecurityContext (`subnet_ids`) unless `vpc_config` is set. A cluster that brings its `role_arn` gets no role.
class KubernetesCluster : public aws::EksCluster {
 public:
  /// Throws SecurityException with every violation of every resource, and Error for a bad id, `count`, `for_each`, or
  /// subnets that nobody gave; nothing stays behind then.
  KubernetesCluster(parapet::Scope scope, std::string_view id, const aws::eks_cluster& config,
                    const kubernetes_cluster_options& options = {});

  /// The role of the control plane. Throws Error if the cluster brought its own.
  aws::IamRole control_plane_role() const;
  aws::CloudwatchLogGroup log_group() const;
};

}  // namespace secure
