#include "stacks.hpp"

#include <gmock/gmock.h>
#include <parapet/testing.hpp>

namespace {

using namespace parapet::testing;

TEST(Stacks, KeepEveryRequirementWithoutAnException) {
  const Documents documents = synth(make_stacks);
  EXPECT_THAT(documents.notes(), ::testing::IsEmpty());
}

TEST(Stacks, EncryptEveryQueueWithTheKeyOfTheBase) {
  const Documents documents = synth(make_stacks);
  EXPECT_THAT(documents["{{name}}-app"], EveryResource("aws_sqs_queue", HasProperty("kms_master_key_id")));
}

}  // namespace
