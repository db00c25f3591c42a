#include "parapet/value.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <set>
#include <string>
#include <vector>

#include "acme.hpp"
#include "parapet/error.hpp"
#include "rendered.hpp"

namespace parapet {
namespace {

using test::json;
using test::message_of;

TEST(Str, IsUnsetByDefault) {
  EXPECT_EQ(Str().parapet_value(), nullptr);
  EXPECT_EQ(json(Str(null)), "null");
}

TEST(Str, TakesEveryKindOfText) {
  EXPECT_EQ(json(Str("logs")), R"("logs")");
  EXPECT_EQ(json(Str(std::string("logs"))), R"("logs")");
  EXPECT_EQ(json(Str(std::string_view("logs-2").substr(0, 4))), R"("logs")");
  EXPECT_EQ(json(Str("")), R"("")");
}

TEST(Str, TakesNothingElse) {
  static_assert(!std::is_constructible_v<Str, int>);
  static_assert(!std::is_constructible_v<Str, bool>);
  static_assert(!std::is_constructible_v<Str, std::nullptr_t>);
  static_assert(!std::is_constructible_v<Str, char>);
  static_assert(!std::is_convertible_v<Ref<Num>, Str>);
}

TEST(Str, RefusesANullPointer) {
  const char* nothing = nullptr;
  const std::string message = "a string attribute was given a null pointer; give a text, or parapet::null to leave it unset";
  EXPECT_EQ(message_of<Error>([&] { Str text(nothing); }), message);
  EXPECT_EQ(message_of<Error>([&] { Any any(nothing); }), message);
}

TEST(Num, LosesNoDigit) {
  EXPECT_EQ(json(Num(std::numeric_limits<std::int64_t>::min())), "-9223372036854775808");
  EXPECT_EQ(json(Num(std::numeric_limits<std::uint64_t>::max())), "18446744073709551615");
  EXPECT_EQ(json(Num(0.1)), "0.1");
  EXPECT_EQ(json(Num(1e300)), "1e+300");
  EXPECT_EQ(json(Num(std::numeric_limits<double>::denorm_min())), "5e-324");
  EXPECT_EQ(json(Num(-7)), "-7");
  EXPECT_EQ(json(Num(2.0F)), "2");
}

TEST(Num, TakesNoCharactersAndNoBooleans) {
  static_assert(!std::is_constructible_v<Num, bool>);
  static_assert(!std::is_constructible_v<Num, char>);
  static_assert(!std::is_constructible_v<Num, const char*>);
}

TEST(Bool, TakesOnlyBooleans) {
  EXPECT_EQ(json(Bool(true)), "true");
  EXPECT_EQ(json(Bool(false)), "false");
  static_assert(!std::is_constructible_v<Bool, int>);
  static_assert(!std::is_constructible_v<Bool, const char*>);
}

TEST(Secret, TakesNoLiteral) {
  static_assert(!std::is_constructible_v<Secret, const char*>);
  static_assert(!std::is_constructible_v<Secret, std::string>);
  static_assert(!std::is_constructible_v<Secret, Str>);
  static_assert(std::is_constructible_v<Secret, Ref<Str>>);
  static_assert(std::is_constructible_v<Secret, Ref<Any>>);
  EXPECT_EQ(json(Secret(null)), "null");
}

TEST(List, IsMadeOfLiteralsAndRanges) {
  EXPECT_EQ(json(List<Str>{"a", "b"}), R"(["a","b"])");
  EXPECT_EQ(json(List<Num>{}), "null");
  EXPECT_EQ(json(List<Str>(std::vector<std::string>{"x", "y"})), R"(["x","y"])");
  EXPECT_EQ(json(List<Str>(std::vector<std::string>{})), "[]");
  EXPECT_EQ(json(Set<Num>(std::set<int>{3, 1, 2})), "[1,2,3]");
  EXPECT_EQ(json(List<Str>{"a", null, Str()}), R"(["a",null,null])");
  EXPECT_EQ(json(List<List<Num>>{{1, 2}, {3}}), "[[1,2],[3]]");
}

TEST(Map, IsWrittenInOrderOfKeys) {
  EXPECT_EQ(json(Map<Str>{{"b", "2"}, {"a", "1"}}), R"({"a": "1","b": "2"})");
  EXPECT_EQ(json(Map<Str>{{"äö", "x"}, {"z", "y"}}), R"({"z": "y","äö": "x"})");
  EXPECT_EQ(json(Map<Str>(null)), "null");
}

TEST(Map, TakesExpressionsAsKeys) {
  const Ref<Str> region = Ref<Str>(detail::make_raw("var.region"));
  EXPECT_EQ(json(Map<Num>{{region, 1}, {"a", 2}}), R"({"${var.region}": 1,"a": 2})");
  EXPECT_EQ(json(Map<Num>{{"${x}", 1}}), R"({"$${x}": 1})");
}

TEST(Any, HoldsValuesOfEveryKind) {
  EXPECT_EQ(json(object({{"port", 5432}, {"name", "zip"}, {"on", true}, {"rate", 0.5}, {"none", null}, {"of", list({1, "a", object({{"x", list({})}})})}})),
            R"({"name": "zip","none": null,"of": [1,"a",{"x": []}],"on": true,"port": 5432,"rate": 0.5})");
  EXPECT_EQ(json(Any(acme::widget::Shelf{.name = "top"})), R"({"name": "top"})");
  EXPECT_EQ(json(object({})), "{}");
}

using Part = acme::widget::Part;

TEST(Block, DistinguishesNoneFromEmpty) {
  EXPECT_EQ(acme::widget{}.part.parapet_value(), nullptr);
  EXPECT_EQ(json(Block<Part>{{}}), "[{}]");
  EXPECT_EQ(json(Block<Part>(null)), "null");
}

TEST(Block, PutsBlocksTogether) {
  const Block<Part> both = Block<Part>{{.id = "a"}, {.id = "b"}} + Block<Part>{Part{.id = "c"}};
  EXPECT_EQ(json(both), R"([{"id": "a"},{"id": "b"},{"id": "c"}])");
  EXPECT_EQ(json(Block<Part>() + Block<Part>{Part{.weight = 2}}), R"([{"weight": 2}])");
  EXPECT_EQ(json(Block<Part>(null) + Block<Part>{Part{.weight = 2}}), R"([{"weight": 2}])");
  EXPECT_EQ(json(Block<Part>(std::vector<Part>{{.id = "v"}})), R"([{"id": "v"}])");
}

TEST(Value, OfARecordWithoutFieldsCopiesNothing) {
  static detail::Table nothing{"", 0};
  EXPECT_EQ(detail::make_record(nothing, nullptr)->size, 0u);
}

TEST(Value, OfManyPartsIsKeptWhole) {
  std::vector<int> numbers(100000);
  for (int i = 0; i < 100000; ++i) numbers[static_cast<std::size_t>(i)] = i;
  const List<Num> list(numbers);
  EXPECT_EQ(list.parapet_value()->size, 100000U);
  EXPECT_EQ(json(detail::elements_of(list.parapet_value())[99999]), "99999");
}

}  // namespace
}  // namespace parapet
