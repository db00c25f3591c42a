#pragma once

#include <string>
#include <vector>

#include "import/scope.hpp"
#include "parapet/guardrails/requirement.hpp"

namespace parapet::importing {

/// Columns in front of a function's statements.
inline constexpr std::size_t body_indent = 2;

/// The text of a function, its header lines included, and what its file needs.
struct FunctionText {
  std::string text;
  std::set<std::string> includes;
  bool uses_policies = false;
};

/// One of the model's functions: the resources that it creates.
FunctionText resource_function(Model& model, std::vector<Note>& notes, std::size_t function, guardrails::Tier tier);

/// A function around statements.
FunctionText function_text(const FunctionScope& scope, const std::string& name, const std::vector<std::string>& lines);

}  // namespace parapet::importing
