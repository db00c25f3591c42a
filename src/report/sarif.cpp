#include "report/sarif.hpp"

#include <map>

#include "core/md5.hpp"
#include "report/json.hpp"

namespace parapet::report {

using detail::JsonWriter;
using guardrails::Requirement;
using guardrails::Result;
using guardrails::Severity;
using guardrails::Status;

namespace {

/// The scale that GitHub reads `security-severity` on: above 9 critical, above 7 high, above 4 medium.
std::string_view score_of(Severity severity) {
  static constexpr std::string_view scores[] = {"3.0", "5.5", "8.0", "9.5"};
  return scores[static_cast<unsigned>(severity)];
}

std::string_view level_of(guardrails::Level level) { return level == guardrails::Level::refuse ? "error" : "warning"; }

/// A path as a URI reference.
std::string uri_of(std::string_view path) {
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

/// The same finding keeps it when lines move or other findings come and go.
std::string fingerprint_of(const Result& result) {
  detail::Md5 md5;
  for (const std::string_view part :
       {result.requirement->id, result.stack, result.block->address, std::string_view(result.attribute_path)}) {
    md5.add(part);
    md5.add(std::string_view("\n"));
  }
  return md5.hex();
}

class SarifWriter {
 public:
  SarifWriter(detail::Sink& sink, const Selection& selection) : out_(sink), selection_(selection) {
    for (const Result* result : selection.results) {
      if (is_reported(*result)) rules_.emplace(result->requirement->id, Rule{result->requirement});
    }
    std::size_t position = 0;
    for (auto& [id, rule] : rules_) rule.position = position++;
  }

  void write() {
    out_.begin_object();
    member("$schema", "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json");
    member("version", "2.1.0");
    out_.key("runs");
    out_.begin_array();
    out_.element();
    run();
    out_.end_array();
    out_.end_object();
    out_.finish();
  }

 private:
  struct Rule {
    const Requirement* requirement = nullptr;
    std::size_t position = 0;
  };

  static bool is_reported(const Result& result) { return is_open(result) || result.status == Status::excepted; }

  void member(std::string_view name, std::string_view text) { write_member(out_, name, text); }

  void message(std::string_view name, std::string_view text) {
    out_.key(name);
    out_.begin_object();
    member("text", text);
    out_.end_object();
  }

  void run() {
    out_.begin_object();
    out_.key("tool");
    out_.begin_object();
    out_.key("driver");
    out_.begin_object();
    member("name", "parapet");
    member("semanticVersion", PARAPET_VERSION);
    out_.key("rules");
    out_.begin_array();
    for (const auto& [id, rule] : rules_) {
      out_.element();
      describe_rule(*rule.requirement);
    }
    out_.end_array();
    out_.end_object();
    out_.end_object();
    member("columnKind", "utf16CodeUnits");
    out_.key("results");
    out_.begin_array();
    for (const Result* result : selection_.results) {
      if (!is_reported(*result)) continue;
      out_.element();
      describe_result(*result);
    }
    out_.end_array();
    run_properties();
    out_.end_object();
  }

  void run_properties() {
    out_.key("properties");
    out_.begin_object();
    out_.key("measures");
    write_texts(out_, selection_.report->measures);
    out_.key("notes");
    write_texts(out_, selection_.report->notes);
    out_.end_object();
  }

  void describe_rule(const Requirement& requirement) {
    out_.begin_object();
    member("id", requirement.id);
    message("shortDescription", requirement.name);
    message("fullDescription", requirement.description);
    out_.key("help");
    out_.begin_object();
    const std::string help = std::string(requirement.description) + "\n\nFix: " + std::string(requirement.fix);
    member("text", help);
    member("markdown", help);
    out_.end_object();
    out_.key("defaultConfiguration");
    out_.begin_object();
    member("level", level_of(requirement.level));
    out_.end_object();
    rule_properties(requirement);
    out_.end_object();
  }

  void rule_properties(const Requirement& requirement) {
    out_.key("properties");
    out_.begin_object();
    member("security-severity", score_of(requirement.severity));
    member("severity", text_of(requirement.severity));
    out_.key("tags");
    write_texts(out_, {"security", std::string(requirement.domain), std::string(service_of(requirement))});
    out_.key("sources");
    write_sources(out_, requirement.sources);
    out_.key("compliance");
    write_sources(out_, requirement.compliance);
    out_.end_object();
  }

  void describe_result(const Result& result) {
    const std::string& remedy = std::string(result.requirement->fix);
    out_.begin_object();
    member("ruleId", result.requirement->id);
    out_.key("ruleIndex");
    out_.natural(rules_.at(result.requirement->id).position);
    member("kind", "fail");
    member("level", level_of(result.level));
    message("message", std::string(result.block->address) + " in " + std::string(result.stack) + ": " +
                           finding_of(result) + ". " + std::string(result.requirement->name) + " " + remedy);
    locations(*result.block);
    out_.key("partialFingerprints");
    out_.begin_object();
    member("parapet/v1", fingerprint_of(result));
    out_.end_object();
    if (result.status == Status::excepted) suppression(result);
    result_properties(result);
    out_.end_object();
  }

  void locations(const DocumentBlock& block) {
    out_.key("locations");
    out_.begin_array();
    out_.element();
    out_.begin_object();
    if (!block.file.empty()) physical_location(block);
    out_.key("logicalLocations");
    out_.begin_array();
    out_.element();
    out_.begin_object();
    member("fullyQualifiedName", block.path.empty() ? block.address : block.path);
    member("kind", "resource");
    out_.end_object();
    out_.end_array();
    out_.end_object();
    out_.end_array();
  }

  void physical_location(const DocumentBlock& block) {
    out_.key("physicalLocation");
    out_.begin_object();
    out_.key("artifactLocation");
    out_.begin_object();
    member("uri", uri_of(block.file));
    out_.end_object();
    if (block.line != 0) {
      out_.key("region");
      out_.begin_object();
      out_.key("startLine");
      out_.natural(block.line);
      out_.end_object();
    }
    out_.end_object();
  }

  void suppression(const Result& result) {
    out_.key("suppressions");
    out_.begin_array();
    out_.element();
    out_.begin_object();
    member("kind", "external");
    member("status", "accepted");
    member("justification", result.note);
    out_.end_object();
    out_.end_array();
  }

  void result_properties(const Result& result) {
    out_.key("properties");
    out_.begin_object();
    member("status", text_of(result.status));
    member("stack", result.stack);
    member("address", result.block->address);
    member("path", result.attribute_path);
    member("value", result.value);
    if (!result.note.empty()) member("note", result.note);
    out_.end_object();
  }

  JsonWriter out_;
  const Selection& selection_;
  std::map<std::string_view, Rule> rules_;
};

}  // namespace

void write_sarif(detail::Sink& sink, const Selection& selection) { SarifWriter(sink, selection).write(); }

}  // namespace parapet::report
