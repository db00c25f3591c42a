#include "drafting/bedrock.hpp"

#include <gtest/gtest.h>

#include "drafting/world.hpp"

namespace parapet::drafting::test {
namespace {

using std::chrono::milliseconds;

const std::string good_body =
    R"({"output": {"message": {"content": [{"text": "[]"}]}}, "stopReason": "end_turn", "usage": {"inputTokens": 70, "outputTokens": 30}})";
const Prompt prompt{"Be exact.", "Write one.", 500};

/// Answers in their order; the last one goes on.
struct Talk {
  World world;
  std::vector<Response> answers;
  Options options{.model = "x.y-v1:0", .region = "eu-central-1"};
  Budget budget{100'000};
  std::vector<std::string> waits;

  explicit Talk(std::vector<Response> given) : answers(std::move(given)) {
    world.variables["AWS_ACCESS_KEY_ID"] = "AKIDX";
    world.variables["AWS_SECRET_ACCESS_KEY"] = "verysecret";
    world.network = [this](const Request&) { return answers[std::min(world.requests.size(), answers.size()) - 1]; };
  }

  void converse() {
    const System system = world.system();
    Bedrock bedrock(system, options, budget, [this](const std::string& what) { waits.push_back(what); });
    bedrock.converse(prompt);
  }
  std::string run() {
    return error_of([this] { converse(); });
  }
};

Response throttled(const std::string& retry_after = "") {
  Response response{429, {{"x-amzn-errortype", "ThrottlingException:http://x/"}}, R"({"message": "slow down"})"};
  if (!retry_after.empty()) response.headers["retry-after"] = retry_after;
  return response;
}

TEST(Bedrock, CountsWhatTheModelUsed) {
  Talk talk({{200, {}, good_body}});
  EXPECT_EQ(talk.run(), "no error");
  EXPECT_EQ(talk.budget.usage().tokens(), 100u);
  EXPECT_EQ(talk.world.requests.at(0).url, "https://bedrock-runtime.eu-central-1.amazonaws.com/model/x.y-v1%3A0/converse");
}

TEST(Bedrock, WaitsLongerEachTime) {
  Talk talk({throttled()});
  talk.options.attempts = 7;
  EXPECT_EQ(talk.run(), "Bedrock (eu-central-1): HTTP 429 ThrottlingException: slow down, in 7 attempts");
  EXPECT_EQ(talk.world.pauses, (std::vector<milliseconds>{milliseconds(1000), milliseconds(2000), milliseconds(4000),
                                                          milliseconds(8000), milliseconds(16000), milliseconds(20000)}));
  EXPECT_EQ(talk.waits.at(0), "waiting 1.0 s: HTTP 429 ThrottlingException: slow down");
  EXPECT_EQ(talk.budget.usage().requests, 7u);
  EXPECT_EQ(talk.budget.usage().retries, 6u);
  EXPECT_EQ(talk.budget.usage().tokens(), 0u);
}

TEST(Bedrock, DrawsHalfOfAPause) {
  Talk talk({throttled(), {200, {}, good_body}});
  talk.world.drawn = 0;
  EXPECT_EQ(talk.run(), "no error");
  EXPECT_EQ(talk.world.pauses, std::vector<milliseconds>{milliseconds(500)});
}

TEST(Bedrock, HonoursRetryAfter) {
  Talk talk({throttled("30"), throttled("Fri, 15 Jan 2027 08:00:40 GMT"), throttled("soon"), {200, {}, good_body}});
  EXPECT_EQ(talk.run(), "no error");
  EXPECT_EQ(talk.world.pauses,
            (std::vector<milliseconds>{milliseconds(30000), milliseconds(10000), milliseconds(4000)}));
}

TEST(Bedrock, DoesNotWaitForHours) {
  Talk talk({throttled("3600")});
  EXPECT_EQ(talk.run(),
            "Bedrock (eu-central-1): HTTP 429 ThrottlingException: slow down; it asks to wait 3600.0 s, try then");
  EXPECT_TRUE(talk.world.pauses.empty());
}

TEST(Bedrock, TellsNoAnswerFromARefusal) {
  EXPECT_THROW(Talk({throttled()}).converse(), Unavailable);
  EXPECT_THROW(Talk({throttled("3600")}).converse(), Unavailable);
  try {
    Talk({{403, {{"x-amzn-errortype", "AccessDeniedException"}}, "{}"}}).converse();
    FAIL() << "no error";
  } catch (const Error& error) {
    EXPECT_EQ(dynamic_cast<const Unavailable*>(&error), nullptr) << "what was given is at fault";
  }
}

TEST(Bedrock, AsksAgainForWhatPasses) {
  for (const Response& passing :
       {Response{500, {}, ""}, Response{503, {}, "<html>"}, Response{408, {{"x-amzn-errortype", "ModelTimeoutException"}}, ""},
        Response{400, {}, R"({"__type": "com.amazon#ThrottlingException"})"},
        Response{429, {{"x-amzn-errortype", "ModelNotReadyException"}}, ""}, Response{200, {}, "{"}}) {
    Talk talk({passing, {200, {}, good_body}});
    EXPECT_EQ(talk.run(), "no error");
    EXPECT_EQ(talk.world.requests.size(), 2u);
  }
}

TEST(Bedrock, DoesNotAskAgainForWhatStays) {
  Talk talk({{400, {{"x-amzn-errortype", "ValidationException"}}, R"({"message": "The model id is wrong"})"}});
  EXPECT_EQ(talk.run(),
            "Bedrock (eu-central-1): HTTP 400 ValidationException: The model id is wrong; check --model and --region, and "
            "whether the model needs an inference profile");
  EXPECT_EQ(talk.world.requests.size(), 1u);
}

TEST(Bedrock, HidesSecretsWhereverTheyAreRepeated) {
  Talk talk({{403, {{"x-amzn-errortype", "AKIDX"}}, R"({"message": "not verysecret nor AKIDX"})"}});
  EXPECT_EQ(talk.run(),
            "Bedrock (eu-central-1): HTTP 403 [hidden]: not [hidden] nor [hidden]; check the credentials, the region and "
            "the clock of this machine");
}

TEST(Bedrock, ChargesForAnswersThatNeverCame) {
  Talk talk({});
  talk.budget = Budget(1200);
  talk.world.network = [](const Request&) -> Response { throw TransportError("Operation timed out", true, true); };
  EXPECT_EQ(talk.run(), "the budget of 1200 tokens does not last: 1118 are used");
  EXPECT_EQ(talk.world.requests.size(), 2u);
  EXPECT_EQ(talk.budget.usage().unanswered_tokens, 2 * prompt.cost());
}

TEST(Bedrock, ModelsAreIds) {
  for (const char* model : {"", "..", "a/../b", "/a", "a b", "a?b", "a%2Fb", "a\nb", "\xC3\xA9"}) {
    Talk talk({{200, {}, good_body}});
    talk.options.model = model;
    EXPECT_EQ(talk.run(), "--model: expected the id of a model of Bedrock, an inference profile, or the ARN of one") << model;
  }
}

}  // namespace
}  // namespace parapet::drafting::test
