#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/command.hpp"
#include "schema/file.hpp"

namespace parapet::cli::test {
namespace {

using ::testing::HasSubstr;

/// A project, and an engine that only pretends to fetch.
class Get : public ::testing::Test {
 protected:
  Get() {
    setenv("TERRAFORM_BINARY_NAME", PARAPET_SOURCE_DIR "/tests/cli/fake_registry.sh", 1);
    setenv("FAKE_ENGINE_LOG", (folder.folder() / "log").c_str(), 1);
    ask(R"("terraformProviders": ["hashicorp/random@~> 3.7"], "terraformModules": [{"name": "vpc", "source": "acme/vpc/aws", "version": "~> 5.0"}, "./local/roles"])");
  }
  ~Get() override {
    unsetenv("TERRAFORM_BINARY_NAME");
    unsetenv("FAKE_ENGINE_LOG");
  }
  void ask(const std::string& members) const {
    folder.write("cdktf.json", R"({"language": "cpp", "app": "false")" + (members.empty() ? "" : ", " + members) + "}");
  }

  Folder folder;
};

TEST_F(Get, WritesSchemasModulesAndTheirTargets) {
  const Folder::Outcome done = folder.run("get");
  EXPECT_EQ(done.code, 0) << done.errors;
  EXPECT_EQ(done.output,
            "random: hashicorp/random 3.7.2\nroles: ./local/roles\nvpc: acme/vpc/aws 5.1.0\n"
            "Wrote bindings/bindings.cmake\n");
  EXPECT_EQ(folder.read("bindings/bindings.cmake"),
            "# Made by `parapet get` from `terraformProviders` and `terraformModules` of cdktf.json; change those and run it again.\n"
            "parapet_bindings(random_bindings SCHEMA \"${CMAKE_CURRENT_LIST_DIR}/providers/random/3.7.2.schema.json.gz\" VERSION 3.7.2)\n"
            "parapet_module(roles_module NAME roles FOLDER \"${CMAKE_CURRENT_LIST_DIR}/.././local/roles\" SOURCE \"./local/roles\")\n"
            "parapet_module(vpc_module NAME vpc FOLDER \"${CMAKE_CURRENT_LIST_DIR}/modules/vpc\" SOURCE \"acme/vpc/aws\" VERSION 5.1.0)\n"
            "set(bindings random_bindings roles_module vpc_module)\n");
  EXPECT_EQ(schema::read_bytes(folder.folder() / "bindings/providers/random/3.7.2.schema.json.gz"),
            R"({"format_version":"1.0","provider_schemas":{"registry.terraform.io/hashicorp/random":{"provider":{"version":0}}}})");
  EXPECT_EQ(folder.read("bindings/modules/vpc/main.tf"), "variable \"cidr\" {}\n");
  EXPECT_EQ(folder.read("log.init"), R"({"terraform":{"required_providers":{"random":{"source":"hashicorp/random","version":"~> 3.7"}}}})");
  EXPECT_EQ(folder.read("log.get"), R"({"module":{"vpc":{"source":"acme/vpc/aws","version":"~> 5.0"}}})");
  EXPECT_EQ(folder.read("log"),
            "version -json\ninit -input=false -no-color -backend=false\nproviders schema -json\nget -no-color\n");
}

TEST_F(Get, GivesAProviderOfAnotherNameANamespaceOfItsOwn) {
  ask(R"("terraformProviders": [{"name": "my_dice", "source": "hashicorp/random"}])");
  EXPECT_EQ(folder.run("get").code, 0);
  EXPECT_EQ(folder.read("log.init"), R"({"terraform":{"required_providers":{"my-dice":{"source":"hashicorp/random"}}}})");
  EXPECT_THAT(folder.read("bindings/bindings.cmake"),
              HasSubstr("providers/my_dice/3.7.2.schema.json.gz\" VERSION 3.7.2 NAMESPACE my_dice)\n"));
}

TEST_F(Get, CopiesNeitherLinksNorWhatIsNoTerraform) {
  EXPECT_EQ(folder.run("get").code, 0);
  EXPECT_FALSE(folder.has("bindings/modules/vpc/secret.tf"));
  EXPECT_FALSE(folder.has("bindings/modules/vpc/README.md"));
}

TEST_F(Get, WritesTheSameBytesAgain) {
  EXPECT_EQ(folder.run("get").code, 0);
  const std::string schema = folder.read("bindings/providers/random/3.7.2.schema.json.gz");
  const std::string manifest = folder.read("bindings/manifest.json");
  EXPECT_EQ(folder.run("get").code, 0);
  EXPECT_EQ(folder.read("bindings/providers/random/3.7.2.schema.json.gz"), schema);
  EXPECT_EQ(folder.read("bindings/manifest.json"), manifest);
  EXPECT_FALSE(folder.has("bindings.parapet-new"));
}

TEST_F(Get, ChecksWithoutTheEngine) {
  const std::string old = "parapet: bindings is not what cdktf.json asks for; run `parapet get` and commit it\n";
  EXPECT_EQ(folder.run("get --check").errors, old);
  EXPECT_EQ(folder.run("get").code, 0);
  folder.write("log", "");
  EXPECT_EQ(folder.run("get --check").code, 0);
  ask(R"("terraformProviders": ["random@~> 3.8"])");
  const Folder::Outcome differs = folder.run("get --check");
  EXPECT_EQ(differs.code, 1);
  EXPECT_EQ(differs.errors, old);
  EXPECT_EQ(folder.read("log"), "");
}

TEST_F(Get, ChecksWhatLiesInTheFolder) {
  EXPECT_EQ(folder.run("get").code, 0);
  folder.write("bindings/bindings.cmake", "set(bindings)\n");
  EXPECT_EQ(folder.run("get --check").code, 1);
  EXPECT_EQ(folder.run("get").code, 0);
  std::filesystem::remove_all(folder.folder() / "bindings/modules/vpc");
  EXPECT_EQ(folder.run("get --check").code, 1);
}

TEST_F(Get, RemovesWhatIsNoLongerAskedFor) {
  EXPECT_EQ(folder.run("get").code, 0);
  ask("");
  EXPECT_EQ(folder.run("get").code, 0);
  EXPECT_FALSE(folder.has("bindings/providers"));
  EXPECT_THAT(folder.read("bindings/bindings.cmake"), HasSubstr("\nset(bindings)\n"));
  EXPECT_EQ(folder.run("get --check").code, 0);
}

TEST_F(Get, LeavesEverythingWhereTheEngineRefuses) {
  EXPECT_EQ(folder.run("get").code, 0);
  const std::string before = folder.read("bindings/bindings.cmake");
  ask(R"("terraformProviders": ["acme/nothing"])");
  const Folder::Outcome done = folder.run("get");
  EXPECT_EQ(done.code, 2);
  EXPECT_THAT(done.errors, HasSubstr("parapet: cdktf.json /terraformProviders: what "));
  EXPECT_THAT(done.errors, HasSubstr("Failed to query available provider packages"));
  EXPECT_EQ(folder.read("bindings/bindings.cmake"), before);
}

TEST_F(Get, ReplacesNoFolderOfSomebodyElse) {
  folder.write("bindings/mine.txt", "mine");
  const Folder::Outcome done = folder.run("get");
  EXPECT_EQ(done.code, 2);
  EXPECT_EQ(done.errors,
            "parapet: bindings: was not made by `parapet get`, which replaces the folder; move it elsewhere\n");
  EXPECT_EQ(folder.read("bindings/mine.txt"), "mine");
}

TEST_F(Get, SaysWhatIsMissing) {
  ask("");
  EXPECT_EQ(folder.run("get").errors,
            "parapet: cdktf.json: asks for nothing; name providers in `terraformProviders` or modules in "
            "`terraformModules`\n");
  ask(R"("terraformProviders": ["random"])");
  setenv("TERRAFORM_BINARY_NAME", "no-such-engine", 1);
  EXPECT_THAT(folder.run("get").errors, HasSubstr("there is no program no-such-engine"));
}

}  // namespace
}  // namespace parapet::cli::test
