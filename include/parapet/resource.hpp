#pragma once

#include "parapet/construct.hpp"
#include "parapet/meta.hpp"

namespace parapet {

namespace detail {

/// A construct that references start from: resources, data sources, ephemeral resources, modules.
class Referable : public Construct {
 protected:
  Referable(Element* element, const Value* base) : Construct(element), base_(base) {}

  template <class R>
  R parapet_get(const char* name) const {
    return R(make_get(base_, name));
  }
  template <class R>
  R parapet_at(const char* name, const Num& position) const {
    return R(make_index(make_get(base_, name), position.parapet_value()));
  }

  const Value* base_;

 public:
  /// The reference to the whole thing: `aws_s3_bucket.logs`, or one of its instances.
  Ref<Any> parapet_ref() const { return Ref<Any>(base_); }
  /// An attribute by its name, for what no binding models.
  Ref<Any> parapet_attribute(std::string_view name) const { return Ref<Any>(make_get_copy(base_, name)); }
};

/// Adds an element of `type` with the slots of an aggregate. Throws Error for a bad id, broken UTF-8, NaN, a secret
/// without reference, or the same map key twice.
Element* add_typed(const Scope& scope, std::string_view id, NodeKind kind, const TypeInfo& type, const void* config);
/// Adds an element of a type nobody modelled; `config` is an object.
Element* add_untyped(const Scope& scope, std::string_view id, NodeKind kind, std::string_view type, const Any& config);

}  // namespace detail

/// A managed resource. Generated classes derive from it; used directly it takes any type with an object.
class Resource : public detail::Referable {
 public:
  /// A resource nobody modelled: `Resource(stack, "x", "acme_thing", object({{"size", 3}}))`. Its provider must be in
  /// the stack.
  Resource(const Scope& scope, std::string_view id, std::string_view type, const Any& config);
  /// `config` points to the aggregate that `type` describes.
  Resource(const Scope& scope, std::string_view id, const detail::TypeInfo& type, const void* config)
      : Resource(detail::add_typed(scope, id, NodeKind::resource, type, config)) {}
  explicit Resource(detail::Element* element) : Referable(element, detail::make_root(element)) {}

 protected:
  /// One instance of a resource with `count` or `for_each`.
  Resource(const Resource& whole, const Key& key)
      : Referable(whole.element_, detail::make_index(whole.base_, key.parapet_value())) {}
};

/// A data source.
class DataSource : public detail::Referable {
 public:
  DataSource(const Scope& scope, std::string_view id, std::string_view type, const Any& config);
  DataSource(const Scope& scope, std::string_view id, const detail::TypeInfo& type, const void* config)
      : DataSource(detail::add_typed(scope, id, NodeKind::data_source, type, config)) {}
  explicit DataSource(detail::Element* element) : Referable(element, detail::make_root(element)) {}

 protected:
  DataSource(const DataSource& whole, const Key& key)
      : Referable(whole.element_, detail::make_index(whole.base_, key.parapet_value())) {}
};

/// An ephemeral resource (Terraform 1.10 and newer): its values never reach state or plan.
class EphemeralResource : public detail::Referable {
 public:
  EphemeralResource(const Scope& scope, std::string_view id, std::string_view type, const Any& config);
  EphemeralResource(const Scope& scope, std::string_view id, const detail::TypeInfo& type, const void* config)
      : EphemeralResource(detail::add_typed(scope, id, NodeKind::ephemeral_resource, type, config)) {}
  explicit EphemeralResource(detail::Element* element) : Referable(element, detail::make_root(element)) {}

 protected:
  EphemeralResource(const EphemeralResource& whole, const Key& key)
      : Referable(whole.element_, detail::make_index(whole.base_, key.parapet_value())) {}
};

/// A configured provider. Generated classes derive from it.
class Provider : public Construct {
 public:
  Provider(const Scope& scope, std::string_view id, const detail::TypeInfo& type, const void* config)
      : Construct(detail::add_typed(scope, id, NodeKind::provider, type, config)) {}
  /// A provider nobody modelled: local name, source (`hashicorp/random`), version constraint, and its configuration.
  Provider(const Scope& scope, std::string_view id, std::string_view name, std::string_view source,
           std::string_view version, const Any& config);
};

}  // namespace parapet
