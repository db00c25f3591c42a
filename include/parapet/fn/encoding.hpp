#pragma once

#include "parapet/detail/typing.hpp"

/// Encodings, hashes, identifiers.
namespace parapet::fn {

/// The UTF-8 text behind base64.
Ref<Str> base64decode(const Str& text);
/// Base64 of the UTF-8 text.
Ref<Str> base64encode(const Str& text);
/// The text behind base64 of gzip. OpenTofu only.
Ref<Str> base64gunzip(const Str& text);
/// Gzip, then base64.
Ref<Str> base64gzip(const Str& text);
/// SHA-256 in base64 (not of the hexadecimal digits).
Ref<Str> base64sha256(const Str& text);
/// SHA-512 in base64 (not of the hexadecimal digits).
Ref<Str> base64sha512(const Str& text);
/// Bcrypt hash with cost 10; another one with every run.
Ref<Str> bcrypt(const Str& text);
/// Bcrypt hash with the given cost; another one with every run.
Ref<Str> bcrypt(const Str& text, const Num& cost);
/// The rows of a CSV text as objects named by its first line.
Ref<Any> csvdecode(const Str& text);
/// The value that a JSON text writes.
Ref<Any> jsondecode(const Str& text);
/// A value as JSON text.
Ref<Str> jsonencode(const Any& value);
/// MD5 in hexadecimal.
Ref<Str> md5(const Str& text);
/// The text behind base64 of an RSA encryption (PKCS #1 v1.5), with a private key in PEM.
Ref<Str> rsadecrypt(const Str& ciphertext, const Str& private_key);
/// SHA-1 in hexadecimal.
Ref<Str> sha1(const Str& text);
/// SHA-256 in hexadecimal.
Ref<Str> sha256(const Str& text);
/// SHA-512 in hexadecimal.
Ref<Str> sha512(const Str& text);
/// The text behind base64 of bytes in an IANA encoding, `UTF-16LE`.
Ref<Str> textdecodebase64(const Str& text, const Str& encoding);
/// Base64 of the text in an IANA encoding, `UTF-16LE`.
Ref<Str> textencodebase64(const Str& text, const Str& encoding);
/// The text behind URL encoding. OpenTofu only.
Ref<Str> urldecode(const Str& text);
/// The text as part of a URL.
Ref<Str> urlencode(const Str& text);
/// A random UUID; another one with every run.
Ref<Str> uuid();
/// The UUID of a name in a namespace (`dns`, `url`, `oid`, `x500` or a UUID).
Ref<Str> uuidv5(const Str& name_space, const Str& name);
/// The value that a YAML text writes.
Ref<Any> yamldecode(const Str& text);
/// A value as YAML text.
Ref<Str> yamlencode(const Any& value);

}  // namespace parapet::fn
