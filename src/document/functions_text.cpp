#include <algorithm>

#include "document/functions.hpp"

namespace parapet::detail {

namespace {

constexpr std::string_view kSpace = " \t\n\v\f\r";

/// ASCII only: what other letters become depends on Unicode tables, so texts with them stay unknown.
bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

template <class F>
const Value* changed(const Call& call, F change) {
  auto text = call.text(0);
  if (!text || !is_ascii(*text)) return nullptr;
  std::transform(text->begin(), text->end(), text->begin(), change);
  return make_text(*text);
}

const Value* lower(const Call& call) {
  return changed(call, [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
}
const Value* upper(const Call& call) {
  return changed(call, [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
}

std::string_view trimmed(std::string_view text, std::string_view characters, bool left, bool right) {
  if (left) text.remove_prefix(std::min(text.find_first_not_of(characters), text.size()));
  return right ? text.substr(0, text.find_last_not_of(characters) + 1) : text;
}

const Value* trimspace(const Call& call) {
  const auto text = call.text(0);
  // Terraform trims the white space of Unicode, too.
  return text && is_ascii(*text) ? make_text(trimmed(*text, kSpace, true, true)) : nullptr;
}

const Value* trim(const Call& call) {
  const auto text = call.text(0);
  const auto characters = call.text(1);
  return text && characters && is_ascii(*characters) ? make_text(trimmed(*text, *characters, true, true)) : nullptr;
}

const Value* chomp(const Call& call) {
  const auto text = call.text(0);
  return text ? make_text(trimmed(*text, "\r\n", false, true)) : nullptr;
}

bool begins(std::string_view text, std::string_view part) { return text.substr(0, part.size()) == part; }
bool ends(std::string_view text, std::string_view part) {
  return text.size() >= part.size() && text.substr(text.size() - part.size()) == part;
}

/// A function of two texts.
template <class F>
const Value* with_two(const Call& call, F make) {
  const auto first = call.text(0);
  const auto second = call.text(1);
  return first && second ? make(std::string_view(*first), std::string_view(*second)) : nullptr;
}

const Value* trimprefix(const Call& call) {
  return with_two(call,
                  [](auto text, auto part) { return make_text(begins(text, part) ? text.substr(part.size()) : text); });
}
const Value* trimsuffix(const Call& call) {
  return with_two(call, [](auto text, auto part) {
    return make_text(ends(text, part) ? text.substr(0, text.size() - part.size()) : text);
  });
}
const Value* startswith(const Call& call) {
  return with_two(call, [](auto text, auto part) { return make_boolean(begins(text, part)); });
}
const Value* endswith(const Call& call) {
  return with_two(call, [](auto text, auto part) { return make_boolean(ends(text, part)); });
}
const Value* strcontains(const Call& call) {
  return with_two(call, [](auto text, auto part) { return make_boolean(text.find(part) != text.npos); });
}

const Value* split(const Call& call) {
  const auto separator = call.text(0);
  const auto text = call.text(1);
  if (!separator || !text || separator->empty()) return nullptr;
  std::vector<std::string> parts;
  std::size_t from = 0;
  for (std::size_t at = text->find(*separator); at != std::string::npos; at = text->find(*separator, from)) {
    parts.push_back(text->substr(from, at - from));
    from = at + separator->size();
  }
  parts.push_back(text->substr(from));
  return call.folder().spend(parts.size()) ? make_texts(parts) : nullptr;
}

/// Literal replacement; between slashes the text is a regular expression, which stays unknown.
const Value* replace(const Call& call) {
  const auto text = call.text(0);
  const auto search = call.text(1);
  const auto replacement = call.text(2);
  if (!text || !search || !replacement || search->empty()) return nullptr;
  if (search->size() > 1 && search->front() == '/' && search->back() == '/') return nullptr;
  std::string result;
  std::size_t from = 0;
  for (std::size_t at = text->find(*search); at != std::string::npos; at = text->find(*search, from)) {
    result.append(*text, from, at - from).append(*replacement);
    from = at + search->size();
    if (result.size() > kMaxText) return nullptr;
  }
  result.append(*text, from);
  return make_text(result);
}

const Value* substr(const Call& call) {
  const auto text = call.text(0);
  const auto offset = call.integer(1);
  const auto length = call.integer(2);
  if (!text || !offset || !length || !is_ascii(*text)) return nullptr;
  const auto size = static_cast<std::int64_t>(text->size());
  const std::int64_t first = *offset < 0 ? size + *offset : *offset;
  if (first < 0 || first > size || *length < -1) return nullptr;
  const auto count = *length == -1 ? std::string::npos : static_cast<std::size_t>(*length);
  return make_text(std::string_view(*text).substr(static_cast<std::size_t>(first), count));
}

/// With unknown elements the result is a template that keeps the known parts.
const Value* join(const Call& call) {
  const auto separator = call.text(0);
  if (!separator) return nullptr;
  std::vector<const Value*> parts;
  std::size_t size = 0;
  for (std::size_t i = 1; i < call.size(); ++i) {
    const auto items = call.elements(call[i]);
    if (!items) return nullptr;
    for (const View item : *items) {
      const View known = call.inner(item);
      if (!known.is_scalar() && !known.is_expression()) return nullptr;
      size += separator->size() + known.text().size();
      if (size > kMaxText) return nullptr;
      if (!parts.empty() && !separator->empty()) parts.push_back(make_text(*separator));
      parts.push_back(known.value());
    }
  }
  if (parts.empty()) return make_text("");
  return call.folder().fold(make_join(parts.data(), parts.size()), {});
}

}  // namespace

const std::vector<Function>& text_functions() {
  static const std::vector<Function> functions{
      {"chomp", 1, 1, chomp},           {"endswith", 2, 2, endswith},
      {"join", 2, 100, join},           {"lower", 1, 1, lower},
      {"replace", 3, 3, replace},       {"split", 2, 2, split},
      {"startswith", 2, 2, startswith}, {"strcontains", 2, 2, strcontains},
      {"substr", 3, 3, substr},         {"trim", 2, 2, trim},
      {"trimprefix", 2, 2, trimprefix}, {"trimspace", 1, 1, trimspace},
      {"trimsuffix", 2, 2, trimsuffix}, {"upper", 1, 1, upper},
  };
  return functions;
}

}  // namespace parapet::detail
