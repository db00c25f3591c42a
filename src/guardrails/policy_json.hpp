#pragma once

#include "parapet/document/resolve.hpp"

namespace parapet::guardrails {

/// The `json` of a data source aws_iam_policy_document.
bool is_policy_document(const Resolved& value);

/// What a text that holds JSON says, as Resolver::json; of an aws_iam_policy_document also what the provider makes of
/// its configuration, with its source and override documents. What cannot be known (a part of a statement, or all
/// statements) is unknown there.
Resolved json_of(Resolver& resolver, const Resolved& text);

}  // namespace parapet::guardrails
