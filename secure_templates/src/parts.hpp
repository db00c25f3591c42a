#pragma once

#include <aws/cloudwatch_log_group.hpp>
#include <aws/iam_role.hpp>

#include "composite.hpp"

namespace secure {

/// A log group that keeps a year of what is written to it; where the tier is regulated it masks credentials and numbers
/// of credit cards.
aws::CloudwatchLogGroup add_log_group(Composite& composite, const parapet::Construct& parent, std::string_view id,
                                      const parapet::Str& name);

/// Lets AWS services whose policy needs it write to log groups, on behalf of this account only.
void add_log_policy(Composite& composite, const parapet::Construct& parent, std::string_view id,
                    const parapet::Str& service, const parapet::Str& name, const parapet::List<parapet::Str>& groups);

/// A role for an AWS service; `conditions` narrow on whose behalf it takes the role on.
aws::IamRole add_role(Composite& composite, const parapet::Construct& parent, std::string_view id, const char* service,
                      const parapet::Block<parapet::policy::Condition>& conditions);

/// What the role may do, as a part of it.
void add_role_policy(Composite& composite, const aws::IamRole& role,
                     const parapet::Block<parapet::policy::Statement>& statements);

}  // namespace secure
