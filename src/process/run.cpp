#include "process/run.hpp"

#include <poll.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "process/child.hpp"
#include "process/pipe.hpp"

namespace parapet::process {

namespace {

using SteadyClock = std::chrono::steady_clock;
using std::chrono::milliseconds;

/// While it prints, its end is noticed at once, for that closes its outputs; but somebody else may keep one open.
constexpr milliseconds tick_while_open(20);
constexpr milliseconds tick_when_closed(2);

/// One output of a program on its way into a text.
class Taken {
 public:
  int writer() const { return pipe_.writer(); }
  void begin() { pipe_.close_writer(); }
  bool open() const { return open_; }
  pollfd awaited() const { return {open_ ? pipe_.reader() : -1, POLLIN, 0}; }
  std::size_t size() const { return text_.size(); }
  std::string text() { return std::move(text_); }

  void read_once() { open_ = open_ && pipe_.read_to(text_) != Pipe::Read::end; }
  void read_rest(std::size_t most) {
    while (open_ && text_.size() <= most && pipe_.read_to(text_) == Pipe::Read::some) continue;
  }

 private:
  Pipe pipe_;
  bool open_ = true;
  std::string text_;
};

class Running {
 public:
  Running(const std::vector<std::string>& command, const Limits& limits, Complaints complaints)
      : limits_(limits),
        deadline_(SteadyClock::now() + limits.time),
        child_(command, {output_.writer(), complaints == Complaints::taken ? errors_.writer() : -1}) {
    output_.begin();
    errors_.begin();
  }

  Result finish() {
    if (!child_.refusal().empty()) return {Result::End::not_started, 0, "", "", child_.refusal()};
    std::optional<int> code;
    while (!(code = child_.exit_code())) {
      if (SteadyClock::now() >= deadline_) return give_up(Result::End::timed_out);
      read_some();
      if (too_much()) return give_up(Result::End::too_much);
    }
    output_.read_rest(limits_.bytes);
    errors_.read_rest(limits_.bytes);
    return result(too_much() ? Result::End::too_much : Result::End::exited, *code);
  }

 private:
  bool too_much() const { return std::max(output_.size(), errors_.size()) > limits_.bytes; }

  void read_some() {
    std::array<pollfd, 2> awaited{output_.awaited(), errors_.awaited()};
    const milliseconds tick = output_.open() || errors_.open() ? tick_while_open : tick_when_closed;
    if (poll(awaited.data(), awaited.size(), static_cast<int>(tick.count())) <= 0) return;
    if (awaited[0].revents != 0) output_.read_once();
    if (awaited[1].revents != 0) errors_.read_once();
  }

  Result give_up(Result::End why) {
    child_.end();
    return result(why, 0);
  }

  Result result(Result::End end, int code) { return {end, code, output_.text(), errors_.text(), ""}; }

  const Limits limits_;
  const SteadyClock::time_point deadline_;
  Taken output_, errors_;
  Child child_;
};

}  // namespace

Result run(const std::vector<std::string>& command, const Limits& limits, Complaints complaints) {
  return Running(command, limits, complaints).finish();
}

}  // namespace parapet::process
