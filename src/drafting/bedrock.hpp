#pragma once

#include <functional>
#include <string>

#include "drafting/budget.hpp"
#include "drafting/converse.hpp"
#include "drafting/credentials.hpp"

namespace parapet::drafting {

/// There are no tokens left for another try.
class BudgetSpent : public Error {
 public:
  using Error::Error;
};

/// One model of Bedrock.
class Bedrock {
 public:
  /// Says what it waits for.
  using Waiting = std::function<void(const std::string&)>;

  /// Throws Error for a model id, region or endpoint that cannot be one.
  Bedrock(const System& system, const Options& options, Budget& budget, Waiting waiting);

  /// Asks until there is an answer: again, later and later, while the service is throttled, broken or silent. Throws
  /// Error with what AWS says, and BudgetSpent.
  Reply converse(const Prompt& prompt);

 private:
  struct Failure;

  using Secrets = std::vector<std::string>;

  Reply try_once(const Prompt& prompt, bool retry);
  Request signed_request(const Prompt& prompt, const Credentials& credentials) const;
  Reply reply_of(const Response& response, const Prompt& prompt, const Secrets& secrets);
  [[noreturn]] void refuse(const Response& response, const Secrets& secrets) const;
  void wait(const Failure& failure, unsigned attempt);

  const System& system_;
  const Options& options_;
  Budget& budget_;
  Waiting waiting_;
  std::string region_;
  std::string url_;
  std::string ca_bundle_;
  CredentialSource credentials_;
};

}  // namespace parapet::drafting
