#include "schema/reader.hpp"

#include <gtest/gtest.h>
#include <zlib.h>

#include "parapet/error.hpp"
#include "schema/file.hpp"

namespace parapet::schema {
namespace {

/// A schema with one resource whose block is `block`.
std::string with_block(const std::string& block) {
  return R"({"format_version":"1.0","provider_schemas":{"registry.terraform.io/example/acme":{"resource_schemas":{"acme_thing":{"version":0,"block":)" +
         block + "}}}}}";
}

std::string with_type(const std::string& type) {
  return with_block(R"({"attributes":{"a":{"optional":true,"type":)" + type + "}}}");
}

Block block_of(const std::string& block) {
  return read_schema(with_block(block), "acme.json").provider().find(Category::resource, "acme_thing")->block;
}

std::string error_of(const std::string& json) {
  try {
    read_schema(json, "acme.json");
  } catch (const Error& error) {
    return error.what();
  }
  return "no error";
}

const std::string block_pointer =
    "acme.json: /provider_schemas/registry.terraform.io~1example~1acme/resource_schemas/acme_thing/block";

std::string gzipped(const std::string& text) {
  z_stream stream{};
  deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  std::string result(deflateBound(&stream, text.size()) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(result.data());
  stream.avail_out = static_cast<uInt>(result.size());
  deflate(&stream, Z_FINISH);
  result.resize(stream.total_out);
  deflateEnd(&stream);
  return result;
}

TEST(SchemaReader, ReadsEveryPropertyOfAnAttribute) {
  const Block block = block_of(
      R"({"attributes":{"a":{"type":"string","required":true,"sensitive":true,"write_only":true,"deprecated":true,"description":"d"},"b":{"type":"bool","optional":true,"computed":true}}})");
  ASSERT_EQ(block.attributes.size(), 2u);
  const Attribute& a = block.attributes[0];
  EXPECT_TRUE(a.required && a.sensitive && a.write_only && a.deprecated && a.settable());
  EXPECT_FALSE(a.optional || a.computed);
  EXPECT_EQ(a.description, "d");
  EXPECT_EQ(a.type.kind, Type::Kind::string);
  const Attribute& b = block.attributes[1];
  EXPECT_TRUE(b.optional && b.computed);
  EXPECT_FALSE(b.required || b.sensitive || b.write_only || b.deprecated);
  EXPECT_EQ(b.type.kind, Type::Kind::boolean);
}

TEST(SchemaReader, SortsNamesBytewise) {
  const Block block = block_of(
      R"({"attributes":{"b":{"type":"number","optional":true},"a_1":{"type":"number","optional":true},"a1":{"type":"number","optional":true}}})");
  ASSERT_EQ(block.attributes.size(), 3u);
  EXPECT_EQ(block.attributes[0].name, "a1");
  EXPECT_EQ(block.attributes[1].name, "a_1");
  EXPECT_EQ(block.attributes[2].name, "b");
}

TEST(SchemaReader, ReadsNestedTypesAndObjects) {
  const Block block = block_of(
      R"({"attributes":{"n":{"optional":true,"nested_type":{"nesting_mode":"map","attributes":{"x":{"type":"string","required":true}}}},)"
      R"("o":{"optional":true,"type":["list",["object",{"p":"number","q":["set","string"]},["q"]]]}}})");
  const Attribute& nested = block.attributes[0];
  ASSERT_TRUE(nested.nested);
  EXPECT_EQ(nested.nested->nesting, Nesting::map);
  EXPECT_EQ(nested.nested->attributes.at(0).name, "x");
  const Type& object = block.attributes[1].type.element.at(0);
  ASSERT_EQ(object.kind, Type::Kind::object);
  EXPECT_EQ(object.members.at(1).name, "q");
  EXPECT_EQ(object.members.at(1).type.kind, Type::Kind::set);
}

TEST(SchemaReader, ReadsNestedBlocks) {
  const Block block = block_of(
      R"({"block_types":{"rule":{"nesting_mode":"set","min_items":1,"max_items":5,"block":{"deprecated":true,"description":"d"}}}})");
  const NestedBlock& rule = block.blocks.at(0);
  EXPECT_EQ(rule.name, "rule");
  EXPECT_EQ(rule.nesting, Nesting::set);
  EXPECT_EQ(rule.min_items, 1u);
  EXPECT_EQ(rule.max_items, 5u);
  EXPECT_TRUE(rule.block.deprecated);
  EXPECT_EQ(rule.block.description, "d");
}

TEST(SchemaReader, TakesTuplesAsDynamic) {
  EXPECT_EQ(block_of(R"({"attributes":{"a":{"optional":true,"type":["tuple",["string","number"]]}}})")
                .attributes[0]
                .type.kind,
            Type::Kind::dynamic);
}

TEST(SchemaReader, PassesOverKeysOfNewerEngines) {
  const Schema schema = read_schema(
      R"({"format_version":"1.9","provider_schemas":{"registry.opentofu.org/example/acme":{"functions":{"f":{}},"action_schemas":{},"resource_schemas":{"acme_a":{"version":0,"new":1,"block":{"attributes":{"a":{"type":"string","optional":true,"description_kind":"plain","later":[1]}}}}}}}})",
      "acme.json");
  EXPECT_EQ(schema.provider().source, "example/acme");
  EXPECT_EQ(schema.provider().resources.at(0).block.attributes.at(0).name, "a");
}

TEST(SchemaReader, KeepsTheHostOfPrivateRegistries) {
  const Schema schema =
      read_schema(R"({"format_version":"1.0","provider_schemas":{"registry.example.com/team/acme":{}}})", "acme.json");
  EXPECT_EQ(schema.provider().source, "registry.example.com/team/acme");
  EXPECT_EQ(schema.provider().name, "acme");
}

TEST(SchemaReader, ReadsGzippedBytes) {
  const std::string json = with_type(R"("string")");
  EXPECT_EQ(unpack(gzipped(json), "acme.json.gz"), json);
  EXPECT_EQ(unpack(json, "acme.json"), json);
  EXPECT_EQ(unpack(gzipped(std::string(1 << 20, 'a')), "big.gz"), std::string(1 << 20, 'a'));
}

TEST(SchemaReader, RefusesDamagedGzip) {
  for (const std::size_t kept : {5u, 20u}) {
    try {
      unpack(gzipped(with_type(R"("string")")).substr(0, kept), "acme.json.gz");
      ADD_FAILURE() << "accepted";
    } catch (const Error& error) {
      EXPECT_STREQ(error.what(), "acme.json.gz: the gzip data is damaged or cut off");
    }
  }
}

TEST(SchemaReader, SaysWhereTheJsonBreaks) {
  EXPECT_EQ(error_of("{\n \"format_version\": }"),
            "acme.json:2:20: not JSON; expected the output of `terraform providers schema -json`");
  EXPECT_EQ(error_of(""), "acme.json:1:1: not JSON; expected the output of `terraform providers schema -json`");
}

TEST(SchemaReader, RefusesOtherDocuments) {
  EXPECT_EQ(error_of("[]"), "acme.json: : expected an object, found an array");
  EXPECT_EQ(error_of("{}"), "acme.json: : expected a member `format_version`");
  EXPECT_EQ(error_of(R"({"format_version":"2.0"})"),
            "acme.json: /format_version: expected a format version 0.x or 1.x, found \"2.0\"");
  EXPECT_EQ(error_of(R"({"format_version":"1.0"})"), "acme.json: : expected a member `provider_schemas`");
}

TEST(SchemaReader, SaysWhatIsWrongWithAType) {
  const std::string pointer = block_pointer + "/attributes/a/type";
  EXPECT_EQ(error_of(with_type(R"("text")")),
            pointer + ": expected `string`, `number`, `bool` or `dynamic`, found \"text\"");
  EXPECT_EQ(error_of(with_type("7")),
            pointer + ": expected a type: a name, or an array of a constructor and its argument, found 7");
  EXPECT_EQ(error_of(with_type(R"(["list"])")),
            pointer + ": expected a type constructor and its argument, found an array");
  EXPECT_EQ(error_of(with_type(R"(["bag","string"])")),
            pointer + "/0: expected `list`, `set`, `map`, `object` or `tuple`, found \"bag\"");
  EXPECT_EQ(error_of(with_type(R"(["set",["object",{"x/y":"int"}]])")),
            pointer + "/1/1/x~1y: expected `string`, `number`, `bool` or `dynamic`, found \"int\"");
}

TEST(SchemaReader, SaysWhatIsWrongWithAnAttribute) {
  const std::string pointer = block_pointer + "/attributes/a";
  const auto error_with = [](const std::string& attribute) {
    return error_of(with_block(R"({"attributes":{"a":)" + attribute + "}}"));
  };
  EXPECT_EQ(error_with(R"({"type":"string","optional":1})"), pointer + "/optional: expected true or false, found 1");
  EXPECT_EQ(error_with(R"({"optional":true})"), pointer + ": expected a `type` or a `nested_type`, found an object");
  EXPECT_EQ(error_with(R"({"type":"string"})"),
            pointer + ": expected `required`, `optional` or `computed` to be true, found an object");
  EXPECT_EQ(error_with(R"({"optional":true,"nested_type":{"nesting_mode":"bag"}})"),
            pointer + "/nested_type/nesting_mode: expected `single`, `group`, `list`, `set` or `map`, found \"bag\"");
}

TEST(SchemaReader, SaysWhatIsWrongWithABlock) {
  const std::string pointer = block_pointer + "/block_types/b";
  const auto error_with = [](const std::string& block) {
    return error_of(with_block(R"({"block_types":{"b":)" + block + "}}"));
  };
  EXPECT_EQ(error_with(R"({"block":{}})"), pointer + ": expected a member `nesting_mode`");
  EXPECT_EQ(error_with(R"({"nesting_mode":"list"})"), pointer + ": expected a member `block`");
  EXPECT_EQ(error_with(R"({"nesting_mode":"list","max_items":-1,"block":{}})"),
            pointer + "/max_items: expected a number that is not negative, found -1");
  EXPECT_EQ(
      error_of(with_block(
          R"({"attributes":{"b":{"type":"string","optional":true}},"block_types":{"b":{"nesting_mode":"list","block":{}}}})")),
      pointer + ": expected a name that no attribute of the same block has, found an object");
}

TEST(SchemaReader, RefusesNamesThatCannotStandInCode) {
  const auto error_with = [](const std::string& name) {
    return error_of(with_block(R"({"attributes":{")" + name + R"(":{"type":"string","optional":true}}})"));
  };
  const std::string pointer = block_pointer + "/attributes/";
  const std::string expected = ": expected a name without spaces, quotes and backslashes, found an object";
  EXPECT_EQ(error_with("a b"), pointer + "a b" + expected);
  EXPECT_EQ(error_with("a\\\""), pointer + "a\"" + expected);
  EXPECT_EQ(error_with(""), pointer + expected);
}

TEST(SchemaReader, RefusesEndlessNesting) {
  std::string type = "\"string\"";
  for (int i = 0; i < 5000; ++i) type = "[\"list\"," + type + "]";
  EXPECT_EQ(error_of(with_type(type)), "acme.json: nested deeper than 1000 levels");
}

TEST(SchemaReader, ChoosesAProvider) {
  const Schema schema = read_schema(
      R"({"format_version":"1.0","provider_schemas":{"registry.terraform.io/a/one":{},"registry.terraform.io/a/two":{}}})",
      "two.json");
  EXPECT_EQ(schema.provider("a/two").name, "two");
  EXPECT_EQ(schema.provider("registry.terraform.io/a/one").name, "one");
  EXPECT_THROW(
      try { schema.provider(); } catch (const Error& error) {
        EXPECT_STREQ(error.what(), "the schema has several providers or none: name one of a/one, a/two");
        throw;
      },
      Error);
}

TEST(SchemaFile, SaysTheVersionInItsName) {
  for (const char* name : {"6.50.0.schema.json", "a/b-1.0.0/6.50.0.schema.json.gz", "google-6.50.0.schema.json.gz",
                           "providers/google-beta-6.50.0.schema.json"})
    EXPECT_EQ(version_in(name), "6.50.0") << name;
  EXPECT_EQ(version_in("9.0.0-beta1.schema.json"), "9.0.0-beta1");
  EXPECT_EQ(version_in("acme-9.0.0-beta1.schema.json"), "9.0.0-beta1");
  for (const char* name : {"schema.json", "google.schema.json", "google-.schema.json", ".schema.json", "", "6.50.0.json",
                           "google-6.50.0/schema.json"})
    EXPECT_EQ(version_in(name), "") << name;
}

}  // namespace
}  // namespace parapet::schema
