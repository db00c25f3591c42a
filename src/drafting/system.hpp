#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "drafting/http.hpp"

namespace parapet::drafting {

using Clock = std::chrono::system_clock;

/// What a program that was run printed.
struct Printed {
  enum class End { exited, not_started, timed_out, too_much };
  End end = End::exited;
  int exit_code = 0;
  std::string output;
};

/// Everything that is not computed; tests put an own world in its place.
struct System {
  std::function<std::string(const std::string& name)> variable;             ///< empty: unset
  std::function<std::optional<std::string>(const std::string& path)> file;  ///< none: it cannot be read
  std::function<Clock::time_point()> now;
  std::function<void(std::chrono::milliseconds)> sleep;
  std::function<double()> random;  ///< from 0 up to 1
  std::function<Printed(const std::vector<std::string>& command, std::chrono::milliseconds timeout)> run;
  std::function<Response(const Request&)> send;
};

/// This machine.
System this_machine();

}  // namespace parapet::drafting
