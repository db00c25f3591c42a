#pragma once

#include <string>
#include <vector>

#include "cli/drafting_options.hpp"
#include "requirements/catalog_index.hpp"
#include "requirements/generate.hpp"

namespace parapet::cli {

/// The paths that a resource type has; none: it is not known.
using SettingsOf = std::function<std::vector<std::string>(const std::string& resource)>;

/// Has a model write for the gaps that the generator leaves. An empty function when nobody asked for drafts. What it
/// makes has no complaint of the linter, neither alone nor beside the other requirements of its service. Throws as
/// make_drafter's function does.
requirements::Drafter draft_gaps(const DraftingOptions& options, const requirements::CatalogIndex& catalog,
                                 SettingsOf settings_of);

/// What drafting took and why it ended early, a line each; empty where nobody asked for drafts.
std::string drafting_text(const requirements::Generated& generated);

}  // namespace parapet::cli
