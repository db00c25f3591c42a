#include "report/text.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace parapet::report {

using guardrails::Result;
using guardrails::Severity;
using guardrails::Status;

namespace {

constexpr std::string_view red = "31", yellow = "33", green = "32", bold = "1";

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
  return std::to_string(count) + " " + std::string(count == 1 ? one : many);
}

/// Names come from documents that anybody wrote; they must not drive the terminal or add lines to the report.
std::string printable(std::string_view text) {
  std::string result;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    result += byte < 0x20 || byte == 0x7F ? "?" : std::string(1, c);
  }
  return result;
}

class TextReport {
 public:
  TextReport(detail::Sink& sink, const Selection& selection, const TextOptions& options)
      : sink_(sink), selection_(selection), options_(options) {}

  void write() {
    bool first = true;
    for (const auto& [place, results] : groups()) {
      if (!std::exchange(first, false)) line("");
      line(painted(printable(place.first) + ", " + std::string(text_of(severity_at(place.second))), bold));
      for (const Result* result : results) finding(*result);
    }
    summary();
  }

 private:
  /// Stack, and severity with the worst first.
  using Place = std::pair<std::string_view, int>;
  using Groups = std::map<Place, std::vector<const Result*>>;

  static Severity severity_at(int position) { return static_cast<Severity>(-position); }

  Groups groups() const {
    Groups groups;
    for (const Result* result : selection_.results) {
      const bool shown = options_.quiet ? refuses(*result) : is_open(*result) || result->status == Status::excepted;
      if (shown) groups[{result->stack, -static_cast<int>(result->requirement->severity)}].push_back(result);
    }
    for (auto& [place, results] : groups)
      std::stable_sort(results.begin(), results.end(),
                       [](const Result* a, const Result* b) { return order(*a) < order(*b); });
    return groups;
  }

  static int order(const Result& result) { return refuses(result) ? 0 : is_open(result) ? 1 : 2; }

  void finding(const Result& result) {
    const int kind = order(result);
    const std::string word = kind == 0 ? painted("refused", red) : kind == 1 ? painted("warning", yellow) : "excepted";
    Violation violation = violation_of(result, selection_.contact);
    for (std::string* text : {&violation.address, &violation.construct_path, &violation.attribute_path,
                              &violation.value, &violation.file, &violation.note})
      *text = printable(*text);
    // It is the same for all of them and stands in the summary.
    violation.contact.clear();
    line("");
    line(word + " " + describe(violation));
  }

  void summary() {
    if (!groups().empty()) line("");
    for (const std::string& measure : selection_.report->measures) line(painted("weakened", yellow) + " " + measure);
    for (const std::string& note : selection_.report->notes) line(painted("note", yellow) + " " + note);
    line(painted(totals(), selection_.refused > 0 ? red : green));
    if (selection_.left_out > 0)
      line(counted(selection_.left_out, "result is", "results are") + " not shown by the filter");
    if (selection_.refused > 0 && !selection_.contact.empty()) line("ask: " + selection_.contact);
  }

  std::string totals() const {
    const auto total = [this](Status status) { return selection_.totals[static_cast<std::size_t>(status)]; };
    std::set<const DocumentBlock*> resources;
    for (const Result* result : selection_.results) resources.insert(result->block);
    return std::to_string(total(Status::fail)) + " failed, " + std::to_string(total(Status::unknown)) + " unknown, " +
           std::to_string(total(Status::excepted)) + " excepted, " + std::to_string(total(Status::pass)) + " passed, " +
           std::to_string(total(Status::not_applicable)) +
           " not applicable: " + counted(selection_.results.size(), "result", "results") + " for " +
           counted(resources.size(), "resource", "resources") + "; " +
           (selection_.refused == 0 ? "nothing is refused" : std::to_string(selection_.refused) + " refused");
  }

  std::string painted(std::string text, std::string_view colour) const {
    if (!options_.colour) return text;
    return "\x1b[" + std::string(colour) + "m" + text + "\x1b[0m";
  }

  void line(std::string_view text) {
    sink_.write(text);
    sink_.write("\n");
  }

  detail::Sink& sink_;
  const Selection& selection_;
  const TextOptions& options_;
};

}  // namespace

void write_text(detail::Sink& sink, const Selection& selection, const TextOptions& options) {
  TextReport(sink, selection, options).write();
}

}  // namespace parapet::report
