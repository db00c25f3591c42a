#include "guardrails/iam_actions.hpp"

namespace parapet::guardrails {

namespace {

constexpr char kActionTable[] =
#include "guardrails/data/iam_actions.txt"
    ;

/// Takes what stands before a separator off the text.
std::string_view take(std::string_view& text, char separator) {
  std::size_t end = text.find(separator);
  std::string_view first = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return first;
}

Tags tags_of(std::string_view key) {
  if (key.size() == 1) return Tags::none;
  return key[1] == '+' ? Tags::of_resource : Tags::of_request;
}

ActionGroup group_of(std::string_view service, std::string_view text) {
  constexpr std::string_view tied = "LRTWP", untied = "lrtwp";
  const std::string_view key = take(text, '=');
  std::size_t level = tied.find(key[0]);
  bool by_resource = level != std::string_view::npos;
  if (!by_resource) level = untied.find(key[0]);
  return {service, static_cast<Access>(level), by_resource, tags_of(key), text};
}

std::vector<ActionGroup> read_table() {
  std::vector<ActionGroup> groups;
  std::string_view rest(kActionTable, sizeof kActionTable - 1);
  while (!rest.empty()) {
    std::string_view line = take(rest, '\n');
    if (line.empty() || line[0] == '#') continue;
    std::string_view service = take(line, ' ');
    while (!line.empty()) groups.push_back(group_of(service, take(line, ' ')));
  }
  return groups;
}

}  // namespace

std::string_view ActionGroup::next(std::string_view& rest) { return take(rest, ','); }

const std::vector<ActionGroup>& action_groups() {
  static const std::vector<ActionGroup> groups = read_table();
  return groups;
}

}  // namespace parapet::guardrails
