#include "schema/settable_paths.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "acme.hpp"
#include "schema/path.hpp"

namespace parapet::schema {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> paths_of(const std::string& block, std::size_t most = 100) {
  const Schema schema = read_schema(
      R"({"format_version":"1.0","provider_schemas":{"registry.terraform.io/example/acme":{"resource_schemas":{"acme_till":{"version":0,"block":)" +
          block + "}}}}}",
      "acme.json");
  return settable_paths(*schema.provider().find(Category::resource, "acme_till"), most);
}

constexpr const char* till = R"({
  "attributes": {
    "arn": {"type": "string", "computed": true},
    "doors": {"type": ["list", ["object", {"lock": "string", "pins": ["list", "number"]}]], "optional": true},
    "old": {"type": "bool", "optional": true, "deprecated": true},
    "sides": {"nested_type": {"nesting_mode": "set", "attributes": {"left": {"type": "bool", "required": true}}}, "optional": true},
    "tags": {"type": ["map", "string"], "optional": true}
  },
  "block_types": {
    "log": {"nesting_mode": "list", "max_items": 1, "block": {
      "attributes": {"on": {"type": "bool", "required": true}},
      "block_types": {"rule": {"nesting_mode": "list", "block": {"attributes": {"match": {"type": "string", "optional": true}}}}}}},
    "timeouts": {"nesting_mode": "single", "block": {"attributes": {"create": {"type": "string", "optional": true}}}}
  }})";

TEST(SettablePaths, AreListedFromOutsideInwards) {
  EXPECT_THAT(paths_of(till), ElementsAre("doors", "sides", "tags", "log", "doors[*].lock", "doors[*].pins", "sides[*].left",
                                          "log.on", "log.rule", "log.rule[*].match"));
  EXPECT_THAT(paths_of(till, 5), ElementsAre("doors", "sides", "tags", "log", "doors[*].lock"));
  EXPECT_THAT(paths_of("{}"), ElementsAre());
}

TEST(SettablePaths, AllExist) {
  std::size_t count = 0;
  for (const ResourceType& type : testing::acme().resources) {
    for (const std::string& path : settable_paths(type, 1000)) {
      EXPECT_TRUE(find_path(Category::resource, type, path).exists) << type.name << " " << path;
      ++count;
    }
  }
  EXPECT_GT(count, 50u);
}

}  // namespace
}  // namespace parapet::schema
