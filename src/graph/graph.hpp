#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "assembly/assembly.hpp"
#include "parapet/guardrails/check.hpp"

/// Stacks and what is in them, with what refers to what, as pictures.
namespace parapet::graph {

/// How bad it is, worst last.
enum class State : unsigned char { clear, excepted, warned, refused };
std::string_view text_of(State state);

/// What a requirement says of a node: what did not simply pass.
struct Finding {
  std::string requirement;  ///< `rds:001`
  std::string name;
  std::string severity;
  State state = State::clear;
  std::string attribute;
  std::string value;
};

/// A resource, data source, ephemeral resource or call of a module.
struct Node {
  std::size_t stack = 0;  ///< position in Graph::stacks
  std::string kind;       ///< `resource`, `data`, `ephemeral`, `module`
  std::string type;       ///< `aws_db_instance`; `module` for a call of one
  std::string name;
  std::string address;
  std::string construct;  ///< construct path; empty where there is none
  std::string file;
  unsigned line = 0;
  std::vector<std::pair<std::string, std::string>> attributes;  ///< path and value, without secrets; none of plans
  std::vector<Finding> findings;
  State state = State::clear;
};

/// `from` refers to `to`: positions in Graph::nodes.
struct Edge {
  std::size_t from = 0;
  std::size_t to = 0;
  std::string attribute;  ///< of `from`, the first that does: `kms_key_id`
};

struct StackNode {
  std::string name;
  std::vector<std::string> dependencies;  ///< those that are in the graph, sorted
  std::size_t wave = 0;                   ///< 0: depends on none
  std::size_t nodes = 0;
  State state = State::clear;  ///< the worst of its nodes
};

struct Graph {
  std::vector<StackNode> stacks;  ///< by name
  std::vector<Node> nodes;        ///< by stack, then as in the document
  std::vector<Edge> edges;        ///< by `from`, then `to`
};

/// What is drawn.
enum class Level : unsigned char { stacks, resources };

/// The graph of documents and of what a check with the same documents found. A reference over locals, and one to an
/// output of another stack, leads to what is behind it. `assemblies` know which stacks depend on which; `names`, if
/// there are any, are the stacks that are kept.
Graph build_graph(const std::vector<Document>& documents, const guardrails::Report& report,
                  const std::vector<assembly::Assembly>& assemblies, const std::vector<std::string>& names);

/// Graphviz. Names are text whatever is in them.
std::string dot_text(const Graph& graph, Level level);
/// A flowchart of Mermaid.
std::string mermaid_text(const Graph& graph, Level level);
/// `stacks`, `nodes`, `edges`.
std::string json_text(const Graph& graph);
/// One page for browsers that needs nothing else: both levels, search, filters, details.
std::string html_text(const Graph& graph);

}  // namespace parapet::graph
