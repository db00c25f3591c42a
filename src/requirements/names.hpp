#pragma once

#include <string>
#include <string_view>

namespace parapet::requirements {

/// `rds`: the part of an id before the colon.
bool is_service(std::string_view text);
/// `aws_db_instance`, `data.aws_ami`.
bool is_type(std::string_view text);
/// `logging.enabled`, `statement[*].action`, `metadata["enable-oslogin"]`.
bool is_path(std::string_view text);
/// Whether a text is what a pattern says; `*` stands for any characters.
bool matches_pattern(std::string_view text, std::string_view pattern);
/// A path in the one spelling that all have in common: `ingress[*].cidr` is `ingress.cidr`, `metadata["a-b"]` is
/// `metadata.a-b`.
std::string plain_path(std::string_view path);
/// The catalog's spelling of such a path, in which what cannot be a name is a key: `metadata["a-b"]`.
std::string catalog_path(std::string_view path);

}  // namespace parapet::requirements
