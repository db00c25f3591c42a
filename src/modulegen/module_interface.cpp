#include "modulegen/module_interface.hpp"

#include <algorithm>
#include <iterator>

#include "modulegen/declaration.hpp"
#include "modulegen/type_constraint.hpp"
#include "parapet/error.hpp"

namespace parapet::modulegen {

namespace {

/// Names that Terraform keeps for the arguments of a module block itself.
constexpr std::string_view reserved_names[] = {"count",  "depends_on", "for_each", "lifecycle",
                                               "locals", "providers",  "source",   "version"};

bool is_identifier(std::string_view name) {
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
           static_cast<unsigned char>(c) >= 0x80;
  };
  return !name.empty() && std::all_of(name.begin(), name.end(), fits) && name.front() != '-' &&
         !(name.front() >= '0' && name.front() <= '9');
}

void check_name(const Declaration& declaration) {
  const std::string title = declaration.place + ": " + declaration.type + " \"" + declaration.name + "\": ";
  if (!is_identifier(declaration.name)) {
    throw Error(title + "a name begins with a letter or `_` and goes on with letters, digits, `_` and `-`");
  }
  const bool reserved =
      declaration.type == "variable" &&
      std::find(std::begin(reserved_names), std::end(reserved_names), declaration.name) != std::end(reserved_names);
  if (reserved) throw Error(title + "the name is taken by an argument of module blocks");
}

bool flag(const Declaration& declaration, std::string_view name) {
  const Argument* argument = declaration.find(name);
  if (argument == nullptr || argument->value.is_unset()) return false;
  const std::optional<bool> value = as_boolean(argument->value);
  if (!value) {
    throw Error(argument->place + ": `" + argument->name + "` must be true or false, found `" +
                render(argument->value) + "`");
  }
  return *value;
}

std::string description_of(const Declaration& declaration) {
  const Argument* argument = declaration.find("description");
  if (argument == nullptr || argument->value.is_unset()) return {};
  if (!argument->value.is_text()) {
    throw Error(argument->place + ": `description` must be a literal string, found `" + render(argument->value) + "`");
  }
  return std::string(argument->value.text());
}

schema::Attribute input(const Declaration& declaration) {
  schema::Attribute attribute;
  attribute.name = declaration.name;
  if (const Argument* type = declaration.find("type")) set_type(attribute, type->value, type->place);
  attribute.optional = declaration.find("default") != nullptr;
  attribute.required = !attribute.optional;
  attribute.sensitive = flag(declaration, "sensitive");
  // Never in a state or plan, and so no place for a literal either.
  attribute.write_only = flag(declaration, "ephemeral");
  attribute.description = description_of(declaration);
  return attribute;
}

}  // namespace

ModuleInterface read_module(const std::filesystem::path& folder) {
  ModuleInterface result;
  for (const Declaration& declaration : read_declarations(folder)) {
    check_name(declaration);
    if (declaration.type == "variable") {
      result.inputs.attributes.push_back(input(declaration));
    } else {
      result.outputs.push_back({declaration.name, description_of(declaration), flag(declaration, "sensitive")});
    }
  }
  return result;
}

}  // namespace parapet::modulegen
