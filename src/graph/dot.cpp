#include "graph/graph.hpp"

namespace parapet::graph {

namespace {

/// A quoted string in which a backslash is one: Graphviz would read `\N` as the name of the node.
std::string dot_quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? ' ' : c;
  }
  return out + "\"";
}

/// Two lines.
std::string dot_label(std::string_view first, std::string_view second) {
  std::string out = dot_quoted(first);
  out.pop_back();
  return out + "\\n" + dot_quoted(second).substr(1);
}

std::string colours_of(State state) {
  switch (state) {
    case State::refused:
      return "color=\"#b42318\" fillcolor=\"#fee4e2\"";
    case State::warned:
      return "color=\"#b54708\" fillcolor=\"#fef0c7\"";
    case State::excepted:
      return "color=\"#6639ba\" fillcolor=\"#ebe4fa\"";
    default:
      return "color=\"#57606a\" fillcolor=\"#f6f8fa\"";
  }
}

std::string dot_shape(const Node& node) {
  if (node.kind == "data" || node.kind == "ephemeral") return " style=\"rounded,filled,dashed\"";
  return node.kind == "module" ? " shape=component" : "";
}

std::string dot_stacks(const Graph& graph) {
  std::string out;
  for (const StackNode& stack : graph.stacks)
    out += "  " + dot_quoted(stack.name) + " [label=" +
           dot_label(stack.name, std::to_string(stack.nodes) + (stack.nodes == 1 ? " resource" : " resources")) + " " +
           colours_of(stack.state) + "];\n";
  for (const StackNode& stack : graph.stacks) {
    for (const std::string& dependency : stack.dependencies)
      out += "  " + dot_quoted(stack.name) + " -> " + dot_quoted(dependency) + ";\n";
  }
  return out;
}

std::string dot_resources(const Graph& graph) {
  std::string out;
  for (std::size_t stack = 0; stack < graph.stacks.size(); ++stack) {
    out += "  subgraph cluster_" + std::to_string(stack) + " {\n    label=" + dot_quoted(graph.stacks[stack].name) +
           ";\n    color=\"#afb8c1\";\n";
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
      const Node& node = graph.nodes[i];
      if (node.stack != stack) continue;
      out += "    n" + std::to_string(i) + " [label=" + dot_label(node.type, node.name) +
             " tooltip=" + dot_quoted(node.address) + " " + colours_of(node.state) + dot_shape(node) + "];\n";
    }
    out += "  }\n";
  }
  for (const Edge& edge : graph.edges)
    out += "  n" + std::to_string(edge.from) + " -> n" + std::to_string(edge.to) +
           " [tooltip=" + dot_quoted(edge.attribute) + "];\n";
  return out;
}

}  // namespace

std::string dot_text(const Graph& graph, Level level) {
  return "digraph parapet {\n"
         "  rankdir=LR;\n"
         "  node [shape=box style=\"rounded,filled\" fontname=\"sans-serif\" fontsize=11];\n"
         "  edge [color=\"#57606a\" arrowsize=0.7];\n" +
         (level == Level::stacks ? dot_stacks(graph) : dot_resources(graph)) + "}\n";
}

}  // namespace parapet::graph
