#include "../cognito.hpp"

#include <aws/wafv2_web_acl_association.hpp>

#include "parts.hpp"

namespace secure {

namespace cognito {

/// Builds a user pool and what belongs to it.
class Parts : PartsOf<aws::cognito_user_pool, user_pool_options> {
 public:
  using PartsOf::PartsOf;

  aws::CognitoUserPool build(std::string_view id) {
    complete();
    const auto pool = add_owner<aws::CognitoUserPool>(id, config_);
    add<aws::CognitoUserPoolClient>("client", client(pool));
    if (!is_unset(options_.web_acl_arn)) {
      add<aws::Wafv2WebAclAssociation>("firewall", {.resource_arn = pool.arn(), .web_acl_arn = options_.web_acl_arn});
    }
    return finish(pool);
  }

 private:
  /// What the requirements presuppose: addresses that are known to be right, and the plan that has the protection.
  void complete() {
    if (is_absent(config_.auto_verified_attributes)) config_.auto_verified_attributes = {"email"};
    if (is_absent(config_.user_pool_tier) && is_sensitive()) config_.user_pool_tier = "PLUS";
  }

  aws::cognito_user_pool_client client(const aws::CognitoUserPool& pool) const {
    aws::cognito_user_pool_client client = each(options_.client);
    client.provider = config_.provider;
    if (is_unset(client.name)) client.name = parapet::text(config_.name, "-app");
    client.user_pool_id = pool.id();
    if (is_absent(client.explicit_auth_flows)) client.explicit_auth_flows = flows(client);
    return client;
  }

  /// Where refresh tokens are replaced with every use, the flow that uses one again is refused by AWS.
  parapet::Set<parapet::Str> flows(const aws::cognito_user_pool_client& client) const {
    if (is_regulated() || !is_unset(client.refresh_token_rotation)) return {"ALLOW_USER_SRP_AUTH"};
    return {"ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH"};
  }
};

}  // namespace cognito

UserPool::UserPool(parapet::Scope scope, std::string_view id, const aws::cognito_user_pool& config,
                   const user_pool_options& options)
    : aws::CognitoUserPool(cognito::Parts(scope, config, options).build(id)) {}

aws::CognitoUserPoolClient UserPool::client() const {
  return parapet::find<aws::CognitoUserPoolClient>(*this, "client");
}

}  // namespace secure
