#include "engine/schedule.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <mutex>
#include <stdexcept>
#include <thread>

#include "parapet/error.hpp"

namespace parapet::engine {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;

const auto never = [] { return false; };

class Recorder {
 public:
  std::map<std::string, Outcome> run(const Order& order, std::size_t parallelism, const std::map<std::string, Outcome>& ends = {},
                                     const std::function<bool()>& stop = never) {
    return run_in_order(
        order, parallelism,
        [&](const std::string& name) {
          const std::lock_guard<std::mutex> alone(mutex_);
          begun.push_back(name);
          if (name == "throws") throw std::runtime_error("broken");
          const auto end = ends.find(name);
          return end == ends.end() ? Outcome::done : end->second;
        },
        stop, [&](const std::string& name, const char* what) { failures.push_back(name + ": " + what); });
  }
  std::vector<std::string> begun;
  std::vector<std::string> failures;

 private:
  std::mutex mutex_;
};

TEST(Schedule, BeginsAStackAfterWhatItNeeds) {
  Recorder recorder;
  recorder.run({{"a", {"c"}}, {"b", {"a", "c"}}, {"c", {}}}, 1);
  EXPECT_THAT(recorder.begun, ElementsAre("c", "a", "b"));
}

TEST(Schedule, SkipsWhatNeedsAStackThatDidNotSucceed) {
  for (const Outcome outcome : {Outcome::failed, Outcome::refused, Outcome::declined, Outcome::interrupted}) {
    Recorder recorder;
    EXPECT_THAT(recorder.run({{"a", {}}, {"b", {"a"}}, {"c", {"b"}}, {"d", {}}}, 2, {{"a", outcome}}),
                ElementsAre(Pair("a", outcome), Pair("b", Outcome::skipped), Pair("c", Outcome::skipped), Pair("d", Outcome::done)));
  }
}

TEST(Schedule, GoesOnBehindAStackThatHadNothingToDo) {
  Recorder recorder;
  EXPECT_THAT(recorder.run({{"a", {}}, {"b", {"a", "elsewhere"}}}, 1, {{"a", Outcome::unchanged}}),
              ElementsAre(Pair("a", Outcome::unchanged), Pair("b", Outcome::done)));
}

TEST(Schedule, TakesWhatAJobThrowsForAFailure) {
  Recorder recorder;
  EXPECT_THAT(recorder.run({{"throws", {}}}, 1), ElementsAre(Pair("throws", Outcome::failed)));
  EXPECT_THAT(recorder.failures, ElementsAre("throws: broken"));
}

TEST(Schedule, BeginsNothingMoreWhenItHasToStop) {
  Recorder recorder;
  const auto ends = recorder.run({{"a", {}}, {"b", {}}, {"c", {}}}, 1, {}, [&] { return recorder.begun.size() == 2; });
  EXPECT_THAT(ends, ElementsAre(Pair("a", Outcome::done), Pair("b", Outcome::done), Pair("c", Outcome::skipped)));
}

TEST(Schedule, WorksOnIndependentStacksAtTheSameTime) {
  std::atomic<int> together{0};
  const auto both = [&](const std::string&) {
    ++together;
    // Ends only when the other has begun too.
    while (together < 2) std::this_thread::yield();
    return Outcome::done;
  };
  run_in_order({{"a", {}}, {"b", {}}}, 2, both, never, [](const std::string&, const char*) {});
  EXPECT_EQ(together, 2);
}

TEST(Schedule, NeverWorksOnMoreThanItMay) {
  std::atomic<int> now{0}, most{0};
  Order order;
  for (int i = 0; i < 40; ++i) order["s" + std::to_string(i)] = {};
  run_in_order(
      order, 3,
      [&](const std::string&) {
        most = std::max<int>(most, ++now);
        std::this_thread::yield();
        --now;
        return Outcome::done;
      },
      never, [](const std::string&, const char*) {});
  EXPECT_LE(most, 3);
}

TEST(Schedule, RefusesACircle) {
  Recorder recorder;
  EXPECT_THROW(recorder.run({{"a", {"b"}}, {"b", {"a"}}}, 2), Error);
  EXPECT_THAT(recorder.begun, ElementsAre());
}

}  // namespace
}  // namespace parapet::engine
