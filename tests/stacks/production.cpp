#include <gmock/gmock.h>

#include <string>

#include "neutral.hpp"
#include "parapet/expression.hpp"
#include "parapet/testing.hpp"
#include "production_stack.hpp"

namespace {

using namespace parapet;
using namespace parapet::testing;
using ::testing::IsEmpty;

const Documents& documents() {
  static const Documents all = synth([](App& app) { ProductionStack stack(app); });
  return all;
}
const Document& production() { return documents().only(); }

TEST(Production, WritesWhatWasApproved) {
  EXPECT_THAT(neutral(production()), MatchesGolden("tests/stacks/golden/production.json"));
}

TEST(Production, KeepsAllRequirementsWithoutAnException) { EXPECT_THAT(documents().notes(), IsEmpty()); }

TEST(Production, EncryptsEveryDatabaseWithItsKey) {
  const auto encrypted =
      HasProperties(object({{"kms_key_id", raw<Str>("aws_kms_key.data.arn")}, {"storage_encrypted", true}}));
  EXPECT_THAT(production(), EveryResource("aws_db_instance", encrypted));
  EXPECT_THAT(production(), EveryResource("aws_rds_cluster", encrypted));
}

TEST(Production, HoldsNoPassword) {
  const auto managed = HasProperty("manage_master_user_password", true);
  EXPECT_THAT(production(), EveryResource("aws_db_instance", managed));
  EXPECT_THAT(production(), EveryResource("aws_rds_cluster", managed));
}

TEST(Production, SurvivesTheLossOfAZone) {
  EXPECT_THAT(production(), EveryResource("aws_db_instance", HasProperty("multi_az", true)));
  EXPECT_THAT(production(), ResourceCount("aws_rds_cluster_instance", 2));
  for (const char* zone : {"eu-central-1a", "eu-central-1b", "eu-central-1c"}) {
    EXPECT_THAT(production(), HasResource("aws_subnet", HasProperty("availability_zone", zone)));
  }
}

TEST(Production, SurroundsEveryBucket) {
  const std::size_t buckets = production().blocks(NodeKind::resource, "aws_s3_bucket").size();
  EXPECT_THAT(production(), ResourceCount("aws_s3_bucket_public_access_block", buckets));
  EXPECT_THAT(production(), ResourceCount("aws_s3_bucket_server_side_encryption_configuration", buckets));
  EXPECT_THAT(production(), ResourceCount("aws_s3_bucket_versioning", buckets));
  EXPECT_THAT(production(), ResourceCount("aws_s3_bucket_policy", buckets));
}

TEST(Production, KeepsTheSecondCopyOfTheBackupsInAnotherRegion) {
  EXPECT_THAT(production().resource_at("production/replica/backups"), HasProperty("provider", "aws.replica"));
  EXPECT_THAT(production(),
              HasProvider("aws", HasProperties(aws::provider{.alias = "replica", .region = "eu-west-1"})));
}

TEST(Production, LetsOneEnvironmentOfOneRepositoryDeploy) {
  const std::string trust = production().resource_at("production/deployment-role")["assume_role_policy"].json();
  EXPECT_NE(trust.find("repo:acme/shop:environment:production"), std::string::npos) << trust;
  EXPECT_EQ(trust.find('*'), std::string::npos) << trust;
}

TEST(Production, TagsEverythingInEveryRegion) {
  for (const auto& provider : production().blocks(NodeKind::provider, "aws")) {
    EXPECT_THAT(provider, HasProperty("default_tags.tags.terraform-managed", "true"));
    EXPECT_THAT(provider, HasProperty("default_tags.tags.env", "production"));
  }
}

TEST(Production, LocksItsState) {
  EXPECT_EQ(production()["terraform.backend.s3.use_lockfile"].json(), "true");
  EXPECT_EQ(production()["terraform.backend.s3.encrypt"].json(), "true");
}

}  // namespace
