#include "parapet/fn/file.hpp"

namespace parapet::fn {

using detail::call;
using detail::plain;

Ref<Str> abspath(const Str& path) { return Ref<Str>(call("abspath", {plain(path)})); }
Ref<Str> basename(const Str& path) { return Ref<Str>(call("basename", {plain(path)})); }
Ref<Str> dirname(const Str& path) { return Ref<Str>(call("dirname", {plain(path)})); }
Ref<Str> file(const Str& path) { return Ref<Str>(call("file", {plain(path)})); }
Ref<Str> filebase64(const Str& path) { return Ref<Str>(call("filebase64", {plain(path)})); }
Ref<Str> filebase64sha256(const Str& path) { return Ref<Str>(call("filebase64sha256", {plain(path)})); }
Ref<Str> filebase64sha512(const Str& path) { return Ref<Str>(call("filebase64sha512", {plain(path)})); }
Ref<Bool> fileexists(const Str& path) { return Ref<Bool>(call("fileexists", {plain(path)})); }
Ref<Str> filemd5(const Str& path) { return Ref<Str>(call("filemd5", {plain(path)})); }
Ref<Set<Str>> fileset(const Str& folder, const Str& pattern) {
  return Ref<Set<Str>>(call("fileset", {plain(folder), plain(pattern)}));
}
Ref<Str> filesha1(const Str& path) { return Ref<Str>(call("filesha1", {plain(path)})); }
Ref<Str> filesha256(const Str& path) { return Ref<Str>(call("filesha256", {plain(path)})); }
Ref<Str> filesha512(const Str& path) { return Ref<Str>(call("filesha512", {plain(path)})); }
Ref<Str> pathexpand(const Str& path) { return Ref<Str>(call("pathexpand", {plain(path)})); }

}  // namespace parapet::fn
