#include "requirements/lint.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <set>

namespace parapet::requirements::test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> shown(const std::vector<Complaint>& complaints) {
  std::vector<std::string> said;
  for (const Complaint& complaint : complaints) {
    said.push_back(std::to_string(complaint.line) + ":" + std::to_string(complaint.column) + " " + complaint.pointer + " " +
                   complaint.rule + ": " + complaint.message + " | " + complaint.suggestion);
  }
  return said;
}

std::vector<std::string> said(std::string_view json, std::string_view file = "rds.json", const LintOptions& options = {}) {
  return shown(lint(json, file, options));
}

/// Fields of a record as JSON, in order; the second one replaces the first of that name.
using Fields = std::vector<std::pair<std::string, std::string>>;

const Fields five = {{"ID", R"("rds:001")"},
                     {"name", R"("RDS instances have no public address.")"},
                     {"description", R"("`publicly_accessible` of every `aws_db_instance` is false.")"},
                     {"cloudProvider", R"("AWS")"},
                     {"domain", R"("network security")"}};

Fields full() {
  Fields fields = five;
  for (const auto& [name, value] : Fields{{"severity", R"("high")"},
                                          {"tier", R"("baseline")"},
                                          {"resource", R"("aws_db_instance")"},
                                          {"require", R"({"path": "publicly_accessible", "equals": false})"},
                                          {"unset", R"("pass")"},
                                          {"fix", R"("Set `publicly_accessible` to false.")"},
                                          {"sources", "{}"}})
    fields.emplace_back(name, value);
  return fields;
}

/// With other values for some fields; an empty one leaves the field out.
Fields with(Fields fields, const Fields& changes) {
  for (const auto& [name, value] : changes) {
    for (auto& field : fields) {
      if (field.first == name) field.second = value;
    }
  }
  std::erase_if(fields, [](const auto& field) { return field.second.empty(); });
  return fields;
}

/// A record begins on its own line, and so does every field, after four spaces.
std::string array_of(const std::vector<Fields>& records) {
  std::string json = "[";
  for (const Fields& fields : records) {
    json += (json.size() > 1 ? ",\n  {" : "\n  {");
    std::string separator = "\n";
    for (const auto& [name, value] : fields) {
      json += separator + "    \"" + name + "\": " + value;
      separator = ",\n";
    }
    json += "\n  }";
  }
  return json + "\n]\n";
}

std::vector<std::string> said_of(const Fields& fields) { return said(array_of({fields})); }

TEST(Lint, SaysNothingAboutWhatIsRight) {
  EXPECT_THAT(said_of(five), IsEmpty());
  EXPECT_THAT(said_of(full()), IsEmpty());
  EXPECT_THAT(said("[]"), IsEmpty());
  EXPECT_THAT(said("\xef\xbb\xbf" + array_of({five})), IsEmpty());
}

// --- json

TEST(LintJson, SaysWhereTheSyntaxIsBroken) {
  const auto only = [](std::string_view text) {
    const std::vector<std::string> all = said(text);
    return all.size() == 1 ? all[0] : std::to_string(all.size()) + " complaints";
  };
  EXPECT_EQ(only(""),
            "1:1  json: expected a value, found the end of the file | A value is a text in double quotes, a number, true, "
            "false, null, a list or an object.");
  EXPECT_EQ(only("[\n  {\"ID\" \"rds:001\"}\n]"),
            "2:9  json: expected a colon after the key, found `\"` | Write `\"key\": value`.");
  EXPECT_EQ(only("[1 2]"), "1:4  json: expected a comma or `]`, found `2` | Look at the end of the line before, too.");
  EXPECT_EQ(only("[1,]"), "1:4  json: a comma with nothing after it | Delete the comma.");
  EXPECT_EQ(only("[{'ID': 1}]"),
            "1:3  json: expected a key in double quotes, found `'` | Put the name in double quotes.");
  EXPECT_EQ(only("[] []"), "1:4  json: expected the end of the file, found `[` | Delete what follows the array.");
  EXPECT_EQ(only("[\"a"), "1:4  json: a text without its closing double quote | Close the text.");
  EXPECT_EQ(only("[\"a\nb\"]"),
            "1:4  json: a text goes over the end of the line or holds a control character | Close the text on its line.");
  EXPECT_EQ(only("[\"\\x\"]"), "1:3  json: an escape that JSON does not know | Write `\\\\` for a backslash.");
  EXPECT_EQ(only("[\"\\u12G4\"]"),
            "1:3  json: `\\u` without four hexadecimal digits | Write the character itself.");
  EXPECT_EQ(only("[\"\\ud800\"]"), "1:9  json: half of a surrogate pair | Write the character itself.");
  EXPECT_EQ(only("[\"a\xff\"]"), "1:3  json: a text that is no UTF-8, or holds a NUL | Save the file as UTF-8.");
  EXPECT_EQ(only("[\"\\u0000\"]"), "1:3  json: a text that is no UTF-8, or holds a NUL | Save the file as UTF-8.");
  EXPECT_EQ(only("[01]"), "1:3  json: expected a comma or `]`, found `1` | Look at the end of the line before, too.");
  EXPECT_EQ(only("[1.]"), "1:4  json: expected a digit, found `]` | Write the number out.");
  EXPECT_EQ(only(std::string("[\0]", 3)),
            "1:2  json: expected a value, found a byte that no JSON has there | A value is a text in double quotes, a "
            "number, true, false, null, a list or an object.");
  EXPECT_EQ(only(std::string(200000, '[')),
            "1:102  json: nested deeper than 100 levels | No requirement needs that; write it flat.");
}

TEST(LintJson, GoesOnAfterAKeyThatOccursTwice) {
  const std::string json = array_of({full()});
  std::string twice = json;
  twice.replace(twice.find("\"severity\""), 0, "\"name\": \"Databases are properly closed.\",\n    ");
  EXPECT_THAT(said(twice),
              ElementsAre("8:5  json: the key \"name\" occurs twice in one object | Keep one of them."));
}

TEST(LintJson, CountsCodePointsAndLinesOfAnyKind) {
  const std::string json = array_of({with(five, {{"name", R"("Gr\u00f6\u00dfe of \"d\" ist \ud83d\ude00 über properly set.")"}})});
  EXPECT_THAT(said(json), ElementsAre("4:61 /0/name vague: \"properly\" leaves the measure to the reader | Name the "
                                      "attribute in backticks and the value that it has to have."));
  std::string windows;
  for (const char c : array_of({with(five, {{"name", R"("Databases are properly closed.")"}})}))
    windows += c == '\n' ? std::string("\r\n") : std::string(1, c);
  EXPECT_THAT(said("\xef\xbb\xbf" + windows),
              ElementsAre("4:28 /0/name vague: \"properly\" leaves the measure to the reader | Name the attribute in "
                          "backticks and the value that it has to have."));
}

// --- type

TEST(LintType, AsksForAnArrayOfObjectsWithTexts) {
  EXPECT_THAT(said("{}"), ElementsAre("1:1  type: expected an array of requirements | Put the requirements in `[` and `]`."));
  EXPECT_THAT(said("[\n  \"rds:001\"\n]"),
              ElementsAre("2:3 /0 type: expected a requirement, which is an object | Put its fields in `{` and `}`."));
  EXPECT_THAT(said_of(with(five, {{"name", "1"}})),
              ElementsAre("4:13 /0/name type: \"name\" is no text | Write a text in double quotes that says something."));
  EXPECT_THAT(said_of(with(five, {{"description", "null"}})),
              ElementsAre("5:20 /0/description type: \"description\" is no text | Write a text in double quotes that says "
                          "something."));
  EXPECT_THAT(said_of(with(full(), {{"fix", R"(["Set it."])"}})),
              ElementsAre("13:12 /0/fix type: \"fix\" is no text | Write a text in double quotes that says something."));
}

TEST(LintType, TakesNoEmptyText) {
  for (const char* empty : {R"("")", R"(" ")"}) {
    EXPECT_THAT(said_of(with(five, {{"ID", empty}})),
                ElementsAre("3:11 /0/ID type: \"ID\" is empty | Write a text in double quotes that says something."))
        << empty;
  }
}

// --- fields

TEST(LintFields, AreAllThere) {
  EXPECT_THAT(said_of(with(five, {{"domain", ""}})),
              ElementsAre("2:3 /0 missing-field: the field \"domain\" is missing | Write it after \"cloudProvider\"."));
  EXPECT_THAT(said_of(with(five, {{"ID", ""}})),
              ElementsAre("2:3 /0 missing-field: the field \"ID\" is missing | Write it as the first field."));
  EXPECT_THAT(said_of(with(full(), {{"require", ""}})),
              ElementsAre("2:3 /0 missing-field: the field \"require\" is missing | Write it after \"resource\"."));
  EXPECT_THAT(said_of(with(full(), {{"unset", ""}})), IsEmpty());
}

TEST(LintFields, AreKnown) {
  Fields fields = five;
  fields.emplace_back("severity", "\"high\"");
  EXPECT_THAT(said_of(fields), ElementsAre("8:5 /0/severity unknown-field: unknown field \"severity\" | A requirement has ID, name, "
                                           "description, cloudProvider, domain."));
  fields = full();
  fields.emplace_back("complianec", "{}");
  EXPECT_THAT(said_of(fields),
              ElementsAre("15:5 /0/complianec unknown-field: unknown field \"complianec\"; did you mean \"compliance\"? | A record of "
                          "the catalog has ID, name, description, cloudProvider, domain, severity, tier, resource, when, "
                          "require, unset, default, level, since, until, fix, sources, compliance."));
}

TEST(LintFields, ComeInOrder) {
  Fields fields = five;
  std::swap(fields[3], fields[4]);
  EXPECT_THAT(said_of(fields),
              ElementsAre("7:5 /0/cloudProvider field-order: \"cloudProvider\" comes after \"domain\" | The order is ID, "
                          "name, description, cloudProvider, domain."));
  fields = full();
  std::swap(fields[5], fields[6]);
  EXPECT_THAT(said_of(fields),
              ElementsAre("9:5 /0/severity field-order: \"severity\" comes after \"tier\" | The order is ID, name, "
                          "description, cloudProvider, domain, severity, tier, resource, when, require, unset, default, "
                          "level, since, until, fix, sources, compliance."));
}

TEST(LintFields, AreOneFormInAFile) {
  const std::string mixed = array_of({full(), with(five, {{"ID", R"("rds:002")"},
                                                          {"name", R"("RDS clusters have no public address.")"}})});
  EXPECT_EQ(said(mixed).size(), 6U);
  EXPECT_EQ(said(mixed)[0], "16:3 /1 missing-field: the field \"severity\" is missing | Write it after \"domain\".");
  LintOptions options;
  options.form = RecordForm::exported;
  EXPECT_EQ(said(array_of({full()}), "rds.json", options).size(), 7U);
}

// --- ids

TEST(LintId, IsServiceColonAndThreeDigits) {
  for (const std::string id : {"rds001", "rds:1", "rds:0001", "RDS:001", ":001", "rds:00a", "rds 2:001", "r\u0501s:001"}) {
    EXPECT_THAT(said_of(with(five, {{"ID", "\"" + id + "\""}})),
                ElementsAre("3:11 /0/ID id: \"" + id + "\" is no id | Write the service in small letters, a colon and "
                            "three digits: `rds:001`."));
  }
  EXPECT_THAT(said_of(with(five, {{"ID", R"("my-service_2:999")"}})), IsEmpty());
}

TEST(LintId, NamesTheServiceOfTheFile) {
  const std::string json = array_of({full()});
  EXPECT_THAT(said(json, "catalog/s3.json"),
              ElementsAre("3:11 /0/ID id-service: \"rds:001\" is no id of \"s3\", whose file this is | Move the record to "
                          "rds.json, or give it the next free id of s3."));
  LintOptions options;
  options.names_service = false;
  EXPECT_THAT(said(json, "catalog/s3.json", options), IsEmpty());
  EXPECT_THAT(said(array_of({five}), "all.json"), IsEmpty());
}

Fields numbered(const std::string& id, const std::string& what) {
  return with(five, {{"ID", "\"" + id + "\""},
                     {"name", "\"" + what + " have no public address.\""},
                     {"description", "\"`publicly_accessible` of every `aws_" + what + "` is false.\""}});
}

TEST(LintId, AscendsWithGaps) {
  EXPECT_THAT(said(array_of({numbered("rds:001", "Ones"), numbered("s3:004", "Twos"), numbered("rds:003", "Threes")})),
              IsEmpty());
  EXPECT_THAT(said(array_of({numbered("rds:003", "Ones"), numbered("rds:002", "Twos"), numbered("rds:004", "Threes")})),
              ElementsAre("10:11 /1/ID id-order: `rds:002` comes after `rds:003` | Move the record; ids are never "
                          "renumbered."));
}

TEST(LintId, OccursOnce) {
  EXPECT_THAT(said(array_of({numbered("rds:001", "Ones"), numbered("rds:001", "Twos")})),
              ElementsAre("10:11 /1/ID duplicate-id: the id `rds:001` is taken by rds.json:2 | Give it the next free "
                          "number; a retired id is never used again."));
  Linter linter;
  EXPECT_THAT(shown(linter.lint(array_of({numbered("rds:001", "Ones")}), "a.json")), IsEmpty());
  EXPECT_THAT(shown(linter.lint(array_of({numbered("rds:001", "Twos")}), "b.json")),
              ElementsAre("3:11 /0/ID duplicate-id: the id `rds:001` is taken by a.json:2 | Give it the next free number; a "
                          "retired id is never used again."));
  EXPECT_EQ(linter.records(), 2U);
}

// --- cloud and domain

TEST(LintCloud, IsKnown) {
  EXPECT_THAT(said_of(with(five, {{"cloudProvider", R"("aws")"}})),
              ElementsAre("6:22 /0/cloudProvider cloud-provider: unknown cloudProvider \"aws\" | Write one of AWS, GCP, "
                          "Azure."));
  EXPECT_THAT(said_of(with(five, {{"cloudProvider", R"("GCP")"}})), IsEmpty());
  LintOptions options;
  options.clouds = {{"Acme", {"acme_"}}};
  EXPECT_THAT(said(array_of({with(five, {{"cloudProvider", R"("Acme")"},
                                         {"description", R"("No `acme_cloud` exists.")"}})}),
                   "acme.json", options),
              IsEmpty());
}

TEST(LintDomain, IsKnown) {
  EXPECT_THAT(said_of(with(five, {{"domain", R"("Network security")"}})),
              ElementsAre("7:15 /0/domain domain: unknown domain \"Network security\"; did you mean \"network security\"? "
                          "| Write one of data protection, network security, identity and access management, logging and "
                          "monitoring, secure configuration."));
  EXPECT_THAT(said_of(with(five, {{"domain", R"("secure configuration")"}})), IsEmpty());
}

// --- the catalog's reader

TEST(LintCondition, IsJudgedBesideOtherDefects) {
  EXPECT_THAT(said_of(with(full(), {{"domain", R"("networks")"}, {"require", R"({"path": "a..b", "equals": 1})"}})),
              ElementsAre("7:15 /0/domain domain: unknown domain \"networks\" | Write one of data protection, network "
                          "security, identity and access management, logging and monitoring, secure configuration.",
                          "11:25 /0/require/path condition: expected a path (`name`, then `.name`, `[*]`, `[\"key\"]` or `#json`; "
                          "`@` is the element itself), found \"a..b\" | docs/requirements.md explains records and conditions."));
}

TEST(LintCondition, KnowsTheListsThatWereRead) {
  const Fields fields = with(full(), {{"description", R"("`engine` of every `aws_db_instance` is listed.")"},
                                      {"require", R"({"path": "engine", "in_list": "engines"})"}});
  Linter linter;
  EXPECT_THAT(shown(linter.read_list("engines", R"(["mysql", "postgres"])", "lists/engines.json")), IsEmpty());
  EXPECT_THAT(shown(linter.lint(array_of({fields}), "rds.json")), IsEmpty());
  EXPECT_THAT(shown(linter.read_list("numbers", "[\n  1,\n  {}\n]", "lists/numbers.json")),
              ElementsAre("3:3 /1 type: expected a string, a number, true or false, found {} | A list holds texts, numbers, "
                          "true and false."));
  EXPECT_THAT(shown(linter.read_list("empty", "[]", "lists/empty.json")),
              ElementsAre("1:1  type: expected at least one value, found [] | A list holds texts, numbers, true and "
                          "false."));
  EXPECT_THAT(shown(linter.read_list("broken", "[", "lists/broken.json")),
              ElementsAre("1:2  json: expected a value, found the end of the file | A value is a text in double quotes, a "
                          "number, true, false, null, a list or an object."));
}

TEST(LintCondition, FindsAPlaceWhoseKeyLooksLikeAMessage) {
  EXPECT_THAT(said_of(with(full(), {{"require", R"({"path": "a", "equals": 1, "/x: y": 2})"}})),
              ElementsAre("11:16 /0/require condition: unknown field \"/x: y\"; known are path, equals, unset, reference | "
                          "docs/requirements.md explains records and conditions."));
}

// --- what people and models do to get around

TEST(Lint, ShowsNothingThatATerminalWouldObey) {
  EXPECT_THAT(said_of(with(five, {{"domain", R"("\u001b[31m\u202enetwork")"}})),
              ElementsAre("7:15 /0/domain domain: unknown domain \"\\u001B[31m\\u202Enetwork\" | Write one of data "
                          "protection, network security, identity and access management, logging and monitoring, secure "
                          "configuration."));
}

TEST(LintLength, IsThatOfASentence) {
  const std::string long_text(301, 'x');
  EXPECT_THAT(said_of(with(five, {{"name", "\"" + long_text + "\""}})),
              ElementsAre("4:13 /0/name length: \"name\" has 301 bytes | Keep to one configuration, in at most 300."));
  EXPECT_THAT(said_of(with(five, {{"description", "\"`a_b` " + std::string(995, 'x') + "\""}})),
              ElementsAre("5:20 /0/description length: \"description\" has 1001 bytes | Keep to one configuration, in at most "
                          "1000."));
  EXPECT_THAT(said_of(with(five, {{"description", "\"`a_b` " + std::string(994, 'x') + "\""}})), IsEmpty());
}

TEST(Lint, CutsWhatIsVeryLong) {
  Fields fields = five;
  fields.emplace_back(std::string(1000000, 'x'), "1");
  const std::vector<std::string> all = said_of(fields);
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].substr(all[0].size() - 80),
            "xxxxxxxxxxx... | A requirement has ID, name, description, cloudProvider, domain.");
}

TEST(Lint, ReportsAFewOfManyOddCharacters) {
  std::string russian = "\"`a_b` \u043f\u0440\u043e\u0432\u0435\u0440\u043a\u0430 \u0434\u043e\u0441\u0442\u0443\u043f\u0430.\"";
  EXPECT_EQ(said_of(with(five, {{"description", russian}})).size(), 3U);
}

/// The tests above prove what a whole file is for; the others have their seeded defects.
TEST(LintRules, AreEachProven) {
  const std::set<std::string_view> here = {"json",         "type",     "length",       "missing-field", "unknown-field",
                                           "field-order",  "id",       "id-service",   "id-order",      "duplicate-id",
                                           "cloud-provider", "domain"};
  std::set<std::string_view> names;
  for (const LintRule& rule : lint_rules()) {
    EXPECT_TRUE(names.insert(rule.name).second) << rule.name;
    EXPECT_FALSE(rule.explanation.empty()) << rule.name;
    const std::string seeded = "tests/requirements/lint_seeded/" + std::string(rule.name) + ".json";
    EXPECT_NE(here.contains(rule.name), std::filesystem::exists(seeded)) << rule.name;
  }
  EXPECT_EQ(names.size(), 28U);
}

}  // namespace
}  // namespace parapet::requirements::test
