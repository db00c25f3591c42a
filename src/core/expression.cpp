#include "parapet/expression.hpp"

#include <charconv>
#include <string>
#include <vector>

#include "parapet/error.hpp"

namespace parapet::detail {

namespace {

template <class T>
void append_number(std::string& to, T number) {
  char digits[32];
  const auto end = std::to_chars(digits, digits + sizeof(digits), number);
  to.append(digits, end.ptr);
}

/// Puts the parts of a template together, with neighbouring literals in one piece, so that `"$"` and `"{"` are escaped
/// together.
class TextBuilder {
 public:
  void add(const Value* part) {
    ++position_;
    if (part == nullptr) refuse("is unset; leave it out, or give it a value");
    switch (part->kind) {
      case Kind::text:
        literal_ += text_of(part);
        return;
      case Kind::boolean:
        literal_ += part->flag != 0 ? "true" : "false";
        return;
      case Kind::integer:
        append_number(literal_, *payload<std::int64_t>(part));
        return;
      case Kind::natural:
        append_number(literal_, *payload<std::uint64_t>(part));
        return;
      case Kind::real:
        if ((part->flags & real_not_finite) != 0)
          refuse("is not a finite number; Terraform has no NaN and no infinity");
        append_number(literal_, *payload<double>(part));
        return;
      case Kind::join:
        return add_join(part);
      default:
        add_expression(part);
    }
  }

  const Value* finish() {
    if (parts_.empty()) return make_text(literal_);
    flush();
    if (parts_.size() > 1) return make_join(parts_.data(), parts_.size());
    // One expression alone would keep its own type: `"${port}"` is a number.
    return make_call("tostring", parts_.data(), 1);
  }

 private:
  void add_join(const Value* join) {
    for (std::uint32_t i = 0; i < join->size; ++i) {
      const Value* part = elements_of(join)[i];
      if (part->kind == Kind::text) {
        literal_ += text_of(part);
      } else {
        flush();
        parts_.push_back(part);
      }
    }
  }

  void add_expression(const Value* part) {
    if (part->kind == Kind::null) refuse("is null, which has no text; use conditional() around the whole text");
    if (!is_expression(part)) refuse("is a list, map or block, which has no text; use fn::join or fn::jsonencode");
    flush();
    parts_.push_back(part);
  }

  void flush() {
    if (literal_.empty()) return;
    parts_.push_back(make_text(literal_));
    literal_.clear();
  }

  [[noreturn]] void refuse(const char* why) const {
    throw Error("text: part " + std::to_string(position_) + " " + why);
  }

  std::vector<const Value*> parts_;
  std::string literal_;
  int position_ = 0;
};

}  // namespace

const Value* operate(Operator op, const Any& left, const Any& right) {
  return make_binary(op, value_or_null(left), value_or_null(right));
}

const Value* operate(Operator op, const Any& operand) { return make_unary(op, value_or_null(operand)); }

const Value* join_text(std::initializer_list<Any> parts) {
  TextBuilder builder;
  for (const Any& part : parts) builder.add(part.parapet_value());
  return builder.finish();
}

const Value* make_checked_raw(std::string_view expression) {
  if (expression.find_first_not_of(" \t\r\n") == std::string_view::npos) {
    throw Error(
        "raw: the expression is empty; write Terraform's expression without ${}, as in "
        "raw<Str>(\"aws_s3_bucket.old.arn\")");
  }
  return make_raw(expression);
}

const Value* Loop::list(const Slot& collection, const Any& value, const Value* condition) const {
  return make_for({value_or_null(collection), keyed_ ? key_.text() : nullptr, value_.text(), nullptr,
                   value_or_null(value), condition},
                  false);
}

const Value* Loop::map(const Slot& collection, const Value* key, const Value* value, const Value* condition,
                       bool grouping) const {
  if (key == nullptr || key->kind == Kind::null)
    throw Error("for_map: the key of entry() is unset; every entry needs one");
  return make_for({value_or_null(collection), keyed_ ? key_.text() : nullptr, value_.text(), key,
                   value == nullptr ? make_null() : value, condition},
                  grouping);
}

}  // namespace parapet::detail

namespace parapet {

namespace {
template <class T>
Ref<T> named_value(const char* object, const char* name) {
  return Ref<T>(detail::make_get(detail::make_name(object), name));
}
}  // namespace

Ref<Str> path::module() { return named_value<Str>("path", "module"); }
Ref<Str> path::root() { return named_value<Str>("path", "root"); }
Ref<Str> path::cwd() { return named_value<Str>("path", "cwd"); }
Ref<Str> terraform::workspace() { return named_value<Str>("terraform", "workspace"); }
Ref<Bool> terraform::applying() { return named_value<Bool>("terraform", "applying"); }

}  // namespace parapet
