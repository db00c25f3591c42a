#pragma once

#include "parapet/construct.hpp"

namespace parapet::guardrails {

/// What templates fill in where no literal is safe: the keys, log targets and networks that an organization has.
/// Attached to a stack (or any construct), it holds for everything below; a field of a nearer one wins. `{"input":
/// "kms_key_arn"}` in a catalog names a field.
struct SecurityContext {
  /// The accounts of the organization: policies may trust them.
  List<Str> account_ids{};
  Str kms_key_arn{};
  Str log_bucket{};
  Str log_group_arn{};
  Str monitoring_role_arn{};
  /// Inputs that catalogs of one's own name.
  Map<Any> other{};
  List<Str> security_group_ids{};
  Str sns_topic_arn{};
  List<Str> subnet_ids{};
  /// `baseline`, `sensitive` or `regulated`: which requirements hold. Baseline where no stack says one. A stack may
  /// have another than the App; at one place and below a stack it only rises.
  Str tier{};
  Str vpc_id{};
  static inline constinit detail::Table parapet_table{
      "account_ids Ls o\nkms_key_arn s o\nlog_bucket s o\nlog_group_arn s o\nmonitoring_role_arn s o\nother Md "
      "o\nsecurity_group_ids Ls "
      "o\nsns_topic_arn s o\nsubnet_ids Ls o\n"
      "tier s o\nvpc_id s o",
      11};
};
static_assert(sizeof(SecurityContext) == 11 * sizeof(void*));

/// Attaches a context to a construct and everything below it. Throws Error for a tier that does not exist or is lower
/// than the one that held there, and for an account that is no number of twelve digits.
void set_security_context(const Construct& at, const SecurityContext& context);

/// An input by its name, from the nearest construct that has it; an unset Any if none has.
Any input(const Node& at, std::string_view name);

}  // namespace parapet::guardrails
