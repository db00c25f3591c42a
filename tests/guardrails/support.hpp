#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parapet/document/read.hpp"
#include "parapet/guardrails/check.hpp"

/// Small documents and catalogs for the tests of the guardrails.
namespace parapet::guardrails::test {

/// The last day of June 2026, whenever the tests run.
class EndOfJune : public Clock {
 public:
  Date today() const override { return {2026, 6, 30}; }
};

/// A record about `resource`; `rest` holds require, when, unset, ... as JSON members.
inline std::string record(std::string_view id, std::string_view resource, std::string_view rest) {
  return std::string(R"({"ID": ")") + std::string(id) +
         R"(", "name": "Things are safe.", "description": "d", "cloudProvider": "AWS",
    "domain": "data protection", "severity": "high", "tier": "baseline", "resource": ")" +
         std::string(resource) + R"(", )" + std::string(rest) + R"(, "fix": "Make it safe.", "sources": {}})";
}

inline std::vector<const Requirement*> pointers(const Catalog& catalog) {
  std::vector<const Requirement*> all;
  for (const Requirement& requirement : catalog.requirements()) all.push_back(&requirement);
  return all;
}

inline std::string line(const Result& result) {
  std::string text = std::string(result.requirement->id) + " " + std::string(result.block->address) + " " +
                     std::string(text_of(result.status));
  if (!result.attribute_path.empty()) text += " `" + result.attribute_path + "` " + result.value;
  if (!result.note.empty()) text += " [" + result.note + "]";
  return text + "\n";
}

/// Every result of a check, one per line.
inline std::string check(const Catalog& catalog, std::string_view terraform_json,
                         const Exceptions* exceptions = nullptr) {
  std::vector<Document> documents;
  documents.push_back(read_terraform_json(terraform_json, "main.tf.json"));
  std::vector<const Requirement*> requirements = pointers(catalog);
  Report report =
      check_documents(documents, Options{.requirements = &requirements, .exceptions = exceptions, .keep_all = true});
  std::string text;
  std::size_t total = 0;
  for (const Result& result : report.results) text += line(result);
  for (std::size_t count : report.totals) total += count;
  if (total != report.results.size()) text += "totals do not add up\n";
  for (const std::string& note : report.notes) text += note + "\n";
  return text;
}

/// The results of one requirement about `aws_thing` on a whole document.
inline std::string check(std::string_view rest, std::string_view terraform_json) {
  Catalog catalog;
  catalog.read_list("shades", R"(["red", "blue"])", "lists/shades.json");
  catalog.read("[" + record("t:001", "aws_thing", rest) + "]", "t.json");
  return check(catalog, terraform_json);
}

/// How `require` ends for one `aws_thing` with these members; variables `open` (default true) and `any` (no default)
/// exist.
inline std::string verdict(std::string_view require, std::string_view members, std::string_view unset = "fail",
                           std::string_view more = "") {
  std::string document =
      std::string(R"({"variable": {"open": {"default": true}, "any": {}}, "resource": {"aws_thing": {"x": )") +
      std::string(members) + "}" + (more.empty() ? "" : ", ") + std::string(more) + "}}";
  std::string result =
      check(R"("require": )" + std::string(require) + R"(, "unset": ")" + std::string(unset) + "\"", document);
  std::string prefix = "t:001 aws_thing.x ";
  result = result.substr(0, result.find('\n'));
  return result.starts_with(prefix) ? result.substr(prefix.size()) : result;
}

/// The status alone.
inline std::string status(std::string_view require, std::string_view members, std::string_view unset = "fail",
                          std::string_view more = "") {
  std::string text = verdict(require, members, unset, more);
  return text.substr(0, text.find(' '));
}

/// The members of a thing in which `name` is this JSON as text, the way policies are written.
inline std::string holding(std::string_view name, std::string_view json) {
  std::string escaped;
  for (char c : json) {
    if (c == '"' || c == '\\') escaped += '\\';
    escaped += c == '\n' ? ' ' : c;
  }
  return R"({")" + std::string(name) + R"(": ")" + escaped + "\"}";
}

}  // namespace parapet::guardrails::test
