#pragma once

#include <aws/cloudwatch_log_group.hpp>
#include <aws/iam_role.hpp>
#include <aws/sfn_state_machine.hpp>
#include <secure_templates/resources/stepfunctions.hpp>

#include "parapet/guardrails/secured.hpp"
#include "parapet/policy/policy.hpp"

/// State machines. The requirements are in `catalog/stepfunctions.json`.
namespace secure {

/// What a state machine needs beside its own configuration; everything has a default.
struct state_machine_options {
  /// How long the log is kept; unset: as the catalog says.
  parapet::Num log_retention_days{};
  /// What the states may do: the functions they invoke, the queues they send to.
  parapet::Block<parapet::policy::Statement> statements{};
};

/// A state machine with a role of its own and a log group of its own, traced, and encrypted with the customer key.
///
///     secure::StateMachine billing(stack, "billing", aws::sfn_state_machine{.definition = definition},
///         secure::state_machine_options{.statements = {policy::Statement{
///             .actions = {"lambda:InvokeFunction"}, .resources = {charge.arn()}}}});
///
/// It is the resource `billing/Default`, `aws_sfn_state_machine.billing`; role and log group stand beside it. A state
/// machine that brings its `role_arn` or its `logging_configuration` gets none.
class StateMachine : public aws::SfnStateMachine {
 public:
  /// Throws SecurityException with every violation of every resource, and Error for a bad id, `count` and `for_each`;
  /// nothing stays behind then.
  StateMachine(parapet::Scope scope, std::string_view id, const aws::sfn_state_machine& config,
               const state_machine_options& options = {});

  /// These throw Error if the state machine brought its own.
  aws::IamRole execution_role() const;
  aws::CloudwatchLogGroup log_group() const;
};

}  // namespace secure
