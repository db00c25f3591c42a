#include "import/meta_code.hpp"

#include "import/expressions.hpp"

namespace parapet::importing {

namespace {

using detail::Kind;

Code flag_code(FunctionScope& scope, View value) {
  if (const auto flag = as_boolean(value)) return text_code(*flag ? "true" : "false");
  return expression_code(scope, value, "b");
}

Code text_slot(FunctionScope& scope, View value) {
  if (const auto text = as_text(value)) return literal_code(*text);
  return expression_code(scope, value, "s");
}

std::optional<Code> dependencies_code(FunctionScope& scope, View value) {
  std::vector<Code> handles;
  for (std::size_t i = 0; i < value.size(); ++i) {
    std::string handle = whole_unit(scope, value.element(i));
    if (handle.empty()) return std::nullopt;
    handles.push_back(text_code(std::move(handle)));
  }
  if (!value.is_list() || handles.empty()) return std::nullopt;
  return braces_code("", std::move(handles));
}

Code ignored_code(View value) {
  if (!value.is_list()) return text_code("parapet::all_changes");
  std::vector<Code> names;
  for (std::size_t i = 0; i < value.size(); ++i) names.push_back(literal_code(text_of_expression(value.element(i))));
  return braces_code("", std::move(names));
}

Code triggers_code(FunctionScope& scope, View value) {
  std::vector<Code> triggers;
  for (std::size_t i = 0; i < value.size(); ++i) {
    std::string handle = whole_unit(scope, value.element(i));
    triggers.push_back(handle.empty() ? expression_code(scope, value.element(i), "d") : text_code(std::move(handle)));
  }
  return braces_code("", std::move(triggers));
}

std::optional<Code> lifecycle_code(FunctionScope& scope, View value) {
  Code code = braces_code("parapet::Lifecycle", {});
  static constexpr std::string_view known[] = {"create_before_destroy", "ignore_changes",  "postcondition",
                                               "precondition",          "prevent_destroy", "replace_triggered_by"};
  std::size_t found = 0;
  for (const std::string_view name : known) {
    const View member = detail::member_of(value.sole().value(), name);
    if (!member) continue;
    ++found;
    if (name == "ignore_changes") {
      add_member(code, std::string(name), ignored_code(member));
    } else if (name == "replace_triggered_by") {
      add_member(code, std::string(name), triggers_code(scope, member));
    } else if (name.ends_with("condition")) {
      add_member(code, std::string(name), conditions_code(scope, member));
    } else {
      add_member(code, std::string(name), flag_code(scope, member));
    }
  }
  scope.include("parapet/meta.hpp");
  if (found != value.sole().size()) return std::nullopt;
  return braces_code("", {std::move(code)});
}

/// What stands without `${}` is a text in JSON.
View with_texts(View value) {
  if (value.kind() == Kind::bare) return View(detail::make_text(text_of_expression(value)));
  if (value.is_list()) {
    std::vector<const detail::Value*> items;
    for (std::size_t i = 0; i < value.size(); ++i) items.push_back(with_texts(value.element(i)).value());
    return View(detail::make_list(items.data(), items.size()));
  }
  if (value.kind() != Kind::map) return value;
  std::vector<detail::Entry> entries(detail::entries_of(value.value()),
                                     detail::entries_of(value.value()) + value.size());
  for (detail::Entry& entry : entries) entry.value = with_texts(View(entry.value)).value();
  return View(detail::make_map(entries.data(), entries.size()));
}

}  // namespace

Code conditions_code(FunctionScope& scope, View value) {
  std::vector<Code> conditions;
  const std::size_t count = value.is_list() ? value.size() : 1;
  for (std::size_t i = 0; i < count; ++i) {
    const View one = value.is_list() ? value.element(i) : value;
    Code code = braces_code("parapet::Condition", {});
    add_member(code, "condition", flag_code(scope, one.member("condition")));
    add_member(code, "error_message", text_slot(scope, one.member("error_message")));
    conditions.push_back(std::move(code));
  }
  scope.include("parapet/meta.hpp");
  return braces_code("", std::move(conditions));
}

std::optional<Code> provider_code(FunctionScope& scope, View value) {
  const Shared* shared = scope.model().shared_at(text_of_expression(value));
  if (shared == nullptr) return std::nullopt;
  return text_code(scope.shared(shared->member));
}

std::optional<Code> meta_code(FunctionScope& scope, std::string_view name, View value) {
  if (name == "count") return value.is_number() ? scalar_code(value) : expression_code(scope, value, "n");
  if (name == "for_each") return any_code(scope, value);
  if (name == "depends_on") return dependencies_code(scope, value);
  if (name == "provider") return provider_code(scope, value);
  if (name == "lifecycle") return lifecycle_code(scope, value);
  return std::nullopt;
}

Code override_code(FunctionScope& scope, std::string_view, View value) { return any_code(scope, with_texts(value)); }

Code dynamic_code(FunctionScope& scope, View block, std::string_view label) {
  std::vector<Code> entries;
  const auto add = [&](const char* name, Code value) {
    entries.push_back(braces_code("", {literal_code(name), std::move(value)}));
  };
  add("content", any_code(scope, block.dynamic_content()));
  add("for_each", any_code(scope, block.dynamic_for_each()));
  if (block.dynamic_iterator() != label && !block.dynamic_iterator().empty())
    add("iterator", literal_code(block.dynamic_iterator()));
  return call_code("parapet::object", {braces_code("", std::move(entries))});
}

}  // namespace parapet::importing
