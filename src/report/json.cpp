#include "report/json.hpp"

namespace parapet::report {

using detail::JsonWriter;
using guardrails::Result;

void write_member(JsonWriter& out, std::string_view name, std::string_view text) {
  out.key(name);
  out.string(text);
}

void write_texts(JsonWriter& out, const std::vector<std::string>& texts) {
  out.begin_array();
  for (const std::string& text : texts) {
    out.element();
    out.string(text);
  }
  out.end_array();
}

void write_sources(JsonWriter& out, guardrails::Span<guardrails::Source> sources) {
  out.begin_object();
  for (const guardrails::Source& source : sources) {
    out.key(source.tool);
    out.begin_array();
    for (const std::string_view id : source.ids) {
      out.element();
      out.string(id);
    }
    out.end_array();
  }
  out.end_object();
}

namespace {

void write_optional(JsonWriter& out, std::string_view name, std::string_view text) {
  out.key(name);
  if (text.empty()) {
    out.null();
  } else {
    out.string(text);
  }
}

void write_location(JsonWriter& out, const DocumentBlock& block) {
  out.key("location");
  if (block.file.empty()) return out.null();
  out.begin_object();
  write_member(out, "file", block.file);
  out.key("line");
  if (block.line == 0) {
    out.null();
  } else {
    out.natural(block.line);
  }
  out.end_object();
}

void write_result(JsonWriter& out, const Result& result) {
  out.begin_object();
  write_member(out, "requirement", result.requirement->id);
  write_member(out, "stack", result.stack);
  write_member(out, "address", result.block->address);
  write_optional(out, "construct", result.block->path);
  write_optional(out, "path", result.attribute_path);
  write_optional(out, "value", result.value);
  write_member(out, "status", text_of(result.status));
  write_member(out, "severity", text_of(result.requirement->severity));
  write_member(out, "level", text_of(result.level));
  write_optional(out, "exception", result.exception);
  write_optional(out, "note", result.note);
  out.key("sources");
  write_sources(out, result.requirement->sources);
  write_location(out, *result.block);
  out.end_object();
}

void write_count(JsonWriter& out, std::string_view name, std::size_t count) {
  out.key(name);
  out.natural(count);
}

}  // namespace

void write_json(detail::Sink& sink, const Selection& selection) {
  JsonWriter out(sink);
  out.begin_object();
  out.key("results");
  out.begin_array();
  for (const Result* result : selection.results) {
    out.element();
    write_result(out, *result);
  }
  out.end_array();
  out.key("totals");
  out.begin_object();
  for (const guardrails::Status status : all_statuses)
    write_count(out, text_of(status), selection.totals[static_cast<std::size_t>(status)]);
  out.end_object();
  write_count(out, "refused", selection.refused);
  write_count(out, "warned", selection.warned);
  write_count(out, "left_out", selection.left_out);
  out.key("measures");
  write_texts(out, selection.report->measures);
  out.key("notes");
  write_texts(out, selection.report->notes);
  write_optional(out, "contact", selection.contact);
  out.end_object();
  out.finish();
}

}  // namespace parapet::report
