#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <string>

namespace parapet::pipeline {

using Node = nlohmann::ordered_json;

/// Comments that stand behind a text, by the text: the version behind a pinned commit.
using Comments = std::map<std::string, std::string>;

/// YAML that reads back as `node`: keys in the order given, texts quoted wherever YAML could take them for something
/// else, texts of several lines as literal blocks. Throws Error for a text that YAML cannot hold as it is (control
/// characters).
std::string yaml_text(const Node& node, const Comments& comments = {});

}  // namespace parapet::pipeline
