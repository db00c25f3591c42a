#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "parapet/testing/golden.hpp"
#include "requirements/lint_report.hpp"

namespace parapet::requirements::test {
namespace {

namespace fs = std::filesystem;

constexpr const char* seeded_folder = "tests/requirements/lint_seeded";

std::string bytes_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return std::move(bytes).str();
}

/// A file of requirements of two kinds: each `bad:` one has the defect that the file is named after, and each `good:` one
/// is near to it and right. What the linter says is approved word for word.
struct Seeded {
  fs::path file;

  std::string name() const { return file.stem().string(); }
  /// `two-configurations-catalog.json` is about the rule two-configurations.
  std::string rule() const {
    std::string rule = name();
    for (const std::string suffix : {"-catalog", "-exported"}) {
      if (rule.ends_with(suffix)) rule.erase(rule.size() - suffix.size());
    }
    return rule;
  }
  std::vector<Complaint> complaints() const {
    LintOptions options;
    options.names_service = false;
    return lint(bytes_of(file), file.filename().string(), options);
  }
};

void PrintTo(const Seeded& seeded, std::ostream* out) { *out << seeded.name(); }

std::vector<Seeded> all_seeded() {
  std::vector<Seeded> all;
  for (const fs::directory_entry& entry : fs::directory_iterator(PARAPET_SOURCE_DIR "/" + std::string(seeded_folder))) {
    if (entry.path().extension() == ".json") all.push_back({fs::path(seeded_folder) / entry.path().filename()});
  }
  std::sort(all.begin(), all.end(), [](const Seeded& a, const Seeded& b) { return a.file < b.file; });
  return all;
}

TEST(SeededDefectsOfAllRules, AreMany) {
  std::size_t bad = 0;
  for (const Seeded& seeded : all_seeded()) {
    for (const auto& record : nlohmann::json::parse(bytes_of(seeded.file)))
      bad += record["ID"].get<std::string>().starts_with("bad:") ? 1 : 0;
  }
  EXPECT_GE(bad, 100U);
}

class SeededDefects : public ::testing::TestWithParam<Seeded> {};

TEST_P(SeededDefects, AreFoundAndNothingElse) {
  const auto records = nlohmann::json::parse(bytes_of(GetParam().file));
  const std::vector<Complaint> complaints = GetParam().complaints();
  std::set<std::string> bad, good;
  for (std::size_t i = 0; i < records.size(); ++i) {
    const std::string id = records[i]["ID"];
    const std::string pointer = "/" + std::to_string(i);
    const auto about = [&](const Complaint& complaint) {
      return complaint.pointer == pointer || complaint.pointer.starts_with(pointer + "/");
    };
    const auto by_rule = [&](const Complaint& complaint) {
      return about(complaint) && complaint.rule == GetParam().rule();
    };
    if (id.starts_with("bad:")) {
      bad.insert(id);
      EXPECT_TRUE(std::any_of(complaints.begin(), complaints.end(), by_rule)) << id;
    } else {
      good.insert(id);
      EXPECT_FALSE(std::any_of(complaints.begin(), complaints.end(), about)) << id;
    }
  }
  EXPECT_GE(bad.size(), 2U);
  EXPECT_GE(good.size(), 1U);
}

TEST_P(SeededDefects, AreReportedAsApproved) {
  const LintReport report{{{GetParam().file.filename().string(), GetParam().complaints()}}, 0};
  detail::StringSink sink;
  write_lint_text(sink, report);
  const std::string golden = (GetParam().file.parent_path() / (GetParam().name() + ".txt")).string();
  EXPECT_THAT(sink.text.substr(0, sink.text.rfind("0 requirements")), parapet::testing::MatchesGolden(golden));
}

INSTANTIATE_TEST_SUITE_P(Lint, SeededDefects, ::testing::ValuesIn(all_seeded()), [](const auto& info) {
  std::string name = info.param.name();
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

}  // namespace
}  // namespace parapet::requirements::test
