#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <new>
#include <string>
#include <vector>

#include "parapet/app.hpp"
#include "parapet/guardrails/catalog.hpp"
#include "parapet/guardrails/context.hpp"
#include "parapet/guardrails/settings.hpp"
#include "parapet/security_exception.hpp"
#include "parapet/stack.hpp"
#include "parapet/testing.hpp"

namespace secure_templates_test {

inline constexpr const char* key_arn = "arn:aws:kms:eu-central-1:111122223333:key/0b1c2d3e-0000-4000-8000-000000000001";

/// A stack `production` with everything that templates may ask for.
class Templates : public testing::Test {
 protected:
  void SetUp() override {
    parapet::guardrails::use_settings({});
    context("baseline");
  }
  void TearDown() override { parapet::guardrails::forget_settings(); }

  void context(const char* tier) {
    renew();
    give(stack, tier);
  }

  /// Begins anew, before anything is built: a tier never falls.
  void renew() {
    stack.~Stack();
    app.~App();
    new (&app) parapet::App;
    new (&stack) parapet::Stack(app, "production");
  }

  void give(const parapet::Construct& at, const char* tier) {
    parapet::guardrails::set_security_context(
        at, {.kms_key_arn = key_arn,
                .log_bucket = "acme-logs",
                .monitoring_role_arn = "arn:aws:iam::111122223333:role/rds-monitoring",
                .other = {{"account_id", "111122223333"}, {"permissions_boundary_arn", "arn:aws:iam::111122223333:policy/boundary"}},
                .security_group_ids = {"sg-1"},
                .subnet_ids = {"subnet-1", "subnet-2"},
                .tier = tier});
  }

  /// The document of the stack; the guardrails have judged it.
  parapet::testing::Document document() { return parapet::testing::synth(app)["production"]; }

  /// What a function throws, as it is shown; empty if it throws nothing. The stack is as before.
  std::string refusal(const std::function<void()>& function) {
    try {
      function();
    } catch (const parapet::SecurityException& refused) {
      for (const parapet::Node child : stack.node().children())
        EXPECT_NE(child.id(), "x") << "a refused resource stayed in the tree";
      return refused.what();
    }
    return {};
  }

  /// Requirements and attributes of a refusal, `rds:001 publicly_accessible`.
  static std::vector<std::string> violations(const std::function<void()>& function) {
    std::vector<std::string> found;
    try {
      function();
    } catch (const parapet::SecurityException& refused) {
      for (const parapet::Violation& violation : refused.violations())
        found.push_back(violation.requirement + " " + violation.attribute_path);
    }
    return found;
  }

  parapet::App app;
  parapet::Stack stack{app, "production"};
};

using Refusals = std::vector<std::string>;

/// Without the requirements about attributes that this version of the provider does not have.
inline Refusals that_apply(const Refusals& refusals) {
  Refusals result;
  for (const std::string& refusal : refusals) {
    for (const auto* requirement : parapet::guardrails::compiled_requirements()) {
      if (refusal.starts_with(std::string(requirement->id) + " ")) result.push_back(refusal);
    }
  }
  return result;
}

}  // namespace secure_templates_test
