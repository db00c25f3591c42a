#pragma once

#include <aws/apigatewayv2_api.hpp>
#include <aws/apigatewayv2_stage.hpp>
#include <aws/cloudwatch_log_group.hpp>
#include <secure_templates/resources/apigatewayv2.hpp>

#include "parapet/guardrails/secured.hpp"

/// HTTP APIs. The requirements are in `catalog/apigatewayv2.json`; routes and integrations are `Apigatewayv2Route` and
/// `Apigatewayv2Integration`.
namespace secure {

/// What stands around an HTTP API; everything has a default.
struct http_api_options {
  /// Whether a domain name of one's own leads to the API, so that the name AWS gives it is switched off; from tier
  /// sensitive on it always is.
  bool has_custom_domain = false;
  /// How long the access log is kept; unset: as the catalog says.
  parapet::Num log_retention_days{};
  /// The stage; unset: `$default`, which deploys what changes, limits requests, and writes to the log group.
  aws::apigatewayv2_stage stage{};
};

/// An HTTP API with its stage and its access log. Tier regulated has none: nothing filters what comes in.
///
///     secure::HttpApi orders(stack, "orders", aws::apigatewayv2_api{.name = "orders"});
///
/// Stage and log group are resources below it.
class HttpApi : public aws::Apigatewayv2Api {
 public:
  /// Throws SecurityException with every violation of every resource, and Error for a bad id, `count` and `for_each`;
  /// nothing stays behind then.
  HttpApi(parapet::Scope scope, std::string_view id, const aws::apigatewayv2_api& config,
          const http_api_options& options = {});

  aws::Apigatewayv2Stage stage() const;
  aws::CloudwatchLogGroup log_group() const;
};

}  // namespace secure
