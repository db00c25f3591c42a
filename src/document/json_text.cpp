#include "document/json_text.hpp"

#include <charconv>
#include <string>
#include <vector>

#include "parapet/document/read.hpp"

namespace parapet::detail {

namespace {

// Marks around the number of a part: two characters of the private use area, which no literal may contain.
constexpr std::string_view kOpen = "\xEE\x80\x80";
constexpr std::string_view kClose = "\xEE\x80\x81";

/// Whether a JSON text that goes on with `text` is inside a string.
bool in_string_after(bool in_string, std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (in_string && text[i] == '\\') {
      ++i;
    } else if (text[i] == '"') {
      in_string = !in_string;
    }
  }
  return in_string;
}

bool holds_marks(std::string_view text) { return text.find(kOpen) != text.npos || text.find(kClose) != text.npos; }

/// The template with marks in place of its unknown parts; empty when a literal holds a mark itself. `whole` tells for
/// each part whether it is a value of its own and not inside a string.
std::string marked(View join, std::vector<bool>& whole) {
  std::string text;
  bool in_string = false;
  whole.assign(join.size(), false);
  for (std::size_t i = 0; i < join.size(); ++i) {
    const View part = join.element(i);
    if (part.is_text()) {
      if (holds_marks(part.text())) return {};
      text += part.text();
      in_string = in_string_after(in_string, part.text());
    } else {
      const std::string quote = in_string ? "" : "\"";
      whole[i] = !in_string;
      text.append(quote).append(kOpen).append(std::to_string(i)).append(kClose).append(quote);
    }
  }
  return text;
}

class Restorer {
 public:
  Restorer(View join, const std::vector<bool>& whole) : join_(join), whole_(whole) {}

  const Value* restore(View value) const {
    if (value.is_text()) return text(value);
    if (value.is_list()) {
      std::vector<const Value*> items;
      for (std::size_t i = 0; i < value.size(); ++i) items.push_back(restore(value.element(i)));
      return make_list(items.data(), items.size());
    }
    if (!value.is_object()) return value.value();
    std::vector<Entry> entries;
    for (std::size_t i = 0; i < value.size(); ++i)
      entries.push_back({text(value.key_at(i)), restore(value.value_at(i))});
    return make_map(entries.data(), entries.size());
  }

 private:
  const Value* text(View value) const {
    std::string_view rest = value.text();
    // An escape in the JSON can spell a mark, too: then the number leads nowhere, and the text is unknown.
    if (!holds_marks(rest)) return value.value();
    std::vector<const Value*> parts;
    while (!rest.empty()) {
      const std::size_t open = rest.find(kOpen);
      if (open != 0) parts.push_back(make_text(rest.substr(0, open)));
      if (open == std::string_view::npos) break;
      rest.remove_prefix(open + kOpen.size());
      std::size_t number = join_.size();
      const auto end = std::from_chars(rest.data(), rest.data() + rest.size(), number);
      rest.remove_prefix(static_cast<std::size_t>(end.ptr - rest.data()));
      if (number >= join_.size() || rest.substr(0, kClose.size()) != kClose)
        return make_raw("(text with characters of private use)");
      rest.remove_prefix(kClose.size());
      parts.push_back(part(number).value());
    }
    return parts.size() == 1 ? parts.front() : make_join(parts.data(), parts.size());
  }

  /// JSON made from a value is that value.
  View part(std::size_t number) const {
    const View part = join_.element(number);
    return whole_[number] && part.function() == "jsonencode" && part.size() == 1 ? part.element(0) : part;
  }

  View join_;
  const std::vector<bool>& whole_;
};

}  // namespace

const Value* decode_json_template(View join) {
  std::vector<bool> whole;
  const std::string text = marked(join, whole);
  const Value* decoded = text.empty() ? nullptr : decode_json(text);
  return decoded == nullptr ? nullptr : Restorer(join, whole).restore(decoded);
}

}  // namespace parapet::detail
