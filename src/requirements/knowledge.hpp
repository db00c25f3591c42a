#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "requirements/source_check.hpp"

namespace parapet::requirements {

/// Checks that no configuration can meet, and why.
struct NotConfiguration {
  std::vector<std::string> checks;  ///< ids, with `*`
  std::string reason;
};

/// What the scanners' own files do not say about themselves. It is data, so that no code knows a cloud or a scanner.
struct Knowledge {
  std::map<std::string, std::string, std::less<>> services;  ///< a source's name to the catalog's: `kafka`, `msk`
  std::map<std::string, std::string, std::less<>> domains;   ///< category, in lower case, to domain
  std::vector<NotConfiguration> not_configuration;

  /// The catalog's name of a service.
  std::string service_of(std::string_view name) const;
  /// The first domain that the categories lead to; of those that lead nowhere, what `*` says.
  std::string domain_of(const SourceCheck& check) const;
  /// Why a check has nothing to do with configuration; nullptr where it has.
  const NotConfiguration* find(const SourceCheck& check) const;
};

/// Throws Error with file and JSON pointer.
Knowledge read_knowledge(std::string_view text, std::string_view file);

/// Whether a check goes, or went, by an id that one of the patterns fits.
bool goes_by(const SourceCheck& check, const std::vector<std::string>& patterns);

}  // namespace parapet::requirements
