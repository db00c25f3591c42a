#include "catalogc/templates.hpp"

#include <re2/re2.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "guardrails/versions.hpp"
#include "parapet/error.hpp"
#include "schema/names.hpp"

namespace parapet::catalogc {

namespace {

constexpr std::string_view kWrittenBy = "// Written by parapet-catalogc from the catalog. Edit that.\n#pragma once\n\n";

/// Ids of requirements by the resource type they guard.
using Guarded = std::map<std::string, std::vector<std::string_view>>;

std::map<std::string, Guarded> guarded_types(const guardrails::Catalog& catalog, const VersionedSchema& schema) {
  std::map<std::string, Guarded> services;
  for (const guardrails::Requirement& requirement : catalog.requirements()) {
    Guarded& service = services[std::string(requirement.id.substr(0, requirement.id.find(':')))];
    if (!guardrails::is_in_force(requirement, schema.version) ||
        schema.provider.find(schema::Category::resource, requirement.resource) == nullptr)
      continue;
    service[std::string(requirement.resource)].push_back(requirement.id);
  }
  return services;
}

std::string file_text(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  if (!file || !(text << file.rdbuf())) throw Error(path.string() + ": cannot be read");
  return std::move(text).str();
}

std::set<std::string> declared_names(const std::string& header) {
  static const re2::RE2 declaration(R"((?m)^(?:class|struct|using) (\w+))");
  std::set<std::string> names;
  re2::StringPiece rest(header);
  std::string name;
  while (re2::RE2::FindAndConsume(&rest, declaration, &name)) names.insert(name);
  return names;
}

std::string ids_text(const std::vector<std::string_view>& ids) {
  std::string text;
  for (std::string_view id : ids) text += (text.empty() ? "" : ", ") + std::string(id);
  return text;
}

std::string classes(const std::string& service, const Guarded& types, const schema::ProviderNames& names,
                    const std::set<std::string>& taken) {
  std::string includes, declarations;
  for (const auto& [type, ids] : types) {
    const schema::TypeNames& name = names.of(schema::Category::resource, type);
    if (taken.contains(name.handle)) continue;
    includes += "#include <" + name.header + ">\n";
    declarations += "/// `" + type + "`, held to " + ids_text(ids) + ".\nusing " + name.handle +
                    " = parapet::guardrails::Secured<" + name.scope.substr(2) + "::" + name.handle + ">;\n";
  }
  return std::string(kWrittenBy) + includes + (includes.empty() ? "" : "\n") +
         "#include \"parapet/guardrails/secured.hpp\"\n\n/// Every resource type that `catalog/" + service +
         ".json` guards: unset attributes are filled in from it, and what it forbids throws\n/// SecurityException.\n"
         "namespace secure {\n\n" +
         declarations + (declarations.empty() ? "" : "\n") + "}  // namespace secure\n";
}

/// For tools that go over every template.
std::string index(const std::map<std::string, Guarded>& services, const schema::ProviderNames& names) {
  std::set<std::string> types;
  std::string includes, entries;
  for (const auto& [service, guarded] : services) {
    includes += "#include <secure_templates/" + service + ".hpp>\n";
    includes += "#include <secure_templates/resources/" + service + ".hpp>\n";
    for (const auto& [type, ids] : guarded) types.insert(type);
  }
  for (const std::string& type : types)
    entries += "    &" + names.of(schema::Category::resource, type).qualified_aggregate() + "::parapet_type,\n";
  return std::string(kWrittenBy) + includes +
         "\nnamespace secure {\n\n/// Every guarded resource type of this version of the provider, by name. Including "
         "this header takes "
         "seconds.\ninline constexpr const parapet::detail::TypeInfo* guarded_types[] = {\n" +
         entries + "};\n\n}  // namespace secure\n";
}

}  // namespace

std::vector<GeneratedFile> templates(const guardrails::Catalog& catalog, const VersionedSchema& schema,
                                     const std::string& handwritten) {
  const schema::ProviderNames names(schema.provider);
  std::vector<GeneratedFile> headers;
  const std::map<std::string, Guarded> services = guarded_types(catalog, schema);
  for (const auto& [service, types] : services) {
    const std::filesystem::path own = std::filesystem::path(handwritten) / (service + ".hpp");
    const bool exists = !handwritten.empty() && std::filesystem::exists(own);
    const std::set<std::string> taken = exists ? declared_names(file_text(own)) : std::set<std::string>();
    headers.push_back({"secure_templates/resources/" + service + ".hpp", classes(service, types, names, taken)});
    if (exists) continue;
    headers.push_back({"secure_templates/" + service + ".hpp",
                       std::string(kWrittenBy) + "#include <secure_templates/resources/" + service + ".hpp>\n"});
  }
  headers.push_back({"secure_templates/all.hpp", index(services, names)});
  return headers;
}

}  // namespace parapet::catalogc
