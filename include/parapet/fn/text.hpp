#pragma once

#include "parapet/detail/typing.hpp"

/// Strings. (`text("a-", reference)` of `parapet/expression.hpp` puts strings together without a function.)
namespace parapet::fn {

/// Without the newlines at the end.
Ref<Str> chomp(const Str& text);
/// Whether `text` ends with `suffix`.
Ref<Bool> endswith(const Str& text, const Str& suffix);
/// `printf`-like: `format("%s-%03d", name, number)`; takes `expand(list)`.
template <detail::ArgumentOf<Any>... A>
Ref<Str> format(const Str& specification, const A&... arguments) {
  return Ref<Str>(detail::call("format", {detail::plain(specification), detail::argument<Any>(arguments)...}));
}
/// `format` once per element of the lists among the arguments.
template <detail::ArgumentOf<Any>... A>
Ref<List<Str>> formatlist(const Str& specification, const A&... arguments) {
  return Ref<List<Str>>(
      detail::call("formatlist", {detail::plain(specification), detail::argument<Any>(arguments)...}));
}
/// Every line but the first moved right by `spaces`.
Ref<Str> indent(const Num& spaces, const Str& text);
/// The elements with `separator` between them.
Ref<Str> join(const Str& separator, const List<Str>& list);
/// The elements of several lists or sets with `separator` between them; takes `expand(list_of_lists)`. Numbers are
/// turned into strings.
template <class... L>
requires(sizeof...(L) > 0 &&
         ((detail::Sequence<L> || std::is_same_v<L, Expanded>)&&...)) Ref<Str> join(const Str& separator,
                                                                                    const L&... lists) {
  return Ref<Str>(detail::call("join", {detail::plain(separator), detail::argument<Any>(lists)...}));
}
/// In lower case.
Ref<Str> lower(const Str& text);
/// The first match of an RE2 pattern: a string, a list of groups, or an object of named groups. No match is an error;
/// see can().
Ref<Any> regex(const Str& pattern, const Str& text);
/// All matches of an RE2 pattern, each like regex() gives it.
Ref<Any> regexall(const Str& pattern, const Str& text);
/// Every `search` replaced; a `search` between slashes is a pattern.
Ref<Str> replace(const Str& text, const Str& search, const Str& replacement);
/// The parts of `text` between separators.
Ref<List<Str>> split(const Str& separator, const Str& text);
/// Whether `text` starts with `prefix`.
Ref<Bool> startswith(const Str& text, const Str& prefix);
/// Whether `part` is in `text`.
Ref<Bool> strcontains(const Str& text, const Str& part);
/// The characters backwards.
Ref<Str> strrev(const Str& text);
/// `length` characters from `offset`; -1 for all that follow.
Ref<Str> substr(const Str& text, const Num& offset, const Num& length);
/// The template in a file of the configuration, filled with an object of variables.
Ref<Str> templatefile(const Str& path, const Any& variables);
/// A template that is a reference, filled with an object of variables. Terraform refuses a literal as template.
Ref<Str> templatestring(const Ref<Str>& template_text, const Any& variables);
/// Every word with a capital.
Ref<Str> title(const Str& text);
/// Without the given characters at both ends.
Ref<Str> trim(const Str& text, const Str& characters);
/// Without `prefix`, if it starts with it.
Ref<Str> trimprefix(const Str& text, const Str& prefix);
/// Without white space at both ends.
Ref<Str> trimspace(const Str& text);
/// Without `suffix`, if it ends with it.
Ref<Str> trimsuffix(const Str& text, const Str& suffix);
/// In upper case.
Ref<Str> upper(const Str& text);

}  // namespace parapet::fn
