#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "expression_text.hpp"
#include "json_writer.hpp"
#include "parapet/detail/table.hpp"

namespace parapet::detail {

/// Writes values as Terraform JSON.
class Renderer {
 public:
  Renderer(JsonWriter& out, const ExpressionContext& context) : out_(out), context_(context) {}

  /// One value in place: scalar, string template, list or object.
  void value(const Value* value);
  /// The members of a record or map into the object that is open.
  void members(const Value* object);
  /// Members of the next object whose strings Terraform reads as plain text and not as templates (`description`,
  /// `source`); `*` for all.
  void set_plain(std::vector<std::string_view> names) { plain_ = std::move(names); }
  /// Attributes that the provider requires and nobody set, as `path` relative to the object; collected over all calls.
  std::vector<std::string> take_missing();

 private:
  void expression(const Value* value);
  void text_template(const Value* value);
  void list(const Value* value);
  void map(const Value* value);
  void record(const Value* value, bool every_member);
  void field(const Field& field, const Value* slot);
  void field_value(const Field& field, const Value* slot);
  void blocks(const Value* value, const Field* field);
  void dynamic_section(const std::vector<std::pair<std::string_view, const Value*>>& labels);
  void dynamic_block(std::string_view label, const DynamicBlock& block);

  JsonWriter& out_;
  const ExpressionContext& context_;
  /// Calls `write` for the content of a member, with strings as plain text if the member wants it.
  template <class F>
  void in_member(std::string_view member, F&& write);

  std::vector<std::string_view> plain_;
  bool in_plain_ = false;
  std::string scratch_;
  std::string path_;
  /// Inside of a field whose shape ends in `O`: records write every member, however deep in lists and maps they stand.
  bool whole_records_ = false;
  std::vector<std::string> missing_;
};

/// Whether a blocks value holds a dynamic block.
bool has_dynamic(const Value* value);

}  // namespace parapet::detail
