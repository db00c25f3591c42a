#include "modules/arguments.hpp"

#include <gtest/gtest.h>

#include "modules/small.hpp"

namespace parapet::modules::test {
namespace {

constexpr const char* shop = R"({"acme_shop": {
  "attributes": {
    "id": {"type": "string", "optional": true, "computed": true},
    "arn": {"type": "string", "computed": true},
    "name": {"type": "string", "required": true},
    "old": {"type": "string", "optional": true, "deprecated": true},
    "old_but_needed": {"type": "string", "required": true, "deprecated": true},
    "skipped": {"type": "string", "optional": true},
    "shut": {"type": "bool", "optional": true},
    "labels": {"type": ["map", "string"], "optional": true},
    "key": {"type": "string", "optional": true}
  },
  "block_types": {
    "door": {"nesting_mode": "list", "max_items": 1, "block": {
      "attributes": {"lock": {"type": "bool", "optional": true}, "key": {"type": "string", "optional": true}},
      "block_types": {"bell": {"nesting_mode": "list", "block": {
        "attributes": {"loud": {"type": "bool", "optional": true}, "tone": {"type": "string", "required": true}}}}}}},
    "gone": {"nesting_mode": "list", "block": {"deprecated": true, "attributes": {"a": {"type": "bool", "optional": true}}}},
    "gone_but_needed": {"nesting_mode": "list", "min_items": 1, "block": {"deprecated": true,
      "attributes": {"a": {"type": "bool", "optional": true}}}}
  }}})";

/// One type with what a module lets be set of it.
class Shop {
 public:
  explicit Shop(const std::string& types = shop, const std::string& requirement = record("shop:001", "acme_shop", R"({"never": true})"))
      : cloud(types, {requirement}, settings_with(R"({"left_out": {"acme_shop.skipped": "-"}})")),
        tree(arguments_of(cloud.schema.provider().resources[0], cloud.settings, {})) {}

  const guardrails::Requirement& requirement() const { return *cloud.requirements[0]; }
  const Argument& at(const Names& path) {
    const Argument* found = find(tree.arguments, path);
    if (found == nullptr) throw std::runtime_error("no such argument");
    return *found;
  }
  bool fill_first() { return fill(tree.arguments, requirement().defaults[0], cloud.settings); }

  Cloud cloud;
  ArgumentTree tree;
};

Shop with_default(const std::string& value) {
  return Shop(shop, record("shop:001", "acme_shop", R"({"path": "shut", "equals": true})", R"({"default": )" + value + "}"));
}

std::vector<std::string> names_in(const std::vector<Argument>& arguments) {
  std::vector<std::string> names;
  for (const Argument& argument : arguments) names.push_back(argument.name);
  return names;
}

TEST(Arguments, LeaveOutWhatIsReadOnlyDeprecatedOrLeftOut) {
  Shop it;
  EXPECT_EQ(names_in(it.tree.arguments),
            (std::vector<std::string>{"key", "labels", "name", "old_but_needed", "shut", "door", "gone_but_needed"}));
  EXPECT_TRUE(it.tree.cut.empty());
  EXPECT_EQ(names_in(it.at({"door"}).members), (std::vector<std::string>{"key", "lock", "bell"}));
}

TEST(Arguments, KnowWhatTheyAre) {
  Shop it;
  EXPECT_TRUE(it.at({"name"}).is_required());
  EXPECT_FALSE(it.at({"shut"}).is_required());
  EXPECT_TRUE(it.at({"gone_but_needed"}).is_required());
  EXPECT_FALSE(it.at({"door"}).is_many());
  EXPECT_TRUE(it.at({"door", "bell"}).is_many());
  EXPECT_FALSE(it.at({"shut"}).is_many());
}

TEST(Arguments, AreFilledWithWhatARequirementSays) {
  Shop it = with_default("true");
  EXPECT_TRUE(it.fill_first());
  EXPECT_EQ(it.at({"shut"}).fill, Json(true));
  EXPECT_FALSE(it.fill_first()) << "what is filled stays";
}

TEST(Arguments, AreFilledFromInputs) {
  Shop it = with_default(R"({"key": {"input": "key"}})");
  EXPECT_TRUE(it.fill_first());
  ASSERT_NE(it.at({"key"}).input, nullptr);
  EXPECT_EQ(it.at({"key"}).filled("var.shop_key"), "var.shop_key != null ? var.shop_key : var.key");
  Shop other = with_default(R"({"key": {"input": "unknown"}})");
  EXPECT_FALSE(other.fill_first());
  EXPECT_EQ(other.at({"key"}).filled("var.shop_key"), "var.shop_key");
}

TEST(Arguments, MakeTheBlocksAboveThemPresent) {
  Shop it = with_default(R"({"door.bell.loud": false})");
  EXPECT_TRUE(it.fill_first());
  EXPECT_TRUE(it.at({"door"}).present);
  EXPECT_TRUE(it.at({"door", "bell"}).present);
  EXPECT_EQ(it.at({"door", "bell", "loud"}).fill, Json(false));
}

TEST(Arguments, AreNotFilledWhereThereAreNone) {
  EXPECT_FALSE(with_default(R"({"window.lock": true})").fill_first());
  EXPECT_FALSE(with_default(R"({"old": "x"})").fill_first());
  EXPECT_FALSE(with_default(R"({"labels[\"a\"]": "x"})").fill_first()) << "a key of a map";
  EXPECT_FALSE(with_default(R"({"key#json.a": "x"})").fill_first());
  Shop it = with_default(R"({"door": "x"})");
  EXPECT_FALSE(it.fill_first()) << "a block";
  EXPECT_FALSE(it.at({"door"}).present);
}

TEST(Arguments, AreFilledWhereAConditionHolds) {
  Shop it = with_default("true");
  const guardrails::Default& value = it.requirement().defaults[0];
  EXPECT_TRUE(fill_where(it.tree.arguments, value, it.cloud.settings, "var.a"));
  EXPECT_TRUE(fill_where(it.tree.arguments, value, it.cloud.settings, "var.b == 1"));
  EXPECT_EQ(it.at({"shut"}).filled("var.shop_shut"),
            "var.shop_shut != null ? var.shop_shut : (var.a) ? true : (var.b == 1) ? true : null");
  EXPECT_EQ(it.at({"shut"}).fill, Json());
}

TEST(Arguments, AreFilledFromInputsWhereAConditionHolds) {
  Shop it = with_default(R"({"door.key": {"input": "key"}})");
  EXPECT_TRUE(fill_where(it.tree.arguments, it.requirement().defaults[0], it.cloud.settings, "var.a"));
  EXPECT_EQ(it.at({"door", "key"}).filled("var.k"), "var.k != null ? var.k : (var.a) ? var.key : null");
  EXPECT_FALSE(it.at({"door"}).present) << "the block has to be given";
  Shop other = with_default(R"({"key": {"input": "unknown"}})");
  EXPECT_FALSE(fill_where(other.tree.arguments, other.requirement().defaults[0], other.cloud.settings, "var.a"));
}

TEST(Arguments, GiveUpBlocksThatACallerHasToGiveMoreFor) {
  Shop it = with_default(R"({"door.bell.loud": false})");
  ASSERT_TRUE(it.fill_first());
  drop_incomplete(it.tree.arguments);
  EXPECT_FALSE(it.at({"door", "bell"}).present) << "`tone` is required";
  EXPECT_TRUE(it.at({"door"}).present) << "it is complete without a bell";
  EXPECT_EQ(it.at({"door", "bell", "loud"}).fill, Json(false)) << "counts once the block is given";
}

TEST(Arguments, KeepBlocksWhoseRequiredPartsAreFilled) {
  Shop it = with_default(R"({"door.bell.tone": "C"})");
  ASSERT_TRUE(it.fill_first());
  drop_incomplete(it.tree.arguments);
  EXPECT_TRUE(it.at({"door", "bell"}).present);
  Shop from_input = with_default(R"({"door.bell.tone": {"input": "key"}})");
  ASSERT_TRUE(from_input.fill_first());
  drop_incomplete(from_input.tree.arguments);
  EXPECT_TRUE(from_input.at({"door", "bell"}).present);
}

/// A chain of blocks `l1.l2...` of which each has `width` others beside it; the innermost of the chain is required.
std::string chain(int level, int last, int width, bool required) {
  if (level > last) return R"({"attributes": {"end": {"type": "bool", "optional": true}}})";
  std::string blocks = "\"l" + std::to_string(level) + R"(": {"nesting_mode": "list", "max_items": 1, )" +
                       (required && level == last ? R"("min_items": 1, )" : "") + R"("block": )" +
                       chain(level + 1, last, width, required) + "}";
  for (int i = 0; i < width; ++i)
    blocks += ", \"s" + std::to_string(i) +
              R"(": {"nesting_mode": "list", "block": {"attributes": {"a": {"type": "bool", "optional": true}}}})";
  return R"({"attributes": {"name": {"type": "string", "optional": true}}, "block_types": {)" + blocks + "}}";
}

TEST(Arguments, AreCutWhereBlocksAreNestedTooDeep) {
  const std::string types = R"({"acme_shop": )" + chain(1, 4, 60, false) + "}";
  Shop it(types);
  EXPECT_EQ(it.tree.cut.size(), 60u + 1u);
  EXPECT_EQ(it.tree.cut.front(), "l1.l2.l3");
  EXPECT_NE(find(it.tree.arguments, Names{"l1", "l2"}), nullptr);
  EXPECT_EQ(find(it.tree.arguments, Names{"l1", "l2", "l3"}), nullptr);
  const ArgumentTree needed =
      arguments_of(it.cloud.schema.provider().resources[0], it.cloud.settings, {{"l1", "l2", "l3", "name"}});
  std::vector<Argument> arguments = needed.arguments;
  EXPECT_NE(find(arguments, Names{"l1", "l2", "l3", "name"}), nullptr) << "a requirement looks at it";
  EXPECT_EQ(find(arguments, Names{"l1", "l2", "l3", "s0"}), nullptr);
}

TEST(Arguments, AreCutWithTheBlockThatCannotBeWithoutThem) {
  const std::string types = R"({"acme_shop": )" + chain(1, 3, 60, true) + "}";
  Shop it(types);
  // `l3` is too deep and required, so `l2` cannot be given either; `l1` can.
  EXPECT_NE(find(it.tree.arguments, Names{"l1", "s0"}), nullptr);
  EXPECT_EQ(find(it.tree.arguments, Names{"l1", "l2"}), nullptr);
  EXPECT_NE(std::find(it.tree.cut.begin(), it.tree.cut.end(), "l1.l2"), it.tree.cut.end());
}

TEST(Arguments, ArePointedAtByPaths) {
  const Cloud cloud(shop,
                    {record("shop:001", "acme_shop",
                            R"({"all": [{"path": "key#json.a", "exists": true}, {"path": "labels[\"x\"].y", "exists": true},
        {"each": "door[*].bell[*]", "where": {"path": "loud", "equals": true}, "require": {"path": "@", "exists": true}},
        {"not": {"predicate": "kms_is_customer_key", "args": {"path": "key"}}}, {"unique": "name"},
        {"connected": {"type": "acme_other", "by": {"shop": ["id"]}, "require": {"path": "theirs", "equals": 1}}}]})",
                            R"({"when": {"path": "shut", "equals": true}})")});
  EXPECT_EQ(paths_of(*cloud.requirements[0]),
            (std::vector<Names>{
                {"key"}, {"labels"}, {"door", "bell"}, {"door", "bell", "loud"}, {"door", "bell"}, {"key"}, {"name"}, {"shut"}}));
}

}  // namespace
}  // namespace parapet::modules::test
