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

/// `string`, `list(string)`, `map(set(number))`.
bool is_type(std::string_view text) {
  for (std::string_view collection : {"list(", "set(", "map("}) {
    if (text.starts_with(collection) && text.ends_with(')'))
      return is_type(text.substr(collection.size(), text.size() - collection.size() - 1));
  }
  return text == "string" || text == "number" || text == "bool";
}

/// A variable's name that Terraform does not keep for itself and no module has anyway.
void expect_variable(const At& at, const std::string& name) {
  constexpr std::string_view taken[] = {"count",  "create",      "depends_on", "for_each", "lifecycle",
                                        "locals", "policy_name", "providers",  "source",   "version"};
  if (!is_identifier(name)) at.refuse("\"" + name + "\" is no name of a variable; write it like `kms_key_arn`");
  if (std::find(std::begin(taken), std::end(taken), name) != std::end(taken))
    at.refuse("a variable cannot be called \"" + name + "\", which is taken; choose another name");
}

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
    expect_variable(input, name);
    auto read = guardrails::read_record<InputRecord>(input);
    if (!is_type(read.type)) input.member("type").expected("a type like `string`, `number`, `bool` or `list(string)`");
    settings.inputs.push_back({name, read.type, read.description, read.example.at->json()});
  });
  for_each_member(*record.shared.at, [&](const std::string& name, const At& shared) {
    expect_variable(shared, name);
    if (settings.input(name) != nullptr) shared.refuse("\"" + name + "\" is an input already; keep one of them");
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
