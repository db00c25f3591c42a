#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "parapet/guardrails/requirement.hpp"

namespace parapet::guardrails {

/// Requirements that were read from JSON. The compiled catalogs need none of this when a program runs;
/// parapet-catalogc, tests and checks with a catalog of one's own do.
class Catalog {
 public:
  Catalog();
  Catalog(Catalog&&) noexcept;
  Catalog& operator=(Catalog&&) noexcept;
  ~Catalog();

  /// Reads a list for `in_list`: `["a", "b"]`; `name` is the file's name without `.json`. Throws Error with file and
  /// JSON pointer.
  void read_list(std::string_view name, std::string_view json, std::string_view file);
  /// Reads what the catalog knows of a provider beyond its schema, `provider/aws.json`. From then on, `cloudProvider`
  /// of every record is that of a provider that was read.
  void read_provider(std::string_view json, std::string_view file);
  /// Reads an array of records. Lists it names must have been read before. Throws Error with file, JSON pointer, what
  /// was expected, and the nearest spelling.
  void read(std::string_view json, std::string_view file);

  /// In the order they were read.
  const std::vector<Requirement>& requirements() const;
  const std::vector<ProviderFacts>& providers() const;
  /// File and JSON pointer of a requirement, for messages: `catalog/rds.json /0`.
  std::string place_of(const Requirement& requirement) const;
  /// The file of a provider.
  std::string place_of(const ProviderFacts& provider) const;

  /// Implementation detail of parapet-catalogc: every path, so that the schema check can fill in shapes.
  struct Store;
  Store& store() { return *store_; }

 private:
  std::unique_ptr<Store> store_;
};

/// All requirements of the compiled catalogs, in the order of their ids. Throws Error when two of them have the same.
const std::vector<const Requirement*>& compiled_requirements();

/// What the compiled catalogs know of providers, in the order of their sources.
const std::vector<ProviderFacts>& compiled_providers();

/// Whom the compiled catalogs tell to ask; empty without any.
std::string_view compiled_contact();

}  // namespace parapet::guardrails
