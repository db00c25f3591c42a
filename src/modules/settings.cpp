#include "modules/settings.hpp"

#include <algorithm>

#include "guardrails/record.hpp"

namespace parapet::modules {

using guardrails::At;
using guardrails::Raw;

namespace {

struct InputRecord {
  std::string type;
  std::string description;
  Raw example;
};
BOOST_DESCRIBE_STRUCT(InputRecord, (), (type, description, example))

struct SharedRecord {
  std::string description;
  std::optional<Raw> fallback;
};
BOOST_DESCRIBE_STRUCT(SharedRecord, (), (description, fallback))

struct PolicyRecord {
  std::string resource;
  guardrails::NamedTexts actions;
};
BOOST_DESCRIBE_STRUCT(PolicyRecord, (), (resource, actions))

struct SettingsRecord {
  std::string engine;
  Raw inputs;
  Raw shared;
  Raw left_out;
  std::optional<Raw> policies;
};
BOOST_DESCRIBE_STRUCT(SettingsRecord, (), (engine, inputs, shared, left_out, policies))

template <class Use>
void for_each_member(const At& at, Use use) {
  at.expect_object();
  for (const auto& [key, value] : at.json().items()) use(key, at.member(key));
}

}  // namespace

const InputSetting* Settings::input(std::string_view name) const {
  const auto found = std::find_if(inputs.begin(), inputs.end(), [&](const auto& input) { return input.name == name; });
  return found == inputs.end() ? nullptr : &*found;
}

const SharedArgument* Settings::shared_argument(std::string_view name) const {
  const auto found = std::find_if(shared.begin(), shared.end(), [&](const auto& one) { return one.name == name; });
  return found == shared.end() ? nullptr : &*found;
}

Settings read_settings(std::string_view text, std::string_view file) {
  const guardrails::Json json = guardrails::parse_json(text, file);
  const At at(json, file);
  const auto record = guardrails::read_record<SettingsRecord>(at.expect_object());
  Settings settings;
  settings.engine = record.engine;
  for_each_member(*record.inputs.at, [&](const std::string& name, const At& input) {
    auto read = guardrails::read_record<InputRecord>(input);
    settings.inputs.push_back({name, read.type, read.description, read.example.at->json()});
  });
  for_each_member(*record.shared.at, [&](const std::string& name, const At& shared) {
    auto read = guardrails::read_record<SharedRecord>(shared);
    settings.shared.push_back({name, read.description, read.fallback ? read.fallback->at->json() : Json()});
  });
  for_each_member(*record.left_out.at,
                  [&](const std::string& type, const At& why) { settings.left_out[type] = why.filled_text(); });
  if (record.policies) {
    const auto policies = guardrails::read_record<PolicyRecord>(*record.policies->at);
    settings.policy_type = policies.resource;
    for (const auto& [service, prefixes] : policies.actions) settings.actions[service] = prefixes;
  }
  return settings;
}

}  // namespace parapet::modules
