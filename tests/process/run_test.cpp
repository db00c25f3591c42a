#include "process/run.hpp"

#include <gtest/gtest.h>
#include <poll.h>
#include <unistd.h>

#include <csignal>

namespace parapet::process::test {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using SteadyClock = std::chrono::steady_clock;
using End = Result::End;

constexpr Limits generous{.time = seconds(20), .bytes = 16 << 20};

Result run_shell(const std::string& script, const Limits& limits = generous, Complaints complaints = Complaints::taken) {
  return run({"sh", "-c", script}, limits, complaints);
}

TEST(Process, PrintsComplainsAndEnds) {
  const Result result = run_shell("printf out; printf complaint >&2; exit 3");
  EXPECT_EQ(result.end, End::exited);
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_EQ(result.output, "out");
  EXPECT_EQ(result.errors, "complaint");
}

TEST(Process, HasNoInput) { EXPECT_EQ(run_shell("cat; printf done").output, "done"); }

TEST(Process, TakesItsArgumentsAsTheyAre) {
  EXPECT_EQ(run({"printf", "%s|", "a b", "$HOME", "", "'\"\n*"}, generous).output, "a b|$HOME||'\"\n*|");
}

TEST(Process, PassesItsComplaintsOn) {
  testing::internal::CaptureStderr();
  const Result result = run_shell("printf complaint >&2; printf out", generous, Complaints::passed_on);
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "complaint");
  EXPECT_EQ(result.output, "out");
  EXPECT_EQ(result.errors, "");
}

TEST(Process, ThatASignalEndsSaysWhich) {
  const Result result = run_shell("kill -TERM $$");
  EXPECT_EQ(result.end, End::exited);
  EXPECT_EQ(result.exit_code, 128 + SIGTERM);
}

TEST(Process, ThatIsNotThereIsNotStarted) {
  const Result result = run({"parapet-no-such-program"}, generous);
  EXPECT_EQ(result.end, End::not_started);
  EXPECT_EQ(result.refusal, "No such file or directory");
}

TEST(Process, IsEndedWithWhatItStartedWhenTimeIsOver) {
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  const auto start = SteadyClock::now();
  const Result result = run_shell("sleep 30 & printf begun; wait", {.time = milliseconds(300), .bytes = 100});
  EXPECT_EQ(result.end, End::timed_out);
  EXPECT_EQ(result.output, "begun");
  EXPECT_LT(SteadyClock::now() - start, seconds(10));
  close(ends[1]);
  // Nobody who inherited the other end of the pipe lives.
  pollfd awaited{ends[0], POLLIN, 0};
  EXPECT_EQ(poll(&awaited, 1, 5000), 1);
  close(ends[0]);
}

TEST(Process, ThatClosesItsOutputsIsStillWaitedFor) {
  EXPECT_EQ(run_shell("exec >&- 2>&-; sleep 0.2; exit 4").exit_code, 4);
  EXPECT_EQ(run_shell("exec >&- 2>&-; sleep 30", {.time = milliseconds(100), .bytes = 100}).end, End::timed_out);
}

TEST(Process, IsNotWaitedForWhenOnlyItsChildKeepsAnOutputOpen) {
  const auto start = SteadyClock::now();
  const Result result = run_shell("sleep 15 & printf done");
  EXPECT_EQ(result.end, End::exited);
  EXPECT_EQ(result.output, "done");
  EXPECT_LT(SteadyClock::now() - start, seconds(10));
}

TEST(Process, MayPrintMuchOnBothOutputs) {
  const Result result =
      run_shell("(i=0; while [ $i -lt 300 ]; do printf '%10000s' x; printf '%10000s' y >&2; i=$((i+1)); done)");
  EXPECT_EQ(result.end, End::exited);
  EXPECT_EQ(result.output.size(), 3'000'000u);
  EXPECT_EQ(result.errors.size(), 3'000'000u);
}

TEST(Process, ThatPrintsTooMuchIsEnded) {
  const Limits limits{.time = seconds(20), .bytes = 64 * 1024};
  EXPECT_EQ(run_shell("while :; do printf '%1000s' x; done", limits).end, End::too_much);
  EXPECT_EQ(run_shell("while :; do printf '%1000s' x >&2; done", limits).end, End::too_much);
  EXPECT_EQ(run_shell("printf '%65537s' x", limits).end, End::too_much);
  EXPECT_EQ(run_shell("printf '%65536s' x", limits).output.size(), 65536u);
}

}  // namespace
}  // namespace parapet::process::test
