#include "engine/child.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <filesystem>
#include <thread>

#include "engine/diagnostics.hpp"
#include "engine/interrupt.hpp"
#include "parapet/error.hpp"

namespace parapet::engine {
namespace {

using ::testing::ElementsAre;

Command shell(const std::string& text) { return {"/bin/sh", {"-c", text}, "/", {}, {}}; }

std::string complaint_of(const Command& command) {
  try {
    run(command);
  } catch (const Error& error) {
    return error.what();
  }
  return "no complaint";
}

TEST(Child, TellsWhatAProgramPrintedAndHowItEnded) {
  const Ended ended = run(shell("echo out; echo err >&2; exit 7"));
  EXPECT_EQ(ended.code, 7);
  EXPECT_EQ(ended.output, "out\n");
  EXPECT_EQ(ended.errors, "err\n");
  EXPECT_EQ(run(shell("kill -TERM $$")).code, 128 + SIGTERM);
}

TEST(Child, GivesWholeLinesAsTheyCome) {
  std::vector<std::string> lines;
  run(shell("printf 'a\\nb'; sleep 0.1; printf 'c\\n\\nend'"), [&](std::string_view line) { lines.emplace_back(line); });
  EXPECT_THAT(lines, ElementsAre("a", "bc", "", "end"));
}

TEST(Child, HasNoInputAndItsOwnEnvironment) {
  setenv("PARAPET_TEST_KEPT", "kept", 1);
  setenv("PARAPET_TEST_DROPPED", "dropped", 1);
  Command command = shell("cat; echo $PARAPET_TEST_KEPT-$PARAPET_TEST_DROPPED-$PARAPET_TEST_NEW; pwd");
  command.folder = "/usr";
  command.environment = {{"PARAPET_TEST_NEW", "new"}};
  command.without = {"PARAPET_TEST_DROPPED"};
  EXPECT_EQ(run(command).output, "kept--new\n/usr\n");
}

TEST(Child, TakesMoreThanAPipeHolds) {
  const Ended ended = run(shell("head -c 3000000 /dev/zero | tr '\\0' x; head -c 1000000 /dev/zero | tr '\\0' y >&2"));
  EXPECT_EQ(ended.output.size(), 3000000u);
  EXPECT_EQ(ended.errors.size(), 1000000u);
}

TEST(Child, SaysWhyItCannotBeStarted) {
  EXPECT_EQ(complaint_of({"/nowhere/terraform", {}, "/", {}, {}}),
            "/nowhere/terraform: cannot be started: No such file or directory");
  EXPECT_EQ(complaint_of({"/bin/true", {}, "/nowhere", {}, {}}), "/nowhere: cannot be entered: No such file or directory");
}

TEST(Child, IsToldToStopOnceAndWaitedFor) {
  const Interrupts remembered;
  std::thread impatient([] {
    for (int i = 0; i < 3; ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(200));
      kill(getpid(), SIGINT);
    }
  });
  const Ended ended = run(shell("trap 'echo told' INT; for i in 1 2 3 4 5 6 7 8 9 10 11 12; do sleep 0.1; done; echo over"));
  impatient.join();
  EXPECT_TRUE(ended.interrupted);
  EXPECT_EQ(ended.output, "told\nover\n");
}

/// A test of the engine's own: `parapet` itself is killed, what it started goes on and ends in order.
TEST(Child, IsToldToStopWhenItsParentIsKilled) {
  const std::string file =
      (std::filesystem::temp_directory_path() / ("parapet-child-" + std::to_string(getpid()))).string();
  const pid_t parent = fork();
  if (parent == 0) {
    run(shell("trap 'echo told > " + file + "; exit' INT; touch " + file + ".started; while :; do sleep 0.05; done"));
    _exit(0);
  }
  while (access((file + ".started").c_str(), F_OK) != 0) std::this_thread::yield();
  kill(parent, SIGKILL);
  int tries = 0;
  while (access(file.c_str(), F_OK) != 0 && ++tries < 1000) std::this_thread::sleep_for(std::chrono::milliseconds(10));
  EXPECT_LT(tries, 1000);
  unlink(file.c_str());
  unlink((file + ".started").c_str());
}

TEST(Messages, TellProgressAndKeepErrors) {
  std::vector<std::string> lines;
  const OnLine line = [&](std::string_view text) { lines.emplace_back(text); };
  Messages messages(line);
  messages.read(R"({"@level": "info", "@message": "aws_x.y: Creating...", "type": "apply_start"})");
  messages.read(R"({"@level": "info", "@message": "Plan: 1", "type": "change_summary"})");
  messages.read(R"({"type": "diagnostic", "diagnostic": {"severity": "warning", "summary": "old"}})");
  messages.read(R"({"type": "diagnostic", "diagnostic": {"severity": "error", "summary": "Bad size", "detail": "9 is too much.",
                    "address": "aws_x.y", "range": {"filename": "cdk.tf.json", "start": {"line": 12}}}})");
  EXPECT_THAT(lines, ElementsAre("aws_x.y: Creating..."));
  EXPECT_EQ(messages.failure("").what, "Bad size (aws_x.y, cdk.tf.json:12)\n9 is too much.");
  EXPECT_EQ(Messages(line).failure("").what, "the engine ended with an error and said nothing");
}

}  // namespace
}  // namespace parapet::engine
