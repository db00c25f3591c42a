#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "parapet/document.hpp"

namespace parapet::graph {

/// What a block refers to, and in which of its attributes.
struct Reference {
  std::string attribute;
  const DocumentBlock* target = nullptr;
};

/// Follows references in documents.
class References {
 public:
  explicit References(const std::vector<Document>& documents) : documents_(documents) {}

  /// Whether a block is a node of the graph.
  static bool is_node(const DocumentBlock& block);
  /// The nodes that a block of the document refers to, each once, in the order in which they are met. Locals are looked
  /// through, and so are the states of other stacks among the documents.
  std::vector<Reference> of(const DocumentBlock& block, const Document& document);

 private:
  void visit(const detail::Value* value, const Document& document);
  void visit_traversal(const detail::Value* value, const Document& document);
  /// False when the state is not one of a stack among the documents.
  bool visit_state(const DocumentBlock& state, std::string_view output);
  void add(const DocumentBlock& target);

  const std::vector<Document>& documents_;
  std::string attribute_;
  std::set<const void*> seen_;
  std::vector<Reference> found_;
};

}  // namespace parapet::graph
