#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

/// What a program synthesized: the manifest of a CDKTF cloud assembly, and the order in which its stacks are deployed.
namespace parapet::assembly {

/// What a construct wants to tell, as the manifest has it.
struct Annotation {
  std::string construct_path;
  std::string level;  ///< `@cdktf/info`, `@cdktf/warn` or `@cdktf/error`
  std::string message;
};

/// One stack of the manifest.
struct Stack {
  std::string name;  ///< its key in the manifest
  std::string construct_path;
  std::filesystem::path folder;           ///< where the engine runs: `cdktf.out/stacks/dev`
  std::filesystem::path document;         ///< `cdktf.out/stacks/dev/cdk.tf.json`
  std::vector<std::string> dependencies;  ///< names of stacks whose outputs it reads, sorted
  std::vector<Annotation> annotations;
};

struct Assembly {
  std::filesystem::path folder;
  std::vector<Stack> stacks;  ///< sorted by name
  /// nullptr if there is none.
  const Stack* find(std::string_view name) const;
};

/// Reads `folder/manifest.json`. Throws Error with file, JSON pointer and remedy: for what is no manifest, for a path
/// that leaves the folder, for a dependency that is no stack, and for a cycle of dependencies.
Assembly read_assembly(const std::filesystem::path& folder);

/// Names of stacks, a wave after the other: the stacks of a wave depend on earlier waves only. Within a wave they are
/// sorted. Dependencies outside `names` count as deployed.
using Waves = std::vector<std::vector<std::string>>;
Waves waves_of(const Assembly& assembly, const std::vector<std::string>& names);

/// The stacks that patterns name: a name or a glob with `*` and `?`, sorted. No patterns: all. Throws Error for a
/// pattern that matches nothing, with the nearest name.
std::vector<std::string> select_stacks(const Assembly& assembly, const std::vector<std::string>& patterns);

/// Everything that the named stacks need, themselves included, sorted.
std::vector<std::string> with_dependencies(const Assembly& assembly, const std::vector<std::string>& names);
/// Everything that needs the named stacks, themselves included, sorted.
std::vector<std::string> with_dependents(const Assembly& assembly, const std::vector<std::string>& names);

}  // namespace parapet::assembly
