#include "requirements/lint_report.hpp"

#include <algorithm>
#include <numeric>

namespace parapet::requirements {

using detail::JsonWriter;

namespace {

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
  return std::to_string(count) + " " + std::string(count == 1 ? one : many);
}

void write_entry(JsonWriter& out, std::string_view name, std::string_view text) {
  out.key(name);
  out.string(text);
}

void write_entry(JsonWriter& out, std::string_view name, std::size_t count) {
  out.key(name);
  out.natural(count);
}

void write_complaint(JsonWriter& out, const std::string& file, const Complaint& complaint) {
  out.begin_object();
  write_entry(out, "file", file);
  write_entry(out, "line", complaint.line);
  write_entry(out, "column", complaint.column);
  write_entry(out, "pointer", complaint.pointer);
  write_entry(out, "rule", complaint.rule);
  write_entry(out, "message", complaint.message);
  write_entry(out, "suggestion", complaint.suggestion);
  out.end_object();
}

template <class Write>
void write_each(JsonWriter& out, const LintReport& report, Write write) {
  out.begin_array();
  for (const LintedFile& file : report.files) {
    for (const Complaint& complaint : file.complaints) {
      out.element();
      write(out, file.file, complaint);
    }
  }
  out.end_array();
}

void write_message(JsonWriter& out, std::string_view name, std::string_view text) {
  out.key(name);
  out.begin_object();
  write_entry(out, "text", text);
  out.end_object();
}

/// A path as a URI reference.
std::string uri_of_file(std::string_view path) {
  static constexpr std::string_view plain = "-._~/";
  static constexpr char digits[] = "0123456789ABCDEF";
  std::string uri(path.starts_with('/') ? "file://" : "");
  for (const char c : path) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (letter || plain.find(c) != std::string_view::npos) {
      uri += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      uri += {'%', digits[byte >> 4], digits[byte & 15]};
    }
  }
  return uri;
}

void write_sarif_result(JsonWriter& out, const std::string& file, const Complaint& complaint) {
  out.begin_object();
  write_entry(out, "ruleId", complaint.rule);
  write_entry(out, "level", std::string_view("error"));
  write_message(out, "message", complaint.message + ". " + complaint.suggestion);
  out.key("locations");
  out.begin_array();
  out.element();
  out.begin_object();
  out.key("physicalLocation");
  out.begin_object();
  out.key("artifactLocation");
  out.begin_object();
  write_entry(out, "uri", uri_of_file(file));
  out.end_object();
  out.key("region");
  out.begin_object();
  write_entry(out, "startLine", complaint.line);
  write_entry(out, "startColumn", complaint.column);
  out.end_object();
  out.end_object();
  out.end_object();
  out.end_array();
  out.end_object();
}

void write_sarif_tool(JsonWriter& out, std::string_view version) {
  out.key("tool");
  out.begin_object();
  out.key("driver");
  out.begin_object();
  write_entry(out, "name", std::string_view("parapet requirements lint"));
  write_entry(out, "semanticVersion", version);
  out.key("rules");
  out.begin_array();
  for (const LintRule& rule : lint_rules()) {
    out.element();
    out.begin_object();
    write_entry(out, "id", rule.name);
    write_message(out, "shortDescription", rule.explanation);
    out.end_object();
  }
  out.end_array();
  out.end_object();
  out.end_object();
}

}  // namespace

std::size_t LintReport::complaints() const {
  return std::accumulate(files.begin(), files.end(), std::size_t{0},
                         [](std::size_t sum, const LintedFile& file) { return sum + file.complaints.size(); });
}

void write_lint_text(detail::Sink& sink, const LintReport& report) {
  for (const LintedFile& file : report.files) {
    for (const Complaint& complaint : file.complaints) {
      sink.write(file.file + ":" + std::to_string(complaint.line) + ":" + std::to_string(complaint.column) + ": " +
                 complaint.rule + ": " + complaint.message + "\n    " + complaint.suggestion + "\n");
    }
  }
  sink.write(counted(report.records, "requirement", "requirements") + ", " +
             counted(report.complaints(), "complaint", "complaints") + "\n");
}

void write_lint_json(detail::Sink& sink, const LintReport& report) {
  JsonWriter out(sink);
  out.begin_object();
  write_entry(out, "requirements", report.records);
  out.key("complaints");
  write_each(out, report, write_complaint);
  out.end_object();
  out.finish();
}

void write_lint_sarif(detail::Sink& sink, const LintReport& report, std::string_view version) {
  JsonWriter out(sink);
  out.begin_object();
  write_entry(
      out, "$schema",
      std::string_view("https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"));
  write_entry(out, "version", std::string_view("2.1.0"));
  out.key("runs");
  out.begin_array();
  out.element();
  out.begin_object();
  write_sarif_tool(out, version);
  write_entry(out, "columnKind", std::string_view("unicodeCodePoints"));
  out.key("results");
  write_each(out, report, write_sarif_result);
  out.end_object();
  out.end_array();
  out.end_object();
  out.finish();
}

void write_lint_rules(detail::Sink& sink) {
  std::size_t widest = 0;
  for (const LintRule& rule : lint_rules()) widest = std::max(widest, rule.name.size());
  for (const LintRule& rule : lint_rules()) {
    sink.write(std::string(rule.name) + std::string(widest + 2 - rule.name.size(), ' ') +
               std::string(rule.explanation) + "\n");
  }
}

}  // namespace parapet::requirements
