#include "stacks.hpp"

#include <gmock/gmock.h>
#include <parapet/testing.hpp>

namespace {

using namespace parapet::testing;

TEST(Stacks, KeepEveryRequirementWithoutAnException) {
  const Documents documents = synth(make_stacks);
  EXPECT_THAT(documents.notes(), ::testing::IsEmpty());
}

TEST(Stacks, KeepEveryBucketPrivate) {
  const Documents documents = synth(make_stacks);
  EXPECT_THAT(documents["{{name}}-app"],
              EveryResource("aws_s3_bucket_public_access_block", HasProperty("block_public_policy", true)));
}

}  // namespace
