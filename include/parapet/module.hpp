#pragma once

#include "parapet/meta.hpp"
#include "parapet/resource.hpp"

namespace parapet {

/// One entry of a module's `providers`: the name inside the module and the provider it gets.
struct ModuleProvider {
  std::string_view name;
  ProviderRef provider;
};

/// `module` block.
struct ModuleOptions {
  Num count{};
  Dependencies depends_on{};
  ForEach for_each{};
  /// The module's own variables: `object({{"cidr", "10.0.0.0/16"}})`, or a generated struct.
  Any inputs{};
  std::initializer_list<ModuleProvider> providers{};
  /// A registry address, a git URL or a path that begins with `./` or `../` (relative to the project).
  Str source{};
  /// A version constraint; registry modules only.
  Str version{};
};

/// A call of a Terraform module.
class Module : public detail::Referable {
 public:
  /// Throws Error without a source, or when an input has the name of a meta-argument.
  Module(const Scope& scope, std::string_view id, const ModuleOptions& options);
  explicit Module(detail::Element* element) : Referable(element, detail::make_root(element)) {}
  Module operator[](const Key& key) const { return Module(*this, key); }

  /// An output of the module.
  Ref<Any> output(std::string_view name) const { return parapet_attribute(name); }
  template <class T>
  Ref<T> output(std::string_view name) const {
    return output(name).as<T>();
  }

 protected:
  Module(const Module& whole, const Key& key)
      : Referable(whole.element_, detail::make_index(whole.base_, key.parapet_value())) {}
};

}  // namespace parapet
