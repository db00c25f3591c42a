#pragma once

#include <optional>
#include <string>
#include <vector>

#include "parapet/guardrails/condition.hpp"
#include "schema/schema.hpp"

namespace parapet::catalogc {

/// A place in a schema that a path leads to.
class Cursor {
 public:
  /// A resource type, with the engine's meta-arguments.
  Cursor(const schema::Block& block, schema::Category category);
  /// Where the schema says nothing: everything may be there.
  static Cursor anything();

  /// One step on; nothing if it does not exist, and then `known` gets the names that do.
  std::optional<Cursor> step(const guardrails::PathStep& step, std::vector<std::string_view>& known) const;

  bool is_anything() const { return what_ == What::anything; }
  bool sensitive() const { return sensitive_; }
  guardrails::Shape shape() const;

 private:
  enum class What { anything, block, type, nested };
  Cursor() = default;
  std::optional<Cursor> member(std::string_view name, std::vector<std::string_view>& known) const;
  std::optional<Cursor> element() const;
  static Cursor of(const schema::Attribute& attribute);
  static Cursor of(const schema::Type& type);
  static Cursor of(const schema::Block& block);

  What what_ = What::anything;
  const schema::Block* block_ = nullptr;
  const schema::Type* type_ = nullptr;
  const schema::NestedType* nested_ = nullptr;
  std::optional<schema::Category> top_;
  bool sensitive_ = false;
};

}  // namespace parapet::catalogc
