#pragma once

#include <string>

#include "drafting/draft.hpp"

namespace parapet::drafting {

/// The tokens that a run may use. Before a request its cost is reserved; what it really used replaces that.
class Budget {
 public:
  explicit Budget(std::uint64_t limit) : limit_(limit) {}

  const Usage& usage() const { return usage_; }
  std::uint64_t limit() const { return limit_; }
  bool affords(std::uint64_t tokens) const { return usage_.tokens() + tokens <= limit_; }

  void count_request(bool retry) {
    ++usage_.requests;
    if (retry) ++usage_.retries;
  }
  void count_answer(std::uint64_t input, std::uint64_t output) {
    usage_.input_tokens += input;
    usage_.output_tokens += output;
  }
  /// A request that got through, and whose answer did not.
  void count_unanswered(std::uint64_t tokens) { usage_.unanswered_tokens += tokens; }

  /// `the budget of 100000 tokens does not last: 98000 are used`.
  std::string spent() const {
    return "the budget of " + std::to_string(limit_) + " tokens does not last: " + std::to_string(usage_.tokens()) +
           " are used";
  }

 private:
  std::uint64_t limit_;
  Usage usage_;
};

}  // namespace parapet::drafting
