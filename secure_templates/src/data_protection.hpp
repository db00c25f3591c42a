#pragma once

#include "parapet/value.hpp"

/// Data that AWS recognizes in logs and messages.
namespace secure {

/// Identifiers of credentials and card numbers: nobody has a reason to log them or to send them through a topic.
parapet::Any credentials();

/// A policy of CloudWatch that masks them.
parapet::Str mask_of_credentials();
/// The same with mail addresses.
parapet::Str mask_of_personal_data();

}  // namespace secure
