#include "report/explanation.hpp"

#include "report/condition_text.hpp"
#include "report/example.hpp"
#include "report/json.hpp"
#include "report/selection.hpp"

namespace parapet::report {

using namespace guardrails;
using detail::JsonWriter;

namespace {

constexpr std::size_t label_width = 12;

std::string_view unset_word(Unset unset) {
  return unset == Unset::pass ? "pass" : unset == Unset::unknown ? "unknown" : "fail";
}

std::string default_text(const Default& fill) {
  const std::string value = fill.input.empty() ? literal_text(fill.value)
                                               : "`" + std::string(fill.input) + "` of the stack's SecurityContext";
  return "`" + std::string(fill.path.text) + "` = " + value;
}

class ExplanationWriter {
 public:
  explicit ExplanationWriter(detail::Sink& sink) : sink_(sink) {}

  void write(const Requirement& requirement) {
    line(std::string(requirement.id) + " " + std::string(requirement.name));
    line("");
    field("why", requirement.description);
    if (requirement.when != nullptr) fields("applies if", condition_text(*requirement.when));
    fields("required", condition_text(*requirement.require));
    field("unset", unset_word(requirement.unset));
    field("fix", requirement.fix);
    std::vector<std::string> defaults;
    for (const Default& fill : requirement.defaults) defaults.push_back(default_text(fill));
    fields("filled in", defaults);
    field("resource", requirement.resource);
    field("severity", text_of(requirement.severity));
    field("tier", text_of(requirement.tier));
    field("level", text_of(requirement.level));
    field("domain", requirement.domain);
    field("cloud", requirement.cloud_provider);
    field("since", requirement.since);
    field("until", requirement.until);
    fields("sources", sections(requirement.sources));
    fields("compliance", sections(requirement.compliance));
    example(requirement);
  }

  void overview(std::string_view type, const std::vector<const Requirement*>& requirements) {
    line(std::string(type) + ": " + std::to_string(requirements.size()) +
         (requirements.size() == 1 ? " requirement" : " requirements"));
    line("");
    for (const Requirement* requirement : requirements)
      line(std::string(requirement->id) + "  " + padded(text_of(requirement->severity), 9) +
           padded(text_of(requirement->tier), 10) + std::string(requirement->name));
    std::vector<std::string> defaults;
    for (const Requirement* requirement : requirements) {
      for (const Default& fill : requirement->defaults)
        defaults.push_back(default_text(fill) + " (" + std::string(requirement->id) + ")");
    }
    if (defaults.empty()) return;
    line("");
    line("The secure template fills in, where nothing is set:");
    for (const std::string& text : defaults) line("  " + text);
  }

 private:
  static std::string padded(std::string_view text, std::size_t width) {
    std::string result(text);
    result.resize(std::max(width, text.size() + 1), ' ');
    return result;
  }

  void line(std::string_view text) {
    sink_.write(text);
    sink_.write("\n");
  }

  void field(std::string_view label, std::string_view text) {
    if (!text.empty()) line(padded(label, label_width) + std::string(text));
  }

  void fields(std::string_view label, const std::vector<std::string>& texts) {
    for (const std::string& text : texts) {
      field(label, text);
      label = "";
    }
  }

  static std::vector<std::string> sections(Span<Source> sources) {
    std::vector<std::string> texts;
    for (const Source& source : sources) {
      std::string text(source.tool);
      for (const std::string_view id : source.ids)
        text += (text.size() == source.tool.size() ? " " : ", ") + std::string(id);
      texts.push_back(std::move(text));
    }
    return texts;
  }

  void example(const Requirement& requirement) {
    const std::string text = example_of(requirement);
    if (text.empty()) return;
    line("");
    line("What meets it, without what it is not about:");
    line(text);
  }

  detail::Sink& sink_;
};

void write_lines(JsonWriter& out, std::string_view name, const Condition* condition) {
  out.key(name);
  if (condition == nullptr) return out.null();
  write_texts(out, condition_text(*condition));
}

void write_default(JsonWriter& out, const Default& fill) {
  out.begin_object();
  write_member(out, "path", fill.path.text);
  if (fill.input.empty()) {
    out.key("value");
    out.raw(literal_text(fill.value));
  } else {
    write_member(out, "input", fill.input);
  }
  out.end_object();
}

void write_requirement(JsonWriter& out, const Requirement& requirement) {
  out.begin_object();
  write_member(out, "ID", requirement.id);
  write_member(out, "name", requirement.name);
  write_member(out, "description", requirement.description);
  write_member(out, "cloudProvider", requirement.cloud_provider);
  write_member(out, "domain", requirement.domain);
  write_member(out, "severity", text_of(requirement.severity));
  write_member(out, "tier", text_of(requirement.tier));
  write_member(out, "level", text_of(requirement.level));
  write_member(out, "resource", requirement.resource);
  write_lines(out, "when", requirement.when);
  write_lines(out, "require", requirement.require);
  write_member(out, "unset", unset_word(requirement.unset));
  out.key("defaults");
  out.begin_array();
  for (const Default& fill : requirement.defaults) {
    out.element();
    write_default(out, fill);
  }
  out.end_array();
  write_member(out, "fix", requirement.fix);
  out.key("sources");
  write_sources(out, requirement.sources);
  out.key("compliance");
  write_sources(out, requirement.compliance);
  const std::string example = example_of(requirement);
  out.key("example");
  if (example.empty()) {
    out.null();
  } else {
    out.string(example);
  }
  out.end_object();
}

}  // namespace

void write_explanation(detail::Sink& sink, const Requirement& requirement) {
  ExplanationWriter(sink).write(requirement);
}

void write_overview(detail::Sink& sink, std::string_view type, const std::vector<const Requirement*>& requirements) {
  ExplanationWriter(sink).overview(type, requirements);
}

void write_explanation_json(detail::Sink& sink, const Requirement& requirement) {
  JsonWriter out(sink);
  write_requirement(out, requirement);
  out.finish();
}

void write_overview_json(detail::Sink& sink, const std::vector<const Requirement*>& requirements) {
  JsonWriter out(sink);
  out.begin_array();
  for (const Requirement* requirement : requirements) {
    out.element();
    write_requirement(out, *requirement);
  }
  out.end_array();
  out.finish();
}

}  // namespace parapet::report
