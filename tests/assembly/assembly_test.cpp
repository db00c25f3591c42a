#include "assembly/assembly.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

#include "parapet/error.hpp"

namespace parapet::assembly {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;

/// A folder with a manifest, gone at the end.
class Written {
 public:
  explicit Written(const std::string& manifest) {
    fs::create_directories(folder);
    std::ofstream(folder / "manifest.json") << manifest;
  }
  Written(const Written&) = delete;
  Written& operator=(const Written&) = delete;
  ~Written() { fs::remove_all(folder); }

  const fs::path folder = fs::temp_directory_path() / ("parapet-assembly-" + std::to_string(getpid()));
};

std::string entry(const std::string& name, const std::string& dependencies = "", const std::string& folder = "") {
  const std::string path = folder.empty() ? "stacks/" + name : folder;
  return R"({"annotations": [], "constructPath": ")" + name + R"(", "dependencies": [)" + dependencies +
         R"(], "name": ")" + name + R"(", "synthesizedStackPath": ")" + path + R"(/cdk.tf.json", "workingDirectory": ")" +
         path + "\"}";
}

std::string manifest(const std::vector<std::pair<std::string, std::string>>& stacks) {
  std::string text;
  for (const auto& [name, body] : stacks) text += (text.empty() ? "\"" : ", \"") + name + "\": " + body;
  return R"({"stacks": {)" + text + R"(}, "version": "0.1.0"})";
}

/// network <- data <- shop, network <- mail
const std::string four = manifest({{"shop", entry("shop", R"("data")")}, {"mail", entry("mail", R"("network")")},
                                   {"network", entry("network")}, {"data", entry("data", R"("network")")}});

std::string complaint_about(const std::string& text) {
  const Written written(text);
  try {
    read_assembly(written.folder);
  } catch (const Error& error) {
    std::string message = error.what();
    const std::string file = (written.folder / "manifest.json").string();
    return message.starts_with(file) ? message.substr(file.size()) : message;
  }
  return "no complaint";
}

TEST(Assembly, HasTheStacksOfTheManifestByName) {
  const Written written(four);
  const Assembly assembly = read_assembly(written.folder);
  ASSERT_EQ(assembly.stacks.size(), 4u);
  EXPECT_EQ(assembly.stacks[0].name, "data");
  EXPECT_EQ(assembly.stacks[0].folder, written.folder / "stacks/data");
  EXPECT_EQ(assembly.stacks[0].document, written.folder / "stacks/data/cdk.tf.json");
  EXPECT_THAT(assembly.find("shop")->dependencies, ElementsAre("data"));
  EXPECT_EQ(assembly.find("sho"), nullptr);
}

TEST(Assembly, ComesInWaves) {
  const Written written(four);
  const Assembly assembly = read_assembly(written.folder);
  EXPECT_THAT(waves_of(assembly, select_stacks(assembly, {})),
              ElementsAre(ElementsAre("network"), ElementsAre("data", "mail"), ElementsAre("shop")));
  EXPECT_THAT(waves_of(assembly, {"shop", "network"}), ElementsAre(ElementsAre("network", "shop")));
}

TEST(Assembly, IsSelectedByNameAndPattern) {
  const Written written(four);
  const Assembly assembly = read_assembly(written.folder);
  EXPECT_THAT(select_stacks(assembly, {"*a*", "shop"}), ElementsAre("data", "mail", "shop"));
  EXPECT_THAT(with_dependencies(assembly, {"shop"}), ElementsAre("data", "network", "shop"));
  EXPECT_THAT(with_dependents(assembly, {"data"}), ElementsAre("data", "shop"));
  try {
    select_stacks(assembly, {"netwrk"});
    FAIL() << "a name that nobody has";
  } catch (const Error& error) {
    EXPECT_STREQ(error.what(),
                 "no stack is called \"netwrk\"; did you mean \"network\"?; `parapet list` shows them all");
  }
}

TEST(Assembly, SaysWhatIsWrongWithAManifest) {
  EXPECT_EQ(complaint_about("[]"), " /: expected an object, found []");
  EXPECT_EQ(complaint_about("{}"), " /: the field \"stacks\" is missing");
  EXPECT_EQ(complaint_about(manifest({{"a", entry("a", R"("b")")}})),
            " /stacks/a/dependencies: there is no stack \"b\"");
  EXPECT_EQ(complaint_about(manifest({{"a", entry("a", R"("b")")}, {"b", entry("b", R"("a")")}, {"c", entry("c")}})),
            " /stacks: the dependencies of these stacks go in a circle: a, b");
  EXPECT_EQ(complaint_about(manifest({{"a", entry("a", R"("a")")}})),
            " /stacks: the dependencies of these stacks go in a circle: a");
}

/// What a manifest names is where the engine runs and what is written to.
TEST(Assembly, KeepsToItsFolder) {
  const std::string reason = ": expected a path below the folder of the manifest, found ";
  for (const std::string path : {"/etc", "../etc", "stacks/../../etc"}) {
    EXPECT_EQ(complaint_about(manifest({{"a", entry("a", "", path)}})),
              " /stacks/a/workingDirectory" + reason + "\"" + path + "\"");
  }
  for (const std::string name : {"../a", "-a", "a b", ".."})
    EXPECT_EQ(complaint_about(manifest({{name, entry("a")}})).find("/stacks/"), 1u) << name;
}

TEST(Assembly, NamesTheRemedyWhenNothingWasSynthesized) {
  try {
    read_assembly("nowhere");
    FAIL() << "there is no such folder";
  } catch (const Error& error) {
    EXPECT_STREQ(error.what(), "nowhere/manifest.json: cannot be read; expected what a program of Parapet or CDKTF "
                               "synthesizes; run `parapet synth` first");
  }
}

}  // namespace
}  // namespace parapet::assembly
