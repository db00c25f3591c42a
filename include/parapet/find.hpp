#pragma once

#include "parapet/construct.hpp"

namespace parapet {

namespace detail {
/// The element at `path` below `scope`. Throws Error when nothing is there, naming the nearest id, and when it is of
/// another type.
Element* find_typed(const Construct& scope, std::string_view path, const TypeInfo& type);
}  // namespace detail

/// A resource or data source that another part of the program has created, by its path: `find<aws::KmsKey>(stack,
/// "data")`. Throws Error when nothing is there, naming the nearest id, and when it is of another type.
template <class R>
R find(const Construct& scope, std::string_view path) {
  return R(detail::find_typed(scope, path, R::Config::parapet_type));
}

}  // namespace parapet
