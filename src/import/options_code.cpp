#include "import/options_code.hpp"

#include <functional>

#include "import/expressions.hpp"
#include "import/meta_code.hpp"

namespace parapet::importing {

namespace {

std::string place_of_block(const DocumentBlock& block) {
  return block.address.empty() ? std::string(block.file) + ":" + std::to_string(block.line)
                               : std::string(block.address);
}

/// One member of an options struct.
struct Member {
  std::string_view key;
  const char* name;  ///< nullptr: something else takes the key
  std::function<Code(View)> code;
};

/// Fills a struct from a block; keys that no member takes are noted.
Code options_of_block(FunctionScope& scope, const DocumentBlock& block, const char* type,
                      const std::vector<Member>& members) {
  const View body(block.body);
  Code code = braces_code("parapet::" + std::string(type), {});
  for (const Member& member : members) {
    const auto* value = member.name == nullptr ? nullptr : detail::member_of(body.value(), member.key);
    if (View(value)) add_member(code, member.name, member.code(View(value)));
  }
  for (std::size_t i = 0; i < body.size(); ++i) {
    bool known = body.name(i) == "//" || !body.value_at(i);
    for (const Member& member : members) known = known || member.key == body.name(i);
    if (!known)
      scope.note(place_of_block(block) + "." + std::string(body.name(i)), "no option says this; write it by hand");
  }
  return code;
}

/// Makers of members, bound to a scope.
struct Makers {
  FunctionScope& scope;
  std::function<Code(View)> any() const {
    return [this](View value) { return any_code(scope, value); };
  }
  std::function<Code(View)> text() const {
    return [this](View value) {
      const auto text = as_text(value);
      return text ? literal_code(*text) : expression_code(scope, value, "s");
    };
  }
  std::function<Code(View)> flag() const {
    return [this](View value) {
      const auto flag = as_boolean(value);
      return flag ? text_code(*flag ? "true" : "false") : expression_code(scope, value, "b");
    };
  }
  std::function<Code(View)> conditions() const {
    return [this](View value) { return conditions_code(scope, value); };
  }
  std::function<Code(View)> address() const {
    return [](View value) { return literal_code(value.is_text() ? value.text() : text_of_expression(value)); };
  }
  std::function<Code(View)> meta(std::string_view name) const {
    return [this, name](View value) {
      const auto code = meta_code(scope, name, value);
      if (!code) scope.note(std::string(name), "names something that the program has no handle for; write it by hand");
      return code ? *code : braces_code("", {});
    };
  }
};

/// Entries of a module that are no meta-arguments.
Code inputs_code(FunctionScope& scope, View body) {
  static constexpr std::string_view own[] = {"//", "count", "depends_on", "for_each", "providers", "source", "version"};
  std::vector<Code> entries;
  for (std::size_t i = 0; i < body.size(); ++i) {
    bool is_own = !body.value_at(i);
    for (const std::string_view name : own) is_own = is_own || body.name(i) == name;
    if (!is_own) entries.push_back(braces_code("", {literal_code(body.name(i)), any_code(scope, body.value_at(i))}));
  }
  return entries.empty() ? braces_code("", {}) : call_code("parapet::object", {braces_code("", std::move(entries))});
}

Code providers_of_module(FunctionScope& scope, View value, const std::string& place) {
  std::vector<Code> entries;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const auto handle = provider_code(scope, value.value_at(i));
    if (!handle) {
      scope.note(place + ".providers", "`" + text_of_expression(value.value_at(i)) +
                                           "` is no provider with an alias; modules get the others by themselves");
      continue;
    }
    entries.push_back(braces_code("parapet::ModuleProvider", {literal_code(value.name(i)), *handle}));
  }
  return braces_code("", std::move(entries));
}

}  // namespace

Code variable_options(FunctionScope& scope, const DocumentBlock& block) {
  const Makers make{scope};
  return options_of_block(scope, block, "VariableOptions",
                          {{"default", "default_", make.any()},
                           {"description", "description", make.text()},
                           {"ephemeral", "ephemeral", make.flag()},
                           {"nullable", "nullable", make.flag()},
                           {"sensitive", "sensitive", make.flag()},
                           {"type", "type", make.address()},
                           {"validation", "validation", make.conditions()}});
}

Code output_options(FunctionScope& scope, const DocumentBlock& block) {
  const Makers make{scope};
  return options_of_block(scope, block, "OutputOptions",
                          {{"depends_on", "depends_on", make.meta("depends_on")},
                           {"description", "description", make.text()},
                           {"ephemeral", "ephemeral", make.flag()},
                           {"precondition", "precondition", make.conditions()},
                           {"sensitive", "sensitive", make.flag()},
                           {"value", "value", make.any()}});
}

Code module_options(FunctionScope& scope, const DocumentBlock& block) {
  const View body(block.body);
  Code code = braces_code("parapet::ModuleOptions", {});
  for (const std::string_view name : {"count", "depends_on", "for_each"}) {
    const View value(detail::member_of(body.value(), name));
    if (!value) continue;
    if (auto written = meta_code(scope, name, value)) {
      add_member(code, std::string(name), std::move(*written));
    } else {
      scope.note(place_of_block(block) + "." + std::string(name), "names something that the program has no handle for");
    }
  }
  Code inputs = inputs_code(scope, body);
  if (!inputs.items.empty()) add_member(code, "inputs", std::move(inputs));
  if (const View value = View(detail::member_of(body.value(), "providers"))) {
    Code providers = providers_of_module(scope, value, place_of_block(block));
    if (!providers.items.empty()) add_member(code, "providers", std::move(providers));
  }
  for (const std::string_view name : {"source", "version"}) {
    if (const View value = View(detail::member_of(body.value(), name)))
      add_member(code, std::string(name),
                 value.is_text() ? literal_code(value.text()) : expression_code(scope, value, "s"));
  }
  return code;
}

std::vector<Code> check_arguments(FunctionScope& scope, const DocumentBlock& block) {
  std::vector<Code> arguments;
  const View data = View(block.body).member("data");
  if (data.is_object() && data.size() == 1 && data.value_at(0).is_object() && data.value_at(0).size() == 1) {
    Code code = braces_code("parapet::CheckData", {});
    add_member(code, "type", literal_code(data.name(0)));
    add_member(code, "name", literal_code(data.value_at(0).name(0)));
    add_member(code, "config", override_code(scope, "", data.value_at(0).value_at(0)));
    arguments.push_back(std::move(code));
  } else if (data) {
    scope.note(place_of_block(block) + ".data", "a check takes one data source; write it by hand");
  }
  const Makers make{scope};
  arguments.push_back(options_of_block(scope, block, "CheckOptions",
                                       {{"assert", "assert_", make.conditions()}, {"data", nullptr, {}}}));
  return arguments;
}

Code refactoring_options(FunctionScope& scope, const DocumentBlock& block) {
  const Makers make{scope};
  if (block.kind == NodeKind::moved)
    return options_of_block(scope, block, "MovedOptions",
                            {{"from", "from", make.address()}, {"to", "to", make.address()}});
  if (block.kind == NodeKind::import)
    return options_of_block(scope, block, "ImportOptions",
                            {{"for_each", "for_each", make.any()},
                             {"id", "id", make.text()},
                             {"provider", "provider", make.meta("provider")},
                             {"to", "to", make.address()}});
  const auto lifecycle = [&](View value) {
    Code code = braces_code("parapet::RemovedLifecycle", {});
    add_member(code, "destroy", make.flag()(value.member("destroy")));
    return braces_code("", {std::move(code)});
  };
  return options_of_block(scope, block, "RemovedOptions",
                          {{"from", "from", make.address()}, {"lifecycle", "lifecycle", lifecycle}});
}

}  // namespace parapet::importing
