#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "requirements/lint_text.hpp"

/// Words that sound like a requirement and ask for nothing that anybody could check.
namespace parapet::requirements::linting {

/// A phrase that was found, as bytes of the text.
struct PhraseHit {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string_view rule;
  std::string_view says;  ///< what is wrong with it
  std::string_view instead;
};

/// Every vague phrase, benefit and verb of a text, in the order of their places.
std::vector<PhraseHit> find_phrases(std::string_view text, const Prose& prose);

}  // namespace parapet::requirements::linting
