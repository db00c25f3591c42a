#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "google/files.hpp"
#include "modules/build.hpp"
#include "modules/render.hpp"
#include "parapet/guardrails/catalog.hpp"
#include "schema/reader.hpp"

/// The module creator with another cloud's schema, catalog and settings.
namespace parapet::guardrails::test {
namespace {

/// Google's catalog as the command reads it when it runs.
Catalog catalog_of_google() {
  Catalog catalog;
  catalog.read_provider(file_text(google_folder / "catalog/provider/google.json"), "google.json");
  for (const auto& file : files_in(google_folder / "catalog/lists"))
    catalog.read_list(file.stem().string(), file_text(file), file.string());
  for (const auto& file : files_in(google_folder / "catalog")) catalog.read(file_text(file), file.string());
  return catalog;
}

class GoogleModules : public ::testing::Test {
 protected:
  modules::Division division() const { return modules::Division(plan); }

  GoogleModules() {
    for (const Requirement& requirement : catalog.requirements()) requirements.push_back(&requirement);
    std::sort(requirements.begin(), requirements.end(), [](const auto* a, const auto* b) { return a->id < b->id; });
  }

  const Catalog catalog = catalog_of_google();
  std::vector<const Requirement*> requirements;
  const schema::Schema schema = schema::read_schema_file(google_folder / "google-6.50.0.schema.json.gz");
  const modules::Settings settings = modules::read_settings(file_text(google_folder / "modules.json"), "modules.json");
  const modules::Plan plan{
      .requirements = requirements, .provider = schema.provider(), .version = "6.50.0", .settings = settings, .tier = Tier::regulated};
};

TEST_F(GoogleModules, AreMadeForEveryServiceWithAResource) {
  EXPECT_EQ(division().services(),
            (std::vector<std::string>{"bigquery", "clouddns", "cloudfunctions", "cloudkms", "cloudlogging", "cloudrun", "cloudsql",
                                      "cloudstorage", "compute", "gke", "memorystore", "pubsub", "resourcemanager", "secretmanager"}));
}

TEST_F(GoogleModules, DealWithEveryRequirementOnce) {
  for (const std::string& service : division().services()) {
    std::multiset<std::string_view> dealt_with, asked;
    for (const modules::Claim& claim : modules::build_module(division(), service).claims) dealt_with.insert(claim.requirement->id);
    for (const Requirement* requirement : requirements) {
      if (requirement->id.starts_with(service + ":")) asked.insert(requirement->id);
    }
    EXPECT_EQ(dealt_with, asked) << service;
  }
}

TEST_F(GoogleModules, AskForGooglesProviderAndNothingOfAws) {
  for (const std::string& service : division().services()) {
    const modules::Module module = modules::build_module(division(), service);
    const std::string main = modules::main_file(module);
    EXPECT_EQ(main.substr(0, main.find("\n\nresource ")), R"(terraform {
  required_version = ">= 1.9"

  required_providers {
    google = {
      source  = "hashicorp/google"
      version = "6.50.0"
    }
  }
})");
    for (const std::string& text : {main, modules::variables_file(module), modules::notes_file(module)}) {
      // Topics can be fed from other clouds.
      if (service != "pubsub") {
        EXPECT_EQ(text.find("aws"), std::string::npos) << service;
      }
      EXPECT_EQ(text.find("arn:"), std::string::npos) << service;
      EXPECT_EQ(text.find("kms_key_arn"), std::string::npos) << service;
    }
  }
}

TEST_F(GoogleModules, GuardTheirVariables) {
  const std::string variables = modules::variables_file(modules::build_module(division(), "clouddns"));
  for (const char* id : {"clouddns:001", "clouddns:002", "clouddns:003"})
    EXPECT_NE(variables.find(id), std::string::npos) << id << "\n" << variables;
}

}  // namespace
}  // namespace parapet::guardrails::test
