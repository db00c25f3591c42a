#include "engine/schedule.hpp"

#include <algorithm>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <set>
#include <thread>

#include "parapet/error.hpp"

namespace parapet::engine {

namespace {

using Job = std::function<Outcome(const std::string&)>;

class Schedule {
 public:
  Schedule(const Order& order, const Job& job, const std::function<bool()>& stop,
           const std::function<void(const std::string&, const char*)>& failed)
      : job_(job), stop_(stop), failed_(failed) {
    for (const auto& [name, needs] : order) {
      for (const std::string& need : std::set<std::string>(needs.begin(), needs.end())) {
        if (!order.contains(need)) continue;
        ++missing_[name];
        dependents_[need].push_back(name);
      }
      if (missing_[name] == 0) ready_.insert(name);
    }
    left_ = order.size();
    refuse_circle();
  }

  std::map<std::string, Outcome> run(std::size_t parallelism) {
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < std::min(std::max<std::size_t>(parallelism, 1), left_); ++i)
      threads.emplace_back([this] { work(); });
    for (std::thread& thread : threads) thread.join();
    return std::move(outcomes_);
  }

 private:
  void refuse_circle() const {
    std::map<std::string, std::size_t> missing = missing_;
    std::vector<std::string> open(ready_.begin(), ready_.end());
    std::size_t reached = 0;
    while (!open.empty()) {
      const std::string name = open.back();
      open.pop_back();
      ++reached;
      const auto found = dependents_.find(name);
      if (found == dependents_.end()) continue;
      for (const std::string& dependent : found->second) {
        if (--missing[dependent] == 0) open.push_back(dependent);
      }
    }
    if (reached != left_) throw Error("the dependencies of the stacks go in a circle");
  }

  void work() {
    std::unique_lock<std::mutex> lock(mutex_);
    while (true) {
      changed_.wait(lock, [&] { return !ready_.empty() || left_ == 0; });
      if (left_ == 0) return;
      const std::string name = *ready_.begin();
      ready_.erase(ready_.begin());
      const bool begin = !hindered_.contains(name) && !stop_();
      lock.unlock();
      const Outcome outcome = begin ? attempt(name) : Outcome::skipped;
      lock.lock();
      finish(name, outcome);
    }
  }

  Outcome attempt(const std::string& name) const {
    try {
      return job_(name);
    } catch (const std::exception& error) {
      failed_(name, error.what());
      return Outcome::failed;
    }
  }

  void finish(const std::string& name, Outcome outcome) {
    outcomes_[name] = outcome;
    --left_;
    for (const std::string& dependent : dependents_[name]) {
      if (!succeeded(outcome)) hindered_.insert(dependent);
      if (--missing_[dependent] == 0) ready_.insert(dependent);
    }
    changed_.notify_all();
  }

  const Job& job_;
  const std::function<bool()>& stop_;
  const std::function<void(const std::string&, const char*)>& failed_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::set<std::string> ready_;
  std::set<std::string> hindered_;
  std::map<std::string, std::size_t> missing_;
  std::map<std::string, std::vector<std::string>> dependents_;
  std::map<std::string, Outcome> outcomes_;
  std::size_t left_ = 0;
};

}  // namespace

std::string_view text_of(Outcome outcome) {
  constexpr std::string_view texts[] = {"done", "unchanged", "declined", "refused", "failed", "interrupted", "skipped"};
  return texts[static_cast<std::size_t>(outcome)];
}

bool succeeded(Outcome outcome) { return outcome == Outcome::done || outcome == Outcome::unchanged; }

std::map<std::string, Outcome> run_in_order(const Order& order, std::size_t parallelism, const Job& job,
                                            const std::function<bool()>& stop,
                                            const std::function<void(const std::string&, const char*)>& failed) {
  return Schedule(order, job, stop, failed).run(parallelism);
}

}  // namespace parapet::engine
