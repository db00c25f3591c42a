#include "catalog/examples.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "parapet/guardrails/catalog.hpp"

namespace parapet::guardrails::test {
namespace {

class CatalogExample : public testing::TestWithParam<Example> {};

TEST_P(CatalogExample, PassesAsItShould) {
  const Outcome outcome = judge(GetParam().base);
  EXPECT_EQ(outcome.violated, GetParam().inherent) << testing::PrintToString(outcome.described);
}

TEST_P(CatalogExample, FailsForExactlyThisRequirementAtThisAttribute) {
  const Example& example = GetParam();
  const Outcome outcome = judge(example.fail);
  std::set<std::string> expected = example.also;
  for (const std::string& id : example.inherent) {
    if (!example.cures.contains(id)) expected.insert(id);
  }
  expected.insert(example.requirement);
  EXPECT_EQ(outcome.violated, expected) << testing::PrintToString(outcome.described);
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
    EXPECT_TRUE(judge(example->base).passed.contains(example->requirement))
        << requirement->id << " does not concern its base " << example->base_name;
  }
}

}  // namespace
}  // namespace parapet::guardrails::test
