#include <gmock/gmock.h>
#include <secure_templates/ecr.hpp>

#include "parapet/expression.hpp"

#include "secure_templates/assemblies.hpp"

namespace secure_templates_test {
namespace {

TEST_F(Assemblies, LetOldImagesOfARepositoryExpire) {
  secure::ImageRepository shop(stack, "shop", aws::ecr_repository{.name = "shop"});
  EXPECT_EQ(resources(), (Resources{"shop aws_ecr_repository", "shop/lifecycle aws_ecr_lifecycle_policy"}));
  const auto written = document();
  const auto made = written.resource_at("production/shop");
  EXPECT_TRUE(made["image_tag_mutability"] == "IMMUTABLE");
  EXPECT_EQ(made["encryption_configuration"].json(),
            std::string(R"([{"encryption_type":"KMS","kms_key":")") + key_arn + R"("}])");
  const auto lifecycle = written.resource_at("production/shop/lifecycle");
  EXPECT_TRUE(lifecycle["repository"] == shop.name());
  EXPECT_THAT(lifecycle["policy"].json(),
              testing::HasSubstr(R"(\"selection\" = {\"countNumber\" = 14, \"countType\" = \"sinceImagePushed\")"));
  EXPECT_THAT(lifecycle["policy"].json(), testing::HasSubstr(R"(\"countNumber\" = 100)"));
}

TEST_F(Assemblies, LetOthersPullFromARepository) {
  secure::ImageRepository(stack, "shop", aws::ecr_repository{.name = "shop"},
                          secure::repository_options{.pulled_by = {"arn:aws:iam::444455556666:root"}});
  EXPECT_EQ(sids(document().resource_at("production/shop/policy")["policy"]), Sids{"Pull"});
}

TEST_F(Assemblies, MakeTheRulesOfARepositoryForEachOfItsInstances) {
  const parapet::Map<parapet::Str> names = {{"a", "shop"}, {"b", "stock"}};
  secure::ImageRepository(stack, "all", aws::ecr_repository{.for_each = names, .name = parapet::each::value()});
  const auto lifecycle = document().resource_at("production/all/lifecycle");
  EXPECT_EQ(lifecycle["for_each"].json(), R"({"a":"shop","b":"stock"})");
  EXPECT_EQ(lifecycle["repository"].json(), R"("${aws_ecr_repository.all[each.key].name}")");
}

TEST_F(Assemblies, RefuseEverythingAboutARepositoryAtOnce) {
  EXPECT_EQ(violations([&] {
              secure::ImageRepository(stack, "x",
                                      aws::ecr_repository{.force_delete = true, .image_tag_mutability = "MUTABLE"},
                                      secure::repository_options{.pulled_by = {"*"}});
            }),
            (Refusals{"ecr:001 image_tag_mutability", "ecr:005 force_delete", "ecr:007 policy.Statement[0]"}));
  EXPECT_FALSE(stack.node().try_find_child("x"));
}

}  // namespace
}  // namespace secure_templates_test
