#include "drafting/system.hpp"

#include <gtest/gtest.h>

#include <filesystem>

#include "drafting/world.hpp"
#include "support/temporary_folder.hpp"

namespace parapet::drafting::test {
namespace {

class FileOnDisk : public testing::Test {
 protected:
  std::string write(const std::string& text) const {
    folder_.write("file", text);
    return folder_ / "file";
  }

  parapet::test::TemporaryFolder folder_;
  System system_ = this_machine();
};

TEST_F(FileOnDisk, IsReadAsItIs) {
  EXPECT_EQ(system_.file(write("a\r\n")), "a\r\n");
  EXPECT_EQ(system_.file(write("")), "");
}

TEST_F(FileOnDisk, IsNotThere) {
  EXPECT_EQ(system_.file(folder_ / "missing"), std::nullopt);
  EXPECT_EQ(system_.file(folder_.path().string()), std::nullopt);
}

TEST_F(FileOnDisk, IsBounded) {
  EXPECT_EQ(system_.file(write(std::string(1 << 20, 'x')))->size(), 1u << 20);
  const std::string path = write(std::string((1 << 20) + 1, 'x'));
  EXPECT_EQ(error_of([&] { system_.file(path); }), path + ": is longer than 1 MiB, which no file of AWS credentials is");
  EXPECT_EQ(error_of([&] { system_.file("/dev/zero"); }),
            "/dev/zero: is longer than 1 MiB, which no file of AWS credentials is");
}

}  // namespace
}  // namespace parapet::drafting::test
