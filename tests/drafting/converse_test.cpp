#include "drafting/converse.hpp"

#include <gtest/gtest.h>

#include "drafting/world.hpp"

namespace parapet::drafting::test {
namespace {

TEST(Converse, AsksWithInstructionsAndOneMessage) {
  EXPECT_EQ(converse_body({"Be exact.", "Write \"one\"\xFF.", 600}),
            R"({"system":[{"text":"Be exact."}],"messages":[{"role":"user","content":[{"text":"Write \"one\"�."}]}],)"
            R"("inferenceConfig":{"maxTokens":600}})");
}

std::string body(const std::string& content, const std::string& usage = R"({"inputTokens": 7, "outputTokens": 5})") {
  return R"({"output": {"message": {"role": "assistant", "content": )" + content +
         R"(}}, "stopReason": "end_turn", "usage": )" + usage + "}";
}

TEST(Converse, TakesTheTextAndTheUsage) {
  const Reply reply = read_reply(body(R"([{"reasoningContent": {"text": "hm"}}, {"text": "a"}, {"text": "b"}])"));
  EXPECT_EQ(reply.text, "ab");
  EXPECT_EQ(reply.stop_reason, "end_turn");
  EXPECT_EQ(reply.input_tokens, 7u);
  EXPECT_EQ(reply.output_tokens, 5u);
  EXPECT_EQ(read_reply(body("[]")).text, "");
}

TEST(Converse, RefusesOtherAnswers) {
  const auto refusal = [](const std::string& text) { return error_of([&] { read_reply(text); }); };
  const std::string start = "no answer of the Converse API: the answer ";
  EXPECT_EQ(refusal("[]"), start + "/: expected an object, found []");
  EXPECT_EQ(refusal("{}"), start + "/: the field \"usage\" is missing");
  EXPECT_EQ(refusal(body("5")), start + "/output/message/content: expected an array, found 5");
  EXPECT_EQ(refusal(body("[5]")), start + "/output/message/content/0: expected an object, found 5");
  EXPECT_EQ(refusal(body("[{\"text\": 1}]")), start + "/output/message/content/0/text: expected a string, found 1");
  EXPECT_EQ(refusal(body("[]", R"({"inputTokens": -1, "outputTokens": 5})")),
            start + "/usage/inputTokens: expected a count of tokens, found -1");
  EXPECT_EQ(refusal(body("[]", R"({"inputTokens": 1, "outputTokens": 99999999999})")),
            start + "/usage/outputTokens: expected a count of tokens, found 99999999999");
  EXPECT_EQ(refusal("").substr(0, start.size() - 11), start.substr(0, start.size() - 11));
}

}  // namespace
}  // namespace parapet::drafting::test
