#pragma once

#include <string>

#include "parapet/document.hpp"

namespace parapet::guardrails {

/// The provider configuration that a resource names, `aws.replica`, or the one without alias that its type has.
std::string provider_name(const DocumentBlock& block);

/// That configuration; nullptr where the document holds none.
const DocumentBlock* provider_of(const DocumentBlock& block, const Document* document);

}  // namespace parapet::guardrails
