#pragma once

#include <string>
#include <vector>

#include "get/request.hpp"

namespace parapet::get {

/// What the folder `bindings` of a project is called.
inline constexpr const char* bindings_folder = "bindings";

/// What was wanted, and the version that the engine chose.
struct Chosen {
  Wanted wanted;
  std::string version;  ///< exact; empty for a module that has none

  friend bool operator==(const Chosen&, const Chosen&) = default;
};

/// What the folder `bindings` holds.
struct Holding {
  std::vector<Chosen> providers;
  std::vector<Chosen> modules;

  Request request() const;
};

/// Where a provider's schema lies in the folder: `providers/random/3.7.2.schema.json.gz`.
std::string schema_path(const Chosen& provider);

/// Where the files of a fetched module lie in the folder: `modules/vpc`.
std::string module_path(const Wanted& module);

/// `bindings.cmake`, which the project's CMakeLists.txt includes: a target `NAME_bindings` for each provider and
/// `NAME_module` for each module, and the list `bindings` of all of them.
std::string cmake_text(const Holding& holding);

/// `manifest.json`: what was asked for and which versions it led to.
std::string manifest_text(const Holding& holding);

/// Reads it back. Throws Error with file and place.
Holding read_manifest(std::string_view text, const std::string& file);

}  // namespace parapet::get
