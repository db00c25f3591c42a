#include "modulegen/type_constraint.hpp"

#include <algorithm>

#include "parapet/error.hpp"

namespace parapet::modulegen {

namespace {

using schema::Attribute;
using schema::NestedType;
using schema::Nesting;
using schema::Type;

class Reader {
 public:
  explicit Reader(const std::string& place) : place_(place) {}

  void set(Attribute& attribute, View constraint) const {
    const bool collection = is_collection(constraint.function());
    const View element = collection ? argument(constraint) : constraint;
    if (element.function() == "object") {
      attribute.nested = nested(collection ? nesting(constraint.function()) : Nesting::single, element);
    } else {
      attribute.type = type(constraint);
    }
  }

 private:
  [[noreturn]] void fail(const std::string& problem) const { throw Error(place_ + ": " + problem); }

  static bool is_collection(std::string_view name) { return name == "list" || name == "set" || name == "map"; }
  static Nesting nesting(std::string_view name) {
    return name == "list" ? Nesting::list : name == "set" ? Nesting::set : Nesting::map;
  }
  static Type::Kind kind(std::string_view name) {
    return name == "list" ? Type::Kind::list : name == "set" ? Type::Kind::set : Type::Kind::map;
  }

  View argument(View call) const {
    if (call.size() != 1) fail("`" + render(call) + "`: " + std::string(call.function()) + " takes one type");
    return call.element(0);
  }

  Type type(View constraint) const {
    if (constraint.kind() == detail::Kind::name) return named(constraint);
    const std::string_view function = constraint.function();
    if (is_collection(function)) return Type{kind(function), {type(argument(constraint))}, {}};
    if (function == "object") return object(constraint);
    // Every element of a tuple has a type of its own, which no slot but Any can hold.
    if (function == "tuple" && argument(constraint).is_list()) return Type{};
    unknown(constraint);
  }

  Type named(View constraint) const {
    const std::string_view name = constraint.text();
    if (name == "string") return Type{Type::Kind::string, {}, {}};
    if (name == "number") return Type{Type::Kind::number, {}, {}};
    if (name == "bool") return Type{Type::Kind::boolean, {}, {}};
    if (name == "any") return Type{};
    // Terraform's short forms of list(any) and map(any).
    if (name == "list" || name == "map") return Type{kind(name), {Type{}}, {}};
    unknown(constraint);
  }

  [[noreturn]] void unknown(View constraint) const {
    fail("`" + render(constraint) +
         "` is no type; expected string, number, bool, any, list(...), set(...), map(...), object({...}) or "
         "tuple([...])");
  }

  /// Calls `take` with name, type and whether it is optional for every member, sorted by name.
  template <class Take>
  void members(View object, Take take) const {
    const View map = argument(object);
    if (map.kind() != detail::Kind::map) fail("`" + render(object) + "`: object takes { name = type, ... }");
    std::vector<std::pair<std::string, View>> sorted;
    for (std::size_t i = 0; i < map.size(); ++i) {
      if (map.name(i).empty()) fail("`" + render(object) + "`: the members of an object must have plain names");
      sorted.emplace_back(map.name(i), map.value_at(i));
    }
    std::sort(sorted.begin(), sorted.end(),
              [](const auto& left, const auto& right) { return left.first < right.first; });
    for (std::size_t i = 0; i < sorted.size(); ++i) {
      const auto& [name, constraint] = sorted[i];
      if (i > 0 && sorted[i - 1].first == name) fail("`" + name + "` is twice in the same object; leave one out");
      const bool optional = constraint.function() == "optional";
      if (optional && (constraint.size() < 1 || constraint.size() > 2)) {
        fail("`" + render(constraint) + "`: optional takes a type, and a default if there is one");
      }
      take(name, optional ? constraint.element(0) : constraint, optional);
    }
  }

  std::shared_ptr<const NestedType> nested(Nesting nesting, View object) const {
    auto nested = std::make_shared<NestedType>();
    nested->nesting = nesting;
    members(object, [&](const std::string& name, View constraint, bool optional) {
      Attribute& member = nested->attributes.emplace_back();
      member.name = name;
      member.required = !optional;
      member.optional = optional;
      set(member, constraint);
    });
    return nested;
  }

  /// An object below several lists or maps.
  Type object(View constraint) const {
    Type result{Type::Kind::object, {}, {}};
    members(constraint, [&](const std::string& name, View member, bool) {
      result.members.push_back({name, type(member)});
    });
    return result;
  }

  const std::string& place_;
};

}  // namespace

void set_type(Attribute& attribute, View constraint, const std::string& place) {
  Reader(place).set(attribute, constraint);
}

}  // namespace parapet::modulegen
