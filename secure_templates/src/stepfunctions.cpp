#include "../stepfunctions.hpp"

#include "parts.hpp"

namespace secure {

namespace stepfunctions {

/// Builds a state machine and what belongs to it.
class Parts : PartsOf<aws::sfn_state_machine, state_machine_options> {
 public:
  using PartsOf::PartsOf;

  aws::SfnStateMachine build() {
    refuse_instances();
    if (is_unset(config_.logging_configuration)) {
      // Names that begin like this do not count against the size of the account's policy for log delivery.
      const auto group = log_group("log-group", "/aws/vendedlogs/states/" + path_name(), options_.log_retention_days);
      config_.logging_configuration = {
          {.include_execution_data = true, .log_destination = parapet::text(group.arn(), ":*")}};
    }
    if (is_unset(config_.encryption_configuration) && !is_unset(given("kms_key_arn"))) {
      config_.encryption_configuration = {{.kms_data_key_reuse_period_seconds = 300,
                                           .kms_key_id = given("kms_key_arn"),
                                           .type = "CUSTOMER_MANAGED_KMS_KEY"}};
    }
    judge(construct(), "Default", config_);
    if (is_unset(config_.role_arn)) {
      config_.role_arn =
          service_role("role", "states.amazonaws.com", together(statements(), options_.statements)).arn();
    }
    auto machine = add_judged<aws::SfnStateMachine>(construct(), "Default", config_);
    wait_for_grants(machine);
    return finish(machine);
  }

 private:
  /// Neither the delivery of logs nor tracing can be limited to a resource.
  Statements statements() const {
    Statements all = {
        policy::Statement{
            .actions = {"logs:CreateLogDelivery", "logs:DeleteLogDelivery", "logs:DescribeLogGroups",
                        "logs:DescribeResourcePolicies", "logs:GetLogDelivery", "logs:ListLogDeliveries",
                        "logs:PutResourcePolicy", "logs:UpdateLogDelivery"},
            .resources = {"*"},
            .sid = "DeliverLog",
        },
        policy::Statement{
            .actions = {"xray:GetSamplingRules", "xray:GetSamplingTargets", "xray:PutTelemetryRecords",
                        "xray:PutTraceSegments"},
            .resources = {"*"},
            .sid = "Trace",
        },
    };
    const parapet::Str key =
        as_str(parapet::View(config_.encryption_configuration.parapet_value()).sole().member("kms_key_id"));
    if (!is_unset(key)) {
      all.push_back(
          policy::Statement{.actions = {"kms:Decrypt", "kms:GenerateDataKey"}, .resources = {key}, .sid = "UseKey"});
    }
    return all;
  }
};

}  // namespace stepfunctions

StateMachine::StateMachine(parapet::Scope scope, std::string_view id, const aws::sfn_state_machine& config,
                           const state_machine_options& options)
    : aws::SfnStateMachine(stepfunctions::Parts(scope, id, config, options).build()) {}

aws::IamRole StateMachine::execution_role() const { return beside<aws::IamRole>(*this, "role"); }
aws::CloudwatchLogGroup StateMachine::log_group() const { return beside<aws::CloudwatchLogGroup>(*this, "log-group"); }

}  // namespace secure
