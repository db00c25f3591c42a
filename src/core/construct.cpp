#include "parapet/construct.hpp"

#include <algorithm>
#include <exception>

#include "config_check.hpp"
#include "element.hpp"
#include "nearest.hpp"
#include "parapet/error.hpp"
#include "parapet/resource.hpp"

namespace parapet {

using detail::Element;
using detail::Step;

Scope::Scope(const Construct& parent, std::source_location where)
    : element_(parent.parapet_element()),
      mark_(element_->app->journal.size()),
      exceptions_(std::uncaught_exceptions()),
      where_(where) {}

Scope::~Scope() {
  if (std::uncaught_exceptions() > exceptions_) element_->app->undo_to(mark_);
}

Construct::Construct(const Scope& scope, std::string_view id)
    : element_(detail::add_element(scope, id, NodeKind::construct)) {}

Resource::Resource(const Scope& scope, std::string_view id, std::string_view type, const Any& config)
    : Resource(detail::add_untyped(scope, id, NodeKind::resource, type, config)) {}
DataSource::DataSource(const Scope& scope, std::string_view id, std::string_view type, const Any& config)
    : DataSource(detail::add_untyped(scope, id, NodeKind::data_source, type, config)) {}
EphemeralResource::EphemeralResource(const Scope& scope, std::string_view id, std::string_view type, const Any& config)
    : EphemeralResource(detail::add_untyped(scope, id, NodeKind::ephemeral_resource, type, config)) {}

namespace {

/// Appends to one of an element's lists and remembers it, so that a throwing constructor takes it back.
template <class List, class... Parts>
void append(Element* element, List detail::Extra::*list, Step step, Parts&&... parts) {
  if (element->removed)
    throw Error(detail::place_of(element) + " was taken back when its constructor threw; do not use its handle");
  auto& extra = element->app->extra_of(element);
  (extra.*list).push_back(typename List::value_type{std::forward<Parts>(parts)...});
  element->app->journal.emplace_back(element, step);
}

/// Refuses what would be accepted and then lost: not every construct is written as a block.
void require_block(const Element* element, bool writes, const char* what) {
  if (!writes)
    throw Error(detail::place_of(element) + " is not written as a block, so it has no " + what +
                "; use the resources below it");
}

bool has_metadata(NodeKind kind) {
  return kind == NodeKind::resource || kind == NodeKind::data_source || kind == NodeKind::ephemeral_resource ||
         kind == NodeKind::module;
}

bool has_name(NodeKind kind) {
  return has_metadata(kind) || kind == NodeKind::variable || kind == NodeKind::local || kind == NodeKind::output ||
         kind == NodeKind::check;
}

bool is_block(NodeKind kind) {
  return has_name(kind) || kind == NodeKind::provider || kind == NodeKind::backend || kind == NodeKind::moved ||
         kind == NodeKind::import || kind == NodeKind::removed;
}

bool groups_blocks(NodeKind kind) {
  return kind == NodeKind::app || kind == NodeKind::stack || kind == NodeKind::construct;
}

void require_dependency(const Element* element, const Element* on) {
  const auto refuse = [&](const std::string& why) {
    throw Error(detail::place_of(element) + " cannot depend on " + detail::place_of(on) + why);
  };
  if (on->removed) refuse(", which is gone: its constructor threw, or its App has ended");
  if (on->app != element->app) refuse(", which belongs to another App; build both in one App");
  if (!groups_blocks(on->kind) && !has_metadata(on->kind))
    refuse("; Terraform's `depends_on` takes resources, data sources and modules");
  if (!groups_blocks(element->kind) && !has_metadata(element->kind) && element->kind != NodeKind::output) {
    refuse(": only resources, data sources, modules and outputs have `depends_on`");
  }
}

bool is_terraform_identifier(std::string_view name) {
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
  const auto inner = [&](char c) { return letter(c) || (c >= '0' && c <= '9') || c == '-'; };
  return !name.empty() && letter(name.front()) && std::all_of(name.begin(), name.end(), inner);
}

const Element* child_called(const Element* parent, std::string_view id) {
  const auto found = parent->app->siblings.find(std::pair<const Element*, std::string_view>(parent, id));
  return found == parent->app->siblings.end() ? nullptr : *found;
}

}  // namespace

NodeKind Node::kind() const { return element_->kind; }
std::string_view Node::id() const { return element_->id; }
std::string_view Node::path() const { return detail::path_of(element_); }
Node Node::scope() const { return Node(element_->parent); }
Node Node::first_child() const { return Node(element_->first_child); }
Node Node::next_sibling() const { return Node(element_->next); }
std::string_view Node::type() const { return detail::terraform_type_of(element_); }
std::string_view Node::logical_id() const { return detail::logical_id_of(element_); }
std::string_view Node::file() const { return element_->file; }
unsigned Node::line() const { return element_->line; }

Node Node::stack() const {
  Element* stack = detail::stack_of(element_);
  if (stack == nullptr) throw Error(detail::place_of(element_) + " is in no stack; create it below a parapet::Stack");
  return Node(stack);
}

Node Node::root() const { return Node(element_->app->root); }

std::string_view Node::address() const {
  const std::string address = detail::address_of(element_);
  return {detail::copy_text(address), address.size()};
}

Node Node::try_find_child(std::string_view path) const {
  const Element* at = element_;
  while (at != nullptr && !path.empty()) {
    const std::size_t end = path.find('/');
    at = child_called(at, path.substr(0, end));
    path = end == std::string_view::npos ? std::string_view{} : path.substr(end + 1);
  }
  return Node(const_cast<Element*>(at));
}

Node Node::find_child(std::string_view path) const {
  const Node found = try_find_child(path);
  if (found && !path.empty()) return found;
  std::vector<std::string_view> ids;
  for (const Node child : children()) ids.push_back(child.id());
  throw Error("no construct \"" + std::string(path) + "\" below " + detail::place_of(element_) +
              detail::did_you_mean(path.substr(0, path.find('/')), ids));
}

void Node::override_logical_id(std::string_view name) const {
  require_block(element_, has_name(element_->kind), "name in the document");
  if (!is_terraform_identifier(name)) {
    throw Error(detail::place_of(element_) + ": \"" + std::string(name) +
                "\" is no name for Terraform; it starts with a letter or `_`, then letters, digits, `_` and `-`");
  }
  append(element_, &detail::Extra::logical_ids, Step::logical_id, name);
  element_->logical_id = {};
}

void Node::reset_logical_id() const {
  append(element_, &detail::Extra::logical_ids, Step::logical_id, std::string());
  element_->logical_id = {};
}

void Node::add_override(std::string_view path, const Any& value) const {
  require_block(element_, is_block(element_->kind), "place for an override");
  const detail::Value* content = value.parapet_value() == nullptr ? detail::make_null() : value.parapet_value();
  detail::check_value(element_, path, content);
  append(element_, &detail::Extra::overrides, Step::overridden, std::string(path), content);
}

void Node::add_dependency(const Construct& on) const {
  Element* target = on.parapet_element();
  require_dependency(element_, target);
  append(element_, &detail::Extra::dependencies, Step::dependency, target);
}

void Node::set_context(std::string_view key, const Any& value) const {
  append(element_, &detail::Extra::context, Step::context, std::string(key), value.parapet_value());
}

Any Node::try_get_context(std::string_view key) const {
  for (const Element* at = element_; at != nullptr; at = at->parent) {
    if (at->extra == nullptr) continue;
    const auto& context = at->extra->context;
    const auto found =
        std::find_if(context.rbegin(), context.rend(), [&](const auto& entry) { return entry.first == key; });
    if (found != context.rend()) return Any(Ref<Any>(found->second));
  }
  return Any();
}

void Node::add_metadata(std::string_view key, const Any& value) const {
  require_block(element_, has_metadata(element_->kind) || element_->kind == NodeKind::stack, "metadata");
  detail::check_value(element_, key, value.parapet_value());
  append(element_, &detail::Extra::metadata, Step::metadata, std::string(key), value.parapet_value());
}

void Node::add_info(std::string_view message) const {
  append(element_, &detail::Extra::annotations, Step::annotation, "info", std::string(message));
}
void Node::add_warning(std::string_view message) const {
  append(element_, &detail::Extra::annotations, Step::annotation, "warning", std::string(message));
}
void Node::add_error(std::string_view message) const {
  append(element_, &detail::Extra::annotations, Step::annotation, "error", std::string(message));
}

void Node::lock() const { element_->locked = true; }

}  // namespace parapet
