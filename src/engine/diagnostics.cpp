#include "engine/diagnostics.hpp"

#include "engine/json.hpp"

namespace parapet::engine {

namespace {

/// What engines print in a frame of `│`, without it.
std::string unframed(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text = end == std::string_view::npos ? "" : text.substr(end + 1);
    for (const std::string_view frame : {"│", "╷", "╵"}) {
      if (line.starts_with(frame)) line.remove_prefix(frame.size());
    }
    if (line.starts_with(' ')) line.remove_prefix(1);
    if (line.empty() && (result.empty() || result.ends_with("\n\n"))) continue;
    result += std::string(line) + "\n";
  }
  while (result.ends_with('\n')) result.pop_back();
  return result;
}

/// A line `  Who:       ann@host` of the engine's description of a lock.
std::string field_of(std::string_view text, std::string_view name) {
  for (std::size_t at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1)) {
    const std::size_t line = text.rfind('\n', at);
    const std::string_view before = text.substr(line == std::string_view::npos ? 0 : line + 1,
                                                at - (line == std::string_view::npos ? 0 : line + 1));
    if (before.find_first_not_of(" ") != std::string_view::npos) continue;
    std::string_view value = text.substr(at + name.size(), text.find('\n', at) - at - name.size());
    const std::size_t start = value.find_first_not_of(' ');
    return start == std::string_view::npos ? std::string() : std::string(value.substr(start));
  }
  return {};
}

std::string describe_lock(std::string_view text) {
  const std::string who = field_of(text, "Who:"), since = field_of(text, "Created:"), id = field_of(text, "ID:"),
                    operation = field_of(text, "Operation:");
  if (who.empty()) return {};
  return "the state is locked by " + who + " since " + since + " (" + operation + ", lock " + id +
         "); wait until that run is over or give --lock-timeout 5m; if it is dead, run `force-unlock " + id +
         "` in the stack's folder";
}

std::string place_of(const Json& diagnostic) {
  std::string place = text_at(diagnostic, "address");
  const Json& range = member(diagnostic, "range");
  const std::string file = text_at(range, "filename");
  if (file.empty()) return place;
  if (!place.empty()) place += ", ";
  place += file;
  if (const Json& line = member(member(range, "start"), "line"); line.is_number_integer())
    place += ":" + std::to_string(line.get<int>());
  return place;
}

bool is_progress(std::string_view type) {
  return type == "apply_start" || type == "apply_progress" || type == "apply_complete" || type == "apply_errored" ||
         type == "refresh_start" || type == "provision_start" || type == "provision_errored";
}

}  // namespace

Failure failure_of(std::string_view text) {
  const std::string plain = unframed(text);
  if (plain.find("state lock") != std::string::npos || plain.find("locking state") != std::string::npos) {
    if (std::string lock = describe_lock(plain); !lock.empty()) return {lock};
  }
  return {plain.empty() ? "the engine ended with an error and said nothing" : plain};
}

void Messages::read(std::string_view line) {
  const Json json = Json::parse(line, nullptr, false);
  if (!json.is_object()) {
    problems_ += std::string(line) + "\n";
    return;
  }
  const std::string type = text_at(json, "type");
  if (type != "diagnostic") {
    if (*lines_ && is_progress(type)) (*lines_)(text_at(json, "@message"));
    return;
  }
  const Json& diagnostic = member(json, "diagnostic");
  if (text_at(diagnostic, "severity") != "error") return;
  const std::string place = place_of(diagnostic), detail = text_at(diagnostic, "detail");
  problems_ += text_at(diagnostic, "summary") + (place.empty() ? "" : " (" + place + ")") + "\n";
  if (!detail.empty()) problems_ += detail + "\n";
}

Failure Messages::failure(std::string_view errors) const {
  return failure_of(problems_.empty() ? errors : std::string_view(problems_));
}

}  // namespace parapet::engine
