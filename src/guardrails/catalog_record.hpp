#pragma once

#include "guardrails/record.hpp"

namespace parapet::guardrails {

/// A record of a catalog file as it is written; the order is the one that files keep.
struct CatalogRecord {
  std::string ID;
  std::string name;
  std::string description;
  std::string cloudProvider;
  std::string domain;
  Raw severity;
  Raw tier;
  std::string resource;
  std::optional<Raw> when;
  Raw require;
  std::optional<Raw> unset;
  std::optional<Raw> default_;
  std::optional<Raw> level;
  std::optional<std::string> since;
  std::optional<std::string> until;
  std::string fix;
  NamedTexts sources;
  std::optional<NamedTexts> compliance;
};
BOOST_DESCRIBE_STRUCT(CatalogRecord, (),
                      (ID, name, description, cloudProvider, domain, severity, tier, resource, when, require, unset,
                       default_, level, since, until, fix, sources, compliance))

/// What a catalog says of a provider.
struct ProviderRecord {
  std::string source;
  std::string cloudProvider;
  Raw aliases;
  std::vector<std::string> identities;
  std::vector<std::string> others;
};
BOOST_DESCRIBE_STRUCT(ProviderRecord, (), (source, cloudProvider, aliases, identities, others))

}  // namespace parapet::guardrails
