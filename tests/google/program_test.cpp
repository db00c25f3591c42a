#include <gtest/gtest.h>

#include <google/provider.hpp>
#include <nlohmann/json.hpp>
#include <regex>
#include <secure_templates/bigquery.hpp>
#include <secure_templates/cloudkms.hpp>
#include <secure_templates/cloudsql.hpp>
#include <secure_templates/cloudstorage.hpp>
#include <secure_templates/compute.hpp>

#include "parapet/app.hpp"
#include "parapet/guardrails/context.hpp"
#include "parapet/guardrails/settings.hpp"
#include "parapet/security_exception.hpp"
#include "parapet/stack.hpp"
#include "parapet/testing.hpp"

/// A program for Google Cloud, written on templates that follow from the catalog and the schema alone.
namespace parapet::guardrails::test {
namespace {

using nlohmann::json;

constexpr const char* team_key = "projects/zip-keys/locations/europe-west3/keyRings/zip/cryptoKeys/team";

class GoogleProgram : public ::testing::Test {
 protected:
  void SetUp() override {
    use_settings({});
    google::Provider(stack, "google", google::provider{.default_labels = {{"terraform-managed", "true"}}, .project = "zip-prod"});
  }
  void TearDown() override { forget_settings(); }

  void give_context() {
    set_security_context(stack, {.log_bucket = "zip-logs",
                                 .other = {{"kms_key_name", team_key}, {"network", "projects/zip-net/global/networks/zip"}},
                                 .tier = "sensitive"});
  }
  /// The document of the stack without places.
  json document() {
    json written = json::parse(testing::synth(app).only().text());
    for (json& type : written["resource"]) {
      for (json& one : type) one.erase("//");
    }
    return written;
  }
  template <class F>
  std::string refusal(F build) {
    try {
      build();
    } catch (const SecurityException& refused) {
      return std::regex_replace(refused.what(), std::regex("program_test\\.cpp:[0-9]+"), "program_test.cpp:LINE");
    }
    return "none";
  }

  App app;
  Stack stack{app, "production"};
};

TEST_F(GoogleProgram, GetsWhatTheCatalogAsksForFilledIn) {
  give_context();
  const secure::KmsCryptoKey key(stack, "data",
                                 google::kms_crypto_key{.key_ring = "projects/zip-keys/locations/europe-west3/keyRings/zip",
                                                        .lifecycle = {{.prevent_destroy = true}},
                                                        .name = "data"});
  const secure::StorageBucket bucket(stack, "orders",
                                     google::storage_bucket{.encryption = {{.default_kms_key_name = key.id()}},
                                                            .location = "EU",
                                                            .name = "zip-orders"});
  secure::StorageBucketIamMember(stack, "readers",
                                 google::storage_bucket_iam_member{.bucket = bucket.name(),
                                                                   .member = "group:zip@example.com",
                                                                   .role = "roles/storage.objectViewer"});
  secure::SqlDatabaseInstance(
      stack, "zip-db",
      google::sql_database_instance{
          .database_version = "SQLSERVER_2022_STANDARD", .region = "europe-west3", .settings = {{.tier = "db-custom-2-8192"}}});
  const json resources = document()["resource"];
  EXPECT_EQ(resources, json::parse(R"({
    "google_kms_crypto_key": {"data": {"key_ring": "projects/zip-keys/locations/europe-west3/keyRings/zip",
      "lifecycle": {"prevent_destroy": true}, "name": "data", "rotation_period": "7776000s"}},
    "google_sql_database_instance": {"zip-db": {"database_version": "SQLSERVER_2022_STANDARD", "deletion_protection": true,
      "encryption_key_name": "projects/zip-keys/locations/europe-west3/keyRings/zip/cryptoKeys/team", "region": "europe-west3",
      "settings": [{"backup_configuration": [{"enabled": true}], "ip_configuration": [{"ipv4_enabled": false,
        "private_network": "projects/zip-net/global/networks/zip", "ssl_mode": "ENCRYPTED_ONLY"}], "tier": "db-custom-2-8192"}]}},
    "google_storage_bucket": {"orders": {"encryption": [{"default_kms_key_name": "${google_kms_crypto_key.data.id}"}],
      "force_destroy": false, "location": "EU", "logging": [{"log_bucket": "zip-logs"}], "name": "zip-orders",
      "public_access_prevention": "enforced", "uniform_bucket_level_access": true, "versioning": [{"enabled": true}]}},
    "google_storage_bucket_iam_member": {"readers": {"bucket": "${google_storage_bucket.orders.name}",
      "member": "group:zip@example.com", "role": "roles/storage.objectViewer"}}})"));
}

TEST_F(GoogleProgram, IsRefusedWhatTheCatalogForbids) {
  give_context();
  EXPECT_EQ(refusal([&] {
              secure::StorageBucket(stack, "open",
                                    google::storage_bucket{.location = "EU",
                                                           .name = "zip-open",
                                                           .public_access_prevention = "inherited",
                                                           .uniform_bucket_level_access = false});
            }),
            "2 violations of the security requirements\n\n"
            "cloudstorage:001 (high) production/open: `uniform_bucket_level_access` is false\n"
            "  required: Buckets are governed by IAM alone, without ACLs of objects.\n"
            "  fix:      Set `uniform_bucket_level_access` to true.\n"
            "  ask:      cloud-security@example.com\n"
            "  at:       tests/google/program_test.cpp:LINE\n\n"
            "cloudstorage:002 (critical) production/open: `public_access_prevention` is \"inherited\"\n"
            "  required: Buckets prevent public access.\n"
            "  fix:      Set `public_access_prevention` to `enforced`.\n"
            "  ask:      cloud-security@example.com\n"
            "  at:       tests/google/program_test.cpp:LINE");
  EXPECT_FALSE(stack.node().try_find_child("open"));
}

TEST_F(GoogleProgram, IsToldWhatItsContextLacks) {
  set_security_context(stack, {.tier = "sensitive"});
  EXPECT_EQ(refusal([&] { secure::BigqueryDataset(stack, "zip", google::bigquery_dataset{.dataset_id = "zip"}); }),
            "1 violation of the security requirements\n\n"
            "bigquery:001 (high) production/zip: `default_encryption_configuration.kms_key_name` is unset, and the stack's "
            "SecurityContext has no `kms_key_name`\n"
            "  required: Datasets encrypt new tables with a customer key.\n"
            "  fix:      Set `default_encryption_configuration.kms_key_name`, or `kms_key_name` in the SecurityContext of "
            "the stack.\n"
            "  ask:      cloud-security@example.com\n"
            "  at:       tests/google/program_test.cpp:LINE");
}

TEST_F(GoogleProgram, IsRefusedAtTheEndWhatItBuiltWithoutTemplates) {
  google::ComputeFirewall(stack, "ssh",
                          google::compute_firewall{.allow = {{.ports = {"22"}, .protocol = "tcp"}},
                                                   .name = "ssh",
                                                   .network = "zip",
                                                   .source_ranges = {"0.0.0.0/0"}});
  EXPECT_EQ(refusal([&] { testing::synth(app); }),
            "1 violation of the security requirements\n\n"
            "compute:001 (critical) production/ssh: `source_ranges` is [\"0.0.0.0/0\"]\n"
            "  required: Firewall rules admit no range as wide as the internet.\n"
            "  fix:      Give the callers' own ranges in `source_ranges`, or name them in `source_service_accounts`.\n"
            "  ask:      cloud-security@example.com\n"
            "  at:       tests/google/program_test.cpp:LINE");
}

TEST_F(GoogleProgram, TakesATableIntoADatasetWithAKey) {
  give_context();
  const secure::BigqueryDataset dataset(stack, "zip", google::bigquery_dataset{.dataset_id = "zip"});
  google::BigqueryTable(stack, "orders", google::bigquery_table{.dataset_id = dataset.dataset_id(), .table_id = "orders"});
  EXPECT_EQ(refusal([&] { testing::synth(app); }), "none");
}

}  // namespace
}  // namespace parapet::guardrails::test
