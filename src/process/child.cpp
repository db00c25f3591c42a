#include "process/child.hpp"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

extern char** environ;

namespace parapet::process {

namespace {

class FileActions {
 public:
  explicit FileActions(const Streams& streams) {
    posix_spawn_file_actions_init(&actions_);
    posix_spawn_file_actions_addopen(&actions_, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    if (streams.output >= 0) posix_spawn_file_actions_adddup2(&actions_, streams.output, STDOUT_FILENO);
    if (streams.errors >= 0) posix_spawn_file_actions_adddup2(&actions_, streams.errors, STDERR_FILENO);
  }
  ~FileActions() { posix_spawn_file_actions_destroy(&actions_); }
  FileActions(const FileActions&) = delete;
  FileActions& operator=(const FileActions&) = delete;
  const posix_spawn_file_actions_t* get() const { return &actions_; }

 private:
  posix_spawn_file_actions_t actions_;
};

class OwnGroup {
 public:
  OwnGroup() {
    posix_spawnattr_init(&attributes_);
    posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETPGROUP);
  }
  ~OwnGroup() { posix_spawnattr_destroy(&attributes_); }
  OwnGroup(const OwnGroup&) = delete;
  OwnGroup& operator=(const OwnGroup&) = delete;
  const posix_spawnattr_t* get() const { return &attributes_; }

 private:
  posix_spawnattr_t attributes_;
};

pid_t wait_for(pid_t id, int& status, int options) {
  pid_t ended;
  do {
    ended = waitpid(id, &status, options);
  } while (ended < 0 && errno == EINTR);
  return ended;
}

int code_of(pid_t ended, int status) {
  if (ended < 0) return unknown_exit_code;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

Child::Child(const std::vector<std::string>& command, const Streams& streams) {
  std::vector<char*> words;
  for (const std::string& word : command) words.push_back(const_cast<char*>(word.c_str()));
  words.push_back(nullptr);
  const FileActions actions(streams);
  const OwnGroup group;
  const int failure = posix_spawnp(&id_, words[0], actions.get(), group.get(), words.data(), environ);
  if (failure == 0) return;
  id_ = 0;
  refusal_ = std::strerror(failure);
}

Child::~Child() { end(); }

std::optional<int> Child::exit_code() {
  if (exit_code_) return exit_code_;
  int status = 0;
  if (const pid_t ended = wait_for(id_, status, WNOHANG); ended != 0) exit_code_ = code_of(ended, status);
  return exit_code_;
}

void Child::end() {
  // Once it was waited for, its id may be somebody else's.
  if (id_ == 0 || exit_code_) return;
  kill(-id_, SIGKILL);
  int status = 0;
  const pid_t ended = wait_for(id_, status, 0);
  exit_code_ = code_of(ended, status);
}

}  // namespace parapet::process
