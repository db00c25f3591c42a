#pragma once

#include <aws/provider.hpp>
#include <parapet/app.hpp>
#include <parapet/backend.hpp>
#include <parapet/guardrails/context.hpp>
#include <parapet/stack.hpp>

#include "resources.hpp"

/// What all stacks of this project have in common: tags, state and provider.
class ProjectStack : public parapet::Stack {
 public:
  ProjectStack(parapet::Scope scope, const std::string& name) : Stack(scope, name, parapet::StackOptions{
      .required_version = ">= 1.8",
      .tags = {
          {"env", "{{env}}"},
          {"project", "{{name}}"},
          {"terraform-managed", "true"},
      },
  }) {
    parapet::Backend(*this, parapet::backend::s3{
        .bucket = "{{state_bucket}}",
        .encrypt = true,
        .key = "{{name}}/" + name + ".tfstate",
        .region = "{{region}}",
        .use_lockfile = true,
    });
    aws::Provider(*this, "aws", aws::provider{
        .default_tags = {aws::provider::DefaultTags{.tags = tags()}},
        .region = "{{region}}",
    });
    // Policies of buckets let services in for this account only.
    parapet::guardrails::set_security_context(*this, parapet::guardrails::SecurityContext{
        .other = {{"account_id", "{{account}}"}},
    });
  }
};

/// What other stacks build on: the key and the bucket that receives logs.
class BaseStack : public ProjectStack {
 public:
  explicit BaseStack(parapet::Scope scope) : ProjectStack(scope, "{{name}}-base") { load(keys, logs); }
};

/// The application. It encrypts with the base's key and logs into its bucket: `parapet deploy` deploys the base first.
class AppStack : public ProjectStack {
 public:
  AppStack(parapet::Scope scope, BaseStack& base) : ProjectStack(scope, "{{name}}-app") {
    parapet::guardrails::set_security_context(*this, shared(base));
    load(storage, orders);
  }
};

inline void make_stacks(parapet::App& app) {
  BaseStack base(app);
  AppStack application(app, base);
}
