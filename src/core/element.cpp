#include "element.hpp"

#include <algorithm>

#include "arena.hpp"
#include "config_check.hpp"
#include "parapet/error.hpp"
#include "parapet/resource.hpp"
#include "utf8.hpp"

namespace parapet::detail {

namespace {

void check_id(const Scope& scope, std::string_view id) {
  const auto refuse = [&](const std::string& why) {
    const Element* parent = scope.parapet_element();
    const std::string below = parent->parent == nullptr ? "the app" : std::string(path_of(parent));
    throw Error(std::string(scope.where().file_name()) + ":" + std::to_string(scope.where().line()) +
                ": a construct below " + below + " " + why);
  };
  if (id.empty()) refuse("has an empty id; give it a name");
  if (!is_valid_utf8(id)) refuse("has an id that is not valid UTF-8; write the source file in UTF-8");
  if (id.find('/') != std::string_view::npos) {
    refuse("has the id \"" + std::string(id) + "\"; `/` separates the parts of a path, use `-` instead");
  }
}

void check_parent(const Scope& scope, std::string_view id) {
  for (const Element* at = scope.parapet_element(); at != nullptr; at = at->parent) {
    const std::string here = std::string(scope.where().file_name()) + ":" + std::to_string(scope.where().line());
    if (at->removed) {
      throw Error(here + ": \"" + std::string(id) + "\" is added below " + place_of(at) +
                  ", which was taken back when its constructor threw");
    }
    if (at->locked) {
      throw Error(here + ": \"" + std::string(id) + "\" is added below " + place_of(at) +
                  ", which is locked; add it before lock() or synth()");
    }
  }
}

void link(Element* parent, Element* child) {
  child->parent = parent;
  if (parent->last_child == nullptr) {
    parent->first_child = child;
  } else {
    parent->last_child->next = child;
  }
  parent->last_child = child;
}

void unlink_last(Element* child) {
  Element* parent = child->parent;
  if (parent->first_child == child) {
    parent->first_child = parent->last_child = nullptr;
    return;
  }
  Element* before = parent->first_child;
  while (before->next != child) before = before->next;
  before->next = nullptr;
  parent->last_child = before;
}

void undo(AppState& app, Element* element, Step step) {
  switch (step) {
    case Step::added:
      app.siblings.erase(element);
      unlink_last(element);
      element->removed = true;
      return;
    case Step::overridden:
      return element->extra->overrides.pop_back();
    case Step::metadata:
      return element->extra->metadata.pop_back();
    case Step::context:
      return element->extra->context.pop_back();
    case Step::annotation:
      return element->extra->annotations.pop_back();
    case Step::dependency:
      return element->extra->dependencies.pop_back();
    case Step::aspect:
      return element->extra->aspects.pop_back();
    case Step::validation:
      return element->extra->validations.pop_back();
    case Step::logical_id:
      element->extra->logical_ids.pop_back();
      element->logical_id = {};
      return;
  }
}

}  // namespace

void AppState::undo_to(std::size_t mark) {
  while (journal.size() > mark) {
    const auto [element, step] = journal.back();
    journal.pop_back();
    undo(*this, element, step);
  }
}

Extra& AppState::extra_of(Element* element) {
  if (element->extra == nullptr) element->extra = &extras.emplace_back();
  return *element->extra;
}

Element* add_element(const Scope& scope, std::string_view id, NodeKind kind) {
  check_id(scope, id);
  check_parent(scope, id);
  Element* parent = scope.parapet_element();
  AppState& app = *parent->app;
  const auto known = app.siblings.find(std::pair<const Element*, std::string_view>(parent, id));
  if (known != app.siblings.end()) {
    throw Error(std::string(scope.where().file_name()) + ":" + std::to_string(scope.where().line()) +
                ": there is already a construct " + place_of(*known) + "; choose another id than \"" + std::string(id) +
                "\"");
  }
  auto* element = new (Arena::of_thread().allocate(sizeof(Element))) Element;
  element->app = &app;
  element->id = {copy_text(id), id.size()};
  element->order = app.elements++;
  element->kind = kind;
  element->file = scope.where().file_name();
  element->line = scope.where().line();
  link(parent, element);
  app.siblings.insert(element);
  app.journal.emplace_back(element, Step::added);
  return element;
}

void set_config(Element* element, const Value* config) {
  const std::size_t mark = element->app->journal.size() - 1;
  try {
    check_config(element, config);
  } catch (...) {
    element->app->undo_to(mark);
    throw;
  }
  element->config = config;
}

Element* add_typed(const Scope& scope, std::string_view id, NodeKind kind, const TypeInfo& type, const void* config) {
  Element* element = add_element(scope, id, kind);
  element->type = &type;
  set_config(element, make_record(*type.table, config));
  return element;
}

Element* add_untyped(const Scope& scope, std::string_view id, NodeKind kind, std::string_view type, const Any& config) {
  Element* element = add_element(scope, id, kind);
  element->label = {copy_text(type), type.size()};
  const Value* value = config.parapet_value();
  if (value == nullptr) value = make_map(nullptr, 0);
  if (value->kind != Kind::map && value->kind != Kind::record) {
    element->app->undo_to(element->app->journal.size() - 1);
    throw Error(place_of(element) + ": the configuration of a `" + std::string(type) +
                "` must be an object; write object({{\"name\", value}})");
  }
  set_config(element, value);
  return element;
}

std::string_view path_of(const Element* element) {
  if (!element->path.empty() || element->parent == nullptr) return element->path;
  const std::string_view above = path_of(element->parent);
  if (above.empty()) {
    element->path = element->id;
  } else {
    const std::string path = std::string(above) + "/" + std::string(element->id);
    element->path = {copy_text(path), path.size()};
  }
  return element->path;
}

Element* stack_of(const Element* element) {
  for (auto* at = const_cast<Element*>(element); at != nullptr; at = at->parent) {
    if (at->kind == NodeKind::stack) return at;
  }
  return nullptr;
}

std::string place_of(const Element* element) {
  const std::string path = element->parent == nullptr ? "the app" : std::string(path_of(element));
  return path + " (" + element->file + ":" + std::to_string(element->line) + ")";
}

std::string_view terraform_type_of(const Element* element) {
  return element->type != nullptr ? std::string_view(element->type->name) : element->label;
}

std::string_view logical_id_of(const Element* element) {
  if (!element->logical_id.empty()) return element->logical_id;
  std::string name;
  if (element->extra != nullptr && !element->extra->logical_ids.empty()) name = element->extra->logical_ids.back();
  if (name.empty()) {
    std::vector<std::string_view> below;
    for (const Element* at = element; at != nullptr && at->kind != NodeKind::stack; at = at->parent)
      below.insert(below.begin(), at->id);
    name = compute_logical_id(below);
  }
  if (name.empty()) {
    throw Error(place_of(element) +
                ": no name for Terraform can be made of this path; use letters, digits, `_` and `-` in the id, and not "
                "only `Default`");
  }
  element->logical_id = {copy_text(name), name.size()};
  return element->logical_id;
}

bool is_dependable(const Element* element) {
  return element->kind == NodeKind::resource || element->kind == NodeKind::data_source ||
         element->kind == NodeKind::module || element->kind == NodeKind::ephemeral_resource;
}

const Value* provider_body(const Element* element) {
  if (element->type != nullptr || element->config == nullptr) return element->config;
  return member_of(element->config, "config");
}

const Value* alias_of(const Element* provider) {
  if (provider->extra != nullptr) {
    const auto& overrides = provider->extra->overrides;
    const auto last =
        std::find_if(overrides.rbegin(), overrides.rend(), [](const auto& entry) { return entry.first == "alias"; });
    if (last != overrides.rend()) return last->second;
  }
  return member_of(provider_body(provider), "alias");
}

std::string address_of(const Element* element) {
  const std::string name = element->kind == NodeKind::provider ? std::string() : std::string(logical_id_of(element));
  switch (element->kind) {
    case NodeKind::resource:
      return std::string(terraform_type_of(element)) + "." + name;
    case NodeKind::data_source:
      return "data." + std::string(terraform_type_of(element)) + "." + name;
    case NodeKind::ephemeral_resource:
      return "ephemeral." + std::string(terraform_type_of(element)) + "." + name;
    case NodeKind::module:
      return "module." + name;
    case NodeKind::variable:
      return "var." + name;
    case NodeKind::local:
      return "local." + name;
    case NodeKind::output:
      return "output." + name;
    case NodeKind::check:
      return "check." + name;
    case NodeKind::provider: {
      const Value* alias = alias_of(element);
      const std::string type(terraform_type_of(element));
      return alias != nullptr && alias->kind == Kind::text ? type + "." + std::string(text_of(alias)) : type;
    }
    default:
      return {};
  }
}

}  // namespace parapet::detail
