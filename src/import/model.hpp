#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "import/facts.hpp"
#include "import/traversal.hpp"
#include "parapet/document.hpp"
#include "schema/layout.hpp"

namespace parapet::importing {

/// A resource, data source or ephemeral resource of the document, and where the program creates it.
struct Unit {
  const DocumentBlock* block = nullptr;
  const schema::Layout* layout = nullptr;  ///< nullptr for types without bindings
  std::string id;
  bool renamed = false;      ///< the id does not give the name of the document
  std::size_t function = 0;  ///< position among Model::functions
  std::size_t position = 0;  ///< in the order in which the program creates everything
  std::set<std::size_t> needs{};

  bool is_resource() const { return block->kind == NodeKind::resource; }
};

/// A function of the program that creates resources.
struct Function {
  std::string name;
  std::string file;  ///< without folder and extension
  std::vector<std::size_t> units;
};

/// What belongs to the whole stack and is handed to every function.
struct Shared {
  std::string type;    ///< `parapet::Variable`
  std::string member;  ///< its name in the struct
  const DocumentBlock* block = nullptr;
};

/// The document as a program will create it: ids, functions, order.
class Model {
 public:
  /// The document, provider and facts must outlive it.
  Model(const Document& document, const schema::ProviderSchema& provider, const Facts& facts);

  const Document& document() const { return document_; }
  const schema::ProviderSchema& provider() const { return provider_; }
  const schema::ProviderNames& names() const { return names_; }
  const Facts& facts() const { return facts_; }
  const std::vector<Unit>& units() const { return units_; }
  const std::vector<Function>& functions() const { return functions_; }
  const std::vector<Shared>& shared() const { return shared_; }
  /// Every block of a kind, in order of the document.
  std::vector<const DocumentBlock*> blocks(NodeKind kind) const;

  /// The unit that a reference starts at; `rest` is the position of the first part behind it.
  std::optional<std::size_t> unit_of(const Traversal& traversal, std::size_t& rest) const;
  /// The shared thing at an address: `var.region`, `local.prefix`, `aws.edge`.
  const Shared* shared_at(std::string_view address) const;
  /// The id of something that is no unit: an output, a module, ...
  const std::string& id_of(const DocumentBlock* block) const { return ids_.at(block); }
  /// An id that nothing in the stack has, beginning with `wish`.
  std::string claim_id(std::string_view wish);
  /// A secret that the document has in clear text becomes a variable; gives its member among the shared.
  std::string add_secret(const std::string& name);
  /// Names and descriptions of those variables, in the order they were added.
  const std::vector<std::pair<std::string, std::string>>& secrets() const { return secrets_; }
  /// The address of the provider that a block without one uses is its name; of others `name.alias`.
  static std::string address_of_provider(const DocumentBlock& block);

 private:
  void add_units();
  void add_ids();
  void add_shared();
  void add_needs();
  void add_functions();
  const schema::Layout* layout_of(NodeKind kind, std::string_view type);
  std::string member_name(std::string_view name);

  const Document& document_;
  const schema::ProviderSchema& provider_;
  const Facts& facts_;
  schema::ProviderNames names_;
  std::vector<Unit> units_;
  std::vector<Function> functions_;
  std::vector<Shared> shared_;
  std::map<const DocumentBlock*, std::string> ids_;
  std::map<std::string, std::size_t, std::less<>> by_address_;
  std::map<std::string, std::size_t, std::less<>> shared_by_address_;
  std::map<std::string, std::unique_ptr<schema::Layout>> layouts_;
  std::set<std::string, std::less<>> taken_ids_;
  schema::NameScope members_;
  std::vector<std::pair<std::string, std::string>> secrets_;
};

}  // namespace parapet::importing
