#pragma once

#include <string>
#include <string_view>

#include "parapet/guardrails/check.hpp"

namespace parapet::guardrails {

/// What constructors and the gate of this thread's App go by.
struct Settings {
  Exceptions exceptions;
  std::string contact;  ///< empty: what the compiled catalogs say
};

/// The settings of this thread. On first use they are read from `cdktf.json` of the current folder: its key
/// `exceptions` is the path of the exceptions file, relative to it. Without the file or the key there are no
/// exceptions. Throws Error if a file cannot be read.
Settings& settings();

/// Replaces the settings of this thread; tests give exceptions and a clock.
void use_settings(Settings settings);
/// The next use reads cdktf.json again.
void forget_settings();

/// Reads the settings that a `cdktf.json` names. Throws Error.
Settings read_settings(std::string_view cdktf_json, const Clock& clock = system_clock());

/// Judges finished documents with the settings of this thread and throws SecurityException if anything refuses. What is
/// only to be told goes to `notes`: excepted violations, warnings, unused and malformed exceptions.
void gate(const std::vector<Document>& documents, std::vector<std::string>& notes);

}  // namespace parapet::guardrails

/// Linked with `-Wl,-u,parapet_guardrails_installed`: brings in the gate, which installs itself before main.
extern "C" bool parapet_guardrails_installed;
