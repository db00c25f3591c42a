#include <gtest/gtest.h>

#include <cstdio>

#include "google/files.hpp"
#include "parapet/testing.hpp"

/// The command with another cloud's catalog: nothing but the folder says that it is another.
namespace parapet::guardrails::test {
namespace {

struct Ran {
  int status;
  std::string output;
};

Ran run(const std::string& arguments) {
  const std::string command = "'" PARAPET_PROGRAM "' " + arguments;
  FILE* pipe = popen(command.c_str(), "r");
  std::string output;
  char part[4096];
  while (const std::size_t size = std::fread(part, 1, sizeof part, pipe)) output.append(part, size);
  return {pclose(pipe), output};
}

const std::string catalog_option = "--catalog '" + (google_folder / "catalog").string() + "'";

TEST(GoogleCommand, GeneratesRequirements) {
  const Ran ran = run("requirements generate --service clouddns " + catalog_option + " 2>/dev/null");
  EXPECT_EQ(ran.status, 0);
  EXPECT_THAT(ran.output, testing::MatchesGolden("tests/google/golden/clouddns.requirements.json"));
}

TEST(GoogleCommand, NamesTheServicesOfTheCatalog) {
  const Ran ran = run("requirements generate --service clouddnss " + catalog_option + " 2>&1");
  EXPECT_NE(ran.status, 0);
  EXPECT_EQ(ran.output,
            "parapet: --service clouddnss: the catalog has no such service; did you mean \"clouddns\"?\n");
}

}  // namespace
}  // namespace parapet::guardrails::test
