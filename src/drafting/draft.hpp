#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "parapet/error.hpp"

/// Requirements written by a model through AWS Bedrock, for checks that nothing else covers. What comes out has been
/// parsed and linted and is still a draft: a person has to read it.
namespace parapet::drafting {

/// A scanner's check that no requirement covers.
struct Gap {
  std::string service;         ///< `rds`
  std::string cloud_provider;  ///< `AWS`
  std::string scanner;         ///< `checkov`
  std::string check_id;
  std::string title;                  ///< the scanner's own words: data, whatever they say
  std::string resource;               ///< `aws_db_instance`
  std::vector<std::string> keys;      ///< what the check inspects
  std::vector<std::string> settings;  ///< paths that the resource type has; empty: unknown
};

struct Draft {
  std::string name, description, domain;
  Gap gap;
  std::size_t position = 0;  ///< of the gap in the list
};

/// A gap without a draft, and why.
struct Refusal {
  Gap gap;
  std::string reason;
  std::size_t position = 0;
};

/// The model does not answer, however often it is asked; nothing that was given is at fault.
class Unavailable : public Error {
 public:
  using Error::Error;
};

struct Usage {
  std::uint64_t input_tokens = 0, output_tokens = 0;
  /// Reserved for requests whose answer never came: the model may have written it all the same.
  std::uint64_t unanswered_tokens = 0;
  unsigned requests = 0, retries = 0;

  std::uint64_t tokens() const { return input_tokens + output_tokens + unanswered_tokens; }
};

/// Drafts and refusals, each in the order of the gaps; every gap is in one of them.
struct Outcome {
  std::vector<Draft> drafts;
  std::vector<Refusal> refused;
  std::vector<std::string> notes;  ///< what the model answered beside what it was asked
  std::string stopped;             ///< why it ended before all gaps were tried; empty: it did not
  Usage usage;
};

struct Options {
  std::string model;               ///< id, inference profile or ARN
  std::string region;              ///< empty: AWS_REGION, AWS_DEFAULT_REGION, the profile
  std::uint64_t tokens = 100'000;  ///< input and output of all requests together
  unsigned batch = 8;              ///< gaps in one request
  unsigned repairs = 2;            ///< how often an answer goes back with complaints
  unsigned attempts = 5;           ///< for one request, the first included
  std::chrono::milliseconds connect_timeout{10'000};
  std::chrono::milliseconds timeout{120'000};
};

struct Step {
  std::size_t done, total;  ///< gaps that are drafted or refused, and all
  Usage usage;
  std::string doing;  ///< `asking for 8 drafts`, `waiting 2.0 s: too many requests`
};

/// Complaints about a JSON array of requirements (ID, name, description, cloudProvider, domain); none: it is clean.
/// One that throws complains. It is asked last: what it has nothing against is a draft.
using Linter = std::function<std::vector<std::string>(std::string_view json_array)>;
using Progress = std::function<void(const Step&)>;

/// Asks the model until every gap has a draft or a reason. Throws Error when it must end before there is any draft (no
/// credentials, access denied, no answer); later it returns what there is and says why in `stopped`.
Outcome draft(const std::vector<Gap>& gaps, const Options& options, const Linter& linter, const Progress& progress);

}  // namespace parapet::drafting
