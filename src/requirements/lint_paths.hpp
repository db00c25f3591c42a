#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "requirements/lint_json.hpp"

/// What a condition reads, from its JSON. The catalog's reader has accepted it.
namespace parapet::requirements::linting {

/// A link of `connected`: the description names one of its ends.
struct LinkRead {
  std::vector<std::string> ends;
};

/// Resources that `connected` looks for: the description names one of the types.
struct TypesRead {
  std::vector<std::string> types;
};

struct Reads {
  std::vector<std::string> paths;
  std::vector<LinkRead> links;
  std::vector<TypesRead> types;
  std::vector<std::string> values;  ///< texts that the condition compares with
};

/// Adds what a condition reads.
void collect(const Node& condition, const std::string& base, Reads& reads);

/// A path inside an element: `rule[*]` and `mode` are `rule[*].mode`.
std::string path_inside(const std::string& base, std::string_view path);

/// `tags["env"]` is an entry of `tags`; of another path the answer is empty.
std::string_view map_of(std::string_view path);

/// A part of a condition that has to hold by itself.
struct Part {
  const Node* node = nullptr;
  std::string base;  ///< where its paths begin
  bool negated = false;
};

/// What has to hold all together: `all`, `not` around `any`, and what `each` asks of an element.
void collect_parts(const Node& condition, const std::string& base, bool negated, std::vector<Part>& parts);

/// A condition as text that does not depend on how it is written: order of keys, of alternatives and of values.
std::string canonical(const Node& node);

}  // namespace parapet::requirements::linting
