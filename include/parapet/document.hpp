#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "parapet/construct.hpp"

namespace parapet {

/// One block of a finished document: a resource, data source, variable, local, provider, ... Everything that changes
/// what is written (overrides, aspects) has happened.
struct DocumentBlock {
  NodeKind kind = NodeKind::resource;
  std::string_view
      type;  ///< `aws_db_instance`; the local name for a provider; empty for variables, locals, outputs, modules
  std::string_view name;                ///< the name in the document
  std::string_view address;             ///< `aws_db_instance.zip-db`, `data.aws_ami.x`, `var.x`, `local.x`, `module.x`
  const detail::Value* body = nullptr;  ///< record or map; for a local its value
  const detail::Element* element = nullptr;  ///< the construct; nullptr in documents that were read
  std::string_view path;                     ///< construct path; empty where there is none
  std::string_view file;                     ///< source file, relative to the project where known
  unsigned line = 0;
};

/// Read-only view of everything one stack writes, or of one Terraform JSON document or plan that was read. The
/// guardrails know nothing else of a program.
class Document {
 public:
  explicit Document(std::string_view stack) : stack_(stack) {}

  /// Name of the stack or of the file.
  std::string_view stack() const { return stack_; }
  /// All blocks in order of kind, type and name.
  const std::vector<DocumentBlock>& blocks() const { return blocks_; }
  /// The block of this kind, type and name; nullptr if there is none.
  const DocumentBlock* find(NodeKind kind, std::string_view type, std::string_view name) const;
  /// The block with exactly this address; nullptr if there is none, or without index_addresses.
  const DocumentBlock* find_address(std::string_view address) const;
  /// The block that a construct of this stack became; nullptr if it is in another stack or writes no block.
  const DocumentBlock* find(const detail::Element* element) const;
  /// The construct of the stack itself; nullptr in documents that were read.
  const detail::Element* element() const { return element_; }

  /// What a document that was read says about itself, the `metadata` of its `//` entry; nullptr without any.
  const detail::Value* metadata() const { return metadata_; }
  void set_metadata(const detail::Value* metadata) { metadata_ = metadata; }

  void add(const DocumentBlock& block) { blocks_.push_back(block); }
  void set_element(const detail::Element* element) { element_ = element; }
  /// Sorts what was added; call it once before any look-up.
  void finish();
  /// For documents in which references name whole addresses, as plans do; call it after finish.
  void index_addresses();
  /// Whether that has happened, and there was an address.
  bool has_index() const { return !by_address_.empty(); }

 private:
  std::string_view stack_;
  const detail::Element* element_ = nullptr;
  const detail::Value* metadata_ = nullptr;
  std::vector<DocumentBlock> blocks_;
  std::vector<std::pair<const detail::Element*, std::size_t>> by_element_;
  std::vector<std::pair<std::string_view, std::size_t>> by_address_;
};

namespace detail {

/// Judges the finished documents of an app before anything is written; throws SecurityException (or any exception) to
/// refuse. Messages it adds to `notes` are printed.
using Gate = void (*)(const std::vector<Document>& documents, std::vector<std::string>& notes);
/// Installs the gate of this process; the guardrails do it when they are linked.
void set_gate(Gate gate);
Gate gate();

}  // namespace detail
}  // namespace parapet
