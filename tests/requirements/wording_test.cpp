#include "requirements/wording.hpp"

#include <gtest/gtest.h>

namespace parapet::requirements {
namespace {

/// Name and description of a setting of `acme_till`, `/` between them.
std::string words(const Setting& setting) {
  const std::optional<Wording> found = words_for("acme_till", setting);
  return found ? found->name + "/" + found->description : "nothing";
}

TEST(DraftWording, FollowsFromTheFacts) {
  EXPECT_EQ(words({"lock.on", Wish::one_of, {true}}),
            "Every `acme_till` sets `lock.on` to true./`lock.on` of every `acme_till` is true.");
  EXPECT_EQ(words({"mode", Wish::one_of, {"a", "b"}}),
            "Every `acme_till` sets `mode` to one of `a`, `b`./`mode` of every `acme_till` is one of `a`, `b`.");
  EXPECT_EQ(words({"mode", Wish::none_of, {"a"}}),
            "No `acme_till` sets `mode` to `a`./`mode` of no `acme_till` is `a`.");
  EXPECT_EQ(words({"mode", Wish::none_of, {"a", 2}}),
            "No `acme_till` sets `mode` to one of `a`, 2./`mode` of no `acme_till` is one of `a`, 2.");
  EXPECT_EQ(words({"key", Wish::exists}), "Every `acme_till` sets `key`./`key` of every `acme_till` is set.");
  EXPECT_EQ(words({"key", Wish::not_exists}), "No `acme_till` sets `key`./`key` of no `acme_till` is set.");
  EXPECT_EQ(words({"logs", Wish::contains, {"audit"}}),
            "Every `acme_till` lists `audit` in `logs`./`logs` of every `acme_till` contains `audit`.");
  EXPECT_EQ(words({"logs", Wish::not_contains, {"audit"}}),
            "No `acme_till` lists `audit` in `logs`./`logs` of no `acme_till` contains `audit`.");
  EXPECT_EQ(words({"days", Wish::at_least, {7}}),
            "Every `acme_till` sets `days` to 7 at the least./`days` of every `acme_till` is at least 7.");
  EXPECT_EQ(words({"days", Wish::at_most, {7}}),
            "Every `acme_till` sets `days` to 7 at the most./`days` of every `acme_till` is at most 7.");
}

TEST(DraftWording, SaysNothingThatNobodyKnows) {
  EXPECT_EQ(words({"mode"}), "nothing");
  EXPECT_EQ(words({"mode", Wish::example, {true}}), "nothing");
  for (const Json& value : {Json("a`b"), Json("a\nb"), Json(""), Json(std::string(81, 'x')), Json(Json::value_t::null)})
    EXPECT_EQ(words({"mode", Wish::one_of, {value}}), "nothing") << value;
}

}  // namespace
}  // namespace parapet::requirements
