#include "requirements/lint_text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

namespace parapet::requirements::linting {

namespace {

constexpr std::size_t longest_shown = 1000;

struct CodePoint {
  std::uint32_t code;
  std::size_t size;
};

/// Stands in folded text for what is neither a letter nor like one.
constexpr char no_letter = '\x1A';
constexpr std::uint32_t no_character = 0xFFFD;

/// A byte that begins no well-formed character is `no_character`: messages quote texts that somebody cut.
CodePoint code_point_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) {
    return at + i < text.size() ? static_cast<std::uint32_t>(static_cast<unsigned char>(text[at + i])) : 0;
  };
  const std::uint32_t first = byte(0);
  if (first < 0x80) return {first, 1};
  const std::size_t size = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  std::uint32_t code = first & (0x7FU >> size);
  for (std::size_t i = 1; i < size; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return {no_character, 1};
    code = code << 6 | (byte(i) & 0x3F);
  }
  return first < 0xC0 ? CodePoint{no_character, 1} : CodePoint{code, size};
}

struct Range {
  std::uint32_t first;
  std::uint32_t last;
};

template <std::size_t size>
bool is_in(const Range (&ranges)[size], std::uint32_t code) {
  return std::any_of(std::begin(ranges), std::end(ranges),
                     [&](const Range& range) { return code >= range.first && code <= range.last; });
}

constexpr Range spaces[] = {{0x09, 0x0D},     {0x20, 0x20},     {0x85, 0x85},     {0xA0, 0xA0},     {0x1680, 0x1680},
                            {0x2000, 0x200A}, {0x2028, 0x2029}, {0x202F, 0x202F}, {0x205F, 0x205F}, {0x3000, 0x3000}};
constexpr Range hyphens[] = {{0x2010, 0x2015}, {0x2043, 0x2043}, {0x2212, 0x2212},
                             {0xFE58, 0xFE58}, {0xFE63, 0xFE63}, {0xFF0D, 0xFF0D}};
constexpr Range invisible[] = {
    {0x00, 0x08},     {0x0E, 0x1F},     {0x7F, 0x84},     {0x86, 0x9F},     {0xAD, 0xAD},     {0x34F, 0x34F},
    {0x61C, 0x61C},   {0x115F, 0x1160}, {0x17B4, 0x17B5}, {0x180B, 0x180F}, {0x200B, 0x200F}, {0x202A, 0x202E},
    {0x2060, 0x206F}, {0x3164, 0x3164}, {0xFE00, 0xFE0F}, {0xFEFF, 0xFEFF}, {0xFFA0, 0xFFA0}, {0xE0000, 0xE0FFF}};
constexpr Range combining[] = {{0x300, 0x34E},   {0x350, 0x36F},   {0x483, 0x489},
                               {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF}, {0x20D0, 0x20FF}};

/// Letters of other alphabets that are drawn like a Latin one.
struct LookAlike {
  std::uint32_t code;
  char letter;
};
constexpr LookAlike look_alikes[] = {
    {0x251, 'a'},  {0x261, 'g'},   {0x262, 'g'},   {0x269, 'i'},  {0x26A, 'i'},  {0x274, 'n'},  {0x280, 'r'},
    {0x28F, 'y'},  {0x29C, 'h'},   {0x29F, 'l'},   {0x391, 'a'},  {0x392, 'b'},  {0x395, 'e'},  {0x396, 'z'},
    {0x397, 'h'},  {0x399, 'i'},   {0x39A, 'k'},   {0x39C, 'm'},  {0x39D, 'n'},  {0x39F, 'o'},  {0x3A1, 'p'},
    {0x3A4, 't'},  {0x3A5, 'y'},   {0x3A7, 'x'},   {0x3B1, 'a'},  {0x3B3, 'y'},  {0x3B5, 'e'},  {0x3B7, 'n'},
    {0x3B9, 'i'},  {0x3BA, 'k'},   {0x3BC, 'u'},   {0x3BD, 'v'},  {0x3BF, 'o'},  {0x3C1, 'p'},  {0x3C3, 'o'},
    {0x3C4, 't'},  {0x3C5, 'u'},   {0x3C7, 'x'},   {0x3C9, 'w'},  {0x3F2, 'c'},  {0x3F3, 'j'},  {0x405, 's'},
    {0x406, 'i'},  {0x408, 'j'},   {0x410, 'a'},   {0x412, 'b'},  {0x415, 'e'},  {0x417, '3'},  {0x41A, 'k'},
    {0x41C, 'm'},  {0x41D, 'h'},   {0x41E, 'o'},   {0x420, 'p'},  {0x421, 'c'},  {0x422, 't'},  {0x423, 'y'},
    {0x425, 'x'},  {0x430, 'a'},   {0x432, 'b'},   {0x433, 'r'},  {0x435, 'e'},  {0x43A, 'k'},  {0x43C, 'm'},
    {0x43D, 'h'},  {0x43E, 'o'},   {0x43F, 'n'},   {0x440, 'p'},  {0x441, 'c'},  {0x442, 't'},  {0x443, 'y'},
    {0x445, 'x'},  {0x44C, 'b'},   {0x455, 's'},   {0x456, 'i'},  {0x457, 'i'},  {0x458, 'j'},  {0x461, 'w'},
    {0x475, 'v'},  {0x4AE, 'y'},   {0x4AF, 'y'},   {0x4BB, 'h'},  {0x4C0, 'l'},  {0x4CF, 'l'},  {0x501, 'd'},
    {0x51B, 'q'},  {0x51D, 'w'},   {0x555, 'o'},   {0x561, 'w'},  {0x563, 'q'},  {0x566, 'q'},  {0x570, 'h'},
    {0x578, 'n'},  {0x57C, 'n'},   {0x57D, 'u'},   {0x581, 'g'},  {0x582, 'i'},  {0x584, 'f'},  {0x585, 'o'},
    {0x13A0, 'd'}, {0x13A1, 'r'},  {0x13A2, 't'},  {0x13AA, 'a'}, {0x13AC, 'e'}, {0x13B3, 'w'}, {0x13D9, 'r'},
    {0x13DA, 's'}, {0x13DE, 'l'},  {0x13DF, 'c'},  {0x13E2, 'p'}, {0x1D00, 'a'}, {0x1D04, 'c'}, {0x1D05, 'd'},
    {0x1D07, 'e'}, {0x1D0A, 'j'},  {0x1D0B, 'k'},  {0x1D0D, 'm'}, {0x1D0F, 'o'}, {0x1D18, 'p'}, {0x1D1B, 't'},
    {0x1D1C, 'u'}, {0x1D20, 'v'},  {0x1D21, 'w'},  {0x1D22, 'z'}, {0x2102, 'c'}, {0x210A, 'g'}, {0x210B, 'h'},
    {0x210E, 'h'}, {0x2110, 'i'},  {0x2112, 'l'},  {0x2113, 'l'}, {0x2115, 'n'}, {0x2118, 'p'}, {0x2119, 'p'},
    {0x211A, 'q'}, {0x211B, 'r'},  {0x211D, 'r'},  {0x2124, 'z'}, {0x212A, 'k'}, {0x212C, 'b'}, {0x212F, 'e'},
    {0x2130, 'e'}, {0x2131, 'f'},  {0x2133, 'm'},  {0x2134, 'o'}, {0x2139, 'i'}, {0x2146, 'd'}, {0x2147, 'e'},
    {0x2148, 'i'}, {0x2149, 'j'},  {0x217C, 'l'},  {0x217D, 'c'}, {0x217E, 'd'}, {0x217F, 'm'}, {0x2170, 'i'},
    {0x2174, 'v'}, {0x2179, 'x'},  {0x2C9F, 'o'},  {0x2CA3, 'p'}, {0x2CA5, 'c'}, {0x2D4F, 'i'}, {0xAB75, 'i'},
    {0xA731, 's'}, {0xA730, 'f'},  {0x1E9E, 's'},  {0x131, 'i'},  {0x2044, '/'}, {0x2215, '/'}, {0x29F8, '/'},
    {0xB7, ' '},   {0x2018, '\''}, {0x2019, '\''}, {0x2024, '.'}};

/// Latin letters with accents: U+00C0 to U+017F, a dot for what is no letter with an accent.
constexpr std::string_view accented =
    "aaaaaaaceeeeiiiidnoooooxouuuuy.saaaaaaaceeeeiiiidnooooo.ouuuuy.y"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
    "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
static_assert(accented.size() == 0x180 - 0xC0);

struct Ligature {
  std::uint32_t code;
  std::string_view letters;
};
constexpr Ligature ligatures[] = {{0xFB00, "ff"},  {0xFB01, "fi"}, {0xFB02, "fl"}, {0xFB03, "ffi"},
                                  {0xFB04, "ffl"}, {0xFB05, "st"}, {0xFB06, "st"}, {0x2026, "..."}};

char letter_like(std::uint32_t code) {
  const auto cycled = [&](std::uint32_t first, std::uint32_t period, std::string_view letters) {
    return letters[(code - first) % period % letters.size()];
  };
  static constexpr std::string_view alphabet = "abcdefghijklmnopqrstuvwxyz";
  if (code >= 0xC0 && code < 0x180) return accented[code - 0xC0];
  if (code >= 0xFF01 && code <= 0xFF5E) return static_cast<char>(code - 0xFF01 + '!');
  if (code >= 0x1D400 && code <= 0x1D6A3) return cycled(0x1D400, 52, alphabet);
  if (code >= 0x1D7CE && code <= 0x1D7FF) return cycled(0x1D7CE, 10, "0123456789");
  if (code >= 0x249C && code <= 0x24B5) return cycled(0x249C, 26, alphabet);
  if (code >= 0x24B6 && code <= 0x24E9) return cycled(0x24B6, 26, alphabet);
  if (code >= 0x1F130 && code <= 0x1F189) return cycled(0x1F130, 32, "abcdefghijklmnopqrstuvwxyz......");
  const auto found = std::find_if(std::begin(look_alikes), std::end(look_alikes),
                                  [&](const LookAlike& alike) { return alike.code == code; });
  return found == std::end(look_alikes) ? '\0' : found->letter;
}

char small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

class Folder {
 public:
  explicit Folder(std::string_view text) : text_(text) {}

  Prose fold() {
    while (at_ < text_.size()) {
      if (text_[at_] == '`') {
        quotation();
      } else {
        character();
      }
    }
    prose_.origins.push_back(text_.size());
    return std::move(prose_);
  }

 private:
  void put(char c, std::size_t origin) {
    prose_.folded += small(c);
    prose_.origins.push_back(origin);
  }

  void quotation() {
    const std::size_t close = text_.find('`', at_ + 1);
    if (close == std::string_view::npos) {
      prose_.open = true;
      prose_.open_at = at_;
      ++at_;
      return;
    }
    prose_.quoted.push_back({std::string(text_.substr(at_ + 1, close - at_ - 1)), at_ + 1, prose_.folded.size()});
    put('`', at_);
    at_ = close + 1;
  }

  void character() {
    const CodePoint point = code_point_at(text_, at_);
    if (point.code >= 0x20 && point.code < 0x7F) {
      plain(static_cast<char>(point.code));
    } else {
      strange(point);
    }
    at_ += point.size;
  }

  /// Underscores and asterisks are Markdown for emphasis: `_proper_` says the same as the bare word.
  void plain(char c) {
    if (c == '*') return;
    const bool space = c == ' ' || c == '_';
    if (space && prose_.folded.ends_with(' ')) return;
    put(space ? ' ' : c, at_);
  }

  void strange(const CodePoint& point) {
    const auto odd = [&](bool hidden, char like) { prose_.odd.push_back({at_, point.size, hidden, like}); };
    if (is_in(spaces, point.code)) {
      odd(false, ' ');
      return plain(' ');
    }
    if (is_in(invisible, point.code)) return odd(true, '\0');
    if (is_in(combining, point.code)) return;
    if (is_in(hyphens, point.code)) return put('-', at_);
    for (const Ligature& ligature : ligatures) {
      if (ligature.code != point.code) continue;
      for (const char c : ligature.letters) put(c, at_);
      return;
    }
    letter(point, letter_like(point.code));
  }

  /// An accent is no disguise, a letter of another alphabet is.
  void letter(const CodePoint& point, char like) {
    put(like == '\0' ? no_letter : like, at_);
    const bool disguise = point.code >= 0x180 && ((like >= 'a' && like <= 'z') || (like >= 'A' && like <= 'Z'));
    if (disguise) prose_.odd.push_back({at_, point.size, false, small(like)});
  }

  std::string_view text_;
  std::size_t at_ = 0;
  Prose prose_;
};

}  // namespace

Prose fold(std::string_view text) { return Folder(text).fold(); }

std::string visible(std::string_view text) {
  static constexpr char digits[] = "0123456789ABCDEF";
  std::string shown;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    const bool plain = point.code == ' ' || (!is_in(spaces, point.code) && !is_in(invisible, point.code));
    if (shown.size() > longest_shown) return shown + "...";
    if (point.code == no_character) {
      shown += '?';
    } else if (plain) {
      shown += text.substr(at, point.size);
    } else {
      shown += "\\u";
      for (int shift = point.code > 0xFFFF ? 16 : 12; shift >= 0; shift -= 4) shown += digits[point.code >> shift & 15];
    }
    at += point.size;
  }
  return shown;
}

}  // namespace parapet::requirements::linting
