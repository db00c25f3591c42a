#pragma once

#include <aws/cognito_user_pool.hpp>
#include <aws/cognito_user_pool_client.hpp>
#include <secure_templates/resources/cognito.hpp>

#include "parapet/guardrails/secured.hpp"

/// Users. The requirements are in `catalog/cognito.json`.
namespace secure {

/// What a user pool gets beside the pool itself.
struct user_pool_options {
  /// The application that users sign in to; `name` and `user_pool_id` may be left out.
  aws::cognito_user_pool_client client{};
  /// Rules of a firewall in front of the pool, an `aws_wafv2_web_acl`; tier sensitive demands some.
  parapet::Str web_acl_arn{};
};

/// A user pool with a second factor, long passwords and, from tier sensitive on, protection against guessed and stolen
/// passwords (plan Plus of Cognito), and a client that signs in without sending the password and does not tell which
/// users exist.
///
///     secure::UserPool customers(stack, "customers", aws::cognito_user_pool{.name = "customers"},
///                                secure::user_pool_options{.web_acl_arn = firewall.arn()});
///     customers.client().id();
class UserPool : public aws::CognitoUserPool {
 public:
  /// Throws SecurityException with every violation of every resource, and Error for a bad id; nothing stays behind
  /// then.
  UserPool(parapet::Scope scope, std::string_view id, const aws::cognito_user_pool& config,
           const user_pool_options& options = {});

  /// The application that users sign in to.
  aws::CognitoUserPoolClient client() const;
};

}  // namespace secure
