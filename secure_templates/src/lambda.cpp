#include "../lambda.hpp"

#include <string>

#include "parts.hpp"

namespace secure {

namespace lambda {

/// A member of the first block of a kind.
parapet::View in_block(const parapet::detail::Slot& block, std::string_view name) {
  return parapet::View(block.parapet_value()).sole().member(name);
}

/// Builds a function and what belongs to it.
class Parts : PartsOf<aws::lambda_function, function_options> {
 public:
  using PartsOf::PartsOf;

  aws::LambdaFunction build() {
    refuse_instances();
    if (is_unset(config_.logging_config)) own_log();
    judge(construct(), "Default", config_);
    if (is_unset(config_.role)) {
      auto own = service_role("role", "lambda.amazonaws.com", together(statements(), options_.statements));
      if (!is_unset(config_.vpc_config)) {
        attach(construct(), "role-network", own, "arn:aws:iam::aws:policy/service-role/AWSLambdaENIManagementAccess");
      }
      config_.role = own.arn();
    }
    auto function = add_judged<aws::LambdaFunction>(construct(), "Default", config_);
    wait_for_grants(function);
    return finish(function);
  }

 private:
  void own_log() {
    const parapet::Str name = is_unset(config_.function_name)
                                  ? parapet::Str("/aws/lambda/" + path_name())
                                  : parapet::Str(parapet::text("/aws/lambda/", config_.function_name));
    auto group = log_group("log-group", name, options_.log_retention_days, config_.kms_key_arn);
    log_arn_ = group.arn();
    config_.logging_config = {{.log_format = "JSON", .log_group = group.name()}};
  }

  /// As much as the configuration needs, on the resources that it names.
  Statements statements() const {
    Statements all;
    if (!is_unset(log_arn_)) {
      all.push_back(policy::Statement{
          .actions = {"logs:CreateLogStream", "logs:PutLogEvents"},
          .resources = {parapet::text(log_arn_, ":*")},
          .sid = "WriteLog",
      });
    }
    if (!is_unset(config_.vpc_config)) all.push_back(keep_network_from_code());
    if (const parapet::Str target = as_str(in_block(config_.dead_letter_config, "target_arn")); !is_unset(target)) {
      const std::string_view arn = parapet::View(target.parapet_value()).text();
      policy::Statement statement{
          .actions = {"sns:Publish", "sqs:SendMessage"}, .resources = {target}, .sid = "KeepFailedEvents"};
      if (arn.find(":sqs:") != arn.npos) statement.actions = {"sqs:SendMessage"};
      if (arn.find(":sns:") != arn.npos) statement.actions = {"sns:Publish"};
      all.push_back(statement);
    }
    if (!is_unset(config_.environment) && !is_unset(config_.kms_key_arn)) {
      all.push_back(
          policy::Statement{.actions = {"kms:Decrypt"}, .resources = {config_.kms_key_arn}, .sid = "ReadEnvironment"});
    }
    if (in_block(config_.tracing_config, "mode").text() == "Active") {
      all.push_back(policy::Statement{
          .actions = {"xray:PutTelemetryRecords", "xray:PutTraceSegments"}, .resources = {"*"}, .sid = "Trace"});
    }
    return all;
  }

  /// Lambda makes the network interfaces with the role of the function and checks that it may touch all of them; the
  /// code itself is denied what it does not need.
  policy::Statement keep_network_from_code() const {
    const parapet::Str name = is_unset(config_.function_name) ? parapet::Str("*") : config_.function_name;
    return policy::Statement{
        .actions = {"ec2:AssignPrivateIpAddresses", "ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface",
                    "ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets", "ec2:DetachNetworkInterface",
                    "ec2:UnassignPrivateIpAddresses"},
        .conditions = {condition("ArnLike", "lambda:SourceFunctionArn",
                                 parapet::text("arn:*:lambda:*:*:function:", name))},
        .effect = policy::deny,
        .resources = {"*"},
        .sid = "KeepNetworkFromCode",
    };
  }

  parapet::Str log_arn_;
};

}  // namespace lambda

Function::Function(parapet::Scope scope, std::string_view id, const aws::lambda_function& config,
                   const function_options& options)
    : aws::LambdaFunction(lambda::Parts(scope, id, config, options).build()) {}

aws::IamRole Function::execution_role() const { return beside<aws::IamRole>(*this, "role"); }

aws::CloudwatchLogGroup Function::log_group() const { return beside<aws::CloudwatchLogGroup>(*this, "log-group"); }

}  // namespace secure
