#pragma once

#include "parapet/construct.hpp"
#include "parapet/meta.hpp"

namespace parapet {

/// `variable` block.
struct VariableOptions {
  Any default_{};
  Str description{};
  Bool ephemeral{};
  Bool nullable{};
  Bool sensitive{};
  /// A type constraint: `string`, `list(string)`, `object({port = number})`.
  Str type{};
  Block<Condition> validation{};
  static inline constinit detail::Table* parapet_nested[] = {&Condition::parapet_table};
  static inline constinit detail::Table parapet_table{
      "default d o\ndescription s o\nephemeral b o\nnullable b o\nsensitive b o\ntype m o\nvalidation B o", 7,
      parapet_nested};
};

/// An input variable. Its value is given when Terraform runs, so the guardrails know only its default.
class Variable : public Construct {
 public:
  Variable(const Scope& scope, std::string_view id, const VariableOptions& options = {});

  /// The variable as any type, or as the given one.
  Ref<Any> value() const;
  Ref<Str> str() const { return value().as<Str>(); }
  Ref<Num> num() const { return value().as<Num>(); }
  Ref<Bool> boolean() const { return value().as<Bool>(); }
  template <class T>
  Ref<T> as() const {
    return value().as<T>();
  }
};

/// A named expression, `locals { x = ... }`.
class Local : public Construct {
 public:
  Local(const Scope& scope, std::string_view id, const Any& expression);
  Ref<Any> value() const;
  template <class T>
  Ref<T> as() const {
    return value().as<T>();
  }
};

/// `output` block.
struct OutputOptions {
  Dependencies depends_on{};
  Str description{};
  Bool ephemeral{};
  Block<Condition> precondition{};
  Bool sensitive{};
  Any value{};
  static inline constinit detail::Table* parapet_nested[] = {&Condition::parapet_table};
  static inline constinit detail::Table parapet_table{
      "depends_on m\ndescription s o\nephemeral b o\nprecondition B o\nsensitive b o\nvalue d r", 6, parapet_nested};
};

/// An output value of the stack.
class Output : public Construct {
 public:
  Output(const Scope& scope, std::string_view id, const OutputOptions& options);
};

}  // namespace parapet
