#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "modules/build.hpp"
#include "modules/render.hpp"
#include "parapet/guardrails/catalog.hpp"
#include "parapet/testing/golden.hpp"
#include "schema/reader.hpp"

namespace parapet::modules::test {
namespace {

using testing::MatchesGolden;

std::string text_of_file(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

/// The project's own catalog on the newest provider that comes with the command.
TEST(GoldenModules, AreAsTheyWereApproved) {
  const schema::Schema schema = schema::read_schema_file("providers/aws/6.66.0.schema.json.gz");
  const Settings settings = read_settings(text_of_file("secure_templates/modules.json"), "secure_templates/modules.json");
  const Division division({guardrails::compiled_requirements(), schema.provider(), "6.66.0", settings, guardrails::Tier::regulated});
  for (const std::string service : {"kms", "sqs"}) {
    const Module module = build_module(division, service);
    const std::string folder = "tests/modules/golden/" + service;
    EXPECT_THAT(main_file(module), MatchesGolden(folder + "/main.tf"));
    EXPECT_THAT(variables_file(module), MatchesGolden(folder + "/variables.tf"));
    EXPECT_THAT(notes_file(module), MatchesGolden(folder + "/notes.md"));
  }
}

}  // namespace
}  // namespace parapet::modules::test
