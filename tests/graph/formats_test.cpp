#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "graph/samples.hpp"
#include "parapet/testing/golden.hpp"

namespace parapet::graph::test {
namespace {

using testing::MatchesGolden;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(GraphFormats, AreAsTheyWereApproved) {
  const Sample sample = sample_of({network, shop}, {two_stacks()});
  EXPECT_THAT(dot_text(sample.graph, Level::stacks), MatchesGolden("tests/graph/golden/stacks.dot"));
  EXPECT_THAT(dot_text(sample.graph, Level::resources), MatchesGolden("tests/graph/golden/resources.dot"));
  EXPECT_THAT(mermaid_text(sample.graph, Level::stacks), MatchesGolden("tests/graph/golden/stacks.mmd"));
  EXPECT_THAT(mermaid_text(sample.graph, Level::resources), MatchesGolden("tests/graph/golden/resources.mmd"));
  EXPECT_THAT(json_text(sample_of({network}).graph), MatchesGolden("tests/graph/golden/network.json"));
}

TEST(GraphFormats, OfNothingAreEmpty) {
  const Graph graph = sample_of({}).graph;
  EXPECT_EQ(json_text(graph), "{\n  \"stacks\": [],\n  \"nodes\": [],\n  \"edges\": []\n}\n");
  EXPECT_THAT(html_text(graph), HasSubstr(R"({"stacks":[],"nodes":[],"edges":[]}</script>)"));
}

TEST(GraphFormats, KeepNamesTextInDot) {
  EXPECT_THAT(dot_text(hostile(), Level::stacks),
              HasSubstr("\n  \"a\\\"]; b\\\\N </script><script>alert(1)</script> `x` #quot; %% --> ü\" [label=\"a\\\"]; b\\\\N "
                        "</script><script>alert(1)</script> `x` #quot; %% --> ü\\n1 resource\" color=\"#b42318\" "
                        "fillcolor=\"#fee4e2\"];\n}\n"));
}

TEST(GraphFormats, KeepNamesTextInMermaid) {
  EXPECT_THAT(mermaid_text(hostile(), Level::stacks),
              HasSubstr("  s0[\"a#34;#93;#59; b#92;N #60;/script#62;#60;script#62;alert#40;1#41;#60;/script#62; #96;x#96; "
                        "#35;quot#59; #37;#37; --#62; ü<br>1 resource\"]:::refused\n"));
}

TEST(GraphFormats, KeepNamesTextInHtml) {
  const std::string page = html_text(hostile());
  std::size_t scripts = 0;
  for (std::size_t at = 0; (at = page.find("</script>", at)) != std::string::npos; ++at) ++scripts;
  EXPECT_EQ(scripts, 2u);
  EXPECT_THAT(page, Not(HasSubstr("alert(1)</")));
  EXPECT_THAT(page, HasSubstr("default-src 'none'"));
}

TEST(GraphFormats, AreJsonWhateverTheNames) {
  const nlohmann::json read = nlohmann::json::parse(json_text(hostile()));
  EXPECT_EQ(read["nodes"][0]["name"], hostile().nodes[0].name);
  Graph broken;
  broken.stacks.push_back({"\xff", {}, 0, 0, State::clear});
  EXPECT_EQ(nlohmann::json::parse(json_text(broken))["stacks"][0]["name"], "\xef\xbf\xbd");
}

}  // namespace
}  // namespace parapet::graph::test
