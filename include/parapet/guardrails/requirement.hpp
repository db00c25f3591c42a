#pragma once

#include "parapet/guardrails/condition.hpp"

namespace parapet::guardrails {

enum class Severity : unsigned char { low, medium, high, critical };
/// How sensitive what a stack holds is; a stack obeys the requirements of its tier and of those before it.
enum class Tier : unsigned char { baseline, sensitive, regulated };
/// What a violation does: stops the synthesis, or is only reported.
enum class Level : unsigned char { refuse, warn };

std::string_view text_of(Severity severity);
std::string_view text_of(Tier tier);
std::string_view text_of(Level level);

/// What a secure template writes where nothing is set: a literal, or an input of the stack's SecurityContext.
struct Default {
  Path path;
  Literal value;
  std::string_view input;  ///< name of the field of the SecurityContext; empty for a literal
};

/// The checks of other tools that ask for the same, by tool; or the sections of a standard.
struct Source {
  std::string_view tool;
  Span<std::string_view> ids;
};

/// One security requirement: one resource type, one configuration.
struct Requirement {
  std::string_view id;  ///< `rds:001`
  std::string_view name;
  std::string_view description;
  std::string_view cloud_provider;
  std::string_view domain;
  Severity severity = Severity::critical;
  Tier tier = Tier::baseline;
  std::string_view resource;  ///< `aws_db_instance`; a data source is written `data.aws_ami`
  const Condition* when = nullptr;
  const Condition* require = nullptr;
  Unset unset = Unset::fail;
  Span<Default> defaults;
  Level level = Level::refuse;
  std::string_view since;  ///< first provider version whose schema has the paths; empty: all known ones
  std::string_view until;  ///< last one
  std::string_view fix;
  Span<Source> sources;
  Span<Source> compliance;
};

/// Two names, one thing: a type that its provider registers twice, with the same schema, or keeps as an older name.
struct TypeAlias {
  std::string_view type;
  std::string_view canonical;  ///< the name that requirements use
};

/// What a catalog knows of a provider beyond its schema.
struct ProviderFacts {
  std::string_view source;          ///< `hashicorp/aws`
  std::string_view cloud_provider;  ///< of the requirements about its types
  Span<TypeAlias> aliases;
  Span<std::string_view> identities;  ///< attributes that all name the resource itself: `arn`, `id`
  Span<std::string_view> others;      ///< what requirements may be about although another provider has it: `awscc_*`

  /// What its types begin with, before the `_`.
  constexpr std::string_view name() const { return source.substr(source.rfind('/') + 1); }
};

/// A catalog that was compiled into the program. `contact` is whom a refusal tells to ask.
struct CompiledCatalog {
  std::string_view name;
  std::string_view contact;
  Span<Requirement> requirements;
  Span<ProviderFacts> providers{};
};

/// Adds a compiled catalog to those that constructors and the gate enforce; called by the generated source before main.
bool register_catalog(const CompiledCatalog& catalog);

}  // namespace parapet::guardrails
