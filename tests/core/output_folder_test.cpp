#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <nlohmann/json.hpp>
#include <thread>

#include "acme.hpp"
#include "parapet/asset.hpp"
#include "parapet/module.hpp"
#include "support.hpp"

namespace parapet {
namespace {

namespace fs = std::filesystem;
using acme::Widget;
using test::error_of;

class OutputFolders : public ::testing::Test {
 protected:
  test::TempFolder folder;
  std::string out = folder / "out";

  void synth(std::initializer_list<const char*> stacks, const char* name = "x") const {
    App app({.outdir = out});
    for (const char* id : stacks) {
      const Stack stack(app, id);
      const Widget widget(stack, "w", {.name = name});
    }
    app.synth();
  }
  /// A program that is refused when its second stack is rendered.
  std::string refused() const {
    App app({.outdir = out});
    const Stack good(app, "a");
    const Widget widget(good, "w", {.name = "changed"});
    const Stack bad(app, "new");
    const acme::Gadget gadget(Scope(bad, std::source_location()), "g");
    return error_of([&] { app.synth(); });
  }
};

TEST_F(OutputFolders, GetAManifestAndADocumentPerStack) {
  synth({"b", "a"});
  std::vector<std::string> names;
  for (const auto& [name, content] : folder.files()) names.push_back(name);
  EXPECT_EQ(names, (std::vector<std::string>{"out/", "out/manifest.json", "out/stacks/", "out/stacks/a/", "out/stacks/a/cdk.tf.json", "out/stacks/b/", "out/stacks/b/cdk.tf.json"}));
}

TEST_F(OutputFolders, GetTheSameBytesEveryTime) {
  synth({"a", "b"});
  const auto first = folder.files();
  synth({"a", "b"});
  EXPECT_EQ(folder.files(), first);
}

TEST_F(OutputFolders, AreLeftAloneByARefusal) {
  synth({"a", "b"});
  const auto before = folder.files();
  EXPECT_EQ(refused(), "new/g (:0): `model` is required and was not given, see acme_gadget.g");
  EXPECT_EQ(folder.files(), before);
}

TEST_F(OutputFolders, AreNotEvenMadeByARefusal) {
  EXPECT_EQ(refused(), "new/g (:0): `model` is required and was not given, see acme_gadget.g");
  EXPECT_TRUE(folder.files().empty());
}

TEST_F(OutputFolders, KeepWhatOthersWrote) {
  synth({"a", "b"});
  for (const char* file : {"out/stacks/a/.terraform/providers/x", "out/stacks/a/.terraform.lock.hcl", "out/stacks/a/terraform.tfstate", "out/stacks/b/.terraform/x", "out/notes.txt"}) {
    folder.write(file, "kept");
  }
  synth({"a"}, "changed");
  EXPECT_EQ(folder.read("out/stacks/a/.terraform/providers/x"), "kept");
  EXPECT_EQ(folder.read("out/stacks/a/.terraform.lock.hcl"), "kept");
  EXPECT_EQ(folder.read("out/stacks/a/terraform.tfstate"), "kept");
  EXPECT_EQ(folder.read("out/stacks/b/.terraform/x"), "kept");
  EXPECT_EQ(folder.read("out/notes.txt"), "kept");
  EXPECT_FALSE(fs::exists(out + "/stacks/b/cdk.tf.json"));
  EXPECT_NE(folder.read("out/stacks/a/cdk.tf.json").find("changed"), std::string::npos);
}

TEST_F(OutputFolders, LoseTheStacksThatAreGone) {
  synth({"a", "b"});
  synth({"a"});
  EXPECT_FALSE(fs::exists(out + "/stacks/b"));
  EXPECT_EQ(nlohmann::json::parse(folder.read("out/manifest.json")).at("stacks").size(), 1U);
}

TEST_F(OutputFolders, WithAForeignDocumentAreRefused) {
  folder.write("out/stacks/a/cdk.tf.json", "{}");
  EXPECT_EQ(error_of([&] { synth({"a"}); }),
            out + "/stacks/a/cdk.tf.json exists and is not listed in this folder's manifest; it belongs to something else, choose another output folder or remove it");
  EXPECT_EQ(folder.read("out/stacks/a/cdk.tf.json"), "{}");
}

TEST_F(OutputFolders, WithAForeignManifestAreRefused) {
  const auto message = [&](const std::string& manifest) {
    folder.write("out/manifest.json", manifest);
    const std::string text = error_of([&] { synth({"a"}); });
    EXPECT_EQ(folder.read("out/manifest.json"), manifest);
    return text;
  };
  const std::string end = "; this folder was not written by a Parapet or CDKTF program, choose another one or remove the file";
  const std::string file = out + "/manifest.json: ";
  EXPECT_EQ(message("{"), file + "expected an object with `stacks`" + end);
  EXPECT_EQ(message("[]"), file + "expected an object with `stacks`" + end);
  EXPECT_EQ(message(R"({"name": "web app"})"), file + "expected an object with `stacks`" + end);
  EXPECT_EQ(message(R"({"stacks": {"a": {}}})"), file + "/stacks/a/synthesizedStackPath: expected a path" + end);
  EXPECT_EQ(message(R"({"stacks": {"a": {"synthesizedStackPath": 1}}})"), file + "/stacks/a/synthesizedStackPath: expected a path" + end);
  EXPECT_EQ(message(R"({"stacks": {"a": {"synthesizedStackPath": "../../etc/passwd"}}})"), file + "/stacks/a/synthesizedStackPath: expected a path inside the folder" + end);
  EXPECT_EQ(message(R"({"stacks": {"a": {"synthesizedStackPath": "x/../../y"}}})"), file + "/stacks/a/synthesizedStackPath: expected a path inside the folder" + end);
  EXPECT_EQ(message(R"({"stacks": {"a": {"synthesizedStackPath": "/etc/passwd"}}})"), file + "/stacks/a/synthesizedStackPath: expected a path inside the folder" + end);
  EXPECT_EQ(message(R"({"stacks": {"a": {"synthesizedStackPath": "a", "assets": "b"}}})"), file + "/stacks/a/assets: expected a list of paths" + end);
  EXPECT_EQ(message(R"({"stacks": {"a": {"synthesizedStackPath": "a", "assets": ["ok", "../b"]}}})"), file + "/stacks/a/assets/1: expected a path inside the folder" + end);
}

TEST_F(OutputFolders, ThatCannotBeMadeAreRefused) {
  folder.write("file", "x");
  out = folder / "file/out";
  EXPECT_EQ(error_of([&] { synth({"a"}); }), "cannot create the output folder " + out + ": Not a directory");
}

TEST_F(OutputFolders, ThatCannotBeWrittenAreRefused) {
  out = "/proc/self";
  EXPECT_EQ(error_of([&] { synth({"a"}); }), "cannot write in the output folder /proc/self: No such file or directory");
}

TEST_F(OutputFolders, AreRestoredWhenAFileCannotTakeItsPlace) {
  synth({"a", "b"});
  const auto before = folder.files();
  // Where the document of a new stack belongs there is a file in the place of its folder.
  folder.write("out/stacks/c", "in the way");
  EXPECT_EQ(error_of([&] { synth({"a", "b", "c"}, "changed"); }), "cannot create the folder " + out + "/stacks/c: Not a directory");
  fs::remove(out + "/stacks/c");
  EXPECT_EQ(folder.files(), before);
}

TEST_F(OutputFolders, ComeFromOptionEnvironmentOrDefault) {
  const test::Environment unset("CDKTF_OUTDIR", nullptr);
  EXPECT_EQ(App().outdir(), "cdktf.out");
  const test::Environment set("CDKTF_OUTDIR", "elsewhere");
  EXPECT_EQ(App().outdir(), "elsewhere");
  EXPECT_EQ(App({.outdir = "mine"}).outdir(), "mine");
}

TEST_F(OutputFolders, HaveAManifestThatTheCommandReads) {
  App app({.outdir = out});
  const Stack network(app, "network");
  const Stack production(app, "production");
  production.add_dependency(network);
  const Construct group(production, "group");
  group.node().add_warning("careful");
  production.node().add_info("hello");
  app.synth();
  EXPECT_EQ(folder.read("out/manifest.json"), R"({
  "stacks": {
    "network": {
      "annotations": [],
      "constructPath": "network",
      "dependencies": [],
      "name": "network",
      "stackMetadataPath": "stacks/network/metadata.json",
      "synthesizedStackPath": "stacks/network/cdk.tf.json",
      "workingDirectory": "stacks/network"
    },
    "production": {
      "annotations": [
        {
          "constructPath": "production",
          "level": "@cdktf/info",
          "message": "hello",
          "stacktrace": []
        },
        {
          "constructPath": "production/group",
          "level": "@cdktf/warn",
          "message": "careful",
          "stacktrace": []
        }
      ],
      "constructPath": "production",
      "dependencies": [
        "network"
      ],
      "name": "production",
      "stackMetadataPath": "stacks/production/metadata.json",
      "synthesizedStackPath": "stacks/production/cdk.tf.json",
      "workingDirectory": "stacks/production"
    }
  },
  "version": "0.1.0"
}
)");
}

/// kill -9 at any moment: every file is whole, and the next run puts everything in order.
TEST_F(OutputFolders, SurviveThatTheirProgramIsKilled) {
  synth({"a", "old"});
  int interrupted = 0;
  for (int round = 0; round < 60; ++round) {
    const pid_t child = fork();
    if (child == 0) {
      while (true) {
        synth({"a", "new", "newer"}, "much longer than the other");
        synth({"a", "old"});
      }
    }
    std::this_thread::sleep_for(std::chrono::microseconds(3000 + round * 137));
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    interrupted += fs::exists(out + "/.parapet") ? 1 : 0;
    for (const auto& [name, content] : folder.files()) {
      if (name.ends_with(".json") && name.find("/.parapet/") == std::string::npos)
        EXPECT_TRUE(nlohmann::json::accept(content)) << name << "\n" << content;
    }
    synth({"a"});
    // A folder that has become empty may stay behind.
    std::vector<std::string> names;
    for (const auto& [name, content] : folder.files()) {
      if (!name.ends_with('/')) names.push_back(name);
    }
    ASSERT_EQ(names, (std::vector<std::string>{"out/manifest.json", "out/stacks/a/cdk.tf.json"}));
  }
  EXPECT_GT(interrupted, 0) << "nobody was killed while writing";
}

}  // namespace
}  // namespace parapet
