#include "requirements/policy_set.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "parapet/error.hpp"

namespace parapet::requirements {
namespace {

using testing::ElementsAre;

template <class Read>
std::string complaint_of(const Read& read) {
  try {
    read();
  } catch (const Error& error) {
    return error.what();
  }
  return "none";
}

std::string json_complaint(std::string_view text, const Columns& columns = {}) {
  return complaint_of([&] { read_policies_json(text, "set.json", "set", columns); });
}

std::string csv_complaint(std::string_view text, const Columns& columns = {}) {
  return complaint_of([&] { read_policies_csv(text, "set.csv", "set", columns); });
}

TEST(PolicySet, ReadsATable) {
  const Source source = read_policies_csv(
      "Id,Title,Resource,Key,Operator,Value\nP-1,\"Tills, locked\",acme_till acme_door,lock.on,,true\n"
      "P-2,Kept,acme_till,days,at_least,7\n",
      "set.csv", "ours", {});
  EXPECT_EQ(source.name, "ours");
  ASSERT_EQ(source.checks.size(), 2u);
  const SourceCheck& check = source.checks[0];
  EXPECT_EQ(check.source, "ours");
  EXPECT_EQ(check.id, "P-1");
  EXPECT_EQ(check.title, "Tills, locked");
  ASSERT_EQ(check.subjects.size(), 2u) << "a policy about two types is two";
  EXPECT_EQ(check.subjects[1].resource, "acme_door");
  EXPECT_EQ(check.subjects[1].settings[0].path, "lock.on");
  EXPECT_EQ(check.subjects[1].settings[0].wish, Wish::one_of);
  EXPECT_THAT(check.subjects[1].settings[0].values, ElementsAre(Json(true)));
  EXPECT_EQ(source.checks[1].subjects[0].settings[0].wish, Wish::at_least);
  EXPECT_THAT(source.checks[1].subjects[0].settings[0].values, ElementsAre(Json(7)));
}

TEST(PolicySet, ReadsObjectsWithColumnsOfAnyName) {
  const Columns columns = read_columns("id=Control,title=Rule,resource=Where,value=Wanted");
  const Source source = read_policies_json(
      R"([{"Control": "P-1", "Rule": "a", "Where": ["acme_till"], "key": "mode", "Wanted": ["x", 2], "more": {}}])",
      "set.json", "ours", columns);
  const Setting& setting = source.checks[0].subjects[0].settings[0];
  EXPECT_EQ(setting.path, "mode");
  EXPECT_THAT(setting.values, ElementsAre(Json("x"), Json(2)));
}

TEST(PolicySet, SaysWhatIsWrongWithAnObject) {
  EXPECT_EQ(json_complaint("{}"), "set.json /: expected an array, found {}");
  EXPECT_EQ(json_complaint("[1]"), "set.json /0: expected an object, found 1");
  EXPECT_EQ(json_complaint(R"([{"title": "a", "service": "rds"}])"), "set.json /0: every policy needs an id");
  EXPECT_EQ(json_complaint(R"([{"ID": 1, "title": "a", "service": "rds"}])"),
            "set.json /0/ID: expected a string, found 1");
  EXPECT_EQ(json_complaint(R"([{"ID": "1", "service": "rds"}])"), "set.json /0: every policy needs a title");
  EXPECT_EQ(json_complaint(R"([{"ID": "1", "title": "a"}])"),
            "set.json /0: every policy needs a resource type or a service");
  EXPECT_EQ(json_complaint(R"([{"ID": "1", "title": "a", "service": "../x"}])"),
            "set.json /0: expected a service like `rds`, of lower-case letters, digits, - and _; found \"../x\"");
  EXPECT_EQ(json_complaint(R"([{"ID": "1", "title": "a", "resource": "A/b"}])"),
            "set.json /0: expected types like `aws_db_instance`, found \"A/b\"");
  EXPECT_EQ(json_complaint(R"([{"ID": "1", "title": "a", "resource": "a", "key": "x`y"}])"),
            "set.json /0: expected attributes like `logging.enabled`, found \"x`y\"");
  EXPECT_EQ(json_complaint(R"([{"ID": "1", "title": "a", "service": "rds", "key": "x"}])"),
            "set.json /0: an attribute says nothing without the resource type that has it");
  EXPECT_EQ(json_complaint(R"([{"ID": "1", "title": "a", "service": "rds", "domain": "data protektion"}])"),
            "set.json /0: expected one of data protection, network security, identity and access management, logging and "
            "monitoring, secure configuration; found \"data protektion\"; did you mean \"data protection\"?");
  EXPECT_EQ(json_complaint(R"([{"ID": "1", "title": "a", "resource": "a", "key": "k", "operator": "equal", "value": 1}])"),
            "set.json /0: expected one of equals, one_of, not_equals, none_of, exists, not_exists, contains, "
            "not_contains, at_least, at_most; found \"equal\"; did you mean \"equals\"?");
  EXPECT_EQ(json_complaint(R"([{"ID": "1", "title": "a", "resource": "a", "key": "k", "operator": "equals"}])"),
            "set.json /0: the operator equals needs a value");
  EXPECT_EQ(json_complaint(R"([{"ID": "1", "title": "a", "resource": "a", "key": "k", "operator": "exists", "value": 1}])"),
            "set.json /0: the operator exists takes no value");
  EXPECT_EQ(json_complaint(R"([{"ID": "1", "title": "a", "resource": "a", "value": {}}])"),
            "set.json /0/value: expected a text, a number, true or false, found {}");
  EXPECT_EQ(json_complaint(R"([{"ID": "1", "title": "a", "service": "b"}, {"ID": "1", "title": "a", "service": "b"}])"),
            "set.json /1: the id \"1\" occurs twice; every policy has its own");
  EXPECT_EQ(json_complaint(R"([{"ID": "1", "ID": "2"}])"),
            "set.json: the key \"ID\" occurs twice in one object; keep one of them");
}

TEST(PolicySet, SaysWhatIsWrongWithATable) {
  EXPECT_EQ(csv_complaint(""), "set.csv: expected the names of the columns in the first line");
  EXPECT_EQ(csv_complaint("\xff"), "set.csv: expected UTF-8; save the table as such");
  EXPECT_EQ(csv_complaint("ID,title,service\n1,\"a\nb\",rds\n,a,rds\n"),
            "set.csv line 4, column \"ID\": every policy needs an id");
  EXPECT_EQ(csv_complaint("ID,title,service\n\"1\n2\",a,rds\n"),
            "set.csv line 2, column \"ID\": an id is one line without control characters");
  EXPECT_EQ(csv_complaint("ID,title,ID\n1,a,2\n"), "set.csv line 1: two columns are called \"ID\"");
  EXPECT_EQ(csv_complaint("ID,title\n1,a\n"), "set.csv line 2: every policy needs a resource type or a service");
  EXPECT_EQ(csv_complaint("Control,title,service\n1,a,rds\n", read_columns("ID=Controll")),
            "set.csv line 1: --columns says that ID is in \"Controll\", which is not there; did you mean \"Control\"?; there "
            "are Control, title, service");
}

TEST(PolicySet, SaysWhatIsWrongWithColumns) {
  const auto complaint = [](std::string_view text) { return complaint_of([&] { read_columns(text); }); };
  EXPECT_EQ(complaint("ID"), "--columns: expected FIELD=COLUMN as in ID=Control,title=Rule; found \"ID\"");
  EXPECT_EQ(complaint("ID="), "--columns: expected FIELD=COLUMN as in ID=Control,title=Rule; found \"ID=\"");
  EXPECT_EQ(complaint("titel=a"),
            "--columns: unknown field \"titel\"; did you mean \"title\"?; known are ID, title, resource, service, key, "
            "operator, value, domain");
  EXPECT_EQ(complaint("ID=a,id=b"), "--columns: ID is given twice");
  EXPECT_TRUE(read_columns("").empty());
}

}  // namespace
}  // namespace parapet::requirements
