#include "utf8.hpp"

#include <cstdint>
#include <cstring>

namespace parapet::detail {

namespace {

/// Length of the multi-byte sequence at `at`, 0 if it is malformed.
std::size_t sequence_length(const unsigned char* at, std::size_t left) {
  const auto continues = [&](std::size_t i) { return i < left && (at[i] & 0xC0) == 0x80; };
  if (at[0] >= 0xC2 && at[0] <= 0xDF) return continues(1) ? 2 : 0;
  if (at[0] >= 0xE0 && at[0] <= 0xEF) {
    if (!continues(1) || !continues(2)) return 0;
    if (at[0] == 0xE0 && at[1] < 0xA0) return 0;
    if (at[0] == 0xED && at[1] > 0x9F) return 0;
    return 3;
  }
  if (at[0] >= 0xF0 && at[0] <= 0xF4) {
    if (!continues(1) || !continues(2) || !continues(3)) return 0;
    if (at[0] == 0xF0 && at[1] < 0x90) return 0;
    if (at[0] == 0xF4 && at[1] > 0x8F) return 0;
    return 4;
  }
  return 0;
}

bool eight_plain(const unsigned char* at) {
  std::uint64_t word;
  std::memcpy(&word, at, 8);
  const bool high = (word & 0x8080808080808080u) != 0;
  const bool zero = ((word - 0x0101010101010101u) & ~word & 0x8080808080808080u) != 0;
  return !high && !zero;
}

}  // namespace

bool is_valid_utf8(std::string_view text) {
  const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
  std::size_t i = 0;
  while (i < text.size()) {
    if (i + 8 <= text.size() && eight_plain(bytes + i)) {
      i += 8;
    } else if (bytes[i] != 0 && bytes[i] < 0x80) {
      ++i;
    } else {
      const std::size_t length = bytes[i] == 0 ? 0 : sequence_length(bytes + i, text.size() - i);
      if (length == 0) return false;
      i += length;
    }
  }
  return true;
}

}  // namespace parapet::detail
