#include "parapet/dynamic.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "parapet/error.hpp"
#include "parapet/expression.hpp"
#include "rendered.hpp"

namespace parapet {
namespace {

using test::json;
using test::message_of;

struct Origin {
  Str name{};
  static inline constinit detail::Table parapet_table{"name s o", 1};
};
struct Rule {
  Str action{};
  Block<Origin> origin{};
  static inline constinit detail::Table* parapet_nested[] = {&Origin::parapet_table};
  static inline constinit detail::Table parapet_table{"action s o\norigin B o", 2, parapet_nested};
};
struct Thing {
  Str a_name{};
  Block<Rule> rule{};
  Str z_name{};
  static inline constinit detail::Table* parapet_nested[] = {&Rule::parapet_table};
  static inline constinit detail::Table parapet_table{"a_name s o\nrule B o\nz_name s o", 3, parapet_nested};
};

const Ref<List<Str>> rules = raw<List<Str>>("var.rules");

std::string written(const Thing& thing) { return json(Any(thing)); }

TEST(DynamicBlock, IsWrittenWithIteratorAndContent) {
  const Thing thing{
      .a_name = "a", .rule = dynamic(rules, [](auto each) { return Rule{.action = each.value()}; }), .z_name = "z"};
  EXPECT_EQ(
      written(thing),
      R"({"a_name": "a","dynamic": {"rule": [{"content": {"action": "${entry.value}"},"for_each": "${var.rules}","iterator": "entry"}]},"z_name": "z"})");
}

TEST(DynamicBlock, StandsBesideStaticOnes) {
  const auto dynamic_rule =
      dynamic(rules, [](auto each) { return Rule{.action = text(each.key(), "-", each.value().get("x"))}; });
  const std::string expected =
      R"({"dynamic": {"rule": [{"content": {"action": "${entry.key}-${entry.value.x}"},"for_each": "${var.rules}","iterator": "entry"}]},"rule": [{"action": "allow"}]})";
  EXPECT_EQ(written({.rule = Block<Rule>{Rule{.action = "allow"}} + dynamic_rule}), expected);
  EXPECT_EQ(written({.rule = dynamic_rule + Block<Rule>{Rule{.action = "allow"}}}), expected);
}

TEST(DynamicBlock, SeveralKeepTheirOrder) {
  const auto one = dynamic(Map<Num>{{"k", 1}}, [](auto each) { return Rule{.action = each.key()}; });
  const auto two = dynamic(Set<Str>{"s"}, [](auto each) { return Rule{.action = each.value()}; });
  EXPECT_EQ(
      written({.rule = one + two}),
      R"({"dynamic": {"rule": [{"content": {"action": "${entry.key}"},"for_each": {"k": 1},"iterator": "entry"},{"content": {"action": "${entry.value}"},"for_each": ["s"],"iterator": "entry"}]}})");
}

TEST(DynamicBlock, NestsWithIteratorsOfTheirOwn) {
  const Thing thing{.rule = dynamic(rules, [](auto outer) {
                      return Rule{.action = outer.value().get("action"),
                                  .origin = dynamic(outer.value().get("origins"), [&](auto inner) {
                                    return Origin{.name = text(outer.key(), inner.value())};
                                  })};
                    })};
  EXPECT_EQ(
      written(thing),
      R"({"dynamic": {"rule": [{"content": {"action": "${entry.value.action}","dynamic": {"origin": [{"content": {"name": "${entry.key}${entry_2.value}"},"for_each": "${entry.value.origins}","iterator": "entry_2"}]}},"for_each": "${var.rules}","iterator": "entry"}]}})");
}

TEST(DynamicBlock, TakesANameByHand) {
  EXPECT_EQ(
      written({.rule = dynamic(named("port"), rules, [](auto each) { return Rule{.action = each.value()}; })}),
      R"({"dynamic": {"rule": [{"content": {"action": "${port.value}"},"for_each": "${var.rules}","iterator": "port"}]}})");
  EXPECT_EQ(message_of<Error>([] { dynamic(named("self"), rules, [](auto) { return Rule{}; }); }),
            "iterator \"self\" means something else to Terraform; choose another name");
}

TEST(DynamicBlock, NeedsACollection) {
  EXPECT_EQ(message_of<Error>([] { dynamic(List<Str>(), [](auto) { return Rule{}; }); }),
            "dynamic: the collection is unset; give a list, set or map, or leave the block out");
}

TEST(Block, OfAKnownCollectionIsWrittenOut) {
  std::vector<Rule> known;
  for (const char* action : {"a", "b"}) known.push_back({.action = action});
  EXPECT_EQ(written({.rule = known}), R"({"rule": [{"action": "a"},{"action": "b"}]})");
}

}  // namespace
}  // namespace parapet
