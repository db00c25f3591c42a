#include "schema/path.hpp"

#include <gtest/gtest.h>

#include "acme.hpp"
#include "parapet/error.hpp"

namespace parapet::schema {
namespace {

/// `shape flags`, with ` open`, ` meta` and ` lists` where they apply; or the problem.
std::string look_up(const std::string& type, std::string_view path) {
  const PathResult result = find_path(Category::resource, *testing::acme().find(Category::resource, type), path);
  if (!result.exists) return result.problem;
  const PathTarget& target = result.target;
  return target.shape + " " + target.flags + (target.is_open ? " open" : "") + (target.is_meta ? " meta" : "") +
         (target.enters_lists ? " lists" : "");
}

std::string grammar_error(std::string_view path) {
  try {
    parse_path(path);
  } catch (const Error& error) {
    return error.what();
  }
  return "no error";
}

TEST(SchemaPath, FindsAttributesAndBlocks) {
  EXPECT_EQ(look_up("acme_thing", "name"), "s r");
  EXPECT_EQ(look_up("acme_thing", "arn"), "s c");
  EXPECT_EQ(look_up("acme_shapes", "listed"), "B r");
  EXPECT_EQ(look_up("acme_shapes", "timeouts.create"), "s o");
}

TEST(SchemaPath, GoesIntoBlocksObjectsAndNestedTypes) {
  EXPECT_EQ(look_up("acme_shapes", "listed[*].value"), "s r");
  EXPECT_EQ(look_up("acme_shapes", "object_list[*].port"), "n oc");
  EXPECT_EQ(look_up("acme_shapes", "object.cidrs[*]"), "s o");
  EXPECT_EQ(look_up("acme_shapes", "object_lists[*][*].x.y"), "s o");
  EXPECT_EQ(look_up("acme_shapes", "many[*].deep[*].z"), "b o");
  EXPECT_EQ(look_up("acme_shapes", "one.pin"), "s os");
  EXPECT_EQ(look_up("acme_tree", "second[*].rule[*].rule[*].match"), "s r");
}

TEST(SchemaPath, TellsWhenItPassesThroughALists) {
  EXPECT_EQ(look_up("acme_shapes", "once.level"), "n o lists");
  EXPECT_EQ(look_up("acme_shapes", "once[*].level"), "n o");
  EXPECT_EQ(look_up("acme_shapes", "object_lists.x.y"), "s o lists");
}

TEST(SchemaPath, TakesKeysOfMaps) {
  EXPECT_EQ(look_up("acme_thing", "tags.team"), "s o");
  EXPECT_EQ(look_up("acme_thing", "tags[\"cost.center\"]"), "s o");
  EXPECT_EQ(look_up("acme_thing", "tags[*]"), "s o");
  EXPECT_EQ(look_up("acme_shapes", "by_name[\"x\"].s"), "n o");
  EXPECT_EQ(look_up("acme_shapes", "keyed.x.v"), "s o");
  EXPECT_EQ(look_up("acme_shapes", "object[\"port\"]"), "n o");
}

TEST(SchemaPath, IsOpenBelowDynamicAndJson) {
  EXPECT_EQ(look_up("acme_thing", "anything"), "d o open");
  EXPECT_EQ(look_up("acme_thing", "anything.whatever[*].x"), "d o open");
  EXPECT_EQ(look_up("acme_thing", "name#json.Statement[*].Effect"), "s r open");
  EXPECT_EQ(look_up("acme_thing", "size#json"), "acme_thing.size is no string, so there is no JSON in it");
}

TEST(SchemaPath, KnowsMetaArguments) {
  EXPECT_EQ(look_up("acme_thing", "provider"), "m  meta");
  EXPECT_EQ(look_up("acme_thing", "lifecycle.prevent_destroy"), "b o meta");
  EXPECT_EQ(look_up("acme_thing", "lifecycle.precondition[*].condition"), "b r meta");
  EXPECT_EQ(look_up("acme_thing", "connection.host"), "m  open meta");
  EXPECT_EQ(look_up("acme_thing", "lifecycle.prevent_destory"),
            "acme_thing.lifecycle has no `prevent_destory`; did you mean \"prevent_destroy\"?");
  EXPECT_EQ(look_up("acme_shapes", "one.lifecycle"), "acme_shapes.one has no `lifecycle`");
  EXPECT_EQ(look_up("acme_thing", "count.index"), "acme_thing.count has no parts; it is of shape `m`");
}

TEST(SchemaPath, NamesTheNearest) {
  EXPECT_EQ(look_up("acme_thing", "flagg"), "acme_thing has no `flagg`; did you mean \"flag\"?");
  EXPECT_EQ(look_up("acme_shapes", "listed[*].valeu"), "acme_shapes.listed[*] has no `valeu`; did you mean \"value\"?");
  EXPECT_EQ(look_up("acme_shapes", "object.prt"), "acme_shapes.object has no `prt`; did you mean \"port\"?");
}

TEST(SchemaPath, RefusesStepsThatDoNotFit) {
  EXPECT_EQ(look_up("acme_thing", "name.x"), "acme_thing.name has no parts; it is of shape `s`");
  EXPECT_EQ(look_up("acme_thing", "name[*]"), "acme_thing.name is no list, set or map, so it has no `[*]`");
  EXPECT_EQ(look_up("acme_thing", "names[\"a\"]"), "acme_thing.names is no map, so it has no `[\"a\"]`");
  EXPECT_EQ(look_up("acme_shapes", "listed[*][*]"), "acme_shapes.listed[*] is no list, set or map, so it has no `[*]`");
}

TEST(SchemaPath, RefusesWhatBreaksTheGrammar) {
  EXPECT_EQ(grammar_error(""), "path ``: expected a name at character 1");
  EXPECT_EQ(grammar_error("a..b"), "path `a..b`: expected a name at character 3");
  EXPECT_EQ(grammar_error("a["), "path `a[`: expected `.`, `[*]`, `[\"key\"]` or `#json` at character 2");
  EXPECT_EQ(grammar_error("a[0]"), "path `a[0]`: expected `.`, `[*]`, `[\"key\"]` or `#json` at character 2");
  EXPECT_EQ(grammar_error("a[\"b"), "path `a[\"b`: expected a key that ends with `\"]` at character 4");
}

}  // namespace
}  // namespace parapet::schema
