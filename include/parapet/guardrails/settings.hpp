#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parapet/guardrails/check.hpp"

namespace parapet::guardrails {

/// What constructors and the gate of this thread's App go by.
struct Settings {
  Exceptions exceptions;
  std::string contact;  ///< empty: what the compiled catalogs say
  Enforcement enforcement{};
  Baseline baseline{};
  std::vector<std::string> notes{};  ///< printed by the gate and in reports
};

/// The settings of this thread. On first use they are read from `cdktf.json` of the current folder: its keys
/// `exceptions`, `enforcement` and `baseline` are the paths of those files, relative to it. Without a file or a key
/// there is nothing of the kind. Throws Error if a file cannot be read.
Settings& settings();

/// How to check with these settings, which must outlive the options.
Options options_of(const Settings& settings);

/// Replaces the settings of this thread; tests give exceptions and a clock.
void use_settings(Settings settings);
/// The next use reads cdktf.json again.
void forget_settings();

/// Paths of the files that say what is permitted; an empty one: none.
struct SettingsFiles {
  std::string exceptions;
  std::string enforcement;
  std::string baseline;
  std::vector<std::string> notes{};  ///< a sentence about each that is named and does not exist
  /// Whether both permit the same.
  bool operator==(const SettingsFiles& other) const {
    return exceptions == other.exceptions && enforcement == other.enforcement && baseline == other.baseline;
  }
};
/// The files that a `cdktf.json` names, seen from the current folder. One that does not exist is left out, with a note:
/// without it less is permitted. Throws Error.
SettingsFiles settings_files(std::string_view cdktf_json);
/// Reads the files. Messages call each by its file name. Throws Error.
Settings read_settings(const SettingsFiles& files, const Clock& clock = system_clock());
/// Reads the settings that a `cdktf.json` names. Throws Error.
Settings read_settings(std::string_view cdktf_json, const Clock& clock = system_clock());

/// Judges finished documents with the settings of this thread and throws SecurityException if anything refuses. What is
/// only to be told goes to `notes`: excepted violations, warnings, unused and malformed exceptions.
void gate(const std::vector<Document>& documents, std::vector<std::string>& notes);

}  // namespace parapet::guardrails

/// Linked with `-Wl,-u,parapet_guardrails_installed`: brings in the gate, which installs itself before main.
extern "C" bool parapet_guardrails_installed;
