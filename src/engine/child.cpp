#include "engine/child.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <thread>

#include "engine/interrupt.hpp"
#include "parapet/error.hpp"

extern char** environ;

namespace parapet::engine {

namespace {

constexpr auto look_again = std::chrono::milliseconds(10);

/// A file in memory: a writer never waits for the reader, and does not die with it.
class Written {
 public:
  explicit Written(const char* name) : descriptor_(memfd_create(name, MFD_CLOEXEC)) {
    if (descriptor_ < 0) throw Error(std::string("no memory for what a program prints: ") + std::strerror(errno));
  }
  Written(const Written&) = delete;
  Written& operator=(const Written&) = delete;
  ~Written() { close(descriptor_); }

  int descriptor() const { return descriptor_; }

  /// Adds what has come since the last time.
  void read_more(std::string& text) {
    std::array<char, 65536> bytes;
    ssize_t count = 0;
    while ((count = pread(descriptor_, bytes.data(), bytes.size(), static_cast<off_t>(text.size()))) > 0)
      text.append(bytes.data(), static_cast<std::size_t>(count));
  }

 private:
  int descriptor_;
};

std::vector<char*> pointers_to(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (std::string& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

std::vector<std::string> arguments_of(const Command& command) {
  std::vector<std::string> arguments{command.program.string()};
  arguments.insert(arguments.end(), command.arguments.begin(), command.arguments.end());
  return arguments;
}

std::vector<std::string> environment_of(const Command& command) {
  std::vector<std::string> result;
  const auto replaced = [&](std::string_view name) {
    return std::find(command.without.begin(), command.without.end(), name) != command.without.end() ||
           std::any_of(command.environment.begin(), command.environment.end(),
                       [&](const auto& entry) { return entry.first == name; });
  };
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view text = *entry;
    if (!replaced(text.substr(0, text.find('=')))) result.emplace_back(text);
  }
  for (const auto& [name, value] : command.environment) result.push_back(name + "=" + value);
  return result;
}

/// What fork leaves to the child, all made before: between fork and exec nothing may allocate.
struct Prepared {
  explicit Prepared(const Command& command)
      : arguments(arguments_of(command)),
        environment(environment_of(command)),
        argument_pointers(pointers_to(arguments)),
        environment_pointers(pointers_to(environment)),
        folder(command.folder.empty() ? "." : command.folder.string()) {}

  std::vector<std::string> arguments, environment;
  std::vector<char*> argument_pointers, environment_pointers;
  std::string folder;
};

/// Tells why exec failed; closes by itself when it does not.
struct Report {
  int step;  ///< 0: the folder, 1: the program
  int error;
};

class Child {
 public:
  /// `output` and `errors` below 0: ours.
  Child(const Command& command, int output, int errors) : prepared_(command), output_(output), errors_(errors) {
    std::array<int, 2> told{};
    if (pipe2(told.data(), O_CLOEXEC) != 0) throw Error(std::string("no pipe: ") + std::strerror(errno));
    const pid_t parent = getpid();
    id_ = fork();
    if (id_ == 0) become(told[1], parent);
    const int fork_error = errno;
    close(told[1]);
    Report report{};
    const bool failed = id_ < 0 || read(told[0], &report, sizeof report) == sizeof report;
    close(told[0]);
    if (!failed) return;
    if (id_ > 0) waitpid(id_, nullptr, 0);
    const std::string what = id_ > 0 && report.step == 0 ? command.folder.string() : command.program.string();
    throw Error(what + ": cannot be " + (id_ > 0 && report.step == 0 ? "entered: " : "started: ") +
                std::strerror(id_ < 0 ? fork_error : report.error));
  }

  bool has_ended() {
    const pid_t ended = waitpid(id_, &status_, WNOHANG);
    return ended != 0 && !(ended < 0 && errno == EINTR);
  }
  void wait() {
    while (waitpid(id_, &status_, 0) < 0 && errno == EINTR) continue;
  }
  void interrupt() const { kill(id_, SIGINT); }
  int code() const { return WIFEXITED(status_) ? WEXITSTATUS(status_) : 128 + WTERMSIG(status_); }

 private:
  [[noreturn]] void become(int told, pid_t parent) const {
    // A program inherits ignored signals, and ours must reach it.
    for (const int number : {SIGINT, SIGTERM, SIGHUP, SIGPIPE}) signal(number, SIG_DFL);
    if (output_ >= 0) {
      setpgid(0, 0);
      prctl(PR_SET_PDEATHSIG, SIGINT);
      if (getppid() != parent) _exit(128 + SIGINT);
      const int nothing = open("/dev/null", O_RDONLY);
      dup2(nothing, STDIN_FILENO);
      dup2(output_, STDOUT_FILENO);
      dup2(errors_, STDERR_FILENO);
    }
    Report report{0, 0};
    if (chdir(prepared_.folder.c_str()) == 0) {
      report.step = 1;
      execvpe(prepared_.argument_pointers[0], prepared_.argument_pointers.data(),
              prepared_.environment_pointers.data());
    }
    report.error = errno;
    [[maybe_unused]] const ssize_t written = write(told, &report, sizeof report);
    _exit(127);
  }

  Prepared prepared_;
  int output_, errors_;
  pid_t id_ = -1;
  int status_ = 0;
};

/// Hands out the whole lines that have come.
void give_lines(const std::string& text, std::size_t& given, const OnLine& line) {
  std::size_t end = 0;
  while ((end = text.find('\n', given)) != std::string::npos) {
    line(std::string_view(text).substr(given, end - given));
    given = end + 1;
  }
}

}  // namespace

Ended run(const Command& command, const OnLine& line) {
  Written output("output"), errors("errors");
  Ended ended;
  std::size_t given = 0;
  Child child(command, output.descriptor(), errors.descriptor());
  for (bool over = false; !over;) {
    over = child.has_ended();
    if (!over && !ended.interrupted && Interrupts::arrived()) {
      child.interrupt();
      ended.interrupted = true;
    }
    if (line) {
      output.read_more(ended.output);
      give_lines(ended.output, given, line);
    }
    if (!over) std::this_thread::sleep_for(look_again);
  }
  output.read_more(ended.output);
  errors.read_more(ended.errors);
  if (line) {
    give_lines(ended.output, given, line);
    if (given < ended.output.size()) line(std::string_view(ended.output).substr(given));
  }
  ended.code = child.code();
  return ended;
}

int run_shell(const std::string& command_line, const Command& where) {
  Command shell = where;
  shell.program = "/bin/sh";
  shell.arguments = {"-c", command_line};
  // The terminal sends Ctrl-C to it as well; what we do then is wait for it.
  Child child(shell, -1, -1);
  child.wait();
  return child.code();
}

}  // namespace parapet::engine
