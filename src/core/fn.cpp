#include <string>
#include <vector>

#include "identifier.hpp"
#include "parapet/detail/typing.hpp"
#include "parapet/error.hpp"

namespace parapet::detail {

const Value* call(const char* name, std::initializer_list<Argument> arguments) {
  std::vector<const Value*> values;
  values.reserve(arguments.size());
  bool expanded = false;
  for (const Argument& argument : arguments) {
    if (expanded) {
      throw Error("fn::" + std::string(name) + ": argument " + std::to_string(values.size()) +
                  " is an expanded list; Terraform takes one only as the last argument, so join the lists with "
                  "fn::concat first");
    }
    expanded = argument.expanded;
    values.push_back(argument.value == nullptr ? make_null() : argument.value);
  }
  return make_call(name, values.data(), values.size(), expanded);
}

const Value* call_provider(std::string_view provider, std::string_view function,
                           std::initializer_list<Argument> arguments) {
  for (const std::string_view name : {provider, function}) {
    if (!is_identifier(name)) {
      throw Error("fn::provider: \"" + std::string(name) +
                  "\" is no name of Terraform; give the provider's local name and its function: fn::provider(\"aws\", "
                  "\"arn_parse\", ...)");
    }
  }
  return call(copy_text("provider::" + std::string(provider) + "::" + std::string(function)), arguments);
}

}  // namespace parapet::detail
