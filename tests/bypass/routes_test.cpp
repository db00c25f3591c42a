#include <gmock/gmock.h>

#include "bypass/attack.hpp"
#include "bypass/configurations.hpp"
#include "parapet/testing/synth.hpp"
#include "parapet/variable.hpp"

/// Every insecure configuration, by every way into a stack.
namespace attack {
namespace {

using parapet::Any;
using parapet::ForEach;
using parapet::Stack;

/// A way to get a bad value into a resource, past the constructor of a template.
struct Route {
  const char* name;
  void (*take)(Stack& stack, const Configuration& configuration);
};

const std::vector<Route> routes = {
    {"RawBinding", [](Stack& stack, const Configuration& c) { c.raw(stack, c.bad(), {}); }},
    {"Override",
     [](Stack& stack, const Configuration& c) {
       c.raw(stack, c.good(), {}).node().add_override(*c.attribute == '\0' ? "status" : c.attribute, c.bad());
     }},
    {"ForEach",
     [](Stack& stack, const Configuration& c) {
       c.raw(stack, parapet::each::value(), ForEach(parapet::object({{"a", c.good()}, {"b", c.bad()}})));
     }},
    {"Variable",
     [](Stack& stack, const Configuration& c) {
       c.raw(stack, parapet::Variable(stack, "hidden", {.default_ = c.bad()}).value(), {});
     }},
    {"Local",
     [](Stack& stack, const Configuration& c) { c.raw(stack, parapet::Local(stack, "hidden", c.bad()).value(), {}); }},
};

class EveryRoute : public testing::TestWithParam<std::tuple<Configuration, Route>> {
 protected:
  void SetUp() override { use_exceptions("[]"); }
  void TearDown() override { parapet::guardrails::forget_settings(); }
};

TEST_P(EveryRoute, IsRefusedAtSynthesisAndNothingIsWritten) {
  const auto& [configuration, route] = GetParam();
  const auto refusals = refused([&](Stack& stack) { route.take(stack, configuration); });
  ASSERT_EQ(refusals.size(), 1u) << testing::PrintToString(refusals);
  EXPECT_THAT(refusals[0], testing::StartsWith(std::string(configuration.requirement) + " fail production/x"));
}

INSTANTIATE_TEST_SUITE_P(Bypass, EveryRoute,
                         testing::Combine(testing::ValuesIn(configurations()), testing::ValuesIn(routes)),
                         [](const auto& info) {
                           return std::string(std::get<0>(info.param).name) + std::get<1>(info.param).name;
                         });

class EveryConfiguration : public testing::TestWithParam<Configuration> {
 protected:
  void SetUp() override { use_exceptions("[]"); }
  void TearDown() override { parapet::guardrails::forget_settings(); }

  /// The id that the template's own resource violates: the bucket carries its ACL itself.
  static std::string requirement(bool secure) {
    const Configuration& configuration = GetParam();
    return secure && std::string_view(configuration.name) == "PublicAcl" ? "s3:010" : configuration.requirement;
  }

  static std::string exception(const std::string& requirement, const char* path, const char* expires) {
    return R"([{"requirement": ")" + requirement + R"(", "stack": "production", "resource": ")" + path +
           R"(", "reason": "Partners fetch it.", "owner": "data-team", "ticket": "SEC-1", "expires": ")" + expires +
           R"(", "compensating_control": "Allow list of the firewall."}])";
  }
};

TEST_P(EveryConfiguration, IsRefusedByTheConstructorAndLeavesNothingBehind) {
  const Configuration& configuration = GetParam();
  parapet::App app;
  Stack stack(app, "production");
  parapet::guardrails::set_security_context(stack, {.kms_key_arn = key_arn, .log_bucket = "acme-logs"});
  try {
    configuration.secure(stack);
    FAIL() << "was allowed";
  } catch (const parapet::SecurityException& refusal) {
    ASSERT_EQ(refusal.violations().size(), 1u) << refusal.what();
    EXPECT_THAT(lines(refusal)[0], testing::StartsWith(requirement(true) + " fail " + configuration.secure_path));
  }
  EXPECT_FALSE(stack.node().try_find_child("x"));
}

TEST_P(EveryConfiguration, IsAllowedByTheConstructorWithAnException) {
  const Configuration& configuration = GetParam();
  use_exceptions(exception(requirement(true), configuration.secure_path, "2026-06-30"));
  EXPECT_EQ(refused(configuration.secure), std::vector<std::string>{});
}

TEST_P(EveryConfiguration, IsAllowedAndReportedWithAnException) {
  const Configuration& configuration = GetParam();
  use_exceptions(exception(configuration.requirement, "production/x", "2026-06-30"));
  parapet::App app;
  Stack stack(app, "production");
  configuration.raw(stack, configuration.bad(), {});
  const auto documents = parapet::testing::synth(app);
  ASSERT_EQ(documents.notes().size(), 1u) << testing::PrintToString(documents.notes());
  EXPECT_THAT(documents.notes()[0],
              testing::StartsWith(std::string(configuration.requirement) + " is excepted for production/x"));
  EXPECT_THAT(
      documents.notes()[0],
      testing::EndsWith("; Partners fetch it. (SEC-1, data-team, until 2026-06-30; Allow list of the firewall.)"));
}

TEST_P(EveryConfiguration, IsRefusedOnceTheExceptionIsExpired) {
  const Configuration& configuration = GetParam();
  use_exceptions(exception(configuration.requirement, "production/x", "2026-06-29"));
  const auto refusals = refused([&](Stack& stack) { configuration.raw(stack, configuration.bad(), {}); });
  ASSERT_EQ(refusals.size(), 1u) << testing::PrintToString(refusals);
  EXPECT_THAT(refusals[0], testing::StartsWith(configuration.requirement));
}

TEST_P(EveryConfiguration, IsRefusedByTheConstructorOnceTheExceptionIsExpired) {
  const Configuration& configuration = GetParam();
  use_exceptions(exception(requirement(true), configuration.secure_path, "2026-06-29"));
  EXPECT_EQ(refused(configuration.secure).size(), 1u);
}

TEST_P(EveryConfiguration, IsRefusedDespiteAnExceptionForSomethingElse) {
  const Configuration& configuration = GetParam();
  use_exceptions(exception(configuration.requirement, "production/other", "2026-06-30"));
  EXPECT_EQ(refused([&](Stack& stack) { configuration.raw(stack, configuration.bad(), {}); }).size(), 1u);
}

TEST_P(EveryConfiguration, IsFineWithTheGoodValue) {
  const Configuration& configuration = GetParam();
  if (*configuration.attribute == '\0') return;  // no access key is good
  EXPECT_EQ(refused([&](Stack& stack) { configuration.raw(stack, configuration.good(), {}); }),
            std::vector<std::string>{});
}

INSTANTIATE_TEST_SUITE_P(Bypass, EveryConfiguration, testing::ValuesIn(configurations()),
                         [](const auto& info) { return std::string(info.param.name); });

void four_violations(Stack& stack) {
  aws::db_instance config = database();
  config.auto_minor_version_upgrade = false;
  config.backup_retention_period = 0;
  config.publicly_accessible = true;
  config.storage_encrypted = false;
  secure::DatabaseInstance(stack, "zip-db", config);
}
void public_bucket(Stack& stack) { secure::S3Bucket(stack, "logs", aws::s3_bucket{.acl = "public-read"}); }
void key_of_a_user(Stack& stack) { secure::AccessKey(stack, "ci", aws::iam_access_key{.user = "ci"}); }

TEST_F(Attack, OfThreeResourceFunctionsIsReportedInOneRunWithAllSixViolations) {
  const auto refusals = refused([](Stack& stack) { stack.load(four_violations, public_bucket, key_of_a_user); });
  EXPECT_EQ(refusals, (std::vector<std::string>{
                          "rds:001 fail production/zip-db publicly_accessible = true",
                          "rds:002 fail production/zip-db storage_encrypted = false",
                          "rds:007 fail production/zip-db backup_retention_period = 0",
                          "rds:008 fail production/zip-db auto_minor_version_upgrade = false",
                          "s3:010 fail production/logs acl = \"public-read\"",
                          "iam:023 fail production/ci",
                      }));
}

}  // namespace
}  // namespace attack
