#pragma once

#include <aws/cloudwatch_log_group.hpp>
#include <aws/wafv2_web_acl.hpp>
#include <secure_templates/resources/wafv2.hpp>

#include "parapet/guardrails/secured.hpp"

/// Web application firewalls. The requirements are in `catalog/wafv2.json`.
namespace secure {

/// What a web ACL needs beside its own configuration; everything has a default.
struct web_acl_options {
  /// How long the log is kept; unset: as the catalog says.
  parapet::Num log_retention_days{};
  /// What it protects: ARNs of load balancers and stages of REST APIs. Distributions name their web ACL themselves.
  parapet::List<parapet::Str> protects{};
  /// Requests that one address may send in five minutes.
  parapet::Num requests_per_address = 2000;
  /// Rules that come after the template's own, whose priorities end at 4.
  parapet::Block<aws::wafv2_web_acl::Rule> rules{};
};

/// A web ACL with AWS's rule groups (bad reputation, anonymous addresses, known bad inputs, common attacks), a limit
/// for each address, and a log from which `authorization` and `cookie` are left out.
///
///     secure::WebAcl front(stack, "front", aws::wafv2_web_acl{},
///                          secure::web_acl_options{.protects = {balancer.arn()}});
///
/// A web ACL with `rule` or `rule_json` has these rules alone. Log group, logging and associations are resources below
/// it. With `scope` `CLOUDFRONT` its `provider`, or `region`, is us-east-1.
class WebAcl : public aws::Wafv2WebAcl {
 public:
  /// Throws SecurityException with every violation of every resource, and Error for a bad id, `count` and `for_each`;
  /// nothing stays behind then.
  WebAcl(parapet::Scope scope, std::string_view id, const aws::wafv2_web_acl& config,
         const web_acl_options& options = {});

  aws::CloudwatchLogGroup log_group() const;
};

}  // namespace secure
