#include <gmock/gmock.h>

#include "dev_stack.hpp"
#include "neutral.hpp"
#include "parapet/testing.hpp"

namespace {

using namespace parapet;
using namespace parapet::testing;
using ::testing::IsEmpty;

const Documents& documents() {
  static const Documents all = synth([](App& app) { DevStack stack(app); });
  return all;
}
const Document& dev() { return documents().only(); }

TEST(Dev, WritesWhatWasApproved) { EXPECT_THAT(neutral(dev()), MatchesGolden("tests/stacks/golden/dev.json")); }

TEST(Dev, KeepsAllRequirementsWithoutAnException) { EXPECT_THAT(documents().notes(), IsEmpty()); }

TEST(Dev, EncryptsEveryDatabase) {
  EXPECT_THAT(dev(), EveryResource("aws_db_instance", HasProperty("storage_encrypted", true)));
}

TEST(Dev, AsksForCertificatesWhereCloudFrontLooksForThem) {
  EXPECT_THAT(dev(), EveryResource("aws_acm_certificate", HasProperty("provider", "aws.edge")));
  EXPECT_THAT(dev(), HasProvider("aws", HasProperties(aws::provider{.alias = "edge", .region = "us-east-1"})));
}

TEST(Dev, TagsEverythingInEveryRegion) {
  for (const auto& provider : dev().blocks(NodeKind::provider, "aws")) {
    EXPECT_THAT(provider, HasProperty("default_tags.tags.terraform-managed", "true"));
    EXPECT_THAT(provider, HasProperty("default_tags.tags.env", "dev"));
  }
}

}  // namespace
