#include "requirements/prowler.hpp"

#include <cctype>
#include <optional>

#include "requirements/remediation.hpp"

namespace parapet::requirements {

using guardrails::At;

namespace {

/// `CheckID`, `check_id` and `checkId` are one name.
std::string bare(std::string_view name) {
  std::string text;
  for (const char c : name) {
    if (c != '_') text += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return text;
}

/// Versions add fields and nobody has to know them; those that are read here are read strictly.
std::optional<At> field(const At& at, std::string_view name) {
  for (const auto& [key, value] : at.expect_object().json().items()) {
    if (bare(key) == bare(name)) return at.member(key);
  }
  return std::nullopt;
}

std::string needed(const At& at, std::string_view name) {
  const std::optional<At> found = field(at, name);
  if (!found) at.refuse("the field \"" + std::string(name) + "\" is missing; metadata of a check of Prowler has it");
  return found->filled_text();
}

std::vector<std::string> list(const At& at, std::string_view name) {
  const std::optional<At> found = field(at, name);
  return found && !found->json().is_null() ? found->texts() : std::vector<std::string>{};
}

std::string example_of(const At& at) {
  std::optional<At> found = at;
  for (const std::string_view name : {"Remediation", "Code", "Terraform"}) {
    found = field(*found, name);
    if (!found || found->json().is_null()) return {};
  }
  return found->text();
}

/// What an example marks. A value to be filled in says nothing about what is asked, and is only mentioned. A switch
/// that is the one thing marked is what the check is about.
void add_example(SourceCheck& check, std::string_view example) {
  for (Subject& marked : marked_settings(example)) {
    Subject& subject = check.subjects.emplace_back(Subject{marked.resource});
    for (Setting& setting : marked.settings) {
      check.mentioned.push_back(setting.path);
      if (setting.wish == Wish::example) subject.settings.push_back(std::move(setting));
    }
  }
  if (check.mentioned.size() != 1) return;
  for (Subject& subject : check.subjects) {
    for (Setting& setting : subject.settings) {
      if (setting.values.front().is_boolean()) setting.wish = Wish::one_of;
    }
  }
}

}  // namespace

SourceCheck read_prowler(std::string_view text, std::string_view file) {
  const Json json = guardrails::parse_json(text, file);
  const At at(json, file);
  SourceCheck check;
  check.source = "prowler";
  check.id = needed(at, "CheckID");
  check.title = needed(at, "CheckTitle");
  check.service = needed(at, "ServiceName");
  check.aliases = list(at, "CheckAliases");
  check.categories = list(at, "Categories");
  add_example(check, example_of(at));
  return check;
}

}  // namespace parapet::requirements
