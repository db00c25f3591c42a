#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace parapet::cli {

/// One output of a stack, as the engine tells it.
struct Output {
  std::string name;
  nlohmann::ordered_json value;
  bool sensitive = false;
};
/// In alphabetical order, without those that only serve other stacks.
using Outputs = std::vector<Output>;
using OutputsByStack = std::map<std::string, Outputs>;

/// Reads what `output -json` prints. Throws Error.
Outputs read_outputs(std::string_view json, std::string_view stack);

/// An object of names and values; a sensitive one is `(sensitive)` unless told otherwise.
nlohmann::ordered_json shown(const Outputs& outputs, bool sensitive);
/// `{"stack": {"name": value}}`.
std::string outputs_json(const OutputsByStack& outputs, bool sensitive);
/// `stack.name = value`, a line each.
std::string outputs_text(const OutputsByStack& outputs, bool sensitive);

}  // namespace parapet::cli
