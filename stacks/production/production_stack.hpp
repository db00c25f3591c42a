#pragma once

#include <aws/provider.hpp>
#include <parapet/backend.hpp>
#include <parapet/guardrails/context.hpp>
#include <parapet/stack.hpp>

#include "account.hpp"
#include "resources.hpp"

/// What customers use. Everything in it carries these tags, lies in one account, and keeps the requirements of tier
/// sensitive.
class ProductionStack : public parapet::Stack {
 public:
  explicit ProductionStack(parapet::Scope scope) : Stack(scope, "production", parapet::StackOptions{
      .required_version = ">= 1.10",
      .tags = {
          {"cost-center", "shop"},
          {"env", "production"},
          {"team", "platform"},
          {"terraform-managed", "true"},
      },
  }) {
    keep_state();
    load_resources();
  }

 private:
  void keep_state() const {
    parapet::Backend(*this, parapet::backend::s3{
        .bucket = "acme-terraform-state",
        .encrypt = true,
        .key = "production/terraform.tfstate",
        .region = region,
        .use_lockfile = true,
    });
  }

  aws::Provider provider(const char* id, const char* in_region, const parapet::Str& alias = {}) const {
    return aws::Provider(*this, id, aws::provider{
        .alias = alias,
        .allowed_account_ids = {account},
        .default_tags = {aws::provider::DefaultTags{.tags = tags()}},
        .region = in_region,
    });
  }

  /// Keys first: the others encrypt with them. A function may look up what an earlier one has created.
  void load_resources() {
    provider("aws", region);
    const Providers other_providers{.replica = provider("aws-replica", replica_region, "replica")};
    parapet::guardrails::set_security_context(*this, parapet::guardrails::SecurityContext{
        .other = {{"account_id", account}},
        .tier = "sensitive",
    });
    load(other_providers, keys, network, buckets, databases, iam);
  }
};
