#include "engine/changes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "parapet/error.hpp"

namespace parapet::engine {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::string plan(const std::string& changes, const std::string& drift = "", const std::string& outputs = "") {
  return R"({"format_version": "1.2", "resource_changes": [)" + changes + R"(], "resource_drift": [)" + drift +
         R"(], "output_changes": {)" + outputs + "}}";
}

std::string change(const std::string& address, const std::string& actions, const std::string& before, const std::string& after,
                   const std::string& more = "") {
  return R"({"address": ")" + address + R"(", "change": {"actions": [)" + actions + R"(], "before": )" + before +
         R"(, "after": )" + after + R"(, "after_unknown": {})" + more + "}}";
}

TEST(Changes, AreWhatThePlanDoes) {
  const PlanChanges changes = read_changes(
      plan(change("a.new", R"("create")", "null", R"({"x": 1})") + "," + change("a.same", R"("no-op")", R"({"x": 1})", R"({"x": 1})") +
           "," + change("a.gone", R"("delete")", R"({"x": 1})", "null") + "," +
           change("a.changed", R"("update")", R"({"x": 1, "y": 1})", R"({"x": 2, "y": 1})") + "," +
           change("a.anew", R"("create", "delete")", R"({"x": 1})", R"({"x": 2})") + "," +
           change("a.read", R"("read")", "null", "{}") + "," + change("a.left", R"("forget")", "{}", "null")),
      "p");
  std::vector<std::string> told;
  for (const Change& one : changes.changes) told.push_back(one.address + " " + std::string(text_of(one.action)));
  EXPECT_THAT(told, ElementsAre("a.new create", "a.gone destroy", "a.changed update", "a.anew replace", "a.read read",
                                "a.left forget"));
  EXPECT_THAT(changes.changes[2].attributes, ElementsAre("x"));
  EXPECT_FALSE(changes.empty());
}

TEST(Changes, TellImportsAndMovesThatChangeNothing) {
  const std::string moved = R"({"address": "a.new", "previous_address": "a.old", "change": {"actions": ["no-op"]}})";
  const PlanChanges changes = read_changes(
      plan(moved + "," + change("a.i", R"("no-op")", "{}", "{}", R"(, "importing": {"id": "i-1"})")), "p");
  ASSERT_EQ(changes.changes.size(), 2u);
  EXPECT_EQ(changes.changes[0].moved_from, "a.old");
  EXPECT_TRUE(changes.changes[1].imported);
}

TEST(Changes, ToldApartFromWhatSomebodyDidOutside) {
  const std::string outside = change("a.x", R"("update")", R"({"size": 1, "name": "n", "tags": null})",
                                     R"({"size": 9, "name": "n", "tags": {}})");
  const std::string back = change("a.x", R"("update")", R"({"size": 9, "name": "n"})", R"({"size": 1, "name": "m"})");
  const PlanChanges both = read_changes(plan(back, outside), "p");
  EXPECT_THAT(both.changes[0].attributes, ElementsAre("name"));
  EXPECT_THAT(both.changes[0].drifted, ElementsAre("size"));
  EXPECT_FALSE(both.changes[0].only_drift());
  EXPECT_THAT(both.drift[0].attributes, ElementsAre("size")) << "nothing and null are the same";
}

TEST(Changes, ToldOfResourcesThatSomebodyRemoved) {
  const PlanChanges changes = read_changes(plan(change("a.x", R"("create")", "null", "{}"),
                                                change("a.x", R"("delete")", R"({"size": 1})", "null")),
                                           "p");
  ASSERT_EQ(changes.drift.size(), 1u);
  EXPECT_TRUE(changes.drift[0].removed);
}

TEST(Changes, CountOutputs) {
  const PlanChanges changes = read_changes(
      plan("", "", R"("b": {"actions": ["create"]}, "a": {"actions": ["no-op"]})"), "p");
  EXPECT_THAT(changes.outputs, ElementsAre("b"));
  EXPECT_THAT(changes.changes, IsEmpty());
  EXPECT_TRUE(read_changes(R"({"format_version": "1.2"})", "p").empty());
}

TEST(Changes, AreNotReadFromWhatIsNoPlan) {
  const auto complaint = [](const std::string& text) {
    try {
      read_changes(text, "p");
    } catch (const Error& error) {
      return std::string(error.what());
    }
    return std::string("no complaint");
  };
  const std::string no_plan = "p: expected a plan as `show -json` prints it, with `format_version` and `resource_changes`";
  for (const std::string text : {"", "[]", "{}", "null", "{\"resource_changes\": []}", R"({"format_version": "1.2", "resource_changes": 1})"})
    EXPECT_EQ(complaint(text), no_plan) << text;
  EXPECT_EQ(complaint(plan(change("a.x", R"("explode")", "{}", "{}"))),
            "p /resource_changes/0/change/actions: expected actions that Terraform knows, found [\"explode\"]");
  EXPECT_EQ(complaint(plan(R"({"change": {"actions": ["create"]}})")),
            "p /resource_changes/0/address: expected the address of a resource");
}

}  // namespace
}  // namespace parapet::engine
