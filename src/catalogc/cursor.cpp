#include "catalogc/cursor.hpp"

#include "schema/meta_arguments.hpp"

namespace parapet::catalogc {

using guardrails::PathStep;
using guardrails::Shape;
using schema::Type;

Cursor::Cursor(const schema::Block& block, schema::Category category)
    : what_(What::block), block_(&block), top_(category) {}

Cursor Cursor::anything() { return {}; }

Cursor Cursor::of(const schema::Block& block) {
  Cursor cursor;
  cursor.what_ = What::block;
  cursor.block_ = &block;
  return cursor;
}

Cursor Cursor::of(const Type& type) {
  Cursor cursor;
  if (type.kind == Type::Kind::dynamic) return cursor;
  cursor.what_ = What::type;
  cursor.type_ = &type;
  return cursor;
}

Cursor Cursor::of(const schema::Attribute& attribute) {
  Cursor cursor = attribute.nested == nullptr ? of(attribute.type) : Cursor();
  if (attribute.nested != nullptr) {
    cursor.what_ = What::nested;
    cursor.nested_ = attribute.nested.get();
  }
  cursor.sensitive_ = attribute.sensitive || attribute.write_only;
  return cursor;
}

std::optional<Cursor> Cursor::step(const PathStep& step, std::vector<std::string_view>& known) const {
  std::optional<Cursor> next;
  if (what_ == What::anything || step.kind == PathStep::Kind::json) {
    next = anything();
  } else if (step.kind == PathStep::Kind::every || step.kind == PathStep::Kind::key) {
    next = element();
  } else {
    next = member(step.name, known);
  }
  if (next && sensitive_) next->sensitive_ = true;
  return next;
}

std::optional<Cursor> Cursor::member(std::string_view name, std::vector<std::string_view>& known) const {
  if (what_ == What::block) {
    if (const schema::Attribute* attribute = block_->attribute(name)) return of(*attribute);
    if (const schema::NestedBlock* block = block_->block(name)) return of(block->block);
    for (const schema::Attribute& attribute : block_->attributes) known.push_back(attribute.name);
    for (const schema::NestedBlock& block : block_->blocks) known.push_back(block.name);
    if (!top_) return std::nullopt;
    for (const schema::MetaArgument& argument : schema::meta_arguments(*top_)) {
      known.push_back(argument.name);
      if (argument.name == name) return name == "lifecycle" ? of(schema::lifecycle_block()) : anything();
    }
    return std::nullopt;
  }
  if (what_ == What::nested) {
    for (const schema::Attribute& attribute : nested_->attributes) {
      known.push_back(attribute.name);
      if (attribute.name == name) return of(attribute);
    }
    return std::nullopt;
  }
  const Type* type = type_;
  if (type->kind == Type::Kind::map) return of(type->element.front());
  // A list of one object is looked through.
  if ((type->kind == Type::Kind::list || type->kind == Type::Kind::set) &&
      type->element.front().kind == Type::Kind::object)
    type = &type->element.front();
  for (const schema::ObjectMember& member : type->members) {
    known.push_back(member.name);
    if (member.name == name) return of(member.type);
  }
  return std::nullopt;
}

std::optional<Cursor> Cursor::element() const {
  if (what_ == What::block || what_ == What::nested) return *this;
  if (type_->element.empty()) return std::nullopt;
  return of(type_->element.front());
}

Shape Cursor::shape() const {
  if (what_ == What::block || what_ == What::nested) return Shape::block;
  if (what_ == What::anything) return Shape::any;
  switch (type_->kind) {
    case Type::Kind::string:
      return Shape::text;
    case Type::Kind::number:
      return Shape::number;
    case Type::Kind::boolean:
      return Shape::boolean;
    case Type::Kind::list:
      return Shape::list;
    case Type::Kind::set:
      return Shape::set;
    case Type::Kind::map:
      return Shape::map;
    case Type::Kind::object:
      return Shape::block;
    case Type::Kind::dynamic:
      break;
  }
  return Shape::any;
}

}  // namespace parapet::catalogc
