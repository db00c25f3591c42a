#include <algorithm>
#include <memory>

#include "assembly/assembly.hpp"
#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/inputs.hpp"
#include "cli/project.hpp"
#include "core/nearest.hpp"
#include "graph/graph.hpp"
#include "parapet/error.hpp"
#include "parapet/guardrails/settings.hpp"

namespace parapet::cli {

namespace {

struct GraphOptions {
  std::vector<std::string> paths;
  std::vector<std::string> stacks;
  std::string format = "dot";
  std::string level = "resources";
  std::string out;
};

/// What the project says of exceptions and levels; nothing without a project.
guardrails::SettingsFiles graph_settings(const GraphOptions& options) {
  if (options.paths.empty()) return guardrails::settings_files(find_project({}).settings.generic_string());
  return std::filesystem::exists("cdktf.json") ? guardrails::settings_files("cdktf.json") : guardrails::SettingsFiles{};
}

std::vector<std::string> kept_stacks(const Inputs& inputs, const std::vector<std::string>& wanted) {
  std::vector<std::string_view> known;
  for (const Document& document : inputs.documents) known.push_back(document.stack());
  for (const std::string& name : wanted) {
    if (std::find(known.begin(), known.end(), name) == known.end())
      throw Error("no stack is called \"" + name + "\"" + detail::did_you_mean(name, known));
  }
  return wanted;
}

graph::Graph graph_of(const GraphOptions& options) {
  const std::vector<std::string> paths =
      options.paths.empty() ? std::vector<std::string>{find_project({}).output.generic_string()} : options.paths;
  const Inputs inputs = read_inputs(paths, "");
  const guardrails::Settings settings = guardrails::read_settings(graph_settings(options));
  const guardrails::Report report = guardrails::check_documents(inputs.documents, guardrails::options_of(settings));
  std::vector<assembly::Assembly> assemblies;
  for (const std::string& folder : inputs.assemblies) assemblies.push_back(assembly::read_assembly(folder));
  return graph::build_graph(inputs.documents, report, assemblies, kept_stacks(inputs, options.stacks));
}

std::string picture(const GraphOptions& options) {
  const graph::Graph graph = graph_of(options);
  const graph::Level level = options.level == "stacks" ? graph::Level::stacks : graph::Level::resources;
  if (options.format == "dot") return graph::dot_text(graph, level);
  if (options.format == "mermaid") return graph::mermaid_text(graph, level);
  return options.format == "json" ? graph::json_text(graph) : graph::html_text(graph);
}

}  // namespace

void add_graph(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<GraphOptions>();
  CLI::App* command = app.add_subcommand("graph", "Draw stacks and resources, what refers to what, and the findings");
  command->add_option("PATH", options->paths,
                      "cdktf.out folders, folders of .tf.json files, .tf.json files or plans (what the project "
                      "synthesized last)");
  command->add_option("--format", options->format, "dot, mermaid, json, or html: one interactive page")
      ->check(CLI::IsMember({"dot", "mermaid", "json", "html"}))
      ->capture_default_str();
  command->add_option("--level", options->level, "What dot and mermaid draw: stacks or resources")
      ->check(CLI::IsMember({"stacks", "resources"}))
      ->capture_default_str();
  command->add_option("--stack", options->stacks, "Only this stack (may be repeated)");
  command->add_option("--out", options->out, "File to write to (standard output)");
  command->footer("Exit codes: 0 done, 1 the file cannot be written, 2 wrong usage or input.");
  command->callback([options, &exit_code] {
    const std::string text = picture(*options);
    const auto write = [&](detail::Sink& sink) { sink.write(text); };
    if (options->out.empty())
      print(write);
    else
      replace_file(options->out, write);
    exit_code = exit_done;
  });
}

}  // namespace parapet::cli
