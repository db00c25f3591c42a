#include <gtest/gtest.h>

#include "cli/drafting_options.hpp"
#include "drafting/world.hpp"

namespace parapet::cli {
namespace {

using drafting::test::error_of;

std::string parse(DraftingOptions& options, const std::string& arguments) {
  CLI::App app("", "generate");
  add_drafting(app, options);
  return error_of([&] { app.parse(arguments); });
}

std::string refusal(const std::string& arguments) {
  DraftingOptions options;
  return parse(options, arguments);
}

TEST(DraftingOptions, AreTaken) {
  DraftingOptions options;
  EXPECT_EQ(parse(options, "--draft bedrock --model a.b-v1:0 --region eu-central-1 --draft-tokens 5000"), "no error");
  EXPECT_EQ(options.by, "bedrock");
  EXPECT_EQ(options.how.model, "a.b-v1:0");
  EXPECT_EQ(options.how.region, "eu-central-1");
  EXPECT_EQ(options.how.tokens, 5000u);
  EXPECT_TRUE(make_drafter(options));
}

TEST(DraftingOptions, NobodyDraftsUnasked) {
  DraftingOptions options;
  EXPECT_EQ(parse(options, ""), "no error");
  EXPECT_FALSE(make_drafter(options));
}

TEST(DraftingOptions, BelongTogether) {
  EXPECT_EQ(refusal("--draft bedrock"), "--draft requires --model");
  EXPECT_EQ(refusal("--model a"), "--model requires --draft");
  EXPECT_EQ(refusal("--region a"), "--region requires --draft");
  EXPECT_EQ(refusal("--draft openai --model a"), "--draft: openai not in {bedrock}");
  EXPECT_EQ(refusal("--draft bedrock --model a --draft-tokens 0"), "--draft-tokens: Value 0 not in range 1 to 1000000000");
}

TEST(DraftingOptions, NoGapsNeedNoCredentials) {
  DraftingOptions options;
  ASSERT_EQ(parse(options, "--draft bedrock --model a"), "no error");
  const drafting::Outcome outcome = make_drafter(options)({}, [](std::string_view) { return std::vector<std::string>(); });
  EXPECT_TRUE(outcome.drafts.empty() && outcome.refused.empty() && outcome.stopped.empty());
}

TEST(DraftingOptions, SayWhatWasUsed) {
  EXPECT_EQ(usage_text({5210, 1400, 0, 4, 1}), "4 requests (1 repeated), 5210 tokens read, 1400 written");
  EXPECT_EQ(usage_text({5, 1, 700, 1, 0}),
            "1 request, 5 tokens read, 1 written, up to 700 by requests without an answer");
}

}  // namespace
}  // namespace parapet::cli
