#pragma once

#include <string>
#include <vector>

#include "guardrails/json.hpp"

/// Bindings for other providers and for modules: what cdktf.json asks for is fetched with the engine and kept in the
/// project's folder `bindings`.
namespace parapet::get {

/// A provider or a module that bindings are wanted for. Names, sources and versions consist of characters that need no
/// escape in JSON, CMake and paths.
struct Wanted {
  std::string name;     ///< `random`: of its files, its target in CMake and, for modules, its C++ type
  std::string source;   ///< `hashicorp/random`, `terraform-aws-modules/vpc/aws`, `./modules/vpc`
  std::string version;  ///< constraint, `~> 3.7`; empty: whatever is newest

  friend bool operator==(const Wanted&, const Wanted&) = default;
};

/// What cdktf.json asks for in `terraformProviders` and `terraformModules`, in the order of the names.
struct Request {
  std::vector<Wanted> providers;
  std::vector<Wanted> modules;

  bool empty() const { return providers.empty() && modules.empty(); }
  friend bool operator==(const Request&, const Request&) = default;
};

/// Reads both members of a cdktf.json: texts as CDKTF has them (`hashicorp/random@~> 3.7`, `random`), or objects with
/// `name`, `source` and `version`. Throws Error with file, JSON pointer, what was expected and the remedy.
Request read_request(const guardrails::At& settings);

/// Whether a module's source is a folder of the project, which nobody has to fetch.
bool is_local(const Wanted& module);

}  // namespace parapet::get
