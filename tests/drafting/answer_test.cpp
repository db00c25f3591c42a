#include "drafting/answer.hpp"

#include <gtest/gtest.h>

namespace parapet::drafting {
namespace {

const std::string one = R"({"item": 1, "name": "N.", "description": "D.", "domain": "data protection"})";

std::string text_of(const Answer& answer) {
  std::string text;
  for (const auto& [number, written] : answer.items) {
    text += std::to_string(number) + ": " + written.name + "|" + written.description + "|" + written.domain;
    for (const std::string& complaint : written.complaints) text += " [" + complaint + "]";
    text += "\n";
  }
  for (const std::string& complaint : answer.complaints) text += complaint + "\n";
  for (const std::string& note : answer.notes) text += "note: " + note + "\n";
  return text;
}

std::string read(std::string_view text, std::size_t count = 2) { return text_of(read_answer(text, count)); }

TEST(Answer, IsAnArray) {
  EXPECT_EQ(read("[" + one + "]"), "1: N.|D.|data protection\n");
  EXPECT_EQ(read(" \r\n[" + one + "]\n"), "1: N.|D.|data protection\n");
  EXPECT_EQ(read("[]"), "");
}

TEST(Answer, MayStandInAFence) {
  EXPECT_EQ(read("Sure!\n```json\r\n[" + one + "]\n```\nBye."), "1: N.|D.|data protection\n");
  EXPECT_EQ(read("```\n[" + one + "]```"), "1: N.|D.|data protection\n");
  EXPECT_EQ(read("```\n[]"), "the answer: the fence ``` is not closed\n");
  EXPECT_EQ(read("```[]```"), "the answer: the fence ``` is not closed\n");
  EXPECT_EQ(read("```\n[]\n```\n```\n[]\n```"), "the answer: expected one JSON array, found more than one fence ```\n");
}

TEST(Answer, ThatIsNoneIsAComplaint) {
  EXPECT_EQ(read(""), "the answer: expected a JSON array, found no text\n");
  EXPECT_EQ(read(one), "the answer /: expected an array, found {\"item\":1,\"name\":\"N.\",\"description\":\"D.\",\"domain\":\"data p...\n");
  EXPECT_EQ(read("null"), "the answer /: expected an array, found null\n");
  EXPECT_EQ(read(std::string("[]\0", 3)), "the answer: no JSON: it holds a NUL byte\n");
  EXPECT_EQ(read(std::string(300'000, '[')), "the answer: is longer than 256 KiB\n");
  EXPECT_EQ(read(std::string(200'000, '[')), "the answer: nested deeper than 100 levels; no file of this kind needs that\n");
  EXPECT_EQ(read("[{\"item\": 1, \"item\": 2}]"), "the answer: the key \"item\" occurs twice in one object; keep one of them\n");
  EXPECT_EQ(read("[\"\xFF\"]").substr(0, 32), "the answer: no JSON: parse error");
  EXPECT_EQ(read("Sorry, no.").substr(0, 32), "the answer: no JSON: parse error");
}

TEST(Answer, ElementsHaveExactlyTheFields) {
  EXPECT_EQ(read(R"([{"item": 1, "name": "N.", "description": "D."}])"),
            "1: || [the answer /0: the field \"domain\" is missing]\n");
  EXPECT_EQ(read(R"([{"item": 1, "nam": "N."}])"),
            "1: || [the answer /0: unknown field \"nam\"; did you mean \"name\"?; known are item, name, description, domain]\n");
  EXPECT_EQ(read(R"([{"item": 1, "name": 5, "description": "D.", "domain": "d"}])"),
            "1: || [the answer /0/name: expected a string, found 5]\n");
  EXPECT_EQ(read(R"([{"item": 1, "name": "", "description": "D.", "domain": "d"}])"),
            "1: || [the answer /0/name: expected a string that is not empty, found \"\"]\n");
}

TEST(Answer, HoldsNothingInvisible) {
  for (const char* evil : {"a\\nb", "a\\u001b[31m", "a\\u202eb", "a\\u200bb", "\\u0000"})
    EXPECT_EQ(read(R"([{"item": 1, "name": "N.", "description": ")" + std::string(evil) + R"(", "domain": "d"}])"),
              "1: || [the answer /0/description: holds a line break, or a control or invisible character]\n");
  EXPECT_EQ(read(R"([{"item": 1, "name": ")" + std::string(201, 'x') + R"(", "description": "D.", "domain": "d"}])"),
            "1: || [the answer /0/name: is longer than 200 bytes]\n");
}

TEST(Answer, ItemsAreThoseThatWereAskedFor) {
  EXPECT_EQ(read("[" + one + "," + one + "]"), "1: N.|D.|data protection [the answer has this item twice]\n");
  EXPECT_EQ(read(R"([{"item": 3}])"), "note: the model answered for an item 3 of 2; dropped\n");
  for (const char* element : {"{}", "5", "[]", R"({"item": 0})", R"({"item": -1})", R"({"item": 1.5})", R"({"item": "1"})"})
    EXPECT_EQ(read("[" + std::string(element) + "]"), "the answer /0: has no \"item\" with the number of an element\n");
  EXPECT_EQ(read(R"([{"item": 18446744073709551615}])"),
            "note: the model answered for an item 18446744073709551615 of 2; dropped\n");
}

}  // namespace
}  // namespace parapet::drafting
