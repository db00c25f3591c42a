#pragma once

#include <aws/provider.hpp>
#include <parapet/backend.hpp>
#include <parapet/guardrails/context.hpp>
#include <parapet/stack.hpp>

#include "resources.hpp"

/// Where the team tries things out. Everything in it carries these tags.
class DevStack : public parapet::Stack {
 public:
  explicit DevStack(parapet::Scope scope) : Stack(scope, "dev", parapet::StackOptions{
      .required_version = ">= 1.10",
      .tags = {
          {"cost-center", "shop"},
          {"env", "dev"},
          {"team", "platform"},
          {"terraform-managed", "true"},
      },
  }) {
    parapet::Backend(*this, parapet::backend::s3{
        .bucket = "acme-terraform-state",
        .encrypt = true,
        .key = "dev/terraform.tfstate",
        .region = "eu-central-1",
        .use_lockfile = true,
    });
    aws::Provider(*this, "aws", aws::provider{
        .default_tags = {aws::provider::DefaultTags{.tags = tags()}},
        .region = "eu-central-1",
    });
    const Providers other_providers{.edge = aws::Provider(*this, "aws-edge", aws::provider{
        .alias = "edge",
        .default_tags = {aws::provider::DefaultTags{.tags = tags()}},
        .region = "us-east-1",
    })};
    parapet::guardrails::set_security_context(*this, parapet::guardrails::SecurityContext{
        .other = {{"account_id", "210987654321"}},
    });
    // Keys first: the others encrypt with them. A function may look up what an earlier one has created.
    load(other_providers, keys, network, buckets, databases, iam);
  }
};
