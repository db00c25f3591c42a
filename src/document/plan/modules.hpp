#pragma once

#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "document/folder.hpp"

/// What the configuration of a plan says about the instances of modules and resources.
namespace parapet::detail {

struct ModuleInstance;

/// Where an expression of the configuration stands: in a module, and in one instance of a resource or call there.
struct PlanScope {
  const ModuleInstance* module = nullptr;
  View key;       ///< `each.key` or `count.index`; empty without instances
  View for_each;  ///< the expression of `for_each`, as the plan writes it
};

/// `module.net["a"]`, or the root module.
struct ModuleInstance {
  std::string address;  ///< as references are written, canonical; empty for the root
  View configuration;   ///< `variables`, `outputs`, `resources`, `module_calls`
  View call;            ///< the call that made it; empty for the root
  PlanScope caller;     ///< where the call stands
};

/// One instance of a resource or data source.
struct PlannedInstance {
  std::string_view address;
  View key;
  View known;  ///< what the plan knows of its attributes
};

/// The modules and resources of one plan.
class PlanModules {
 public:
  /// `configuration` is the plan's; `variables` the values of the root's variables.
  PlanModules(View configuration, View variables);

  View variables() const { return variables_; }
  const ModuleInstance& root() const { return root_; }
  /// The instance at the end of an address, made from the configuration when no resource has shown it yet; nullptr if
  /// the configuration knows no such call. An empty address is the root.
  const ModuleInstance* find(std::string_view address);
  /// The instance of a call, `key` empty without one. Without a key, the only instance that was seen.
  const ModuleInstance* child(const ModuleInstance& parent, std::string_view name, View key);

  /// Registers an instance of `aws_vpc.x` (or `data.aws_ami.y`) of a module.
  void add(const ModuleInstance& module, const std::string& resource, const PlannedInstance& instance);
  /// All instances of a resource; nullptr without any.
  const std::vector<PlannedInstance>* instances(const ModuleInstance& module, const std::string& resource) const;
  /// What the plan knows of the instance with this address.
  View known(std::string_view address) const;
  /// The configuration of a resource; empty when there is none.
  View configuration_of(const ModuleInstance& module, const std::string& resource);

 private:
  using Resources = std::map<std::string, View, std::less<>>;

  View variables_;
  ModuleInstance root_;
  std::map<std::string, ModuleInstance, std::less<>> modules_;  ///< by address
  std::map<std::pair<const ModuleInstance*, std::string>, std::vector<View>> keys_;
  std::map<std::pair<const ModuleInstance*, std::string>, std::vector<PlannedInstance>> instances_;
  std::map<std::string_view, View> known_;       ///< by address
  std::map<const Value*, Resources> resources_;  ///< by module configuration
};

/// `x` or `"x"` in brackets, the same for keys that are the same; empty for an empty key.
std::string key_text(View key);

}  // namespace parapet::detail
