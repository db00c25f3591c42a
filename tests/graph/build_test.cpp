#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "graph/samples.hpp"

namespace parapet::graph::test {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;

std::vector<std::string> edges_of(const Graph& graph) {
  std::vector<std::string> texts;
  for (const Edge& edge : graph.edges)
    texts.push_back(graph.nodes[edge.from].address + " " + edge.attribute + " " + graph.nodes[edge.to].address);
  return texts;
}

const Node& node(const Graph& graph, const std::string& address) {
  for (const Node& each : graph.nodes) {
    if (each.address == address) return each;
  }
  throw std::runtime_error("no node " + address);
}

TEST(Graph, FollowsReferencesOverLocalsDependenciesAndOutputsOfOtherStacks) {
  EXPECT_THAT(edges_of(sample_of({network, shop}).graph),
              ::testing::UnorderedElementsAre(
                  "aws_subnet.a vpc_id aws_vpc.main", "aws_db_instance.orders kms_key_id aws_kms_key.data",
                  "aws_db_instance.orders name data.aws_ami.base", "aws_db_instance.orders depends_on module.queue",
                  "aws_db_instance.orders db_subnet_group_name aws_subnet.a", "module.queue subnet data.aws_ami.base"));
}

TEST(Graph, KeepsTheStateOfAStackThatIsNotThere) {
  EXPECT_THAT(edges_of(sample_of({shop}).graph),
              Contains("aws_db_instance.orders db_subnet_group_name data.terraform_remote_state.cross-stack-reference-input-network"));
}

TEST(Graph, KnowsWhereANodeComesFromAndWhatWasFound) {
  const Sample sample = sample_of({network, shop});
  const Node& vpc = node(sample.graph, "aws_vpc.main");
  EXPECT_EQ(vpc.construct, "network/main");
  EXPECT_EQ(vpc.file, "stacks/network/main.cpp");
  EXPECT_EQ(vpc.line, 12u);
  const Node& orders = node(sample.graph, "aws_db_instance.orders");
  EXPECT_EQ(orders.state, State::refused);
  EXPECT_THAT(orders.findings, Contains(::testing::Field(&Finding::requirement, "rds:001")));
}

TEST(Graph, HidesSecrets) {
  const Sample sample = sample_of({shop});
  const auto& attributes = node(sample.graph, "aws_db_instance.orders").attributes;
  EXPECT_THAT(attributes, Contains(std::pair<std::string, std::string>("password", "(sensitive)")));
  for (const std::string& text : {json_text(sample.graph), html_text(sample.graph), dot_text(sample.graph, Level::resources)})
    EXPECT_EQ(text.find("hunter2"), std::string::npos);
}

TEST(Graph, PutsStacksIntoWaves) {
  const Sample sample = sample_of({network, shop}, {two_stacks()});
  ASSERT_EQ(sample.graph.stacks.size(), 2u);
  EXPECT_EQ(sample.graph.stacks[1].name, "shop");
  EXPECT_EQ(sample.graph.stacks[1].wave, 1u);
  EXPECT_THAT(sample.graph.stacks[1].dependencies, ElementsAre("network"));
  EXPECT_EQ(sample.graph.stacks[1].state, State::refused);
}

TEST(Graph, KeepsTheStacksThatWereNamed) {
  const Graph graph = sample_of({network, shop}, {two_stacks()}, {"shop"}).graph;
  ASSERT_EQ(graph.stacks.size(), 1u);
  EXPECT_EQ(graph.stacks[0].wave, 0u);
  EXPECT_THAT(graph.stacks[0].dependencies, ElementsAre());
  EXPECT_EQ(graph.nodes.size(), graph.stacks[0].nodes);
}

TEST(Graph, CutsLongValuesAndLongBodies) {
  std::string many;
  for (int i = 0; i < 100; ++i) many += (i ? ", \"" : "\"") + std::to_string(i) + "\"";
  const Sample sample = sample_of({R"({"resource": {"aws_kms_key": {"a": {"description": ")" + std::string(158, 'a') +
                                   R"(üüü", "tags": [)" + many + R"(]}}}})"});
  const auto& attributes = node(sample.graph, "aws_kms_key.a").attributes;
  EXPECT_EQ(attributes.front().second, "\"" + std::string(158, 'a') + "...");
  EXPECT_EQ(attributes.size(), 61u);
  EXPECT_EQ(attributes.back().first, "...");
}

}  // namespace
}  // namespace parapet::graph::test
