#include <algorithm>
#include <iterator>

#include "element.hpp"
#include "parapet/aspect.hpp"
#include "parapet/error.hpp"
#include "parapet/module.hpp"
#include "parapet/refactor.hpp"
#include "parapet/resource.hpp"
#include "parapet/variable.hpp"
#include "visit.hpp"

namespace parapet {

using detail::Element;
using detail::Value;

namespace {

Element* add_block(const Scope& scope, std::string_view id, NodeKind kind, const Value* config) {
  Element* element = detail::add_element(scope, id, kind);
  detail::set_config(element, config);
  return element;
}

/// The same with a configuration that may be refused while it is made; the message gets the place.
template <class Make>
Element* add_made(const Scope& scope, std::string_view id, NodeKind kind, const Make& make) {
  Element* element = detail::add_element(scope, id, kind);
  const Value* config = nullptr;
  try {
    config = make();
  } catch (const Error& error) {
    const std::string place = detail::place_of(element);
    element->app->undo_to(element->app->journal.size() - 1);
    throw Error(place + ": " + error.what());
  }
  detail::set_config(element, config);
  return element;
}

template <class T>
const Value* record_of(const T& options) {
  return detail::make_record(T::parapet_table, &options);
}

void add_entry(std::vector<detail::Entry>& entries, const char* key, const detail::Slot& slot) {
  if (slot.parapet_value() != nullptr) entries.push_back({detail::make_text(key), slot.parapet_value()});
}

const Value* map_of(const std::vector<detail::Entry>& entries) {
  return detail::make_map(entries.data(), entries.size());
}

}  // namespace

Variable::Variable(const Scope& scope, std::string_view id, const VariableOptions& options)
    : Construct(add_block(scope, id, NodeKind::variable, record_of(options))) {}
Ref<Any> Variable::value() const { return Ref<Any>(detail::make_root(element_)); }

Local::Local(const Scope& scope, std::string_view id, const Any& expression)
    : Construct(add_block(scope, id, NodeKind::local,
                          expression.parapet_value() == nullptr ? detail::make_null() : expression.parapet_value())) {}
Ref<Any> Local::value() const { return Ref<Any>(detail::make_root(element_)); }

Output::Output(const Scope& scope, std::string_view id, const OutputOptions& options)
    : Construct(add_block(scope, id, NodeKind::output, record_of(options))) {}

Moved::Moved(const Scope& scope, std::string_view id, const MovedOptions& options)
    : Construct(add_block(scope, id, NodeKind::moved, record_of(options))) {}
Import::Import(const Scope& scope, std::string_view id, const ImportOptions& options)
    : Construct(add_block(scope, id, NodeKind::import, record_of(options))) {}
Removed::Removed(const Scope& scope, std::string_view id, const RemovedOptions& options)
    : Construct(add_block(scope, id, NodeKind::removed, record_of(options))) {}
Check::Check(const Scope& scope, std::string_view id, const CheckOptions& options)
    : Construct(add_block(scope, id, NodeKind::check, record_of(options))) {}

namespace {

const Value* check_with_data(const CheckData& data, const CheckOptions& options) {
  for (const Str* word : {&data.type, &data.name}) {
    const Value* value = word->parapet_value();
    if (value == nullptr || value->kind != detail::Kind::text)
      throw Error("the data source of a check needs a `type` and a `name`, both literal");
  }
  const std::vector<detail::Entry> named{
      {data.name.parapet_value(), data.config.parapet_value() == nullptr ? map_of({}) : data.config.parapet_value()}};
  const std::vector<detail::Entry> typed{{data.type.parapet_value(), map_of(named)}};
  std::vector<detail::Entry> entries;
  add_entry(entries, "assert", options.assert_);
  entries.push_back({detail::make_text("data"), map_of(typed)});
  return map_of(entries);
}

/// Inputs of a module as entries, whether they come as object or as a struct.
std::vector<detail::Entry> input_entries(const Value* inputs) {
  std::vector<detail::Entry> entries;
  if (inputs == nullptr || inputs->kind == detail::Kind::null) return entries;
  if (inputs->kind == detail::Kind::map) {
    entries.assign(detail::entries_of(inputs), detail::entries_of(inputs) + inputs->size);
  } else if (inputs->kind == detail::Kind::record) {
    const auto& info = detail::info_of(*detail::table_of(inputs));
    for (std::uint16_t i = 0; i < info.count; ++i) {
      if (detail::slots_of(inputs)[i] != nullptr)
        entries.push_back({detail::make_text(info.fields[i].name), detail::slots_of(inputs)[i]});
    }
  } else {
    throw Error("the inputs of a module must be an object; write object({{\"name\", value}})");
  }
  return entries;
}

void refuse_reserved_inputs(const std::vector<detail::Entry>& entries) {
  static constexpr std::string_view kReserved[] = {"count",     "depends_on", "for_each", "lifecycle",
                                                   "providers", "source",     "version"};
  for (const detail::Entry& entry : entries) {
    if (entry.key == nullptr || entry.key->kind != detail::Kind::text) continue;
    if (std::find(std::begin(kReserved), std::end(kReserved), detail::text_of(entry.key)) != std::end(kReserved)) {
      throw Error("a module's input cannot be called `" + std::string(detail::text_of(entry.key)) +
                  "`; it is a meta-argument, give it beside `inputs`");
    }
  }
}

const Value* module_config(const ModuleOptions& options) {
  if (options.source.parapet_value() == nullptr)
    throw Error("a module needs a `source`: a registry address, a git URL or a path");
  std::vector<detail::Entry> entries = input_entries(options.inputs.parapet_value());
  refuse_reserved_inputs(entries);
  add_entry(entries, "count", options.count);
  add_entry(entries, "depends_on", options.depends_on);
  add_entry(entries, "for_each", options.for_each);
  std::vector<detail::Entry> providers;
  for (const ModuleProvider& provider : options.providers)
    providers.push_back({detail::make_text(provider.name), provider.provider.parapet_value()});
  if (!providers.empty()) entries.push_back({detail::make_text("providers"), map_of(providers)});
  add_entry(entries, "source", options.source);
  add_entry(entries, "version", options.version);
  return map_of(entries);
}

}  // namespace

Check::Check(const Scope& scope, std::string_view id, const CheckData& data, const CheckOptions& options)
    : Construct(add_made(scope, id, NodeKind::check, [&] { return check_with_data(data, options); })) {}

Module::Module(const Scope& scope, std::string_view id, const ModuleOptions& options)
    : Module(add_made(scope, id, NodeKind::module, [&] { return module_config(options); })) {}

namespace {

/// A provider without bindings keeps its source and version beside its configuration.
const Value* provider_config(std::string_view source, std::string_view version, const Any& config) {
  const std::vector<detail::Entry> entries{
      {detail::make_text("config"), config.parapet_value() == nullptr ? map_of({}) : config.parapet_value()},
      {detail::make_text("source"), detail::make_text(source)},
      {detail::make_text("version"), detail::make_text(version)}};
  return map_of(entries);
}

}  // namespace

Provider::Provider(const Scope& scope, std::string_view id, std::string_view name, std::string_view source,
                   std::string_view version, const Any& config)
    : Construct(detail::add_untyped(scope, id, NodeKind::provider, name,
                                    Any(Map<Any>(provider_config(source, version, config))))) {}

void add_aspect(const Construct& construct, std::function<void(const Construct&)> visit) {
  Element* element = construct.parapet_element();
  element->app->extra_of(element).aspects.push_back(std::move(visit));
  element->app->journal.emplace_back(element, detail::Step::aspect);
}

void add_validation(const Construct& construct, std::function<std::vector<std::string>()> validate) {
  Element* element = construct.parapet_element();
  element->app->extra_of(element).validations.push_back(std::move(validate));
  element->app->journal.emplace_back(element, detail::Step::validation);
}

namespace detail {

namespace {

/// Terraform reads a backend before anything has a value.
bool is_all_literal(const Value* value) {
  if (is_expression(value)) return false;
  bool literal = true;
  for_each_child(value, [&](const Value* child) { literal = literal && is_all_literal(child); });
  return literal;
}

}  // namespace

Element* add_backend(const Scope& scope, const char* kind, Table& table, const void* config) {
  Element* stack = stack_of(scope.parapet_element());
  if (stack == nullptr)
    throw Error(place_of(scope.parapet_element()) + ": a backend belongs to a stack; create it below one");
  Element* element = add_element(scope, "backend", NodeKind::backend);
  element->label = kind;
  const Value* record = make_record(table, config);
  if (!is_all_literal(record)) {
    const std::string place = place_of(element);
    element->app->undo_to(element->app->journal.size() - 1);
    throw Error(place + ": the backend `" + kind +
                "` refers to something, but Terraform reads backends before anything has a value; give literals");
  }
  set_config(element, record);
  return element;
}

}  // namespace detail
}  // namespace parapet
