#include "modules/claims.hpp"

#include <algorithm>

#include "guardrails/versions.hpp"
#include "modules/arguments.hpp"
#include "modules/build.hpp"
#include "modules/guard.hpp"
#include "parapet/document/read.hpp"

namespace parapet::modules {

using guardrails::Condition;
using guardrails::Requirement;
using guardrails::Status;

namespace {

/// The configuration that a module stands for, as Terraform JSON.
class Sample {
 public:
  Sample(const Module& module, const Settings& settings, Given given)
      : module_(module), settings_(settings), has_inputs_(given == Given::inputs) {}

  std::string text() {
    document_["terraform"]["required_providers"][module_.provider_name] = {{"source", module_.provider_source},
                                                                           {"version", module_.provider_version}};
    document_["resource"] = Json::object();
    for (const Resource& resource : module_.resources)
      document_["resource"][resource.type->name]["this"] = body(resource);
    return document_.dump();
  }

 private:
  Json body(const Resource& resource) {
    Json body = Json::object();
    for (const Argument& argument : resource.arguments) {
      const auto link = resource.links.find(argument.name);
      if (link != resource.links.end()) {
        const Resource::Link& to = link->second.front();
        body[argument.name] = "${" + to.type + ".this." + to.attribute + "}";
      } else if (resource.variables.at(argument.name) == argument.name) {
        const SharedArgument* shared = settings_.shared_argument(argument.name);
        if (!shared->fallback.is_null()) body[argument.name] = shared->fallback;
      } else {
        add(argument, resource.variables.at(argument.name), body);
      }
    }
    for (const LifecycleSetting& setting : resource.lifecycle) body["lifecycle"][setting.name] = setting.value;
    return body;
  }

  void add(const Argument& argument, const std::string& variable, Json& body) {
    if (argument.is_block()) {
      if (!argument.present && !(argument.is_required() && has_inputs_)) return;
      Json inside = Json::object();
      for (const Argument& member : argument.members) add(member, variable + "_" + member.name, inside);
      body[argument.name] = argument.is_many() ? Json::array({inside}) : inside;
    } else if (argument.input != nullptr) {
      if (has_inputs_) body[argument.name] = argument.input->example;
    } else if (!argument.fill.is_null()) {
      body[argument.name] = argument.fill;
    } else if (argument.is_required() && has_inputs_) {
      document_["variable"][variable] = Json::object();
      body[argument.name] = "${var." + variable + "}";
    }
  }

  const Module& module_;
  const Settings& settings_;
  bool has_inputs_;
  Json document_;
};

/// One requirement against the module.
class Claimant {
 public:
  Claimant(const Module& module, const Verdicts& verdicts, const Settings& settings)
      : module_(module), verdicts_(verdicts), settings_(settings) {}

  Claim claim(const Requirement& requirement) const {
    if (requirement.resource.starts_with("data."))
      return {&requirement, Stance::inherent, "the module reads no data source"};
    const Resource* resource = module_.resource(requirement.resource);
    if (resource == nullptr) return without_block(requirement);
    const auto verdict = verdicts_.find(&requirement);
    const Status status = verdict == verdicts_.end() ? Status::unknown : verdict->second;
    if (status == Status::pass && resource->lifecycle_of(requirement) != nullptr)
      return {&requirement, Stance::implemented, "always written, for `lifecycle` takes no variables"};
    const Guard guard = guard_of(requirement, *resource);
    if (guard.constant && *guard.constant && status == Status::pass && !sets_nothing(requirement, *resource))
      return {&requirement, Stance::implemented, "always written"};
    if (guard.constant && *guard.constant)
      return {&requirement, Stance::inherent, "the module sets no argument that it looks at"};
    if (const Variable* variable = guarded_by(requirement))
      return {&requirement, Stance::implemented, how(*variable, status)};
    if (status == Status::pass && is_structural(requirement))
      return {&requirement, Stance::implemented, "created with `" + resource->name + "`, and pointing at it"};
    if (status == Status::pass || status == Status::not_applicable) return partly(requirement, guard, status);
    return {&requirement, Stance::possible, missing(requirement, guard)};
  }

 private:
  Claim without_block(const Requirement& requirement) const {
    const std::string type(requirement.resource);
    const auto owner = module_.elsewhere.find(type);
    if (owner != module_.elsewhere.end())
      return {&requirement, Stance::inherent,
              "`" + type + "` is made by the module `" + owner->second + "`, whose notes have it"};
    if (forbids_type(requirement)) return {&requirement, Stance::implemented, "no block of type `" + type + "`"};
    const auto reason = settings_.left_out.find(type);
    if (reason != settings_.left_out.end())
      return {&requirement, Stance::inherent, "no block of type `" + type + "`: " + reason->second};
    return {&requirement, Stance::inherent,
            "no block of type `" + type + "`, which the provider or the catalog gives up"};
  }

  /// Whether the module has no argument for anything that a requirement asks something of.
  static bool sets_nothing(const Requirement& requirement, const Resource& resource) {
    const std::vector<Names> paths = paths_of(*requirement.require);
    return std::none_of(paths.begin(), paths.end(), [&](const Names& path) {
      return !path.empty() && find(resource.arguments, path.front()) != nullptr;
    });
  }

  const Variable* guarded_by(const Requirement& requirement) const {
    for (const Variable& variable : module_.variables) {
      for (const Validation& validation : variable.validations) {
        if (validation.requirement == &requirement) return &variable;
      }
    }
    return nullptr;
  }

  static std::string how(const Variable& variable, Status status) {
    const std::string refuses = "validation of `" + variable.name + "`";
    if (status == Status::pass) return "default and " + refuses;
    return status == Status::not_applicable ? refuses : "to be given; " + refuses;
  }

  /// Met by another resource of the module that points here.
  bool is_structural(const Requirement& requirement) const {
    const guardrails::Connected* connected = companion_of(requirement);
    return connected != nullptr && module_.resource(connected->types[0]) != nullptr;
  }

  static Claim partly(const Requirement& requirement, const Guard& guard, Status status) {
    std::string text = status == Status::pass ? "met by what the module writes by itself"
                                              : "does not concern what the module writes by itself";
    if (requirement.level == guardrails::Level::warn)
      return {&requirement, Stance::partly,
              text + "; missing: other values are not refused, because the catalog only warns"};
    return {&requirement, Stance::partly, text + "; missing: other values are not refused, because " + guard.obstacle};
  }

  std::string missing(const Requirement& requirement, const Guard& guard) const {
    const guardrails::Connected* connected = requirement.require->connected;
    if (connected == nullptr) connected = companion_of(requirement);
    if (connected != nullptr) {
      std::string types;
      for (std::string_view type : connected->types) types += (types.empty() ? "`" : ", `") + std::string(type) + "`";
      return (connected->by ? "it takes a resource of type " + types + " that points here"
                            : "it looks at what this points to (" + types + ")") +
             ", which the caller brings";
    }
    if (!guard.obstacle.empty()) return "what the caller gives decides, and " + guard.obstacle;
    return "what the caller gives decides";
  }

  const Module& module_;
  const Verdicts& verdicts_;
  const Settings& settings_;
};

}  // namespace

Verdicts judge(const Module& module, const std::vector<const Requirement*>& requirements, const Settings& settings,
               Given given) {
  std::vector<Document> documents;
  documents.push_back(read_terraform_json(Sample(module, settings, given).text(), "module.tf.json"));
  const guardrails::Report report =
      guardrails::check_documents(documents, {.requirements = &requirements, .contact = "-", .keep_all = true});
  Verdicts verdicts;
  for (const guardrails::Result& result : report.results) {
    if (result.requirement->resource == result.block->type) verdicts[result.requirement] = result.status;
  }
  return verdicts;
}

std::vector<Claim> claims_of(const Module& module, const std::vector<const Requirement*>& requirements,
                             const std::vector<const Requirement*>& obeyed, const Settings& settings,
                             guardrails::Tier tier) {
  const Verdicts verdicts = judge(module, obeyed, settings);
  const Claimant claimant(module, verdicts, settings);
  std::vector<Claim> claims;
  for (const Requirement* requirement : requirements) {
    if (!guardrails::is_in_force(*requirement, module.provider_version)) {
      claims.push_back({requirement, Stance::impossible,
                        "provider " + module.provider_version + " has no such argument (" +
                            (requirement->since.empty() ? "until " + std::string(requirement->until)
                                                        : "since " + std::string(requirement->since)) +
                            ")"});
    } else if (requirement->tier > tier) {
      claims.push_back({requirement, Stance::possible,
                        "made for tier " + std::string(guardrails::text_of(tier)) + "; this one begins at " +
                            std::string(guardrails::text_of(requirement->tier))});
    } else {
      claims.push_back(claimant.claim(*requirement));
    }
  }
  return claims;
}

}  // namespace parapet::modules
