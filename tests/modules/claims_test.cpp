#include "modules/claims.hpp"

#include <gtest/gtest.h>

#include "modules/render.hpp"
#include "modules/small.hpp"

namespace parapet::modules::test {
namespace {

const std::string types = R"({
  "acme_shop": {"attributes": {"arn": {"type": "string", "computed": true}, "id": {"type": "string", "computed": true}, "name": {"type": "string", "required": true},
    "shut": {"type": "bool", "optional": true}, "key": {"type": "string", "optional": true}, "mode": {"type": "string", "optional": true},
    "policy": {"type": "string", "optional": true}, "deep": {"type": "string", "optional": true}, "labels": {"type": ["map", "string"], "optional": true}}},
  "acme_sign": {"attributes": {"shop": {"type": "string", "required": true}, "pin": {"type": "string", "optional": true, "sensitive": true}, "labels": {"type": ["map", "string"], "optional": true}}},
  "acme_till": {"attributes": {"shop": {"type": "string", "required": true}, "lock": {"type": "bool", "optional": true}}},
  "acme_cash": {"attributes": {"amount": {"type": "number", "optional": true}}},
  "acme_old": {"attributes": {"a": {"type": "bool", "optional": true}}}})";

std::string shop(const std::string& id, const std::string& require, const std::string& more = "{}") {
  return record("shop:" + id, "acme_shop", require, more);
}

/// A requirement for each stance and for each reason.
const std::vector<std::string> of_shop = {
    shop("001", R"({"path": "shut", "equals": true})", R"({"default": true})"),
    shop("002", R"({"path": "name", "matches": "zip-.*"})"),
    shop("003", R"({"path": "mode", "equals": "safe"})", R"({"when": {"path": "key", "exists": true}})"),
    shop("004", R"({"connected": {"type": "acme_sign", "by": {"shop": ["id"]}, "quantifier": "some"}})"),
    shop("005", R"({"path": "shut", "not_equals": false})", R"({"level": "warn"})"),
    shop("006", R"({"unique": "name"})"),
    shop("007", R"({"path": "nothing", "exists": false})"),
    shop("008", R"({"connected": {"type": "acme_key", "by": {"shop": ["id"]}, "quantifier": "some"}})"),
    shop("009", R"({"connected": {"type": "acme_key", "to": {"id": ["key"]}, "require": {"path": "a", "equals": 1}}})"),
    shop("010", R"({"path": "mode", "equals": "a"})", R"({"since": "2.5.0"})"),
    shop("011", R"({"path": "mode", "equals": "a"})", R"({"until": "1.9.0"})"),
    shop("012", R"({"path": "mode", "equals": "a"})", R"({"tier": "regulated"})"),
    record("shop:013", "data.acme_shop", R"({"path": "name", "exists": true})"),
    record("shop:014", "acme_cash", R"({"path": "amount", "exists": true})"),
    record("shop:015", "acme_till", R"({"never": true})"),
    record("shop:016", "acme_old", R"({"path": "a", "equals": true})"),
    record("shop:017", "acme_ghost", R"({"path": "a", "equals": true})"),
    shop("018", R"({"path": "policy", "exists": false})", R"({"when": {"unique": "name"}, "name": "Names\nare `names`."})"),
    shop("019", R"({"predicate": "secret_in_value", "args": {"path": "key"}})", R"({"unset": "pass"})"),
};

/// The service of cash is the larger one, so it makes what both ask something of.
std::vector<std::string> all_records() {
  std::vector<std::string> records = of_shop;
  for (int i = 101; i < 130; ++i)
    records.push_back(record("cash:" + std::to_string(i), "acme_cash", R"({"path": "amount", "at_most": 5})"));
  return records;
}

Module module_of(guardrails::Tier tier = guardrails::Tier::sensitive) {
  static const Cloud cloud(types, all_records(), settings_with(R"({"left_out": {"acme_old": "another name of `acme_shop`"},
      "shared": {"labels": {"description": "Labels.", "fallback": {"managed": "yes"}}},
      "policies": {"resource": "acme_policy", "actions": {"shop": ["sqs"]}}})"));
  return build_module(cloud.division("2.0.0", tier), "shop");
}

TEST(Claims, DealWithEachRequirementOnce) {
  std::vector<std::string_view> ids;
  for (const Claim& claim : module_of().claims) ids.push_back(claim.requirement->id);
  EXPECT_EQ(ids, (std::vector<std::string_view>{
                     "shop:001", "shop:002", "shop:003", "shop:004", "shop:005", "shop:006", "shop:007", "shop:008", "shop:009",
                     "shop:010", "shop:011", "shop:012", "shop:013", "shop:014", "shop:015", "shop:016", "shop:017", "shop:018",
                     "shop:019"}));
}

TEST(Claims, AreWrittenAsNotes) {
  EXPECT_EQ(notes_file(module_of()), R"(# shop: how each requirement is dealt with

19 requirements, 2 resource types, provider shops/acme 2.0.0.

## Implemented

- shop:001: Name of shop:001. (default and validation of `shop_shut`)
- shop:002: Name of shop:002. (to be given; validation of `shop_name`)
- shop:003: Name of shop:003. (validation of `shop_mode`)
- shop:004: Name of shop:004. (created with `shop`, and pointing at it)
- shop:015: Name of shop:015. (no block of type `acme_till`)

## Implemented in part

- shop:005: Name of shop:005. (met by what the module writes by itself; missing: other values are not refused, because the catalog only warns)
- shop:018: Names are `names`. (met by what the module writes by itself; missing: other values are not refused, because uniqueness over several blocks is judged on the plan)
- shop:019: Name of shop:019. (met by what the module writes by itself; missing: other values are not refused, because whether the caller writes the secret out is judged where the module is called)

## Possible, but not included

- shop:006: Name of shop:006. (what the caller gives decides, and uniqueness over several blocks is judged on the plan)
- shop:008: Name of shop:008. (it takes a resource of type `acme_key` that points here, which the caller brings)
- shop:009: Name of shop:009. (it looks at what this points to (`acme_key`), which the caller brings)
- shop:012: Name of shop:012. (made for tier sensitive; this one begins at regulated)

## Inherent in another

- shop:007: Name of shop:007. (the module sets no argument that it looks at)
- shop:013: Name of shop:013. (the module reads no data source)
- shop:014: Name of shop:014. (`acme_cash` is made by the module `cash`, whose notes have it)
- shop:016: Name of shop:016. (no block of type `acme_old`: another name of `acme_shop`)
- shop:017: Name of shop:017. (no block of type `acme_ghost`, which the provider or the catalog gives up)

## Impossible in Terraform

- shop:010: Name of shop:010. (provider 2.0.0 has no such argument (since 2.5.0))
- shop:011: Name of shop:011. (provider 2.0.0 has no such argument (until 1.9.0))

## Best practices beyond the requirements

- The provider is pinned to 2.0.0, and the engine to >= 1.9.
- Nothing is created that `create` does not name or a requirement brings along.
- Arguments that the provider calls deprecated are left out.
- Variables that hold secrets are sensitive (1), and no output shows one.
- `labels` is `{ managed = "yes" }` on every resource that takes it.
- `policy_name` adds policies for reading and writing what the module creates, and nothing else.
)");
}

TEST(Claims, StandOnOneLineEach) {
  const std::string notes = notes_file(module_of());
  for (const Claim& claim : module_of().claims) {
    const std::string start = "\n- " + std::string(claim.requirement->id) + ": ";
    const std::size_t first = notes.find(start);
    ASSERT_NE(first, std::string::npos) << start;
    EXPECT_EQ(notes.find(start, first + 1), std::string::npos) << start;
    EXPECT_EQ(notes[notes.find('\n', first + 1) - 1], ')') << start;
  }
}

TEST(Claims, AreJudgedWithAndWithoutInputs) {
  const Cloud cloud(types, {shop("001", R"({"path": "key", "exists": true})", R"({"default": {"input": "key"}})")});
  const Module module = cloud.module();
  EXPECT_EQ(judge(module, cloud.requirements, cloud.settings, Given::inputs).at(cloud.requirements[0]), guardrails::Status::pass);
  EXPECT_EQ(judge(module, cloud.requirements, cloud.settings, Given::nothing).at(cloud.requirements[0]), guardrails::Status::fail);
}

}  // namespace
}  // namespace parapet::modules::test
