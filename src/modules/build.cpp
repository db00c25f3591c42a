#include "modules/build.hpp"

#include <algorithm>
#include <set>

#include "modules/arguments.hpp"
#include "modules/claims.hpp"
#include "modules/guard.hpp"
#include "modules/policies.hpp"
#include "parapet/error.hpp"
#include "schema/names.hpp"

namespace parapet::modules {

using guardrails::Condition;
using guardrails::Requirement;

namespace {

void add_connected_types(const Condition& condition, std::set<std::string_view>& types) {
  for (const Condition& child : condition.children) add_connected_types(child, types);
  if (condition.connected == nullptr || !condition.connected->by) return;
  for (std::string_view type : condition.connected->types) types.insert(type);
}

const guardrails::Connected* companion(const Condition& condition) {
  if (condition.kind == Condition::Kind::any) {
    for (const Condition& child : condition.children) {
      if (const guardrails::Connected* found = companion(child)) return found;
    }
  }
  const guardrails::Connected* connected = condition.connected;
  if (condition.kind != Condition::Kind::connected || !connected->by || connected->types.size != 1) return nullptr;
  return connected->quantifier == guardrails::Connected::Quantifier::some ? connected : nullptr;
}

class Builder {
 public:
  Builder(const Division& division, std::string_view service) : division_(division), plan_(division.plan()) {
    module_.service = service;
    module_.provider_source = plan_.provider.source;
    module_.provider_name = plan_.provider.name;
    module_.provider_version = plan_.version;
    module_.engine = plan_.settings.engine;
    const auto actions = plan_.settings.actions.find(service);
    if (actions != plan_.settings.actions.end()) module_.prefixes = actions->second;
    if (!module_.prefixes.empty()) module_.policy_type = plan_.settings.policy_type;
    for (const Requirement* requirement : plan_.requirements) choose(*requirement);
  }

  Module build() {
    add_resources();
    add_variables_of_module();
    for (Resource& resource : module_.resources) name_variables(resource);
    for (Resource& resource : module_.resources) fill_always(resource);
    for (Resource& resource : module_.resources) drop_incomplete(resource.arguments);
    link();
    fill_where_concerned();
    for (Resource& resource : module_.resources) drop_incomplete(resource.arguments);
    add_variables();
    add_guards();
    module_.claims = claims_of(module_, requirements_, obeyed_, plan_.settings, plan_.tier);
    return std::move(module_);
  }

 private:
  /// Keeps a requirement that the module deals with.
  void choose(const Requirement& requirement) {
    const std::string_view owner = division_.owner(requirement.resource);
    const bool asked = service_of(requirement) == module_.service, ours = owner == module_.service;
    if (asked || ours) requirements_.push_back(&requirement);
    if (asked && !ours) module_.elsewhere[std::string(requirement.resource)] = owner;
    if (ours && division_.is_obeyed(requirement)) obeyed_.push_back(&requirement);
  }

  void add_resources() {
    for (std::string_view type : types()) {
      if (!division_.has_block(type)) continue;
      Resource resource;
      resource.type = plan_.provider.find(schema::Category::resource, type);
      resource.name = short_name(type);
      std::vector<Names> needed;
      for (const Requirement* requirement : of_type(type)) {
        for (Names& path : paths_of(*requirement)) needed.push_back(std::move(path));
        add_lifecycle(*requirement, resource.lifecycle);
      }
      ArgumentTree tree = arguments_of(*resource.type, plan_.settings, needed);
      resource.arguments = std::move(tree.arguments);
      resource.cut = std::move(tree.cut);
      module_.resources.push_back(std::move(resource));
    }
    if (module_.resources.empty())
      throw Error("the service `" + module_.service + "` has no resource type that a module could make with " +
                  plan_.provider.name + " " + plan_.version);
  }

  /// Of two requirements that want different values the first has its way.
  static void add_lifecycle(const Requirement& requirement, std::vector<LifecycleSetting>& settings) {
    std::optional<LifecycleSetting> wanted = lifecycle_setting(requirement);
    if (!wanted) return;
    const bool taken = std::any_of(settings.begin(), settings.end(),
                                   [&](const LifecycleSetting& one) { return one.name == wanted->name; });
    if (!taken) settings.push_back(*std::move(wanted));
  }

  /// Those that the service's requirements are about, and those they ask for that are no other service's.
  std::set<std::string_view> types() const {
    std::set<std::string_view> found, asked;
    for (const Requirement* requirement : obeyed_) {
      found.insert(requirement->resource);
      add_connected_types(*requirement->require, asked);
    }
    for (std::string_view type : asked) {
      if (division_.owner(type).empty()) found.insert(type);
    }
    return found;
  }

  std::string short_name(std::string_view type) const {
    const std::string prefix = plan_.provider.name + "_";
    return std::string(type.starts_with(prefix) ? type.substr(prefix.size()) : type);
  }

  std::vector<const Requirement*> of_type(std::string_view type) const {
    std::vector<const Requirement*> found;
    for (const Requirement* requirement : obeyed_) {
      if (requirement->resource == type) found.push_back(requirement);
    }
    return found;
  }

  void add_variables_of_module() {
    Json names = Json::array();
    for (const Resource& resource : module_.resources) names.push_back(resource.name);
    Variable create{.name = "create",
                    .description = "Names of the resource types to create, without the provider's prefix: any of " +
                                   list_in_words(names) + ".",
                    .type = "set(string)",
                    .has_fallback = false};
    create.validations.push_back({nullptr, "length(setsubtract(var.create, " + literal(names) + ")) == 0",
                                  "This module creates " + list_in_words(names) + ".", false});
    claim("create");
    module_.variables.push_back(std::move(create));
    for (const InputSetting& input : plan_.settings.inputs) claim(input.name);
    for (const SharedArgument& shared : plan_.settings.shared) claim(shared.name);
    claim("policy_name");
  }

  static std::string list_in_words(const Json& names) {
    std::string text;
    for (const Json& name : names) text += (text.empty() ? "`" : ", `") + name.get<std::string>() + "`";
    return text;
  }

  std::string claim(std::string name) { return scope_.claim(std::move(name)); }

  void name_variables(Resource& resource) {
    for (const Argument& argument : resource.arguments) {
      resource.variables[argument.name] =
          is_shared(argument) ? argument.name : claim(resource.name + "_" + argument.name);
    }
  }

  /// One variable for the module.
  bool is_shared(const Argument& argument) const {
    return !argument.is_block() && !argument.is_required() && division_.is_shared(argument.name);
  }

  void fill_always(Resource& resource) {
    for (const Requirement* requirement : of_type(resource.type->name)) {
      if (requirement->when != nullptr) continue;
      for (const guardrails::Default& value : requirement->defaults) fill(resource.arguments, value, plan_.settings);
    }
  }

  /// Requirements with a condition of their own fill where it holds: always, if it does for what the module writes
  /// anyway, else where the caller's values make it hold.
  void fill_where_concerned() {
    const Verdicts verdicts = judge(module_, obeyed_, plan_.settings, Given::nothing);
    for (Resource& resource : module_.resources) {
      for (const Requirement* requirement : of_type(resource.type->name)) {
        if (requirement->when == nullptr || requirement->defaults.empty()) continue;
        const auto verdict = verdicts.find(requirement);
        if (verdict != verdicts.end() && verdict->second == guardrails::Status::fail) {
          for (const guardrails::Default& value : requirement->defaults)
            fill(resource.arguments, value, plan_.settings);
        } else if (const std::optional<std::string> condition = concern_of(*requirement, resource)) {
          fill_where(resource, *requirement, *condition);
        }
      }
    }
  }

  void fill_where(Resource& resource, const Requirement& requirement, const std::string& condition) {
    for (const guardrails::Default& value : requirement.defaults) {
      // An argument cannot decide about itself.
      const std::string own = resource.name + "_" + names_of(value.path).front();
      const std::vector<std::string> read = variables_in(condition);
      if (names_of(value.path).size() == 1 && std::find(read.begin(), read.end(), own) != read.end()) continue;
      modules::fill_where(resource.arguments, value, plan_.settings, condition);
    }
  }

  /// What a requirement asks to point at its resource does, and is created with it.
  void link() {
    const Verdicts verdicts = judge(module_, obeyed_, plan_.settings);
    for (const Requirement* requirement : obeyed_) {
      const guardrails::Connected* connected = companion_of(*requirement);
      const auto verdict = verdicts.find(requirement);
      if (connected == nullptr || verdict == verdicts.end()) continue;
      const bool missing =
          verdict->second == guardrails::Status::fail || verdict->second == guardrails::Status::unknown;
      if (!missing) continue;
      const Resource* ours = module_.resource(requirement->resource);
      Resource* theirs = module_.resource(connected->types[0]);
      if (ours == nullptr || theirs == nullptr || ours == theirs) continue;
      if (!link_paths(*connected, *ours, *theirs)) continue;
      if (std::find(theirs->brought_by.begin(), theirs->brought_by.end(), ours->name) == theirs->brought_by.end())
        theirs->brought_by.push_back(ours->name);
    }
  }

  static bool link_paths(const guardrails::Connected& connected, const Resource& ours, Resource& theirs) {
    std::map<std::string, Resource::Link> links;
    for (const guardrails::Link& link : connected.links) {
      const Argument* argument = find(theirs.arguments, link.theirs.text);
      const bool plain = argument != nullptr && !argument->is_block() && argument->attribute->nested == nullptr &&
                         argument->attribute->type.kind == schema::Type::Kind::string;
      const schema::Attribute* target = ours.type->block.attribute(link.ours[0].text);
      if (!plain || target == nullptr) return false;
      links[argument->name] = {ours.type->name, "contains(var.create, " + quote(ours.name) + ")", target->name};
    }
    for (auto& [name, link] : links) {
      std::vector<Resource::Link>& known = theirs.links[name];
      if (std::find(known.begin(), known.end(), link) == known.end()) known.push_back(std::move(link));
    }
    return true;
  }

  void add_variables() {
    for (const InputSetting& input : plan_.settings.inputs) {
      if (is_used(input))
        module_.variables.push_back({.name = input.name, .description = input.description, .type = input.type});
    }
    for (const SharedArgument& shared : plan_.settings.shared) {
      for (const Resource& resource : module_.resources) {
        const Argument* argument = find(resource.arguments, shared.name);
        if (argument == nullptr || !is_shared(*argument)) continue;
        module_.variables.push_back({.name = shared.name,
                                     .argument = argument,
                                     .description = shared.description,
                                     .fallback = shared.fallback});
        break;
      }
    }
    if (has_policies(module_)) {
      module_.variables.push_back(
          {.name = "policy_name",
           .description = "Creates the policies `<policy_name>-read` and `<policy_name>-write` for what this module "
                          "creates. When null, there are none.",
           .type = "string"});
    }
    for (const Resource& resource : module_.resources) {
      for (const Argument& argument : resource.arguments) {
        if (!is_shared(argument)) module_.variables.push_back(variable(resource, argument));
      }
    }
  }

  bool is_used(const InputSetting& input) const {
    return std::any_of(module_.resources.begin(), module_.resources.end(),
                       [&](const Resource& resource) { return uses(resource.arguments, input); });
  }

  static bool uses(const std::vector<Argument>& arguments, const InputSetting& input) {
    return std::any_of(arguments.begin(), arguments.end(), [&](const Argument& one) {
      const auto is_it = [&](const ConditionalFill& fill) { return fill.value == "var." + input.name; };
      return one.input == &input || std::any_of(one.where.begin(), one.where.end(), is_it) || uses(one.members, input);
    });
  }

  static Variable variable(const Resource& resource, const Argument& argument) {
    Variable variable{.name = resource.variables.at(argument.name),
                      .argument = &argument,
                      .description = description(resource, argument),
                      .fallback = argument.is_block() ? Json() : argument.fill};
    if (argument.is_open()) {
      std::string given = "var." + variable.name + " != null";
      const auto links = resource.links.find(argument.name);
      std::string created = resource.is_created();
      if (links != resource.links.end()) {
        for (const Resource::Link& link : links->second) given += " || " + link.created;
      }
      variable.validations.push_back(
          {nullptr, "!" + parenthesised(created) + " || " + given,
           "`" + argument.name + "` of " + resource.type->name + " is required where it is created.", true});
    }
    return variable;
  }

  static std::string parenthesised(const std::string& text) {
    return text.starts_with("contains(") ? text : "(" + text + ")";
  }

  static std::string description(const Resource& resource, const Argument& argument) {
    std::string text = std::string(argument.is_block() ? "Block" : "Argument") + " `" + argument.name + "` of `" +
                       resource.type->name + "`.";
    if (argument.input != nullptr) return text + " When null, `" + argument.input->name + "` of this module is used.";
    if (resource.links.contains(argument.name))
      return text + " Set by the module where it creates what this points to.";
    if (argument.is_required()) return text + " Required where that is created.";
    if (!argument.fill.is_null() || argument.present) return text;
    if (argument.attribute != nullptr && argument.attribute->computed)
      return text + " When null, the provider chooses.";
    return text + " When null, it is left out.";
  }

  void add_guards() {
    const Verdicts verdicts = judge(module_, obeyed_, plan_.settings, Given::nothing);
    for (const Resource& resource : module_.resources) {
      for (const Requirement* requirement : of_type(resource.type->name)) {
        if (requirement->level != guardrails::Level::refuse) continue;
        const Guard guard = guard_of(*requirement, resource);
        if (guard.condition.empty() || guard.constant) continue;
        const auto verdict = verdicts.find(requirement);
        const bool given = verdict != verdicts.end() && (verdict->second == guardrails::Status::pass ||
                                                         verdict->second == guardrails::Status::not_applicable);
        add_guard(*requirement, guard, given ? std::string() : "!" + parenthesised(resource.is_created()) + " || ");
      }
    }
  }

  /// Terraform refuses validations that read each other's variables, so a guard goes to the first of its variables
  /// where that does not happen.
  void add_guard(const Requirement& requirement, const Guard& guard, const std::string& created) {
    for (const std::string& name : guard.variables) {
      const auto variable = std::find_if(module_.variables.begin(), module_.variables.end(),
                                         [&](const Variable& one) { return one.name == name; });
      if (variable == module_.variables.end() || is_module_wide(*variable)) continue;
      const bool circular = std::any_of(guard.variables.begin(), guard.variables.end(),
                                        [&](const std::string& other) { return other != name && reads(other, name); });
      if (circular) continue;
      variable->validations.push_back(
          {&requirement, created.empty() ? guard.condition : created + "(" + guard.condition + ")",
           std::string(requirement.id) + ": " + std::string(requirement.name) + " " + std::string(requirement.fix),
           !created.empty()});
      return;
    }
  }

  static bool is_module_wide(const Variable& variable) { return variable.argument == nullptr; }

  /// Whether validations of a variable lead to another one.
  bool reads(const std::string& variable, const std::string& other) const {
    for (const Variable& one : module_.variables) {
      if (one.name != variable) continue;
      for (const Validation& validation : one.validations) {
        for (const std::string& next : variables_in(validation.condition)) {
          if (next != variable && (next == other || reads(next, other))) return true;
        }
      }
    }
    return false;
  }

  const Division& division_;
  const Plan& plan_;
  Module module_;
  schema::NameScope scope_;
  std::vector<const Requirement*> requirements_;  ///< of the service, and others' about its types
  std::vector<const Requirement*> obeyed_;        ///< those that hold for the tier and the provider's version
};

}  // namespace

const guardrails::Connected* companion_of(const Requirement& requirement) { return companion(*requirement.require); }

Module build_module(const Division& division, std::string_view service) { return Builder(division, service).build(); }

}  // namespace parapet::modules
