#include <gtest/gtest.h>

#include "guardrails/support.hpp"
#include "parapet/app.hpp"
#include "parapet/detail/table.hpp"
#include "parapet/error.hpp"
#include "parapet/guardrails/context.hpp"
#include "parapet/guardrails/secured.hpp"
#include "parapet/guardrails/settings.hpp"
#include "parapet/resource.hpp"
#include "parapet/stack.hpp"
#include "parapet/testing/synth.hpp"

namespace parapet::guardrails::test {
namespace {

constexpr detail::ProviderInfo acme{"acme", "acme/acme", "1.0.0"};

/// A resource of a provider that exists in this test only: `policy` may trust own accounts.
struct queue {
  Str policy{};
  static inline constinit detail::Table parapet_table{"policy s o", 1};
  static constexpr detail::TypeInfo parapet_type{"acme_queue", &acme, &parapet_table};
};

class Queue : public Resource {
 public:
  using Config = queue;
  Queue(const Scope& scope, std::string_view id, const Config& config)
      : Resource(scope, id, Config::parapet_type, &config) {}
};

constexpr const char* trust = R"({"predicate": "cross_account_trust", "args": {"path": "policy"}})";
constexpr const char* other = R"({"policy": "policy", "no_statement": {"effect": "Allow", "principal": "other_account"}})";

class QueueCatalog : public ::testing::Environment {
 public:
  void SetUp() override {
    catalog_.read("[" + record("queue:001", "acme_queue", std::string(R"("require": )") + trust) + "," +
                      record("queue:002", "acme_queue", std::string(R"("require": )") + other) + "]",
                  "queue.json");
    const std::vector<Requirement>& all = catalog_.requirements();
    register_catalog({"queue", "", {all.data(), static_cast<std::uint32_t>(all.size())}});
  }

 private:
  Catalog catalog_;
};
const auto* const queue_catalog = ::testing::AddGlobalTestEnvironment(new QueueCatalog);

std::string policy_for(const std::string& account) {
  return R"({"Statement": {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::)" + account +
         R"(:root"}, "Action": "sqs:SendMessage"}})";
}

/// What the constructor of a secure template refuses, then what the synthesis of the raw resource does.
std::string refusals(const SecurityContext& context, const std::string& account) {
  App app;
  Stack stack(app, "bank");
  use_settings({});
  set_security_context(stack, context);
  std::string text;
  for (const bool secure : {true, false}) {
    try {
      const queue config{.policy = policy_for(account)};
      if (secure) Secured<Queue>(stack, "q", config);
      if (!secure) Queue(stack, "r", config);
      if (!secure) testing::synth(app);
    } catch (const SecurityException& refusal) {
      for (const Violation& violation : refusal.violations())
        text += (secure ? "constructor " : "synthesis ") + violation.requirement + " " + violation.status + "\n";
    }
    if (secure) text += "- ";
  }
  forget_settings();
  return text;
}

TEST(OwnAccounts, OfTheContextAreNotForeign) {
  const SecurityContext ours{.account_ids = {"111122223333", "444455556666"}};
  EXPECT_EQ(refusals(ours, "111122223333"), "- ");
  EXPECT_EQ(refusals({.other = {{"account_id", "111122223333"}}}, "111122223333"), "- ");
  EXPECT_EQ(refusals(ours, "999999999999"),
            "constructor queue:001 fail\nconstructor queue:002 fail\n- synthesis queue:001 fail\nsynthesis queue:002 "
            "fail\n");
}

TEST(OwnAccounts, ThatNobodyKnowsLeaveItOpen) {
  EXPECT_EQ(refusals({}, "111122223333"),
            "constructor queue:001 fail\n- synthesis queue:001 fail\nsynthesis queue:002 unknown\n");
}

TEST(OwnAccounts, OfANearerContextHold) {
  App app;
  Stack stack(app, "bank");
  Construct site(stack, "site");
  use_settings({});
  set_security_context(stack, {.account_ids = {"111122223333"}});
  set_security_context(site, {.account_ids = {"444455556666"}});
  Secured<Queue>(site, "q", queue{.policy = policy_for("444455556666")});
  EXPECT_THROW(Secured<Queue>(stack, "q", queue{.policy = policy_for("444455556666")}), SecurityException);
  EXPECT_NO_THROW(testing::synth(app));
  forget_settings();
}

TEST(OwnAccounts, AreNumbers) {
  App app;
  Stack stack(app, "bank");
  try {
    set_security_context(stack, {.account_ids = {"111122223333", "*"}});
    FAIL();
  } catch (const Error& error) {
    EXPECT_STREQ(error.what(), "bank: the account_ids of a SecurityContext are numbers of twelve digits");
  }
}

/// How a thing ends whose policy trusts this account, beside these provider blocks.
std::string with_provider(const char* require, const std::string& provider, const std::string& account,
                          const std::string& more = "") {
  const std::string members = holding("policy", policy_for(account));
  const std::string result =
      check(std::string(R"("require": )") + require,
            R"({"variable": {"any": {}, "own": {"default": "111122223333"}}, "provider": {"aws": )" + provider +
                R"(}, "resource": {"aws_thing": {"x": )" + members.substr(0, members.size() - 1) + more + "}}}}");
  return result.substr(18, result.find_first_of(" \n", 18) - 18);
}

TEST(OwnAccounts, OfTheProviderAreNotForeign) {
  const std::string ours = R"([{"allowed_account_ids": ["111122223333"]}, {"alias": "b", "allowed_account_ids": ["444455556666"]}])";
  for (const char* require : {trust, other}) {
    EXPECT_EQ(with_provider(require, ours, "111122223333"), "pass") << require;
    EXPECT_EQ(with_provider(require, ours, "444455556666"), "fail") << require;
    EXPECT_EQ(with_provider(require, ours, "444455556666", R"(, "provider": "aws.b")"), "pass") << require;
    EXPECT_EQ(with_provider(require, R"({"allowed_account_ids": ["${var.own}"]})", "111122223333"), "pass") << require;
    EXPECT_EQ(with_provider(require, R"({"allowed_account_ids": ["${var.any}"]})", "111122223333"), "unknown") << require;
    EXPECT_EQ(with_provider(require, R"({"allowed_account_ids": "${var.any}"})", "111122223333"), "unknown") << require;
  }
  EXPECT_EQ(with_provider(trust, "{}", "111122223333"), "fail");
  EXPECT_EQ(with_provider(other, "{}", "111122223333"), "unknown");
  EXPECT_EQ(with_provider(other, ours, "*"), "fail");
}

}  // namespace
}  // namespace parapet::guardrails::test
