#pragma once

#include <string_view>

#include "parapet/document/resolve.hpp"
#include "parapet/guardrails/truth.hpp"

namespace parapet::guardrails {

/// Whether a value is written out somewhere in the program or its documents.
Truth is_literal(const Resolved& value);

/// Whether a text has the form of a credential: an access key's id, a private key, a URL with a password.
bool is_credential(std::string_view text);

/// Whether a variable of this name and value gives a secret away: a credential under any name, or a literal value under
/// a name such as `DB_PASSWORD` or `apiKey`. The address of a secret (an ARN, `projects/p/secrets/s`) only says where
/// it is, true and false are switches.
Truth reveals_secret(std::string_view name, const Resolved& value);

/// Whether a text such as a script, user data or JSON gives a secret away: a credential, or a literal value where
/// something like `DB_PASSWORD=` or `"secret":` stands before it, also in base64. Only what is written out can: parts
/// that a template takes from elsewhere cannot, nor can what a file holds that Terraform reads.
Truth holds_secret(Resolver& resolver, const Resolved& text);

}  // namespace parapet::guardrails
