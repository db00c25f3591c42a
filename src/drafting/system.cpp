#include "drafting/system.hpp"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <random>
#include <thread>

namespace parapet::drafting {

namespace {

/// Files of credentials are small; a pipe or a device that never ends is none.
constexpr std::size_t longest_file = std::size_t{1} << 20;

std::string variable_of_process(const std::string& name) {
  const char* value = std::getenv(name.c_str());
  return value == nullptr ? "" : value;
}

std::optional<std::string> file_on_disk(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  std::string bytes(longest_file + 1, '\0');
  file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (file.bad() || (file.gcount() == 0 && !file.eof())) return std::nullopt;
  bytes.resize(static_cast<std::size_t>(file.gcount()));
  if (bytes.size() > longest_file) throw Error(path + ": is longer than 1 MiB, which no file of AWS credentials is");
  return bytes;
}

double drawn() {
  thread_local std::mt19937_64 engine{std::random_device{}()};
  return std::uniform_real_distribution<double>(0, 1)(engine);
}

}  // namespace

System this_machine() {
  return {.variable = variable_of_process,
          .file = file_on_disk,
          .now = Clock::now,
          .sleep = [](std::chrono::milliseconds time) { std::this_thread::sleep_for(time); },
          .random = drawn,
          .run =
              [](const std::vector<std::string>& command, const process::Limits& limits) {
                return process::run(command, limits, process::Complaints::passed_on);
              },
          .send = send_over_network};
}

}  // namespace parapet::drafting
