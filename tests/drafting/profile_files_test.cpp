#include "drafting/credentials/profile_files.hpp"

#include <gtest/gtest.h>

#include "drafting/world.hpp"

namespace parapet::drafting::test {
namespace {

TEST(ProfileFiles, AreReadAsTheAwsToolsDo) {
  const Sections sections = read_sections(
      "\xEF\xBB\xBF# comment\r\n[default]\r\nRegion = eu-central-1\r\n; comment\r\naws_secret_access_key=a=b # c\r\n"
      "\r\n[ profile \"dev\" ]\r\ns3 =\r\n  max_queue = 5\r\nregion = x\n   more of it\n[default]\nregion = later\nempty =\n[]",
      "config");
  EXPECT_EQ(sections, (Sections{{"", {}},
                                {"default", {{"region", "later"}, {"aws_secret_access_key", "a=b # c"}, {"empty", ""}}},
                                {"profile dev", {{"s3", ""}, {"s3.max_queue", "5"}, {"region", "x"}}}}));
  EXPECT_EQ(read_sections("", "config"), Sections{});
}

TEST(ProfileFiles, ComplainWithAPlaceAndWithoutTheSecret) {
  const auto refusal = [](std::string_view text) { return error_of([&] { read_sections(text, "config"); }); };
  EXPECT_EQ(refusal("[a]\nsecret\n"), "config line 2: expected KEY = VALUE or [NAME]");
  EXPECT_EQ(refusal("\n[a\n"), "config line 2: expected [NAME]");
  EXPECT_EQ(refusal("[a]\n = secret\n"), "config line 2: expected KEY = VALUE or [NAME]");
  EXPECT_EQ(refusal("key = secret\n"), "config line 1: a setting stands before the first [NAME]");
  EXPECT_EQ(refusal("[a]\nk = \xFF\n"), "config: is no UTF-8 text");
}

TEST(ProfileFiles, TheCredentialsFileWins) {
  World world;
  world.variables["AWS_PROFILE"] = "dev";
  world.files["/h/.aws/config"] = "[profile dev]\nregion = r\naws_access_key_id = from_config\n[dev]\nregion = not this\n";
  world.files["/h/.aws/credentials"] = "[dev]\naws_access_key_id = from_credentials\n";
  const Profile profile = read_profile(world.system());
  EXPECT_EQ(profile.name, "dev");
  EXPECT_EQ(profile.values, (Section{{"region", "r"}, {"aws_access_key_id", "from_credentials"}}));
}

TEST(ProfileFiles, AreWhereTheEnvironmentSays) {
  World world;
  world.variables["AWS_CONFIG_FILE"] = "~/mine";
  world.variables["AWS_SHARED_CREDENTIALS_FILE"] = "/elsewhere";
  world.files["/h/mine"] = "[default]\nregion = a\n[profile default]\nregion = b\n";
  world.files["/elsewhere"] = "[default]\nx = y\n";
  EXPECT_EQ(read_profile(world.system()).values, (Section{{"region", "b"}, {"x", "y"}}));
}

TEST(ProfileFiles, AMissingProfileIsRefusedWhenItIsNamed) {
  World world;
  EXPECT_EQ(read_profile(world.system()).values, Section{});
  world.variables["AWS_PROFILE"] = "prodction";
  world.files["/h/.aws/config"] = "[profile production]\nregion = a\n";
  EXPECT_EQ(error_of([&] { read_profile(world.system()); }),
            "AWS_PROFILE: there is no profile \"prodction\" in the AWS config and credentials files; did you mean "
            "\"production\"?");
}

}  // namespace
}  // namespace parapet::drafting::test
