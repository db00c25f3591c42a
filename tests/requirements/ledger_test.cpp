#include "requirements/ledger.hpp"

#include <gtest/gtest.h>

#include "parapet/error.hpp"

namespace parapet::requirements {
namespace {

using Ids = std::set<std::string, std::less<>>;

std::string text_of_ledger(const Ledger& ledger) {
  detail::StringSink sink;
  ledger.write(sink);
  return sink.text;
}

Ledger read_again(const Ledger& ledger) { return Ledger(text_of_ledger(ledger), "ledger.json"); }

std::string complaint_about(std::string_view text) {
  try {
    Ledger(text, "ledger.json");
  } catch (const Error& error) {
    return error.what();
  }
  return "none";
}

TEST(LedgerOfIds, GivesTheNextNumberOfTheService) {
  Ledger ledger;
  EXPECT_EQ(ledger.id_of("rds", "a x", 7, {}), "rds:008");
  EXPECT_EQ(ledger.id_of("rds", "b x", 7, {}), "rds:009");
  EXPECT_EQ(ledger.id_of("rds", "a x", 7, {}), "rds:008");
  EXPECT_EQ(ledger.id_of("new", "a x", 0, {}), "new:001");
}

TEST(LedgerOfIds, RetiresAndGivesBack) {
  Ledger first;
  first.id_of("rds", "a", 1, {});
  first.id_of("rds", "b", 1, {});
  Ledger second = read_again(first);
  EXPECT_EQ(second.id_of("rds", "b", 1, {}), "rds:003");
  second.retire_unused(Ids{"rds"});
  EXPECT_EQ(text_of_ledger(second), R"({
  "highest": {
    "rds": 3
  },
  "entries": [
    {
      "id": "rds:002",
      "key": "a",
      "retired": true
    },
    {
      "id": "rds:003",
      "key": "b",
      "retired": false
    }
  ]
}
)");
  Ledger third = read_again(second);
  EXPECT_EQ(third.id_of("rds", "c", 1, {}), "rds:004") << "a retired id is nobody else's";
  EXPECT_EQ(third.id_of("rds", "a", 1, {}), "rds:002");
  third.retire_unused(Ids{"rds"});
  EXPECT_EQ(text_of_ledger(third).find("\"key\": \"a\",\n      \"retired\": true"), std::string::npos);
}

TEST(LedgerOfIds, LeavesOtherServicesAlone) {
  Ledger first;
  first.id_of("rds", "a", 0, {});
  first.id_of("s3", "a", 0, {});
  Ledger second = read_again(first);
  second.retire_unused(Ids{"s3"});
  EXPECT_EQ(text_of_ledger(second).find("true"), text_of_ledger(second).rfind("true"));
  EXPECT_EQ(second.id_of("rds", "a", 0, {}), "rds:001");
}

TEST(LedgerOfIds, GivesWayToTheCatalog) {
  Ledger first;
  first.id_of("rds", "a", 1, {});
  Ledger second = read_again(first);
  EXPECT_EQ(second.id_of("rds", "a", 2, {"rds:001", "rds:002"}), "rds:003");
}

TEST(LedgerOfIds, NeverReusesNumbersOfTheCatalog) {
  Ledger first;
  first.reserve("rds", 9);
  EXPECT_EQ(read_again(first).id_of("rds", "a", 1, {}), "rds:010") << "rds:009 may have been there";
}

TEST(LedgerOfIds, EndsAt999) {
  Ledger ledger;
  EXPECT_EQ(ledger.id_of("rds", "a", 998, {}), "rds:999");
  EXPECT_THROW(
      {
        try {
          ledger.id_of("rds", "b", 998, {});
        } catch (const Error& error) {
          EXPECT_STREQ(error.what(), "the service rds has no free number left for a draft; ids end at rds:999");
          throw;
        }
      },
      Error);
}

TEST(LedgerOfIds, IsReadStrictly) {
  EXPECT_EQ(complaint_about("[]"), "ledger.json /: expected an object, found []");
  EXPECT_EQ(complaint_about(R"({"highest": {}, "entrys": []})"),
            "ledger.json /: unknown field \"entrys\"; did you mean \"entries\"?; known are highest, entries");
  EXPECT_EQ(complaint_about(R"({"highest": {"rds": 1000}, "entries": []})"),
            "ledger.json /highest/rds: expected a service and a number up to 999, found 1000");
  EXPECT_EQ(complaint_about(R"({"highest": {}, "entries": [{"id": "rds:1", "key": "a", "retired": false}]})"),
            "ledger.json /entries/0/id: expected an id like \"rds:001\", found \"rds:1\"");
  EXPECT_EQ(complaint_about(R"({"highest": {}, "entries": [{"id": "rds:001", "key": "a", "retired": 0}]})"),
            "ledger.json /entries/0/retired: expected true or false, found 0");
  EXPECT_EQ(complaint_about(R"({"highest": {}, "entries": [{"id": "rds:001", "key": "a", "retired": false},
                                                          {"id": "rds:001", "key": "b", "retired": false}]})"),
            "ledger.json /entries/1/id: the id \"rds:001\" is given twice");
  EXPECT_EQ(complaint_about(R"({"highest": {}, "entries": [{"id": "rds:001", "key": "a", "retired": false},
                                                          {"id": "rds:002", "key": "a", "retired": false}]})"),
            "ledger.json /entries/1/key: the key \"a\" has two ids in the service rds");
}

}  // namespace
}  // namespace parapet::requirements
