#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "engine/engine.hpp"
#include "get/bindings.hpp"

namespace parapet::get {

/// What a fetch brought: the files of the folder `bindings` by their paths in it.
struct Fetched {
  bool interrupted = false;  ///< Ctrl-C; there are no files then
  Holding holding;
  std::map<std::string, std::string> files;
};

/// Has the engine choose the versions and bring schemas and modules. `scratch` is an empty folder for it; `settings` is
/// what messages call the cdktf.json. Throws Error with what the engine says.
Fetched fetch(const Request& request, const engine::Engine& engine, const std::filesystem::path& scratch,
              const std::string& settings);

/// The bytes as a gzip file, the same ones for the same bytes.
std::string gzipped(std::string_view bytes);

}  // namespace parapet::get
