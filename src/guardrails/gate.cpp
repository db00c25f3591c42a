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
    } else if (result.requirement->level == Level::warn &&
               (result.status == Status::fail || result.status == Status::unknown)) {
      notes.push_back(sentence(result, "warns of"));
    }
  }
  notes.insert(notes.end(), report.notes.begin(), report.notes.end());
}

}  // namespace

void gate(const std::vector<Document>& documents, std::vector<std::string>& notes) {
  const Settings& settings = guardrails::settings();
  Report report = check_documents(documents, {.exceptions = &settings.exceptions, .contact = settings.contact});
  add_notes(report, notes);
  std::vector<Violation> violations = refusals(report, settings.contact);
  if (!violations.empty()) throw SecurityException(std::move(violations));
}

}  // namespace parapet::guardrails

bool parapet_guardrails_installed = (::parapet::detail::set_gate(&::parapet::guardrails::gate), true);
