#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "parapet/document/read.hpp"
#include "parapet/guardrails/catalog.hpp"
#include "parapet/guardrails/check.hpp"

/// Every requirement of the catalog has an example that passes and one that fails (examples/<service>.json). `bases`
/// are documents that meet everything; an example names its base and a merge patch (RFC 7386) that makes it fail, and
/// where. `also` is what else the patch violates, `inherent` what resources that are never allowed violate before it.
namespace parapet::guardrails {
namespace {

using Json = nlohmann::json;

struct Example {
  std::string requirement;
  std::string base_name;
  Json base;
  Json fail;
  std::string at;
  std::set<std::string> also;
  std::set<std::string> inherent;
};

std::vector<Example> read_examples() {
  std::vector<Example> examples;
  const std::filesystem::path folder = std::filesystem::path(PARAPET_SOURCE_DIR) / "tests/catalog/examples";
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  for (const auto& file : files) {
    const Json json = Json::parse(std::ifstream(file));
    for (const Json& example : json.at("examples")) {
      const std::string base = example.at("base");
      Example read{example.at("requirement"),
                   base,
                   json.at("bases").at(base),
                   json.at("bases").at(base),
                   example.at("at"),
                   {},
                   {}};
      read.fail.merge_patch(example.at("fail"));
      read.also = example.value("also", std::set<std::string>());
      read.inherent = example.value("inherent", std::set<std::string>());
      examples.push_back(std::move(read));
    }
  }
  return examples;
}

const std::vector<Example>& examples() {
  static const std::vector<Example> all = read_examples();
  return all;
}

/// What a document violates in the strictest tier, and what it meets.
struct Outcome {
  std::set<std::string> passed;
  std::set<std::string> violated;
  std::vector<std::string> described;
  std::string place;  ///< attribute of the requirement that was asked for
  Status status = Status::pass;
};

Outcome judge(const Json& document, const std::string& requirement) {
  const std::vector<Document> documents{read_terraform_json(document.dump(), "example.tf.json")};
  const Report report = check_documents(documents, Options{.contact = {}, .tier = Tier::regulated, .keep_all = true});
  Outcome outcome;
  for (const Result& result : report.results) {
    const std::string id(result.requirement->id);
    if (result.status == Status::pass) outcome.passed.insert(id);
    if (result.status != Status::fail && result.status != Status::unknown) continue;
    outcome.violated.insert(id);
    outcome.described.push_back(id + " (" + std::string(text_of(result.status)) + ") " +
                                std::string(result.block->address) + " " + result.attribute_path + " = " +
                                result.value);
    if (id != requirement) continue;
    outcome.place = result.attribute_path;
    outcome.status = result.status;
  }
  return outcome;
}

class CatalogExample : public testing::TestWithParam<Example> {};

TEST_P(CatalogExample, PassesAsItShould) {
  const Example& example = GetParam();
  const Outcome outcome = judge(example.base, example.requirement);
  EXPECT_EQ(outcome.violated, example.inherent) << testing::PrintToString(outcome.described);
}

TEST_P(CatalogExample, FailsForExactlyThisRequirementAtThisAttribute) {
  const Example& example = GetParam();
  const Outcome outcome = judge(example.fail, example.requirement);
  std::set<std::string> expected = example.also;
  expected.insert(example.inherent.begin(), example.inherent.end());
  expected.insert(example.requirement);
  EXPECT_EQ(outcome.violated, expected) << testing::PrintToString(outcome.described);
  EXPECT_EQ(outcome.status, Status::fail) << testing::PrintToString(outcome.described);
  EXPECT_EQ(outcome.place, example.at);
}

std::string name_of(const testing::TestParamInfo<Example>& info) {
  std::string name = info.param.requirement;
  std::replace(name.begin(), name.end(), ':', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Catalog, CatalogExample, testing::ValuesIn(examples()), name_of);

bool is_never(const Requirement& requirement) { return requirement.require->kind == Condition::Kind::never; }

TEST(CatalogExamples, CoverEveryRequirementOnce) {
  std::multiset<std::string> with_example, in_catalog;
  for (const Example& example : examples()) with_example.insert(example.requirement);
  for (const Requirement* requirement : compiled_requirements()) in_catalog.insert(std::string(requirement->id));
  EXPECT_EQ(with_example, in_catalog);
}

TEST(CatalogExamples, MeetTheRequirementInTheirBaseInsteadOfEscapingIt) {
  for (const Requirement* requirement : compiled_requirements()) {
    if (is_never(*requirement)) continue;
    const auto example = std::find_if(examples().begin(), examples().end(),
                                      [&](const Example& one) { return one.requirement == requirement->id; });
    ASSERT_NE(example, examples().end()) << requirement->id;
    EXPECT_TRUE(judge(example->base, example->requirement).passed.contains(example->requirement))
        << requirement->id << " does not concern its base " << example->base_name;
  }
}

}  // namespace
}  // namespace parapet::guardrails
