#include "drafting/process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

extern char** environ;

namespace parapet::drafting {

namespace {

constexpr std::size_t longest_output = 64 * 1024;

struct Pipe {
  int ends[2] = {-1, -1};

  Pipe() {
    if (pipe2(ends, O_CLOEXEC) != 0) throw Error("no pipe can be made: too many files are open");
    fcntl(ends[0], F_SETFL, O_NONBLOCK);
  }
  ~Pipe() {
    close_writing();
    close(ends[0]);
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;

  void close_writing() {
    if (ends[1] >= 0) close(ends[1]);
    ends[1] = -1;
  }
};

/// The process, or 0.
pid_t spawn(const std::vector<std::string>& command, const Pipe& pipe) {
  std::vector<char*> words;
  for (const std::string& word : command) words.push_back(const_cast<char*>(word.c_str()));
  words.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, pipe.ends[1], STDOUT_FILENO);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  // A group of its own, so that whatever it starts can be ended with it.
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
  pid_t process = 0;
  if (posix_spawnp(&process, words[0], &actions, &attributes, words.data(), environ) != 0) process = 0;
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  return process;
}

class Running {
 public:
  Running(pid_t process, const Pipe& pipe, std::chrono::milliseconds timeout)
      : process_(process), pipe_(pipe), deadline_(std::chrono::steady_clock::now() + timeout) {}

  Printed wait() {
    bool open = true;
    int status = 0;
    // Somebody it left behind may keep the pipe open: its own end counts.
    while (waitpid(process_, &status, WNOHANG) == 0) {
      if (std::chrono::steady_clock::now() >= deadline_) return give_up(Printed::End::timed_out);
      open = open ? read_some() : (poll(nullptr, 0, tick), false);
      if (printed_.output.size() > longest_output) return give_up(Printed::End::too_much);
    }
    while (open && printed_.output.size() <= longest_output && read_now() > 0) continue;
    if (printed_.output.size() > longest_output) printed_.end = Printed::End::too_much;
    printed_.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return std::move(printed_);
  }

 private:
  static constexpr int tick = 20;  // milliseconds

  /// False at the end of what it prints.
  bool read_some() {
    pollfd ready{pipe_.ends[0], POLLIN, 0};
    if (poll(&ready, 1, tick) <= 0) return true;
    return read_now() != 0;
  }

  ssize_t read_now() {
    char bytes[4096];
    const ssize_t count = read(pipe_.ends[0], bytes, sizeof bytes);
    if (count > 0) printed_.output.append(bytes, static_cast<std::size_t>(count));
    return count;
  }

  Printed give_up(Printed::End why) {
    kill(-process_, SIGKILL);
    waitpid(process_, nullptr, 0);
    return {why, 0, ""};
  }

  pid_t process_;
  const Pipe& pipe_;
  std::chrono::steady_clock::time_point deadline_;
  Printed printed_;
};

/// One word after the other off a command line.
class WordSplitter {
 public:
  explicit WordSplitter(const std::string& line) : line_(line) {}

  std::vector<std::string> split() {
    for (; at_ < line_.size(); ++at_) take(line_[at_]);
    if (quote_ != '\0') throw Error("a quote is not closed");
    finish();
    return std::move(words_);
  }

 private:
  void take(char c) {
    if (c == '\\' && quote_ != '\'') {
      escape();
    } else if (quote_ != '\0') {
      c == quote_ ? void(quote_ = '\0') : word_.push_back(c);
    } else if (c == '\'' || c == '"') {
      quote_ = c;
      begun_ = true;
    } else if (c == ' ' || c == '\t' || c == '\n') {
      finish();
    } else {
      word_.push_back(c);
      begun_ = true;
    }
  }

  /// Within double quotes a backslash escapes only itself and the quote.
  void escape() {
    const bool special = at_ + 1 < line_.size() && (quote_ == '\0' || line_[at_ + 1] == '"' || line_[at_ + 1] == '\\');
    if (special) ++at_;
    word_.push_back(line_[at_]);
    begun_ = true;
  }

  void finish() {
    if (begun_) words_.push_back(std::move(word_));
    word_.clear();
    begun_ = false;
  }

  const std::string& line_;
  std::size_t at_ = 0;
  char quote_ = '\0';
  bool begun_ = false;
  std::string word_;
  std::vector<std::string> words_;
};

}  // namespace

Printed run_process(const std::vector<std::string>& command, std::chrono::milliseconds timeout) {
  Pipe pipe;
  const pid_t process = spawn(command, pipe);
  if (process == 0) return {Printed::End::not_started, 0, ""};
  pipe.close_writing();
  return Running(process, pipe, timeout).wait();
}

std::vector<std::string> split_command(const std::string& line) { return WordSplitter(line).split(); }

}  // namespace parapet::drafting
