#include "../eks.hpp"

#include <string>

#include "parts.hpp"

namespace secure {

namespace eks {

/// Builds a cluster and what belongs to it.
class Parts : PartsOf<aws::eks_cluster, kubernetes_cluster_options> {
 public:
  using PartsOf::PartsOf;

  aws::EksCluster build() {
    refuse_instances();
    if (is_unset(config_.name)) config_.name = short_name(100);
    if (is_unset(config_.vpc_config)) {
      config_.vpc_config = {{.subnet_ids = needed("subnet_ids", "vpc_config.subnet_ids")}};
    }
    // EKS logs into the group of this name, and would make one that keeps everything for ever if there were none.
    auto group =
        log_group("log-group", parapet::text("/aws/eks/", config_.name, "/cluster"), options_.log_retention_days);
    if (is_unset(config_.role_arn)) {
      auto own = service_role("role", "eks.amazonaws.com", {});
      attach(construct(), "role-cluster", own, "arn:aws:iam::aws:policy/AmazonEKSClusterPolicy");
      config_.role_arn = own.arn();
    }
    auto cluster = add<aws::EksCluster>("Default", config_);
    cluster.node().add_dependency(group);
    wait_for_grants(cluster);
    return finish(cluster);
  }
};

}  // namespace eks

KubernetesCluster::KubernetesCluster(parapet::Scope scope, std::string_view id, const aws::eks_cluster& config,
                                     const kubernetes_cluster_options& options)
    : aws::EksCluster(eks::Parts(scope, id, config, options).build()) {}

aws::IamRole KubernetesCluster::control_plane_role() const { return beside<aws::IamRole>(*this, "role"); }
aws::CloudwatchLogGroup KubernetesCluster::log_group() const {
  return beside<aws::CloudwatchLogGroup>(*this, "log-group");
}

}  // namespace secure
