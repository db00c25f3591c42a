#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <future>
#include <sstream>

#include "catalogc/documentation.hpp"
#include "catalogc/emitter.hpp"
#include "catalogc/templates.hpp"
#include "guardrails/json.hpp"
#include "parapet/error.hpp"
#include "schema/file.hpp"
#include "schema/generated_folder.hpp"
#include "schema/reader.hpp"

/// parapet-catalogc: the catalog's JSON files become a C++ source, after everything in them has been held against the
/// provider's schemas.
namespace {

namespace fs = std::filesystem;
using namespace parapet;

struct Arguments {
  std::string catalog;
  std::vector<std::string> schemas;
  std::string environment;
  std::string root;
  std::string output;
  std::string templates;
  std::string handwritten;
  std::string docs;
  catalogc::Emission emission;
};

std::string read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  if (!file || !(bytes << file.rdbuf())) throw Error(path.string() + ": cannot be read");
  return std::move(bytes).str();
}

std::vector<fs::path> json_files(const fs::path& folder) {
  std::vector<fs::path> files;
  if (!fs::is_directory(folder)) return files;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    if (entry.is_regular_file() && entry.path().extension() == ".json") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

/// The provider that the catalog tells about; without one, the only one that is there.
schema::ProviderSchema& provider_in(schema::Schema& schema, const guardrails::Catalog& catalog,
                                    const std::string& file) {
  for (schema::ProviderSchema& provider : schema.providers) {
    for (const guardrails::ProviderFacts& known : catalog.providers()) {
      if (provider.source == known.source) return provider;
    }
  }
  if (schema.providers.size() == 1) return schema.providers.front();
  throw Error(file + ": has " + std::to_string(schema.providers.size()) +
              " providers; the catalog says in provider/*.json which one it is about");
}

catalogc::VersionedSchema read_schema(const std::string& file, const guardrails::Catalog& catalog) {
  std::string version = schema::version_in(file);
  if (version.empty())
    throw Error(file +
                ": the name of a schema's file says the version of the provider: `6.66.0.schema.json.gz` or "
                "`google-6.50.0.schema.json`");
  schema::Schema schema = schema::read_schema_file(file);
  return {std::move(version), std::move(provider_in(schema, catalog, file))};
}

std::vector<catalogc::VersionedSchema> read_schemas(const std::vector<std::string>& files,
                                                    const guardrails::Catalog& catalog) {
  std::vector<std::future<catalogc::VersionedSchema>> pending;
  for (const std::string& file : files)
    pending.push_back(std::async(std::launch::async, [&] { return read_schema(file, catalog); }));
  std::vector<catalogc::VersionedSchema> schemas;
  for (auto& one : pending) schemas.push_back(one.get());
  return schemas;
}

std::string contact_of(const Arguments& arguments, const std::string& shown) {
  if (arguments.environment.empty()) return {};
  guardrails::Json json = guardrails::parse_json(read_file(arguments.environment), shown);
  guardrails::At at(json, shown);
  return at.expect_object().member("contact").filled_text();
}

/// Files in messages are named relative to the project.
std::string shown(const Arguments& arguments, const fs::path& file) {
  return arguments.root.empty() ? file.string() : fs::relative(file, arguments.root).generic_string();
}

void write_templates(const Arguments& arguments, const guardrails::Catalog& catalog,
                     const std::vector<catalogc::VersionedSchema>& schemas) {
  schema::GeneratedFolder folder(arguments.templates, "secure_templates/parapet_manifest.txt");
  for (const catalogc::VersionedSchema& schema : schemas) {
    if (schema.version != arguments.emission.provider_version) continue;
    for (const catalogc::GeneratedFile& header : catalogc::templates(catalog, schema, arguments.handwritten))
      folder.write(header.name, header.text);
  }
  folder.finish();
}

void write_docs(const Arguments& arguments, const guardrails::Catalog& catalog) {
  schema::GeneratedFolder folder(arguments.docs, ".generated");
  for (const catalogc::GeneratedFile& page : catalogc::documentation(catalog, shown(arguments, arguments.catalog)))
    folder.write(page.name, page.text);
  folder.finish();
}

void compile(Arguments& arguments) {
  guardrails::Catalog catalog;
  for (const fs::path& file : json_files(fs::path(arguments.catalog) / "lists"))
    catalog.read_list(file.stem().string(), read_file(file), shown(arguments, file));
  for (const fs::path& file : json_files(fs::path(arguments.catalog) / "provider"))
    catalog.read_provider(read_file(file), shown(arguments, file));
  for (const fs::path& file : json_files(arguments.catalog)) catalog.read(read_file(file), shown(arguments, file));
  const std::vector<catalogc::VersionedSchema> schemas = read_schemas(arguments.schemas, catalog);
  catalogc::Facts facts = catalogc::check_paths(catalog, schemas);
  if (!arguments.templates.empty()) write_templates(arguments, catalog, schemas);
  if (!arguments.docs.empty()) write_docs(arguments, catalog);
  if (arguments.output.empty()) return;
  arguments.emission.contact = contact_of(arguments, shown(arguments, arguments.environment));
  std::ofstream output(arguments.output, std::ios::binary);
  output << catalogc::emit(catalog, facts, arguments.emission);
  if (!output.flush()) throw Error(arguments.output + ": cannot be written");
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Compiles a catalog of security requirements into a C++ source.");
  Arguments arguments;
  app.add_option("--catalog", arguments.catalog, "Folder of the catalog's JSON files and of lists/")->required();
  app.add_option("--schema", arguments.schemas, "<version>.schema.json or .gz; every path has to be in all of them");
  app.add_option("--environment", arguments.environment, "JSON file with the contact of the security team");
  app.add_option("--provider-version", arguments.emission.provider_version,
                 "Leave out what does not apply to this version");
  CLI::Option* name = app.add_option("--name", arguments.emission.name, "Name of the catalog, an identifier");
  app.add_option("--root", arguments.root, "Folder that files in messages are relative to");
  app.add_option("--templates", arguments.templates, "Folder for the headers of the templates, for --provider-version");
  app.add_option("--handwritten", arguments.handwritten, "Folder of the headers that are written by hand");
  app.add_option("--docs", arguments.docs, "Folder for the pages about the catalog");
  app.add_option("--output", arguments.output, "The source to write")->needs(name);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  try {
    compile(arguments);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
  return 0;
}
