#pragma once

#include <functional>
#include <map>
#include <stdexcept>

#include "drafting/system.hpp"

namespace parapet::drafting::test {

/// A world in memory. It sleeps by moving its clock, and remembers what it was asked.
struct World {
  std::map<std::string, std::string> variables = {{"HOME", "/h"}, {"AWS_EC2_METADATA_DISABLED", "true"}};
  std::map<std::string, std::string> files;
  Clock::time_point time = Clock::from_time_t(1'800'000'000);  // 2027-01-15T08:00:00Z
  std::vector<std::chrono::milliseconds> pauses;
  double drawn = 1;
  std::function<process::Result(const std::vector<std::string>&)> program;
  std::function<Response(const Request&)> network;
  std::vector<Request> requests;

  System system() {
    return {.variable = [this](const std::string& name) { return find(variables, name).value_or(""); },
            .file = [this](const std::string& path) { return find(files, path); },
            .now = [this] { return time; },
            .sleep =
                [this](std::chrono::milliseconds pause) {
                  pauses.push_back(pause);
                  time += pause;
                },
            .random = [this] { return drawn; },
            .run = [this](const std::vector<std::string>& command, const process::Limits&) { return program(command); },
            .send =
                [this](const Request& request) {
                  requests.push_back(request);
                  return network(request);
                }};
  }

 private:
  static std::optional<std::string> find(const std::map<std::string, std::string>& map, const std::string& key) {
    const auto found = map.find(key);
    return found == map.end() ? std::nullopt : std::optional(found->second);
  }
};

/// What is thrown, or what says that nothing is.
inline std::string error_of(const std::function<void()>& act) try {
  act();
  return "no error";
} catch (const std::exception& error) {
  return error.what();
}

}  // namespace parapet::drafting::test
