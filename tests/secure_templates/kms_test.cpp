#include <secure_templates/kms.hpp>

#include "parapet/expression.hpp"

#include "secure_templates/support.hpp"

namespace secure_templates_test {
namespace {

TEST_F(Templates, RotateAKeyAndGiveItAnAlias) {
  secure::Key key(stack, "data", aws::kms_key{.description = "Databases"});
  EXPECT_TRUE(document().resource_at("production/data")["enable_key_rotation"] == true);
  const auto alias = document().resource_at("production/data/alias");
  EXPECT_TRUE(alias["name"] == "alias/production/data");
  EXPECT_TRUE(alias["target_key_id"] == key.key_id());
}

TEST_F(Templates, TakeTheAliasOfAKeyFromTheOptions) {
  secure::Key(stack, "named", aws::kms_key{}, secure::key_options{.alias = "alias/orders"});
  secure::Key(stack, "nameless", aws::kms_key{}, secure::key_options{.alias = parapet::null});
  EXPECT_TRUE(document().resource_at("production/named/alias")["name"] == "alias/orders");
  EXPECT_EQ(document().blocks(parapet::NodeKind::resource, "aws_kms_alias").size(), 1u);
}

TEST_F(Templates, GiveEveryInstanceOfAKeyAnAliasThatTheOptionsName) {
  const parapet::Map<parapet::Str> teams = {{"a", "orders"}, {"b", "stock"}};
  secure::Key(stack, "team", aws::kms_key{.for_each = teams},
              secure::key_options{.alias = parapet::text("alias/", parapet::each::key())});
  const auto alias = document().resource_at("production/team/alias");
  EXPECT_EQ(alias["for_each"].json(), R"({"a":"orders","b":"stock"})");
  EXPECT_EQ(alias["name"].json(), R"("alias/${each.key}")");
  EXPECT_EQ(alias["target_key_id"].json(), R"("${aws_kms_key.team[each.key].key_id}")");
}

TEST_F(Templates, RotateNoKeyThatCannot) {
  secure::Key(stack, "sign", aws::kms_key{.customer_master_key_spec = "RSA_2048", .key_usage = "SIGN_VERIFY"});
  EXPECT_FALSE(document().resource_at("production/sign")["enable_key_rotation"]);
}

TEST_F(Templates, RefuseAKeyThatDoesNotRotateAndEverythingElseAtOnce) {
  EXPECT_EQ(
      violations([&] {
        secure::Key(
            stack, "x",
            aws::kms_key{
                .bypass_policy_lockout_safety_check = true,
                .enable_key_rotation = false,
                .policy =
                    R"({"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "kms:*", "Resource": "*"}]})",
                .rotation_period_in_days = 2000});
      }),
      (Refusals{"kms:001 enable_key_rotation", "kms:002 rotation_period_in_days", "kms:006 policy.Statement[0]",
                "kms:010 bypass_policy_lockout_safety_check"}));
  EXPECT_FALSE(stack.node().try_find_child("x"));
}

}  // namespace
}  // namespace secure_templates_test
