#pragma once

#include <string_view>

#include "parapet/detail/value.hpp"

/// Terraform's expression language, read into the same values that C++ programs build.
namespace parapet {

/// A string of Terraform JSON: a literal (with `$${` and `%%{` unescaped), a template, or, for a lone `${x}`, the
/// expression itself. Never throws for its input: what cannot be parsed, and every directive (`%{if}`, `%{for}`),
/// becomes Kind::raw, which nobody can resolve.
const detail::Value* parse_template(std::string_view text);

/// An HCL expression without `${}`: `aws_kms_key.x.arn`, `[for s in var.a : upper(s)]`. The same promise.
const detail::Value* parse_expression(std::string_view text);

/// Whether a JSON string is more than a literal: it contains `${` or `%{`.
bool has_template(std::string_view text);

}  // namespace parapet
