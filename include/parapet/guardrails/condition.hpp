#pragma once

#include <cstdint>
#include <string_view>

/// Conditions of requirements as plain data, so that a compiled catalog is initialised by the linker and nothing is
/// parsed when a program starts. `docs/requirements.md` explains the language; `parapet/guardrails/catalog.hpp` reads
/// it from JSON.
namespace parapet::guardrails {

/// Elements that live elsewhere: in a compiled catalog, or in the Catalog that read them.
template <class T>
struct Span {
  const T* data = nullptr;
  std::uint32_t size = 0;
  constexpr const T* begin() const { return data; }
  constexpr const T* end() const { return data + size; }
  constexpr bool empty() const { return size == 0; }
  constexpr const T& operator[](std::uint32_t position) const { return data[position]; }
};

/// A value that a requirement expects.
struct Literal {
  enum class Kind : unsigned char { none, boolean, number, text, list };
  Kind kind = Kind::none;
  bool boolean = false;
  double number = 0;
  std::string_view text;
  Span<Literal> list;
};

/// One step of a path: a member by name, every element (`[*]`), an entry by key (`["key"]`), or the JSON in a string
/// (`#json`), which may be the `json` of an aws_iam_policy_document.
struct PathStep {
  enum class Kind : unsigned char { member, every, key, json };
  Kind kind = Kind::member;
  std::string_view name;
};

/// The type that both schemas give to a path's end; `any` where they differ or do not say.
enum class Shape : unsigned char { any, text, number, boolean, list, set, map, block };

/// Where a value is in a resource: `metadata_options.http_tokens`, `ingress[*].cidr_blocks`.
struct Path {
  std::string_view text;
  Span<PathStep> steps;
  Shape shape = Shape::any;
  bool sensitive = false;  ///< its value is never shown
};

enum class Operator : unsigned char {
  equals,
  not_equals,
  one_of,
  none_of,
  in_list,
  matches,
  exists,
  at_least,
  at_most,
  contains,
  contains_all,
  not_contains,
  no_open_cidr,
  not_matches,
};

/// What an unset attribute counts as. `inherit`: what the record says.
enum class Unset : unsigned char { inherit, pass, fail, unknown };

struct Condition;

/// One pair of a link: the other resource's path, and the paths of ours it may match.
struct Link {
  Path theirs;
  Span<Path> ours;
};

struct Connected {
  enum class Quantifier : unsigned char { some, every, none, at_least, at_most };
  enum class Outside : unsigned char { standard, unknown, fail };
  Span<std::string_view> types;  ///< `*` stands for all
  bool by = true;                ///< they point at us; otherwise we point at them
  Span<Link> links;              ///< all of them hold
  const Condition* where = nullptr;
  const Condition* require = nullptr;
  Quantifier quantifier = Quantifier::some;
  std::uint32_t n = 1;
  const Path* distinct = nullptr;  ///< count the different values of this path instead of the resources
  Outside outside = Outside::standard;
};

/// What a statement of a policy has to be to count.
struct StatementMatch {
  enum class Principal : unsigned char { any, anyone, other_account, service };
  std::string_view effect;  ///< `Allow`, `Deny`; empty: either
  Span<std::string_view> actions;
  bool all_actions = false;   ///< grants_all; otherwise grants_any
  std::string_view resource;  ///< empty: any
  Principal principal = Principal::any;
  Span<std::string_view> unless_condition;  ///< keys of conditions, globs in any case: `*:sub`
};

/// One argument of a predicate: a literal, or a path into the resource.
struct Argument {
  std::string_view name;
  Literal value;
  const Path* path = nullptr;
};

struct Condition {
  enum class Kind : unsigned char {
    all,
    any,
    negation,
    never,
    leaf,
    each,
    some,
    none,
    connected,
    unique,
    policy,
    predicate
  };
  Kind kind = Kind::never;
  Operator op = Operator::equals;
  Unset unset = Unset::inherit;
  bool reference_ok = false;
  bool no_statement = true;  ///< policy: none may match; otherwise one must
  std::uint32_t minimum = 0;
  const Path* path = nullptr;
  Literal argument;                  ///< of the operator; for in_list the list's values
  Span<Condition> children;          ///< all, any; negation has one
  const Condition* where = nullptr;  ///< each, some, none
  const Condition* require = nullptr;
  const Connected* connected = nullptr;
  const StatementMatch* statement = nullptr;
  std::string_view predicate;
  Span<Argument> arguments;
};

}  // namespace parapet::guardrails
