#include "../eks.hpp"

#include <string>

#include "assembly.hpp"
#include "parapet/find.hpp"

namespace secure {

namespace eks {

using assembly::is_unset;

/// Builds a cluster and what belongs to it.
class Parts : assembly::Parts {
 public:
  Parts(const parapet::Scope& scope, std::string_view id, const aws::eks_cluster& config,
        const kubernetes_cluster_options& options)
      : assembly::Parts(scope, id), config_(config), options_(options) {}

  aws::EksCluster build() {
    refuse_instances(config_);
    if (is_unset(config_.name)) config_.name = short_name(100);
    if (is_unset(config_.vpc_config)) {
      config_.vpc_config = {{.subnet_ids = needed("subnet_ids", "vpc_config.subnet_ids")}};
    }
    // EKS logs into the group of this name, and would make one that keeps everything for ever if there were none.
    auto group = log_group("log-group", parapet::text("/aws/eks/", config_.name, "/cluster"),
                           options_.log_retention_days, {}, config_);
    if (is_unset(config_.role_arn)) {
      auto own = role("role", "eks.amazonaws.com", {}, config_);
      attach("role-cluster", own, "arn:aws:iam::aws:policy/AmazonEKSClusterPolicy", config_);
      config_.role_arn = own.arn();
    }
    auto cluster = add<aws::EksCluster>("Default", config_);
    cluster.node().add_dependency(group);
    wait_for_grants(cluster);
    finish();
    return cluster;
  }

 private:
  aws::eks_cluster config_;
  const kubernetes_cluster_options& options_;
};

}  // namespace eks

KubernetesCluster::KubernetesCluster(parapet::Scope scope, std::string_view id, const aws::eks_cluster& config,
                                     const kubernetes_cluster_options& options)
    : aws::EksCluster(eks::Parts(scope, id, config, options).build()) {}

aws::IamRole KubernetesCluster::control_plane_role() const {
  return parapet::find<aws::IamRole>(parapet::Construct(node().scope().parapet_element()), "role");
}
aws::CloudwatchLogGroup KubernetesCluster::log_group() const {
  return parapet::find<aws::CloudwatchLogGroup>(parapet::Construct(node().scope().parapet_element()), "log-group");
}

}  // namespace secure
