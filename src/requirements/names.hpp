#pragma once

#include <string>
#include <string_view>

namespace parapet::requirements {

/// `rds`: the part of an id before the colon.
bool is_service(std::string_view text);
/// `aws_db_instance`, `data.aws_ami`.
bool is_type(std::string_view text);
/// `logging.enabled`, `statement[*].action`.
bool is_path(std::string_view text);
/// Whether a text is what a pattern says; `*` stands for any characters.
bool matches_pattern(std::string_view text, std::string_view pattern);
/// A path without the steps that every element goes by: `ingress[*].cidr` is `ingress.cidr`.
std::string without_positions(std::string_view path);

}  // namespace parapet::requirements
