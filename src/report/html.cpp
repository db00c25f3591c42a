#include "report/html.hpp"

#include <map>

#include "report/page.hpp"

namespace parapet::report {

using guardrails::Requirement;
using guardrails::Result;
using guardrails::Source;
using guardrails::Span;

namespace {

/// Compact JSON in which nothing can end the element around it: every character that means something to HTML is an
/// escape.
class DataWriter {
 public:
  explicit DataWriter(detail::Sink& sink) : sink_(sink) {}

  void write(const Selection& selection) {
    raw("{\"totals\":{");
    for (const guardrails::Status status : all_statuses)
      member(text_of(status), std::to_string(selection.totals[static_cast<std::size_t>(status)]));
    raw("},\"remarks\":");
    remarks(selection);
    raw(",\"requirements\":{");
    requirements(selection);
    raw("},\"results\":[");
    for (const Result* each : selection.results) result(*each);
    raw("]}");
    flush();
  }

 private:
  static std::string quoted(std::string_view text) {
    std::string json;
    detail::append_json_escaped(json, text);
    std::string safe = "\"";
    for (const char c : json) {
      if (c == '<' || c == '>' || c == '&') {
        static constexpr char digits[] = "0123456789abcdef";
        safe += {'\\', 'u', '0', '0', digits[c >> 4], digits[c & 15]};
      } else {
        safe += c;
      }
    }
    return safe + "\"";
  }

  static std::string list(const std::vector<std::string>& quoted_texts) {
    std::string text = "[";
    for (const std::string& each : quoted_texts) text += (text.size() > 1 ? "," : "") + each;
    return text + "]";
  }

  static std::string sections(Span<Source> sources) {
    std::string text = "{";
    for (const Source& source : sources) {
      std::vector<std::string> ids;
      for (const std::string_view id : source.ids) ids.push_back(quoted(id));
      text += (text.size() > 1 ? "," : "") + quoted(source.tool) + ":" + list(ids);
    }
    return text + "}";
  }

  void remarks(const Selection& selection) {
    std::vector<std::string> texts;
    for (const std::string& measure : selection.report->measures) texts.push_back(quoted("Weakened: " + measure));
    for (const std::string& note : selection.report->notes) texts.push_back(quoted("Note: " + note));
    if (selection.left_out > 0)
      texts.push_back(quoted("Results that are not shown by the filter: " + std::to_string(selection.left_out)));
    if (!selection.contact.empty()) texts.push_back(quoted("Questions: " + selection.contact));
    raw(list(texts));
  }

  void requirements(const Selection& selection) {
    std::map<std::string_view, const Requirement*> used;
    for (const Result* each : selection.results) used.emplace(each->requirement->id, each->requirement);
    for (const auto& [id, requirement] : used) {
      member(id, "{\"name\":" + quoted(requirement->name) + ",\"service\":" + quoted(service_of(*requirement)) +
                     ",\"severity\":" + quoted(text_of(requirement->severity)) +
                     ",\"description\":" + quoted(requirement->description) + ",\"fix\":" + quoted(requirement->fix) +
                     ",\"sources\":" + sections(requirement->sources) +
                     ",\"compliance\":" + sections(requirement->compliance) + "}");
    }
  }

  void result(const Result& result) {
    const DocumentBlock& block = *result.block;
    separate();
    raw("\n" +
        list({quoted(result.requirement->id), quoted(result.stack), quoted(block.address), quoted(block.path),
              quoted(result.attribute_path), quoted(result.value), quoted(text_of(result.status)),
              quoted(text_of(result.level)), quoted(result.note), quoted(block.file), std::to_string(block.line)}));
  }

  void member(std::string_view name, const std::string& json) {
    separate();
    raw(quoted(name) + ":" + json);
  }

  /// A comma unless something has just been opened.
  void separate() {
    const bool first = buffer_.ends_with('{') || buffer_.ends_with('[');
    if (!first) raw(",");
  }

  /// The last byte stays, because `separate` asks for it.
  void raw(std::string_view json) {
    buffer_ += json;
    if (buffer_.size() < 1 << 16) return;
    sink_.write(std::string_view(buffer_).substr(0, buffer_.size() - 1));
    buffer_.erase(0, buffer_.size() - 1);
  }

  void flush() { sink_.write(buffer_); }

  detail::Sink& sink_;
  std::string buffer_;
};

}  // namespace

void write_html(detail::Sink& sink, const Selection& selection) {
  sink.write(page_before_data);
  DataWriter(sink).write(selection);
  sink.write(page_after_data);
}

}  // namespace parapet::report
