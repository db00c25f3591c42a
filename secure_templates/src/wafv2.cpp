#include "../wafv2.hpp"

#include <aws/wafv2_web_acl_association.hpp>
#include <aws/wafv2_web_acl_logging_configuration.hpp>

#include "parts.hpp"

namespace secure {

namespace wafv2 {

using Acl = aws::wafv2_web_acl;

template <class Visibility>
Visibility measured(const parapet::Str& name) {
  return Visibility{.cloudwatch_metrics_enabled = true, .metric_name = name, .sampled_requests_enabled = true};
}

/// A group of rules that AWS keeps, as it is.
Acl::Rule managed(int priority, const char* name) {
  return Acl::Rule{
      .name = name,
      .override_action = {{.none = {{}}}},
      .priority = priority,
      .statement = {{.managed_rule_group_statement = {{.name = name, .vendor_name = "AWS"}}}},
      .visibility_config = {measured<Acl::Rule::VisibilityConfig>(name)},
  };
}

/// Builds a web ACL and what belongs to it.
class Parts : PartsOf<Acl, web_acl_options> {
 public:
  using PartsOf::PartsOf;

  aws::Wafv2WebAcl build(std::string_view id) {
    refuse_instances();
    complete(id);
    const auto acl = add_owner<aws::Wafv2WebAcl>(id, config_);
    log(acl);
    const std::vector<parapet::Str> protects = written(options_.protects, "protects");
    for (std::size_t i = 0; i < protects.size(); ++i) {
      add<aws::Wafv2WebAclAssociation>("association-" + std::to_string(i + 1),
                                       {.resource_arn = protects[i], .web_acl_arn = acl.arn()});
    }
    return finish(acl);
  }

 private:
  void complete(std::string_view id) {
    if (is_unset(config_.default_action)) config_.default_action = {{.allow = {{}}}};
    if (is_unset(config_.rule) && is_unset(config_.rule_json)) {
      config_.rule = rules();
      if (!is_unset(options_.rules)) config_.rule = config_.rule + options_.rules;
    }
    if (is_unset(config_.scope)) config_.scope = "REGIONAL";
    if (is_unset(config_.visibility_config)) {
      config_.visibility_config = {
          measured<Acl::VisibilityConfig>(is_unset(config_.name) ? parapet::Str(id) : config_.name)};
    }
  }

  /// Cheap refusals first.
  parapet::Block<Acl::Rule> rules() const {
    return {
        Acl::Rule{
            .action = {{.block = {{}}}},
            .name = "LimitEachAddress",
            .priority = 0,
            .statement = {{.rate_based_statement = {{.aggregate_key_type = "IP",
                                                     .limit = options_.requests_per_address}}}},
            .visibility_config = {measured<Acl::Rule::VisibilityConfig>("LimitEachAddress")},
        },
        managed(1, "AWSManagedRulesAmazonIpReputationList"),
        managed(2, "AWSManagedRulesAnonymousIpList"),
        managed(3, "AWSManagedRulesKnownBadInputsRuleSet"),
        managed(4, "AWSManagedRulesCommonRuleSet"),
    };
  }

  void log(const aws::Wafv2WebAcl& acl) {
    // WAF writes to groups with this beginning only.
    const auto group = log_group("log-group", "aws-waf-logs-" + path_name(), options_.log_retention_days);
    add<aws::Wafv2WebAclLoggingConfiguration>(
        "logging",
        {.log_destination_configs = {group.arn()},
         .redacted_fields = {{.single_header = {{.name = "authorization"}}}, {.single_header = {{.name = "cookie"}}}},
         .resource_arn = acl.arn()});
  }
};

}  // namespace wafv2

WebAcl::WebAcl(parapet::Scope scope, std::string_view id, const aws::wafv2_web_acl& config,
               const web_acl_options& options)
    : aws::Wafv2WebAcl(wafv2::Parts(scope, config, options).build(id)) {}

aws::CloudwatchLogGroup WebAcl::log_group() const { return parapet::find<aws::CloudwatchLogGroup>(*this, "log-group"); }

}  // namespace secure
