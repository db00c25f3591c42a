#include <nlohmann/json.hpp>

#include "graph/graph.hpp"
#include "graph/page.hpp"

namespace parapet::graph {

namespace {

using Json = nlohmann::ordered_json;

Json json_of(const Finding& finding) {
  return {{"requirement", finding.requirement}, {"name", finding.name},           {"severity", finding.severity},
          {"state", text_of(finding.state)},    {"attribute", finding.attribute}, {"value", finding.value}};
}

Json json_of(const Node& node, const Graph& graph) {
  Json json{{"stack", graph.stacks[node.stack].name},
            {"kind", node.kind},
            {"type", node.type},
            {"name", node.name},
            {"address", node.address},
            {"construct", node.construct},
            {"file", node.file},
            {"line", node.line},
            {"state", text_of(node.state)},
            {"attributes", Json::object()},
            {"findings", Json::array()}};
  for (const auto& [path, value] : node.attributes) json["attributes"][path] = value;
  for (const Finding& finding : node.findings) json["findings"].push_back(json_of(finding));
  return json;
}

Json json_of(const StackNode& stack) {
  return {{"name", stack.name},
          {"wave", stack.wave + 1},
          {"dependencies", stack.dependencies},
          {"resources", stack.nodes},
          {"state", text_of(stack.state)}};
}

Json json_of(const Graph& graph) {
  Json json{{"stacks", Json::array()}, {"nodes", Json::array()}, {"edges", Json::array()}};
  for (const StackNode& stack : graph.stacks) json["stacks"].push_back(json_of(stack));
  for (const Node& node : graph.nodes) json["nodes"].push_back(json_of(node, graph));
  for (const Edge& edge : graph.edges)
    json["edges"].push_back({{"from", edge.from}, {"to", edge.to}, {"attribute", edge.attribute}});
  return json;
}

/// Nothing in it can end the element around it.
std::string inside_html(const std::string& json) {
  std::string out;
  for (const char c : json) {
    if (c == '<') {
      out += "\\u003c";
    } else if (c == '>') {
      out += "\\u003e";
    } else if (c == '&') {
      out += "\\u0026";
    } else {
      out += c;
    }
  }
  return out;
}

}  // namespace

std::string json_text(const Graph& graph) {
  return json_of(graph).dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string html_text(const Graph& graph) {
  const std::string json = json_of(graph).dump(-1, ' ', false, Json::error_handler_t::replace);
  return std::string(page_head) + inside_html(json) + std::string(page_script);
}

}  // namespace parapet::graph
