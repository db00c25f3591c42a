#include "cli/process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <thread>

#include "parapet/error.hpp"

extern char** environ;

namespace parapet::cli {

namespace {

using SteadyClock = std::chrono::steady_clock;

class Pipe {
 public:
  Pipe() {
    if (pipe2(ends_.data(), O_CLOEXEC) != 0) throw Error(std::string("no pipe: ") + std::strerror(errno));
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  ~Pipe() {
    close(ends_[0]);
    close_writer();
  }
  int reader() const { return ends_[0]; }
  int writer() const { return ends_[1]; }
  void close_writer() {
    if (ends_[1] >= 0) close(ends_[1]);
    ends_[1] = -1;
  }

 private:
  std::array<int, 2> ends_{};
};

class Process {
 public:
  explicit Process(const std::vector<std::string>& arguments) {
    std::vector<char*> pointers;
    for (const std::string& argument : arguments) pointers.push_back(const_cast<char*>(argument.c_str()));
    pointers.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, output_.writer(), STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, errors_.writer(), STDERR_FILENO);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
    const int failure = posix_spawnp(&id_, pointers[0], &actions, &attributes, pointers.data(), environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    output_.close_writer();
    errors_.close_writer();
    if (failure != 0) throw Error(arguments[0] + ": cannot be started: " + std::strerror(failure));
  }

  ProcessResult finish(std::chrono::seconds limit) {
    const SteadyClock::time_point end = SteadyClock::now() + limit;
    std::array<pollfd, 2> waiting{{{output_.reader(), POLLIN, 0}, {errors_.reader(), POLLIN, 0}}};
    std::array<std::string*, 2> texts{&result_.output, &result_.errors};
    while (waiting[0].fd >= 0 || waiting[1].fd >= 0) {
      const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - SteadyClock::now()).count();
      const int ready = left > 0 ? poll(waiting.data(), waiting.size(), static_cast<int>(left)) : 0;
      if (ready == 0) break;
      for (std::size_t i = 0; ready > 0 && i < waiting.size(); ++i) {
        if (waiting[i].revents != 0 && !read_more(waiting[i].fd, *texts[i])) waiting[i].fd = -1;
      }
    }
    wait_for_end(end);
    return std::move(result_);
  }

 private:
  static bool read_more(int descriptor, std::string& text) {
    std::array<char, 65536> bytes{};
    const ssize_t count = read(descriptor, bytes.data(), bytes.size());
    if (count > 0) text.append(bytes.data(), static_cast<std::size_t>(count));
    return count > 0 || (count < 0 && errno == EINTR);
  }

  /// A program that says no more may run on.
  void wait_for_end(SteadyClock::time_point end) {
    int status = 0;
    pid_t ended = 0;
    while ((ended = waitpid(id_, &status, WNOHANG)) == 0 && SteadyClock::now() < end)
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
    if (ended == 0) {
      result_.timed_out = true;
      kill(-id_, SIGKILL);
      waitpid(id_, &status, 0);
    }
    result_.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }

  Pipe output_, errors_;
  pid_t id_ = -1;
  ProcessResult result_;
};

}  // namespace

ProcessResult run_process(const std::vector<std::string>& arguments, std::chrono::seconds limit) {
  return Process(arguments).finish(limit);
}

}  // namespace parapet::cli
