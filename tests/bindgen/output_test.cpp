#include <gtest/gtest.h>

#include "bindgen_run.hpp"

namespace parapet::bindgen::testing {
namespace {

namespace fs = std::filesystem;

/// A schema with resources of these names, each with one attribute `size` of this type.
std::string schema_of(const std::vector<std::string>& types, const std::string& attribute_type) {
  std::string resources;
  for (const std::string& type : types) {
    resources += (resources.empty() ? "" : ",") +
                 ("\"" + type + "\":{\"version\":0,\"block\":{\"attributes\":{\"size\":{\"type\":\"" + attribute_type +
                  "\",\"optional\":true}}}}");
  }
  return "{\"format_version\":\"1.0\",\"provider_schemas\":{\"registry.terraform.io/example/"
         "acme\":{\"resource_schemas\":{" +
         resources + "}}}}";
}

class Output : public ::testing::Test {
 protected:
  void generate(const std::vector<std::string>& types, const std::string& attribute_type) {
    write_text(schema_, schema_of(types, attribute_type));
    const RunResult run = run_bindgen("--version 1.0 --schema " + schema_.string() + " --out " + out_.string());
    ASSERT_EQ(run.errors, "");
    ASSERT_EQ(run.exit_code, 0);
  }
  fs::file_time_type age(const std::string& file) { return fs::last_write_time(out_ / file); }
  /// Makes a file look old, so that a later write shows whatever the clock's resolution is.
  void make_old(const std::string& file) {
    fs::last_write_time(out_ / file, fs::file_time_type{} - std::chrono::hours(24));
  }

  TemporaryFolder folder_;
  fs::path schema_ = folder_.path() / "schema.json";
  fs::path out_ = folder_.path() / "out";
};

TEST_F(Output, LeavesUnchangedFilesAlone) {
  generate({"acme_one", "acme_two"}, "string");
  make_old("acme/one.hpp");
  make_old("parapet_digest.hpp");
  const auto header = age("acme/one.hpp");
  const auto digest = age("parapet_digest.hpp");
  generate({"acme_one", "acme_two"}, "string");
  EXPECT_EQ(age("acme/one.hpp"), header);
  EXPECT_EQ(age("parapet_digest.hpp"), digest);
}

TEST_F(Output, RewritesTheDigestWhenAnyHeaderChanges) {
  generate({"acme_one"}, "string");
  const std::string before = read_text(out_ / "parapet_digest.hpp");
  generate({"acme_one"}, "number");
  EXPECT_NE(read_text(out_ / "parapet_digest.hpp"), before);
  EXPECT_NE(read_text(out_ / "acme/one.hpp").find("::parapet::Num size{};"), std::string::npos);
}

TEST_F(Output, RemovesHeadersOfTypesThatAreGoneAndNothingElse) {
  generate({"acme_one", "acme_two"}, "string");
  write_text(out_ / "acme/mine.hpp", "// not generated\n");
  generate({"acme_one"}, "string");
  EXPECT_TRUE(fs::exists(out_ / "acme/one.hpp"));
  EXPECT_FALSE(fs::exists(out_ / "acme/two.hpp"));
  EXPECT_TRUE(fs::exists(out_ / "acme/mine.hpp"));
  EXPECT_EQ(read_text(out_ / "acme/parapet_manifest.txt"),
            "acme/one.hpp\nacme/parapet_provider.hpp\nacme/provider.hpp\nparapet_digest.hpp\n");
}

}  // namespace
}  // namespace parapet::bindgen::testing
