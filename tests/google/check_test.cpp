#include "parapet/guardrails/check.hpp"

#include <gtest/gtest.h>

#include <set>

#include "parapet/document/read.hpp"

/// What `parapet check` does with Terraform JSON for Google Cloud.
namespace parapet::guardrails::test {
namespace {

/// Every finding about a document and whether it is open, one in a line.
std::string findings(const std::string& terraform_json) {
  const std::vector<Document> documents{read_terraform_json(terraform_json, "main.tf.json")};
  const Report report = check_documents(documents, Options{.contact = {}, .tier = Tier::baseline});
  std::string text;
  for (const Violation& violation : refusals(report, {})) text += describe(violation) + "\n";
  return text;
}

/// How one requirement ends for each resource.
std::string ends(std::string_view id, const std::string& terraform_json) {
  const std::vector<Document> documents{read_terraform_json(terraform_json, "main.tf.json")};
  const Report report = check_documents(documents, Options{.contact = {}, .tier = Tier::regulated, .keep_all = true});
  std::string text;
  for (const Result& result : report.results) {
    if (result.requirement->id == id)
      text += std::string(result.block->address) + " " + std::string(text_of(result.status)) + "\n";
  }
  return text;
}

TEST(GoogleCatalog, KnowsNoOtherCloud) {
  std::set<std::string_view> clouds;
  std::set<std::string_view> types;
  for (const Requirement* requirement : compiled_requirements()) {
    clouds.insert(requirement->cloud_provider);
    if (requirement->resource.find("google") == std::string_view::npos) types.insert(requirement->resource);
  }
  EXPECT_EQ(clouds, std::set<std::string_view>{"GCP"});
  EXPECT_EQ(types, (std::set<std::string_view>{"data.external", "module", "provisioner"}));
  EXPECT_EQ(compiled_contact(), "cloud-security@example.com");
}

TEST(GoogleCatalog, JudgesWrittenTerraform) {
  EXPECT_EQ(findings(R"({"resource": {"google_redis_instance": {"cache": {"name": "zip", "memory_size_gb": 1,
      "transit_encryption_mode": "DISABLED", "auth_enabled": true}}, "aws_db_instance": {"x": {"publicly_accessible": true}}}})"),
            "memorystore:002 (high) google_redis_instance.cache: `transit_encryption_mode` is \"DISABLED\"\n"
            "  required: Redis instances accept TLS connections only.\n"
            "  fix:      Set `transit_encryption_mode` to `SERVER_AUTHENTICATION`.\n"
            "  ask:      cloud-security@example.com\n"
            "  at:       main.tf.json:1\n");
}

TEST(GoogleCatalog, LeavesOutWhatTheVersionOfTheProviderCannotHave) {
  const auto status = [](const std::string& demand) {
    return ends("cloudsql:003", R"({"terraform": {"required_providers": )" + demand +
                                    R"(}, "resource": {"google_sql_database_instance": {"x": {"settings": [{"tier": "t"}]}}}})");
  };
  const std::string fails = "google_sql_database_instance.x fail\n";
  const std::string excluded = "google_sql_database_instance.x not_applicable\n";
  EXPECT_EQ(status(R"({"google": {"source": "hashicorp/google", "version": "~> 5.0"}})"), excluded);
  EXPECT_EQ(status(R"({"google": "5.45.2"})"), excluded);
  EXPECT_EQ(status(R"({"cloud": {"source": "registry.terraform.io/hashicorp/google", "version": "< 6"}})"), excluded);
  EXPECT_EQ(status(R"({"google": {"source": "hashicorp/google", "version": "~> 6.50"}})"), fails);
  EXPECT_EQ(status(R"({"google": {"source": "acme/google", "version": "~> 5.0"}})"), fails);
  EXPECT_EQ(status(R"({"google": {"version": "~> 6.50"}, "aws": {"version": "~> 5.0"}, "google-beta": "5.0.0"})"), fails);
}

TEST(GoogleCatalog, FindsTheProviderUnderAnyName) {
  const auto status = [](const std::string& required, const std::string& name) {
    return ends("googleprovider:001", R"({"terraform": {"required_providers": {)" + required + R"(}}, "provider": {")" + name +
                                          R"(": {"project": "p"}}})");
  };
  EXPECT_EQ(status("", "google"), "google fail\n");
  EXPECT_EQ(status(R"("cloud": {"source": "hashicorp/google"})", "cloud"), "cloud fail\n");
  EXPECT_EQ(status(R"("google": {"source": "hashicorp/aws"})", "random"), "");
}

TEST(GoogleCatalog, JudgesTheOtherNameOfAType) {
  EXPECT_EQ(ends("compute:009", R"({"resource": {"google_compute_region_ssl_policy": {"x": {"min_tls_version": "TLS_1_0"}},
      "google_compute_ssl_policy": {"y": {"min_tls_version": "TLS_1_2"}}}})"),
            "google_compute_region_ssl_policy.x fail\ngoogle_compute_ssl_policy.y pass\n");
}

TEST(GoogleCatalog, TakesTheSelfLinkOfAResourceForItsId) {
  Catalog catalog;
  catalog.read(R"([{"ID": "net:001", "name": "n", "description": "d", "cloudProvider": "GCP", "domain": "network security",
      "severity": "low", "tier": "baseline", "resource": "google_compute_firewall", "require": {"connected": {
      "type": "google_compute_network", "to": {"id": ["network"]}, "require": {"path": "auto_create_subnetworks", "equals": false}}},
      "fix": "f", "sources": {}}])",
               "net.json");
  const std::vector<const Requirement*> requirements{&catalog.requirements().front()};
  const auto status = [&](const std::string& attribute) {
    const std::vector<Document> documents{read_terraform_json(
        R"({"resource": {"google_compute_network": {"n": {"name": "n", "auto_create_subnetworks": false}},
        "google_compute_firewall": {"f": {"network": "${google_compute_network.n.)" +
            attribute + R"(}"}}}})",
        "main.tf.json")};
    const Report report =
        check_documents(documents, Options{.requirements = &requirements, .contact = {}, .keep_all = true});
    return text_of(report.results.at(0).status);
  };
  EXPECT_EQ(status("id"), "pass");
  EXPECT_EQ(status("self_link"), "pass");
  EXPECT_EQ(status("gateway_ipv4"), "unknown");
}

}  // namespace
}  // namespace parapet::guardrails::test
