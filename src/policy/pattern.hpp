#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "parapet/policy/evaluation.hpp"

/// Texts of policies with wildcards and variables, made comparable with texts of requests.
namespace parapet::policy {

/// A text of a request, whose `*` and `?` mean nothing. Throws Error for control characters, which no request has.
std::string escaped(std::string_view text);

/// A text of a policy with its variables replaced: `${aws:username}`, `${aws:PrincipalTag/team, 'none'}`, `${*}`. What
/// comes from the request is escaped. Nothing if a variable has no value: such a text equals nothing.
std::optional<std::string> with_variables(std::string_view text, const RequestContext& context);

/// A text of `with_variables` where wildcards mean themselves: comparable with one of `escaped`.
std::string without_wildcards(std::string_view pattern);

/// Whether a text of `with_variables` covers one of `escaped`.
bool is_like(std::string_view pattern, std::string_view text, bool fold_case);
/// Whether ARNs are alike: each of the six parts by itself, so that a wildcard ends at a colon; the last part holds the
/// rest. A pattern with fewer parts covers nothing unless `complete` adds `*` for those that are missing, as AWS does
/// for `Resource`.
bool is_like_arn(std::string_view pattern, std::string_view arn, bool complete);

/// A text in lower case, ASCII only.
std::string lower_case(std::string_view text);

}  // namespace parapet::policy
