#include "graph/attributes.hpp"

#include "guardrails/redact.hpp"

namespace parapet::graph {

namespace {

constexpr std::size_t most_lines = 60;
constexpr std::size_t longest_value = 160;
/// Enough to see whether a value has a secret anywhere.
constexpr std::size_t longest_judged = 1 << 16;

class Lines {
 public:
  void add(View value, const std::string& path) {
    if (value.is_unset() || lines.size() > most_lines) return;
    if (value.is_object()) {
      for (std::size_t i = 0; i < value.size(); ++i) {
        const std::string_view name = value.name(i);
        if (name != "//") add(value.value_at(i), path.empty() ? std::string(name) : path + "." + std::string(name));
      }
    } else if (value.is_list()) {
      for (std::size_t i = 0; i < value.size(); ++i) add(value.element(i), path + "[" + std::to_string(i) + "]");
    } else if (lines.size() == most_lines) {
      lines.emplace_back("...", "");
    } else {
      lines.emplace_back(path, shortened(guardrails::redacted(path, render(value, longest_judged))));
    }
  }

  std::vector<std::pair<std::string, std::string>> lines;

 private:
  /// Cut between characters.
  static std::string shortened(std::string text) {
    if (text.size() <= longest_value) return text;
    std::size_t end = longest_value;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
    return text.substr(0, end) + "...";
  }
};

}  // namespace

std::vector<std::pair<std::string, std::string>> attributes_of(View body) {
  Lines lines;
  lines.add(body, "");
  return std::move(lines.lines);
}

}  // namespace parapet::graph
