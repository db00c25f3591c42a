#include "import/state.hpp"

#include <algorithm>
#include <set>

#include "core/identifier.hpp"
#include "parapet/error.hpp"

namespace parapet::importing {

namespace {

using guardrails::At;

constexpr const char* how_to_get_it = "give what `terraform show -json` prints in the folder of the state";

/// `zip` and `["a"]` -> `zip-a`.
std::string name_with_index(const Json& resource) {
  std::string name = resource.at("name").get<std::string>();
  const auto index = resource.find("index");
  if (index == resource.end()) return name;
  return name + "-" + (index->is_string() ? index->get<std::string>() : index->dump());
}

class StateReader {
 public:
  explicit StateReader(std::vector<Note>& notes) : notes_(notes) {}

  std::vector<StateResource> run(const At& at) {
    at.expect_object();
    if (at.has("resources") && at.has("lineage")) at.refuse(std::string("is a state file; ") + how_to_get_it);
    if (at.has("planned_values")) at.refuse(std::string("is a plan; ") + how_to_get_it);
    if (!at.has("values"))
      at.refuse(std::string("has no `values`: the state is empty, or this is no state; ") + how_to_get_it);
    module(at.member("values").expect_object().member("root_module"));
    std::sort(found_.begin(), found_.end(), [](const auto& a, const auto& b) { return a.address < b.address; });
    return std::move(found_);
  }

 private:
  void module(const At& at) {
    at.expect_object();
    if (at.has("resources")) {
      const At resources = at.member("resources");
      resources.expect_array();
      for (std::size_t i = 0; i < resources.size(); ++i) resource(resources.element(i));
    }
    if (!at.has("child_modules")) return;
    const At modules = at.member("child_modules");
    modules.expect_array();
    for (std::size_t i = 0; i < modules.size(); ++i) module(modules.element(i));
  }

  void resource(const At& at) {
    at.expect_object();
    StateResource read;
    read.address = at.member("address").filled_text();
    if (at.member("mode").text() != "managed") return notes_.push_back({read.address, "a data source is not imported"});
    if (at.has("deposed_key"))
      return notes_.push_back({read.address, "an object that waits for its deletion is not imported"});
    read.type = at.member("type").filled_text();
    if (!detail::is_identifier(read.type)) at.member("type").expected("the type of a resource");
    at.member("name").filled_text();
    read.name = name_with_index(at.json());
    read.values = at.member("values").expect_object().json();
    if (at.has("sensitive_values")) read.sensitive = at.member("sensitive_values").json();
    found_.push_back(std::move(read));
  }

  std::vector<Note>& notes_;
  std::vector<StateResource> found_;
};

void check_wanted(const WantedResource& wanted, const std::string& place) {
  if (!detail::is_identifier(wanted.type))
    throw Error(place + ": `" + wanted.type + "` is no type of a resource; `aws_db_instance`, for instance, is one");
  if (!wanted.name.empty() && !detail::is_identifier(wanted.name))
    throw Error(place + ": `" + wanted.name + "` is no name: letters, digits, `_` and `-`, not beginning with a digit");
  if (wanted.id.empty()) throw Error(place + ": the id is missing; it is what `terraform import` takes for this type");
}

std::vector<WantedResource> wanted_in_json(std::string_view bytes, std::string_view file) {
  const Json json = guardrails::parse_json(bytes, file);
  const At all(json, file);
  all.expect_array();
  std::vector<WantedResource> wanted;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const At at = all.element(i);
    at.expect_object().only({"type", "id", "name"});
    wanted.push_back({at.member("type").filled_text(), at.member("id").filled_text(),
                      at.has("name") ? at.member("name").filled_text() : ""});
    check_wanted(wanted.back(), at.place());
  }
  return wanted;
}

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

/// `aws_db_instance.zip zip-db`. An id may hold spaces.
WantedResource wanted_in_line(std::string_view line) {
  const std::size_t space = line.find_first_of(" \t");
  const std::string_view address = line.substr(0, space);
  const std::size_t dot = address.find('.');
  WantedResource wanted;
  wanted.type = address.substr(0, dot);
  if (dot != std::string_view::npos) wanted.name = address.substr(dot + 1);
  if (space != std::string_view::npos) wanted.id = trimmed(line.substr(space));
  return wanted;
}

std::vector<WantedResource> wanted_in_lines(std::string_view bytes, std::string_view file) {
  std::vector<WantedResource> wanted;
  for (std::size_t number = 1; !bytes.empty(); ++number) {
    const std::size_t end = std::min(bytes.find('\n'), bytes.size());
    const std::string_view line = trimmed(bytes.substr(0, end));
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
    if (line.empty() || line.front() == '#') continue;
    wanted.push_back(wanted_in_line(line));
    check_wanted(wanted.back(), std::string(file) + ":" + std::to_string(number));
  }
  return wanted;
}

}  // namespace

std::vector<StateResource> read_state(std::string_view bytes, std::string_view file, std::vector<Note>& notes) {
  const Json json = guardrails::parse_json(bytes, file);
  return StateReader(notes).run(At(json, file));
}

std::vector<WantedResource> read_wanted(std::string_view bytes, std::string_view file) {
  const std::size_t first = bytes.find_first_not_of(" \t\r\n");
  const bool is_json = first != std::string_view::npos && bytes[first] == '[';
  std::vector<WantedResource> wanted = is_json ? wanted_in_json(bytes, file) : wanted_in_lines(bytes, file);
  if (wanted.empty()) throw Error(std::string(file) + ": names nothing; give a line `TYPE.NAME ID` for each resource");
  std::set<std::pair<std::string, std::string>> known;
  for (const WantedResource& one : wanted) {
    if (!known.insert({one.type, one.id}).second)
      throw Error(std::string(file) + ": names " + one.type + " `" + one.id + "` twice; keep one of them");
  }
  return wanted;
}

}  // namespace parapet::importing
