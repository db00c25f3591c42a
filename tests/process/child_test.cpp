#include "process/child.hpp"

#include <gtest/gtest.h>
#include <poll.h>
#include <signal.h>

#include <chrono>
#include <thread>

#include "process/pipe.hpp"

namespace parapet::process::test {
namespace {

using std::chrono::milliseconds;

int code_at_the_end(Child& child) {
  std::optional<int> code;
  while (!(code = child.exit_code())) std::this_thread::sleep_for(milliseconds(2));
  return *code;
}

Pipe::Read read_within_a_second(Pipe& pipe) {
  pollfd awaited{pipe.reader(), POLLIN, 0};
  poll(&awaited, 1, 1000);
  std::string text;
  return pipe.read_to(text);
}

TEST(Child, TellsItsExitCodeAgainAndAgain) {
  Child child({"sh", "-c", "exit 7"}, {});
  EXPECT_EQ(child.refusal(), "");
  EXPECT_EQ(code_at_the_end(child), 7);
  EXPECT_EQ(child.exit_code(), 7);
}

TEST(Child, HasNoExitCodeWhileItRuns) {
  Child child({"sleep", "30"}, {});
  EXPECT_EQ(child.exit_code(), std::nullopt);
  child.end();
  EXPECT_EQ(child.exit_code(), 128 + SIGKILL);
}

TEST(Child, IsInAGroupOfItsOwn) {
  Child child({"sleep", "30"}, {});
  EXPECT_EQ(getpgid(child.id()), child.id());
}

TEST(Child, TakesASignalSentToItsGroup) {
  Child child({"sleep", "30"}, {});
  kill(-child.id(), SIGINT);
  EXPECT_EQ(code_at_the_end(child), 128 + SIGINT);
}

TEST(Child, IsEndedWhenNobodyHoldsItAnyMore) {
  Pipe pipe;
  {
    const Child child({"sh", "-c", "sleep 30 & sleep 30"}, {.output = pipe.writer()});
    pipe.close_writer();
    EXPECT_EQ(read_within_a_second(pipe), Pipe::Read::nothing_yet);
  }
  // The last who could write is gone.
  EXPECT_EQ(read_within_a_second(pipe), Pipe::Read::end);
}

TEST(Child, ThatDoesNotStartSaysWhy) {
  Child child({"parapet-no-such-program"}, {});
  EXPECT_EQ(child.refusal(), "No such file or directory");
  EXPECT_EQ(child.id(), 0);
  EXPECT_EQ(Child({"/"}, {}).refusal(), "Permission denied");
}

TEST(Child, OfAProgramThatIgnoresTheEndOfItsChildrenHasNoKnownExitCode) {
  const auto before = signal(SIGCHLD, SIG_IGN);
  Child child({"true"}, {});
  EXPECT_EQ(code_at_the_end(child), unknown_exit_code);
  signal(SIGCHLD, before);
}

}  // namespace
}  // namespace parapet::process::test
