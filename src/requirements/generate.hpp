#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "requirements/catalog_index.hpp"
#include "requirements/environment.hpp"
#include "requirements/knowledge.hpp"
#include "requirements/ledger.hpp"
#include "requirements/source_check.hpp"

namespace parapet::requirements {

/// Where a check, or a part of it, went. Of a check with several parts the first of these that a part has.
enum class Outcome : unsigned char {
  merged,             ///< a requirement of the catalog is what it asks for
  drafted,            ///< the catalog had nothing: a draft from the facts
  needs_draft,        ///< the facts do not say what it asks of which attribute
  environment,        ///< a fact about the organization meets or contradicts it
  not_configuration,  ///< nothing that could be written down would meet it
  other_service       ///< it is about a service that was not asked for
};
inline constexpr std::size_t outcome_count = 6;
/// `merged`, `needs_draft`, ...
std::string_view text_of(Outcome outcome);

/// A resource type and attribute of a check, as far as they are known, and where they went.
struct Part {
  Outcome outcome = Outcome::needs_draft;
  std::string resource{};
  std::string path{};
  std::string requirement{};  ///< id; of merged, drafted, and of what the environment dropped from the catalog
  std::string service{};      ///< of other_service
  std::string fact{};         ///< of environment: its id
  std::string why{};          ///< of environment and not_configuration
  std::string note{};         ///< what a reviewer has to know
};

struct AccountedCheck {
  const SourceCheck* check;
  Outcome outcome = Outcome::other_service;
  std::vector<Part> parts{};
};

/// A check that somebody, or a model, has to write a requirement for, with everything that is known.
struct Gap {
  std::string source;
  std::string id;
  std::string title;
  std::string service;
  std::string resource;  ///< empty where no type is known
  std::string domain;
  std::string cloud_provider;
  std::string note;  ///< why the facts lead to no draft; empty where there is nothing to say
  std::vector<std::string> attributes;
  std::string refused{};  ///< why whoever drafts has no draft for it; empty: nobody was asked
};

/// A requirement that was written for a gap.
struct WrittenDraft {
  std::size_t gap = 0;  ///< position in the list of gaps
  std::string name;
  std::string description;
  std::string domain;
};
/// A gap that nobody could write for.
struct UnwrittenGap {
  std::size_t gap = 0;
  std::string reason;
};

/// What drafting took, and how it ended.
struct DraftingAccount {
  std::string by;  ///< who wrote: the id of a model
  std::size_t drafts = 0, refused = 0;
  unsigned requests = 0, retries = 0;
  std::uint64_t tokens_read = 0, tokens_written = 0;
  std::uint64_t tokens_unanswered = 0;  ///< that requests without an answer may have taken
  std::string stopped;                  ///< why it ended before all gaps were tried; empty: it did not
  std::vector<std::string> notes;
};

struct Drafting {
  std::vector<WrittenDraft> drafts;
  std::vector<UnwrittenGap> refused;
  DraftingAccount account;
};

/// A requirement of the output.
struct GeneratedRequirement {
  std::string id, name, description, cloud_provider, domain;
  bool draft = false;
  std::vector<const SourceCheck*> checks{};  ///< that asked for it; none: the catalog alone did
  std::string written_by{};                  ///< of a draft that does not follow from facts: the model
};

/// Writes what it can. It is called once, with all gaps and the requirements that there are without it.
using Drafter = std::function<Drafting(const std::vector<Gap>&, const std::vector<GeneratedRequirement>&)>;

/// A requirement of the catalog that is not in the output.
struct DroppedRequirement {
  std::string id;
  const Fact* fact;
};

struct Generated {
  std::vector<GeneratedRequirement> requirements;  ///< by id
  std::vector<AccountedCheck> checks;              ///< in the order of the sources
  std::vector<DroppedRequirement> dropped;
  std::vector<Gap> gaps;  ///< what is left of them
  std::vector<std::string> notes;
  std::optional<DraftingAccount> drafting;      ///< where drafts were asked for
  std::set<std::string, std::less<>> services;  ///< that the output is about
};

/// Whether a configuration can set an attribute of a resource type.
using Settable = std::function<bool(const std::string& resource, const std::string& path)>;

struct GenerateInput {
  const CatalogIndex& catalog;
  const std::vector<Source>& sources;
  const Environment& environment;
  const Knowledge& knowledge;
  std::set<std::string, std::less<>> services{};  ///< empty: all
  Settable settable{};                            ///< none: what a source says is believed
  Drafter draft{};                                ///< none: gaps stay
};

/// Brings every check of every source to exactly one outcome and writes the requirements of the services. Ids of drafts
/// come from the ledger, which is changed. The result points into the input.
Generated generate(const GenerateInput& input, Ledger& ledger);

}  // namespace parapet::requirements
