#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "parapet/document.hpp"

namespace parapet::cli {

/// What a command is to look at.
struct Inputs {
  std::vector<Document> documents;
  std::vector<std::string> notes;       ///< what beside it was not read
  std::vector<std::string> assemblies;  ///< folders with a manifest among the paths
};

/// Reads every path: a folder that a program wrote (`cdktf.out`, with its manifest), a folder of `*.tf.json` files (one
/// document), a file of Terraform JSON, or a plan. `stack` names the documents that do not say their stack; empty: the
/// file or folder does. Throws Error with file, place, what was expected and the remedy.
Inputs read_inputs(const std::vector<std::string>& paths, const std::string& stack);

/// A stack has a folder of its own, in which the engine runs: throws Error for what it would read there beside the
/// stack's document.
void refuse_other_files(const std::filesystem::path& document);

}  // namespace parapet::cli
