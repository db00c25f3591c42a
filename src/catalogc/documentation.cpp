#include "catalogc/documentation.hpp"

#include <map>
#include <set>

namespace parapet::catalogc {

namespace {

using guardrails::Literal;
using guardrails::Requirement;
using guardrails::Source;

/// Requirements by service, in the order of the catalog.
using Services = std::map<std::string, std::vector<const Requirement*>>;

Services by_service(const guardrails::Catalog& catalog) {
  Services services;
  for (const Requirement& requirement : catalog.requirements())
    services[std::string(requirement.id.substr(0, requirement.id.find(':')))].push_back(&requirement);
  return services;
}

std::string code(std::string_view text) { return "`" + std::string(text) + "`"; }

std::string literal_text(const Literal& literal) {
  switch (literal.kind) {
    case Literal::Kind::boolean:
      return literal.boolean ? "true" : "false";
    case Literal::Kind::number: {
      std::string digits = std::to_string(literal.number);
      digits.erase(digits.find_last_not_of('0') + 1);
      if (digits.back() == '.') digits.pop_back();
      return digits;
    }
    case Literal::Kind::text:
      return "\"" + std::string(literal.text) + "\"";
    case Literal::Kind::list: {
      std::string text;
      for (const Literal& element : literal.list) text += (text.empty() ? "" : ", ") + literal_text(element);
      return "[" + text + "]";
    }
    case Literal::Kind::none:
      break;
  }
  return "";
}

std::string defaults_text(const Requirement& requirement) {
  std::string text;
  for (const guardrails::Default& fill : requirement.defaults) {
    text += (text.empty() ? "" : "; ") + code(fill.path.text) + " = ";
    text += fill.input.empty() ? code(literal_text(fill.value)) : code(fill.input) + " of the SecurityContext";
  }
  return text;
}

std::string sources_text(const guardrails::Span<Source>& sources) {
  std::string text;
  for (const Source& source : sources) {
    std::string ids;
    for (std::string_view id : source.ids) ids += (ids.empty() ? " " : ", ") + std::string(id);
    text += (text.empty() ? "" : "; ") + std::string(source.tool) + ids;
  }
  return text;
}

std::string section(const Requirement& requirement) {
  std::string text = "## " + std::string(requirement.id) + "\n\n**" + std::string(requirement.name) + "**\n\n" +
                     std::string(requirement.description) + "\n\n";
  const auto line = [&text](std::string_view label, const std::string& value) {
    if (!value.empty()) text += "- " + std::string(label) + ": " + value + "\n";
  };
  line("Remedy", std::string(requirement.fix));
  line("Guards", code(requirement.resource));
  line("Severity", std::string(text_of(requirement.severity)));
  line("From tier", std::string(text_of(requirement.tier)));
  if (requirement.level == guardrails::Level::warn) line("Level", "warns only");
  line("The template sets", defaults_text(requirement));
  line("Since provider", std::string(requirement.since));
  line("Until provider", std::string(requirement.until));
  line("Also asked by", sources_text(requirement.sources));
  line("Compliance", sources_text(requirement.compliance));
  return text;
}

std::string page(const std::string& service, const std::vector<const Requirement*>& requirements,
                 const std::string& folder) {
  std::string text = "<!-- Written by parapet-catalogc from " + folder + "/" + service +
                     ".json. Edit that. -->\n# Guardrails of " + service + "\n\n`#include <secure_templates/" +
                     service + ".hpp>`\n\n| Requirement | | Severity | From tier |\n|---|---|---|---|\n";
  for (const Requirement* requirement : requirements) {
    std::string anchor(requirement->id);
    anchor.erase(anchor.find(':'), 1);
    text += "| [" + std::string(requirement->id) + "](#" + anchor + ") | " + std::string(requirement->name) + " | " +
            std::string(text_of(requirement->severity)) + " | " + std::string(text_of(requirement->tier)) + " |\n";
  }
  for (const Requirement* requirement : requirements) text += "\n" + section(*requirement);
  return text;
}

std::string index(const Services& services, const std::string& folder) {
  std::size_t total = 0;
  std::string rows;
  for (const auto& [service, requirements] : services) {
    std::set<std::string_view> types;
    for (const Requirement* requirement : requirements) types.insert(requirement->resource);
    total += requirements.size();
    rows += "| [" + service + "](" + service + ".md) | " + std::to_string(requirements.size()) + " | " +
            std::to_string(types.size()) + " |\n";
  }
  return "<!-- Written by parapet-catalogc from " + folder + ". -->\n# Guardrails\n\n" + std::to_string(total) +
         " requirements for " + std::to_string(services.size()) +
         " services.\n\n| Service | Requirements | Resource types |\n|---|---|---|\n" + rows;
}

}  // namespace

std::vector<GeneratedFile> documentation(const guardrails::Catalog& catalog, const std::string& folder) {
  const Services services = by_service(catalog);
  std::vector<GeneratedFile> pages{{"README.md", index(services, folder)}};
  for (const auto& [service, requirements] : services)
    pages.push_back({service + ".md", page(service, requirements, folder)});
  return pages;
}

}  // namespace parapet::catalogc
