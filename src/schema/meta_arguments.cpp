#include "schema/meta_arguments.hpp"

namespace parapet::schema {

namespace {

constexpr MetaArgument count{"count", "::parapet::Num", "m", ""};
constexpr MetaArgument depends_on{"depends_on", "::parapet::Dependencies", "m", ""};
constexpr MetaArgument for_each{"for_each", "::parapet::ForEach", "m", ""};
constexpr MetaArgument lifecycle{"lifecycle", "::parapet::Block<::parapet::Lifecycle>", "m", ""};
constexpr MetaArgument provider{"provider", "::parapet::ProviderRef", "m", ""};

constexpr MetaArgument of_resources[] = {
    {"connection", "::parapet::Block<::parapet::Connection>", "m", ""},
    count,
    depends_on,
    for_each,
    lifecycle,
    provider,
    {"provisioner", "::parapet::List<::parapet::Provisioner>", "m", ""},
};
constexpr MetaArgument of_others[] = {count, depends_on, for_each, lifecycle, provider};
constexpr MetaArgument of_providers[] = {{"alias", "::parapet::Str", "s", "o"}};

Attribute engine_attribute(std::string name, Type type, bool required = false) {
  Attribute attribute;
  attribute.name = std::move(name);
  attribute.type = std::move(type);
  attribute.required = required;
  attribute.optional = !required;
  return attribute;
}

NestedBlock conditions(std::string name) {
  NestedBlock nested;
  nested.name = std::move(name);
  nested.block.attributes.push_back(engine_attribute("condition", Type{Type::Kind::boolean, {}, {}}, true));
  nested.block.attributes.push_back(engine_attribute("error_message", Type{Type::Kind::string, {}, {}}, true));
  return nested;
}

Block make_lifecycle() {
  const Type flag{Type::Kind::boolean, {}, {}};
  const Type texts{Type::Kind::list, {Type{Type::Kind::string, {}, {}}}, {}};
  Block block;
  block.attributes = {engine_attribute("create_before_destroy", flag), engine_attribute("ignore_changes", texts),
                      engine_attribute("prevent_destroy", flag), engine_attribute("replace_triggered_by", texts)};
  block.blocks = {conditions("postcondition"), conditions("precondition")};
  return block;
}

}  // namespace

const Block& lifecycle_block() {
  static const Block block = make_lifecycle();
  return block;
}

std::span<const MetaArgument> meta_arguments(Category category) {
  if (category == Category::resource) return of_resources;
  if (category == Category::provider) return of_providers;
  return of_others;
}

}  // namespace parapet::schema
