#include "schema/names.hpp"

#include <gtest/gtest.h>

#include "parapet/error.hpp"

namespace parapet::schema {
namespace {

ProviderSchema provider_with(const std::string& name, const std::vector<std::string>& resources,
                             const std::vector<std::string>& data_sources = {}) {
  ProviderSchema provider;
  provider.name = name;
  for (const std::string& type : resources) provider.resources.push_back({type, {}});
  for (const std::string& type : data_sources) provider.data_sources.push_back({type, {}});
  return provider;
}

TEST(Names, MakeIdentifiers) {
  EXPECT_EQ(identifier("instance_class"), "instance_class");
  EXPECT_EQ(identifier("kebab-name"), "kebab_name");
  EXPECT_EQ(identifier("3d"), "_3d");
  EXPECT_EQ(identifier("parapet_table"), "parapet_table_");
  EXPECT_EQ(identifier("camelCase"), "camelCase");
}

TEST(Names, PutAnUnderscoreBehindReservedWords) {
  for (const char* word : {"and",     "and_eq", "or",    "not",     "xor",    "inline",   "virtual",  "mutable",
                           "static",  "linux",  "unix",  "default", "delete", "operator", "requires", "co_await",
                           "char8_t", "major",  "minor", "stdin",   "errno",  "assert",   "offsetof", "while"}) {
    EXPECT_EQ(identifier(word), std::string(word) + "_");
  }
  for (const char* word : {"type", "final", "override", "module", "import", "std", "errno_", "Default"})
    EXPECT_EQ(identifier(word), word);
}

TEST(Names, MakePascalCase) {
  EXPECT_EQ(pascal_case("lifecycle_rule"), "LifecycleRule");
  EXPECT_EQ(pascal_case("s3_destination"), "S3Destination");
  EXPECT_EQ(pascal_case("a__b_"), "AB");
  EXPECT_EQ(pascal_case("kebab-name"), "KebabName");
  EXPECT_EQ(pascal_case("3d_model"), "_3dModel");
  EXPECT_EQ(pascal_case("camelCase"), "CamelCase");
}

TEST(Names, KeepNodeFreeInHandles) {
  EXPECT_EQ(accessor_name("node"), "node_");
  EXPECT_EQ(accessor_name("delete"), "delete_");
  EXPECT_EQ(accessor_name("arn"), "arn");
}

TEST(Names, MakeNamespaces) {
  EXPECT_EQ(namespace_name("aws"), "aws");
  EXPECT_EQ(namespace_name("google-beta"), "google_beta");
  EXPECT_EQ(namespace_name("random"), "random_");
  EXPECT_EQ(namespace_name("time"), "time_");
  EXPECT_EQ(namespace_name("template"), "template_");
  EXPECT_EQ(version_namespace("6.66.0"), "v6_66_0");
  EXPECT_EQ(version_namespace("1.0.0-beta+2"), "v1_0_0_beta_2");
}

TEST(Names, OfTypes) {
  const ProviderNames names(provider_with("aws", {"aws_s3_bucket"}, {"aws_ami"}));
  const TypeNames& bucket = names.of(Category::resource, "aws_s3_bucket");
  EXPECT_EQ(bucket.qualified_aggregate(), "::aws::s3_bucket");
  EXPECT_EQ(bucket.handle, "S3Bucket");
  EXPECT_EQ(bucket.header, "aws/s3_bucket.hpp");
  const TypeNames& ami = names.of(Category::data_source, "aws_ami");
  EXPECT_EQ(ami.qualified_aggregate(), "::aws::data::ami");
  EXPECT_EQ(ami.handle, "Ami");
  EXPECT_EQ(ami.header, "aws/data/ami.hpp");
  EXPECT_EQ(names.of(Category::provider, "aws").qualified_aggregate(), "::aws::provider");
}

TEST(Names, OfTypesWithoutPrefixAndWithAnotherNamespace) {
  const ProviderNames names(provider_with("http", {}, {"http"}), "web");
  EXPECT_EQ(names.of(Category::data_source, "http").qualified_aggregate(), "::web::data::http");
  EXPECT_EQ(names.of(Category::data_source, "http").header, "web/data/http.hpp");
}

TEST(Names, AvoidTheNamespacesOwnWords) {
  const ProviderNames names(
      provider_with("acme", {"acme_data", "acme_default", "acme_ephemeral", "acme_provider"}, {"acme_data"}));
  EXPECT_EQ(names.of(Category::resource, "acme_data").aggregate, "data_");
  EXPECT_EQ(names.of(Category::resource, "acme_data").header, "acme/data_.hpp");
  EXPECT_EQ(names.of(Category::resource, "acme_ephemeral").aggregate, "ephemeral_");
  EXPECT_EQ(names.of(Category::resource, "acme_provider").aggregate, "provider_");
  EXPECT_EQ(names.of(Category::resource, "acme_provider").handle, "Provider_");
  EXPECT_EQ(names.of(Category::resource, "acme_default").aggregate, "default_");
  EXPECT_EQ(names.of(Category::resource, "acme_default").handle, "Default");
  EXPECT_EQ(names.of(Category::data_source, "acme_data").aggregate, "data");
}

TEST(Names, SolveCollisionsInBytewiseOrder) {
  const ProviderNames names(provider_with("acme", {"acme_a-1", "acme_a1", "acme_a_1"}));
  EXPECT_EQ(names.of(Category::resource, "acme_a-1").aggregate, "a_1");
  EXPECT_EQ(names.of(Category::resource, "acme_a-1").handle, "A1");
  EXPECT_EQ(names.of(Category::resource, "acme_a1").aggregate, "a1");
  EXPECT_EQ(names.of(Category::resource, "acme_a1").handle, "A1_");
  EXPECT_EQ(names.of(Category::resource, "acme_a_1").aggregate, "a_1_");
  EXPECT_EQ(names.of(Category::resource, "acme_a_1").handle, "A1__");
}

TEST(Names, SuggestTheNearestType) {
  const ProviderNames names(provider_with("aws", {"aws_db_instance", "aws_s3_bucket"}));
  try {
    names.of(Category::resource, "aws_s3_buckt");
    ADD_FAILURE() << "found";
  } catch (const Error& error) {
    EXPECT_STREQ(error.what(), "the provider has no type `aws_s3_buckt` of that kind; did you mean \"aws_s3_bucket\"?");
  }
}

}  // namespace
}  // namespace parapet::schema
