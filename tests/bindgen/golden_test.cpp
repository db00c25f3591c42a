#include <gtest/gtest.h>

#include <map>

#include "bindgen_run.hpp"

namespace parapet::bindgen::testing {
namespace {

namespace fs = std::filesystem;

/// Texts by path below `root`; `suffix` is taken off the names.
std::map<std::string, std::string> files_below(const fs::path& root, const std::string& suffix) {
  std::map<std::string, std::string> files;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root)) {
    if (!entry.is_regular_file()) continue;
    const std::string name = entry.path().lexically_relative(root).string();
    files[name.substr(0, name.size() - suffix.size())] = read_text(entry.path());
  }
  return files;
}

void approve(const fs::path& golden, const std::map<std::string, std::string>& files) {
  fs::remove_all(golden);
  for (const auto& [name, text] : files) write_text(golden / (name + ".golden"), text);
}

/// Every header of a schema that has all the traps. `PARAPET_APPROVE=1` takes what is generated now as right.
TEST(GoldenHeaders, AreGeneratedAsApproved) {
  const TemporaryFolder folder;
  const std::string acme = (test_folder / "acme").string();
  const RunResult run = run_bindgen("--schema " + acme + "/1.2.3.schema.json --shapes-from " + acme +
                                    "/1.0.0.schema.json --out " + folder.path().string());
  ASSERT_EQ(run.errors, "");
  ASSERT_EQ(run.exit_code, 0);
  const auto generated = files_below(folder.path(), "");
  const fs::path golden = test_folder / "golden";
  if (std::getenv("PARAPET_APPROVE")) approve(golden, generated);
  const auto approved = files_below(golden, ".golden");
  std::vector<std::string> generated_names, approved_names;
  for (const auto& [name, text] : generated) generated_names.push_back(name);
  for (const auto& [name, text] : approved) approved_names.push_back(name);
  ASSERT_EQ(generated_names, approved_names);
  for (const auto& [name, text] : generated) EXPECT_EQ(text, approved.at(name)) << name;
}

}  // namespace
}  // namespace parapet::bindgen::testing
