#include "import/configuration.hpp"

#include "import/expressions.hpp"
#include "import/meta_code.hpp"
#include "import/policy_code.hpp"
#include "parapet/document/read.hpp"
#include "schema/shape.hpp"

namespace parapet::importing {

namespace {

using detail::Kind;

/// Thrown inside this file: the value has another form than the slot.
struct Unfit {};

/// A member of a map; the last of several objects that only JSON puts into an array looks like the object.
View member_named(View object, std::string_view name) {
  const View inner = object.is_object() ? object : object.sole();
  for (std::size_t i = 0; i < inner.size(); ++i) {
    if (inner.name(i) == name) return inner.value_at(i);
  }
  return {};
}

bool is_blocks(std::string_view shape) { return shape == "B" || shape == "T" || shape == "G"; }

std::string without_root(const std::string& qualified) { return qualified.substr(2); }

/// A member that gets its value.
struct Slot {
  const schema::Field& field;
  const Defaults* below;  ///< what a template fills in inside it
  std::string path;       ///< in the block
  std::string type;       ///< of the struct of its values, as it is called here
};

class Writer {
 public:
  Writer(FunctionScope& scope, std::string place, std::string id)
      : scope_(scope), place_(std::move(place)), id_(std::move(id)) {}

  Configuration run(View body, const schema::Layout& layout, const Defaults& defaults) {
    result_.aggregate = aggregate(body, layout.top(), without_root(layout.top().qualified), &defaults, "");
    note_unknown(body, layout.top());
    return std::move(result_);
  }

 private:
  Code aggregate(View body, const schema::Struct& target, const std::string& type, const Defaults* defaults,
                 const std::string& path) {
    Code code = braces_code(type, {});
    const bool top = path.empty();
    for (const schema::Field& field : target.fields) {
      const View value = member_named(body, field.name);
      const Defaults* below = defaults == nullptr ? nullptr : defaults->find(field.name);
      const std::string here = top ? field.name : path + "." + field.name;
      if (field.shape == "m") {
        if (value) meta(code, field, value);
      } else if (!field.settable) {
        if (value && !top) throw Unfit{};
        if (value) override_with(here, value, "only the provider sets it");
      } else if (value) {
        set(code, {field, below, here, without_root(target.qualified) + "::" + field.nested_name}, value);
      } else if (below != nullptr) {
        add_member(code, field.member, text_code("parapet::null"));
      }
    }
    return code;
  }

  void meta(Code& code, const schema::Field& field, View value) {
    if (auto written = meta_code(scope_, field.name, value)) {
      add_member(code, field.member, std::move(*written));
    } else {
      result_.overrides.emplace_back(field.name, override_code(scope_, field.name, value));
    }
  }

  void set(Code& code, const Slot& slot, View value) {
    const schema::Field& field = slot.field;
    try {
      const auto [fixed, dynamic] = is_blocks(field.shape) ? parts_of(value) : std::pair(value, View());
      if (dynamic) add_dynamic(slot.path, field.name, dynamic);
      if (fixed.is_list() && fixed.size() == 0 && is_blocks(field.shape)) {
        if (slot.below != nullptr) add_member(code, field.member, text_code("parapet::null"));
        return;
      }
      add_member(code, field.member, slot_code(fixed, slot));
    } catch (const Unfit&) {
      if (slot.path.find('.') != std::string::npos) throw;
      override_with(slot.path, value, "the value has another form than the schema says");
    }
  }

  /// Static and dynamic blocks of one label.
  static std::pair<View, View> parts_of(View value) {
    if (value.is_dynamic()) return {View(detail::make_list(nullptr, 0)), value};
    std::vector<const detail::Value*> fixed, dynamic;
    for (std::size_t i = 0; value.is_list() && i < value.size(); ++i)
      (value.element(i).is_dynamic() ? dynamic : fixed).push_back(value.element(i).value());
    if (dynamic.empty()) return {value, {}};
    return {View(detail::make_list(fixed.data(), fixed.size())),
            View(detail::make_list(dynamic.data(), dynamic.size()))};
  }

  void add_dynamic(const std::string& path, const std::string& label, View blocks) {
    if (path != label) throw Unfit{};
    const std::size_t count = blocks.is_dynamic() ? 1 : blocks.size();
    std::vector<Code> items;
    for (std::size_t i = 0; i < count; ++i)
      items.push_back(dynamic_code(scope_, blocks.is_dynamic() ? blocks : blocks.element(i), label));
    result_.overrides.emplace_back("dynamic." + label, call_code("parapet::list", {braces_code("", std::move(items))}));
  }

  void override_with(const std::string& path, View value, const char* why) {
    scope_.note(place_ + "." + path, std::string(why) + "; the program sets it with `add_override`");
    result_.overrides.emplace_back(path, override_code(scope_, path, value));
  }

  /// Names that the schema does not have.
  void note_unknown(View body, const schema::Struct& top) {
    for (std::size_t i = 0; i < body.size(); ++i) {
      const std::string name(body.name(i));
      bool known = name == "//";
      for (const schema::Field& field : top.fields) known = known || field.name == name;
      if (!known && body.value_at(i)) override_with(name, body.value_at(i), "the schema has no such attribute");
    }
  }

  Code slot_code(View value, const Slot& slot) {
    const schema::Field& field = slot.field;
    const std::string& shape = field.shape;
    if (shape == "s" && field.flags.find_first_of("sw") != std::string::npos) return secret(value, field.name);
    if (is_blocks(shape)) return blocks(value, slot);
    if (shape == "O" || shape == "N") return object(value, slot);
    if (shape == "P") return labelled(value, slot);
    if (shape == "s" && value.is_text() && holds_policy(field.name)) {
      if (const auto* json = decode_json(value.text())) {
        if (auto policy = policy_code(scope_, View(json))) return std::move(*policy);
      }
    }
    if (shape.starts_with("Ms") && slot.below != nullptr) check_entries(value, *slot.below);
    return element(value, shape, slot);
  }

  /// An entry of a map cannot be kept unset.
  void check_entries(View map, const Defaults& below) {
    for (const auto& [key, ignored] : below.below) {
      if (!member_named(map, key)) result_.suits_template = false;
    }
  }

  Code secret(View value, const std::string& name) {
    if (value.is_expression()) return expression_code(scope_, value, "s");
    scope_.note(place_ + "." + name,
                "a secret stands in the document in clear text; the program takes it from a variable: change the "
                "secret, then give it as TF_VAR_...");
    return text_code(scope_.shared(scope_.model().add_secret(id_ + "-" + name)) + ".str()");
  }

  /// An attribute or an element of one.
  Code element(View value, std::string_view shape, const Slot& slot) {
    if (value.is_unset()) return text_code("parapet::null");
    if (shape == "d") return any_code(scope_, value);
    if (value.is_expression()) return expression_code(scope_, value, shape);
    switch (shape.front()) {
      case 's':
        if (const auto text = as_text(value)) return literal_code(*text);
        throw Unfit{};
      case 'n':
        if (value.is_number()) return scalar_code(value);
        if (const auto number = as_number(value)) return text_code(number->text());
        throw Unfit{};
      case 'b':
        if (const auto flag = as_boolean(value)) return text_code(*flag ? "true" : "false");
        throw Unfit{};
      case 'L':
      case 'E':
        return sequence(value, shape, slot);
      case 'M':
        return map(value, shape.substr(1), slot);
      default:
        return struct_code(value, slot);
    }
  }

  Code sequence(View value, std::string_view shape, const Slot& slot) {
    if (!value.is_list()) throw Unfit{};
    if (value.size() == 0) return empty(shape.front() == 'L' ? "empty_list" : "empty_set", shape.substr(1), slot);
    std::vector<Code> items;
    for (std::size_t i = 0; i < value.size(); ++i) items.push_back(element(value.element(i), shape.substr(1), slot));
    // Braces around one pair of braces would be read as a copy of the inner list.
    if (items.size() == 1 && items[0].kind == Code::Kind::braces && items[0].head.empty())
      items[0].head = without_prefix(element_type(shape.substr(1), slot));
    return braces_code("", std::move(items));
  }

  Code map(View value, std::string_view shape, const Slot& slot) {
    if (!value.is_object()) throw Unfit{};
    if (value.size() == 0) return empty("empty_map", shape, slot);
    std::vector<Code> entries;
    for (std::size_t i = 0; i < value.size(); ++i) {
      const View key = value.key_at(i);
      Code key_code = key.is_text() ? literal_code(key.text()) : expression_code(scope_, key, "s");
      entries.push_back(braces_code("", {std::move(key_code), element(value.value_at(i), shape, slot)}));
    }
    return braces_code("", std::move(entries));
  }

  static std::string element_type(std::string_view shape, const Slot& slot) {
    std::string list = schema::slot_type("L" + std::string(shape), "", slot.type);
    return list.substr(std::string_view("::parapet::List<").size(),
                       list.size() - std::string_view("::parapet::List<>").size());
  }

  static std::string without_prefix(std::string type) {
    for (std::size_t at = 0; (at = type.find("::parapet::", at)) != std::string::npos;) type.erase(at, 2);
    return type.starts_with("::") ? type.substr(2) : type;
  }

  Code empty(const char* function, std::string_view shape, const Slot& slot) {
    scope_.include("parapet/expression.hpp");
    return text_code("parapet::" + std::string(function) + "<" + without_prefix(element_type(shape, slot)) + ">()");
  }

  Code struct_code(View value, const Slot& slot) {
    if (!value.is_object() || slot.field.nested == nullptr) throw Unfit{};
    refuse_unknown(value, *slot.field.nested);
    return aggregate(value, *slot.field.nested, slot.type, slot.below, slot.path);
  }

  /// A nested member that the schema does not have cannot be overridden one by one.
  static void refuse_unknown(View value, const schema::Struct& target) {
    for (std::size_t i = 0; i < value.size(); ++i) {
      bool known = value.name(i) == "//" || !value.value_at(i);
      for (const schema::Field& field : target.fields) known = known || (field.name == value.name(i) && field.settable);
      if (!known) throw Unfit{};
    }
  }

  Code object(View value, const Slot& slot) {
    if (value.is_expression()) return expression_code(scope_, value, slot.field.shape);
    return struct_code(value.is_object() ? value : value.sole(), slot);
  }

  Code blocks(View value, const Slot& slot) {
    if (value.is_object()) return braces_code("", {struct_code(value, slot)});
    if (!value.is_list()) throw Unfit{};
    std::vector<Code> items;
    for (std::size_t i = 0; i < value.size(); ++i) items.push_back(struct_code(value.element(i), slot));
    return braces_code("", std::move(items));
  }

  Code labelled(View value, const Slot& slot) {
    if (!value.is_object()) throw Unfit{};
    std::vector<Code> entries;
    for (std::size_t i = 0; i < value.size(); ++i)
      entries.push_back(braces_code("", {literal_code(value.name(i)), struct_code(value.value_at(i), slot)}));
    return braces_code("", std::move(entries));
  }

  FunctionScope& scope_;
  std::string place_;
  std::string id_;
  Configuration result_;
};

}  // namespace

Configuration configuration_of(FunctionScope& scope, View body, const schema::Layout& layout, const Defaults& defaults,
                               const std::string& place, const std::string& id) {
  return Writer(scope, place, id).run(body, layout, defaults);
}

}  // namespace parapet::importing
