#include "organization/code_owners.hpp"

#include <gtest/gtest.h>

#include <filesystem>

#include "organization/support.hpp"
#include "support/temporary_folder.hpp"

namespace parapet::organization {

void PrintTo(const OwnersFinding& finding, std::ostream* out) { *out << finding.line << ": " << finding.message; }

namespace {

namespace fs = std::filesystem;

struct PatternCase {
  const char* pattern;
  const char* file;
  bool matches;
};

void PrintTo(const PatternCase& each, std::ostream* out) { *out << each.pattern << " and " << each.file; }

class OwnersPatterns : public ::testing::TestWithParam<PatternCase> {};

TEST_P(OwnersPatterns, MeansWhatGithubTakesItFor) {
  EXPECT_EQ(matches(GetParam().pattern, GetParam().file), GetParam().matches);
}

const PatternCase pattern_cases[] = {
    {"*", "a", true},
    {"*", "a/b/c", true},
    {"**", "a/b", true},
    {"/", "a", false},
    {"*.js", "a/b.js", true},
    {"*.js", "b.jsx", false},
    {"/*.js", "a/b.js", false},
    {"docs/", "docs/a/b", true},
    {"docs/", "x/docs/a", true},
    {"docs/", "docs", false},
    {"/docs/", "x/docs/a", false},
    {"/docs/", "docs/a", true},
    {"docs/*", "docs/a.md", true},
    {"docs/*", "docs/build/a.md", false},
    {"docs/*", "x/docs/a.md", false},
    {"docs/**", "docs/build/a.md", true},
    {"docs", "docs/a/b", true},
    {"docs", "x/docs", true},
    {"/apps/github", "apps/github/a", true},
    {"/apps/github", "apps/githubx", false},
    {"**/logs", "a/b/logs/c", true},
    {"**/logs", "logs", true},
    {"/stacks/*/main.cpp", "stacks/production/main.cpp", true},
    {"/stacks/*/main.cpp", "stacks/a/b/main.cpp", false},
    {"/stacks/**/main.cpp", "stacks/a/b/main.cpp", true},
    {"/stacks/**/main.cpp", "stacks/main.cpp", true},
    {"/Stacks/", "stacks/a", false},
    {"/a?c", "abc", true},
    {"/a?c", "a/c", false},
    {"/secure_templates", "secure_templates_evil/a", false},
};

INSTANTIATE_TEST_SUITE_P(Of, OwnersPatterns, ::testing::ValuesIn(pattern_cases));

TEST(OwnersPattern, IsReadInTimeHoweverManyStarsItHas) {
  std::string pattern, file;
  for (int i = 0; i < 200; ++i) {
    pattern += "/**/a";
    file += "a/";
  }
  EXPECT_FALSE(matches(pattern + "/b", file + "c"));
  EXPECT_TRUE(matches(pattern + "/c", file + "c"));
}

TEST(ReadOwners, SkipsWhatGithubSkips) {
  const OwnersFile file = read_owners(
      "# comment\n\n/a @acme/security # why\n/b\n!/c @acme/security\n/[d] @acme/security\n/e security\n"
      "/f\\ g @user user@example.com\r\n/h @acme/\n/i*** @user");
  ASSERT_EQ(file.rules.size(), 3u);
  EXPECT_EQ(file.rules[0].line, 3u);
  EXPECT_EQ(file.rules[0].owners, (std::vector<std::string>{"@acme/security"}));
  EXPECT_EQ(file.rules[1].owners, (std::vector<std::string>{}));
  EXPECT_EQ(file.rules[2].pattern, "/f g");
  EXPECT_EQ(file.rules[2].owners, (std::vector<std::string>{"@user", "user@example.com"}));
  const auto no_owner = [](const char* name) {
    return "`" + std::string(name) +
           "` is no owner; write it like `@acme/security`, `@user` or `user@example.com`; GitHub skips the line";
  };
  EXPECT_EQ(file.findings,
            (std::vector<OwnersFinding>{{5, "GitHub knows no pattern with `!`; GitHub skips the line"},
                                        {6, "GitHub knows no pattern with `[`; GitHub skips the line"},
                                        {7, no_owner("security")},
                                        {9, no_owner("@acme/")},
                                        {10, "GitHub knows no pattern with `***`; GitHub skips the line"}}));
}

std::vector<OwnersFinding> check(std::string_view text, const std::vector<std::string>& files = {}) {
  return check_owners(read_owners(text), {"secure_templates/", "main.cpp"}, files, {"@acme/security"});
}

using Findings = std::vector<OwnersFinding>;

TEST(CheckOwners, TheLastLineCounts) {
  EXPECT_EQ(check("* @acme/security"), Findings{});
  EXPECT_EQ(check("* @acme/devs\n/secure_templates/ @ACME/Security\nmain.cpp @acme/security"), Findings{});
  EXPECT_EQ(check("/secure_templates/ @acme/security\n/main.cpp @acme/security\n* @acme/devs"),
            (Findings{{3, "secure_templates/: `*` lets @acme/devs approve, not only @acme/security; end the file with "
                          "`/secure_templates/ @acme/security`"},
                      {3, "main.cpp: `*` lets @acme/devs approve, not only @acme/security; end the file with "
                          "`/main.cpp @acme/security`"}}));
}

TEST(CheckOwners, NobodyElseMayApprove) {
  EXPECT_EQ(check("* @acme/security\n/main.cpp @acme/security @acme/devs"),
            (Findings{{2, "main.cpp: `/main.cpp` lets @acme/security or @acme/devs approve, not only @acme/security; "
                          "end the file with `/main.cpp @acme/security`"}}));
  EXPECT_EQ(check("* @acme/security\n/main.cpp"),
            (Findings{{2, "main.cpp: `/main.cpp` takes its owners away; end the file with `/main.cpp @acme/security`"}}));
}

TEST(CheckOwners, NothingIsLeftOut) {
  EXPECT_EQ(check("/main.cpp @acme/security"),
            (Findings{{0, "secure_templates/: nobody has to review it; end the file with `/secure_templates/ "
                          "@acme/security`"}}));
  EXPECT_EQ(check("/main.cpp @acme/security\n/secure_templates/* @acme/security").size(), 1u) << "folders below";
  EXPECT_EQ(check("* @acme/security\n/secure_templates/catalog/rds.json @acme/devs",
                  {"main.cpp", "secure_templates/catalog/iam.json", "secure_templates/catalog/rds.json"}),
            (Findings{{2, "secure_templates/catalog/rds.json: `/secure_templates/catalog/rds.json` lets @acme/devs "
                          "approve, not only @acme/security; end the file with `/secure_templates/ @acme/security`"}}));
}

TEST(CheckOwners, NothingReachesATerminalThatDoesNotBelongThere) {
  EXPECT_EQ(check("* @acme/security\n/\x1b[2J @acme/devs\n/a \xff@acme/devs"),
            (Findings{{2, "a character that cannot be shown means no file; GitHub skips the line"},
                      {3, "a character that cannot be shown means no file; GitHub skips the line"}}));
  EXPECT_EQ(check("* @acme/security\n*.json", {"secure_templates/\x1b[2J.json"}),
            (Findings{{2, "secure_templates/?[2J.json: `*.json` takes its owners away; end the file with "
                          "`/secure_templates/ @acme/security`"}}));
  EXPECT_EQ(test::complaint([] { owners_file({"a\n\xff/cdktf.json"}, "@acme/security"); }),
            "`a?" "?/cdktf.json` cannot be said in CODEOWNERS; rename it");
}

/// A repository on disk, removed at the end.
class Repository : public ::testing::Test {
 protected:
  void write(const std::string& name, const std::string& text = "") const { folder.write(name, text); }

  const parapet::test::TemporaryFolder folder;
  const fs::path path = folder.path();
};

TEST_F(Repository, IsGuardedWhereItDecidesAboutSecurity) {
  write("secure_templates/catalog/rds.json");
  write("stacks/a/cdktf.json", R"({"exceptions": "../../policy/exceptions.json", "baseline": "../../../outside.json"})");
  write("stacks/a/main.cpp");
  write("stacks/a/resources/databases.cpp");
  write("stacks/b/cdktf.json", R"({"enforcement": "../../secure_templates/enforcement.json"})");
  write("build/x/cdktf.json", "broken");
  write("pipeline.json");
  EXPECT_EQ(guarded_paths(path), (std::vector<std::string>{".github/", "pipeline.json", "policy/exceptions.json",
                                                           "secure_templates/", "stacks/a/cdktf.json",
                                                           "stacks/a/main.cpp", "stacks/b/cdktf.json"}));
  EXPECT_EQ(check_repository_owners(path, {"@acme/security"}),
            (Findings{{0, "there is no CODEOWNERS; write one with `parapet org codeowners --owner @acme/security --out "
                          ".github/CODEOWNERS`"}}));
  write(".github/CODEOWNERS", owners_file(guarded_paths(path), "@acme/security"));
  EXPECT_EQ(check_repository_owners(path, {"@acme/security"}), Findings{});
  write("stacks/c/cdktf.json", "{}");
  EXPECT_EQ(check_repository_owners(path, {"@acme/security"}),
            (Findings{{0, "stacks/c/cdktf.json: nobody has to review it; end the file with `/stacks/c/cdktf.json "
                          "@acme/security`"}}));
}

TEST_F(Repository, WithABrokenProgramIsAnError) {
  write("cdktf.json", "{");
  EXPECT_TRUE(test::complaint([&] { guarded_paths(path); }).starts_with((path / "cdktf.json").string() + ": "));
}

TEST_F(Repository, GoesByTheFileThatGithubReads) {
  write("CODEOWNERS", "* @acme/security");
  EXPECT_EQ(check_repository_owners(path, {"@acme/security"}), Findings{});
  write(".github/CODEOWNERS", "* @acme/devs");
  EXPECT_EQ(check_repository_owners(path, {"@acme/security"}).size(), 2u);
}

TEST_F(Repository, HasNoLinkForAFile) {
  write("owners", "* @acme/security");
  fs::create_symlink("owners", path / "CODEOWNERS");
  EXPECT_EQ(find_owners_file(path), fs::path());
}

TEST(CodeOwners, OfThisRepositoryHold) { EXPECT_EQ(check_repository_owners(".", {"@parapet/security"}), Findings{}); }

TEST(OwnersFile, RefusesWhatItCannotSay) {
  for (const char* owner : {"", "acme", "@", "@acme/", "@a b", "@acme/security #"})
    EXPECT_EQ(test::complaint([&] { owners_file({"a"}, owner); }),
              "the owner `" + std::string(owner) + "`: write it like `@acme/security`, `@user` or `user@example.com`");
  EXPECT_EQ(test::complaint([&] { owners_file({"a b/cdktf.json"}, "@acme/security"); }),
            "`a b/cdktf.json` cannot be said in CODEOWNERS; rename it");
}

}  // namespace
}  // namespace parapet::organization
