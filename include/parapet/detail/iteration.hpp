#pragma once

#include "parapet/detail/typing.hpp"

namespace parapet {

/// Names of the variables of a for expression or dynamic block, given by hand: `named("user")`, `named("user",
/// "login")`. Without it they are called `item` and `key` (`entry` in dynamic blocks), with a number where one is
/// within another.
struct Named {
  std::string_view value;
  std::string_view key;
};
inline Named named(std::string_view value, std::string_view key = {}) { return {value, key}; }

namespace detail {

/// The name of an iterator for as long as the lambda that uses it runs; unlike all that are in use around it.
class IteratorName {
 public:
  /// `given`, or else `usual`, numbered if need be. Throws Error when `given` is no identifier, means something else to
  /// Terraform, or is in use.
  IteratorName(std::string_view given, std::string_view usual);
  IteratorName(const IteratorName&) = delete;
  IteratorName& operator=(const IteratorName&) = delete;
  ~IteratorName();

  /// The name as the start of a traversal.
  const Value* reference() const { return make_name(name_); }
  /// The name as text.
  const Value* text() const { return make_text(name_); }

 private:
  const char* name_;
};

}  // namespace detail
}  // namespace parapet
