#include "parapet/typed_module.hpp"

#include <string>

#include "element.hpp"
#include "parapet/error.hpp"
#include "secret_check.hpp"

namespace parapet {

using detail::Value;

namespace {

/// The whole call. Options with inputs of their own keep them, for the constructor to refuse where the place is known.
ModuleOptions call_of(const detail::ModuleInfo& info, const Value* inputs, const ModuleOptions& options) {
  ModuleOptions call = options;
  if (options.inputs.parapet_value() == nullptr) call.inputs = Any(detail::Slot(inputs));
  if (options.source.parapet_value() != nullptr) return call;
  call.source = info.source;
  if (options.version.parapet_value() == nullptr && info.version != nullptr) call.version = info.version;
  return call;
}

/// Names of the required inputs that have no value: "`cidr`, `name`".
std::string missing_inputs(const Value* inputs) {
  std::string missing;
  const detail::TableInfo& table = detail::info_of(*detail::table_of(inputs));
  for (std::uint16_t i = 0; i < table.count; ++i) {
    if (detail::slots_of(inputs)[i] != nullptr || !table.fields[i].has('r')) continue;
    missing += (missing.empty() ? "`" : ", `") + std::string(table.fields[i].name) + "`";
  }
  return missing;
}

}  // namespace

TypedModule::TypedModule(const Scope& scope, std::string_view id, const detail::ModuleInfo& info, const void* inputs,
                         const ModuleOptions& options)
    : TypedModule(scope, id, info, detail::make_record(*info.inputs, inputs), options) {}

// A module's block keeps no table, so what the table says of the inputs is checked here.
TypedModule::TypedModule(const Scope& scope, std::string_view id, const detail::ModuleInfo& info, const Value* inputs,
                         const ModuleOptions& options)
    : Module(scope, id, call_of(info, inputs, options)) {
  const std::string place = detail::place_of(element_);
  if (options.inputs.parapet_value() != nullptr) {
    throw Error(place +
                ": the options have `inputs`, but the inputs of this module are the struct before them; leave one out");
  }
  const std::string missing = missing_inputs(inputs);
  if (!missing.empty()) {
    throw Error(place + ": the module needs " + missing + ", which its variables have no default for; give every one");
  }
  detail::check_secrets(element_, inputs, [](const detail::Element* other) { return other->config; });
}

}  // namespace parapet
