#include "cli/summary.hpp"

#include <algorithm>

#include "cli/commands.hpp"
#include "engine/interrupt.hpp"

namespace parapet::cli {

using engine::Outcome;

std::string Summary::text() const {
  std::size_t width = 0;
  for (const auto& [name, outcome] : outcomes) width = std::max(width, name.size());
  std::string text;
  for (const auto& [name, outcome] : outcomes) {
    const auto reason = reasons.find(name);
    text += name + std::string(width - name.size() + 2, ' ') + std::string(engine::text_of(outcome));
    if (reason != reasons.end() && !reason->second.empty())
      text += ": " + reason->second.substr(0, reason->second.find('\n'));
    text += "\n";
  }
  return text;
}

int Summary::exit_code() const {
  const auto any = [&](Outcome wanted) {
    return std::any_of(outcomes.begin(), outcomes.end(), [&](const auto& entry) { return entry.second == wanted; });
  };
  if (any(Outcome::interrupted) || engine::Interrupts::arrived()) return exit_interrupted;
  if (any(Outcome::refused)) return exit_refused;
  const bool good =
      std::all_of(outcomes.begin(), outcomes.end(), [](const auto& entry) { return engine::succeeded(entry.second); });
  return good ? exit_done : exit_failed;
}

}  // namespace parapet::cli
