#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <mutex>
#include <nlohmann/json.hpp>

#include "engine/diagnostics.hpp"
#include "engine/engine.hpp"
#include "parapet/error.hpp"

namespace parapet::engine {

namespace fs = std::filesystem;

namespace {

std::string bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// Where the engine keeps providers and modules of a stack.
fs::path data_folder(const fs::path& stack) {
  const char* elsewhere = std::getenv("TF_DATA_DIR");
  return elsewhere != nullptr && *elsewhere != '\0' ? stack / elsewhere : stack / ".terraform";
}

/// What `init` depends on.
std::string init_key(const Engine& engine, const fs::path& folder) {
  const nlohmann::json document = nlohmann::json::parse(bytes_of(folder / "cdk.tf.json"), nullptr, false);
  std::string key = engine.program.string() + " " + engine.version + "\n";
  for (const char* part : {"terraform", "module"}) {
    if (document.is_object() && document.contains(part)) key += document[part].dump() + "\n";
  }
  return key + bytes_of(folder / ".terraform.lock.hcl");
}

/// Engines that fill one cache of providers at the same time break it.
std::mutex& cache_of_providers() {
  static std::mutex mutex;
  return mutex;
}

bool asks_for_init(const Failure& failure) {
  return failure.what.find("terraform init") != std::string::npos ||
         failure.what.find("tofu init") != std::string::npos;
}

}  // namespace

void make_private(const fs::path& file) {
  const int descriptor = open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  const bool made = descriptor >= 0 && fchmod(descriptor, 0600) == 0;
  const int error = errno;
  if (descriptor >= 0) close(descriptor);
  if (!made) throw Error(file.string() + ": no plan can be written there: " + std::strerror(error));
}

Command command_of(const Engine& engine, std::vector<std::string> arguments, fs::path folder,
                   std::vector<std::string> without) {
  without.emplace_back("TF_CLI_ARGS");
  return {engine.program,
          std::move(arguments),
          std::move(folder),
          {{"CHECKPOINT_DISABLE", "1"}, {"TF_IN_AUTOMATION", "1"}, {"TF_INPUT", "0"}},
          std::move(without)};
}

Ended Workspace::call(std::vector<std::string> arguments, const OnLine& line) const {
  // Arguments from the environment could show another plan than the one that is applied.
  return run(command_of(*engine_, std::move(arguments), folder_,
                        {"TF_CLI_ARGS_apply", "TF_CLI_ARGS_output", "TF_CLI_ARGS_show"}),
             line);
}

Workspace::Done Workspace::streamed(std::vector<std::string> arguments, const OnLine& lines) const {
  Messages messages(lines);
  Ended ended = call(std::move(arguments), [&](std::string_view line) { messages.read(line); });
  Done done{ended.code == 0, ended.interrupted};
  if (!done.ok) done.failure = messages.failure(ended.errors);
  return done;
}

Workspace::Done Workspace::plain(std::vector<std::string> arguments) const {
  Ended ended = call(std::move(arguments));
  Done done{ended.code == 0, ended.interrupted};
  if (!done.ok) done.failure = failure_of(ended.errors.empty() ? ended.output : ended.errors);
  done.output = std::move(ended.output);
  return done;
}

Workspace::Done Workspace::init() {
  const fs::path stamp = data_folder(folder_) / "parapet.init";
  if (bytes_of(stamp) == init_key(*engine_, folder_)) return {true};
  const std::lock_guard<std::mutex> alone(cache_of_providers());
  Done done = plain({"init", "-input=false", "-no-color"});
  if (done.ok) std::ofstream(stamp, std::ios::binary) << init_key(*engine_, folder_);
  return done;
}

Workspace::Done Workspace::plan(const fs::path& file, bool destroy, const std::string& lock_timeout,
                                const OnLine& lines) {
  make_private(file);
  std::vector<std::string> arguments{"plan", "-input=false", "-json", "-out=" + fs::absolute(file).string()};
  if (destroy) arguments.emplace_back("-destroy");
  if (!lock_timeout.empty()) arguments.push_back("-lock-timeout=" + lock_timeout);
  Done done = streamed(arguments, lines);
  if (done.ok || done.interrupted || !asks_for_init(done.failure)) return done;
  // Somebody has removed what `init` had brought.
  std::error_code ignored;
  fs::remove(data_folder(folder_) / "parapet.init", ignored);
  if (Done again = init(); !again.ok) return again;
  return streamed(arguments, lines);
}

Workspace::Done Workspace::show_json(const fs::path& file) {
  return plain({"show", "-json", fs::absolute(file).string()});
}

Workspace::Done Workspace::show_text(const fs::path& file) {
  return plain({"show", "-no-color", fs::absolute(file).string()});
}

Workspace::Done Workspace::apply(const fs::path& file, const std::string& lock_timeout, const OnLine& lines) {
  std::vector<std::string> arguments{"apply", "-input=false", "-json", "-auto-approve"};
  if (!lock_timeout.empty()) arguments.push_back("-lock-timeout=" + lock_timeout);
  arguments.push_back(fs::absolute(file).string());
  return streamed(std::move(arguments), lines);
}

Workspace::Done Workspace::settle(const std::string& lock_timeout, const OnLine& lines) {
  std::vector<std::string> arguments{"apply", "-refresh-only", "-input=false", "-json", "-auto-approve"};
  if (!lock_timeout.empty()) arguments.push_back("-lock-timeout=" + lock_timeout);
  return streamed(std::move(arguments), lines);
}

Workspace::Done Workspace::outputs() { return plain({"output", "-json", "-no-color"}); }

}  // namespace parapet::engine
