#include "import/late_functions.hpp"

#include <limits>

#include "import/expressions.hpp"
#include "import/meta_code.hpp"
#include "import/options_code.hpp"

namespace parapet::importing {

namespace {

class Section {
 public:
  Section(Model& model, std::vector<Note>& notes) : model_(model), scope_(model, notes, model.functions().size()) {
    scope_.begin(std::numeric_limits<std::size_t>::max());
  }

  bool add(NodeKind kind) {
    for (const DocumentBlock* block : model_.blocks(kind)) {
      if (kind == NodeKind::local && model_.shared_at(block->address) != nullptr) continue;
      add(*block);
    }
    return !statements_.empty();
  }

  LateFunction finish(const std::string& name) {
    std::vector<std::string> lines = scope_.lookups();
    for (const Code& statement : statements_) lines.push_back(laid_out(statement, body_indent, body_indent, 1) + ";");
    return {name, function_text(scope_, name, lines)};
  }

 private:
  void add(const DocumentBlock& block) {
    switch (block.kind) {
      case NodeKind::module:
        return create(block, "Module", {module_options(scope_, block)}, "parapet/module.hpp");
      case NodeKind::local:
        return create(block, "Local", {any_code(scope_, View(block.body))}, "parapet/variable.hpp");
      case NodeKind::output:
        return create(block, "Output", {output_options(scope_, block)}, "parapet/variable.hpp");
      case NodeKind::check:
        return create(block, "Check", check_arguments(scope_, block), "parapet/refactor.hpp");
      default:
        return refactoring(block);
    }
  }

  /// A block that has a name.
  void create(const DocumentBlock& block, const char* type, std::vector<Code> options, const char* header) {
    const std::string& id = model_.id_of(&block);
    std::vector<Code> arguments{text_code("stack"), literal_code(id)};
    arguments.insert(arguments.end(), options.begin(), options.end());
    scope_.include(header);
    const Code created = call_code("parapet::" + std::string(type), std::move(arguments));
    if (id == block.name && id != "Default") {
      statements_.push_back(created);
    } else {
      statements_.push_back(call_code(laid_out(created, body_indent, body_indent, 1) + ".node().override_logical_id",
                                      {literal_code(block.name)}));
    }
  }

  /// `moved`, `removed` and `import` have no names, so that the program gives them some.
  void refactoring(const DocumentBlock& block) {
    const char* type = block.kind == NodeKind::moved ? "Moved" : block.kind == NodeKind::removed ? "Removed" : "Import";
    const View body(block.body);
    const std::string what = text_of_expression(body.member(block.kind == NodeKind::import ? "to" : "from"));
    std::string wish(block.kind == NodeKind::moved     ? "moved "
                     : block.kind == NodeKind::removed ? "removed "
                                                       : "import ");
    wish += what;
    for (char& c : wish) c = c == '/' ? '-' : c;
    scope_.include("parapet/refactor.hpp");
    statements_.push_back(
        call_code("parapet::" + std::string(type),
                  {text_code("stack"), literal_code(model_.claim_id(wish)), refactoring_options(scope_, block)}));
  }

  Model& model_;
  FunctionScope scope_;
  std::vector<Code> statements_;
};

struct Late {
  const char* name;
  std::vector<NodeKind> kinds;
};

}  // namespace

std::vector<LateFunction> late_functions(Model& model, std::vector<Note>& notes) {
  static const Late all[] = {{"modules", {NodeKind::module}},
                             {"locals", {NodeKind::local}},
                             {"outputs", {NodeKind::output}},
                             {"checks", {NodeKind::check}},
                             {"refactoring", {NodeKind::moved, NodeKind::removed}},
                             {"imports", {NodeKind::import}}};
  std::vector<LateFunction> functions;
  for (const Late& late : all) {
    Section section(model, notes);
    bool found = false;
    for (const NodeKind kind : late.kinds) found = section.add(kind);
    if (found) functions.push_back(section.finish(late.name));
  }
  return functions;
}

}  // namespace parapet::importing
