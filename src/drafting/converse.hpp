#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

/// The messages of Bedrock's Converse API.
namespace parapet::drafting {

struct Prompt {
  std::string instructions;  ///< ours alone
  std::string message;       ///< with data of others in it
  unsigned answer_tokens;    ///< the model stops there

  /// What it costs at most: a token for every two bytes is more than models count for English and JSON.
  std::uint64_t cost() const { return (instructions.size() + message.size()) / 2 + 50 + answer_tokens; }
};

struct Reply {
  std::string text;
  std::string stop_reason;
  std::uint64_t input_tokens = 0, output_tokens = 0;
};

using Model = std::function<Reply(const Prompt&)>;

std::string converse_body(const Prompt& prompt);

/// Throws Error for what is no answer of Converse.
Reply read_reply(std::string_view body);

}  // namespace parapet::drafting
