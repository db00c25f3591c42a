#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "requirements/lint.hpp"

namespace parapet::requirements::test {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

std::string text_of_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return std::move(bytes).str();
}

std::vector<fs::path> files_in(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

void add_complaints(std::vector<std::string>& said, const fs::path& file, const std::vector<Complaint>& complaints) {
  for (const Complaint& complaint : complaints)
    said.push_back(file.string() + ":" + std::to_string(complaint.line) + " " + complaint.rule + ": " + complaint.message);
}

/// The five fields of every record.
std::string exported(const fs::path& file) {
  Json all = Json::array();
  for (const Json& record : Json::parse(text_of_file(file))) {
    Json five;
    for (const char* field : {"ID", "name", "description", "cloudProvider", "domain"}) five[field] = record[field];
    all.push_back(std::move(five));
  }
  return all.dump(2);
}

TEST(LintCatalog, FindsNothing) {
  Linter linter;
  std::vector<std::string> said;
  for (const fs::path& list : files_in("secure_templates/catalog/lists"))
    add_complaints(said, list, linter.read_list(list.stem().string(), text_of_file(list), list.string()));
  for (const fs::path& file : files_in("secure_templates/catalog"))
    add_complaints(said, file, linter.lint(text_of_file(file), file.string()));
  EXPECT_THAT(said, ::testing::IsEmpty());
  EXPECT_GT(linter.records(), 2400U);
}

/// What `parapet requirements generate` writes of it.
TEST(LintCatalog, FindsNothingInTheFiveFieldsOfItsRecords) {
  Linter linter;
  std::vector<std::string> said;
  for (const fs::path& file : files_in("secure_templates/catalog"))
    add_complaints(said, file, linter.lint(exported(file), file.string()));
  EXPECT_THAT(said, ::testing::IsEmpty());
  EXPECT_GT(linter.records(), 2400U);
}

/// A word that nobody wants, planted into every record in turn, is found in every one.
TEST(LintCatalog, FindsWhatIsPlantedIntoAnyRecord) {
  std::size_t planted = 0;
  for (const fs::path& file : files_in("secure_templates/catalog")) {
    Json all = Json::parse(exported(file));
    for (Json& record : all) record["description"] = record["description"].get<std::string>() + " It is properly set.";
    planted += all.size();
    const std::vector<Complaint> complaints = lint(all.dump(2), file.string());
    EXPECT_EQ(std::count_if(complaints.begin(), complaints.end(),
                            [](const Complaint& complaint) { return complaint.rule == "vague"; }),
              static_cast<std::ptrdiff_t>(all.size()))
        << file;
  }
  EXPECT_GT(planted, 2400U);
}

}  // namespace
}  // namespace parapet::requirements::test
