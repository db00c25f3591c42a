#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cstdlib>

#include "google/files.hpp"
#include "parapet/testing.hpp"
#include "support/temporary_folder.hpp"

/// The compiler of catalogs with a catalog of another cloud.
namespace parapet::guardrails::test {
namespace {

namespace fs = std::filesystem;

class GoogleCatalogCompiler : public ::testing::Test {
 protected:
  /// What the compiler complains about, run where the files are; empty if it succeeds.
  std::string complaint(const std::string& arguments) const {
    const std::string command = "cd '" + folder.path().string() + "' && '" + PARAPET_CATALOGC + "' " + arguments + " 2>errors";
    const int status = std::system(command.c_str());
    const std::string errors = folder.read("errors");
    EXPECT_EQ(WIFEXITED(status) && WEXITSTATUS(status) == 0, errors.empty()) << errors;
    return errors;
  }
  /// The same for one record and what the catalog says of its provider.
  std::string complaint(const std::string& cloud, const std::string& resource, const std::string& path,
                        const std::string& provider) const {
    folder.write("catalog/one.json",
          R"([{"ID": "one:001", "name": "n", "description": "d", "cloudProvider": ")" + cloud +
              R"(", "domain": "data protection", "severity": "low", "tier": "baseline", "resource": ")" + resource +
              R"(", "require": {"path": ")" + path + R"(", "exists": true}, "fix": "f", "sources": {}}])");
    folder.write("catalog/provider/google.json", provider);
    return complaint("--catalog catalog --schema '" + schema + "'");
  }

  const std::string tests = std::string(PARAPET_SOURCE_DIR) + "/tests/google/";
  const std::string schema = tests + "google-6.50.0.schema.json.gz";
  const std::string google =
      R"({"source": "hashicorp/google", "cloudProvider": "GCP", "aliases": {}, "identities": ["id"], "others": ["acme_*"]})";
  const parapet::test::TemporaryFolder folder;
};

TEST_F(GoogleCatalogCompiler, WritesPagesAboutTheCatalog) {
  fs::create_directory(folder.path() / "pages");
  ASSERT_EQ(complaint("--catalog '" + tests + "catalog' --root '" + PARAPET_SOURCE_DIR + "' --docs pages"), "");
  EXPECT_THAT(folder.read("pages/README.md"), testing::MatchesGolden("tests/google/golden/README.md"));
  EXPECT_THAT(folder.read("pages/clouddns.md"), testing::MatchesGolden("tests/google/golden/clouddns.md"));
}

TEST_F(GoogleCatalogCompiler, HoldsEveryPathAgainstTheSchema) {
  EXPECT_EQ(complaint("GCP", "google_storage_bucket", "location", google), "");
  EXPECT_EQ(complaint("GCP", "google_storage_bucket", "uniform_bucket_level_acess", google),
            "catalog/one.json /0 (one:001): the path \"uniform_bucket_level_acess\" does not exist: there is no "
            "\"uniform_bucket_level_acess\"; did you mean \"uniform_bucket_level_access\"?; in hashicorp/google 6.50.0\n");
  EXPECT_EQ(complaint("GCP", "google_storage_bukket", "location", google),
            "catalog/one.json /0 (one:001): resource: the resource type \"google_storage_bukket\" does not exist; did you mean "
            "\"google_storage_bucket\"?; in hashicorp/google 6.50.0\n");
  EXPECT_EQ(complaint("GCP", "provider.google", "default_lables", google),
            "catalog/one.json /0 (one:001): the path \"default_lables\" does not exist: there is no \"default_lables\"; did you "
            "mean \"default_labels\"?; in hashicorp/google 6.50.0\n");
  EXPECT_EQ(complaint("GCP", "provider.aws", "region", google),
            "catalog/one.json /0 (one:001): resource: the resource type \"provider.aws\" does not exist; in hashicorp/google "
            "6.50.0\n");
  EXPECT_EQ(complaint("GCP", "acme_*", "anything", google), "");
  EXPECT_EQ(complaint("GCP", "data.external", "program", google),
            "catalog/one.json /0 (one:001): resource: the data source \"external\" does not exist; in hashicorp/google 6.50.0\n");
}

TEST_F(GoogleCatalogCompiler, HoldsWhatTheCatalogSaysOfTheProviderAgainstTheSchema) {
  const auto about = [&](const std::string& source, const std::string& cloud, const std::string& rest) {
    return complaint("GCP", "google_storage_bucket", "location",
                     R"({"source": ")" + source + R"(", "cloudProvider": ")" + cloud + R"(", )" + rest + "}");
  };
  const std::string nothing = R"("aliases": {}, "identities": [], "others": [])";
  const std::string file = "catalog/provider/google.json ";
  EXPECT_EQ(about("hashicorp/google", "GCP", nothing), "");
  EXPECT_EQ(complaint("AWS", "google_storage_bucket", "location", google),
            "catalog/one.json /0/cloudProvider: expected one of GCP; found \"AWS\"\n");
  EXPECT_EQ(about("hashicorp/aws", "GCP", nothing),
            file + "/source: expected \"hashicorp/google\", whose schema 6.50.0 is here, found \"hashicorp/aws\"\n");
  for (const std::string source : {"google", "/google", "hashicorp/", "a/b/c", "hashicorp/Google"})
    EXPECT_EQ(about(source, "GCP", nothing),
              file + "/source: expected the source of a provider like \"hashicorp/aws\", found \"" + source + "\"\n");
  EXPECT_EQ(about("hashicorp/google", "", nothing),
            file + "/cloudProvider: expected a string that is not empty, found \"\"\n");
  EXPECT_EQ(about("hashicorp/google", "GCP",
                  R"("aliases": {"google_compute_region_ssl_polcy": "google_compute_ssl_policy"}, "identities": [], "others": [])"),
            file + "/aliases: the resource type \"google_compute_region_ssl_polcy\" does not exist; did you mean "
                   "\"google_compute_region_ssl_policy\"?; in hashicorp/google 6.50.0\n");
  EXPECT_EQ(about("hashicorp/google", "GCP",
                  R"("aliases": {"google_compute_region_ssl_policy": 1}, "identities": [], "others": [])"),
            file + "/aliases/google_compute_region_ssl_policy: expected a string, found 1\n");
  EXPECT_EQ(about("hashicorp/google", "GCP",
                  R"("aliases": {"google_a": "google_b", "google_b": "google_c"}, "identities": [], "others": [])"),
            file + "/aliases/google_a: \"google_b\" is an alias itself; name the type that requirements are about\n");
  EXPECT_EQ(about("hashicorp/google", "GCP", R"("aliases": {}, "identities": ["arn"], "others": [])"),
            file + "/identities: no resource type has the attribute \"arn\"; in hashicorp/google 6.50.0\n");
  EXPECT_EQ(about("hashicorp/google", "GCP", R"("alias": {}, "identities": [], "others": [])"),
            file + "/: unknown field \"alias\"; did you mean \"aliases\"?; known are source, cloudProvider, aliases, "
                   "identities, others\n");
}

TEST_F(GoogleCatalogCompiler, IsToldAboutEachProviderOnceAndInJson) {
  const std::string file = "catalog/provider/google.json";
  const auto about = [&](const std::string& provider) {
    return complaint("GCP", "google_storage_bucket", "location", provider);
  };
  for (const std::string odd : {"", "\xef\xbb\xbf", "[]", "{", "null", "\xff"})
    EXPECT_EQ(about(odd).substr(0, file.size()), file) << odd;
  EXPECT_EQ(about(google + "\r\n"), "");
  folder.write("catalog/provider/other.json", google);
  EXPECT_EQ(about(google), "catalog/provider/other.json /source: catalog/provider/google.json tells about the provider "
                           "hashicorp/google already\n");
}

TEST_F(GoogleCatalogCompiler, WantsASchemaOfOneProviderAndOneVersion) {
  complaint("GCP", "google_storage_bucket", "location", google);
  const std::string two = R"({"format_version": "1.0", "provider_schemas": {
      "registry.terraform.io/hashicorp/a": {"provider": {"version": 0, "block": {}}, "resource_schemas": {}, "data_source_schemas": {}},
      "registry.terraform.io/hashicorp/b": {"provider": {"version": 0, "block": {}}, "resource_schemas": {}, "data_source_schemas": {}}}})";
  folder.write("google-1.0.0.schema.json", two);
  folder.write("google.schema.json", two);
  EXPECT_EQ(complaint("--catalog catalog --schema google-1.0.0.schema.json"),
            "google-1.0.0.schema.json: has 2 providers; the catalog says in provider/*.json which one it is about\n");
  EXPECT_EQ(complaint("--catalog catalog --schema google.schema.json"),
            "google.schema.json: the name of a schema's file says the version of the provider: `6.66.0.schema.json.gz` or "
            "`google-6.50.0.schema.json`\n");
}

}  // namespace
}  // namespace parapet::guardrails::test
