#include "report/junit.hpp"

#include <map>

namespace parapet::report {

using guardrails::Result;
using guardrails::Status;

namespace {

/// Text inside an element or attribute. XML 1.0 has no way to write most control characters.
std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    switch (c) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '"':
        result += "&quot;";
        break;
      case '\n':
      case '\r':
      case '\t':
        result += "&#" + std::to_string(static_cast<int>(c)) + ";";
        break;
      default:
        result += static_cast<unsigned char>(c) < 0x20 ? "\xEF\xBF\xBD" : std::string(1, c);
    }
  }
  return result;
}

std::string attribute(std::string_view name, std::string_view value) {
  return " " + std::string(name) + "=\"" + escaped(value) + "\"";
}

struct Suite {
  std::vector<const Result*> results;
  std::size_t failures = 0;
  std::size_t skipped = 0;
};

bool is_skipped(const Result& result) {
  return result.status == Status::excepted || result.status == Status::not_applicable;
}

std::string counts(std::string_view name, std::size_t tests, std::size_t failures, std::size_t skipped) {
  return attribute("name", name) + attribute("tests", std::to_string(tests)) +
         attribute("failures", std::to_string(failures)) + attribute("errors", "0") +
         attribute("skipped", std::to_string(skipped));
}

class JunitWriter {
 public:
  JunitWriter(detail::Sink& sink, const Selection& selection) : sink_(sink), selection_(selection) {
    for (const Result* result : selection.results) {
      Suite& suite = suites_[result->stack];
      suite.results.push_back(result);
      suite.failures += refuses(*result) ? 1 : 0;
      suite.skipped += is_skipped(*result) ? 1 : 0;
    }
  }

  void write() {
    std::size_t failures = 0, skipped = 0;
    for (const auto& [stack, suite] : suites_) {
      failures += suite.failures;
      skipped += suite.skipped;
    }
    sink_.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites" +
                counts("parapet", selection_.results.size(), failures, skipped) + ">\n");
    for (const auto& [stack, suite] : suites_) write_suite(stack, suite);
    sink_.write("</testsuites>\n");
  }

 private:
  void write_suite(std::string_view stack, const Suite& suite) {
    sink_.write("  <testsuite" + counts(stack, suite.results.size(), suite.failures, suite.skipped) + ">\n");
    for (const Result* result : suite.results) write_case(*result);
    std::string notes;
    for (const std::vector<std::string>* some : {&selection_.report->measures, &selection_.report->notes}) {
      for (const std::string& note : *some) notes += escaped(note + "\n");
    }
    if (!notes.empty()) sink_.write("    <system-out>" + notes + "</system-out>\n");
    sink_.write("  </testsuite>\n");
  }

  void write_case(const Result& result) {
    const DocumentBlock& block = *result.block;
    std::string text =
        "    <testcase" + attribute("classname", std::string(result.stack) + "." + std::string(block.address)) +
        attribute("name", std::string(result.requirement->id) + " " + std::string(result.requirement->name));
    if (!block.file.empty()) text += attribute("file", block.file);
    if (block.line != 0) text += attribute("line", std::to_string(block.line));
    sink_.write(text);
    const std::string inside = content(result);
    sink_.write(inside.empty() ? "/>\n" : ">\n      " + inside + "\n    </testcase>\n");
  }

  std::string content(const Result& result) const {
    if (result.status == Status::pass) return {};
    if (is_skipped(result))
      return "<skipped" +
             attribute("message", result.status == Status::excepted ? "excepted: " + result.note : "not applicable") +
             "/>";
    const std::string text = escaped(describe(violation_of(result, selection_.contact)));
    if (!refuses(result)) return "<system-out>warning: " + text + "</system-out>";
    return "<failure" + attribute("type", text_of(result.status)) + attribute("message", finding_of(result)) + ">" +
           text + "</failure>";
  }

  detail::Sink& sink_;
  const Selection& selection_;
  std::map<std::string_view, Suite> suites_;
};

}  // namespace

void write_junit(detail::Sink& sink, const Selection& selection) { JunitWriter(sink, selection).write(); }

}  // namespace parapet::report
