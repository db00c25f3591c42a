#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "parapet/detail/table.hpp"
#include "parapet/detail/value.hpp"
#include "parapet/document/number.hpp"

namespace parapet {

/// A look at one value of a document, whatever it is made of: slots of a C++ program or Terraform JSON. One pointer;
/// copy it freely. Nothing here throws, and what does not fit gives an empty View. A View resolves nothing: what an
/// expression stands for is the Resolver's business.
class View {
 public:
  View() = default;
  View(const detail::Value* value) : value_(value) {}

  const detail::Value* value() const { return value_; }
  /// Kind::null for an empty View, too.
  detail::Kind kind() const { return value_ == nullptr ? detail::Kind::null : value_->kind; }
  /// Absent or null.
  bool is_unset() const { return value_ == nullptr || value_->kind == detail::Kind::null; }
  explicit operator bool() const { return !is_unset(); }
  /// Boolean, number or text.
  bool is_scalar() const { return kind() >= detail::Kind::boolean && kind() <= detail::Kind::text; }
  bool is_number() const { return kind() >= detail::Kind::integer && kind() <= detail::Kind::real; }
  bool is_text() const { return kind() == detail::Kind::text; }
  /// Record or map.
  bool is_object() const { return kind() == detail::Kind::map || kind() == detail::Kind::record; }
  /// List or blocks.
  bool is_list() const { return kind() == detail::Kind::list || kind() == detail::Kind::blocks; }
  /// A block written with Terraform's `dynamic`.
  bool is_dynamic() const { return kind() == detail::Kind::dynamic; }
  /// Needs the Resolver. `bare` references count, too.
  bool is_expression() const { return kind() >= detail::Kind::root; }

  /// Elements of a list, members of an object (unset ones of a record included), parts of a template, arguments of a
  /// call; 0 for the rest.
  std::size_t size() const;
  /// Element of a list, part of a template, argument of a call; empty beyond the end.
  View element(std::size_t position) const;

  /// Member of an object by the provider's name; empty if absent. Looks through a list that holds exactly one object,
  /// because a single block is written either way.
  View member(std::string_view name) const;
  /// The object itself, or the only element of a list; empty when there are more or none.
  View sole() const;
  /// Name and value of a member of an object by position. In a map whose key is an expression the name is empty.
  std::string_view name(std::size_t position) const;
  View value_at(std::size_t position) const;
  /// Key of a map entry as a value; empty for records.
  View key_at(std::size_t position) const;

  /// The table of a record; nullptr for everything else.
  const detail::Table* table() const;
  /// Field of a record by position, as `info_of(*table())` counts. No bounds are checked.
  View field(std::size_t position) const { return View(detail::slots_of(value_)[position]); }

  /// Characters of a literal text, a name or raw expression text; empty for everything else.
  std::string_view text() const;
  /// Payload of a boolean; false for everything else.
  bool boolean() const { return kind() == detail::Kind::boolean && value_->flag != 0; }
  /// Payload of a number; 0 for everything else.
  Number number() const;
  /// Name of the function of a call; empty for everything else.
  std::string_view function() const;
  /// The three parts of a dynamic block; `iterator` is empty when it is the block's label.
  View dynamic_for_each() const;
  View dynamic_content() const;
  std::string_view dynamic_iterator() const;

 private:
  const detail::Value* value_ = nullptr;
};

/// How Terraform reads a value where the provider's schema wants another type; nothing when it would be an error.
/// A boolean, or the text `true`, `false`, `1`, `0`. Numbers are an error.
std::optional<bool> as_boolean(View value);
/// A number, or a text that holds one.
std::optional<Number> as_number(View value);
/// A text, a number's digits, `true` or `false`.
std::optional<std::string> as_text(View value);

/// Whether two values are the same: numbers by value, objects whatever the order of their members (a member that is
/// unset counts as absent), expressions by structure. Texts and numbers differ, as they do for Terraform's `==`. Depth
/// is limited: too deep counts as different.
bool same(View left, View right);

/// Like `same`, but scalars of different types are equal when Terraform's conversion makes them so: `"true"` and true,
/// `5` and `"5"`.
bool same_after_conversion(View left, View right);

/// The value the way HCL would write it, on one line, for messages: `true`, `"logs"`, `["a", "b"]`,
/// `aws_kms_key.x.arn`. At most about `limit` bytes, then `...`. Knows nothing of secrets: ask Resolved::sensitive and
/// the schema first.
std::string render(View value, std::size_t limit = 200);

}  // namespace parapet
