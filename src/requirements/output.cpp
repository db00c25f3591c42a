#include "requirements/output.hpp"

#include <algorithm>
#include <array>

namespace parapet::requirements {

namespace {

using detail::JsonWriter;

using OutcomeCounts = std::array<std::size_t, outcome_count>;

OutcomeCounts counts_of_checks(const Generated& generated) {
  OutcomeCounts counts{};
  for (const AccountedCheck& check : generated.checks) ++counts[static_cast<std::size_t>(check.outcome)];
  return counts;
}

OutcomeCounts counts_of_parts(const Generated& generated) {
  OutcomeCounts counts{};
  for (const AccountedCheck& check : generated.checks) {
    for (const Part& part : check.parts) ++counts[static_cast<std::size_t>(part.outcome)];
  }
  return counts;
}

void write_text(JsonWriter& out, std::string_view key, std::string_view text) {
  out.key(key);
  out.string(text);
}

void write_text_if_any(JsonWriter& out, std::string_view key, std::string_view text) {
  if (!text.empty()) write_text(out, key, text);
}

void write_number(JsonWriter& out, std::string_view key, std::uint64_t number) {
  out.key(key);
  out.natural(number);
}

/// An array with one element for each of the things.
template <class Things, class Write>
void write_array(JsonWriter& out, std::string_view key, const Things& things, const Write& write) {
  out.key(key);
  out.begin_array();
  for (const auto& thing : things) {
    out.element();
    write(thing);
  }
  out.end_array();
}

void write_strings(JsonWriter& out, std::string_view key, const std::vector<std::string>& texts) {
  write_array(out, key, texts, [&](const std::string& text) { out.string(text); });
}

void write_counts(JsonWriter& out, std::string_view key, std::string_view all, const OutcomeCounts& counts) {
  out.key(key);
  out.begin_object();
  std::size_t total = 0;
  for (const std::size_t count : counts) total += count;
  write_number(out, all, total);
  for (std::size_t i = 0; i < outcome_count; ++i) write_number(out, text_of(static_cast<Outcome>(i)), counts[i]);
  out.end_object();
}

void write_part(JsonWriter& out, const Part& part) {
  out.begin_object();
  write_text(out, "outcome", text_of(part.outcome));
  write_text_if_any(out, "resource", part.resource);
  write_text_if_any(out, "path", part.path);
  write_text_if_any(out, "requirement", part.requirement);
  write_text_if_any(out, "service", part.service);
  write_text_if_any(out, "fact", part.fact);
  write_text_if_any(out, "why", part.why);
  write_text_if_any(out, "note", part.note);
  out.end_object();
}

void write_check(JsonWriter& out, const AccountedCheck& check) {
  out.begin_object();
  write_text(out, "source", check.check->source);
  write_text(out, "id", check.check->id);
  write_text(out, "outcome", text_of(check.outcome));
  write_array(out, "parts", check.parts, [&](const Part& part) { write_part(out, part); });
  out.end_object();
}

std::string_view origin_of(const GeneratedRequirement& requirement) {
  if (requirement.draft) return "draft";
  return requirement.checks.empty() ? "catalog alone" : "catalog";
}

void write_origin(JsonWriter& out, const GeneratedRequirement& requirement) {
  std::vector<std::string> checks;
  for (const SourceCheck* check : requirement.checks) checks.push_back(check->source + " " + check->id);
  std::sort(checks.begin(), checks.end());
  out.begin_object();
  write_text(out, "ID", requirement.id);
  write_text(out, "from", origin_of(requirement));
  write_text_if_any(out, "written_by", requirement.written_by);
  write_strings(out, "checks", checks);
  out.end_object();
}

void write_gap(JsonWriter& out, const Gap& gap) {
  out.begin_object();
  write_text(out, "source", gap.source);
  write_text(out, "id", gap.id);
  write_text(out, "service", gap.service);
  write_text_if_any(out, "resource", gap.resource);
  write_strings(out, "attributes", gap.attributes);
  write_text_if_any(out, "refused", gap.refused);
  out.end_object();
}

void write_drafting(JsonWriter& out, const DraftingAccount& account) {
  out.key("drafting");
  out.begin_object();
  write_text(out, "model", account.by);
  write_number(out, "drafts", account.drafts);
  write_number(out, "refused", account.refused);
  write_number(out, "requests", account.requests);
  write_number(out, "retries", account.retries);
  write_number(out, "tokens_read", account.tokens_read);
  write_number(out, "tokens_written", account.tokens_written);
  write_number(out, "tokens_unanswered", account.tokens_unanswered);
  write_text_if_any(out, "stopped", account.stopped);
  write_strings(out, "notes", account.notes);
  out.end_object();
}

void write_dropped(JsonWriter& out, const DroppedRequirement& dropped) {
  out.begin_object();
  write_text(out, "ID", dropped.id);
  write_text(out, "fact", dropped.fact->id);
  write_text(out, "statement", dropped.fact->statement);
  write_text(out, "why", dropped.fact->why);
  out.end_object();
}

void write_source(JsonWriter& out, const Source& source) {
  out.begin_object();
  write_text(out, "source", source.name);
  write_text_if_any(out, "version", source.version);
  write_number(out, "checks", source.checks.size());
  out.end_object();
}

std::size_t count_from(const Generated& generated, std::string_view origin) {
  return static_cast<std::size_t>(std::count_if(generated.requirements.begin(), generated.requirements.end(),
                                                [&](const auto& r) { return origin_of(r) == origin; }));
}

std::string reason_of(const Gap& gap) {
  const std::string note = gap.note.empty() ? "" : gap.note + "; ";
  if (gap.refused.empty()) return note + "needs a person or --draft";
  return note + "no draft: " + gap.refused + "; needs a person";
}

}  // namespace

void write_requirements(detail::Sink& sink, const std::vector<GeneratedRequirement>& requirements,
                        std::string_view service) {
  JsonWriter out(sink);
  out.begin_array();
  for (const GeneratedRequirement& requirement : requirements) {
    if (!service.empty() && service_of_id(requirement.id) != service) continue;
    out.element();
    out.begin_object();
    write_text(out, "ID", requirement.id);
    write_text(out, "name", requirement.name);
    write_text(out, "description", requirement.description);
    write_text(out, "cloudProvider", requirement.cloud_provider);
    write_text(out, "domain", requirement.domain);
    out.end_object();
  }
  out.end_array();
  out.finish();
}

void write_generation_report(detail::Sink& sink, const Generated& generated, const std::vector<Source>& sources) {
  JsonWriter out(sink);
  out.begin_object();
  write_array(out, "services", generated.services, [&](const std::string& service) { out.string(service); });
  write_array(out, "sources", sources, [&](const Source& source) { write_source(out, source); });
  write_counts(out, "totals", "checks", counts_of_checks(generated));
  write_counts(out, "parts", "parts", counts_of_parts(generated));
  write_array(out, "requirements", generated.requirements, [&](const auto& some) { write_origin(out, some); });
  write_array(out, "dropped", generated.dropped, [&](const auto& some) { write_dropped(out, some); });
  write_array(out, "gaps", generated.gaps, [&](const Gap& gap) { write_gap(out, gap); });
  if (generated.drafting) write_drafting(out, *generated.drafting);
  write_array(out, "checks", generated.checks, [&](const AccountedCheck& check) { write_check(out, check); });
  write_strings(out, "notes", generated.notes);
  out.end_object();
  out.finish();
}

void write_generation_summary(detail::Sink& sink, const Generated& generated) {
  const auto line = [&](const std::string& text) { sink.write(text + "\n"); };
  line(std::to_string(generated.requirements.size()) +
       " requirements: " + std::to_string(count_from(generated, "catalog")) + " that checks ask for, " +
       std::to_string(count_from(generated, "catalog alone")) + " from the catalog alone, " +
       std::to_string(count_from(generated, "draft")) + " drafts");
  const OutcomeCounts counts = counts_of_checks(generated);
  std::string text = std::to_string(generated.checks.size()) + " checks:";
  for (std::size_t i = 0; i < outcome_count; ++i) {
    std::string name(text_of(static_cast<Outcome>(i)));
    std::replace(name.begin(), name.end(), '_', ' ');
    text += (i == 0 ? " " : ", ") + std::to_string(counts[i]) + " " + name;
  }
  line(text);
  for (const DroppedRequirement& dropped : generated.dropped)
    line("dropped " + dropped.id + ": " + dropped.fact->id + ": " + dropped.fact->why);
  for (const GeneratedRequirement& requirement : generated.requirements) {
    const std::string by = requirement.written_by.empty() ? "" : " by " + requirement.written_by;
    if (requirement.draft) line("draft " + requirement.id + by + ", to be reviewed: " + requirement.name);
  }
  for (const Gap& gap : generated.gaps)
    line("no requirement for " + gap.source + " " + gap.id + " (" + gap.service + "): " + reason_of(gap));
  for (const std::string& note : generated.notes) line("note: " + note);
}

}  // namespace parapet::requirements
