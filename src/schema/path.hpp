#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "schema/schema.hpp"

/// Paths into a resource type, `a.b[*].c`: whether they exist and what stands there. The grammar is that of the
/// catalog: `segment ("." segment | "[*]" | "[\"key\"]" | "#json")*`.
namespace parapet::schema {

/// One step of a path.
struct PathStep {
  enum class Kind { name, every, key, json };
  Kind kind = Kind::name;
  std::string text;  ///< of `name` and `key`
};

/// Takes a path apart. Throws Error that quotes it when it does not follow the grammar.
std::vector<PathStep> parse_path(std::string_view path);

/// What stands at the end of a path.
struct PathTarget {
  std::string shape;          ///< letters of parapet/detail/table.hpp; `s` for text below a map of strings, and so on
  std::string flags;          ///< of the attribute or block that the path names last
  bool is_meta = false;       ///< the path starts with a meta-argument
  bool is_open = false;       ///< below something dynamic or JSON text, where the schema does not decide
  bool enters_lists = false;  ///< the path goes through a list or set without `[*]`
};

struct PathResult {
  bool exists = false;
  PathTarget target;    ///< if it exists
  std::string problem;  ///< if it does not: which step fails, and the nearest name there is
};

/// Looks a path up in a type. Throws Error only for a path that breaks the grammar.
PathResult find_path(Category category, const ResourceType& type, std::string_view path);

}  // namespace parapet::schema
