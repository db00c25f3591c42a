#pragma once

#include "parapet/module.hpp"

/// What bindings of Terraform modules, made by `parapet_module()`, are built on.
namespace parapet {

namespace detail {

/// A module that bindings were made for.
struct ModuleInfo {
  const char* source;   ///< where Terraform gets it: a registry address, a git URL or a path
  const char* version;  ///< a version constraint; nullptr for what has none
  Table* inputs;
};

}  // namespace detail

/// A call of a module whose variables are the members of a struct. Generated classes derive from it.
class TypedModule : public Module {
 protected:
  /// `inputs` points to the struct that `info` describes. Of `options`, a `source` replaces the one the bindings were
  /// made for, together with its version. Throws Error when a variable without default is not given, when a sensitive
  /// one gets a value that would be written in clear text, and when `options` has `inputs` of its own.
  TypedModule(const Scope& scope, std::string_view id, const detail::ModuleInfo& info, const void* inputs,
              const ModuleOptions& options);
  explicit TypedModule(detail::Element* element) : Module(element) {}
  /// One instance of a module with `count` or `for_each`.
  TypedModule(const TypedModule& whole, const Key& key) : Module(whole, key) {}

 private:
  TypedModule(const Scope& scope, std::string_view id, const detail::ModuleInfo& info, const detail::Value* inputs,
              const ModuleOptions& options);
};

}  // namespace parapet
