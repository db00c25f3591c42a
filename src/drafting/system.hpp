#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "drafting/http.hpp"
#include "process/run.hpp"

namespace parapet::drafting {

using Clock = std::chrono::system_clock;

/// Everything that is not computed; tests put an own world in its place.
struct System {
  std::function<std::string(const std::string& name)> variable;             ///< empty: unset
  std::function<std::optional<std::string>(const std::string& path)> file;  ///< none: it cannot be read
  std::function<Clock::time_point()> now;
  std::function<void(std::chrono::milliseconds)> sleep;
  std::function<double()> random;  ///< from 0 up to 1
  /// Runs a program, whose complaints are passed on.
  std::function<process::Result(const std::vector<std::string>& command, const process::Limits&)> run;
  std::function<Response(const Request&)> send;
};

/// This machine.
System this_machine();

}  // namespace parapet::drafting
