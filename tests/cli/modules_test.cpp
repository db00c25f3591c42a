#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "cli/command.hpp"

namespace parapet::cli::test {
namespace {

using ModulesJson = nlohmann::ordered_json;

constexpr const char* acme_schema = R"({"format_version": "1.0", "provider_schemas": {"registry.terraform.io/shops/acme": {"resource_schemas": {
  "acme_shop": {"version": 0, "block": {"attributes": {"name": {"type": "string", "required": true},
    "shut": {"type": "bool", "optional": true}}}},
  "acme_till": {"version": 0, "block": {"attributes": {"lock": {"type": "bool", "optional": true}}}}}}}})";

constexpr const char* acme_settings = R"({"engine": ">= 1.9", "inputs": {}, "shared": {}, "left_out": {}})";

std::string acme_record(const std::string& id, const std::string& type, const std::string& path, const std::string& tier) {
  return R"([{"ID": ")" + id + R"(", "name": "It is so.", "description": "d", "cloudProvider": "ACME",
    "domain": "data protection", "severity": "low", "tier": ")" +
         tier + R"(", "resource": ")" + type + R"(", "require": {"path": ")" + path +
         R"(", "equals": true}, "default": true, "fix": "Do so.", "sources": {}}])";
}

/// A folder with a cloud of two services.
class Modules : public ::testing::Test {
 protected:
  Modules() {
    folder.write("acme-2.0.0.schema.json", acme_schema);
    folder.write("settings.json", acme_settings);
    folder.write("catalog/shop.json", acme_record("shop:001", "acme_shop", "shut", "baseline"));
    folder.write("catalog/till.json", acme_record("till:001", "acme_till", "lock", "sensitive"));
  }
  /// With this cloud.
  Folder::Outcome make(const std::string& arguments) const {
    return folder.run("modules generate --schema acme-2.0.0.schema.json --settings settings.json --catalog catalog " + arguments);
  }

  Folder folder;
};

TEST_F(Modules, AreWrittenForEveryService) {
  const Folder::Outcome done = make("--all --out made/here");
  EXPECT_EQ(done.code, 0) << done.errors;
  EXPECT_EQ(done.output, "Wrote 2 modules to made/here\n");
  EXPECT_EQ(done.errors, "");
  for (const char* file : {"shop/main.tf", "shop/variables.tf", "shop/notes.md", "till/main.tf", "till/variables.tf", "till/notes.md", "index.html"})
    EXPECT_TRUE(folder.has(std::string("made/here/") + file)) << file;
  EXPECT_EQ(folder.read("made/here/till/main.tf"), R"(terraform {
  required_version = ">= 1.9"

  required_providers {
    acme = {
      source  = "shops/acme"
      version = "2.0.0"
    }
  }
}

resource "acme_till" "this" {
  count = contains(var.create, "till") ? 1 : 0

  # till:001: It is so.
  lock = var.till_lock
}
)");
}

TEST_F(Modules, ComeWithTheCommandsOwnCatalogAndSchema) {
  const Folder::Outcome done = folder.run("modules generate --service sqs --out made");
  EXPECT_EQ(done.code, 0) << done.errors;
  EXPECT_EQ(done.output, "Wrote 1 module to made\n");
  EXPECT_NE(folder.read("made/sqs/main.tf").find("version = \"6.66.0\""), std::string::npos);
  EXPECT_EQ(folder.run("modules generate --service sqs --schema 5.100.0 --out made").code, 0);
  EXPECT_NE(folder.read("made/sqs/main.tf").find("version = \"5.100.0\""), std::string::npos);
}

TEST_F(Modules, AreToldAboutAsJson) {
  const Folder::Outcome done = make("--service shop --out made --json");
  EXPECT_EQ(done.code, 0) << done.errors;
  EXPECT_EQ(ModulesJson::parse(done.output), ModulesJson::parse(R"([{
    "service": "shop",
    "resources": [{"name": "shop", "type": "acme_shop", "brought_by": []}],
    "variables": [
      {"name": "shop_name", "type": "acme_shop", "argument": "name", "block": false, "many": false, "required": true,
       "demanded": true, "linked": false, "guards": []},
      {"name": "shop_shut", "type": "acme_shop", "argument": "shut", "block": false, "many": false, "required": false,
       "demanded": false, "linked": false, "guards": [{"ID": "shop:001", "reads": ["shop_shut"]}]}],
    "requirements": [{"ID": "shop:001", "section": "Implemented", "note": "default and validation of `shop_shut`"}]}])"));
}

TEST_F(Modules, AreTheSameEveryTime) {
  const Folder::Outcome first = folder.run("modules generate --all --json --out a");
  ASSERT_EQ(first.code, 0) << first.errors;
  EXPECT_EQ(first.output, folder.run("modules generate --all --json --out b").output);
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.folder() / "a")) {
    if (!entry.is_regular_file()) continue;
    const std::string name = std::filesystem::relative(entry.path(), folder.folder() / "a").string();
    EXPECT_EQ(folder.read("a/" + name), folder.read("b/" + name)) << name;
    ++files;
  }
  EXPECT_GT(files, 3 * 100u);
}

TEST_F(Modules, OfOtherServicesStayAsTheyAre) {
  ASSERT_EQ(make("--all --out made").code, 0);
  folder.write("made/till/main.tf", "of somebody else");
  folder.write("made/shop/main.tf", "old");
  folder.write("made/shop/mine.tf", "kept");
  folder.write("made/index.html", "all of them");
  ASSERT_EQ(make("--service shop --out made").code, 0);
  EXPECT_EQ(folder.read("made/till/main.tf"), "of somebody else");
  EXPECT_TRUE(folder.has("made/till/notes.md"));
  EXPECT_EQ(folder.read("made/shop/mine.tf"), "kept");
  EXPECT_EQ(folder.read("made/shop/main.tf").substr(0, 11), "terraform {");
  EXPECT_EQ(folder.read("made/index.html"), "all of them") << "one service is no index";
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.folder() / "made"))
    EXPECT_EQ(entry.path().string().find("parapet-new"), std::string::npos) << entry.path();
}

TEST_F(Modules, AreMadeOncePerService) {
  const Folder::Outcome done = make("--service till --service shop --service till --out made");
  EXPECT_EQ(done.output, "Wrote 2 modules to made\n") << done.errors;
}

TEST_F(Modules, HoldTheTierThatIsAskedFor) {
  EXPECT_EQ(make("--all --tier baseline --out made").output, "Wrote 1 module to made\n");
  EXPECT_FALSE(folder.has("made/till"));
  EXPECT_EQ(make("--service till --tier baseline --out made").errors,
            "parapet: no module can be made for the service `till`\n");
  const Folder::Outcome own = folder.run("modules generate --all --out all --tier baseline");
  EXPECT_EQ(own.code, 0) << own.errors;
}

TEST_F(Modules, AreRefusedForWhatIsNoService) {
  const Folder::Outcome done = make("--service shops --out made");
  EXPECT_EQ(done.code, 2);
  EXPECT_EQ(done.errors, "parapet: no module can be made for the service `shops`; did you mean \"shop\"?\n");
  EXPECT_EQ(make("--service '' --out made").code, 2);
  EXPECT_EQ(make("--service ../shop --out made").code, 2);
  EXPECT_FALSE(folder.has("made"));
}

TEST_F(Modules, AreRefusedForWrongUsage) {
  EXPECT_EQ(folder.run("modules").code, 2);
  EXPECT_EQ(make("--all").code, 2);
  EXPECT_NE(make("--all").errors.find("--out is required"), std::string::npos) << make("--all").errors;
  EXPECT_EQ(make("--out made").code, 2) << "neither --all nor --service";
  EXPECT_EQ(make("--all --service shop --out made").code, 2) << "both";
  EXPECT_EQ(make("--all --tier strict --out made").code, 2);
  EXPECT_EQ(make("--all --oot made").code, 2);
  EXPECT_FALSE(folder.has("made"));
}

TEST_F(Modules, AreRefusedForASchemaThatIsNone) {
  Folder::Outcome done = folder.run("modules generate --all --out made --schema 4.0.0");
  EXPECT_EQ(done.code, 2);
  EXPECT_EQ(done.errors, "parapet: --schema 4.0.0: is no file and no version that comes with this command (5.100.0, 6.66.0)\n");
  folder.write("schema.json", acme_schema);
  done = folder.run("modules generate --all --out made --schema schema.json");
  EXPECT_EQ(done.code, 2);
  EXPECT_EQ(done.errors,
            "parapet: schema.json: the name of a schema's file says the version of the provider: `6.66.0.schema.json.gz` or "
            "`google-6.50.0.schema.json`\n");
  for (const char* text : {"", "[]", "{\"format_version\": \"1.0\"}", "\x1f\x8b nothing"}) {
    folder.write("acme-2.0.0.schema.json", text);
    EXPECT_EQ(make("--all --out made").code, 2) << text;
  }
  EXPECT_FALSE(folder.has("made"));
}

TEST_F(Modules, AreRefusedForACatalogThatIsBroken) {
  folder.write("catalog/till.json", "[{]");
  Folder::Outcome done = make("--service shop --out made");
  EXPECT_EQ(done.code, 2);
  EXPECT_EQ(done.errors,
            "parapet: catalog/till.json: no JSON: parse error at line 1, column 3: syntax error while parsing object key - unexpected ']'; "
            "expected string literal\n");
  folder.write("catalog/till.json", "[{\"Id\": \"till:001\"}]");
  done = make("--service shop --out made");
  EXPECT_EQ(done.code, 2);
  EXPECT_EQ(done.errors,
            "parapet: catalog/till.json /0: expected \"ID\" as field 1, found \"Id\"; a record begins with ID, name, description, "
            "cloudProvider, domain in this order\n");
  EXPECT_EQ(folder.run("modules generate --all --out made --catalog nowhere").code, 2);
  EXPECT_FALSE(folder.has("made"));
}

TEST_F(Modules, AreRefusedForSettingsThatAreBroken) {
  folder.write("settings.json", R"({"engine": ">= 1.9", "input": {}, "shared": {}, "left_out": {}})");
  const Folder::Outcome done = make("--all --out made");
  EXPECT_EQ(done.code, 2);
  EXPECT_EQ(done.errors,
            "parapet: settings.json /: unknown field \"input\"; did you mean \"inputs\"?; known are engine, inputs, shared, "
            "left_out, policies\n");
}

TEST_F(Modules, FailWhereNothingCanBeWritten) {
  folder.write("made", "a file");
  const Folder::Outcome done = make("--service shop --out made");
  EXPECT_EQ(done.code, 1);
  EXPECT_EQ(done.errors, "parapet: made: cannot be made: Not a directory\n");
  EXPECT_EQ(done.output, "");
  folder.write("taken/shop/main.tf/file", "a folder where a file should be");
  EXPECT_EQ(make("--service shop --out taken").code, 1);
}

TEST_F(Modules, OfServicesThatLeftTheCatalogAreRemoved) {
  ASSERT_EQ(make("--all --out made").code, 0);
  EXPECT_EQ(folder.read("made/.parapet-modules.json"), "{\n  \"modules\": [\n    \"shop\",\n    \"till\"\n  ]\n}\n");
  folder.write("made/other/main.tf", "mine");
  folder.remove("catalog/till.json");
  ASSERT_EQ(make("--service shop --out made").code, 0);
  EXPECT_TRUE(folder.has("made/till/main.tf"));
  ASSERT_EQ(make("--all --out made").code, 0);
  EXPECT_FALSE(folder.has("made/till"));
  EXPECT_TRUE(folder.has("made/shop/main.tf"));
  EXPECT_EQ(folder.read("made/other/main.tf"), "mine");
  EXPECT_EQ(folder.read("made/.parapet-modules.json"), "{\n  \"modules\": [\n    \"shop\"\n  ]\n}\n");
}

TEST_F(Modules, ThatAreRemovedLeaveWhatOthersPutBesideThem) {
  ASSERT_EQ(make("--all --out made").code, 0);
  folder.write("made/till/override.tf", "mine");
  folder.remove("catalog/till.json");
  ASSERT_EQ(make("--all --out made").code, 0);
  EXPECT_FALSE(folder.has("made/till/main.tf"));
  EXPECT_EQ(folder.read("made/till/override.tf"), "mine");
}

TEST_F(Modules, AreNotRemovedThroughALink) {
  ASSERT_EQ(make("--all --out made").code, 0);
  folder.write("mine/main.tf", "mine");
  folder.remove("made/till");
  std::filesystem::create_directory_symlink(folder.folder() / "mine", folder.folder() / "made/till");
  folder.remove("catalog/till.json");
  ASSERT_EQ(make("--all --out made").code, 0);
  EXPECT_EQ(folder.read("mine/main.tf"), "mine");
}

TEST_F(Modules, AreNotWrittenWhereTheListOfThemIsNotOurs) {
  const std::string remedy = "; delete the file, and the folders of modules that are gone\n";
  folder.write("made/.parapet-modules.json", R"({"modules": ["../../home"]})");
  EXPECT_EQ(make("--all --out made").errors, "parapet: made/.parapet-modules.json /: \"../../home\" is no service" + remedy);
  folder.write("made/.parapet-modules.json", "{}");
  EXPECT_EQ(make("--all --out made").errors, "parapet: made/.parapet-modules.json /: `modules` is missing" + remedy);
  folder.write("made/.parapet-modules.json", "");
  EXPECT_EQ(make("--all --out made").code, 2);
  EXPECT_FALSE(folder.has("made/shop"));
}

}  // namespace
}  // namespace parapet::cli::test
