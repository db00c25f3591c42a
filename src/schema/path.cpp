#include "schema/path.hpp"

#include <algorithm>

#include "core/nearest.hpp"
#include "schema/meta_arguments.hpp"
#include "schema/shape.hpp"

namespace parapet::schema {

namespace {

/// Goes down a type step by step. At any time it stands at one of: a block, a nested type, a type, or somewhere open.
class Walker {
 public:
  Walker(Category category, const ResourceType& type) : category_(category), place_(type.name), block_(&type.block) {}

  PathResult walk(const std::vector<PathStep>& steps) {
    for (const PathStep& step : steps) {
      if (target_.is_open) break;
      if (!take(step)) return {false, {}, problem_};
      place_ += shown(step);
      is_first_ = false;
    }
    return {true, target_, ""};
  }

 private:
  static std::string shown(const PathStep& step) {
    switch (step.kind) {
      case PathStep::Kind::name:
        return "." + step.text;
      case PathStep::Kind::every:
        return "[*]";
      case PathStep::Kind::key:
        return "[\"" + step.text + "\"]";
      case PathStep::Kind::json:
        break;
    }
    return "#json";
  }

  bool take(const PathStep& step) {
    switch (step.kind) {
      case PathStep::Kind::name:
        return take_name(step.text);
      case PathStep::Kind::every:
        return take_every();
      case PathStep::Kind::key:
        return take_key(step.text);
      case PathStep::Kind::json:
        break;
    }
    return take_json();
  }

  /// A name reaches through lists and sets to their elements; on a map it is a key.
  bool take_name(const std::string& name) {
    while (is_sequence()) {
      target_.enters_lists = true;
      enter();
    }
    if (is_map()) return enter();
    if (block_) return take_from_block(name);
    if (nested_) return take_from_attributes(nested_->attributes, name);
    if (type_ && type_->kind == Type::Kind::object) return take_member(name);
    return fail(place_ + " has no parts; it is of shape `" + target_.shape + "`");
  }

  bool take_every() {
    if (is_sequence() || is_map()) return enter();
    return fail(place_ + " is no list, set or map, so it has no `[*]`");
  }

  bool take_key(const std::string& key) {
    if (is_map()) return enter();
    if (type_ && type_->kind == Type::Kind::object) return take_member(key);
    return fail(place_ + " is no map, so it has no `[\"" + key + "\"]`");
  }

  bool take_json() {
    if (target_.shape != "s") return fail(place_ + " is no string, so there is no JSON in it");
    return open();
  }

  bool take_from_block(const std::string& name) {
    const Block& block = *block_;
    if (const NestedBlock* found = block.block(name)) return stand_at(*found);
    if (block.attribute(name)) return take_from_attributes(block.attributes, name);
    if (is_first_ && take_meta(name)) return true;
    return fail_unknown(name, names_of(block));
  }

  bool take_from_attributes(const std::vector<Attribute>& attributes, const std::string& name) {
    const auto found =
        std::find_if(attributes.begin(), attributes.end(), [&](const Attribute& one) { return one.name == name; });
    if (found != attributes.end()) return stand_at(*found);
    std::vector<std::string_view> known;
    for (const Attribute& attribute : attributes) known.push_back(attribute.name);
    return fail_unknown(name, known);
  }

  bool take_member(const std::string& name) {
    std::vector<std::string_view> known;
    for (const ObjectMember& member : type_->members) {
      if (member.name == name) return stand_at(member.type);
      known.push_back(member.name);
    }
    return fail_unknown(name, known);
  }

  /// Connections and provisioners have as many kinds as there are machines and are not checked inside.
  bool take_meta(const std::string& name) {
    for (const MetaArgument& argument : meta_arguments(category_)) {
      if (argument.name != name) continue;
      block_ = name == "lifecycle" ? &lifecycle_block() : nullptr;
      target_ = PathTarget{std::string(argument.shape), std::string(argument.flags), true, false, false};
      target_.is_open = name == "connection" || name == "provisioner";
      return true;
    }
    return false;
  }

  std::vector<std::string_view> names_of(const Block& block) const {
    std::vector<std::string_view> names;
    for (const Attribute& attribute : block.attributes) names.push_back(attribute.name);
    for (const NestedBlock& nested : block.blocks) names.push_back(nested.name);
    if (is_first_) {
      for (const MetaArgument& argument : meta_arguments(category_)) names.push_back(argument.name);
    }
    return names;
  }

  bool stand_at(const NestedBlock& nested) {
    block_ = &nested.block;
    nested_ = nullptr;
    type_ = nullptr;
    target_.shape = shape_of(nested);
    target_.flags = flags_of(nested);
    return true;
  }

  bool stand_at(const Attribute& attribute) {
    target_.flags = flags_of(attribute);
    if (!attribute.nested) return stand_at(attribute.type);
    block_ = nullptr;
    nested_ = attribute.nested.get();
    type_ = nullptr;
    target_.shape = shape_of(attribute);
    return true;
  }

  bool stand_at(const Type& type) {
    block_ = nullptr;
    nested_ = nullptr;
    type_ = &type;
    target_.shape = shape_of(type);
    target_.is_open = type.kind == Type::Kind::dynamic;
    return true;
  }

  bool begins_with_one_of(std::string_view letters) const {
    return !target_.shape.empty() && letters.find(target_.shape.front()) != std::string_view::npos;
  }
  bool is_sequence() const { return begins_with_one_of("LEBT"); }
  bool is_map() const { return begins_with_one_of("MP"); }

  /// From a collection to its elements. One element of blocks has the shape of a single block.
  bool enter() {
    if (type_) return stand_at(type_->element.front());
    target_.shape = block_ ? "G" : "N";
    return true;
  }

  bool open() {
    target_.is_open = true;
    return true;
  }

  bool fail(std::string problem) {
    problem_ = std::move(problem);
    return false;
  }

  bool fail_unknown(const std::string& name, const std::vector<std::string_view>& known) {
    return fail(place_ + " has no `" + name + "`" + detail::did_you_mean(name, known));
  }

  Category category_;
  std::string place_;
  const Block* block_ = nullptr;
  const NestedType* nested_ = nullptr;
  const Type* type_ = nullptr;
  bool is_first_ = true;
  PathTarget target_;
  std::string problem_;
};

}  // namespace

PathResult find_path(Category category, const ResourceType& type, std::string_view path) {
  return Walker(category, type).walk(parse_path(path));
}

}  // namespace parapet::schema
