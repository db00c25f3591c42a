#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace parapet::drafting {

/// What a terminal can show: broken UTF-8 becomes U+FFFD; control characters and those that turn the direction of text
/// or are invisible become spaces.
std::string printable(std::string_view text);

/// Whether `printable` would change it.
bool is_printable(std::string_view text);

/// At most `most` bytes, cut between characters, with `...` where something is missing.
std::string shortened(std::string text, std::size_t most);

/// Words of somebody else for a message of ours: printable, at most 500 bytes, and `[hidden]` in place of `secrets`, of
/// access keys, and of whatever is long and random enough to be a key, a token or a signature. Services do repeat the
/// header they were sent.
std::string safe_text(std::string_view text, const std::vector<std::string>& secrets);

}  // namespace parapet::drafting
