#include "import/resource_functions.hpp"

#include "import/configuration.hpp"
#include "import/expressions.hpp"
#include "import/meta_code.hpp"

namespace parapet::importing {

namespace {

/// A statement that creates a unit; whether it needs a variable is known when the function is complete.
struct Creation {
  std::size_t unit = 0;
  std::string type;
  std::vector<Code> arguments;
  std::vector<Code> calls;  ///< on the node, behind it
};

class FunctionWriter {
 public:
  FunctionWriter(Model& model, std::vector<Note>& notes, std::size_t function, guardrails::Tier tier)
      : model_(model), scope_(model, notes, function), function_(model.functions()[function]), tier_(tier) {}

  FunctionText run() {
    for (const std::size_t unit : function_.units) scope_.declare(unit);
    std::vector<Creation> creations;
    for (const std::size_t unit : function_.units) {
      scope_.begin(model_.units()[unit].position);
      creations.push_back(creation(unit));
      if (!creations.back().calls.empty()) scope_.use(unit);
    }
    std::vector<std::string> lines = scope_.lookups();
    for (const Creation& each : creations) add_lines(each, lines);
    return function_text(scope_, function_.name, lines);
  }

 private:
  Creation creation(std::size_t position) {
    const Unit& unit = model_.units()[position];
    Creation made{position, {}, {text_code("stack"), literal_code(unit.id)}, {}};
    if (unit.renamed) made.calls.push_back(call_code("override_logical_id", {literal_code(unit.block->name)}));
    if (unit.layout == nullptr) {
      untyped(unit, made);
    } else {
      typed(unit, made);
    }
    return made;
  }

  void typed(const Unit& unit, Creation& made) {
    const Defaults defaults = unit.is_resource() ? defaults_of(unit.block->type, tier_) : Defaults();
    Configuration configuration = configuration_of(scope_, View(unit.block->body), *unit.layout, defaults,
                                                   std::string(unit.block->address), unit.id);
    made.type = class_of(*unit.layout);
    made.arguments.push_back(std::move(configuration.aggregate));
    scope_.include(unit.layout->names.header);
    if (unit.is_resource() && configuration.suits_template) use_template(unit, made);
    for (auto& [path, value] : configuration.overrides)
      made.calls.push_back(call_code("add_override", {literal_code(path), std::move(value)}));
  }

  void use_template(const Unit& unit, Creation& made) {
    const std::string service = service_of(unit.block->type);
    if (service.empty()) return;
    const auto known = model_.facts().templates.find(unit.block->type);
    if (known == model_.facts().templates.end()) {
      made.type = "secure::" + unit.layout->names.handle;
      scope_.include("secure_templates/" + service + ".hpp");
      return;
    }
    made.type = known->second.name;
    scope_.include(known->second.header);
    if (!known->second.options.empty()) made.arguments.push_back(text_code(known->second.options));
  }

  /// A type of another provider.
  void untyped(const Unit& unit, Creation& made) {
    made.type = unit.is_resource() ? "parapet::Resource" : "parapet::DataSource";
    if (unit.block->kind == NodeKind::ephemeral_resource) made.type = "parapet::EphemeralResource";
    scope_.include("parapet/resource.hpp");
    std::vector<Code> entries;
    const View body(unit.block->body);
    for (std::size_t i = 0; i < body.size(); ++i) {
      const std::string name(body.name(i));
      if (name == "//" || !body.value_at(i)) continue;
      entries.push_back(braces_code("", {literal_code(name), override_code(scope_, name, body.value_at(i))}));
    }
    made.arguments.push_back(literal_code(unit.block->type));
    made.arguments.push_back(call_code("parapet::object", {braces_code("", std::move(entries))}));
  }

  void add_lines(const Creation& made, std::vector<std::string>& lines) {
    const std::string& name = scope_.declare(made.unit);
    const bool named = scope_.is_used(made.unit);
    const Code code = call_code(made.type + (named ? " " + name : ""), made.arguments);
    lines.push_back(laid_out(code, body_indent, body_indent, 1) + ";");
    for (const Code& call : made.calls) {
      Code on_node = call;
      on_node.head = name + ".node()." + call.head;
      lines.push_back(laid_out(on_node, body_indent, body_indent, 1) + ";");
    }
  }

  Model& model_;
  FunctionScope scope_;
  const Function& function_;
  guardrails::Tier tier_;
};

}  // namespace

FunctionText function_text(const FunctionScope& scope, const std::string& name, const std::vector<std::string>& lines) {
  std::string text =
      "void " + name + "(parapet::Stack& stack, const Shared&" + (scope.uses_shared() ? " shared" : "") + ") {\n";
  for (const std::string& line : lines) text += "  " + line + "\n";
  return {text + "}\n", scope.includes(), scope.uses_policies()};
}

FunctionText resource_function(Model& model, std::vector<Note>& notes, std::size_t function, guardrails::Tier tier) {
  return FunctionWriter(model, notes, function, tier).run();
}

}  // namespace parapet::importing
