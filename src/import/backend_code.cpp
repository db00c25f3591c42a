#include "import/backend_code.hpp"

#include "import/configuration.hpp"
#include "parapet/backend.hpp"

namespace parapet::importing {

namespace {

template <class T>
std::pair<const std::string_view, detail::Table*> entry() {
  return {T::parapet_backend, &T::parapet_table};
}

const std::map<std::string_view, detail::Table*>& tables() {
  using namespace backend;
  static const std::map<std::string_view, detail::Table*> all{
      entry<azurerm>(), entry<cloud>(),      entry<consul>(), entry<cos>(), entry<gcs>(),
      entry<http>(),    entry<kubernetes>(), entry<local>(),  entry<oci>(), entry<oss>(),
      entry<pg>(),      entry<remote>(),     entry<s3>()};
  return all;
}

/// The structs of a backend's header, as a layout has those of bindings.
const schema::Struct* add_struct(schema::Layout& layout, const std::string& qualified, const detail::Table& table) {
  schema::Struct& made = *layout.structs.emplace_back(std::make_unique<schema::Struct>());
  made.qualified = qualified;
  const detail::TableInfo& info = detail::info_of(table);
  for (std::uint16_t i = 0; i < info.count; ++i) {
    const detail::Field& known = info.fields[i];
    schema::Field field;
    field.name = known.name;
    field.member = schema::identifier(known.name);
    field.shape = known.shape;
    field.flags = known.flags;
    if (known.nested != nullptr) {
      field.nested_name = schema::pascal_case(known.name);
      field.nested = add_struct(layout, qualified + "::" + field.nested_name, *known.nested);
    }
    made.fields.push_back(field);
  }
  return &made;
}

}  // namespace

std::optional<Code> backend_code(FunctionScope& scope, const DocumentBlock& block) {
  const std::string place = "backend " + std::string(block.type);
  const auto found = tables().find(block.type);
  if (found == tables().end()) {
    scope.note(place, "no backend is called so; write it by hand");
    return std::nullopt;
  }
  schema::Layout layout;
  add_struct(layout, "::parapet::backend::" + schema::identifier(block.type), *found->second);
  Configuration configuration = configuration_of(scope, View(block.body), layout, {}, place, "backend");
  for (const auto& [path, ignored] : configuration.overrides)
    scope.note(place + "." + path, "a credential comes from the environment; it is not written");
  return std::move(configuration.aggregate);
}

}  // namespace parapet::importing
