#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "parapet/app.hpp"
#include "parapet/guardrails/context.hpp"
#include "parapet/guardrails/settings.hpp"
#include "parapet/security_exception.hpp"
#include "parapet/stack.hpp"

/// Tries to bring something insecure past the guardrails, and says what became of it.
namespace attack {

inline constexpr const char* key_arn = "arn:aws:kms:eu-central-1:111122223333:key/0b1c2d3e-0000-4000-8000-000000000001";

/// A day that no clock moves.
class FixedClock : public parapet::guardrails::Clock {
 public:
  parapet::guardrails::Date today() const override { return {2026, 6, 30}; }
};

inline void use_exceptions(const std::string& json) {
  static const FixedClock clock;
  parapet::guardrails::use_settings(
      {parapet::guardrails::Exceptions(json, "exceptions.json", clock), "security@example.com"});
}

/// Settings of a test end with it.
class Attack : public testing::Test {
 protected:
  void SetUp() override { use_exceptions("[]"); }
  void TearDown() override { parapet::guardrails::forget_settings(); }
};

/// A violation as `rds:001 fail production/zip-db publicly_accessible = true`.
inline std::string line(const parapet::Violation& violation) {
  std::string text = violation.requirement + " " + violation.status + " " + violation.construct_path;
  if (!violation.attribute_path.empty()) text += " " + violation.attribute_path + " = " + violation.value;
  return text;
}

inline std::vector<std::string> lines(const parapet::SecurityException& refusal) {
  std::vector<std::string> lines;
  for (const parapet::Violation& violation : refusal.violations()) lines.push_back(line(violation));
  return lines;
}

using Program = std::function<void(parapet::Stack&)>;

/// Runs a program and synthesizes it into a folder of its own. What it refuses, one line each; nothing may be written
/// then. Empty if it was allowed.
inline std::vector<std::string> refused(const Program& program, const char* tier = "baseline") {
  const auto folder = std::filesystem::path(testing::TempDir()) / "parapet_bypass";
  std::filesystem::remove_all(folder);
  std::vector<std::string> violations;
  try {
    parapet::App app({.outdir = folder.string()});
    parapet::Stack stack(app, "production");
    parapet::guardrails::set_security_context(stack, {.kms_key_arn = key_arn, .log_bucket = "acme-logs", .tier = tier});
    program(stack);
    app.synth();
    EXPECT_TRUE(std::filesystem::exists(folder / "manifest.json"));
  } catch (const parapet::SecurityException& refusal) {
    violations = lines(refusal);
    EXPECT_FALSE(std::filesystem::exists(folder)) << "something was written although the program was refused";
  }
  std::filesystem::remove_all(folder);
  return violations;
}

}  // namespace attack
