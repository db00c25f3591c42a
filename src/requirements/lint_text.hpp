#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// What a sentence says, whatever it is written with: look-alikes of other alphabets, odd spaces and hyphens, invisible
/// characters and accents do not hide a word.
namespace parapet::requirements::linting {

/// Text between backticks.
struct Quoted {
  std::string text;
  std::size_t begin = 0;  ///< byte of the text behind the first backtick
  std::size_t mark = 0;   ///< of the one backtick that stands for it in `Prose::folded`
};

/// A character that a plain text does not have.
struct OddCharacter {
  std::size_t at = 0;
  std::size_t size = 0;
  bool invisible = false;
  char like = '\0';  ///< the letter it looks like
};

struct Prose {
  std::string folded;                ///< small ASCII letters; each quotation is one backtick
  std::vector<std::size_t> origins;  ///< of each character of `folded`, its byte in the text; one more for the end
  std::vector<Quoted> quoted;
  std::vector<OddCharacter> odd;
  bool open = false;  ///< a backtick that nothing closes
  std::size_t open_at = 0;
};

Prose fold(std::string_view text);

/// A text as a terminal may show it: what is invisible or moves the cursor is written as `\u001B`, and what is very
/// long is cut.
std::string visible(std::string_view text);

}  // namespace parapet::requirements::linting
