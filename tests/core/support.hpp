#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "core/element.hpp"
#include "core/synth.hpp"
#include "parapet/app.hpp"
#include "parapet/error.hpp"
#include "support/temporary_folder.hpp"

namespace parapet::test {

/// `path (file:line)` as messages name a construct that was created in the calling file.
inline std::string place(const std::string& path, int line, const char* file = __builtin_FILE()) {
  return path + " (" + file + ":" + std::to_string(line) + ")";
}
/// `file:line`, as messages name what never became a construct.
inline std::string call_site(int line, const char* file = __builtin_FILE()) { return std::string(file) + ":" + std::to_string(line); }

/// The documents of an app as text, by stack.
inline std::map<std::string, std::string> documents(App& app) { return detail::synthesize_in_memory(*app.parapet_element()->app); }

/// One stack's document as JSON.
inline nlohmann::json document(App& app, const std::string& stack = "s") { return nlohmann::json::parse(documents(app).at(stack)); }

/// One resource without its metadata.
inline nlohmann::json resource(App& app, const std::string& type, const std::string& name, const std::string& stack = "s") {
  nlohmann::json body = document(app, stack).at("resource").at(type).at(name);
  body.erase("//");
  return body;
}

/// What `body` throws as Error; fails the test when it throws nothing.
template <class F>
std::string error_of(F&& body) {
  try {
    body();
  } catch (const Error& error) {
    return error.what();
  }
  ADD_FAILURE() << "nothing was thrown";
  return {};
}
inline std::string synth_error_of(App& app) {
  return error_of([&] { documents(app); });
}

/// An empty folder that goes with the test.
class TempFolder : public parapet::test::TemporaryFolder {
 public:
  /// Every file below with its content.
  std::map<std::string, std::string> files() const {
    std::map<std::string, std::string> result;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(path())) {
      const std::string name = entry.path().lexically_relative(path()).string();
      result[entry.is_directory() ? name + "/" : name] = entry.is_directory() ? "" : read(name);
    }
    return result;
  }
};

/// Sets an environment variable, or removes it, and restores it at the end.
class Environment {
 public:
  Environment(const char* name, const char* value) : name_(name) {
    if (const char* before = std::getenv(name)) before_ = before;
    set(value);
  }
  Environment(const Environment&) = delete;
  Environment& operator=(const Environment&) = delete;
  ~Environment() { set(before_ ? before_->c_str() : nullptr); }

 private:
  void set(const char* value) const { value == nullptr ? ::unsetenv(name_) : ::setenv(name_, value, 1); }

  const char* name_;
  std::optional<std::string> before_;
};

/// Makes a folder the current one for as long as it lives.
class WorkingFolder {
 public:
  explicit WorkingFolder(const std::filesystem::path& folder) : before_(std::filesystem::current_path()) { std::filesystem::current_path(folder); }
  WorkingFolder(const WorkingFolder&) = delete;
  WorkingFolder& operator=(const WorkingFolder&) = delete;
  ~WorkingFolder() { std::filesystem::current_path(before_); }

 private:
  std::filesystem::path before_;
};

}  // namespace parapet::test
