#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "guardrails/judging.hpp"
#include "guardrails/policy_reader.hpp"

namespace parapet::guardrails {

/// What an identity's policy grants on everything: by Allow statements on resources that name nothing (`*`,
/// `arn:aws:iam::*:role/*`) without a condition that narrows anything, minus what it denies on everything without any.
/// Statements with principals belong to the policy of a resource, where `*` is that resource alone; they grant nothing
/// here, nor do those without resources.
class Grants {
 public:
  explicit Grants(const policy::PolicyView& policy);

  /// Whether an action (`iam:PassRole`) is granted on everything.
  policy::Answer grants(std::string_view action) const;
  /// Whether some action of a service may be, which is cheap to tell.
  bool may_grant(std::string_view service) const;
  /// The statement that grants an action, or may; the number of statements when none does.
  std::size_t statement_of(std::string_view action) const;

 private:
  struct Part {
    const policy::StatementView* statement = nullptr;
    std::size_t position = 0;
    policy::Answer open = policy::Answer::no;
  };
  policy::Answer by(const Part& part, std::string_view action) const;
  static policy::Answer denied_by(const Part& part, std::string_view action);

  std::size_t statements_ = 0;
  bool complete_ = true;
  std::vector<Part> allows_, denies_;
};

/// Several actions that together give something away: `iam:PassRole` and `ec2:RunInstances`.
using ActionSet = std::vector<std::string_view>;

/// Judges the policies at the argument `path`, or the resource itself without one: none may grant all actions of one of
/// the sets on everything.
PredicateResult refuse_grants(const PredicateInput& input, const std::vector<ActionSet>& sets);

/// Judges them by `find`, which says what a policy gives away: the actions, the statement, and how certain that is.
struct Finding {
  policy::Answer given = policy::Answer::no;
  std::string actions;
  std::size_t statement = 0;
};
PredicateResult judge_grants(const PredicateInput& input, Finding (*find)(const Grants&, const void*),
                             const void* what);

}  // namespace parapet::guardrails
