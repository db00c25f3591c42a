#pragma once

#include <aws/cloudwatch_log_group.hpp>
#include <aws/iam_role.hpp>
#include <aws/lambda_function.hpp>
#include <secure_templates/resources/lambda.hpp>

#include "parapet/guardrails/secured.hpp"
#include "parapet/policy/policy.hpp"

/// Functions. The requirements are in `catalog/lambda.json`.
namespace secure {

/// What a function needs beside its own configuration; everything has a default.
struct function_options {
  /// How long the log is kept; unset: as the catalog says.
  parapet::Num log_retention_days{};
  /// What the code may do, beside writing its log. Without a statement it may do nothing else.
  parapet::Block<parapet::policy::Statement> statements{};
};

/// A function with a role of its own and a log group of its own.
///
///     secure::Function orders(stack, "orders", aws::lambda_function{
///         .function_name = "orders",
///         .handler = "orders.handle",
///         .s3_bucket = "acme-code",
///         .s3_key = "orders.zip",
///     }, secure::function_options{.statements = {policy::Statement{
///         .actions = {"dynamodb:GetItem"}, .resources = {table.arn()}}}});
///
/// It is the resource `orders/Default`, `aws_lambda_function.orders`; role and log group stand beside it. From tier
/// sensitive on it lies in the subnets and security groups of the SecurityContext (`subnet_ids`, `security_group_ids`)
/// and gives failed events to `dead_letter_arn`, unless it says otherwise. The role may write the log, and use the
/// network, the dead letter queue, the key of the environment and X-Ray as far as the function is set up for them. A
/// function that brings its `role` or its `logging_config` gets none.
class Function : public aws::LambdaFunction {
 public:
  /// Throws SecurityException with every violation of every resource, and Error for a bad id, `count` and `for_each`;
  /// nothing stays behind then.
  Function(parapet::Scope scope, std::string_view id, const aws::lambda_function& config,
           const function_options& options = {});

  /// The role it runs in. Throws Error if the function brought its own.
  aws::IamRole execution_role() const;
  /// Where it logs to. Throws Error if the function brought its own.
  aws::CloudwatchLogGroup log_group() const;
};

}  // namespace secure
