#pragma once

#include "parapet/detail/typing.hpp"

/// Files and paths, on the machine where Terraform runs and relative to the folder of the written configuration: start
/// paths with `path::module()`, or hand files over as assets.
namespace parapet::fn {

/// The absolute path.
Ref<Str> abspath(const Str& path);
/// The last part of a path.
Ref<Str> basename(const Str& path);
/// All but the last part of a path.
Ref<Str> dirname(const Str& path);
/// The content, which must be UTF-8.
Ref<Str> file(const Str& path);
/// The content in base64.
Ref<Str> filebase64(const Str& path);
/// SHA-256 of the content in base64.
Ref<Str> filebase64sha256(const Str& path);
/// SHA-512 of the content in base64.
Ref<Str> filebase64sha512(const Str& path);
/// Whether there is a file.
Ref<Bool> fileexists(const Str& path);
/// MD5 of the content in hexadecimal.
Ref<Str> filemd5(const Str& path);
/// Files below a folder that match a pattern like `**/*.json`.
Ref<Set<Str>> fileset(const Str& folder, const Str& pattern);
/// SHA-1 of the content in hexadecimal.
Ref<Str> filesha1(const Str& path);
/// SHA-256 of the content in hexadecimal.
Ref<Str> filesha256(const Str& path);
/// SHA-512 of the content in hexadecimal.
Ref<Str> filesha512(const Str& path);
/// The path with `~` replaced by the user's folder.
Ref<Str> pathexpand(const Str& path);

}  // namespace parapet::fn
