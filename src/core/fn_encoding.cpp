#include "parapet/fn/encoding.hpp"

namespace parapet::fn {

using detail::call;
using detail::plain;

Ref<Str> base64decode(const Str& text) { return Ref<Str>(call("base64decode", {plain(text)})); }
Ref<Str> base64encode(const Str& text) { return Ref<Str>(call("base64encode", {plain(text)})); }
Ref<Str> base64gunzip(const Str& text) { return Ref<Str>(call("base64gunzip", {plain(text)})); }
Ref<Str> base64gzip(const Str& text) { return Ref<Str>(call("base64gzip", {plain(text)})); }
Ref<Str> base64sha256(const Str& text) { return Ref<Str>(call("base64sha256", {plain(text)})); }
Ref<Str> base64sha512(const Str& text) { return Ref<Str>(call("base64sha512", {plain(text)})); }
Ref<Str> bcrypt(const Str& text) { return Ref<Str>(call("bcrypt", {plain(text)})); }
Ref<Str> bcrypt(const Str& text, const Num& cost) { return Ref<Str>(call("bcrypt", {plain(text), plain(cost)})); }
Ref<Any> csvdecode(const Str& text) { return Ref<Any>(call("csvdecode", {plain(text)})); }
Ref<Any> jsondecode(const Str& text) { return Ref<Any>(call("jsondecode", {plain(text)})); }
Ref<Str> jsonencode(const Any& value) { return Ref<Str>(call("jsonencode", {plain(value)})); }
Ref<Str> md5(const Str& text) { return Ref<Str>(call("md5", {plain(text)})); }
Ref<Str> rsadecrypt(const Str& ciphertext, const Str& private_key) {
  return Ref<Str>(call("rsadecrypt", {plain(ciphertext), plain(private_key)}));
}
Ref<Str> sha1(const Str& text) { return Ref<Str>(call("sha1", {plain(text)})); }
Ref<Str> sha256(const Str& text) { return Ref<Str>(call("sha256", {plain(text)})); }
Ref<Str> sha512(const Str& text) { return Ref<Str>(call("sha512", {plain(text)})); }
Ref<Str> textdecodebase64(const Str& text, const Str& encoding) {
  return Ref<Str>(call("textdecodebase64", {plain(text), plain(encoding)}));
}
Ref<Str> textencodebase64(const Str& text, const Str& encoding) {
  return Ref<Str>(call("textencodebase64", {plain(text), plain(encoding)}));
}
Ref<Str> urldecode(const Str& text) { return Ref<Str>(call("urldecode", {plain(text)})); }
Ref<Str> urlencode(const Str& text) { return Ref<Str>(call("urlencode", {plain(text)})); }
Ref<Str> uuid() { return Ref<Str>(call("uuid", {})); }
Ref<Str> uuidv5(const Str& name_space, const Str& name) {
  return Ref<Str>(call("uuidv5", {plain(name_space), plain(name)}));
}
Ref<Any> yamldecode(const Str& text) { return Ref<Any>(call("yamldecode", {plain(text)})); }
Ref<Str> yamlencode(const Any& value) { return Ref<Str>(call("yamlencode", {plain(value)})); }

}  // namespace parapet::fn
