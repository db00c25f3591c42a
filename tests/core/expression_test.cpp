#include "parapet/expression.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "parapet/error.hpp"
#include "parapet/fn.hpp"
#include "rendered.hpp"

namespace parapet {
namespace {

using test::hcl;
using test::json;
using test::message_of;

const Ref<Num> n = raw<Num>("var.n");
const Ref<Str> s = raw<Str>("var.s");
const Ref<Bool> b = raw<Bool>("var.b");
const Ref<Any> a = raw("var.a");
const Ref<List<Str>> strings = raw<List<Str>>("var.l");

TEST(Operators, OfNumbersBuildExpressions) {
  EXPECT_EQ(hcl(n + 1), "(var.n + 1)");
  EXPECT_EQ(hcl(1 + n), "(1 + var.n)");
  EXPECT_EQ(hcl(n - 0.5 * n), "(var.n - (0.5 * var.n))");
  EXPECT_EQ(hcl(a / n % 3), "((var.a / var.n) % 3)");
  EXPECT_EQ(hcl(-n), "-var.n");
  EXPECT_EQ(hcl(-(-a)), "-(-var.a)");
  EXPECT_EQ(hcl(-(n + 1)), "-(var.n + 1)");
  EXPECT_EQ(hcl(n + Num(2)), "(var.n + 2)");
}

TEST(Operators, OfStringsBuildTemplates) {
  EXPECT_EQ(json("logs-" + s), R"("logs-${var.s}")");
  EXPECT_EQ(json(s + "-" + s + "-x"), R"("${var.s}-${var.s}-x")");
  EXPECT_EQ(json("port-" + n), R"("port-${var.n}")");
  EXPECT_EQ(json(s + 5), R"("${var.s}5")");
  EXPECT_EQ(json(a + std::string("x")), R"("${var.a}x")");
  EXPECT_EQ(hcl(fn::upper("a-" + s)), R"(upper("a-${var.s}"))");
  static_assert(std::is_same_v<decltype(a + a), Ref<Num>>);
  static_assert(std::is_same_v<decltype(a + s), Ref<Str>>);
}

TEST(Operators, CompareAndCombine) {
  EXPECT_EQ(hcl(s == "a"), R"((var.s == "a"))");
  EXPECT_EQ(hcl("a" != s), R"(("a" != var.s))");
  EXPECT_EQ(hcl(n < 5 && 5 <= n), "((var.n < 5) && (5 <= var.n))");
  EXPECT_EQ(hcl(n > 5 || !b), "((var.n > 5) || !var.b)");
  EXPECT_EQ(hcl(!(a >= n)), "!(var.a >= var.n)");
  EXPECT_EQ(hcl(b == true), "(var.b == true)");
  EXPECT_EQ(hcl(a == a), "(var.a == var.a)");
  EXPECT_EQ(hcl(n == a), "(var.n == var.a)");
  EXPECT_EQ(hcl(b && true), "(var.b && true)");
  static_assert(std::is_same_v<decltype(s == s), Ref<Bool>>);
}

TEST(Operators, CompareAnyReferenceWithNull) {
  EXPECT_EQ(hcl(s == null), "(var.s == null)");
  EXPECT_EQ(hcl(null != strings), "(var.l != null)");
  EXPECT_EQ(hcl(null == a), "(var.a == null)");
  EXPECT_EQ(hcl(n != null), "(var.n != null)");
}

template <class L, class R>
concept Comparable = requires(L l, R r) {
  l == r;
};
template <class L, class R>
concept Addable = requires(L l, R r) {
  l + r;
};

TEST(Operators, LeaveEverythingElseAlone) {
  static_assert(!Comparable<Str, Str>);
  static_assert(!Comparable<Ref<Num>, const char*>);
  static_assert(!Comparable<Ref<Str>, int>);
  static_assert(!Comparable<Ref<Bool>, int>);
  static_assert(!Comparable<Ref<List<Str>>, Ref<List<Str>>>);
  static_assert(!Addable<Ref<Bool>, int>);
  static_assert(!Addable<Ref<Str>, bool>);
  static_assert(!Addable<Str, Str>);
  static_assert(!std::is_convertible_v<Ref<Bool>, bool>);
  static_assert(!std::is_constructible_v<bool, Ref<Bool>>);
  static_assert(std::is_same_v<decltype(std::string() == std::string()), bool>);
}

TEST(Conditional, HasTheTypeOfItsSides) {
  EXPECT_EQ(hcl(conditional(s == "a", 1, n)), R"(((var.s == "a") ? 1 : var.n))");
  EXPECT_EQ(json(conditional(b, s, null)), R"("${(var.b ? var.s : null)}")");
  EXPECT_EQ(hcl(conditional(b, "x", "y") + "z"), "\"${(var.b ? \"x\" : \"y\")}z\"");
  static_assert(std::is_same_v<decltype(conditional(b, s, "x")), Ref<Str>>);
  static_assert(std::is_same_v<decltype(conditional(b, 1, n)), Ref<Num>>);
  static_assert(std::is_same_v<decltype(conditional(b, strings, null)), Ref<List<Str>>>);
  static_assert(std::is_same_v<decltype(conditional(b, strings, s)), Ref<Any>>);
}

TEST(Text, JoinsPartsToOneTemplate) {
  EXPECT_EQ(json(text("a-", s, "-", 5, -2, 0.5, true, 18446744073709551615u)),
            R"("a-${var.s}-5-20.5true18446744073709551615")");
  EXPECT_EQ(json(text("a", "b", 1)), R"("ab1")");
  EXPECT_EQ(json(text(text("a", s), text(s, "b"))), R"("a${var.s}${var.s}b")");
  EXPECT_EQ(json(text("")), R"("")");
}

TEST(Text, OfOneExpressionIsAStringWhateverTheExpressionIs) { EXPECT_EQ(json(text("", n)), R"("${tostring(var.n)}")"); }

TEST(Text, EscapesLiteralsEvenWhenTheyMeet) {
  EXPECT_EQ(json(text("${a}%{b}", s)), R"("$${a}%%{b}${var.s}")");
  EXPECT_EQ(json(text("$", "{a}", s)), R"("$${a}${var.s}")");
  EXPECT_EQ(json(text("\"\\\n", s)), R"("\"\\\n${var.s}")");
}

TEST(Text, ADollarBeforeAReferenceStaysADollar) {
  EXPECT_EQ(json(text("US$", s)), R"("US${\"$\"}${var.s}")");
  EXPECT_EQ(hcl(fn::upper(text("$$", s, "$"))), R"(upper("${"$$"}${var.s}$"))");
}

TEST(Text, RefusesPartsWithoutText) {
  EXPECT_EQ(message_of<Error>([] { text("a", Str()); }), "text: part 2 is unset; leave it out, or give it a value");
  EXPECT_EQ(message_of<Error>([] { text(null); }),
            "text: part 1 is null, which has no text; use conditional() around the whole text");
  EXPECT_EQ(message_of<Error>([] { text("a", List<Str>{"b"}); }),
            "text: part 2 is a list, map or block, which has no text; use fn::join or fn::jsonencode");
  EXPECT_EQ(message_of<Error>([] { text(std::numeric_limits<double>::quiet_NaN()); }),
            "text: part 1 is not a finite number; Terraform has no NaN and no infinity");
}

TEST(Raw, IsWrittenAsItIs) {
  EXPECT_EQ(json(raw<Str>("aws_s3_bucket.old.arn")), R"("${aws_s3_bucket.old.arn}")");
  EXPECT_EQ(hcl(raw("a ? b : c").get("d")), "(a ? b : c).d");
  EXPECT_EQ(message_of<Error>([] { raw(" "); }),
            "raw: the expression is empty; write Terraform's expression without ${}, as in "
            "raw<Str>(\"aws_s3_bucket.old.arn\")");
}

TEST(Empty, CollectionsAreWritten) {
  EXPECT_EQ(json(empty_list<Str>()), "[]");
  EXPECT_EQ(json(empty_set<Num>()), "[]");
  EXPECT_EQ(json(empty_map<Str>()), "{}");
  EXPECT_EQ(hcl(conditional(b, strings, empty_list<Str>())), "(var.b ? var.l : [])");
}

TEST(Names, OfFoldersAndWorkspace) {
  EXPECT_EQ(json(path::module() + "/a.txt"), R"("${path.module}/a.txt")");
  EXPECT_EQ(hcl(path::root()), "path.root");
  EXPECT_EQ(hcl(path::cwd()), "path.cwd");
  EXPECT_EQ(hcl(terraform::workspace()), "terraform.workspace");
  EXPECT_EQ(hcl(terraform::applying()), "terraform.applying");
}

TEST(ForExpression, MakesLists) {
  const auto upper = for_list(strings, [](auto item) { return fn::upper(item); });
  static_assert(std::is_same_v<decltype(upper), const Ref<List<Str>>>);
  EXPECT_EQ(hcl(upper), "[for item in var.l : upper(item)]");
  EXPECT_EQ(hcl(for_list(Set<Num>{1, 2}, [](Ref<Num> item) { return item * 2; })), "[for item in [1, 2] : (item * 2)]");
}

TEST(ForExpression, GivesKeysAndFilters) {
  EXPECT_EQ(hcl(for_list(
                strings, [](auto key, auto item) { return text(key, item); }, [](auto item) { return item != ""; })),
            R"([for key, item in var.l : "${key}${item}" if (item != "")])");
  EXPECT_EQ(hcl(for_list(
                strings, [](auto item) { return item; }, [](auto key, auto) { return key > 0; })),
            "[for key, item in var.l : item if (key > 0)]");
}

TEST(ForExpression, MakesMapsAndGroups) {
  const Ref<Map<Str>> map = raw<Map<Str>>("var.m");
  const auto swapped = for_map(map, [](auto key, auto item) { return entry(item, key); });
  static_assert(std::is_same_v<decltype(swapped), const Ref<Map<Str>>>);
  EXPECT_EQ(hcl(swapped), "{for key, item in var.m : item => key}");
  const auto grouped =
      for_groups(a, [](auto item) { return entry(item.get("team"), item.get("name").template as<Str>()); });
  static_assert(std::is_same_v<decltype(grouped), const Ref<Map<List<Str>>>>);
  EXPECT_EQ(hcl(grouped), "{for item in var.a : item.team => item.name...}");
  EXPECT_EQ(message_of<Error>([&] { for_map(map, [](auto item) { return entry(Str(), item); }); }),
            "for_map: the key of entry() is unset; every entry needs one");
}

TEST(ForExpression, NamesAreUniqueWhereTheyNest) {
  const auto nested = [](auto outer) { return for_list(strings, [&](auto inner) { return outer + inner; }); };
  EXPECT_EQ(hcl(for_list(strings, nested)), R"([for item in var.l : [for item_2 in var.l : "${item}${item_2}"]])");
  EXPECT_EQ(hcl(for_list(strings, [](auto item) { return item; })), "[for item in var.l : item]");
}

TEST(ForExpression, TakesNamesByHand) {
  EXPECT_EQ(hcl(for_list(named("user", "login"), a,
                         [](auto key, auto user) {
                           return list({key, user});
                         })),
            "[for login, user in var.a : [login, user]]");
  const auto with_name = [](const char* name) {
    return message_of<Error>([&] { for_list(named(name), a, [](auto item) { return item; }); });
  };
  EXPECT_EQ(with_name("a b"), "iterator \"a b\" is no name; use a letter or _ first, then letters, digits and _");
  EXPECT_EQ(with_name("each"), "iterator \"each\" means something else to Terraform; choose another name");
  EXPECT_EQ(message_of<Error>([] {
              for_list(named("x"), a, [](auto) { return for_list(named("x"), a, [](auto item) { return item; }); });
            }),
            "iterator \"x\" is the name of an iterator around this one, which it would hide; choose another name");
}

TEST(ForExpression, AThrowingLambdaFreesTheName) {
  EXPECT_EQ(message_of<Error>([] { for_list(named("x"), a, [](auto) -> Ref<Str> { throw Error("no"); }); }), "no");
  EXPECT_EQ(hcl(for_list(named("x"), a, [](auto item) { return item; })), "[for x in var.a : x]");
}

}  // namespace
}  // namespace parapet
