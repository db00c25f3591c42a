#pragma once

#include <string>
#include <vector>

#include "graph/graph.hpp"
#include "parapet/document/read.hpp"

namespace parapet::graph::test {

inline const std::string network = R"({"//": {"metadata": {"stackName": "network"}},
  "resource": {"aws_vpc": {"main": {"cidr_block": "10.0.0.0/16",
      "//": {"metadata": {"path": "network/main", "file": "stacks/network/main.cpp", "line": 12}}}},
    "aws_subnet": {"a": {"vpc_id": "${aws_vpc.main.id}"}}},
  "output": {"cross-stack-output-aws_subnetaid": {"value": "${aws_subnet.a.id}"}}})";

/// Reads from `network`, and has locals that go in a circle.
inline const std::string shop = R"({"//": {"metadata": {"stackName": "shop"}},
  "locals": {"key": "${aws_kms_key.data.arn}", "round": "${local.about}", "about": "${local.round}"},
  "data": {"terraform_remote_state": {"cross-stack-reference-input-network": {"backend": "local"}},
    "aws_ami": {"base": {"owners": ["amazon"]}}},
  "module": {"queue": {"source": "./queue", "subnet": "${data.aws_ami.base.id}"}},
  "resource": {"aws_kms_key": {"data": {"description": "key"}},
    "aws_db_instance": {"orders": {"kms_key_id": "${local.key}", "publicly_accessible": true, "password": "hunter2-in-clear",
      "name": "a-${local.round}-${data.aws_ami.base.id}", "depends_on": ["module.queue", "aws_kms_key.data"],
      "db_subnet_group_name": "${data.terraform_remote_state.cross-stack-reference-input-network.outputs.cross-stack-output-aws_subnetaid}"}}}})";

/// Documents, judged by the project's own catalog.
struct Sample {
  std::vector<Document> documents;
  guardrails::Report report;
  Graph graph;
};

inline Sample sample_of(const std::vector<std::string>& texts, const std::vector<assembly::Assembly>& assemblies = {},
                        const std::vector<std::string>& names = {}) {
  Sample sample;
  for (const std::string& text : texts) sample.documents.push_back(read_terraform_json(text, "cdk.tf.json"));
  sample.report = guardrails::check_documents(sample.documents, {});
  sample.graph = build_graph(sample.documents, sample.report, assemblies, names);
  return sample;
}

/// That shop reads from network.
inline assembly::Assembly two_stacks() {
  assembly::Assembly made;
  made.stacks.resize(2);
  made.stacks[0].name = "network";
  made.stacks[1].name = "shop";
  made.stacks[1].dependencies = {"network"};
  return made;
}

/// A name as somebody could put into a foreign document.
inline Graph hostile() {
  Graph graph;
  const std::string name = "a\"]; b\\N\n</script><script>alert(1)</script> `x` #quot; %% --> ü";
  graph.stacks.push_back({name, {}, 0, 1, State::refused});
  Node made;
  made.kind = made.type = made.name = made.address = name;
  made.attributes.emplace_back(name, name);
  graph.nodes.push_back(made);
  graph.edges.push_back({0, 0, name});
  return graph;
}

}  // namespace parapet::graph::test
