#include "graph/graph.hpp"

namespace parapet::graph {

namespace {

/// The text of a label. What means something to Mermaid or to HTML is written as its number.
std::string mermaid_escaped(std::string_view text) {
  constexpr std::string_view special = "\"#<>&`\\;{}[]()|*_~%";
  std::string out;
  for (const char c : text) {
    if (special.find(c) != std::string_view::npos) {
      out += "#" + std::to_string(static_cast<int>(c)) + ";";
    } else {
      out += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? ' ' : c;
    }
  }
  return out;
}

std::string class_of(State state) { return state == State::clear ? "" : ":::" + std::string(text_of(state)); }

std::string mermaid_stacks(const Graph& graph) {
  std::string out;
  for (std::size_t i = 0; i < graph.stacks.size(); ++i) {
    const StackNode& stack = graph.stacks[i];
    out += "  s" + std::to_string(i) + "[\"" + mermaid_escaped(stack.name) + "<br>" + std::to_string(stack.nodes) +
           (stack.nodes == 1 ? " resource" : " resources") + "\"]" + class_of(stack.state) + "\n";
  }
  for (std::size_t i = 0; i < graph.stacks.size(); ++i) {
    for (std::size_t other = 0; other < graph.stacks.size(); ++other) {
      for (const std::string& dependency : graph.stacks[i].dependencies) {
        if (graph.stacks[other].name == dependency)
          out += "  s" + std::to_string(i) + " --> s" + std::to_string(other) + "\n";
      }
    }
  }
  return out;
}

std::string mermaid_resources(const Graph& graph) {
  std::string out;
  for (std::size_t stack = 0; stack < graph.stacks.size(); ++stack) {
    out += "  subgraph s" + std::to_string(stack) + "[\"" + mermaid_escaped(graph.stacks[stack].name) + "\"]\n";
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
      const Node& node = graph.nodes[i];
      if (node.stack != stack) continue;
      out += "    n" + std::to_string(i) + "[\"" + mermaid_escaped(node.type) + "<br>" + mermaid_escaped(node.name) +
             "\"]" + class_of(node.state) + "\n";
    }
    out += "  end\n";
  }
  for (const Edge& edge : graph.edges)
    out += "  n" + std::to_string(edge.from) + " --> n" + std::to_string(edge.to) + "\n";
  return out;
}

}  // namespace

std::string mermaid_text(const Graph& graph, Level level) {
  return "flowchart LR\n" + (level == Level::stacks ? mermaid_stacks(graph) : mermaid_resources(graph)) +
         "  classDef refused fill:#fee4e2,stroke:#b42318,color:#1b1f24\n"
         "  classDef warned fill:#fef0c7,stroke:#b54708,color:#1b1f24\n"
         "  classDef excepted fill:#ebe4fa,stroke:#6639ba,color:#1b1f24\n";
}

}  // namespace parapet::graph
