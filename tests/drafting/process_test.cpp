#include "drafting/process.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <thread>

#include "drafting/world.hpp"

namespace parapet::drafting::test {
namespace {

using std::chrono::milliseconds;
using End = Printed::End;

Printed run_shell(const std::string& script, milliseconds timeout = milliseconds(20'000)) {
  return run_process({"sh", "-c", script}, timeout);
}

TEST(Process, PrintsAndEnds) {
  const Printed printed = run_shell("printf '%s' \"$(cat)\" out; exit 3");
  EXPECT_EQ(printed.end, End::exited);
  EXPECT_EQ(printed.exit_code, 3);
  EXPECT_EQ(printed.output, "out");
}

TEST(Process, ThatIsNotThereIsNotStarted) {
  EXPECT_EQ(run_process({"parapet-no-such-program"}, milliseconds(1000)).end, End::not_started);
}

TEST(Process, IsEndedWithWhatItStarted) {
  const std::string mark = (std::filesystem::temp_directory_path() / ("parapet-mark-" + std::to_string(getpid()))).string();
  const auto start = std::chrono::steady_clock::now();
  EXPECT_EQ(run_shell("(sleep 1; touch '" + mark + "') & sleep 30", milliseconds(200)).end, End::timed_out);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(10));
  std::this_thread::sleep_for(milliseconds(1300));
  EXPECT_FALSE(std::filesystem::remove(mark));
}

TEST(Process, IsNotWaitedForWhenOnlyItsChildLives) {
  const auto start = std::chrono::steady_clock::now();
  EXPECT_EQ(run_shell("sleep 30 & printf done").output, "done");
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(10));
}

TEST(Process, ThatPrintsWithoutEndIsEnded) {
  EXPECT_EQ(run_shell("while :; do printf '%1000s' x; done").end, End::too_much);
  EXPECT_EQ(run_shell("printf '%70000s' x").end, End::too_much);
  EXPECT_EQ(run_shell("printf '%60000s' x").output.size(), 60000u);
}

using Words = std::vector<std::string>;

TEST(Process, CommandsAreSplitLikeAShellDoes) {
  EXPECT_EQ(split_command("  a  b\tc "), (Words{"a", "b", "c"}));
  EXPECT_EQ(split_command(R"("C:\x y" 'a "b' \"q\" a\ b '')"), (Words{R"(C:\x y)", "a \"b", "\"q\"", "a b", ""}));
  EXPECT_EQ(split_command("a$HOME;b|c"), (Words{"a$HOME;b|c"}));
  EXPECT_EQ(split_command(""), Words{});
  EXPECT_EQ(error_of([] { split_command("a 'b"); }), "a quote is not closed");
}

}  // namespace
}  // namespace parapet::drafting::test
