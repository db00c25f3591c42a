#pragma once

#include <memory>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "parapet/document/resolve.hpp"
#include "parapet/policy/analysis.hpp"

namespace parapet::guardrails {

/// Reads what an attribute holds as an IAM policy: a JSON string, jsonencode(...), an aws_iam_policy_document data
/// source (with its source and override documents; its `json` or the block itself), or another resource's policy. What
/// cannot be read is marked as unknown.
class PolicyReader {
 public:
  explicit PolicyReader(Resolver& resolver) : resolver_(resolver) {}

  /// The policies that a value may be: one, or one per alternative of an undecided expression. None for what is unset.
  std::vector<std::shared_ptr<const policy::PolicyView>> read(const Resolved& value);

 private:
  using Shared = std::shared_ptr<const policy::PolicyView>;

  Shared read_one(const Resolved& value, int depth);
  policy::PolicyView read_uncached(const Resolved& value, int depth);
  policy::PolicyView data_source(const DocumentBlock& block, const Place& place, int depth);

  friend class DataSourceReader;

  Resolver& resolver_;
  /// The last few, by the text of a literal: all requirements for one resource come one after the other.
  std::unordered_map<std::string_view, Shared> literals_;
};

}  // namespace parapet::guardrails
