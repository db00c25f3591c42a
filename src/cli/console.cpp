#include "cli/console.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>

#include "cli/files.hpp"
#include "engine/interrupt.hpp"

namespace parapet::cli {

namespace {

bool is_set(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr && *value != '\0';
}

void print_line(std::string_view line) { std::fprintf(stderr, "%.*s\n", static_cast<int>(line.size()), line.data()); }

void print_text(std::string_view text) {
  print([&](detail::Sink& sink) { sink.write(text); });
}

/// A line from standard input; empty at its end, and when a signal arrives.
std::string read_answer() {
  std::string line;
  char c = 0;
  while (!engine::Interrupts::arrived()) {
    const ssize_t count = read(STDIN_FILENO, &c, 1);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return {};
    if (c == '\n') return line;
    line += c;
  }
  return {};
}

}  // namespace

Console::Console(bool quiet) : progress_(!quiet && isatty(STDERR_FILENO) == 1 && !is_set("CI")) {}

bool Console::has_colour() { return isatty(STDOUT_FILENO) == 1 && !is_set("NO_COLOR"); }

bool Console::can_ask() { return isatty(STDIN_FILENO) == 1; }

void Console::progress(std::string_view stack, std::string_view line) {
  if (!progress_) return;
  const std::lock_guard<std::mutex> alone(mutex_);
  print_line(std::string(stack) + ": " + std::string(line));
}

void Console::say(std::string_view line) {
  const std::lock_guard<std::mutex> alone(mutex_);
  print_line(line);
}

void Console::show(std::string_view text) {
  const std::lock_guard<std::mutex> alone(mutex_);
  print_text(text);
}

bool Console::confirm(std::string_view text, std::string_view question) {
  const std::lock_guard<std::mutex> alone(mutex_);
  print_text(text);
  std::fprintf(stderr, "%.*s Only `yes` is accepted: ", static_cast<int>(question.size()), question.data());
  return read_answer() == "yes";
}

}  // namespace parapet::cli
