#pragma once

#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "parapet/document.hpp"
#include "parapet/document/view.hpp"
#include "parapet/guardrails/requirement.hpp"

namespace parapet::guardrails {

/// A meta-argument, looked up once for each type: blocks come in order of their types.
class MetaArgument {
 public:
  /// The name must be static.
  explicit MetaArgument(std::string_view name) : name_(name) {}
  bool is_set(View body);

 private:
  std::string_view name_;
  const detail::Table* table_ = nullptr;
  int position_ = -1;
};

/// Which requirements are about a block. `resource` of a requirement is a type (`aws_instance`), a data source
/// (`data.aws_ami`), every type that begins like it (`awscc_*`), every call of a module (`module`), the configuration
/// of a provider (`provider.aws`), or every resource with a provisioner (`provisioner`).
class Concerned {
 public:
  explicit Concerned(const std::vector<const Requirement*>& all);
  /// Those of the block's own type first, then those of its canonical type; valid until the next call. `provider` is
  /// what the catalog calls the provider that the block configures.
  const std::vector<const Requirement*>& of(const DocumentBlock& block, std::string_view provider);

 private:
  using List = std::vector<const Requirement*>;
  using ByName = std::unordered_map<std::string_view, List>;

  const List& of_type(std::string_view type);
  const List& found(const ByName& lists, std::string_view name) const;

  ByName types_, data_sources_, providers_;
  List modules_, provisioners_, prefixes_;
  std::unordered_set<std::string_view> complete_;
  std::string_view last_type_;
  const List* last_ = nullptr;
  MetaArgument provisioner_{"provisioner"};
  List with_provisioner_;
  const List none_;
};

}  // namespace parapet::guardrails
