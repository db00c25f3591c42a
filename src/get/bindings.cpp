#include "get/bindings.hpp"

#include <boost/describe.hpp>
#include <optional>

#include "core/json_writer.hpp"
#include "guardrails/record.hpp"
#include "schema/names.hpp"

namespace parapet::get {

using guardrails::At;

namespace {

constexpr const char* heading =
    "# Made by `parapet get` from `terraformProviders` and `terraformModules` of cdktf.json; change those and run it "
    "again.\n";

struct ChosenRecord {
  std::string name;
  std::string source;
  std::optional<std::string> constraint;
  std::optional<std::string> version;
};
BOOST_DESCRIBE_STRUCT(ChosenRecord, (), (name, source, constraint, version))

struct ManifestRecord {
  guardrails::Raw providers;
  guardrails::Raw modules;
};
BOOST_DESCRIBE_STRUCT(ManifestRecord, (), (providers, modules))

std::string provider_target(const Chosen& provider) { return provider.wanted.name + "_bindings"; }
std::string module_target(const Chosen& module) { return module.wanted.name + "_module"; }

/// The namespace where it does not follow from the provider's own name.
std::string own_namespace(const Wanted& provider) {
  const std::string type = provider.source.substr(provider.source.rfind('/') + 1);
  return provider.name == type ? "" : " NAMESPACE " + schema::namespace_name(provider.name);
}

std::string provider_line(const Chosen& provider) {
  return "parapet_bindings(" + provider_target(provider) + " SCHEMA \"${CMAKE_CURRENT_LIST_DIR}/" +
         schema_path(provider) + "\" VERSION " + provider.version + own_namespace(provider.wanted) + ")\n";
}

std::string module_line(const Chosen& module) {
  const std::string folder = is_local(module.wanted) ? "../" + module.wanted.source : module_path(module.wanted);
  return "parapet_module(" + module_target(module) + " NAME " + module.wanted.name +
         " FOLDER \"${CMAKE_CURRENT_LIST_DIR}/" + folder + "\" SOURCE \"" + module.wanted.source + "\"" +
         (module.version.empty() ? "" : " VERSION " + module.version) + ")\n";
}

void write_member(detail::JsonWriter& writer, std::string_view key, const std::string& text) {
  if (text.empty()) return;
  writer.key(key);
  writer.string(text);
}

void write_list(detail::JsonWriter& writer, std::string_view key, const std::vector<Chosen>& all) {
  writer.key(key);
  writer.begin_array();
  for (const Chosen& chosen : all) {
    writer.element();
    writer.begin_object();
    write_member(writer, "name", chosen.wanted.name);
    write_member(writer, "source", chosen.wanted.source);
    write_member(writer, "constraint", chosen.wanted.version);
    write_member(writer, "version", chosen.version);
    writer.end_object();
  }
  writer.end_array();
}

std::vector<Chosen> read_chosen(const At& list) {
  std::vector<Chosen> all;
  list.expect_array();
  for (std::size_t i = 0; i < list.size(); ++i) {
    ChosenRecord record = guardrails::read_record<ChosenRecord>(list.element(i));
    all.push_back({{record.name, record.source, record.constraint.value_or("")}, record.version.value_or("")});
  }
  return all;
}

std::vector<Wanted> wanted_of(const std::vector<Chosen>& all) {
  std::vector<Wanted> wanted;
  for (const Chosen& chosen : all) wanted.push_back(chosen.wanted);
  return wanted;
}

}  // namespace

Request Holding::request() const { return {wanted_of(providers), wanted_of(modules)}; }

std::string schema_path(const Chosen& provider) {
  return "providers/" + provider.wanted.name + "/" + provider.version + ".schema.json.gz";
}

std::string module_path(const Wanted& module) { return "modules/" + module.name; }

std::string cmake_text(const Holding& holding) {
  std::string text = heading, targets;
  for (const Chosen& provider : holding.providers) {
    text += provider_line(provider);
    targets += " " + provider_target(provider);
  }
  for (const Chosen& module : holding.modules) {
    text += module_line(module);
    targets += " " + module_target(module);
  }
  return text + "set(bindings" + targets + ")\n";
}

std::string manifest_text(const Holding& holding) {
  detail::StringSink sink;
  detail::JsonWriter writer(sink);
  writer.begin_object();
  write_list(writer, "providers", holding.providers);
  write_list(writer, "modules", holding.modules);
  writer.end_object();
  writer.finish();
  return sink.text;
}

Holding read_manifest(std::string_view text, const std::string& file) {
  const guardrails::Json json = guardrails::parse_json(text, file);
  const At at(json, file);
  at.expect_object();
  const ManifestRecord record = guardrails::read_record<ManifestRecord>(at);
  return {read_chosen(*record.providers.at), read_chosen(*record.modules.at)};
}

}  // namespace parapet::get
