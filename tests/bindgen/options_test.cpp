#include <gtest/gtest.h>

#include "bindgen_run.hpp"

namespace parapet::bindgen::testing {
namespace {

const std::string usage =
    "usage: parapet-bindgen --schema FILE --out FOLDER [--version VERSION] [--namespace NAME] [--provider SOURCE]\n"
    "                       [--shapes-from FILE]";

void expect_failure(const std::string& arguments, const std::string& message) {
  const RunResult run = run_bindgen(arguments);
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_EQ(run.errors, "parapet-bindgen: " + message + "\n");
}

TEST(Options, AskForSchemaAndFolder) {
  expect_failure("--out x", "--schema is missing\n" + usage);
  expect_failure("--schema 1.0.schema.json", "--out is missing\n" + usage);
}

TEST(Options, RefuseWhatTheyDoNotKnow) {
  expect_failure("--shema x", "unknown option --shema\n" + usage);
  expect_failure("--schema", "--schema needs a value\n" + usage);
}

TEST(Options, AskForTheVersionWhenTheFileNameHasNone) {
  expect_failure("--schema schema.json --out x",
                 "--version is missing: schema.json has no version in its name, and a schema has none inside");
}

TEST(Options, RefuseWhatCannotStandInCode) {
  expect_failure("--schema s.json --out x --version '1.0\"'",
                 "--version: expected a version like 6.66.0, found `1.0\"`");
  expect_failure("--schema s.json --out x --version 1.0 --namespace random",
                 "--namespace: `random` cannot be a namespace; `random_` can");
  expect_failure("--schema s.json --out x --version 1.0 --namespace a-b",
                 "--namespace: `a-b` cannot be a namespace; `a_b` can");
}

TEST(Options, NameTheFileThatCannotBeRead) {
  expect_failure("--schema 1.0.schema.json --out x", "1.0.schema.json: cannot be read: No such file or directory");
}

TEST(Options, ListTheProvidersWhenAnotherIsAskedFor) {
  const std::string schema = (test_folder / "acme/1.2.3.schema.json").string();
  expect_failure("--schema " + schema + " --out x --provider hashicorp/aws",
                 "the schema has no provider `hashicorp/aws`; it has example/acme");
}

}  // namespace
}  // namespace parapet::bindgen::testing
