#include "pipeline/yaml.hpp"

#include <gtest/gtest.h>

#include "parapet/error.hpp"

namespace parapet::pipeline::test {
namespace {

TEST(Yaml, IndentsMapsAndLists) {
  EXPECT_EQ(yaml_text({{"a", {{"b", 1}, {"c", {true, "x"}}}}, {"d", Node::object()}, {"e", Node::array()}}),
            "a:\n  b: 1\n  c:\n    - true\n    - x\nd: {}\ne: []\n");
  EXPECT_EQ(yaml_text({{"steps", Node::array({{{"run", "ls"}, {"env", {{"A", "1"}}}}, {{"uses", "x"}}})}}),
            "steps:\n  - run: ls\n    env:\n      A: \"1\"\n  - uses: x\n");
}

TEST(Yaml, QuotesWhatWouldBeSomethingElse) {
  for (const char* text : {"", "yes", "No", "on", "null", "~", "1", "1.11.4", "0x1f", "12:30", "a: b", "a #b", "- a", "*a",
                           "&a", "!a", "%a", "@a", "`a", "{a}", "[a]", "\"a\"", "'a'", "a\\b", " a", "a ", "?a", "|a", "ü"}) {
    const std::string yaml = yaml_text({{"k", text}});
    EXPECT_EQ(yaml.substr(0, 4), "k: \"") << yaml;
  }
  EXPECT_EQ(yaml_text({{"k", "a \"b\" \\c"}}), "k: \"a \\\"b\\\" \\\\c\"\n");
  EXPECT_EQ(yaml_text({{"yes", 1}, {"on", 2}, {"a b", 3}, {"1", 4}}), "\"yes\": 1\non: 2\na b: 3\n\"1\": 4\n");
}

TEST(Yaml, KeepsLinesAsBlocks) {
  EXPECT_EQ(yaml_text({{"run", "if a; then\n  b\nfi\n\nc\n"}}), "run: |\n  if a; then\n    b\n  fi\n\n  c\n");
  EXPECT_THROW(yaml_text({{"run", " a\nb\n"}}), Error);
  EXPECT_THROW(yaml_text({{"run", "a\nb"}}), Error);
}

TEST(Yaml, RefusesControlCharacters) {
  EXPECT_THROW(yaml_text({{"run", "a\x1b[31m"}}), Error);
  EXPECT_THROW(yaml_text({{"steps", Node::array({{{"run", "a\rb"}}})}}), Error);
}

TEST(Yaml, PutsCommentsBehindTexts) {
  EXPECT_EQ(yaml_text({{"uses", "a@1f"}, {"run", "b"}}, {{"a@1f", "v1"}}), "uses: a@1f # v1\nrun: b\n");
}

}  // namespace
}  // namespace parapet::pipeline::test
