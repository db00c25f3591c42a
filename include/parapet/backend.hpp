#pragma once

#include "parapet/backend/azurerm.hpp"
#include "parapet/backend/cloud.hpp"
#include "parapet/backend/consul.hpp"
#include "parapet/backend/cos.hpp"
#include "parapet/backend/gcs.hpp"
#include "parapet/backend/http.hpp"
#include "parapet/backend/kubernetes.hpp"
#include "parapet/backend/local.hpp"
#include "parapet/backend/oci.hpp"
#include "parapet/backend/oss.hpp"
#include "parapet/backend/pg.hpp"
#include "parapet/backend/remote.hpp"
#include "parapet/backend/s3.hpp"
#include "parapet/construct.hpp"

/// Where a stack keeps its state. The kinds and their members are those of Terraform 1.11 and OpenTofu 1.10 (and
/// `oci`), found by asking them what they refuse.
namespace parapet {

namespace detail {
/// A backend below `scope`; `config` points to the aggregate that `table` describes. Throws Error when the stack has a
/// backend already, or when a member is no literal: Terraform reads backends before anything has a value.
Element* add_backend(const Scope& scope, const char* kind, Table& table, const void* config);

template <class T>
concept BackendConfig = Aggregate<T> && requires {
  T::parapet_backend;
};
}  // namespace detail

/// The backend of a stack: `Backend(stack, backend::s3{.bucket = "acme-state", .encrypt = true, .key = "dev.tfstate",
/// .use_lockfile = true})`. References to this stack from others read the state through the same configuration.
/// Credentials have no members; each kind says where they come from.
class Backend : public Construct {
 public:
  template <detail::BackendConfig T>
  Backend(const Scope& scope, const T& config)
      : Construct(detail::add_backend(scope, T::parapet_backend, T::parapet_table, &config)) {}
};

}  // namespace parapet
