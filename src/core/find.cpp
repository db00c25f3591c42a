#include "parapet/find.hpp"

#include <string>

#include "element.hpp"
#include "parapet/error.hpp"

namespace parapet::detail {

Element* find_typed(const Construct& scope, std::string_view path, const TypeInfo& type) {
  const Node found = scope.node().find_child(path);
  if (found.type() == type.name) return found.parapet_element();
  throw Error(place_of(found.parapet_element()) + " is no " + type.name + (found.type().empty() ? "" : "; it is an ") +
              std::string(found.type()));
}

}  // namespace parapet::detail
