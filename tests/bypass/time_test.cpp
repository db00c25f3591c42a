#include <gmock/gmock.h>

#include "bypass/attack.hpp"
#include "bypass/configurations.hpp"
#include "parapet/aspect.hpp"
#include "parapet/error.hpp"
#include "parapet/expression.hpp"
#include "parapet/guardrails/context.hpp"
#include "parapet/testing/synth.hpp"
#include "parapet/variable.hpp"

/// Changes that come late, and tiers that sink.
namespace attack {
namespace {

using parapet::Construct;
using parapet::NodeKind;
using parapet::Stack;
using parapet::guardrails::SecurityContext;
using parapet::guardrails::set_security_context;
using testing::Contains;
using testing::HasSubstr;
using testing::StartsWith;

const std::vector<std::string> public_refusal = {"rds:001 fail production/x publicly_accessible = true"};

TEST_F(Attack, ThroughAValidationThatChangesTheTreeIsRefused) {
  EXPECT_EQ(refused([](Stack& stack) {
              aws::DbInstance instance(stack, "x", database());
              parapet::add_validation(stack, [instance]() -> std::vector<std::string> {
                instance.node().add_override("publicly_accessible", true);
                return {};
              });
            }),
            public_refusal);
}

TEST_F(Attack, ThroughAValidationThatAddsAResourceIsRefused) {
  EXPECT_EQ(refused([](Stack& stack) {
              parapet::add_validation(stack, [stack]() -> std::vector<std::string> {
                access_key(const_cast<Stack&>(stack), "ci", {});
                return {};
              });
            }),
            std::vector<std::string>{"iam:023 fail production/x"});
}

TEST_F(Attack, ThroughAnAspectThatAnAspectAddsIsRefused) {
  EXPECT_EQ(refused([](Stack& stack) {
              aws::DbInstance(stack, "x", database());
              parapet::add_aspect(stack, [](const Construct& construct) {
                if (construct.node().kind() != NodeKind::stack) return;
                parapet::add_aspect(construct, [](const Construct& inner) {
                  if (inner.node().type() == "aws_db_instance")
                    inner.node().add_override("publicly_accessible", true);
                });
              });
            }),
            public_refusal);
}

TEST_F(Attack, ThroughTheLastOfSeveralOverridesIsRefused) {
  EXPECT_EQ(refused([](Stack& stack) {
              aws::DbInstance instance(stack, "x", database());
              for (const bool open : {true, false, true}) instance.node().add_override("publicly_accessible", open);
            }),
            public_refusal);
  EXPECT_EQ(refused([](Stack& stack) {
              aws::DbInstance instance(stack, "x", database());
              for (const bool open : {true, false}) instance.node().add_override("publicly_accessible", open);
            }),
            std::vector<std::string>{});
}

TEST_F(Attack, InASecondSynthesisIsRefused) {
  parapet::App app;
  Stack stack(app, "production");
  set_security_context(stack, {.kms_key_arn = key_arn});
  aws::DbInstance instance(stack, "x", database());
  EXPECT_NO_THROW(parapet::testing::synth(app));
  instance.node().add_override("publicly_accessible", true);
  EXPECT_THROW(parapet::testing::synth(app), parapet::SecurityException);
}

TEST_F(Attack, BehindAnotherNameInTheOutputIsRefused) {
  EXPECT_EQ(refused([](Stack& stack) { public_database(stack, true, {}).node().override_logical_id("harmless"); }),
            public_refusal);
}

/// A database that only the tier `sensitive` refuses: it can be deleted.
aws::DbInstance deletable(const Construct& scope) {
  aws::db_instance config = database();
  config.deletion_protection = false;
  return aws::DbInstance(scope, "x", config);
}

constexpr const char* deletion = "rds:010 fail production/x deletion_protection = false";

std::string error_of(const Program& program, const char* tier) {
  try {
    refused(program, tier);
  } catch (const parapet::Error& error) {
    return error.what();
  }
  return "was allowed";
}

TEST_F(Attack, InATierThatIsObeyedIsRefused) {
  EXPECT_THAT(refused([](Stack& stack) { deletable(stack); }), testing::Not(Contains(StartsWith("rds:010"))));
  EXPECT_THAT(refused([](Stack& stack) { deletable(stack); }, "sensitive"), Contains(deletion));
}

TEST_F(Attack, ThatLowersTheTierOfTheStackIsAnError) {
  const auto lowering = [](SecurityContext context) {
    return error_of(
        [&](Stack& stack) {
          deletable(stack);
          set_security_context(stack, context);
        },
        "sensitive");
  };
  EXPECT_THAT(lowering({.tier = "baseline"}),
              HasSubstr("production: the tier would fall from \"sensitive\" to \"baseline\""));
  EXPECT_THAT(lowering({.tier = "none"}), HasSubstr("the tier of a SecurityContext is"));
  EXPECT_THAT(lowering({.tier = " baseline"}), HasSubstr("the tier of a SecurityContext is"));
  EXPECT_THAT(lowering({.other = {{"tier", "baseline"}}}), HasSubstr("`other` of a SecurityContext has a tier"));
}

TEST_F(Attack, ThatLowersTheTierOfAPartIsAnError) {
  EXPECT_THAT(error_of(
                  [](Stack& stack) {
                    Construct part(stack, "part");
                    set_security_context(part, {.tier = "baseline"});
                    deletable(part);
                  },
                  "sensitive"),
              HasSubstr("production/part: the tier would fall from \"sensitive\" to \"baseline\""));
}

TEST_F(Attack, UnderATierThatDoesNotExistObeysTheHighest) {
  for (const parapet::Any& tier : {parapet::Any("secret"), parapet::Any(""), parapet::Any(1), parapet::Any(false)}) {
    EXPECT_THAT(refused(
                    [&](Stack& stack) {
                      stack.node().set_context("parapet:security:tier", tier);
                      deletable(stack);
                    },
                    "sensitive"),
                Contains(deletion));
  }
}

TEST_F(Attack, OfAPartWithAHigherTierIsRefused) {
  EXPECT_THAT(refused([](Stack& stack) {
                Construct part(stack, "part");
                set_security_context(part, {.tier = "sensitive"});
                deletable(part);
              }),
              Contains("rds:010 fail production/part/x deletion_protection = false"));
}

TEST_F(Attack, ThatOnlyRaisesTheTierIsNoError) {
  EXPECT_THAT(refused([](Stack& stack) {
                set_security_context(stack, {.tier = "baseline"});
                set_security_context(stack, {.log_bucket = "logs"});
                set_security_context(stack, {.tier = "sensitive"});
                deletable(stack);
              }),
              Contains(deletion));
}

TEST_F(Attack, InAStackOfALowerTierThanTheAppIsJudgedByItsOwn) {
  parapet::App app;
  set_security_context(app, {.tier = "regulated"});
  Stack stack(app, "dev");
  EXPECT_NO_THROW(set_security_context(stack, {.kms_key_arn = key_arn, .tier = "baseline"}));
  deletable(stack);
  EXPECT_NO_THROW(parapet::testing::synth(app));
}

/// What one stack makes weak, another points at.
TEST_F(Attack, WithTheKeyOfAwsFromAnotherStackIsRefused) {
  parapet::App app;
  Stack shared(app, "shared"), production(app, "production");
  parapet::Local alias(shared, "alias", "alias/aws/rds");
  aws::db_instance config = database();
  config.kms_key_id = alias.as<parapet::Str>();
  aws::DbInstance(production, "x", config);
  try {
    parapet::testing::synth(app);
    FAIL() << "was allowed";
  } catch (const parapet::SecurityException& refusal) {
    EXPECT_THAT(lines(refusal), Contains(StartsWith("rds:003 fail production/x kms_key_id")));
  }
}

}  // namespace
}  // namespace attack
