#pragma once

#include <aws/lb.hpp>
#include <aws/lb_listener.hpp>
#include <aws/lb_target_group.hpp>
#include <secure_templates/resources/elbv2.hpp>

#include "parapet/guardrails/secured.hpp"

/// Load balancers. The requirements are in `catalog/elbv2.json`.
namespace secure {

/// What stands around a load balancer; everything has a default.
struct load_balancer_options {
  /// The listener; unset: port 443 with TLS, `certificate_arn` of the SecurityContext, and a policy that is current,
  /// for the target group.
  aws::lb_listener listener{};
  /// Whether an application load balancer listens on port 80, too, and sends browsers to the listener.
  bool redirects_http = false;
  /// Where requests go; unset: to addresses in `vpc_id` of the SecurityContext, port 443, encrypted.
  aws::lb_target_group target_group{};
  /// The web ACL that requests to an application load balancer pass; unset: `web_acl_arn` of the SecurityContext, none
  /// without both. Tier regulated wants one.
  parapet::Str web_acl_arn{};
};

/// A load balancer for HTTP, inside the network, with a target group, a TLS listener and its logs in `log_bucket` of
/// the SecurityContext.
///
///     secure::ApplicationLoadBalancer front(stack, "front", aws::lb{}, secure::load_balancer_options{
///         .redirects_http = true,
///         .target_group = {.health_check = {{.path = "/health"}}, .port = 8443},
///     });
///
/// Subnets and security groups are those of the SecurityContext (`subnet_ids`, `security_group_ids`) unless it says
/// others. Listeners and target group are resources below it, and `provider`, `region`, `tags`, `count` and `for_each`
/// of the load balancer hold for them.
class ApplicationLoadBalancer : public aws::Lb {
 public:
  /// Throws SecurityException with every violation of every resource, and Error for a bad id, or subnets and VPC that
  /// nobody gave; nothing stays behind then.
  ApplicationLoadBalancer(parapet::Scope scope, std::string_view id, const aws::lb& config,
                          const load_balancer_options& options = {});

  aws::LbTargetGroup target_group() const;
  aws::LbListener listener() const;
};

/// The same for other protocols than HTTP: the listener ends TLS and the targets get TLS.
///
///     secure::NetworkLoadBalancer mail(stack, "mail", aws::lb{}, secure::load_balancer_options{
///         .listener = {.port = 993},
///         .target_group = {.port = 993},
///     });
class NetworkLoadBalancer : public aws::Lb {
 public:
  /// Throws as ApplicationLoadBalancer does.
  NetworkLoadBalancer(parapet::Scope scope, std::string_view id, const aws::lb& config,
                      const load_balancer_options& options = {});

  aws::LbTargetGroup target_group() const;
  aws::LbListener listener() const;
};

}  // namespace secure
