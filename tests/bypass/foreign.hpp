#pragma once

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "bypass/attack.hpp"
#include "parapet/document/plan.hpp"
#include "parapet/document/read.hpp"
#include "parapet/error.hpp"
#include "parapet/guardrails/check.hpp"

/// Attacks that are written in Terraform's JSON, as other tools write it and people do.
namespace attack {

using parapet::guardrails::Tier;

/// `"`-free JSON is easier to read: every `'` of the text becomes one.
inline std::string json(std::string text) {
  for (char& c : text) {
    if (c == '\'') c = '"';
  }
  return text;
}

/// A text as a JSON string, quotes included.
inline std::string quoted(const std::string& text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    if (c == '\n') {
      result += "\\n";
    } else {
      result += c;
    }
  }
  return result + "\"";
}

/// One resource called `x`; `rest` is what else the document holds, `, 'locals': {...}`.
inline std::string resource(const std::string& type, const std::string& body, const std::string& rest = "") {
  return json("{'resource': {'" + type + "': {'x': ") + body + "}}" + rest + "}";
}

/// What several documents are refused for, one line each: `rds:001 fail aws_db_instance.x publicly_accessible = true`.
inline std::vector<std::string> refused_of(const std::vector<parapet::Document>& documents,
                                           const parapet::guardrails::Options& options) {
  std::vector<std::string> lines;
  for (const parapet::Violation& violation :
       parapet::guardrails::refusals(parapet::guardrails::check_documents(documents, options), "")) {
    lines.push_back(violation.requirement + " " + violation.status + " " + violation.address + " " +
                    violation.attribute_path + " = " + violation.value);
  }
  return lines;
}

/// The same of texts.
inline std::vector<std::string> judged_all(const std::vector<std::string>& texts, Tier tier = Tier::baseline,
                                           const std::string& exceptions = "[]") {
  static const FixedClock clock;
  const parapet::guardrails::Exceptions allowed(exceptions, "exceptions.json", clock);
  std::vector<parapet::Document> documents;
  for (const std::string& text : texts)
    documents.push_back(parapet::read_document(text, "d" + std::to_string(documents.size()) + ".tf.json", ""));
  return refused_of(documents, {.exceptions = &allowed, .tier = tier});
}

inline std::vector<std::string> judged(const std::string& text, Tier tier = Tier::baseline,
                                       const std::string& exceptions = "[]") {
  return judged_all({text}, tier, exceptions);
}

/// Why a document or plan cannot be read; empty when it can.
inline std::string problem_of(const std::string& text) {
  try {
    parapet::read_document(text, "d0.tf.json", "");
  } catch (const parapet::Error& error) {
    return error.what();
  }
  return {};
}

/// Matches lines with a violation that starts like this, or without any.
inline auto refuses(const std::string& start) { return testing::Contains(testing::StartsWith(start)); }
inline auto spares(const std::string& start) { return testing::Not(refuses(start)); }

}  // namespace attack
