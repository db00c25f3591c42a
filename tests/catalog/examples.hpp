#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "parapet/document/read.hpp"
#include "parapet/guardrails/catalog.hpp"
#include "parapet/guardrails/check.hpp"

/// The examples of the catalog: <service>/examples.json below PARAPET_EXAMPLES, tests/guardrails for the project's own.
///
/// `bases` are Terraform JSON documents whose resource `<type>.x` meets everything. An example of a requirement names
/// its base, a merge patch (RFC 7386) that makes it fail, and the attribute it fails `at`; `also` is what else the patch
/// violates, `inherent` what the base violates before it: resources that are never allowed, and attributes that not every
/// version of the provider has; `cures` what of that the patch takes away. `unset`, `unknown` and `variants` are
/// further patches with the status each ends in. `checkov` and `checkov_pass` are patches by Checkov's id, shown to
/// Checkov in place of the failing and the passing example; the requirement fails and passes them, too. `minimal` is the
/// least that a template's user gives for a base.
namespace parapet::guardrails::test {

using Json = nlohmann::json;

struct Variant {
  std::string what;
  Json document;
  std::string status;
};

struct Example {
  std::string requirement;
  std::string base_name;
  Json base;
  Json fail;
  std::string at;
  std::set<std::string> also;
  std::set<std::string> inherent;
  std::set<std::string> cures;
  std::vector<Variant> variants;
  std::vector<Variant> checkov;
};

inline void PrintTo(const Example& example, std::ostream* out) { *out << example.requirement; }

/// The least configuration of a base's main resource, beside the base's other resources.
struct Minimal {
  std::string service;
  std::string base_name;
  Json base;
  std::string type;
  Json body;
  std::string since;  ///< first provider version that has its attributes; empty: all known ones
};

/// How the requirements of the catalog end for a document, in the strictest tier.
struct Outcome {
  std::set<std::string> passed;
  std::set<std::string> violated;
  std::vector<std::string> described;          ///< what is violated, for messages
  std::map<std::string, std::string> status;   ///< the worst, by requirement
  std::map<std::string, std::string> place;    ///< where, for what is violated
};
namespace detail_of_examples {

inline Json patched(const Json& base, const Json& patch) {
  Json document = base;
  document.merge_patch(patch);
  return document;
}

inline Example read_example(const Json& json, const Json& bases) {
  const std::string base = json.at("base");
  Example example{json.at("requirement"), base, bases.at(base), patched(bases.at(base), json.at("fail")), json.at("at"),
                  json.value("also", std::set<std::string>()), json.value("inherent", std::set<std::string>()), json.value("cures", std::set<std::string>()), {}, {}};
  for (const char* what : {"unset", "unknown"}) {
    if (json.contains(what))
      example.variants.push_back({what, patched(example.base, json.at(what).at("patch")), json.at(what).at("status")});
  }
  for (const Json& variant : json.value("variants", Json::array()))
    example.variants.push_back(
        {variant.at("patch").dump(), patched(example.base, variant.at("patch")), variant.at("status")});
  for (const auto& [key, status] : {std::pair("checkov", "fail"), std::pair("checkov_pass", "pass")}) {
    const Json own = json.value(key, Json::object());
    for (const auto& [check, patch] : own.items())
      example.checkov.push_back({check, patched(example.base, patch), status});
  }
  return example;
}

struct All {
  std::vector<Example> examples;
  std::vector<Minimal> minimals;
};

inline All read_all() {
  All all;
  const std::filesystem::path folder = std::filesystem::path(PARAPET_SOURCE_DIR) / PARAPET_EXAMPLES;
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.is_directory()) files.push_back(entry.path() / "examples.json");
  }
  std::sort(files.begin(), files.end());
  for (const auto& file : files) {
    const Json json = Json::parse(std::ifstream(file));
    const Json& bases = json.at("bases");
    for (const Json& example : json.at("examples")) all.examples.push_back(read_example(example, bases));
    const Json given = json.value("minimal", Json::object());
    for (const auto& [base, minimal] : given.items())
      all.minimals.push_back({file.parent_path().filename().string(), base, bases.at(base), minimal.at("type"),
                              minimal.at("body"), minimal.value("since", "")});
  }
  return all;
}

inline const All& all() {
  static const All all = read_all();
  return all;
}

inline int weight(const std::string& status) {
  return status == "fail" ? 4 : status == "unknown" ? 3 : status == "pass" ? 2 : status.empty() ? 0 : 1;
}

}  // namespace detail_of_examples

/// Read once; in order of service and requirement.
inline const std::vector<Example>& examples() { return detail_of_examples::all().examples; }
inline const std::vector<Minimal>& minimals() { return detail_of_examples::all().minimals; }

inline Outcome judge(const Json& document) {
  const std::vector<Document> documents{read_terraform_json(document.dump(), "example.tf.json")};
  const Report report = check_documents(documents, Options{.contact = {}, .tier = Tier::regulated, .keep_all = true});
  Outcome outcome;
  for (const Result& result : report.results) {
    const std::string id(result.requirement->id);
    const std::string status(text_of(result.status));
    if (detail_of_examples::weight(status) > detail_of_examples::weight(outcome.status[id])) outcome.status[id] = status;
    if (result.status == Status::pass) outcome.passed.insert(id);
    if (result.status != Status::fail && result.status != Status::unknown) continue;
    outcome.violated.insert(id);
    outcome.described.push_back(id + " (" + status + ") " + std::string(result.block->address) + " " +
                                result.attribute_path + " = " + result.value);
    if (result.status == Status::fail || !outcome.place.contains(id)) outcome.place[id] = result.attribute_path;
  }
  return outcome;
}

}  // namespace parapet::guardrails::test
