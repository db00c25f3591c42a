#include "../cognito.hpp"

#include <aws/wafv2_web_acl_association.hpp>

#include "composite.hpp"

namespace secure {

namespace cognito {

/// What the requirements presuppose: addresses that are known to be right, and the plan that has the protection.
aws::cognito_user_pool completed(const Composite& composite, aws::cognito_user_pool config) {
  if (!Composite::has(config.auto_verified_attributes)) config.auto_verified_attributes = {"email"};
  if (!Composite::has(config.user_pool_tier) && !composite.is_baseline()) config.user_pool_tier = "PLUS";
  return config;
}

/// Where refresh tokens are replaced with every use, the flow that uses one again is refused by AWS.
void choose_flows(const Composite& composite, aws::cognito_user_pool_client& client) {
  if (Composite::has(client.explicit_auth_flows)) return;
  const bool rotates = composite.is_regulated() || !Composite::is_nothing(client.refresh_token_rotation);
  if (rotates) {
    client.explicit_auth_flows = {"ALLOW_USER_SRP_AUTH"};
  } else {
    client.explicit_auth_flows = {"ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH"};
  }
}

void add_client(Composite& composite, const aws::CognitoUserPool& pool, const aws::cognito_user_pool& config,
                aws::cognito_user_pool_client client) {
  const auto shared = composite.part<aws::cognito_user_pool_client>();
  client.count = shared.count;
  client.for_each = shared.for_each;
  client.provider = shared.provider;
  copy_region(client, composite);
  if (Composite::is_nothing(client.name)) client.name = parapet::text(config.name, "-app");
  client.user_pool_id = composite.instance_of(pool).id();
  choose_flows(composite, client);
  composite.add<aws::CognitoUserPoolClient>(pool, "client", client);
}

void add_firewall(Composite& composite, const aws::CognitoUserPool& pool, const parapet::Str& rules) {
  auto association = composite.part<aws::wafv2_web_acl_association>();
  association.resource_arn = composite.instance_of(pool).arn();
  association.web_acl_arn = rules;
  composite.add<aws::Wafv2WebAclAssociation>(pool, "firewall", association);
}

aws::CognitoUserPool build(const parapet::Scope& scope, std::string_view id, const aws::cognito_user_pool& config,
                           const user_pool_options& options) {
  Composite composite(scope, config);
  const auto pool = composite.add<aws::CognitoUserPool>(parapet::Construct(scope.parapet_element()), id,
                                                        completed(composite, config));
  add_client(composite, pool, config, options.client);
  if (!Composite::is_nothing(options.web_acl_arn)) add_firewall(composite, pool, options.web_acl_arn);
  composite.finish();
  return pool;
}

}  // namespace cognito

UserPool::UserPool(parapet::Scope scope, std::string_view id, const aws::cognito_user_pool& config,
                   const user_pool_options& options)
    : aws::CognitoUserPool(cognito::build(scope, id, config, options)) {}

aws::CognitoUserPoolClient UserPool::client() const {
  return aws::CognitoUserPoolClient(node().find_child("client").parapet_element());
}

}  // namespace secure
