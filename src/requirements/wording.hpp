#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "requirements/source_check.hpp"

namespace parapet::requirements {

/// The words of a requirement.
struct Wording {
  std::string name;
  std::string description;
};

/// What a setting of a resource type asks for, in words of our own that follow from the facts alone. Nothing where the
/// facts do not say what is asked, or where a value cannot stand in a sentence.
std::optional<Wording> words_for(std::string_view resource, const Setting& setting);

}  // namespace parapet::requirements
