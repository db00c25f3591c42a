#pragma once

#include <string>
#include <vector>

#include "catalogc/templates.hpp"

/// What people read about the catalog, written from it: `docs/guardrails/<service>.md`.
namespace parapet::catalogc {

/// One Markdown page per service and an index, `README.md`, named relative to the folder of the pages. They name
/// `folder`, where the catalog is.
std::vector<GeneratedFile> documentation(const guardrails::Catalog& catalog, const std::string& folder);

}  // namespace parapet::catalogc
