#pragma once

#include <deque>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/unordered/unordered_flat_set.hpp>

#include "parapet/construct.hpp"
#include "parapet/detail/table.hpp"
#include "parapet/detail/value.hpp"

namespace parapet::detail {

struct AppState;

struct Annotation {
  std::string level;  ///< `info`, `warning`, `error`: the words of the manifest follow in manifest.cpp
  std::string message;
};

/// What only few elements have.
struct Extra {
  std::vector<std::pair<std::string, const Value*>> overrides;
  std::vector<std::pair<std::string, const Value*>> metadata;
  std::vector<std::pair<std::string, const Value*>> context;
  std::vector<Annotation> annotations;
  std::vector<Element*> dependencies;
  std::vector<std::string> logical_ids;  ///< the last one counts; empty text: computed again
  std::vector<std::function<void(const Construct&)>> aspects;
  std::vector<std::function<std::vector<std::string>()>> validations;
};

/// One construct. Lives in the arena of its thread, so that references to something taken back can still be reported.
struct Element {
  AppState* app = nullptr;
  Element* parent = nullptr;
  Element* first_child = nullptr;
  Element* last_child = nullptr;
  Element* next = nullptr;
  const TypeInfo* type = nullptr;
  const Value* config = nullptr;
  Extra* extra = nullptr;
  const char* file = "";
  std::string_view id;
  mutable std::string_view path;        ///< computed on first use
  mutable std::string_view logical_id;  ///< computed on first use
  std::string_view label;               ///< type of an untyped element, kind of a backend
  unsigned line = 0;
  std::uint32_t order = 0;  ///< counts the elements of the App
  NodeKind kind = NodeKind::construct;
  bool removed = false;
  bool locked = false;
};

/// What one step of building did, so that a throwing constructor can be undone.
enum class Step : unsigned char {
  added,
  overridden,
  metadata,
  context,
  annotation,
  dependency,
  logical_id,
  aspect,
  validation
};

struct SiblingHash {
  using is_transparent = void;
  std::size_t operator()(const Element* element) const { return of(element->parent, element->id); }
  std::size_t operator()(const std::pair<const Element*, std::string_view>& key) const {
    return of(key.first, key.second);
  }
  static std::size_t of(const Element* parent, std::string_view id) {
    return std::hash<std::string_view>{}(id) ^ (reinterpret_cast<std::size_t>(parent) * 0x9E3779B97F4A7C15u);
  }
};
struct SiblingEqual {
  using is_transparent = void;
  bool operator()(const Element* a, const Element* b) const { return a->parent == b->parent && a->id == b->id; }
  bool operator()(const std::pair<const Element*, std::string_view>& key, const Element* b) const {
    return key.first == b->parent && key.second == b->id;
  }
  bool operator()(const Element* a, const std::pair<const Element*, std::string_view>& key) const {
    return (*this)(key, a);
  }
};

/// The tree of one App.
struct AppState {
  Element* root = nullptr;
  std::vector<std::pair<Element*, Step>> journal;
  boost::unordered_flat_set<Element*, SiblingHash, SiblingEqual> siblings;
  std::deque<Extra> extras;
  std::uint32_t elements = 0;  ///< how many were ever added

  void undo_to(std::size_t mark);
  Extra& extra_of(Element* element);
};

/// Adds an element below `scope`. Throws Error for a bad id, a duplicate, a locked or removed parent.
Element* add_element(const Scope& scope, std::string_view id, NodeKind kind);
/// Gives an element its configuration after checking it (see add_typed), with the type's table for sensitive fields.
void set_config(Element* element, const Value* config);

std::string_view path_of(const Element* element);
/// The stack an element is in; nullptr outside.
Element* stack_of(const Element* element);
/// "production/zip-db (resources/databases.cpp:12)".
std::string place_of(const Element* element);
std::string_view terraform_type_of(const Element* element);
/// Terraform's address of an element without `${}`; empty for elements that have none.
std::string address_of(const Element* element);
std::string_view logical_id_of(const Element* element);
/// The name computed from a path below the stack; see `docs/architecture.md`.
std::string compute_logical_id(const std::vector<std::string_view>& path_below_stack);
/// What a provider is configured with; providers without bindings keep source and version beside it.
const Value* provider_body(const Element* element);
/// The alias of a provider, as an override may have changed it; nullptr without one.
const Value* alias_of(const Element* provider);
/// Whether this element is written as a block that others may depend on.
bool is_dependable(const Element* element);

}  // namespace parapet::detail
