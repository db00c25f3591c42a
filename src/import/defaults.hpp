#pragma once

#include <map>
#include <string>
#include <string_view>

#include "parapet/guardrails/requirement.hpp"

namespace parapet::importing {

/// What a secure template would fill in: paths as a tree. Where the document leaves such a place unset, the program
/// has to say `parapet::null`, or the template would change what exists.
struct Defaults {
  std::map<std::string, Defaults, std::less<>> below;

  const Defaults* find(std::string_view name) const {
    const auto found = below.find(name);
    return found == below.end() ? nullptr : &found->second;
  }
};

/// The defaults of the compiled catalogs for a type, up to a tier.
Defaults defaults_of(std::string_view type, guardrails::Tier tier);
/// The service that has most requirements for the type (`rds`); empty if none has any.
std::string service_of(std::string_view type);

}  // namespace parapet::importing
