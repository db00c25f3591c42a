#pragma once

#include <string>
#include <vector>

#include "catalogc/schema_check.hpp"
#include "parapet/guardrails/catalog.hpp"

/// The secure templates that follow from the catalog alone: one class per resource type that it guards.
namespace parapet::catalogc {

/// A generated file, named relative to its folder: `secure_templates/sqs.hpp`.
struct GeneratedFile {
  std::string name;
  std::string text;
};

/// For each service one header of classes, `secure_templates/resources/<service>.hpp`, and
/// `secure_templates/<service>.hpp` unless it is written by hand in `handwritten` (a folder, "" for none). A name that
/// the hand-written header declares is left to it. Types that `schema` does not have are left out. Throws Error if a
/// hand-written header cannot be read.
std::vector<GeneratedFile> templates(const guardrails::Catalog& catalog, const VersionedSchema& schema,
                                     const std::string& handwritten);

}  // namespace parapet::catalogc
