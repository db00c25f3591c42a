#include "import/expressions.hpp"

#include <cstdint>
#include <limits>

#include "core/expression_text.hpp"
#include "core/json_writer.hpp"
#include "import/policy_code.hpp"
#include "schema/shape.hpp"

namespace parapet::importing {

namespace {

using detail::Kind;

/// Whether a reference of one shape may be given to a slot of another. Lists and sets stand for each other.
bool fits(std::string_view given, std::string_view slot) {
  if (slot == "d" || given == slot) return !schema::has_struct(given) || slot == "d";
  const auto is_sequence = [](char letter) { return letter == 'L' || letter == 'E'; };
  return is_sequence(given.front()) && is_sequence(slot.front()) && given.substr(1) == slot.substr(1) &&
         !schema::has_struct(given);
}

const schema::Field* field_of(const schema::Struct& target, std::string_view name) {
  for (const schema::Field& field : target.fields) {
    if (field.name == name && !field.is_meta()) return &field;
  }
  return nullptr;
}

/// A literal position or key.
std::optional<std::string> key_text(View key) {
  if (key.is_text()) return cpp_literal(key.text());
  if (key.is_number() && key.number().as_integer()) return key.number().text();
  return std::nullopt;
}

/// Goes along a reference, field by field.
class Walk {
 public:
  Walk(const Traversal& traversal, std::size_t at, const schema::Struct& top)
      : traversal_(traversal), at_(at), struct_(&top) {}

  /// The calls behind the handle; nothing where there is no typed way.
  std::optional<std::string> run(std::string_view slot) {
    while (at_ < traversal_.parts.size()) {
      if (!take()) return std::nullopt;
    }
    return fits(shape_, slot) ? std::optional(calls_) : std::nullopt;
  }

 private:
  using Part = Traversal::Part;

  bool take() {
    const Part& part = traversal_.parts[at_++];
    if (part.kind == Part::Kind::splat) return false;
    if (part.kind == Part::Kind::index) return element(part.key);
    const schema::Field* field = struct_ == nullptr ? nullptr : field_of(*struct_, part.name);
    if (field == nullptr) return false;
    calls_ += "." + field->accessor + "(";
    shape_ = field->shape;
    struct_ = nullptr;
    if (schema::is_list_of_structs(shape_) && takes_position(*field)) return true;
    calls_ += ")";
    if (shape_.size() == 1 && schema::has_struct(shape_) && shape_ != "B" && shape_ != "T" && shape_ != "P")
      struct_ = field->nested;
    return true;
  }

  /// `cluster.vpc_config(0)`
  bool takes_position(const schema::Field& field) {
    const bool indexed = at_ < traversal_.parts.size() && traversal_.parts[at_].kind == Part::Kind::index &&
                         traversal_.parts[at_].key.is_number();
    const auto key = indexed ? key_text(traversal_.parts[at_].key) : std::nullopt;
    if (!key) return false;
    ++at_;
    calls_ += *key + ")";
    shape_ = "O";
    struct_ = field.nested;
    return true;
  }

  bool element(View key) {
    const auto text = key_text(key);
    const bool list = shape_.starts_with('L') && key.is_number();
    const bool map = shape_.starts_with('M') && key.is_text();
    if (!text || !(list || map) || shape_.size() < 2) return false;
    calls_ += "[" + *text + "]";
    shape_.erase(0, 1);
    return shape_ != "O" && shape_ != "N";
  }

  const Traversal& traversal_;
  std::size_t at_;
  const schema::Struct* struct_;
  std::string shape_ = "O";
  std::string calls_;
};

/// `.get("a")["b"]` behind a reference whose type is open; nothing for `[*]` and computed keys.
std::optional<std::string> open_steps(const Traversal& traversal, std::size_t at) {
  std::string steps;
  for (; at < traversal.parts.size(); ++at) {
    const Traversal::Part& part = traversal.parts[at];
    if (part.kind == Traversal::Part::Kind::attribute) {
      steps += ".get(" + cpp_literal(part.name) + ")";
    } else {
      const auto key = part.kind == Traversal::Part::Kind::index ? key_text(part.key) : std::nullopt;
      if (!key) return std::nullopt;
      steps += "[" + *key + "]";
    }
  }
  return steps;
}

std::optional<std::string> unit_reference(FunctionScope& scope, const Traversal& traversal, std::string_view shape) {
  std::size_t rest = 0;
  const auto unit = scope.model().unit_of(traversal, rest);
  if (!unit || !scope.exists(*unit)) return std::nullopt;
  const schema::Layout* layout = scope.model().units()[*unit].layout;
  std::string instance;
  if (layout != nullptr && rest < traversal.parts.size() &&
      traversal.parts[rest].kind == Traversal::Part::Kind::index) {
    const auto key = key_text(traversal.parts[rest++].key);
    if (!key) return std::nullopt;
    instance = "[" + *key + "]";
  }
  if (rest == traversal.parts.size()) {
    return shape == "d" ? std::optional(scope.handle(*unit) + instance + ".parapet_ref()") : std::nullopt;
  }
  if (layout != nullptr) {
    if (const auto calls = Walk(traversal, rest, layout->top()).run(shape))
      return scope.handle(*unit) + instance + *calls;
  }
  const auto steps = open_steps(traversal, rest + 1);
  if (!steps || !traversal.is_attribute(rest)) return std::nullopt;
  return scope.handle(*unit) + instance + ".parapet_attribute(" + cpp_literal(traversal.parts[rest].name) + ")" +
         *steps;
}

std::optional<std::string> shared_reference(FunctionScope& scope, const Traversal& traversal, std::string_view shape) {
  if ((traversal.root != "var" && traversal.root != "local") || !traversal.is_attribute(0)) return std::nullopt;
  const Shared* shared =
      scope.model().shared_at(std::string(traversal.root) + "." + std::string(traversal.parts[0].name));
  const auto steps = open_steps(traversal, 1);
  if (shared == nullptr || !steps) return std::nullopt;
  const bool text = shared->type == "parapet::Variable" && shape == "s" && steps->empty();
  return scope.shared(shared->member) + (text ? ".str()" : ".value()") + *steps;
}

/// The few names that belong to no block.
std::optional<std::string> engine_reference(FunctionScope& scope, const Traversal& traversal) {
  static const std::map<std::pair<std::string_view, std::string_view>, std::string_view> known{
      {{"each", "key"}, "parapet::each::key()"},
      {{"each", "value"}, "parapet::each::value()"},
      {{"count", "index"}, "parapet::count_index()"},
      {{"path", "module"}, "parapet::path::module()"},
      {{"path", "root"}, "parapet::path::root()"},
      {{"path", "cwd"}, "parapet::path::cwd()"},
      {{"terraform", "workspace"}, "parapet::terraform::workspace()"},
  };
  if (!traversal.is_attribute(0)) return std::nullopt;
  const auto found = known.find({traversal.root, traversal.parts[0].name});
  const auto steps = open_steps(traversal, 1);
  if (found == known.end() || !steps || (!steps->empty() && traversal.parts[0].name != "value")) return std::nullopt;
  scope.include(traversal.root == "each" || traversal.root == "count" ? "parapet/meta.hpp" : "parapet/expression.hpp");
  return std::string(found->second) + *steps;
}

/// What the names of the engine give.
std::string_view engine_shape(std::string_view root, std::string_view name) {
  if (root == "count") return "n";
  return name == "value" ? "d" : "s";
}

std::optional<std::string> reference(FunctionScope& scope, const Traversal& traversal, std::string_view shape) {
  if (auto unit = unit_reference(scope, traversal, shape)) return unit;
  if (auto shared = shared_reference(scope, traversal, shape)) return shared;
  auto engine = engine_reference(scope, traversal);
  if (!engine) return std::nullopt;
  const std::string_view given = engine_shape(traversal.root, traversal.parts[0].name);
  return given == "d" || shape == "d" || given == shape ? engine : std::nullopt;
}

Code raw_code(FunctionScope& scope, View value) {
  scope.include("parapet/expression.hpp");
  return call_code("parapet::raw", {literal_code(text_of_expression(value))});
}

Code template_code(FunctionScope& scope, View value) {
  scope.include("parapet/expression.hpp");
  std::vector<Code> parts;
  for (std::size_t i = 0; i < value.size(); ++i) parts.push_back(any_code(scope, value.element(i)));
  return call_code("parapet::text", std::move(parts));
}

bool is_jsonencode(View value) {
  return value.kind() == Kind::call && value.function() == "jsonencode" && value.size() == 1 &&
         value.value()->flag == 0;
}

Code map_code(FunctionScope& scope, View value) {
  std::vector<Code> entries;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const View key = value.key_at(i);
    Code key_code = key.is_text() ? literal_code(key.text()) : expression_code(scope, key, "s");
    entries.push_back(braces_code("", {std::move(key_code), any_code(scope, value.value_at(i))}));
  }
  return call_code("parapet::object", {braces_code("", std::move(entries))});
}

Code list_code(FunctionScope& scope, View value) {
  std::vector<Code> items;
  for (std::size_t i = 0; i < value.size(); ++i) items.push_back(any_code(scope, value.element(i)));
  return call_code("parapet::list", {braces_code("", std::move(items))});
}

}  // namespace

Code scalar_code(View value) {
  if (value.kind() == Kind::boolean) return text_code(value.boolean() ? "true" : "false");
  if (value.kind() == Kind::real) return text_code(detail::real_text(value.number().as_double()));
  const std::string digits = value.number().text();
  // The smallest number has no literal: its digits are read before the minus.
  if (value.number().as_integer() == std::numeric_limits<std::int64_t>::min())
    return text_code("std::numeric_limits<std::int64_t>::min()");
  return text_code(value.number().as_integer() ? digits : digits + "u");
}

Code any_code(FunctionScope& scope, View value) {
  if (value.is_unset()) return text_code("parapet::null");
  if (value.is_text()) return literal_code(value.text());
  if (value.is_scalar()) return scalar_code(value);
  if (value.is_object()) return map_code(scope, value);
  if (value.is_list()) return list_code(scope, value);
  return expression_code(scope, value, "d");
}

Code expression_code(FunctionScope& scope, View value, std::string_view shape) {
  const View inner = without_bare(value);
  if (const auto traversal = traversal_of(inner)) {
    if (auto text = reference(scope, *traversal, shape)) return text_code(std::move(*text));
    return raw_code(scope, inner);
  }
  const bool text = shape == "s" || shape == "d";
  if (text && inner.kind() == Kind::join) return template_code(scope, inner);
  if (text && is_jsonencode(inner)) {
    if (auto policy = policy_code(scope, inner.element(0))) return std::move(*policy);
    scope.include("parapet/fn/encoding.hpp");
    return call_code("parapet::fn::jsonencode", {any_code(scope, inner.element(0))});
  }
  return raw_code(scope, inner);
}

std::string whole_unit(FunctionScope& scope, View value) {
  const auto traversal = traversal_of(value);
  std::size_t rest = 0;
  const auto unit = traversal ? scope.model().unit_of(*traversal, rest) : std::nullopt;
  if (!unit || rest != traversal->parts.size() || !scope.exists(*unit)) return {};
  return scope.handle(*unit);
}

std::string text_of_expression(View value) {
  std::string text;
  detail::append_expression(text, without_bare(value).value(), {});
  return text;
}

}  // namespace parapet::importing
