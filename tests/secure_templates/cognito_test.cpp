#include <gmock/gmock.h>
#include <secure_templates/cognito.hpp>

#include "secure_templates/composites.hpp"

namespace secure_templates_test {
namespace {

constexpr const char* web_acl_arn = "arn:aws:wafv2:eu-central-1:111122223333:regional/webacl/customers/1";

TEST_F(Composites, GiveAUserPoolAClientAndAFirewall) {
  secure::UserPool pool(stack, "customers", aws::cognito_user_pool{.name = "customers"},
                        secure::user_pool_options{.web_acl_arn = web_acl_arn});
  const auto written = document();
  EXPECT_EQ(resources(written), (Resources{"production/customers aws_cognito_user_pool",
                                           "production/customers/client aws_cognito_user_pool_client",
                                           "production/customers/firewall aws_wafv2_web_acl_association"}));
  const auto block = written.resource_at("production/customers");
  EXPECT_TRUE(block["deletion_protection"] == "ACTIVE");
  EXPECT_TRUE(block["mfa_configuration"] == "ON");
  EXPECT_TRUE(block["software_token_mfa_configuration.enabled"] == true);
  EXPECT_TRUE(block["password_policy.minimum_length"] == 14);
  EXPECT_TRUE(block["user_pool_add_ons.advanced_security_mode"] == "ENFORCED");
  EXPECT_TRUE(block["user_pool_tier"] == "PLUS");
  const auto client = written.resource_at("production/customers/client");
  EXPECT_TRUE(client["name"] == "customers-app");
  EXPECT_TRUE(client["prevent_user_existence_errors"] == "ENABLED");
  EXPECT_TRUE(client["enable_token_revocation"] == true);
  EXPECT_TRUE(client["user_pool_id"] == pool.id());
  EXPECT_EQ(client["explicit_auth_flows"].json(), R"(["ALLOW_REFRESH_TOKEN_AUTH","ALLOW_USER_SRP_AUTH"])");
  EXPECT_TRUE(written.resource_at("production/customers/firewall")["resource_arn"] == pool.arn());
}

TEST_F(Composites, ReplaceTheTokensOfARegulatedUserPool) {
  complete_context("regulated");
  secure::UserPool pool(
      stack, "customers", aws::cognito_user_pool{.name = "customers"},
      secure::user_pool_options{.client = {.callback_urls = {"https://shop.example.com/signed-in"}, .name = "shop"},
                                .web_acl_arn = web_acl_arn});
  const auto client = document().resource_at("production/customers/client");
  EXPECT_TRUE(client["name"] == "shop");
  EXPECT_TRUE(client["refresh_token_rotation.feature"] == "ENABLED");
  EXPECT_EQ(client["explicit_auth_flows"].json(), R"(["ALLOW_USER_SRP_AUTH"])");
}

TEST_F(Composites, RefuseAClientThatSendsPasswords) {
  const unsigned line = __LINE__ + 4;
  const std::string text = refusal([&] {
    secure::user_pool_options options;
    options.client.explicit_auth_flows = {"ALLOW_USER_PASSWORD_AUTH"};
    secure::UserPool(stack, "x", aws::cognito_user_pool{.name = "customers"}, options);
  });
  EXPECT_EQ(text,
            "1 violation of the security requirements\n\n"
            "cognito:025 (medium) production/x/client: `explicit_auth_flows` is [\"ALLOW_USER_PASSWORD_AUTH\"]\n"
            "  required: Clients of user pools do not send passwords.\n"
            "  fix:      Replace the flow in `explicit_auth_flows` by `ALLOW_USER_SRP_AUTH`.\n"
            "  ask:      security@example.com\n"
            "  at:       tests/secure_templates/cognito_test.cpp:" +
                std::to_string(line));
}

TEST_F(Composites, RefuseEverythingThatIsWrongAroundAUserPoolAtOnce) {
  EXPECT_EQ(violations([&] {
              secure::user_pool_options options;
              options.client.allowed_oauth_flows = {"implicit"};
              options.client.callback_urls = {"http://shop.example.com"};
              options.client.prevent_user_existence_errors = "LEGACY";
              secure::UserPool(stack, "x", aws::cognito_user_pool{.mfa_configuration = "OFF", .name = "customers"},
                               options);
            }),
            (Refusals{"cognito:002 mfa_configuration", "cognito:003 mfa_configuration", "cognito:023 prevent_user_existence_errors", "cognito:026 allowed_oauth_flows", "cognito:027 callback_urls[0]"}));
  EXPECT_FALSE(stack.node().try_find_child("x"));
}

}  // namespace
}  // namespace secure_templates_test
