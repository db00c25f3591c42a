#pragma once

#include "parapet/value.hpp"

/// IAM policies as typed values: role trust, identity, bucket, key and queue policies. They become the JSON that AWS
/// takes only when they are assigned to an attribute; the guardrails read them before.
///
///     .assume_role_policy = policy::Document{.statements = {policy::Statement{
///         .actions = {"sts:AssumeRole"}, .principals = {policy::service("ec2.amazonaws.com")}}}}
namespace parapet::policy {

struct Allow {};
struct Deny {};
inline constexpr Allow allow{};
inline constexpr Deny deny{};

/// `allow` unless it says `deny`.
class Effect : public detail::Slot {
 public:
  Effect() = default;
  Effect(Allow) : Slot(detail::make_text("Allow")) {}
  Effect(Deny) : Slot(detail::make_text("Deny")) {}
};

/// Who a statement is about: identifiers of one type.
struct Principal {
  List<Str> identifiers{};
  Str type{};  ///< `AWS`, `Service`, `Federated`, `CanonicalUser`; `*` for everybody
  static inline constinit detail::Table parapet_table{"identifiers Ls r\ntype s r", 2};
};

/// Roles, users or accounts by ARN or account number.
inline Principal aws(const List<Str>& identifiers) { return {identifiers, "AWS"}; }
/// One role, user or account.
inline Principal aws(const Str& identifier) { return {List<Str>{identifier}, "AWS"}; }
/// A service: `service("ec2.amazonaws.com")`.
inline Principal service(const Str& name) { return {List<Str>{name}, "Service"}; }
/// An identity provider: the ARN of an OIDC or SAML provider.
inline Principal federated(const Str& provider) { return {List<Str>{provider}, "Federated"}; }
/// Everybody, without signing in.
inline Principal anyone() { return {List<Str>{"*"}, "*"}; }

/// One condition; all of a statement's have to hold.
struct Condition {
  Str test{};  ///< `StringEquals`, `Bool`, `ArnLike`, ...
  List<Str> values{};
  Str variable{};  ///< `aws:SecureTransport`
  static inline constinit detail::Table parapet_table{"test s r\nvalues Ls r\nvariable s r", 3};
};

/// What is allowed or denied. Exactly one of `actions` and `not_actions` is set.
struct Statement {
  List<Str> actions{};
  Block<Condition> conditions{};
  Effect effect{};
  List<Str> not_actions{};
  Block<Principal> not_principals{};
  List<Str> not_resources{};
  Block<Principal> principals{};
  List<Str> resources{};
  Str sid{};
  static inline constinit detail::Table* parapet_nested[] = {&Condition::parapet_table, &Principal::parapet_table,
                                                             &Principal::parapet_table};
  static inline constinit detail::Table parapet_table{
      "actions Ls o\nconditions B o\neffect s o\nnot_actions Ls o\nnot_principals B o\nnot_resources Ls o\nprincipals "
      "B o\nresources Ls o\nsid s o",
      9, parapet_nested};
};
static_assert(sizeof(Statement) == 9 * sizeof(void*));

namespace detail {
/// The policy's JSON: a literal if nothing in it is an expression, else a call of `jsonencode`. Both give the same
/// bytes in the end.
const ::parapet::detail::Value* document_text(const ::parapet::detail::Value* statements,
                                              const ::parapet::detail::Value* id);
}  // namespace detail

/// A policy, version 2012-10-17.
struct Document {
  Str id{};
  Block<Statement> statements{};

  /// The JSON. Throws Error for a document without statements, and for a statement that has both or none of `actions`
  /// and `not_actions`, or whose principal types, tests and variables are not literal.
  Str text() const;
  operator Str() const { return text(); }
};

}  // namespace parapet::policy
