#include "schema/reader.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "parapet/error.hpp"
#include "schema/file.hpp"

namespace parapet::schema {

namespace {

using Json = nlohmann::json;

/// A value of the document and the way to it. The way is only spelled out when something is wrong.
class Place {
 public:
  Place(const Json& value, std::string_view file) : value_(value), file_(file) {}
  /// Throws Error where the document is nested deeper than any schema.
  Place(const Json& value, const Place& parent, std::string_view key)
      : value_(value), file_(parent.file_), parent_(&parent), key_(key), depth_(parent.depth_ + 1) {
    if (depth_ > max_depth)
      throw Error(std::string(file_) + ": nested deeper than " + std::to_string(max_depth) + " levels");
  }

  const Json& value() const { return value_; }

  [[noreturn]] void fail(const std::string& expected) const {
    throw Error(std::string(file_) + ": " + pointer() + ": expected " + expected + ", found " + found());
  }

  const std::string& text() const {
    if (!value_.is_string()) fail("a string");
    return value_.get_ref<const std::string&>();
  }
  bool flag() const {
    if (!value_.is_boolean()) fail("true or false");
    return value_.get<bool>();
  }
  unsigned count() const {
    if (!value_.is_number_unsigned()) fail("a number that is not negative");
    return value_.get<unsigned>();
  }
  const Json::object_t& object() const {
    if (!value_.is_object()) fail("an object");
    return value_.get_ref<const Json::object_t&>();
  }
  const Json::array_t& array() const {
    if (!value_.is_array()) fail("an array");
    return value_.get_ref<const Json::array_t&>();
  }

  /// Calls `read` with the member called `key` if it is there and not null.
  template <class F>
  bool with(const char* key, F read) const {
    const Json::object_t& members = object();
    auto found = members.find(key);
    if (found == members.end() || found->second.is_null()) return false;
    read(Place(found->second, *this, key));
    return true;
  }
  template <class F>
  void require(const char* key, F read) const {
    if (!with(key, read)) throw Error(std::string(file_) + ": " + pointer() + ": expected a member `" + key + "`");
  }

 private:
  std::string pointer() const {
    if (!parent_) return "";
    std::string escaped;
    for (char c : key_) escaped += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
    return parent_->pointer() + "/" + escaped;
  }
  std::string found() const {
    if (value_.is_structured()) return value_.is_array() ? "an array" : "an object";
    return value_.dump(-1, ' ', false, Json::error_handler_t::replace);
  }

  /// The AWS provider, whose firewall rules nest like no others, needs 50.
  static constexpr int max_depth = 1000;

  const Json& value_;
  std::string_view file_;
  const Place* parent_ = nullptr;
  std::string_view key_;
  int depth_ = 0;
};

/// Names go into generated code and into tables that spaces and newlines separate.
void check_name(const std::string& name, const Place& place) {
  const auto is_bad = [](char c) { return (c >= 0 && c <= ' ') || c == '"' || c == '\\' || c == '\x7f'; };
  if (name.empty() || std::any_of(name.begin(), name.end(), is_bad))
    place.fail("a name without spaces, quotes and backslashes");
}

/// Calls `read` with every member of an object: its name, which must be one, and its place.
template <class F>
void each_named(const Place& place, F read) {
  for (const auto& [name, value] : place.object()) {
    const Place one(value, place, name);
    check_name(name, one);
    read(name, one);
  }
}

Type read_type(const Place& place);

/// Object types have optional attributes as a third element; whether one may be left out makes no difference to
/// bindings.
void read_members(const Place& place, std::vector<ObjectMember>& members) {
  each_named(place, [&](const std::string& name, const Place& type) { members.push_back({name, read_type(type)}); });
}

Type::Kind kind_of(const Place& place) {
  const std::string& name = place.text();
  if (name == "string") return Type::Kind::string;
  if (name == "number") return Type::Kind::number;
  if (name == "bool") return Type::Kind::boolean;
  if (name == "dynamic") return Type::Kind::dynamic;
  place.fail("`string`, `number`, `bool` or `dynamic`");
}

Type read_constructed(const Place& place, const Json::array_t& parts) {
  if (parts.size() < 2) place.fail("a type constructor and its argument");
  const Place head(parts[0], place, "0");
  const Place argument(parts[1], place, "1");
  const std::string& name = head.text();
  Type type;
  if (name == "object") {
    type.kind = Type::Kind::object;
    read_members(argument, type.members);
    return type;
  }
  if (name == "tuple") return type;  // every element has a type of its own, which no slot but Any can hold
  if (name != "list" && name != "set" && name != "map") head.fail("`list`, `set`, `map`, `object` or `tuple`");
  type.kind = name == "list" ? Type::Kind::list : name == "set" ? Type::Kind::set : Type::Kind::map;
  type.element.push_back(read_type(argument));
  return type;
}

Type read_type(const Place& place) {
  if (place.value().is_string()) return Type{kind_of(place), {}, {}};
  if (!place.value().is_array()) place.fail("a type: a name, or an array of a constructor and its argument");
  return read_constructed(place, place.array());
}

Nesting read_nesting(const Place& place) {
  const std::string& name = place.text();
  if (name == "single") return Nesting::single;
  if (name == "group") return Nesting::group;
  if (name == "list") return Nesting::list;
  if (name == "set") return Nesting::set;
  if (name == "map") return Nesting::map;
  place.fail("`single`, `group`, `list`, `set` or `map`");
}

std::vector<Attribute> read_attributes(const Place& place);

std::shared_ptr<const NestedType> read_nested_type(const Place& place) {
  auto nested = std::make_shared<NestedType>();
  place.require("nesting_mode", [&](const Place& mode) { nested->nesting = read_nesting(mode); });
  place.with("attributes", [&](const Place& attributes) { nested->attributes = read_attributes(attributes); });
  return nested;
}

Attribute read_attribute(const std::string& name, const Place& place) {
  Attribute attribute;
  attribute.name = name;
  for (const auto& [key, value] : place.object()) {
    const Place part(value, place, key);
    if (key == "type") {
      attribute.type = read_type(part);
    } else if (key == "nested_type") {
      attribute.nested = read_nested_type(part);
    } else if (key == "required") {
      attribute.required = part.flag();
    } else if (key == "optional") {
      attribute.optional = part.flag();
    } else if (key == "computed") {
      attribute.computed = part.flag();
    } else if (key == "sensitive") {
      attribute.sensitive = part.flag();
    } else if (key == "write_only") {
      attribute.write_only = part.flag();
    } else if (key == "deprecated") {
      attribute.deprecated = part.flag();
    } else if (key == "description") {
      attribute.description = part.text();
    }
  }
  if (!place.object().contains("type") && !attribute.nested) place.fail("a `type` or a `nested_type`");
  if (!attribute.settable() && !attribute.computed) place.fail("`required`, `optional` or `computed` to be true");
  return attribute;
}

std::vector<Attribute> read_attributes(const Place& place) {
  std::vector<Attribute> attributes;
  attributes.reserve(place.object().size());
  each_named(place,
             [&](const std::string& name, const Place& one) { attributes.push_back(read_attribute(name, one)); });
  return attributes;
}

Block read_block(const Place& place);

NestedBlock read_nested_block(const std::string& name, const Place& place) {
  NestedBlock nested;
  nested.name = name;
  place.require("nesting_mode", [&](const Place& mode) { nested.nesting = read_nesting(mode); });
  place.with("min_items", [&](const Place& count) { nested.min_items = count.count(); });
  place.with("max_items", [&](const Place& count) { nested.max_items = count.count(); });
  place.require("block", [&](const Place& block) { nested.block = read_block(block); });
  return nested;
}

Block read_block(const Place& place) {
  Block block;
  place.with("attributes", [&](const Place& attributes) { block.attributes = read_attributes(attributes); });
  place.with("block_types", [&](const Place& blocks) {
    block.blocks.reserve(blocks.object().size());
    each_named(blocks, [&](const std::string& name, const Place& one) {
      if (block.attribute(name)) one.fail("a name that no attribute of the same block has");
      block.blocks.push_back(read_nested_block(name, one));
    });
  });
  place.with("deprecated", [&](const Place& flag) { block.deprecated = flag.flag(); });
  place.with("description", [&](const Place& text) { block.description = text.text(); });
  return block;
}

std::vector<ResourceType> read_types(const Place& place) {
  std::vector<ResourceType> types;
  types.reserve(place.object().size());
  each_named(place, [&](const std::string& name, const Place& one) {
    one.require("block", [&](const Place& block) { types.push_back({name, read_block(block)}); });
  });
  return types;
}

/// Terraform and OpenTofu leave out the host name of their own registry in `source`.
std::string source_of(const std::string& address) {
  const std::size_t slash = address.find('/');
  const std::string host = address.substr(0, slash);
  const bool has_public_host = host == "registry.terraform.io" || host == "registry.opentofu.org";
  return has_public_host && slash != std::string::npos ? address.substr(slash + 1) : address;
}

ProviderSchema read_provider(const std::string& address, const Place& place) {
  ProviderSchema provider;
  provider.address = address;
  provider.source = source_of(address);
  provider.name = address.substr(address.rfind('/') + 1);
  place.with("provider", [&](const Place& config) {
    config.with("block", [&](const Place& block) { provider.config = read_block(block); });
  });
  place.with("resource_schemas", [&](const Place& types) { provider.resources = read_types(types); });
  place.with("data_source_schemas", [&](const Place& types) { provider.data_sources = read_types(types); });
  place.with("ephemeral_resource_schemas",
             [&](const Place& types) { provider.ephemeral_resources = read_types(types); });
  return provider;
}

/// Bytes to line and column, both from 1.
std::string position_of(std::string_view text, std::size_t byte) {
  const std::string_view before = text.substr(0, std::min(byte == 0 ? 0 : byte - 1, text.size()));
  const auto line = 1 + std::count(before.begin(), before.end(), '\n');
  const std::size_t line_start = before.rfind('\n') + 1;  // npos + 1 is 0: the first line
  return std::to_string(line) + ":" + std::to_string(before.size() - line_start + 1);
}

Json parse(std::string_view text, std::string_view file) {
  try {
    return Json::parse(text);
  } catch (const Json::parse_error& error) {
    throw Error(std::string(file) + ":" + position_of(text, error.byte) +
                ": not JSON; expected the output of `terraform providers schema -json`");
  }
}

}  // namespace

Schema read_schema(std::string_view json, std::string_view file) {
  const Json document = parse(json, file);
  const Place root(document, file);
  root.require("format_version", [](const Place& version) {
    const std::string& text = version.text();
    if (!text.starts_with("0.") && !text.starts_with("1.")) version.fail("a format version 0.x or 1.x");
  });
  Schema schema;
  root.require("provider_schemas", [&](const Place& providers) {
    for (const auto& [address, value] : providers.object()) {
      schema.providers.push_back(read_provider(address, Place(value, providers, address)));
    }
  });
  return schema;
}

Schema read_schema_file(const std::filesystem::path& path) { return read_schema(read_bytes(path), path.string()); }

}  // namespace parapet::schema
