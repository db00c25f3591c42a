#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "cli/command.hpp"

namespace parapet::cli::test {
namespace {

using Json = nlohmann::json;

constexpr const char* facts = R"({"format": 1, "version": "9.9.9", "checks": [
  {"id": "CKV_X_1", "name": "n", "provider": "acme", "types": ["acme_till"], "categories": [], "mentioned": [],
   "settings": [{"path": "lock", "operator": "exists", "values": []}]},
  {"id": "CKV_AWS_17", "name": "n", "provider": "aws", "types": ["aws_db_instance"], "categories": [], "mentioned": [],
   "settings": []}]})";

constexpr const char* till = R"([{"ID": "shop:001", "name": "Tills are shut.", "description": "`shut` of every `acme_till` is true.",
  "cloudProvider": "ACME", "domain": "data protection", "severity": "low", "tier": "baseline", "resource": "acme_till",
  "require": {"path": "shut", "equals": true}, "fix": "f", "sources": {}}])";

/// A folder with a catalog of another cloud, a virtual environment that pretends to hold Checkov, and a cache of its own.
class Project : public Folder {
 public:
  Project() {
    write("catalog/shop.json", till);
    write("venv/pyvenv.cfg", "");
    write("venv/lib/python3.11/site-packages/checkov/__init__.py", "");
    write("venv/lib/python3.11/site-packages/checkov-9.9.9.dist-info/METADATA", "");
    python(std::string("cat <<'END'\n") + facts + "\nEND\n");
    setenv("XDG_CACHE_HOME", path("cache").c_str(), 1);
  }
  Project(const Project&) = delete;
  Project& operator=(const Project&) = delete;
  ~Project() { unsetenv("XDG_CACHE_HOME"); }

  /// What the Python does, for a shell.
  void python(const std::string& script) const {
    write("venv/bin/python3", "#!/bin/sh\n" + script);
    std::filesystem::permissions(path("venv/bin/python3"), std::filesystem::perms::owner_all);
  }
  std::string path(const std::string& name) const { return (folder() / name).string(); }
  Outcome generate(const std::string& arguments) const { return run("requirements generate " + arguments); }
};

TEST(GenerateCommand, WritesRequirementsReportAndLedger) {
  Project project;
  const Folder::Outcome done =
      project.generate("--all --catalog catalog --checkov venv --out out.json --report report.json");
  EXPECT_EQ(done.code, 0) << done.errors;
  EXPECT_EQ(done.errors,
            "2 requirements: 0 that checks ask for, 1 from the catalog alone, 1 drafts\n"
            "1 checks: 0 merged, 1 drafted, 0 needs draft, 0 environment, 0 not configuration, 0 other service\n"
            "draft shop:002, to be reviewed: Every `acme_till` sets `lock`.\n");
  EXPECT_EQ(project.read("out.json"), R"([
  {
    "ID": "shop:001",
    "name": "Tills are shut.",
    "description": "`shut` of every `acme_till` is true.",
    "cloudProvider": "ACME",
    "domain": "data protection"
  },
  {
    "ID": "shop:002",
    "name": "Every `acme_till` sets `lock`.",
    "description": "`lock` of every `acme_till` is set.",
    "cloudProvider": "ACME",
    "domain": "secure configuration"
  }
]
)");
  EXPECT_EQ(Json::parse(project.read("report.json"))["sources"],
            Json::parse(R"([{"source": "checkov", "version": "9.9.9", "checks": 1}])"));
  EXPECT_NE(project.read("out.json.ledger.json").find("\"key\": \"acme_till lock\""), std::string::npos);
}

TEST(GenerateCommand, AsksPythonOncePerVersion) {
  Project project;
  const std::string arguments = "--all --catalog catalog --checkov venv --out out.json --json";
  const Folder::Outcome first = project.generate(arguments);
  ASSERT_EQ(first.code, 0) << first.errors;
  EXPECT_TRUE(project.has("cache/parapet/checkov-9.9.9.json"));
  project.python("exit 7\n");
  EXPECT_EQ(project.generate(arguments).output, first.output) << "no Python is needed";
  project.write("cache/parapet/checkov-9.9.9.json", "{");
  EXPECT_EQ(project.generate(arguments).code, 2) << "a broken cache is read anew";
  project.python(std::string("cat <<'END'\n") + facts + "\nEND\n");
  EXPECT_EQ(project.generate(arguments).output, first.output);
  EXPECT_EQ(Json::parse(project.read("cache/parapet/checkov-9.9.9.json"))["version"], "9.9.9");
}

TEST(GenerateCommand, WorksWithoutACache) {
  Project project;
  project.write("cache", "a file where the folder should be");
  EXPECT_EQ(project.generate("--all --catalog catalog --checkov venv").code, 0);
}

TEST(GenerateCommand, SaysWhyCheckovCannotBeRead) {
  Project project;
  project.python("echo 'no module' >&2\nexit 3\n");
  EXPECT_EQ(project.generate("--all --checkov venv").errors,
            "parapet: venv/bin/python3: the checks of Checkov cannot be read: exit code 3\nno module\n\n");
  project.python("echo '[]'\n");
  EXPECT_EQ(project.generate("--all --checkov venv").errors,
            "parapet: checkov_facts.py /: expected an object, found []\n");
  EXPECT_EQ(project.generate("--all --checkov catalog").errors,
            "parapet: --checkov catalog: neither a Python, nor a virtual environment, nor a program that runs with a "
            "Python\n");
  EXPECT_EQ(project.generate("--all --checkov nothing").code, 2);
}

TEST(GenerateCommand, FindsThePythonOfAProgram) {
  Project project;
  const std::string python = project.path("venv/bin/python3");
  for (const std::string& text :
       {"#!" + python + "\n", "#!/bin/sh\n'''exec' \"" + python + "\" \"$0\" \"$@\"\n' '''\n"}) {
    project.write("bin/checkov", text);
    std::filesystem::permissions(project.path("bin/checkov"), std::filesystem::perms::owner_all);
    EXPECT_EQ(project.generate("--all --catalog catalog --checkov bin/checkov").code, 0) << text;
  }
  project.write("bin/checkov", "#!/bin/sh\n");
  EXPECT_EQ(project.generate("--all --catalog catalog --checkov bin/checkov").code, 2);
}

/// With this folder first on PATH.
class OnPath {
 public:
  explicit OnPath(const std::string& folder) : before_(getenv("PATH")) {
    setenv("PATH", (folder + ":" + before_).c_str(), 1);
  }
  OnPath(const OnPath&) = delete;
  OnPath& operator=(const OnPath&) = delete;
  ~OnPath() { setenv("PATH", before_.c_str(), 1); }

 private:
  std::string before_;
};

TEST(GenerateCommand, FindsScannersOnPath) {
  Project project;
  project.write("venv/lib/python3.11/site-packages/prowler/providers/acme/services/shop/a/a.metadata.json",
                R"({"CheckID": "a", "CheckTitle": "t", "ServiceName": "shop"})");
  for (const std::string program : {"checkov", "prowler"}) {
    project.write("venv/bin/" + program, "#!" + project.path("venv/bin/python3") + "\n");
    std::filesystem::permissions(project.path("venv/bin/" + program), std::filesystem::perms::owner_all);
  }
  std::filesystem::create_directories(project.path("links"));
  for (const std::string program : {"checkov", "prowler"})
    std::filesystem::create_symlink(project.path("venv/bin/" + program), project.path("links/" + program));
  const OnPath links(project.path("links"));
  const Folder::Outcome done = project.generate("--all --catalog catalog --checkov auto --prowler auto --out o.json --json");
  ASSERT_EQ(done.code, 0) << done.errors;
  EXPECT_EQ(Json::parse(done.output)["totals"]["checks"], 2);
}

constexpr const char* till_locked = R"({"CheckID": "till_locked", "CheckTitle": "t", "ServiceName": "shop", "Remediation":
    {"Code": {"Terraform": "resource \"acme_till\" \"a\" {\n shut = true # critical\n}"}}})";

TEST(GenerateCommand, ReadsProwlerWhereverItLies) {
  for (const std::string package : {"", "prowler/"}) {
    Project project;
    project.write("p/" + package + "providers/acme/services/shop/till_locked/till_locked.metadata.json", till_locked);
    project.write("p/" + package + "providers/acme/services/shop/lib/notes.txt", "");
    const Folder::Outcome done = project.generate("--all --catalog catalog --prowler p --out o.json --json");
    ASSERT_EQ(done.code, 0) << done.errors;
    EXPECT_EQ(Json::parse(done.output)["checks"][0]["parts"][0]["requirement"], "shop:001");
  }
  Project project;
  project.write("venv/lib/python3.11/site-packages/prowler/providers/acme/services/shop/a/a.metadata.json", till_locked);
  project.write("venv/lib/python3.11/site-packages/prowler-1.2.dist-info/METADATA", "");
  const Folder::Outcome done = project.generate("--all --catalog catalog --prowler venv --out o.json --json");
  EXPECT_EQ(Json::parse(done.output)["sources"][0]["version"], "1.2");
  project.write("venv/lib/python3.11/site-packages/prowler/providers/acme/services/shop/b/b.metadata.json", till_locked);
  EXPECT_NE(project.generate("--all --catalog catalog --prowler venv").errors.find("/CheckID: the id \"till_locked\" is taken"),
            std::string::npos);
}

TEST(GenerateCommand, SaysWhereProwlerIsNot) {
  Project project;
  EXPECT_EQ(project.generate("--all --prowler catalog").errors,
            "parapet: --prowler catalog: no checks of Prowler there; give the folder of its package, of a checkout, of an "
            "unpacked wheel or of a virtual environment, or its program\n");
  project.write("p/providers/other/services/x/a/a.metadata.json", till_locked);
  EXPECT_EQ(project.generate("--all --catalog catalog --prowler p").errors,
            "parapet: p: no metadata of checks for this catalog's provider\n");
}

TEST(GenerateCommand, TakesPolicySetsOfOnesOwn) {
  Project project;
  project.write("ours.csv", "Control,Rule,Type,key,value\nP-1,Shut,acme_till,shut,true\n");
  project.write("theirs.json", R"([{"ID": "Q", "title": "t", "resource": "acme_till", "key": "bell", "value": "loud"}])");
  const std::string arguments = "--all --catalog catalog --policies ours.csv --out o.json --json";
  EXPECT_EQ(project.generate(arguments).errors, "parapet: ours.csv line 2: every policy needs an id\n");
  const Folder::Outcome done = project.generate(arguments + " --columns ID=Control,title=Rule,resource=Type");
  ASSERT_EQ(done.code, 0) << done.errors;
  EXPECT_EQ(Json::parse(done.output)["checks"][0]["parts"][0]["outcome"], "merged");
  EXPECT_EQ(project.generate("--all --catalog catalog --policies theirs.json --out o.json").code, 0);
  EXPECT_NE(project.read("o.json").find("`bell` of every `acme_till` is `loud`."), std::string::npos);
  project.write("other/theirs.json", "[]");
  EXPECT_EQ(project.generate("--all --catalog catalog --policies theirs.json --policies other/theirs.json").errors,
            "parapet: other/theirs.json: another source is called `theirs`, too; rename the file\n");
  EXPECT_EQ(project.generate("--all --policies venv/pyvenv.cfg").errors,
            "parapet: venv/pyvenv.cfg: expected a file that ends with .json or .csv\n");
}

TEST(GenerateCommand, WritesAFilePerServiceIntoAFolder) {
  Project project;
  ASSERT_EQ(project.generate("--service rds --service s3 --out out/").code, 0);
  const Json rds = Json::parse(project.read("out/rds.json"));
  EXPECT_EQ(rds[0]["ID"], "rds:001");
  EXPECT_TRUE(project.has("out/s3.json"));
  EXPECT_FALSE(project.has("out/ec2.json"));
  EXPECT_TRUE(project.has("out.ledger.json"));
  project.write("here/x", "");
  ASSERT_EQ(project.run("requirements generate --service rds --out here/.").code, 0);
  EXPECT_TRUE(project.has("here.ledger.json"));
}

/// A fact that changes changes what is written.
TEST(GenerateCommand, ObeysTheEnvironment) {
  Project project;
  const auto count = [&](const std::string& value) {
    project.write("environment.json", R"({"contact": "x", "facts": [{"id": "open", "statement": "s", "why": "w", "value": )" +
                                          value + R"(, "drops": {"requirements": ["shop:001"]}}]})");
    return Json::parse(project.generate("--all --catalog catalog").output).size();
  };
  EXPECT_EQ(count("true"), 0u) << "the facts beside the catalog";
  EXPECT_EQ(count("false"), 1u);
  project.write("elsewhere.json", R"({"contact": "x"})");
  count("true");
  EXPECT_EQ(Json::parse(project.generate("--all --catalog catalog --environment elsewhere.json").output).size(), 1u);
}

/// The facts that come with the command.
TEST(GenerateCommand, DropsWhatTheOrganizationAlreadyMeets) {
  Project project;
  std::set<std::string> ids;
  for (const Json& requirement : Json::parse(project.generate("--service vpc --service iam").output))
    ids.insert(requirement["ID"]);
  EXPECT_FALSE(ids.contains("vpc:020")) << "flow logs are on everywhere";
  EXPECT_FALSE(ids.contains("iam:032")) << "no users, no passwords";
  EXPECT_TRUE(ids.contains("iam:022")) << "that there are no users is enforced";
}

TEST(GenerateCommand, RefusesWrongUsage) {
  Project project;
  EXPECT_EQ(project.generate("").code, 2);
  EXPECT_EQ(project.generate("--all --service rds").code, 2);
  EXPECT_EQ(project.generate("--all --json").code, 2);
  EXPECT_EQ(project.generate("--all --checkov ''").code, 2) << "an unset variable turns no source off";
  EXPECT_EQ(project.generate("--all --out ''").code, 2);
  EXPECT_NE(project.generate("--all --draft bedrock").errors.find("--draft requires --model"), std::string::npos);
  EXPECT_NE(project.generate("--all --model m").errors.find("--model requires --draft"), std::string::npos);
  EXPECT_NE(project.generate("--all --region r").errors.find("--region requires --draft"), std::string::npos);
  EXPECT_EQ(project.generate("--all --draft openai --model m").code, 2);
  EXPECT_EQ(project.generate("--all --draft bedrock --model m --draft-tokens 0").code, 2);
  EXPECT_EQ(project.generate("--service rdss").errors,
            "parapet: --service rdss: the catalog has no such service; did you mean \"rds\"?\n");
  EXPECT_EQ(project.generate("--all --catalog venv").errors,
            "parapet: venv: no requirements there; give a folder of JSON files like secure_templates/catalog\n");
  EXPECT_EQ(project.generate("--all --out a.json --report ./a.json").errors,
            "parapet: ./a.json: --out, --report and --ledger need a file each\n");
  EXPECT_EQ(project.generate("--all --out no/where.json").code, 1);
  EXPECT_EQ(project.run("requirements").code, 2);
}

/// Without gaps nobody is asked, so that no credentials are needed.
TEST(GenerateCommand, DraftsNothingWhereThereAreNoGaps) {
  Project project;
  const std::string arguments = "--all --catalog catalog --checkov venv --out out.json";
  const Folder::Outcome before = project.generate(arguments + " --report before.json");
  const std::string written = project.read("out.json");
  const Folder::Outcome done = project.generate(arguments + " --report after.json --draft bedrock --model some.model");
  EXPECT_EQ(done.code, 0);
  EXPECT_EQ(done.errors, before.errors + "some.model wrote drafts for 0 of 0 gaps: 0 requests, 0 tokens read, 0 written\n");
  EXPECT_EQ(project.read("out.json"), written);
  Json report = Json::parse(project.read("after.json"));
  EXPECT_EQ(report["drafting"], Json::parse(R"({"model": "some.model", "drafts": 0, "refused": 0, "requests": 0,
      "retries": 0, "tokens_read": 0, "tokens_written": 0, "tokens_unanswered": 0, "notes": []})"));
  report.erase("drafting");
  EXPECT_EQ(report, Json::parse(project.read("before.json"))) << "without --draft the report has no such member";
}

/// What cannot be asked leaves no file behind.
TEST(GenerateCommand, WritesNothingWhereTheModelCannotBeAsked) {
  Project project;
  project.write("open.json", R"([{"ID": "O-1", "title": "t", "resource": "acme_till"}])");
  const Folder::Outcome done = project.generate(
      "--all --catalog catalog --policies open.json --out out.json --report report.json --draft bedrock --model ../x --region "
      "eu-central-1");
  EXPECT_EQ(done.code, 2);
  EXPECT_EQ(done.output, "");
  EXPECT_EQ(done.errors,
            "parapet: --model: expected the id of a model of Bedrock, an inference profile, or the ARN of one\n");
  for (const std::string file : {"out.json", "report.json", "out.json.ledger.json"}) EXPECT_FALSE(project.has(file)) << file;
}

TEST(GenerateCommand, LeavesEverythingWhereTheLedgerIsBroken) {
  Project project;
  project.write("ledger.json", "{}");
  EXPECT_EQ(project.generate("--all --catalog catalog --out out.json --ledger ledger.json").errors,
            "parapet: ledger.json /: the field \"highest\" is missing\n");
  EXPECT_FALSE(project.has("out.json"));
}

}  // namespace
}  // namespace parapet::cli::test
