#include <algorithm>

#include "modules/render.hpp"

namespace parapet::modules {

namespace {

constexpr Stance sections[] = {Stance::implemented, Stance::partly, Stance::possible, Stance::inherent,
                               Stance::impossible};

std::size_t count_of(const Module& module, Stance stance) {
  return static_cast<std::size_t>(std::count_if(module.claims.begin(), module.claims.end(),
                                                [&](const Claim& claim) { return claim.stance == stance; }));
}

void section(std::string& text, const Module& module, Stance stance) {
  text += "\n## " + std::string(heading_of(stance)) + "\n\n";
  if (count_of(module, stance) == 0) text += "None.\n";
  for (const Claim& claim : module.claims) {
    if (claim.stance != stance) continue;
    text += "- " + std::string(claim.requirement->id) + ": " + one_line(claim.requirement->name) + " (" + claim.note +
            ")\n";
  }
}

bool has_variable(const Module& module, std::string_view name) {
  return std::any_of(module.variables.begin(), module.variables.end(),
                     [&](const Variable& variable) { return variable.name == name; });
}

/// What main.tf does that no requirement asks for; each line follows from what is written.
void practices(std::string& text, const Module& module) {
  text += "\n## Best practices beyond the requirements\n\n";
  text += "- The provider is pinned to " + module.provider_version + ", and the engine to " + module.engine + ".\n";
  text += "- Nothing is created that `create` does not name or a requirement brings along.\n";
  text += "- Arguments that the provider calls deprecated are left out.\n";
  const auto secrets = static_cast<std::size_t>(std::count_if(
      module.variables.begin(), module.variables.end(),
      [](const Variable& variable) { return variable.argument != nullptr && variable.argument->is_sensitive(); }));
  if (secrets > 0)
    text += "- Variables that hold secrets are sensitive (" + std::to_string(secrets) + "), and no output shows one.\n";
  for (const Variable& variable : module.variables) {
    const bool shared = variable.argument != nullptr && variable.name == variable.argument->name;
    if (shared && !variable.fallback.is_null())
      text += "- `" + variable.name + "` is `" + literal(variable.fallback) + "` on every resource that takes it.\n";
  }
  if (has_variable(module, "policy_name"))
    text += "- `policy_name` adds policies for reading and writing what the module creates, and nothing else.\n";
}

void cut(std::string& text, const Module& module) {
  std::string lines;
  for (const Resource& resource : module.resources) {
    for (const std::string& path : resource.cut) lines += "- `" + path + "` of `" + resource.type->name + "`\n";
  }
  if (!lines.empty()) text += "\n## Nested too deep for a variable\n\n" + lines;
}

}  // namespace

std::string_view heading_of(Stance stance) {
  switch (stance) {
    case Stance::implemented:
      return "Implemented";
    case Stance::partly:
      return "Implemented in part";
    case Stance::possible:
      return "Possible, but not included";
    case Stance::inherent:
      return "Inherent in another";
    case Stance::impossible:
      break;
  }
  return "Impossible in Terraform";
}

std::string notes_file(const Module& module) {
  std::string text = "# " + module.service + ": how each requirement is dealt with\n\n";
  text += std::to_string(module.claims.size()) + " requirements, " + std::to_string(module.resources.size()) +
          " resource types, provider " + module.provider_source + " " + module.provider_version + ".\n";
  for (Stance stance : sections) section(text, module, stance);
  practices(text, module);
  cut(text, module);
  return text;
}

}  // namespace parapet::modules
