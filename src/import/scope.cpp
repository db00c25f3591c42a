#include "import/scope.hpp"

#include "import/code.hpp"

namespace parapet::importing {

std::string class_of(const schema::Layout& layout) { return layout.names.scope.substr(2) + "::" + layout.names.handle; }

const std::string& FunctionScope::declare(std::size_t unit) {
  const auto [found, fresh] = variables_.try_emplace(unit);
  if (fresh) found->second = names_.claim(schema::identifier(model_.units()[unit].id));
  return found->second;
}

std::string FunctionScope::handle(std::size_t unit) {
  const bool known = variables_.contains(unit);
  const std::string& name = declare(unit);
  used_.insert(unit);
  if (!known && model_.units()[unit].function != function_) lookups_.push_back(look_up(unit, name));
  return name;
}

std::string FunctionScope::look_up(std::size_t unit, const std::string& name) {
  const Unit& looked_up = model_.units()[unit];
  if (looked_up.layout == nullptr) {
    const char* type = looked_up.is_resource() ? "parapet::Resource" : "parapet::DataSource";
    include("parapet/resource.hpp");
    return "const " + std::string(type) + " " + name + "(stack.node().find_child(" + cpp_literal(looked_up.id) +
           ").parapet_element());";
  }
  include("parapet/find.hpp");
  include(looked_up.layout->names.header);
  return "const auto " + name + " = parapet::find<" + class_of(*looked_up.layout) + ">(stack, " +
         cpp_literal(looked_up.id) + ");";
}

}  // namespace parapet::importing
