#include "parsed.hpp"

#include <algorithm>

namespace parapet::testing::detail {

const char* section_of(NodeKind kind) {
  switch (kind) {
    case NodeKind::resource:
      return "resource";
    case NodeKind::data_source:
      return "data";
    case NodeKind::ephemeral_resource:
      return "ephemeral";
    case NodeKind::provider:
      return "provider";
    case NodeKind::variable:
      return "variable";
    case NodeKind::output:
      return "output";
    case NodeKind::module:
      return "module";
    case NodeKind::check:
      return "check";
    default:
      return nullptr;
  }
}

std::vector<std::string> split_path(std::string_view path) {
  std::vector<std::string> steps(1);
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (path[i] == '\\' && i + 1 < path.size() && path[i + 1] == '.') {
      steps.back() += path[++i];
    } else if (path[i] == '.') {
      steps.emplace_back();
    } else {
      steps.back() += path[i];
    }
  }
  return steps;
}

namespace {

bool is_only_object(const Json& json) { return json.is_array() && json.size() == 1 && json.front().is_object(); }

std::string shown(const Json* json) { return json == nullptr ? "unset" : json->dump(); }

void compare(const Json& expected, const Json* actual, const std::string& path, std::vector<std::string>& found);

void compare_objects(const Json& expected, const Json& actual, const std::string& path,
                     std::vector<std::string>& found) {
  for (const auto& [name, value] : expected.items()) {
    const auto member = actual.find(name);
    compare(value, member == actual.end() ? nullptr : &*member, path.empty() ? name : path + "." + name, found);
  }
}

void compare_lists(const Json& expected, const Json& actual, const std::string& path, std::vector<std::string>& found) {
  if (expected.size() != actual.size()) {
    found.push_back("`" + path + "` is " + actual.dump() + ", expected " + expected.dump());
    return;
  }
  for (std::size_t i = 0; i < expected.size(); ++i)
    compare(expected[i], &actual[i], path + "." + std::to_string(i), found);
}

void compare(const Json& expected, const Json* actual, const std::string& path, std::vector<std::string>& found) {
  const bool unset = actual == nullptr || actual->is_null();
  if (expected.is_null() && unset) return;
  if (!unset && expected.is_object() && actual->is_object()) return compare_objects(expected, *actual, path, found);
  if (!unset && expected.is_object() && is_only_object(*actual))
    return compare_objects(expected, actual->front(), path, found);
  if (!unset && is_only_object(expected) && actual->is_object())
    return compare_objects(expected.front(), *actual, path, found);
  if (!unset && expected.is_array() && actual->is_array()) return compare_lists(expected, *actual, path, found);
  if (!unset && expected == *actual) return;
  found.push_back("`" + path + "` is " + shown(unset ? nullptr : actual) + ", expected " +
                  shown(expected.is_null() ? nullptr : &expected));
}

}  // namespace

std::vector<std::string> differences(const Json& expected, const Json* actual, const std::string& path) {
  std::vector<std::string> found;
  compare(expected, actual, path, found);
  return found;
}

}  // namespace parapet::testing::detail
