#pragma once

#include "parapet/construct.hpp"
#include "parapet/document.hpp"
#include "parapet/guardrails/requirement.hpp"

namespace parapet::guardrails {

/// The tier of a place in the tree: what the nearest SecurityContext says, baseline without any, regulated where it
/// says something that is no tier.
Tier tier_at(const Node& node);

/// Where the gate writes the tier of a stack into the metadata of its document, for those who read it.
inline constexpr std::string_view tier_key = "security_tier";

/// The tier of a document's stack; `foreign` for documents that were read and do not say it.
Tier tier_of(const Document& document, Tier foreign);

/// The tier of a text; false if it names none.
bool read_tier(std::string_view text, Tier& tier);

}  // namespace parapet::guardrails
