#pragma once

#include <string>

#include "catalogc/schema_check.hpp"
#include "parapet/guardrails/catalog.hpp"

namespace parapet::catalogc {

struct Emission {
  std::string name;              ///< of the catalog; part of the symbol `parapet_catalog_<name>`
  std::string contact;           ///< whom refusals tell to ask
  std::string provider_version;  ///< requirements that do not apply to it are left out; empty: all stay
};

/// The catalog as a C++ source with constant-initialised data: the same input gives the same bytes.
std::string emit(const guardrails::Catalog& catalog, const Facts& facts, const Emission& emission);

}  // namespace parapet::catalogc
