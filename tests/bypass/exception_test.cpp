#include "bypass/attack.hpp"
#include "bypass/configurations.hpp"
#include "bypass/foreign.hpp"
#include "parapet/error.hpp"

/// Exceptions that are not quite what they should be permit nothing.
namespace attack {
namespace {

using parapet::Stack;

struct Field {
  const char* name;
  std::string value;  ///< JSON
};

/// An exception for the public database `production/x` that holds, with fields replaced.
std::string exception(const std::vector<Field>& fields = {}, const std::string& more = "") {
  std::vector<Field> all = {{"requirement", "\"rds:001\""}, {"stack", "\"production\""},
                            {"resource", "\"production/x\""}, {"reason", "\"r\""},
                            {"owner", "\"o\""}, {"ticket", "\"t\""},
                            {"expires", "\"2026-06-30\""}, {"compensating_control", "\"c\""}};
  std::string text;
  for (Field& field : all) {
    for (const Field& replacement : fields) {
      if (std::string(replacement.name) == field.name) field = replacement;
    }
    if (!field.value.empty())
      text += (text.empty() ? "\"" : ", \"") + std::string(field.name) + "\": " + field.value;
  }
  return "[{" + text + more + "}]";
}

std::vector<std::string> with(const std::string& exceptions) {
  use_exceptions(exceptions);
  return refused([](Stack& stack) { public_database(stack, true, {}); });
}

const std::vector<std::string> refusal = {"rds:001 fail production/x publicly_accessible = true"};

struct Broken {
  const char* name;
  std::vector<Field> fields;
  std::string more = {};
};
void PrintTo(const Broken& broken, std::ostream* out) { *out << broken.name; }

class BrokenException : public Attack, public testing::WithParamInterface<Broken> {};

TEST_P(BrokenException, PermitsNothing) { EXPECT_EQ(with(exception(GetParam().fields, GetParam().more)), refusal); }

INSTANTIATE_TEST_SUITE_P(
    Bypass, BrokenException,
    testing::Values(
        Broken{"Yesterday", {{"expires", "\"2026-06-29\""}}}, Broken{"NoSuchDay", {{"expires", "\"2026-06-31\""}}},
        Broken{"NoLeapDay", {{"expires", "\"2027-02-29\""}}}, Broken{"ShortYear", {{"expires", "\"26-12-31\""}}},
        Broken{"LongYear", {{"expires", "\"12026-12-31\""}}}, Broken{"SignInTheYear", {{"expires", "\"+026-12-31\""}}},
        Broken{"OtherOrder", {{"expires", "\"31-12-2026\""}}}, Broken{"Slashes", {{"expires", "\"2026/12/31\""}}},
        Broken{"Month13", {{"expires", "\"2026-13-01\""}}}, Broken{"Day0", {{"expires", "\"2026-12-00\""}}},
        Broken{"SpaceBeforeTheDate", {{"expires", "\" 2026-12-31\""}}},
        Broken{"SpaceAfterTheDate", {{"expires", "\"2026-12-31 \""}}},
        Broken{"Time", {{"expires", "\"2026-12-31T00:00:00Z\""}}},
        Broken{"FullWidthDate", {{"expires", "\"\uFF12\uFF10\uFF12\uFF16-12-31\""}}},
        Broken{"Never", {{"expires", "\"never\""}}}, Broken{"NullDate", {{"expires", "null"}}},
        Broken{"NumberAsDate", {{"expires", "20261231"}}}, Broken{"NoDate", {{"expires", ""}}},
        Broken{"EmptyReason", {{"reason", "\"\""}}}, Broken{"NoOwner", {{"owner", ""}}},
        Broken{"NoTicket", {{"ticket", ""}}}, Broken{"NoControl", {{"compensating_control", ""}}},
        Broken{"UnknownField", {}, ", \"force\": true"}, Broken{"OtherStack", {{"stack", "\"dev\""}}},
        Broken{"StackInCapitals", {{"stack", "\"Production\""}}}, Broken{"AnyStack", {{"stack", "\"*\""}}},
        Broken{"EmptyStack", {{"stack", "\"\""}}}, Broken{"ListOfStacks", {{"stack", "[\"production\"]"}}},
        Broken{"OtherRequirement", {{"requirement", "\"rds:002\""}}},
        Broken{"AnyRequirement", {{"requirement", "\"*\""}}}, Broken{"AnyOfTheService", {{"requirement", "\"rds:*\""}}},
        Broken{"RequirementInCapitals", {{"requirement", "\"RDS:001\""}}},
        Broken{"ShortRequirement", {{"requirement", "\"rds:1\""}}},
        Broken{"RequirementWithASpace", {{"requirement", "\"rds:001 \""}}},
        Broken{"AnyResource", {{"resource", "\"*\""}}}, Broken{"AnyBelow", {{"resource", "\"production/*\""}}},
        Broken{"TheStackItself", {{"resource", "\"production\""}}}, Broken{"EmptyResource", {{"resource", "\"\""}}},
        Broken{"ResourceWithASlash", {{"resource", "\"production/x/\""}}},
        Broken{"ResourceWithASpace", {{"resource", "\" production/x\""}}},
        Broken{"ResourceInCapitals", {{"resource", "\"production/X\""}}},
        Broken{"Type", {{"resource", "\"aws_db_instance\""}}},
        Broken{"ZeroWidthSpace", {{"resource", "\"production/x\u200B\""}}}),
    [](const auto& info) { return std::string(info.param.name); });

TEST_F(Attack, WithAnExceptionThatHoldsIsAllowed) {
  EXPECT_EQ(with(exception()), std::vector<std::string>{});
  EXPECT_EQ(with(exception({{"resource", "\"aws_db_instance.x\""}})), std::vector<std::string>{});
}

TEST_F(Attack, WithAnExceptionThatGivesAKeyTwiceIsAnError) {
  EXPECT_THROW(with(exception({{"expires", "\"2026-06-29\""}}, ", \"expires\": \"2026-12-31\"")), parapet::Error);
}

TEST_F(Attack, WithAFileOfExceptionsThatIsNoArrayIsAnError) {
  for (const char* text : {"", "{}", "null", "[", "\"*\"", "[{}] [{}]"})
    EXPECT_THROW(with(text), parapet::Error) << text;
}

TEST_F(Attack, WithAnExceptionForOneOfTwoViolationsIsRefusedForTheOther) {
  use_exceptions(exception());
  EXPECT_EQ(refused([](Stack& stack) {
              aws::db_instance config = database();
              config.publicly_accessible = true;
              config.storage_encrypted = false;
              aws::DbInstance(stack, "x", config);
            }),
            std::vector<std::string>{"rds:002 fail production/x storage_encrypted = false"});
}

TEST_F(Attack, BesideAResourceWithAnExceptionIsRefused) {
  use_exceptions(exception());
  EXPECT_EQ(refused([](Stack& stack) {
              public_database(stack, true, {});
              parapet::Construct other(stack, "other");
              aws::db_instance config = database();
              config.publicly_accessible = true;
              aws::DbInstance(other, "x", config);
            }),
            std::vector<std::string>{"rds:001 fail production/other/x publicly_accessible = true"});
}

}  // namespace
}  // namespace attack
