#include "requirements/environment.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "parapet/error.hpp"
#include "parapet/guardrails/catalog.hpp"
#include "requirements/knowledge.hpp"

namespace parapet::requirements {
namespace {

std::string complaint_about(std::string_view text) {
  try {
    read_environment(text, "environment.json");
  } catch (const Error& error) {
    return error.what();
  }
  return "none";
}

std::string fact(const std::string& drops, const std::string& more = "") {
  return R"({"contact": "x", "facts": [{"id": "f", "statement": "s", "why": "w", "value": true, "drops": )" + drops + more +
         "}]}";
}

std::string text_of_file(const char* path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

TEST(EnvironmentFile, NeedsNoFacts) {
  EXPECT_TRUE(read_environment(R"({"contact": "x"})", "environment.json").facts.empty());
}

TEST(EnvironmentFile, IsReadStrictly) {
  EXPECT_EQ(complaint_about("{}"), "environment.json /: the field \"contact\" is missing");
  EXPECT_EQ(complaint_about(R"({"contact": "x", "fact": []})"),
            "environment.json /: unknown field \"fact\"; did you mean \"facts\"?; known are contact, facts");
  EXPECT_EQ(complaint_about(fact(R"({"checks": "a"})")),
            "environment.json /facts/0/drops/checks: expected an array, found \"a\"");
  EXPECT_EQ(complaint_about(fact(R"({"check": []})")),
            "environment.json /facts/0/drops: unknown field \"check\"; did you mean \"checks\"?; known are checks, "
            "requirements, resources, domains");
  EXPECT_EQ(complaint_about(fact(R"({"domains": ["network"]})")),
            "environment.json /facts/0/drops/domains/0: expected one of data protection, network security, identity and "
            "access management, logging and monitoring, secure configuration; found \"network\"");
  EXPECT_EQ(complaint_about(R"({"contact": "x", "facts": [{"id": "f", "statement": "s", "why": "w", "value": "yes",
                                "drops": {}}]})"),
            "environment.json /facts/0/value: expected true or false, found \"yes\"");
  const std::string one = R"({"id": "f", "statement": "s", "why": "w", "value": true, "drops": {}})";
  EXPECT_EQ(complaint_about(R"({"contact": "x", "facts": [)" + one + "," + one + "]}"),
            "environment.json /facts/1/id: the id \"f\" occurs twice; every fact has its own");
}

TEST(EnvironmentFact, NeverDropsWhatKeepsItTrue) {
  guardrails::Catalog catalog;
  catalog.read(R"([
    {"ID": "shop:001", "name": "n", "description": "d", "cloudProvider": "ACME", "domain": "data protection",
     "severity": "low", "tier": "baseline", "resource": "acme_key", "require": {"never": true}, "fix": "f", "sources": {}},
    {"ID": "shop:002", "name": "n", "description": "d", "cloudProvider": "ACME", "domain": "data protection",
     "severity": "low", "tier": "baseline", "resource": "acme_key", "require": {"path": "a", "exists": true}, "fix": "f",
     "sources": {}},
    {"ID": "shop:003", "name": "n", "description": "d", "cloudProvider": "ACME", "domain": "data protection",
     "severity": "low", "tier": "baseline", "resource": "acme_key", "require": {"path": "b", "exists": true}, "fix": "f",
     "sources": {}}])",
               "shop.json");
  const Environment environment =
      read_environment(fact(R"({"resources": ["acme_*"]})", R"(, "enforced_by": ["shop:003"])"), "environment.json");
  const auto& requirements = catalog.requirements();
  EXPECT_EQ(dropping(environment, requirements[0]), nullptr) << "that a type may not exist keeps a fact true";
  EXPECT_EQ(dropping(environment, requirements[1]), &environment.facts[0]);
  EXPECT_EQ(dropping(environment, requirements[2]), nullptr);
}

TEST(EnvironmentFact, ThatDoesNotHoldDropsNothing) {
  Environment environment = read_environment(fact(R"({"checks": ["c*"]})"), "environment.json");
  SourceCheck check;
  check.id = "other";
  check.aliases = {"c1"};
  EXPECT_EQ(dropping(environment, check), &environment.facts[0]) << "an id that it had before counts";
  environment.facts[0].value = false;
  EXPECT_EQ(dropping(environment, check), nullptr);
}

/// The organization's own files hold to what they promise.
TEST(EnvironmentFile, OfTheOrganizationNamesRequirementsThatExist) {
  const Environment environment =
      read_environment(text_of_file("secure_templates/environment.json"), "secure_templates/environment.json");
  EXPECT_EQ(environment.facts.size(), 6u);
  std::set<std::string, std::less<>> ids;
  for (const guardrails::Requirement* requirement : guardrails::compiled_requirements()) ids.emplace(requirement->id);
  for (const Fact& fact : environment.facts) {
    for (const auto* list : {&fact.requirements, &fact.enforced_by}) {
      for (const std::string& id : *list) {
        EXPECT_TRUE(id.find('*') != std::string::npos || ids.contains(id)) << fact.id << " " << id;
      }
    }
  }
}

TEST(KnowledgeFile, IsReadStrictly) {
  const auto complaint = [](std::string_view text) -> std::string {
    try {
      read_knowledge(text, "scanners.json");
    } catch (const Error& error) {
      return error.what();
    }
    return "none";
  };
  EXPECT_EQ(complaint(R"({"services": {}, "domains": {}, "not_configuration": []})"),
            "scanners.json /domains: the field \"*\" is missing");
  EXPECT_EQ(complaint(R"({"services": {}, "domains": {"*": "x"}, "not_configuration": []})"),
            "scanners.json /domains/*: expected one of data protection, network security, identity and access management, "
            "logging and monitoring, secure configuration; found \"x\"");
  EXPECT_EQ(complaint(R"({"services": {"a": 1}, "domains": {"*": "data protection"}, "not_configuration": []})"),
            "scanners.json /services/a: expected a string, found 1");
}

TEST(KnowledgeFile, KnowsServicesAndDomains) {
  const Knowledge knowledge = read_knowledge(text_of_file("src/requirements/data/scanners.json"), "scanners.json");
  EXPECT_EQ(knowledge.service_of("kafka"), "msk");
  EXPECT_EQ(knowledge.service_of("s3"), "s3");
  SourceCheck check;
  check.categories = {"nothing", "LOGGING"};
  EXPECT_EQ(knowledge.domain_of(check), "logging and monitoring");
  check.categories = {};
  EXPECT_EQ(knowledge.domain_of(check), "secure configuration");
}

}  // namespace
}  // namespace parapet::requirements
