#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "graph/attributes.hpp"
#include "graph/graph.hpp"
#include "graph/references.hpp"

namespace parapet::graph {

using guardrails::Result;
using guardrails::Status;

namespace {

State state_of(const Result& result) {
  if (guardrails::refuses(result)) return State::refused;
  if (guardrails::is_open(result)) return State::warned;
  return result.status == Status::excepted ? State::excepted : State::clear;
}

Finding finding_of(const Result& result) {
  return {std::string(result.requirement->id),
          std::string(result.requirement->name),
          std::string(guardrails::text_of(result.requirement->severity)),
          state_of(result),
          result.attribute_path,
          result.value};
}

std::string kind_of(const DocumentBlock& block) {
  if (block.kind == NodeKind::data_source) return "data";
  if (block.kind == NodeKind::ephemeral_resource) return "ephemeral";
  return block.kind == NodeKind::module ? "module" : "resource";
}

class Builder {
 public:
  Builder(const std::vector<Document>& documents, const std::vector<std::string>& names) : documents_(documents) {
    std::set<std::string> stacks;
    for (const Document& document : documents) {
      const std::string stack(document.stack());
      if (names.empty() || std::find(names.begin(), names.end(), stack) != names.end()) stacks.insert(stack);
    }
    for (const std::string& stack : stacks) graph_.stacks.push_back({stack, {}, 0, 0, State::clear});
  }

  Graph build(const guardrails::Report& report, const std::vector<assembly::Assembly>& assemblies) {
    add_nodes();
    for (const Result& result : report.results) add(result);
    add_edges();
    for (const assembly::Assembly& assembly : assemblies) add(assembly);
    return std::move(graph_);
  }

 private:
  /// Documents of one stack, a plan beside what it was made from, are one stack of the graph.
  void add_nodes() {
    for (std::size_t stack = 0; stack < graph_.stacks.size(); ++stack) {
      for (const Document& document : documents_) {
        if (document.stack() == graph_.stacks[stack].name) add_nodes(document, stack);
      }
    }
  }

  void add_nodes(const Document& document, std::size_t stack) {
    for (const DocumentBlock& block : document.blocks()) {
      if (!References::is_node(block)) continue;
      Node node{stack,
                kind_of(block),
                block.kind == NodeKind::module ? "module" : std::string(block.type),
                std::string(block.name),
                std::string(block.address),
                std::string(block.path),
                std::string(block.file),
                block.line,
                {},
                {},
                State::clear};
      // A plan has the values of secrets in clear, under names that nobody can tell.
      if (!document.has_index()) node.attributes = attributes_of(block.body);
      nodes_[&block] = graph_.nodes.size();
      graph_.nodes.push_back(std::move(node));
      ++graph_.stacks[stack].nodes;
    }
  }

  void add(const Result& result) {
    const auto found = nodes_.find(result.block);
    const State state = state_of(result);
    if (found == nodes_.end() || state == State::clear) return;
    Node& node = graph_.nodes[found->second];
    node.findings.push_back(finding_of(result));
    node.state = std::max(node.state, state);
    StackNode& stack = graph_.stacks[node.stack];
    stack.state = std::max(stack.state, state);
  }

  void add_edges() {
    References references(documents_);
    for (const Document& document : documents_) {
      for (const DocumentBlock& block : document.blocks()) {
        const auto from = nodes_.find(&block);
        if (from == nodes_.end()) continue;
        for (const Reference& reference : references.of(block, document)) {
          const auto to = nodes_.find(reference.target);
          if (to != nodes_.end()) graph_.edges.push_back({from->second, to->second, reference.attribute});
        }
      }
    }
    std::sort(graph_.edges.begin(), graph_.edges.end(),
              [](const Edge& a, const Edge& b) { return std::pair(a.from, a.to) < std::pair(b.from, b.to); });
  }

  void add(const assembly::Assembly& assembly) {
    std::vector<std::string> kept;
    for (const StackNode& stack : graph_.stacks) {
      if (assembly.find(stack.name) != nullptr) kept.push_back(stack.name);
    }
    const assembly::Waves waves = waves_of(assembly, kept);
    for (StackNode& stack : graph_.stacks) {
      const assembly::Stack* known = assembly.find(stack.name);
      if (known == nullptr) continue;
      for (const std::string& dependency : known->dependencies) {
        if (std::binary_search(kept.begin(), kept.end(), dependency)) stack.dependencies.push_back(dependency);
      }
      while (!std::binary_search(waves[stack.wave].begin(), waves[stack.wave].end(), stack.name)) ++stack.wave;
    }
  }

  const std::vector<Document>& documents_;
  Graph graph_;
  std::map<const DocumentBlock*, std::size_t> nodes_;
};

}  // namespace

std::string_view text_of(State state) {
  constexpr std::array<std::string_view, 4> texts = {"clear", "excepted", "warned", "refused"};
  return texts[static_cast<std::size_t>(state)];
}

Graph build_graph(const std::vector<Document>& documents, const guardrails::Report& report,
                  const std::vector<assembly::Assembly>& assemblies, const std::vector<std::string>& names) {
  return Builder(documents, names).build(report, assemblies);
}

}  // namespace parapet::graph
