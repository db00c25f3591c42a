#include "cli/unknown_command.hpp"

#include <string_view>
#include <vector>

#include "core/nearest.hpp"

namespace parapet::cli {

std::string unknown_command(const CLI::App& app, int argc, const char* const* argv) {
  const CLI::App* at = &app;
  std::string command = app.get_name();
  for (int i = 1; i < argc && at->get_require_subcommand_min() > 0; ++i) {
    const std::string word = argv[i];
    if (word.starts_with('-')) break;
    const CLI::App* next = nullptr;
    std::vector<std::string_view> known;
    for (const CLI::App* each : at->get_subcommands({})) {
      known.push_back(each->get_name());
      if (each->check_name(word)) next = each;
    }
    if (next == nullptr)
      return "there is no command \"" + word + "\"" + detail::did_you_mean(word, known) + "; `" + command +
             " --help` shows them all";
    at = next;
    command += " " + at->get_name();
  }
  return {};
}

}  // namespace parapet::cli
