#include "policy/json_text.hpp"

#include <algorithm>
#include <vector>

namespace parapet::policy {

namespace {

using namespace ::parapet::detail;

/// Terraform escapes these for HTML as well.
bool is_html(char c) { return c == '<' || c == '>' || c == '&'; }

void write_unicode(unsigned char c, std::string& text) {
  static constexpr char digits[] = "0123456789abcdef";
  text += "\\u00";
  text += digits[c >> 4];
  text += digits[c & 15];
}

void write_text(std::string_view value, std::string& text) {
  text += '"';
  for (char c : value) {
    if (c == '"' || c == '\\') {
      text += '\\';
      text += c;
    } else if (c == '\n') {
      text += "\\n";
    } else if (c == '\r') {
      text += "\\r";
    } else if (c == '\t') {
      text += "\\t";
    } else if (static_cast<unsigned char>(c) < 0x20 || is_html(c)) {
      write_unicode(static_cast<unsigned char>(c), text);
    } else {
      text += c;
    }
  }
  text += '"';
}

bool write_list(const Value* list, std::string& text) {
  text += '[';
  for (std::size_t i = 0; i < list->size; ++i) {
    if (i > 0) text += ',';
    if (!write_json(elements_of(list)[i], text)) return false;
  }
  text += ']';
  return true;
}

bool write_map(const Value* map, std::string& text) {
  std::vector<Entry> entries(entries_of(map), entries_of(map) + map->size);
  for (const Entry& entry : entries) {
    if (entry.key->kind != Kind::text) return false;
  }
  std::sort(entries.begin(), entries.end(),
            [](const Entry& a, const Entry& b) { return text_of(a.key) < text_of(b.key); });
  text += '{';
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (i > 0) text += ',';
    write_text(text_of(entries[i].key), text);
    text += ':';
    if (!write_json(entries[i].value, text)) return false;
  }
  text += '}';
  return true;
}

}  // namespace

bool write_json(const Value* value, std::string& text) {
  if (value == nullptr) return false;
  switch (value->kind) {
    case Kind::text:
      write_text(text_of(value), text);
      return true;
    case Kind::list:
      return write_list(value, text);
    case Kind::map:
      return write_map(value, text);
    default:
      return false;
  }
}

}  // namespace parapet::policy
