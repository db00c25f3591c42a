#include "parapet/fn/text.hpp"

namespace parapet::fn {

using detail::call;
using detail::plain;

Ref<Str> chomp(const Str& text) { return Ref<Str>(call("chomp", {plain(text)})); }
Ref<Bool> endswith(const Str& text, const Str& suffix) {
  return Ref<Bool>(call("endswith", {plain(text), plain(suffix)}));
}
Ref<Str> indent(const Num& spaces, const Str& text) { return Ref<Str>(call("indent", {plain(spaces), plain(text)})); }
Ref<Str> join(const Str& separator, const List<Str>& list) {
  return Ref<Str>(call("join", {plain(separator), plain(list)}));
}
Ref<Str> lower(const Str& text) { return Ref<Str>(call("lower", {plain(text)})); }
Ref<Any> regex(const Str& pattern, const Str& text) { return Ref<Any>(call("regex", {plain(pattern), plain(text)})); }
Ref<Any> regexall(const Str& pattern, const Str& text) {
  return Ref<Any>(call("regexall", {plain(pattern), plain(text)}));
}
Ref<Str> replace(const Str& text, const Str& search, const Str& replacement) {
  return Ref<Str>(call("replace", {plain(text), plain(search), plain(replacement)}));
}
Ref<List<Str>> split(const Str& separator, const Str& text) {
  return Ref<List<Str>>(call("split", {plain(separator), plain(text)}));
}
Ref<Bool> startswith(const Str& text, const Str& prefix) {
  return Ref<Bool>(call("startswith", {plain(text), plain(prefix)}));
}
Ref<Bool> strcontains(const Str& text, const Str& part) {
  return Ref<Bool>(call("strcontains", {plain(text), plain(part)}));
}
Ref<Str> strrev(const Str& text) { return Ref<Str>(call("strrev", {plain(text)})); }
Ref<Str> substr(const Str& text, const Num& offset, const Num& length) {
  return Ref<Str>(call("substr", {plain(text), plain(offset), plain(length)}));
}
Ref<Str> templatefile(const Str& path, const Any& variables) {
  return Ref<Str>(call("templatefile", {plain(path), plain(variables)}));
}
Ref<Str> templatestring(const Ref<Str>& template_text, const Any& variables) {
  return Ref<Str>(call("templatestring", {plain(template_text), plain(variables)}));
}
Ref<Str> title(const Str& text) { return Ref<Str>(call("title", {plain(text)})); }
Ref<Str> trim(const Str& text, const Str& characters) {
  return Ref<Str>(call("trim", {plain(text), plain(characters)}));
}
Ref<Str> trimprefix(const Str& text, const Str& prefix) {
  return Ref<Str>(call("trimprefix", {plain(text), plain(prefix)}));
}
Ref<Str> trimspace(const Str& text) { return Ref<Str>(call("trimspace", {plain(text)})); }
Ref<Str> trimsuffix(const Str& text, const Str& suffix) {
  return Ref<Str>(call("trimsuffix", {plain(text), plain(suffix)}));
}
Ref<Str> upper(const Str& text) { return Ref<Str>(call("upper", {plain(text)})); }

}  // namespace parapet::fn
