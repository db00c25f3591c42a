#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "cli/command.hpp"

namespace parapet::cli::test {
namespace {

using Json = nlohmann::json;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* nothing =
    R"({"format_version": "1.2", "planned_values": {"root_module": {}}, "configuration": {"root_module": {}}})";

/// A plan that creates one resource with these values.
std::string creates(const std::string& type, const std::string& values) {
  const std::string one = R"("address": ")" + type + R"(.x", "mode": "managed", "type": ")" + type +
                          R"(", "name": "x", "provider_name": "registry.terraform.io/hashicorp/aws")";
  return R"({"format_version": "1.2", "terraform_version": "1.11.4", "planned_values": {"root_module": {"resources": [{)" + one +
         R"(, "schema_version": 0, "values": )" + values + R"(, "sensitive_values": {}}]}}, "resource_changes": [{)" + one +
         R"(, "change": {"actions": ["create"], "before": null, "after": )" + values +
         R"(, "after_unknown": {}, "before_sensitive": false, "after_sensitive": {}}}], "configuration": {"root_module": {}}})";
}

const std::string good_plan = creates("random_id", R"({"byte_length": 8})");
const std::string open_plan = creates("aws_db_instance", R"({"publicly_accessible": true})");

/// A project whose stacks are there already, and an engine that only pretends.
class Stacks : public ::testing::Test {
 protected:
  Stacks() {
    folder.write("cdktf.json", R"({"language": "cpp", "app": "false"})");
    setenv("TERRAFORM_BINARY_NAME", PARAPET_SOURCE_DIR "/tests/cli/fake_engine.sh", 1);
    setenv("FAKE_ENGINE_LOG", (folder.folder() / "log").c_str(), 1);
  }
  ~Stacks() override {
    unsetenv("TERRAFORM_BINARY_NAME");
    unsetenv("FAKE_ENGINE_LOG");
  }

  /// name -> names of those it needs, one or none
  void have(const std::vector<std::pair<std::string, std::string>>& stacks, const std::string& plan = good_plan) const {
    Json all;
    for (const auto& [name, needs] : stacks) {
      const std::string path = "stacks/" + name;
      all[name] = {{"annotations", Json::array()},   {"constructPath", name},
                   {"dependencies", Json::array()},  {"name", name},
                   {"workingDirectory", path},       {"synthesizedStackPath", path + "/cdk.tf.json"},
                   {"stackMetadataPath", path + "/metadata.json"}};
      if (!needs.empty()) all[name]["dependencies"].push_back(needs);
      folder.write("cdktf.out/" + path + "/cdk.tf.json", "{}");
      folder.write("cdktf.out/" + path + "/plan.json", plan);
    }
    folder.write("cdktf.out/manifest.json", Json{{"stacks", all}, {"version", "0.1.0"}}.dump());
  }
  void put(const std::string& stack, const std::string& file, const std::string& text) const {
    folder.write("cdktf.out/stacks/" + stack + "/" + file, text);
  }
  /// The commands that the engine got, `stack command` each, without `version`.
  std::vector<std::string> calls() const {
    std::vector<std::string> result;
    std::istringstream lines(folder.read("log"));
    for (std::string stack, command, rest; lines >> stack >> command && std::getline(lines, rest);) {
      if (command != "version") result.push_back(stack + " " + command);
    }
    return result;
  }
  static Json stack_of(const std::string& output, const std::string& name) {
    const Json all = Json::parse(output);
    for (const Json& one : all["stacks"]) {
      if (one["stack"] == name) return one;
    }
    return nullptr;
  }

  const Folder folder;
};

TEST_F(Stacks, AreDeployedInTheOrderOfTheirDependencies) {
  have({{"a-last", "b-first"}, {"b-first", ""}});
  const auto done = folder.run("deploy --skip-synth --auto-approve");
  EXPECT_EQ(done.code, 0) << done.errors;
  EXPECT_THAT(calls(), ::testing::ElementsAre("b-first init", "b-first plan", "b-first show", "b-first show", "b-first apply",
                                              "b-first apply", "b-first output", "a-last init", "a-last plan", "a-last show",
                                              "a-last show", "a-last apply", "a-last apply", "a-last output"));
  EXPECT_THAT(done.output, HasSubstr("\na-last   done: 1 to create\nb-first  done: 1 to create\n"));
}

TEST_F(Stacks, ApplyExactlyThePlanThatWasJudged) {
  have({{"a", ""}});
  put("a", "meddle", "");
  const auto done = folder.run("deploy --skip-synth --auto-approve");
  EXPECT_EQ(done.code, 1);
  EXPECT_THAT(done.errors, HasSubstr("cdktf.out/stacks/a/.parapet/plan: somebody changed the plan after it was judged; nothing "
                                     "was applied"));
  EXPECT_THAT(calls(), Not(::testing::Contains("a apply")));
}

TEST_F(Stacks, WhatAGuardrailRefusesInThePlanIsNotApplied) {
  have({{"a", ""}, {"b", "a"}, {"c", ""}}, open_plan);
  put("c", "plan.json", good_plan);
  const auto done = folder.run("deploy --skip-synth --auto-approve --json");
  EXPECT_EQ(done.code, 3);
  const Json refused = stack_of(done.output, "a");
  EXPECT_EQ(refused["outcome"], "refused");
  EXPECT_THAT(refused["refusals"].dump(), HasSubstr(R"("requirement":"rds:001")"));
  EXPECT_EQ(stack_of(done.output, "b")["outcome"], "skipped");
  EXPECT_EQ(stack_of(done.output, "c")["outcome"], "done");
  EXPECT_THAT(calls(), Not(::testing::Contains("a apply")));
  EXPECT_THAT(done.errors, Not(HasSubstr("{")));
}

/// The key of one stack encrypts the table of another.
TEST_F(Stacks, MayReadFromOthersWhatARequirementAsksFor) {
  have({{"base", ""}, {"shop", "base"}});
  const std::string backend = R"({"bucket": "b", "encrypt": true, "key": "base", "region": "eu-central-1", "use_lockfile": true})";
  put("base", "cdk.tf.json", R"({"terraform": {"backend": {"s3": )" + backend + R"(}}, "output": {"k": {"value": "${aws_kms_key.k.arn}"}},
      "resource": {"aws_kms_key": {"k": {"enable_key_rotation": true}}}})");
  const auto table = [&](const std::string& config) {
    put("shop", "cdk.tf.json", R"({"data": {"terraform_remote_state": {"s": {"backend": "s3", "config": )" + config + R"(}}}, "resource":
        {"aws_dynamodb_table": {"t": {"server_side_encryption": {"enabled": true, "kms_key_arn":
        "${data.terraform_remote_state.s.outputs.k}"}}}}})");
    return folder.run("plan shop --skip-synth --json").output;
  };
  EXPECT_THAT(table(backend), Not(HasSubstr("\"dynamodb:001\"")));
  EXPECT_THAT(table(R"({"bucket": "b", "key": "elsewhere", "region": "eu-central-1"})"), HasSubstr("\"dynamodb:001\""));
  EXPECT_THAT(table(backend), Not(HasSubstr("aws_kms_key"))) << "others are looked at, not judged";
}

/// A plan runs programs that a document names.
TEST_F(Stacks, WithADocumentThatIsRefusedAreNotEvenPlanned) {
  have({{"a", ""}});
  put("a", "cdk.tf.json", R"({"data": {"external": {"x": {"program": ["sh", "-c", "id"]}}}})");
  for (const std::string command : {"plan --out kept", "deploy --auto-approve"}) {
    const auto done = folder.run(command + " --skip-synth");
    EXPECT_EQ(done.code, 3);
    EXPECT_THAT(done.output, HasSubstr("\na: not planned, since its document is refused\n"));
    EXPECT_THAT(done.output, HasSubstr("data.external.x"));
  }
  EXPECT_THAT(calls(), ::testing::IsEmpty());
  EXPECT_FALSE(folder.has("kept"));
  EXPECT_EQ(folder.run("destroy --skip-synth --auto-approve").code, 0);
}

TEST_F(Stacks, PlansOfOthersAreJudgedAgainBeforeTheyAreApplied) {
  have({{"a", ""}});
  folder.write("theirs", open_plan);
  EXPECT_EQ(folder.run("deploy a --skip-synth --auto-approve --plan theirs").code, 3);
  EXPECT_THAT(calls(), Not(::testing::Contains("a apply")));
  EXPECT_EQ(folder.run("deploy a --skip-synth --auto-approve --plan missing").code, 1);
}

TEST_F(Stacks, FilesBesideADocumentAreRefusedBeforeAnythingIsApplied) {
  have({{"a", ""}});
  put("a", "terraform.tfvars", "");
  const auto done = folder.run("deploy --skip-synth --auto-approve");
  EXPECT_EQ(done.code, 1);
  EXPECT_THAT(done.errors, HasSubstr("terraform.tfvars: Terraform reads it together with cdk.tf.json"));
  EXPECT_THAT(calls(), Not(::testing::Contains("a apply")));
}

TEST_F(Stacks, ThatNeedOthersTakeThemAlong) {
  have({{"a", "b"}, {"b", ""}});
  EXPECT_EQ(folder.run("deploy a --skip-synth --auto-approve").errors,
            "parapet: the stack \"a\" reads outputs of \"b\", which is not among the chosen; name it as well, or give "
            "--ignore-missing-stack-dependencies\n");
  EXPECT_EQ(folder.run("destroy b --skip-synth --auto-approve").errors,
            "parapet: the stack \"b\" gives outputs to \"a\", which is not among the chosen; name it as well, or give "
            "--ignore-missing-stack-dependencies\n");
  EXPECT_EQ(folder.run("deploy a --skip-synth --auto-approve --ignore-missing-stack-dependencies").code, 0);
}

TEST_F(Stacks, AreDestroyedInTheOppositeOrder) {
  have({{"a", ""}, {"b", "a"}}, open_plan);
  EXPECT_EQ(folder.run("destroy --skip-synth --auto-approve").code, 0) << "what goes away may have been open";
  std::vector<std::string> applied;
  for (const std::string& call : calls()) {
    if (call.ends_with(" plan")) applied.push_back(call);
  }
  EXPECT_THAT(applied, ::testing::ElementsAre("b plan", "a plan"));
}

TEST_F(Stacks, WithNothingToDoAreLeftAlone) {
  have({{"a", ""}}, nothing);
  const auto done = folder.run("deploy --skip-synth --auto-approve");
  EXPECT_EQ(done.code, 0) << done.errors;
  EXPECT_THAT(done.output, HasSubstr("a  unchanged: no changes\n"));
  EXPECT_THAT(calls(), Not(::testing::Contains("a apply")));
}

TEST_F(Stacks, ThatFailStopTheirDependentsAndNobodyElse) {
  have({{"a", ""}, {"b", "a"}, {"c", ""}});
  put("a", "fail-plan", "\n╷\n│ Error: no such region\n│ \n│   on cdk.tf.json line 3\n╵\n");
  const auto done = folder.run("deploy --skip-synth --auto-approve");
  EXPECT_EQ(done.code, 1);
  EXPECT_THAT(done.errors, HasSubstr("a: Error: no such region\n\n  on cdk.tf.json line 3\n"));
  EXPECT_THAT(done.output, HasSubstr("a  failed: Error: no such region\nb  skipped: what it needs did not succeed, or "
                                     "everything had to stop\nc  done: 1 to create\n"));
}

TEST_F(Stacks, SayWhoHoldsTheLock) {
  have({{"a", ""}});
  put("a", "fail-plan",
      "│ Error: Error acquiring the state lock\n│ \n│ Error message: it is held\n│ Lock Info:\n│   ID:        7f-1\n│   Path:      "
      "state/a\n│   Operation: OperationTypeApply\n│   Who:       ann@laptop\n│   Version:   1.11.4\n│   Created:   2026-01-02 "
      "03:04:05 UTC\n│   Info:      \n");
  EXPECT_EQ(folder.run("plan --skip-synth").errors,
            "a: the state is locked by ann@laptop since 2026-01-02 03:04:05 UTC (OperationTypeApply, lock 7f-1); wait until "
            "that run is over or give --lock-timeout 5m; if it is dead, run `force-unlock 7f-1` in the stack's folder\n");
}

TEST_F(Stacks, AreNotAppliedWhereNobodyCanBeAsked) {
  have({{"a", ""}});
  const auto done = folder.run("deploy --skip-synth </dev/null");
  EXPECT_EQ(done.code, 2);
  EXPECT_EQ(done.errors, "parapet: there is nobody to ask whether the plan may be applied; give --auto-approve where that is "
                         "decided already\n");
  EXPECT_THAT(calls(), ::testing::IsEmpty());
}

TEST_F(Stacks, KeepPlansForTheirOwnerAlone) {
  namespace fs = std::filesystem;
  have({{"a", ""}});
  EXPECT_EQ(folder.run("plan --skip-synth --out kept").code, 0);
  EXPECT_EQ(folder.read("kept"), good_plan);
  EXPECT_EQ(fs::status(folder.folder() / "kept").permissions(), fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_FALSE(folder.has("cdktf.out/stacks/a/.parapet/plan"));
}

TEST_F(Stacks, HideSensitiveOutputs) {
  have({{"a", ""}});
  put("a", "outputs.json", R"({"url": {"value": "https://x", "sensitive": false}, "key": {"value": "hidden", "sensitive": true},
                             "cross-stack-output-x": {"value": 1, "sensitive": false}})");
  EXPECT_EQ(folder.run("output --skip-synth").output, "a.key = (sensitive)\na.url = https://x\n");
  EXPECT_EQ(folder.run("output --skip-synth --show-sensitive").output, "a.key = hidden\na.url = https://x\n");
  EXPECT_EQ(folder.run("output --skip-synth --json").output,
            "{\n  \"a\": {\n    \"key\": \"(sensitive)\",\n    \"url\": \"https://x\"\n  }\n}\n");
}

TEST_F(Stacks, EnginesAreToldOnceToStopAndWaitedFor) {
  have({{"a", ""}, {"b", "a"}});
  put("a", "slow-plan", "");
  folder.write("twice", "'" PARAPET_COMMAND "' plan a --skip-synth >.out 2>.err & p=$!\n"
                        "while [ ! -f cdktf.out/stacks/a/planning ]; do sleep 0.02; done\n"
                        "kill -INT $p; sleep 0.1; kill -INT $p; wait $p\n");
  const int status = std::system(("cd '" + folder.folder().string() + "' && bash twice").c_str());
  EXPECT_EQ(WEXITSTATUS(status), 130) << folder.read(".err");
  const std::string log = folder.read("log");
  EXPECT_EQ(log.find("interrupted"), log.rfind("interrupted"));
  EXPECT_NE(log.find("interrupted"), std::string::npos) << log;
}

/// Arguments from the environment could show another plan than the one that is applied.
TEST_F(Stacks, EnginesGetNoArgumentsFromTheEnvironment) {
  have({{"a", ""}});
  folder.write("engine", "#!/bin/sh\nenv > " + (folder.folder() / "environment-$1").string() +
                             "\nexec " PARAPET_SOURCE_DIR "/tests/cli/fake_engine.sh \"$@\"\n");
  std::filesystem::permissions(folder.folder() / "engine", std::filesystem::perms::owner_all);
  setenv("TERRAFORM_BINARY_NAME", (folder.folder() / "engine").c_str(), 1);
  setenv("TF_CLI_ARGS_show", "other.plan", 1);
  EXPECT_EQ(folder.run("plan --skip-synth").code, 0);
  unsetenv("TF_CLI_ARGS_show");
  EXPECT_THAT(folder.read("environment-show"), Not(HasSubstr("other.plan")));
  EXPECT_THAT(folder.read("environment-show"), HasSubstr("TF_IN_AUTOMATION=1"));
}

TEST_F(Stacks, NeedAnEngine) {
  have({{"a", ""}});
  setenv("TERRAFORM_BINARY_NAME", "terraform-that-nobody-has", 1);
  EXPECT_EQ(folder.run("plan --skip-synth").errors,
            "parapet: there is no program terraform-that-nobody-has, which TERRAFORM_BINARY_NAME names; install it, or unset "
            "the variable to use tofu or terraform\n");
  setenv("TERRAFORM_BINARY_NAME", "/bin/true", 1);
  EXPECT_EQ(folder.run("plan --skip-synth").errors,
            "parapet: /bin/true: expected Terraform or OpenTofu, but `version -json` ends with 0 and tells no "
            "`terraform_version`\n");
}

TEST_F(Stacks, AreFoundFromFoldersBelow) {
  have({{"a", ""}});
  folder.write("resources/x.cpp", "");
  folder.run("--version; cd resources; '" PARAPET_COMMAND "' list --skip-synth | tee ../listed");
  EXPECT_EQ(folder.read("listed"), "a  ../cdktf.out/stacks/a/cdk.tf.json\n");
}

TEST(Synth, GivesTheExitCodeOfTheProgram) {
  const Folder folder;
  EXPECT_EQ(folder.run("synth").errors,
            "parapet: there is no cdktf.json here or in a folder above; go to the folder of a stack, or begin a project with "
            "`parapet init`\n");
  folder.write("cdktf.json", R"({"app": "exit 3"})");
  EXPECT_EQ(folder.run("synth").code, 3);
  EXPECT_EQ(folder.run("deploy --auto-approve").code, 3);
  folder.write("cdktf.json", R"({"app": "no-such-command-here"})");
  EXPECT_THAT(folder.run("synth").errors, HasSubstr("parapet: cdktf.json: the shell cannot run \"app\": no-such-command-here\n"));
  folder.write("cdktf.json", R"({"language": "cpp"})");
  EXPECT_EQ(folder.run("synth").errors,
            "parapet: cdktf.json: no \"app\"; name the command line that builds and runs the program, or give --app\n");
}

TEST(Synth, KeepsWhatTheProgramPrintsOutOfItsAnswer) {
  const Folder folder;
  folder.write("cdktf.json", R"({"app": "echo chatter; echo '{\"stacks\": {}}' > $CDKTF_OUTDIR/manifest.json"})");
  std::filesystem::create_directory(folder.folder() / "cdktf.out");
  const auto done = folder.run("synth --json");
  EXPECT_EQ(done.output, "{\n  \"stacks\": []\n}\n");
  EXPECT_EQ(done.errors, "chatter\n");
}

}  // namespace
}  // namespace parapet::cli::test
