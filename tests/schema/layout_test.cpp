#include "schema/layout.hpp"

#include <gtest/gtest.h>

#include "acme.hpp"
#include "parapet/error.hpp"
#include "schema/shapes_from.hpp"

namespace parapet::schema {
namespace {

const Field& field_of(const Struct& where, std::string_view name) {
  for (const Field& field : where.fields) {
    if (field.name == name) return field;
  }
  throw std::runtime_error("no field " + std::string(name));
}

std::string slot_of(const Struct& where, std::string_view name) {
  const Field& field = field_of(where, name);
  return field.shape + " " + field.flags + " " + field.slot;
}

TEST(Layout, SortsAttributesBlocksAndMetaArgumentsTogether) {
  const Layout layout = testing::layout_in(testing::acme(), "acme_tree");
  std::vector<std::string> names;
  for (const Field& field : layout.top().fields) names.push_back(field.name);
  EXPECT_EQ(names, (std::vector<std::string>{"connection", "count", "depends_on", "first", "for_each", "lifecycle",
                                             "name", "provider", "provisioner", "second", "third"}));
  EXPECT_EQ(layout.top().member_count(), 11u);
}

TEST(Layout, GivesEveryTypeItsSlot) {
  const Layout layout = testing::layout_in(testing::acme(), "acme_thing");
  const Struct& thing = layout.top();
  EXPECT_EQ(slot_of(thing, "name"), "s r ::parapet::Str");
  EXPECT_EQ(slot_of(thing, "size"), "n o ::parapet::Num");
  EXPECT_EQ(slot_of(thing, "flag"), "b o ::parapet::Bool");
  EXPECT_EQ(slot_of(thing, "old"), "s od ::parapet::Str");
  EXPECT_EQ(slot_of(thing, "password"), "s os ::parapet::Secret");
  EXPECT_EQ(slot_of(thing, "token_wo"), "s ow ::parapet::Secret");
  EXPECT_EQ(slot_of(thing, "secrets"), "Ms os ::parapet::Map<::parapet::Str>");
  EXPECT_EQ(slot_of(thing, "matrix"), "LLn o ::parapet::List<::parapet::List<::parapet::Num>>");
  EXPECT_EQ(slot_of(thing, "labels"), "MLs o ::parapet::Map<::parapet::List<::parapet::Str>>");
  EXPECT_EQ(slot_of(thing, "groups"), "Es o ::parapet::Set<::parapet::Str>");
  EXPECT_EQ(slot_of(thing, "anything"), "d o ::parapet::Any");
  EXPECT_EQ(slot_of(thing, "mixed"), "d o ::parapet::Any");
  EXPECT_EQ(slot_of(thing, "extra"), "Md o ::parapet::Map<::parapet::Any>");
}

TEST(Layout, ComputedAttributesAreNoMembersButCanBeRead) {
  const Layout layout = testing::layout_in(testing::acme(), "acme_thing");
  EXPECT_FALSE(field_of(layout.top(), "arn").settable);
  EXPECT_EQ(field_of(layout.top(), "arn").accessor, "arn");
  EXPECT_FALSE(field_of(layout.top(), "secret_out").settable);
}

TEST(Layout, NamesMembersAndAccessors) {
  const Layout layout = testing::layout_in(testing::acme(), "acme_thing");
  const auto names = [&](std::string_view name) {
    return field_of(layout.top(), name).member + " " + field_of(layout.top(), name).accessor;
  };
  EXPECT_EQ(names("and"), "and_ and_");
  EXPECT_EQ(names("node"), "node node_");
  EXPECT_EQ(names("Ref"), "Ref Ref_");
  EXPECT_EQ(names("kebab-name"), "kebab_name kebab_name");
  EXPECT_EQ(names("kebab_name"), "kebab_name_ kebab_name_");
  EXPECT_EQ(names("parapet_table"), "parapet_table_ parapet_table_");
}

TEST(Layout, MakesStructsOfBlocksObjectsAndNestedTypes) {
  const Layout layout = testing::layout_in(testing::acme(), "acme_shapes");
  const Struct& shapes = layout.top();
  EXPECT_EQ(slot_of(shapes, "listed"), "B r ::parapet::Block<Listed>");
  EXPECT_EQ(slot_of(shapes, "unordered"), "T o ::parapet::Block<Unordered>");
  EXPECT_EQ(slot_of(shapes, "alone"), "G o ::parapet::Block<Alone>");
  EXPECT_EQ(slot_of(shapes, "grouped"), "G o ::parapet::Block<Grouped>");
  EXPECT_EQ(slot_of(shapes, "keyed"), "P o ::parapet::Map<Keyed>");
  EXPECT_EQ(slot_of(shapes, "object"), "O o ::parapet::Object<Object>");
  EXPECT_EQ(slot_of(shapes, "object_list"), "LO oc ::parapet::List<ObjectList>");
  EXPECT_EQ(slot_of(shapes, "object_set"), "EO o ::parapet::Set<ObjectSet>");
  EXPECT_EQ(slot_of(shapes, "object_map"), "MO o ::parapet::Map<ObjectMap>");
  EXPECT_EQ(slot_of(shapes, "object_lists"), "LLO o ::parapet::List<::parapet::List<ObjectLists>>");
  EXPECT_EQ(slot_of(shapes, "one"), "N o ::parapet::Object<One>");
  EXPECT_EQ(slot_of(shapes, "many"), "LN o ::parapet::List<Many>");
  EXPECT_EQ(slot_of(shapes, "some"), "EN r ::parapet::Set<Some>");
  EXPECT_EQ(slot_of(shapes, "by_name"), "MN o ::parapet::Map<ByName>");
}

TEST(Layout, InsideOfComputedAttributesNothingIsSettable) {
  const Layout layout = testing::layout_in(testing::acme(), "acme_shapes");
  const Struct& nested = *field_of(layout.top(), "computed_nested").nested;
  EXPECT_FALSE(nested.settable);
  EXPECT_FALSE(field_of(nested, "state").settable);
}

TEST(Layout, SharesEqualStructures) {
  const Layout layout = testing::layout_in(testing::acme(), "acme_tree");
  const Field& first = field_of(*field_of(layout.top(), "first").nested, "rule");
  const Field& second = field_of(*field_of(layout.top(), "second").nested, "rule");
  EXPECT_TRUE(first.declares);
  EXPECT_FALSE(second.declares);
  EXPECT_EQ(first.nested, second.nested);
  EXPECT_EQ(second.nested->qualified, "::acme::tree::First::Rule");
}

TEST(Layout, KeepsWhatDiffersInAFlagApart) {
  ResourceType type{"acme_x", {}};
  Attribute attribute;
  attribute.name = "a";
  attribute.type.kind = Type::Kind::string;
  attribute.optional = true;
  NestedBlock one{"one", Nesting::list, 0, 0, {}};
  one.block.attributes.push_back(attribute);
  NestedBlock two = one;
  two.name = "two";
  two.block.attributes.front().sensitive = true;
  type.block.blocks = {one, two};
  const Layout layout = layout_of(Category::resource, type, {"x", "X", "::acme", "acme/x.hpp"});
  EXPECT_NE(field_of(layout.top(), "one").nested, field_of(layout.top(), "two").nested);
  EXPECT_EQ(layout.structs.size(), 3u);
}

TEST(Layout, KeepsNestedNamesApart) {
  const Layout layout = testing::layout_in(testing::acme(), "acme_tree");
  const Struct& rule = *field_of(*field_of(layout.top(), "first").nested, "rule").nested;
  EXPECT_EQ(field_of(rule, "rule").nested_name, "Rule_");  // a struct cannot have a member struct of its own name
  EXPECT_EQ(field_of(rule, "ref").nested_name, "Ref_");    // every struct has a class Ref
  const Struct& second = *field_of(layout.top(), "second").nested;
  EXPECT_EQ(field_of(second, "a1").nested_name, "A1");
  EXPECT_EQ(field_of(second, "a_1").nested_name, "A1_");
}

TEST(Layout, MetaArgumentsDependOnTheCategory) {
  const auto meta_of = [](const Layout& layout) {
    std::string names;
    for (const Field& field : layout.top().fields) {
      if (field.is_meta()) names += field.name + " ";
    }
    return names;
  };
  EXPECT_EQ(meta_of(testing::layout_in(testing::acme(), "acme_default")),
            "connection count depends_on for_each lifecycle provider provisioner ");
  const std::string fewer = "count depends_on for_each lifecycle provider ";
  EXPECT_EQ(meta_of(testing::layout_in(testing::acme(), "acme_region", Category::data_source)), fewer);
  EXPECT_EQ(meta_of(testing::layout_in(testing::acme(), "acme_token", Category::ephemeral_resource)), fewer);
  const Layout provider =
      layout_of_provider(testing::acme(), ProviderNames(testing::acme()).of(Category::provider, "acme"));
  EXPECT_EQ(meta_of(provider), "alias ");
  EXPECT_EQ(slot_of(provider.top(), "alias"), "s o ::parapet::Str");
}

TEST(Layout, RefusesAnAttributeNamedLikeAMetaArgument) {
  ResourceType type{"acme_x", {}};
  Attribute count;
  count.name = "count";
  type.block.attributes.push_back(count);
  try {
    layout_of(Category::resource, type, {"x", "X", "::acme", "acme/x.hpp"});
    ADD_FAILURE() << "accepted";
  } catch (const Error& error) {
    EXPECT_STREQ(
        error.what(),
        "acme_x: `count` is a meta-argument of the engine, but the schema has an attribute or block of this name");
  }
}

TEST(Layout, StaysTheSameWhenItIsMoved) {
  std::vector<Layout> layouts;
  for (int i = 0; i < 9; ++i) layouts.push_back(testing::layout_in(testing::acme(), "acme_tree"));
  EXPECT_EQ(field_of(*field_of(layouts[0].top(), "second").nested, "rule").nested->qualified,
            "::acme::tree::First::Rule");
}

TEST(ShapesFrom, DecideWhatIsDynamic) {
  ProviderSchema provider = testing::acme();
  EXPECT_EQ(slot_of(testing::layout_in(provider, "acme_open").top(), "statement"), "d o ::parapet::Any");
  take_shapes(provider, testing::old_acme());
  const Layout layout = testing::layout_in(provider, "acme_open");
  const Struct& open = layout.top();
  EXPECT_EQ(slot_of(open, "statement"), "B o ::parapet::Block<Statement>");
  EXPECT_EQ(slot_of(open, "definition"), "LO r ::parapet::List<Definition>");
  EXPECT_EQ(slot_of(open, "unknown"), "d o ::parapet::Any");
  EXPECT_EQ(slot_of(*field_of(open, "parts").nested, "a"), "n o ::parapet::Num");
  EXPECT_EQ(slot_of(*field_of(open, "nested").nested, "inner"), "Es o ::parapet::Set<::parapet::Str>");
  EXPECT_EQ(slot_of(*field_of(open, "rule").nested, "statement"), "B r ::parapet::Block<Statement>");
}

TEST(ShapesFrom, LeaveTheSourceOfSharedPartsAlone) {
  ProviderSchema provider = testing::acme();
  take_shapes(provider, testing::old_acme());
  EXPECT_EQ(testing::acme()
                .find(Category::resource, "acme_open")
                ->block.attribute("nested")
                ->nested->attributes.front()
                .type.kind,
            Type::Kind::dynamic);
}

/// What the design measured: thousands of nested blocks, of which few differ.
TEST(Layout, OfRecursiveRulesIsSmall) {
  const Schema aws = read_schema_file(PARAPET_SOURCE_DIR "/providers/aws/5.100.0.schema.json.gz");
  const Layout layout = testing::layout_in(aws.provider(), "aws_wafv2_web_acl");
  EXPECT_EQ(layout.structs.size(), 74u);
}

}  // namespace
}  // namespace parapet::schema
