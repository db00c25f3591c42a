#include "parapet/guardrails/secured.hpp"

#include <gtest/gtest.h>

#include "guardrails/support.hpp"
#include "parapet/app.hpp"
#include "parapet/detail/table.hpp"
#include "parapet/document/view.hpp"
#include "parapet/error.hpp"
#include "parapet/guardrails/context.hpp"
#include "parapet/guardrails/settings.hpp"
#include "parapet/resource.hpp"
#include "parapet/stack.hpp"
#include "parapet/testing/synth.hpp"

namespace parapet::guardrails::test {
namespace {

constexpr detail::ProviderInfo acme{"acme", "acme/acme", "1.0.0"};

/// A resource of a provider that exists in this test only.
struct vault {
  struct Door {
    Bool alarm{};
    Str lock{};
    static inline constinit detail::Table parapet_table{"alarm b o\nlock s o", 2};
  };
  Block<Door> door{};
  Str key{};
  Bool open{};
  Secret pin{};
  static inline constinit detail::Table* parapet_nested[] = {&Door::parapet_table};
  static inline constinit detail::Table parapet_table{"door B o\nkey s o\nopen b o\npin s os", 4, parapet_nested};
  static constexpr detail::TypeInfo parapet_type{"acme_vault", &acme, &parapet_table};
};

class Vault : public Resource {
 public:
  using Config = vault;
  Vault(const Scope& scope, std::string_view id, const Config& config)
      : Resource(scope, id, Config::parapet_type, &config) {}
};

using SecureVault = Secured<Vault>;

/// Registers a catalog before any test asks for the requirements, as a compiled one does before main.
class AcmeCatalog : public ::testing::Environment {
 public:
  void SetUp() override {
    catalog_.read(
        "[" + record("vault:001", "acme_vault", R"("require": {"path": "open", "equals": false}, "default": false)") +
            "," +
            record("vault:002", "acme_vault",
                   R"("require": {"path": "door.lock", "equals": "steel"}, "default": {"door.lock": "steel"})") +
            "," +
            record("vault:003", "acme_vault",
                   R"("require": {"path": "key", "exists": true}, "default": {"input": "vault_key"})") +
            "," +
            record(
                "vault:004", "acme_vault",
                R"("when": {"path": "door.alarm", "equals": false}, "require": {"path": "pin", "exists": false}, "level": "warn")") +
            "]",
        "vault.json");
    const std::vector<Requirement>& all = catalog_.requirements();
    register_catalog({"acme", "security@example.com", {all.data(), static_cast<std::uint32_t>(all.size())}});
  }

 private:
  Catalog catalog_;
};
const auto* const acme_catalog = ::testing::AddGlobalTestEnvironment(new AcmeCatalog);

class FixedClock : public Clock {
 public:
  Date today() const override { return {2026, 6, 30}; }
};

void use_exceptions(const std::string& json) {
  static const FixedClock clock;
  use_settings({.exceptions = Exceptions(json, "exceptions.json", clock), .contact = {}});
}

std::string exception(const std::string& requirement, const std::string& expires) {
  return R"([{"requirement": ")" + requirement +
         R"(", "stack": "bank", "resource": "bank/v", "reason": "Museum.", "owner": "ann", "ticket": "SEC-1", "expires": ")" +
         expires + R"(", "compensating_control": "A guard."}])";
}

class SecuredTest : public ::testing::Test {
 protected:
  SecuredTest() {
    EXPECT_TRUE(parapet_guardrails_installed);
    use_exceptions("[]");
    set_security_context(stack, SecurityContext{.other = {{"vault_key", "key-1"}}});
  }
  ~SecuredTest() override { forget_settings(); }

  /// The refusal of a constructor or of the synthesis; lines `requirement attribute value`.
  template <class F>
  std::string refusal(F build) {
    try {
      build();
      testing::synth(app);
    } catch (const SecurityException& refusal) {
      std::string text;
      for (const Violation& v : refusal.violations())
        text +=
            v.requirement + " " + v.construct_path + " " + v.status + " `" + v.attribute_path + "` " + v.value + "\n";
      return text;
    }
    return "allowed";
  }

  App app;
  Stack stack{app, "bank"};
};

TEST_F(SecuredTest, FillsLiteralNestedAndContextDefaults) {
  vault config;
  auto slots = reinterpret_cast<const detail::Value**>(&config);
  fill_defaults(vault::parapet_type, slots, stack, "v");
  EXPECT_EQ(render(View(config.open.parapet_value())), "false");
  EXPECT_EQ(render(View(config.key.parapet_value())), "\"key-1\"");
  EXPECT_EQ(render(View(config.door.parapet_value()).member("lock")), "\"steel\"");
}

TEST_F(SecuredTest, LeavesWhatIsSetAndWhatIsNullOnPurpose) {
  vault config{.door = {vault::Door{.alarm = true}, vault::Door{.lock = "wood"}}, .key = null, .open = true};
  fill_defaults(vault::parapet_type, reinterpret_cast<const detail::Value**>(&config), stack, "v");
  EXPECT_EQ(render(View(config.door.parapet_value()).element(0).member("lock")), "\"steel\"");
  EXPECT_EQ(render(View(config.door.parapet_value()).element(1).member("lock")), "\"wood\"");
  EXPECT_EQ(config.key.parapet_value()->kind, detail::Kind::null);
  EXPECT_EQ(render(View(config.open.parapet_value())), "true");
}

TEST_F(SecuredTest, NearerContextWins) {
  Construct site(stack, "site");
  set_security_context(site, SecurityContext{.other = {{"vault_key", "key-2"}}});
  EXPECT_EQ(render(View(input(site.node(), "vault_key").parapet_value())), "\"key-2\"");
  EXPECT_EQ(render(View(input(stack.node(), "vault_key").parapet_value())), "\"key-1\"");
  EXPECT_EQ(input(stack.node(), "log_bucket").parapet_value(), nullptr);
}

TEST_F(SecuredTest, RefusalLeavesTheStackAsItWas) {
  EXPECT_EQ(refusal([&] { SecureVault(stack, "v", vault{.open = true}); }), "vault:001 bank/v fail `open` true\n");
  EXPECT_FALSE(stack.node().try_find_child("v"));
  EXPECT_EQ(refusal([&] { SecureVault(stack, "v", vault{}); }), "allowed");
}

TEST_F(SecuredTest, MissingInputNamesFieldAndRequirement) {
  Stack other(app, "other");
  try {
    SecureVault(other, "v", vault{});
    FAIL();
  } catch (const SecurityException& refusal) {
    std::string text = refusal.what();
    EXPECT_EQ(text.substr(0, text.find("\n  at:")),
              "1 violation of the security requirements\n\n"
              "vault:003 (high) other/v: `key` is unset, and the stack's SecurityContext has no `vault_key`\n"
              "  required: Things are safe.\n"
              "  fix:      Set `key`, or `vault_key` in the SecurityContext of the stack.\n"
              "  ask:      security@example.com");
  }
}

TEST_F(SecuredTest, RawBindingAndOverrideAreRefusedAtSynthesis) {
  vault config{.door = {vault::Door{.lock = "steel"}}, .key = "k", .open = true};
  EXPECT_EQ(refusal([&] { Vault(stack, "raw", config); }), "vault:001 bank/raw fail `open` true\n");
}

TEST_F(SecuredTest, OverrideIsSeenByTheGate) {
  EXPECT_EQ(refusal([&] { SecureVault(stack, "v", vault{}).node().add_override("open", true); }),
            "vault:001 bank/v fail `open` true\n");
}

TEST_F(SecuredTest, ValidExceptionAllowsAndIsReported) {
  use_exceptions(exception("vault:001", "2026-06-30"));
  SecureVault(stack, "v", vault{.open = true});
  EXPECT_EQ(testing::synth(app).notes(),
            std::vector<std::string>{
                "vault:001 is excepted for bank/v: `open` is true; Museum. (SEC-1, ann, until 2026-06-30; A guard.)"});
}

TEST_F(SecuredTest, ExpiredExceptionRefusesAgain) {
  use_exceptions(exception("vault:001", "2026-06-29"));
  EXPECT_EQ(refusal([&] { SecureVault(stack, "v", vault{.open = true}); }), "vault:001 bank/v fail `open` true\n");
}

TEST_F(SecuredTest, UnusedExceptionIsReported) {
  use_exceptions(exception("vault:002", "2026-06-30"));
  EXPECT_EQ(
      testing::synth(app).notes(),
      std::vector<std::string>{"the exception from vault:002 for bank/v in bank (SEC-1) matches nothing; remove it"});
}

TEST_F(SecuredTest, WarningsAreNotesAndHideSecrets) {
  Vault(stack, "v",
        vault{.door = {vault::Door{.alarm = false, .lock = "steel"}},
              .key = "k",
              .open = false,
              .pin = Ref<Str>(detail::make_raw("var.pin"))});
  EXPECT_EQ(testing::synth(app).notes(), std::vector<std::string>{"vault:004 warns of bank/v: `pin` is (sensitive)"});
}

TEST_F(SecuredTest, LevelsHoldInConstructorsAndAtSynthesis) {
  static const FixedClock clock;
  const auto levels = [](const std::string& expires) {
    return Settings{.exceptions = {},
                    .contact = {},
                    .enforcement = Enforcement(R"([{"requirement": "vault:*", "stack": "bank", "level": "warn", "reason": "Move.",
                                                    "owner": "ann", "ticket": "SEC-2", "expires": ")" +
                                                   expires + "\"}]",
                                               "enforcement.json", compiled_requirements(), clock)};
  };
  use_settings(levels("2026-06-30"));
  SecureVault(stack, "v", vault{.open = true});
  EXPECT_EQ(testing::synth(app).notes(),
            (std::vector<std::string>{
                "vault:001 warns of bank/v: `open` is true; only warns until 2026-06-30: Move. (SEC-2, ann)",
                "vault:* in bank only warns until 2026-06-30: Move. (SEC-2, ann)"}));
  use_settings(levels("2026-06-29"));
  EXPECT_EQ(refusal([&] { SecureVault(stack, "w", vault{.open = true}); }), "vault:001 bank/w fail `open` true\n");
}

TEST_F(SecuredTest, BaselineHoldsInConstructorsAndAtSynthesis) {
  use_settings({.exceptions = {},
                .contact = {},
                .enforcement = {},
                .baseline = Baseline(R"([{"requirement": "vault:001", "stack": "bank", "address": "acme_vault.v",
                                          "attribute": "open", "value": "true"}])",
                                     "baseline.json")});
  SecureVault(stack, "v", vault{.open = true});
  EXPECT_EQ(testing::synth(app).notes(),
            (std::vector<std::string>{
                "vault:001 is excepted for bank/v: `open` is true; existed before, says the baseline",
                "1 finding is tolerated by the baseline baseline.json"}));
  EXPECT_EQ(refusal([&] { SecureVault(stack, "w", vault{.open = true}); }), "vault:001 bank/w fail `open` true\n");
}

TEST_F(SecuredTest, DocumentsSayTheTierOfTheirStack) {
  set_security_context(stack, SecurityContext{.tier = "sensitive"});
  const std::string document = testing::synth(app)["bank"].text();
  EXPECT_NE(document.find("\"security_tier\": \"sensitive\""), std::string::npos);
}

TEST_F(SecuredTest, TierOfAContextHasToExist) {
  try {
    set_security_context(stack, SecurityContext{.tier = "secret"});
    FAIL();
  } catch (const Error& error) {
    EXPECT_STREQ(error.what(), "bank: the tier of a SecurityContext is \"baseline\", \"sensitive\" or \"regulated\"");
  }
}

}  // namespace
}  // namespace parapet::guardrails::test
