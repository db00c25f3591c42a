#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <secure_templates/all.hpp>

#include "catalog/examples.hpp"
#include "catalog/organization.hpp"
#include "parapet/document.hpp"
#include "parapet/guardrails/catalog.hpp"
#include "parapet/stack.hpp"
#include "parapet/variable.hpp"
#include "parapet/testing/synth.hpp"

/// Every template, given the least that its user has to give, completes itself to something that meets the catalog.
namespace parapet::guardrails::test {
namespace {

using detail::Field;
using detail::Kind;
using detail::Value;

const Value* value_of(const Json& json);
const Value* record_of(detail::Table& table, const Json& json);

/// What interpolations of the examples refer to is not in the tree, so each becomes a variable, and is put back into what
/// was written.
class Interpolations {
 public:
  explicit Interpolations(Stack& stack) : stack_(stack) {}

  Str variable(const std::string& expression) {
    const std::string name = "interpolation" + std::to_string(expressions_.size());
    expressions_.push_back(expression);
    return Variable(stack_, name).value();
  }
  const Value* text(const std::string& text) {
    std::vector<const Value*> parts;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t start = std::min(text.find("${", at), text.size());
      if (start > at) parts.push_back(detail::make_text(std::string_view(text).substr(at, start - at)));
      at = start;
      if (start == text.size()) break;
      const std::size_t end = text.find('}', start);
      parts.push_back(variable(text.substr(start, end + 1 - start)).parapet_value());
      at = end + 1;
    }
    if (parts.empty()) return detail::make_text("");
    return parts.size() == 1 ? parts.front() : detail::make_join(parts.data(), parts.size());
  }
  std::string put_back(std::string document, const Organization& organization) const {
    for (const auto& [reference, value] : organization.written_for) replace_all(document, reference, value);
    for (std::size_t i = expressions_.size(); i-- > 0;) {
      const std::string written = "${var.interpolation" + std::to_string(i) + "}";
      std::string original = Json(expressions_[i]).dump();
      original = original.substr(1, original.size() - 2);
      replace_all(document, written, original);
    }
    return document;
  }

 private:
  static void replace_all(std::string& text, const std::string& from, const std::string& to) {
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
      text.replace(at, from.size(), to);
  }

  Stack& stack_;
  std::vector<std::string> expressions_;
};

thread_local Interpolations* interpolations = nullptr;

const Value* list_of(const Json& json, const std::function<const Value*(const Json&)>& element, bool blocks) {
  std::vector<const Value*> elements;
  for (const Json& one : json) elements.push_back(element(one));
  return blocks ? detail::make_blocks(elements.data(), elements.size())
                : detail::make_list(elements.data(), elements.size());
}

const Value* map_of(const Json& json) {
  std::vector<detail::Entry> entries;
  for (const auto& [key, value] : json.items()) entries.push_back({detail::make_text(key), value_of(value)});
  return detail::make_map(entries.data(), entries.size());
}

const Value* value_of(const Json& json) {
  if (json.is_null()) return detail::make_null();
  if (json.is_boolean()) return detail::make_boolean(json.get<bool>());
  if (json.is_number_integer()) return detail::make_integer(json.get<std::int64_t>());
  if (json.is_number()) return detail::make_real(json.get<double>());
  if (json.is_string()) return interpolations->text(json.get<std::string>());
  return json.is_array() ? list_of(json, value_of, false) : map_of(json);
}

const Value* field_value(const Field& field, const Json& json) {
  // A literal would be refused: secrets come from elsewhere.
  if (field.has('s') && json.is_string()) return interpolations->variable(json.get<std::string>()).parapet_value();
  if (field.nested == nullptr) return value_of(json);
  const bool block = field.shape == "B" || field.shape == "T" || field.shape == "G";
  const auto record = [&](const Json& one) { return record_of(*field.nested, one); };
  if (json.is_array()) return list_of(json, record, block);
  return block ? list_of(Json::array({json}), record, true) : record(json);
}

/// A configuration with the slots of a generated struct. Throws for a member that the type does not have.
std::vector<const Value*> slots_of(detail::Table& table, const Json& json) {
  const detail::TableInfo& info = detail::info_of(table);
  std::vector<const Value*> slots(table.count);
  for (const auto& [name, value] : json.items()) {
    const int position = info.find(name);
    if (position < 0) throw std::runtime_error("the schema has no " + name);
    slots[static_cast<std::size_t>(position)] = field_value(info.fields[position], value);
  }
  return slots;
}

const Value* record_of(detail::Table& table, const Json& json) {
  return detail::make_record(table, slots_of(table, json).data());
}

const detail::TypeInfo* find_type(const std::string& name) {
  for (const detail::TypeInfo* type : secure::guarded_types) {
    if (type->name == name) return type;
  }
  return nullptr;
}

/// What a template of this type makes of a minimal configuration, as Terraform JSON, among the other resources of the
/// base.
Json completed(const Minimal& minimal, const detail::TypeInfo& type) {
  App app;
  Stack stack(app, "s");
  Interpolations expressions(stack);
  interpolations = &expressions;
  const Organization organization = organization_in(stack);
  set_security_context(stack, organization.context);
  std::vector<const Value*> slots = slots_of(*type.table, minimal.body);
  fill_defaults(type, slots.data(), stack, "x");
  Resource resource(stack, "x", type, slots.data());
  const detail::Gate gate = detail::gate();
  detail::set_gate(nullptr);
  const testing::Documents documents = testing::synth(app);
  detail::set_gate(gate);
  Json document = minimal.base;
  document["resource"][minimal.type]["x"] =
      Json::parse(expressions.put_back(documents.only().text(), organization)).at("resource").at(minimal.type).at("x");
  document["resource"][minimal.type]["x"].erase("//");
  return document;
}

/// For the run with the real provider: PARAPET_COMPLETED names a folder that gets every completed document.
void keep(const Minimal& minimal, const Json& document) {
  const char* folder = std::getenv("PARAPET_COMPLETED");
  if (folder == nullptr) return;
  std::ofstream(std::filesystem::path(folder) / (minimal.service + "." + minimal.base_name + ".tf.json"))
      << document.dump(1);
}

class Template : public ::testing::TestWithParam<Minimal> {};

TEST_P(Template, MeetsItsRequirementsWithOnlyWhatIsRequired) {
  const Minimal& minimal = GetParam();
  const detail::TypeInfo* type = find_type(minimal.type);
  if (type != nullptr && std::string_view(type->provider->version) < minimal.since)
    GTEST_SKIP() << minimal.type << " has these attributes since " << minimal.since << " only";
  if (type == nullptr) GTEST_SKIP() << minimal.type << " is not in this version of the provider";
  const Json document = completed(minimal, *type);
  keep(minimal, document);
  const Outcome outcome = judge(document);
  for (const Requirement* requirement : compiled_requirements()) {
    if (requirement->resource != minimal.type || requirement->level == Level::warn ||
        requirement->require->kind == Condition::Kind::never)
      continue;
    EXPECT_FALSE(outcome.violated.contains(std::string(requirement->id)))
        << requirement->id << ": " << ::testing::PrintToString(outcome.described) << "\n"
        << document["resource"][minimal.type]["x"].dump();
  }
}

std::string name_of(const ::testing::TestParamInfo<Minimal>& info) {
  return info.param.service + "_" + info.param.base_name;
}

INSTANTIATE_TEST_SUITE_P(Catalog, Template, ::testing::ValuesIn(minimals()), name_of);

TEST(Templates, HaveAMinimalExampleForEachType) {
  std::set<std::string> missing;
  for (const detail::TypeInfo* type : secure::guarded_types) {
    const bool found = std::any_of(minimals().begin(), minimals().end(),
                                   [&](const Minimal& minimal) { return minimal.type == type->name; });
    bool never = false;
    for (const Requirement* requirement : compiled_requirements())
      never = never || (requirement->resource == type->name && requirement->require->kind == Condition::Kind::never);
    if (!found && !never) missing.insert(type->name);
  }
  EXPECT_EQ(missing, std::set<std::string>());
}

}  // namespace
}  // namespace parapet::guardrails::test
