#include "document/plan/modules.hpp"

#include "parapet/document/parse.hpp"

namespace parapet::detail {

std::string key_text(View key) {
  return key.is_unset() ? std::string() : "[" + render(key, std::string::npos - 1) + "]";
}

PlanModules::PlanModules(View configuration, View variables) : variables_(variables) {
  root_.configuration = configuration.member("root_module");
}

const ModuleInstance* PlanModules::find(std::string_view address) {
  const ModuleInstance* module = &root_;
  if (address.empty()) return module;
  const Chain chain = take_apart(parse_expression(address));
  const std::vector<Step>& steps = chain.steps;
  if (steps.empty()) return nullptr;
  // The head and every second name are the word `module`.
  for (std::size_t i = 0; i < steps.size() && module != nullptr;) {
    const std::string_view name = steps[i++].name;
    View key;
    if (i < steps.size() && steps[i].kind == Step::Kind::index) key = steps[i++].key;
    module = child(*module, name, key);
    if (i < steps.size() && steps[i++].name != "module") return nullptr;
  }
  return module;
}

const ModuleInstance* PlanModules::child(const ModuleInstance& parent, std::string_view name, View key) {
  const std::string call_name(name);
  std::vector<View>& keys = keys_[{&parent, call_name}];
  if (key.is_unset() && keys.size() == 1) key = keys.front();
  const std::string address =
      parent.address + (parent.address.empty() ? "" : ".") + "module." + call_name + key_text(key);
  const auto known = modules_.find(address);
  if (known != modules_.end()) return &known->second;
  const View call = parent.configuration.member("module_calls").member(name);
  if (call.is_unset()) return nullptr;
  // Terraform leaves out a `for_each` without references.
  const bool has_keys = call.member("for_each_expression") || call.member("count_expression") || !keys.empty();
  if (has_keys && !key) return nullptr;
  keys.push_back(key);
  ModuleInstance made{address, call.member("module"), call, {&parent, key, call.member("for_each_expression")}};
  return &modules_.emplace(address, std::move(made)).first->second;
}

void PlanModules::add(const ModuleInstance& module, const std::string& resource, const PlannedInstance& instance) {
  instances_[{&module, resource}].push_back(instance);
  known_[instance.address] = instance.known;
}

View PlanModules::known(std::string_view address) const {
  const auto found = known_.find(address);
  return found == known_.end() ? View() : found->second;
}

const std::vector<PlannedInstance>* PlanModules::instances(const ModuleInstance& module,
                                                           const std::string& resource) const {
  const auto found = instances_.find({&module, resource});
  return found == instances_.end() ? nullptr : &found->second;
}

View PlanModules::configuration_of(const ModuleInstance& module, const std::string& resource) {
  const auto [known, fresh] = resources_.try_emplace(module.configuration.value());
  if (fresh) {
    const View resources = module.configuration.member("resources");
    for (std::size_t i = 0; i < resources.size(); ++i)
      known->second.emplace(resources.element(i).member("address").text(), resources.element(i));
  }
  const auto found = known->second.find(resource);
  return found == known->second.end() ? View() : found->second;
}

}  // namespace parapet::detail
