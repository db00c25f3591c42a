#include "pipeline/settings.hpp"

#include <fnmatch.h>

#include <algorithm>

#include "guardrails/record.hpp"
#include "parapet/error.hpp"
#include "pipeline/settings_check.hpp"

namespace parapet::pipeline {

using guardrails::At;
using guardrails::Raw;

namespace {

/// Numbers and booleans are read by hand: a described field is a text, a list or a map.
struct SettingsRecord {
  std::optional<std::string> repository;
  std::optional<std::string> branch;
  std::optional<std::vector<std::string>> programs;
  std::optional<std::vector<std::string>> runner;
  std::optional<std::string> container;
  std::optional<std::vector<std::string>> install;
  std::optional<std::string> engine;
  std::string engine_version;
  std::string region;
  std::optional<std::string> partition;
  std::optional<std::string> audience;
  std::optional<std::string> plan_role;
  std::optional<std::string> apply_role;
  guardrails::NamedTexts accounts;
  guardrails::NamedTexts environments;
  std::string plan_certificate;
  std::optional<std::string> changed_plans;
  std::optional<std::string> drift;
  std::optional<Raw> max_parallel;
  std::optional<Raw> waves;
  std::optional<Raw> timeout_minutes;
  std::optional<Raw> code_scanning;
  std::optional<guardrails::NamedTexts> actions;
};
BOOST_DESCRIBE_STRUCT(SettingsRecord, (),
                      (repository, branch, programs, runner, container, install, engine, engine_version, region,
                       partition, audience, plan_role, apply_role, accounts, environments, plan_certificate,
                       changed_plans, drift, max_parallel, waves, timeout_minutes, code_scanning, actions))

unsigned count_of(const At& at, unsigned least, unsigned most) {
  const unsigned count = at.count();
  if (count < least || count > most)
    at.expected("a number from " + std::to_string(least) + " to " + std::to_string(most));
  return count;
}

template <class T>
void take(std::optional<T>&& from, T& to) {
  if (from) to = *std::move(from);
}

}  // namespace

std::string role_for(std::string pattern, const std::string& stack) {
  constexpr std::string_view word = "STACK";
  for (std::size_t at = 0; (at = pattern.find(word, at)) != std::string::npos; at += stack.size())
    pattern.replace(at, word.size(), stack);
  return pattern;
}

Settings read_settings(std::string_view text, const std::string& file) {
  const guardrails::Json json = guardrails::parse_json(text, file);
  const At at(json, file);
  at.expect_object();
  SettingsRecord record = guardrails::read_record<SettingsRecord>(at);
  Settings settings;
  settings.file = file;
  take(std::move(record.repository), settings.repository);
  take(std::move(record.branch), settings.branch);
  take(std::move(record.programs), settings.programs);
  take(std::move(record.runner), settings.runner);
  take(std::move(record.container), settings.container);
  take(std::move(record.install), settings.install);
  take(std::move(record.engine), settings.engine);
  settings.engine_version = std::move(record.engine_version);
  settings.region = std::move(record.region);
  take(std::move(record.partition), settings.partition);
  take(std::move(record.audience), settings.audience);
  take(std::move(record.plan_role), settings.plan_role);
  take(std::move(record.apply_role), settings.apply_role);
  settings.accounts = std::move(record.accounts);
  settings.environments = std::move(record.environments);
  settings.plan_certificate = std::move(record.plan_certificate);
  take(std::move(record.changed_plans), settings.changed_plans);
  take(std::move(record.drift), settings.drift);
  take(std::move(record.actions), settings.actions);
  if (record.max_parallel) settings.max_parallel = count_of(*record.max_parallel->at, 1, 256);
  if (record.waves) settings.waves = count_of(*record.waves->at, 1, 64);
  if (record.timeout_minutes) settings.timeout_minutes = count_of(*record.timeout_minutes->at, 1, 360);
  if (record.code_scanning) settings.code_scanning = record.code_scanning->at->boolean();
  check_settings(at, settings);
  return settings;
}

const std::string& name_for(const ByStack& names, const std::string& stack, const Settings& settings,
                            std::string_view member) {
  for (const auto& [name, globs] : names) {
    const auto matches = [&](const std::string& glob) { return fnmatch(glob.c_str(), stack.c_str(), 0) == 0; };
    if (std::any_of(globs.begin(), globs.end(), matches)) return name;
  }
  throw Error(settings.file + " /" + std::string(member) + ": says nothing of the stack \"" + stack +
              "\"; add its name, or a glob that matches it");
}

}  // namespace parapet::pipeline
