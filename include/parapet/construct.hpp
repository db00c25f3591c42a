#pragma once

#include <source_location>
#include <string_view>

#include "parapet/value.hpp"

namespace parapet {

class Construct;
class Node;

/// Where a construct is created: its parent and the place in the program. Made implicitly from the first argument of
/// every constructor. When that constructor throws, everything that it had added to the tree is taken back, and the id
/// is free again.
class Scope {
 public:
  Scope(const Construct& parent, std::source_location where = std::source_location::current());
  Scope(const Scope& other) = default;
  Scope& operator=(const Scope&) = delete;
  ~Scope();

  /// The construct under which the new one is placed.
  detail::Element* parapet_element() const { return element_; }
  /// The call site. g++ 12 reports the line of the closing `});` for constructor calls over several lines.
  const std::source_location& where() const { return where_; }

 private:
  detail::Element* element_;
  std::size_t mark_;
  int exceptions_;
  std::source_location where_;
};

/// A place in the tree. A construct object is a handle: cheap to copy, free to go out of scope; the App owns the tree.
/// Derive from it to compose resources: `struct Site : parapet::Construct { Site(parapet::Scope scope, std::string_view
/// id); }`.
class Construct {
 public:
  /// Adds a construct. Throws Error when the id is empty, contains `/` or broken UTF-8, or exists already in this
  /// scope.
  Construct(const Scope& scope, std::string_view id);
  explicit Construct(detail::Element* element) : element_(element) {}

  /// Everything about the place in the tree: path, children, overrides, metadata.
  Node node() const;
  /// The tree's own record of this construct.
  detail::Element* parapet_element() const { return element_; }

 protected:
  detail::Element* element_;
};

/// What kind of thing stands at a place in the tree.
enum class NodeKind : unsigned char {
  app,
  stack,
  construct,
  resource,
  data_source,
  ephemeral_resource,
  provider,
  backend,
  variable,
  local,
  output,
  module,
  moved,
  import,
  removed,
  check,
  asset,
};

/// The tree at one construct. Copies are cheap; all of them see the same place.
class Node {
 public:
  explicit Node(detail::Element* element) : element_(element) {}

  /// False for the result of try_find_child when there is none, and above the App.
  explicit operator bool() const { return element_ != nullptr; }
  bool operator==(const Node& other) const = default;

  NodeKind kind() const;
  std::string_view id() const;
  /// Ids from below the App down to here, joined with `/`: `production/zip-db`.
  std::string_view path() const;
  /// The parent; false at the App.
  Node scope() const;
  /// The stack this place belongs to. Throws Error outside any stack.
  Node stack() const;
  Node root() const;

  /// First child and next sibling, in the order of creation.
  Node first_child() const;
  Node next_sibling() const;
  /// The children in the order of creation, for a range-for.
  class Children children() const;
  /// A descendant by its path relative to here, `site/bucket`. Throws Error naming the nearest id.
  Node find_child(std::string_view path) const;
  Node try_find_child(std::string_view path) const;

  /// Terraform's type (`aws_db_instance`), empty where there is none.
  std::string_view type() const;
  /// The name in the output: see `docs/architecture.md`, logical ids.
  std::string_view logical_id() const;
  /// Terraform's address, `aws_db_instance.zip-db`, `data.aws_ami.x`, `module.x`, `var.x`.
  std::string_view address() const;
  /// Uses this name instead of the computed one. Throws Error if it is no identifier of Terraform.
  void override_logical_id(std::string_view name) const;
  void reset_logical_id() const;

  /// Sets any place of the written block, past all types: `add_override("versioning.0.enabled", false)`. Dots separate
  /// steps, a number is a position, `\.` a dot in a name; null removes. The guardrails see the result.
  void add_override(std::string_view path, const Any& value) const;

  /// This construct, and all below it, is created after the other one (and all below it).
  void add_dependency(const Construct& on) const;

  /// Values for all constructs below; the nearest wins. A second value for a key at the same place replaces the first.
  void set_context(std::string_view key, const Any& value) const;
  /// The value behind a key here or above; an unset Any if there is none.
  Any try_get_context(std::string_view key) const;

  /// Free metadata, written to the block's `//` entry, a stack's to that of its document.
  void add_metadata(std::string_view key, const Any& value) const;
  /// Messages that synthesis prints; an error makes it fail.
  void add_info(std::string_view message) const;
  void add_warning(std::string_view message) const;
  void add_error(std::string_view message) const;

  /// Below a locked node nothing can be added.
  void lock() const;

  /// Where the construct was created: file as compiled and line.
  std::string_view file() const;
  unsigned line() const;

  detail::Element* parapet_element() const { return element_; }

 private:
  detail::Element* element_;
};

/// Range over the children of a node.
class Children {
 public:
  class Iterator {
   public:
    explicit Iterator(Node at) : at_(at) {}
    Node operator*() const { return at_; }
    Iterator& operator++() {
      at_ = at_.next_sibling();
      return *this;
    }
    bool operator==(const Iterator&) const = default;

   private:
    Node at_;
  };
  explicit Children(Node first) : first_(first) {}
  Iterator begin() const { return Iterator(first_); }
  Iterator end() const { return Iterator(Node(nullptr)); }

 private:
  Node first_;
};

inline Children Node::children() const { return Children(first_child()); }
inline Node Construct::node() const { return Node(element_); }

}  // namespace parapet
