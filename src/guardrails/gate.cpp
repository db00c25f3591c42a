#include "guardrails/tier.hpp"
#include "parapet/guardrails/settings.hpp"

namespace parapet::guardrails {

namespace {

std::string sentence(const Result& result, std::string_view what) {
  std::string text(result.requirement->id);
  text += " " + std::string(what) + " " +
          std::string(result.block->path.empty() ? result.block->address : result.block->path);
  if (!result.attribute_path.empty()) text += ": `" + result.attribute_path + "` is " + result.value;
  if (!result.note.empty()) text += "; " + result.note;
  return text;
}

void add_notes(const Report& report, std::vector<std::string>& notes) {
  for (const Result& result : report.results) {
    if (result.status == Status::excepted) {
      notes.push_back(sentence(result, "is excepted for"));
    } else if (is_open(result) && !refuses(result)) {
      notes.push_back(sentence(result, "warns of"));
    }
  }
  notes.insert(notes.end(), report.measures.begin(), report.measures.end());
  notes.insert(notes.end(), report.notes.begin(), report.notes.end());
}

/// `parapet check` judges the written files later and has no program to ask for the tier.
void write_tiers(const std::vector<Document>& documents) {
  for (const Document& document : documents) {
    if (document.element() == nullptr) continue;
    Node stack(const_cast<detail::Element*>(document.element()));
    stack.add_metadata(tier_key, Str(std::string(text_of(tier_of(document, Tier::baseline)))));
  }
}

}  // namespace

void gate(const std::vector<Document>& documents, std::vector<std::string>& notes) {
  const Settings& settings = guardrails::settings();
  Report report = check_documents(documents, options_of(settings));
  notes.insert(notes.end(), settings.notes.begin(), settings.notes.end());
  add_notes(report, notes);
  std::vector<Violation> violations = refusals(report, settings.contact);
  if (!violations.empty()) throw SecurityException(std::move(violations));
  write_tiers(documents);
}

}  // namespace parapet::guardrails

bool parapet_guardrails_installed = (::parapet::detail::set_gate(&::parapet::guardrails::gate), true);
