#pragma once

#include "parapet/document/resolve.hpp"
#include "parapet/policy/analysis.hpp"

namespace parapet::guardrails {

/// The accounts that belong to whoever runs a resource: `account_ids` and `account_id` of the SecurityContext that
/// holds for it, and `allowed_account_ids` of its provider. Not present where none of them says anything; not complete
/// where one of them is not known.
policy::Strings own_accounts(Resolver& resolver, const DocumentBlock& block, const Place& place);

}  // namespace parapet::guardrails
