#include "parapet/testing/golden.hpp"

#include <gmock/gmock.h>

#include "core/acme.hpp"
#include "core/support.hpp"
#include "parapet/testing/synth.hpp"

namespace parapet::testing {
namespace {

using ::testing::Matcher;

class Golden : public ::testing::Test {
 protected:
  test::TempFolder folder;
  test::Environment approve{"PARAPET_APPROVE", nullptr};
  test::Environment ci{"CI", nullptr};
  std::string path = folder / "golden/x.json";

  std::pair<bool, std::string> match(const std::string& text) const {
    ::testing::StringMatchResultListener listener;
    const bool matches = Matcher<const std::string&>(MatchesGolden(path)).MatchAndExplain(text, &listener);
    return {matches, listener.str()};
  }
  std::string hint() const { return "\nIf this is as it should be, run the test again with PARAPET_APPROVE=1 and commit " + path; }
};

using Result = std::pair<bool, std::string>;

TEST_F(Golden, MatchesTheSameText) {
  folder.write("golden/x.json", "a\nb\n");
  EXPECT_EQ(match("a\nb\n"), Result(true, ""));
}

TEST_F(Golden, ShowsWhatDiffers) {
  folder.write("golden/x.json", "a\nb\nc\nd\n");
  EXPECT_EQ(match("a\nB\nB2\nd\n"), Result(false, "from line 2:\n- b\n- c\n+ B\n+ B2" + hint()));
  EXPECT_EQ(match("a\nb\nd\n"), Result(false, "from line 3:\n- c" + hint()));
}

TEST_F(Golden, ShowsNotTooMuch) {
  std::string many;
  for (int i = 0; i < 20; ++i) many += std::to_string(i) + "\n";
  folder.write("golden/x.json", "");
  EXPECT_EQ(match(many), Result(false, "from line 1:\n+ 0\n+ 1\n+ 2\n+ 3\n+ 4\n+ 5\n+ 6\n+ 7\n+ 8\n+ 9\n+ 10\n+ 11\n+ ... 8 more lines" + hint()));
}

TEST_F(Golden, FailsWithoutFile) { EXPECT_EQ(match("a"), Result(false, path + " cannot be read" + hint())); }

TEST_F(Golden, IsReplacedWhenApproved) {
  const test::Environment yes("PARAPET_APPROVE", "1");
  EXPECT_EQ(match("new\n"), Result(true, "approved: it is the content of " + path));
  EXPECT_EQ(folder.files(), (std::map<std::string, std::string>{{"golden/", ""}, {"golden/x.json", "new\n"}}));
  EXPECT_EQ(match("newer\n"), Result(true, "approved: it is the content of " + path));
  EXPECT_EQ(folder.read("golden/x.json"), "newer\n");
}

TEST_F(Golden, IsNotReplacedInCi) {
  const test::Environment yes("PARAPET_APPROVE", "1");
  const test::Environment in_ci("CI", "true");
  folder.write("golden/x.json", "old\n");
  EXPECT_EQ(match("new\n"), Result(false, "PARAPET_APPROVE is set, but in CI nothing is approved; approve on your machine and commit " + path));
  EXPECT_EQ(folder.read("golden/x.json"), "old\n");
}

TEST_F(Golden, OfADocumentHasNoPlacesInTheProgram) {
  const test::Environment yes("PARAPET_APPROVE", "1");
  const auto build = [](App& app) { acme::Widget(Stack(app, "s"), "w", {.labels = {{"file", "kept"}, {"line", "kept"}}}); };
  EXPECT_THAT(synth(build).only(), MatchesGolden(path));
  const nlohmann::json block = nlohmann::json::parse(folder.read("golden/x.json")).at("resource").at("acme_widget").at("w");
  EXPECT_EQ(block, (nlohmann::json{{"//", {{"metadata", {{"path", "s/w"}, {"uniqueId", "w"}}}}}, {"labels", {{"file", "kept"}, {"line", "kept"}}}}));
}

}  // namespace
}  // namespace parapet::testing
