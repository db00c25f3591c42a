#include "import/stack_file.hpp"

#include "import/backend_code.hpp"
#include "import/configuration.hpp"
#include "import/expressions.hpp"
#include "import/meta_code.hpp"
#include "import/options_code.hpp"

namespace parapet::importing {

namespace {

constexpr std::size_t constructor_indent = 4;

class StackWriter {
 public:
  StackWriter(Model& model, std::vector<Note>& notes, const Source& source)
      : model_(model), scope_(model, notes, model.functions().size()), source_(source) {}

  std::string run(const std::vector<std::string>& functions) {
    backend();
    shared();
    providers();
    tier();
    load(functions);
    const std::string name = class_of_stack(source_.stack);
    const std::string base = "Stack(scope, " + cpp_literal(source_.stack) + options() + ")";
    scope_.include("parapet/stack.hpp");
    std::string text = "#pragma once\n\n" + include_lines(scope_.includes()) + "\n#include \"resources.hpp\"\n\n";
    text += "/// The stack `" + source_.stack + "`.\nclass " + name + " : public parapet::Stack {\n public:\n";
    text += "  explicit " + name + "(parapet::Scope scope) : " + base + " {\n";
    for (const std::string& line : lines_) text += "    " + line + "\n";
    return text + "  }\n};\n";
  }

 private:
  void add(const Code& statement) {
    lines_.push_back(laid_out(statement, constructor_indent, constructor_indent, 1) + ";");
  }

  void backend() {
    for (const DocumentBlock* block : model_.blocks(NodeKind::backend)) {
      auto configuration = backend_code(scope_, *block);
      if (!configuration) continue;
      scope_.include("parapet/backend.hpp");
      add(call_code("parapet::Backend", {text_code("*this"), std::move(*configuration)}));
    }
  }

  /// What the functions get; one that no function uses is made all the same.
  void shared() {
    Code code = braces_code("const Shared shared", {});
    std::vector<Code> renamings;
    const std::size_t count = model_.shared().size();
    for (std::size_t i = 0; i < count; ++i) {
      const Shared& each = model_.shared()[i];
      add_member(code, each.member, creation(each));
      if (each.block == nullptr) continue;
      const std::string& id = model_.id_of(each.block);
      if (each.block->kind != NodeKind::provider && (id != each.block->name || id == "Default"))
        renamings.push_back(
            call_code("shared." + each.member + ".node().override_logical_id", {literal_code(each.block->name)}));
    }
    add(code);
    for (const Code& renaming : renamings) add(renaming);
  }

  Code creation(const Shared& shared) {
    std::vector<Code> arguments{text_code("*this")};
    if (shared.block == nullptr) {
      scope_.include("parapet/variable.hpp");
      arguments.push_back(literal_code(id_of_secret(shared.member)));
      arguments.push_back(text_code("parapet::VariableOptions{.sensitive = true, .type = \"string\"}"));
      return call_code(shared.type, std::move(arguments));
    }
    arguments.push_back(literal_code(model_.id_of(shared.block)));
    if (shared.block->kind == NodeKind::provider) {
      arguments.push_back(provider_configuration(*shared.block));
    } else {
      scope_.include("parapet/variable.hpp");
      arguments.push_back(shared.block->kind == NodeKind::variable ? variable_options(scope_, *shared.block)
                                                                   : any_code(scope_, View(shared.block->body)));
    }
    return call_code(shared.type, std::move(arguments));
  }

  std::string id_of_secret(const std::string& member) const {
    for (const auto& [id, known] : model_.secrets()) {
      if (known == member) return id;
    }
    return member;
  }

  Code provider_configuration(const DocumentBlock& block) {
    const schema::Layout layout = schema::layout_of_provider(
        model_.provider(), model_.names().of(schema::Category::provider, model_.provider().name));
    Configuration configuration = configuration_of(
        scope_, View(block.body), layout, {}, "provider " + Model::address_of_provider(block), model_.id_of(&block));
    scope_.include(layout.names.header);
    // The note of each says that `add_override` sets it, which a provider among the shared cannot be told.
    for (const auto& [path, ignored] : configuration.overrides)
      scope_.note("provider " + Model::address_of_provider(block) + "." + path, "write it by hand");
    return std::move(configuration.aggregate);
  }

  void providers() {
    for (const DocumentBlock* block : model_.blocks(NodeKind::provider)) {
      if (block->type != model_.provider().name || !block->name.empty()) continue;
      Code configuration = provider_configuration(*block);
      add(call_code(model_.names().name_space() + "::Provider",
                    {text_code("*this"), literal_code(model_.id_of(block)), std::move(configuration)}));
    }
    for (const DocumentBlock* block : model_.blocks(NodeKind::stack))
      requirements(View(block->body).member("required_providers"), *block);
  }

  /// Providers without bindings.
  void requirements(View required, const DocumentBlock& terraform) {
    for (std::size_t i = 0; i < required.size(); ++i) {
      const std::string name(required.name(i));
      const View one = required.value_at(i);
      if (name == model_.provider().name || name == "//") continue;
      if (!one.is_object() || !one.member("source").is_text() || !one.member("version").is_text()) {
        scope_.note("terraform.required_providers." + name,
                    "a provider needs a source and a version; write it by hand");
        continue;
      }
      untyped_provider(name, one, terraform);
    }
  }

  void untyped_provider(const std::string& name, View required, const DocumentBlock&) {
    const DocumentBlock* found = nullptr;
    for (const DocumentBlock* block : model_.blocks(NodeKind::provider)) {
      if (block->type != name) continue;
      if (block->name.empty()) {
        found = block;
      } else {
        scope_.note("provider " + Model::address_of_provider(*block),
                    "a provider without bindings has no alias here; write it by hand");
      }
    }
    scope_.include("parapet/resource.hpp");
    const std::string id = found == nullptr ? model_.claim_id(name) : model_.id_of(found);
    Code config = found == nullptr ? call_code("parapet::object", {braces_code("", {})})
                                   : override_code(scope_, "", View(found->body));
    add(call_code("parapet::Provider", {text_code("*this"), literal_code(id), literal_code(name),
                                        literal_code(required.member("source").text()),
                                        literal_code(required.member("version").text()), std::move(config)}));
  }

  void tier() {
    if (source_.tier == guardrails::Tier::baseline) return;
    scope_.include("parapet/guardrails/context.hpp");
    add(text_code("parapet::guardrails::set_security_context(*this, parapet::guardrails::SecurityContext{.tier = \"" +
                  std::string(guardrails::text_of(source_.tier)) + "\"})"));
  }

  void load(const std::vector<std::string>& functions) {
    if (functions.empty()) return;
    std::vector<Code> arguments{text_code("shared")};
    for (const std::string& function : functions) arguments.push_back(text_code(function));
    add(call_code("load", std::move(arguments)));
  }

  std::string options() {
    Code code = braces_code("parapet::StackOptions", {});
    for (const DocumentBlock* block : model_.blocks(NodeKind::stack)) {
      const View body(block->body);
      if (const View encryption = body.member("encryption"))
        add_member(code, "encryption", any_code(scope_, encryption));
      if (const View version = body.member("required_version"))
        add_member(code, "required_version", literal_code(version.text()));
      note_others(body);
    }
    return code.items.empty() ? "" : ", " + laid_out(code, 2, 60, 3);
  }

  void note_others(View body) {
    static constexpr std::string_view known[] = {
        "//", "backend", "cloud", "encryption", "required_providers", "required_version"};
    for (std::size_t i = 0; i < body.size(); ++i) {
      bool is_known = false;
      for (const std::string_view name : known) is_known = is_known || name == body.name(i);
      if (!is_known)
        scope_.note("terraform." + std::string(body.name(i)), "a stack has no such setting; write it by hand");
    }
  }

  Model& model_;
  FunctionScope scope_;
  const Source& source_;
  std::vector<std::string> lines_;
};

}  // namespace

std::string include_lines(const std::set<std::string>& headers) {
  std::string text;
  for (const std::string& header : headers) text += "#include <" + header + ">\n";
  return text;
}

std::string class_of_stack(const std::string& stack) { return schema::pascal_case(stack) + "Stack"; }

std::string stack_file(Model& model, std::vector<Note>& notes, const Source& source,
                       const std::vector<std::string>& functions) {
  return StackWriter(model, notes, source).run(functions);
}

std::string declarations_file(const Model& model, const std::vector<std::string>& functions) {
  std::set<std::string> headers{"parapet/stack.hpp"};
  std::string members;
  for (const Shared& shared : model.shared()) {
    const bool provider = shared.block != nullptr && shared.block->kind == NodeKind::provider;
    headers.insert(provider ? model.names().name_space() + "/provider.hpp" : "parapet/variable.hpp");
    members += "  " + shared.type + " " + shared.member + ";\n";
  }
  std::string text = "#pragma once\n\n" + include_lines(headers) +
                     "\n/// What belongs to the whole stack.\nstruct Shared {" + (members.empty() ? "" : "\n") +
                     members + "};\n";
  if (!functions.empty()) text += "\n// In the order in which they are called.\n";
  for (const std::string& function : functions)
    text += "void " + function + "(parapet::Stack& stack, const Shared& shared);\n";
  return text;
}

}  // namespace parapet::importing
