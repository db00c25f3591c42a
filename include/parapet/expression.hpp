#pragma once

#include "parapet/for_expression.hpp"
#include "parapet/operators.hpp"

/// Everything of Terraform's expressions that is no function: operators, conditions, templates, for expressions, and
/// the few names that belong to no construct.
namespace parapet {

namespace detail {
const Value* make_checked_raw(std::string_view expression);
}

/// `condition ? then : otherwise`. `null` on one side leaves the attribute unset in that case.
template <class A, class B>
requires(std::is_convertible_v<const A&, Any>&& std::is_convertible_v<const B&, Any>)
    detail::CommonRef<A, B> conditional(const Bool& condition, const A& then, const B& otherwise) {
  return detail::CommonRef<A, B>(detail::make_conditional(
      detail::value_or_null(condition), detail::value_or_null(Any(then)), detail::value_or_null(Any(otherwise))));
}

/// A string of parts: `text("logs-", stack_name, "-", 3)`. References become `${...}`, literals are escaped, numbers
/// and booleans written out. Throws Error for a part that has no text: unset, null, a list or a map.
template <class... P>
requires(sizeof...(P) > 0 && (std::is_convertible_v<const P&, Any> && ...)) Ref<Str> text(const P&... parts) {
  return Ref<Str>(detail::join_text({Any(parts)...}));
}

/// A list, set or map with nothing in it. (`{}` and `List<Str>{}` are unset, which is something else.)
template <class T>
List<T> empty_list() {
  return List<T>(Ref<List<T>>(detail::make_list(nullptr, 0)));
}
template <class T>
Set<T> empty_set() {
  return Set<T>(Ref<List<T>>(detail::make_list(nullptr, 0)));
}
template <class T>
Map<T> empty_map() {
  return Map<T>(detail::make_map(nullptr, 0));
}

/// An expression written by hand, without `${}`, for what nothing here models: `raw<Str>("aws_s3_bucket.old.arn")`. It
/// is not checked, and constructs it names are neither renamed nor followed across stacks. Throws Error when it is
/// empty.
template <class T = Any>
Ref<T> raw(std::string_view expression) {
  return Ref<T>(detail::make_checked_raw(expression));
}

/// Folders, as Terraform sees them when it runs.
namespace path {
/// `path.module`: the folder of the written configuration.
Ref<Str> module();
/// `path.root`: the folder of the root module.
Ref<Str> root();
/// `path.cwd`: the folder Terraform was started in.
Ref<Str> cwd();
}  // namespace path

namespace terraform {
/// `terraform.workspace`: name of the selected workspace.
Ref<Str> workspace();
/// `terraform.applying`: whether this is an apply; ephemeral (Terraform 1.10).
Ref<Bool> applying();
}  // namespace terraform

}  // namespace parapet
