#include "parapet/security_exception.hpp"

#include <utility>

namespace parapet {

namespace {

std::string place_of(const Violation& violation) {
  if (!violation.construct_path.empty()) return violation.construct_path;
  return violation.address.empty() ? violation.resource_type : violation.address;
}

std::string finding(const Violation& violation) {
  if (violation.attribute_path.empty()) return "`" + violation.resource_type + "` is not allowed";
  std::string text = "`" + violation.attribute_path + "` is ";
  if (violation.status != "unknown") return text + violation.value;
  return text + "not known" + (violation.value.empty() ? "" : ": " + violation.value);
}

void add_line(std::string& text, const char* label, const std::string& value) {
  if (!value.empty()) text += "\n  " + std::string(label) + value;
}

std::string message(const std::vector<Violation>& violations) {
  std::string text = violations.size() == 1
                         ? "1 violation of the security requirements"
                         : std::to_string(violations.size()) + " violations of the security requirements";
  for (const Violation& violation : violations) text += "\n\n" + describe(violation);
  return text;
}

}  // namespace

std::string describe(const Violation& violation) {
  std::string text =
      violation.requirement + " (" + violation.severity + ") " + place_of(violation) + ": " + finding(violation);
  add_line(text, "required: ", violation.name);
  add_line(text, "fix:      ", violation.remedy);
  add_line(text, "note:     ", violation.note);
  add_line(text, "ask:      ", violation.contact);
  if (!violation.file.empty())
    add_line(text, "at:       ", violation.file + (violation.line == 0 ? "" : ":" + std::to_string(violation.line)));
  return text;
}

SecurityException::SecurityException(std::vector<Violation> violations)
    : std::runtime_error(message(violations)), violations_(std::move(violations)) {}

}  // namespace parapet
