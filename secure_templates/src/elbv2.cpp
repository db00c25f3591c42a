#include "../elbv2.hpp"

#include <aws/wafv2_web_acl_association.hpp>

#include "parts.hpp"

namespace secure {

namespace elbv2 {

/// Builds a load balancer and what belongs to it.
class Parts : PartsOf<aws::lb, load_balancer_options> {
 public:
  using PartsOf::PartsOf;

  aws::Lb build(std::string_view id, bool is_application) {
    is_application_ = is_application;
    complete(id);
    const auto balancer = add_owner<aws::Lb>(id, config_);
    arn_ = balancer.arn();
    listener();
    if (options_.redirects_http) redirect();
    if (const parapet::Str acl = given(options_.web_acl_arn, "web_acl_arn"); is_application_ && !is_unset(acl)) {
      add<aws::Wafv2WebAclAssociation>("web-acl", {.resource_arn = arn_, .web_acl_arn = acl});
    }
    return finish(balancer);
  }

 private:
  /// The log's prefix is the path; bucket and switch come from the catalog.
  void complete(std::string_view id) {
    config_.load_balancer_type = is_application_ ? "application" : "network";
    if (is_unset(config_.subnets) && is_unset(config_.subnet_mapping)) {
      config_.subnets = needed("subnet_ids", std::string(id) + ".subnets");
    }
    const std::string prefix = path_name() + "/" + std::string(id);
    if (is_unset(config_.access_logs)) config_.access_logs = {{.prefix = prefix}};
    if (is_application_ && is_sensitive() && is_unset(config_.connection_logs)) {
      config_.connection_logs = {{.prefix = prefix}};
    }
  }

  aws::LbTargetGroup target_group() {
    aws::lb_target_group group = each(options_.target_group);
    if (is_unset(group.port)) group.port = 443;
    if (is_unset(group.protocol)) group.protocol = is_application_ ? "HTTPS" : "TLS";
    if (is_unset(group.target_type)) group.target_type = "ip";
    if (is_unset(group.vpc_id)) group.vpc_id = needed("vpc_id", "target_group.vpc_id");
    return add<aws::LbTargetGroup>("target-group", group);
  }

  void listener() {
    const parapet::Str group = target_group().arn();
    aws::lb_listener listener = each(options_.listener);
    listener.load_balancer_arn = arn_;
    if (is_unset(listener.port)) listener.port = 443;
    if (is_unset(listener.protocol)) listener.protocol = is_application_ ? "HTTPS" : "TLS";
    if (is_unset(listener.default_action)) listener.default_action = {{.target_group_arn = group, .type = "forward"}};
    port_ = listener.port;
    add<aws::LbListener>("listener", listener);
  }

  void redirect() {
    if (!is_application_) {
      throw parapet::Error(path() + ": a network load balancer knows no HTTP; `redirects_http` is for applications");
    }
    add<aws::LbListener>(
        "redirect", {.default_action =
                         {{.redirect = {{.port = parapet::text(port_), .protocol = "HTTPS", .status_code = "HTTP_301"}},
                           .type = "redirect"}},
                     .load_balancer_arn = arn_,
                     .port = 80,
                     .protocol = "HTTP"});
  }

  bool is_application_ = false;
  parapet::Str arn_;
  parapet::Num port_;
};

}  // namespace elbv2

ApplicationLoadBalancer::ApplicationLoadBalancer(parapet::Scope scope, std::string_view id, const aws::lb& config,
                                                 const load_balancer_options& options)
    : aws::Lb(elbv2::Parts(scope, config, options).build(id, true)) {}

aws::LbTargetGroup ApplicationLoadBalancer::target_group() const {
  return parapet::find<aws::LbTargetGroup>(*this, "target-group");
}
aws::LbListener ApplicationLoadBalancer::listener() const { return parapet::find<aws::LbListener>(*this, "listener"); }

NetworkLoadBalancer::NetworkLoadBalancer(parapet::Scope scope, std::string_view id, const aws::lb& config,
                                         const load_balancer_options& options)
    : aws::Lb(elbv2::Parts(scope, config, options).build(id, false)) {}

aws::LbTargetGroup NetworkLoadBalancer::target_group() const {
  return parapet::find<aws::LbTargetGroup>(*this, "target-group");
}
aws::LbListener NetworkLoadBalancer::listener() const { return parapet::find<aws::LbListener>(*this, "listener"); }

}  // namespace secure
