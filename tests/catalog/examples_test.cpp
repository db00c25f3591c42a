#include "catalog/examples.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "parapet/guardrails/catalog.hpp"

namespace parapet::guardrails::test {
namespace {

/// The requirements that apply to this version of the provider.
const std::set<std::string>& compiled_ids() {
  static const std::set<std::string> ids = [] {
    std::set<std::string> all;
    for (const Requirement* requirement : compiled_requirements()) all.insert(std::string(requirement->id));
    return all;
  }();
  return ids;
}

std::set<std::string> that_apply(std::set<std::string> ids) {
  std::erase_if(ids, [](const std::string& id) { return !compiled_ids().contains(id); });
  return ids;
}

std::vector<Example> examples_that_apply() {
  std::vector<Example> found;
  for (const Example& example : examples()) {
    if (compiled_ids().contains(example.requirement)) found.push_back(example);
  }
  return found;
}

class CatalogExample : public testing::TestWithParam<Example> {};

TEST_P(CatalogExample, PassesAsItShould) {
  const Outcome outcome = judge(GetParam().base);
  EXPECT_EQ(outcome.violated, that_apply(GetParam().inherent)) << testing::PrintToString(outcome.described);
}

TEST_P(CatalogExample, FailsForExactlyThisRequirementAtThisAttribute) {
  const Example& example = GetParam();
  const Outcome outcome = judge(example.fail);
  std::set<std::string> expected = example.also;
  for (const std::string& id : example.inherent) {
    if (!example.cures.contains(id)) expected.insert(id);
  }
  expected.insert(example.requirement);
  EXPECT_EQ(outcome.violated, that_apply(expected)) << testing::PrintToString(outcome.described);
  EXPECT_EQ(outcome.status.at(example.requirement), "fail") << testing::PrintToString(outcome.described);
  EXPECT_EQ(outcome.place.at(example.requirement), example.at);
}

TEST_P(CatalogExample, EndsAsItShouldWhereNothingOrNothingKnownIsThere) {
  for (const Variant& variant : GetParam().variants)
    EXPECT_EQ(judge(variant.document).status[GetParam().requirement], variant.status) << variant.what;
}

TEST_P(CatalogExample, EndsAsCheckovShouldSay) {
  for (const Variant& variant : GetParam().checkov)
    EXPECT_EQ(judge(variant.document).status[GetParam().requirement], variant.status) << variant.what;
}

std::string name_of(const testing::TestParamInfo<Example>& info) {
  std::string name = info.param.requirement;
  std::replace(name.begin(), name.end(), ':', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Catalog, CatalogExample, testing::ValuesIn(examples_that_apply()), name_of);

bool is_never(const Requirement& requirement) { return requirement.require->kind == Condition::Kind::never; }

TEST(CatalogExamples, CoverEveryRequirementOnce) {
  std::multiset<std::string> with_example;
  bool newest = false;  // older versions leave requirements out
  for (const Requirement* requirement : compiled_requirements()) newest = newest || !requirement->since.empty();
  for (const Example& example : examples()) {
    if (newest || compiled_ids().contains(example.requirement)) with_example.insert(example.requirement);
  }
  EXPECT_EQ(with_example, std::multiset<std::string>(compiled_ids().begin(), compiled_ids().end()));
}

TEST(CatalogExamples, MeetTheRequirementInTheirBaseInsteadOfEscapingIt) {
  for (const Requirement* requirement : compiled_requirements()) {
    if (is_never(*requirement)) continue;
    const auto example = std::find_if(examples().begin(), examples().end(),
                                      [&](const Example& one) { return one.requirement == requirement->id; });
    ASSERT_NE(example, examples().end()) << requirement->id;
    EXPECT_TRUE(judge(example->base).passed.contains(example->requirement))
        << requirement->id << " does not concern its base " << example->base_name;
  }
}

}  // namespace
}  // namespace parapet::guardrails::test
