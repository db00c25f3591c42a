#include "parapet/document/parse.hpp"

#include <gtest/gtest.h>

#include <string>

#include "parapet/document/view.hpp"

namespace parapet {
namespace {

using detail::Kind;

std::string expression(std::string_view text) { return render(parse_expression(text), 1000); }
std::string shown(std::string_view text) { return render(parse_template(text), 1000); }

struct Case {
  const char* text;
  const char* parsed;
};

TEST(ParseExpression, ReadsEveryFormOfTheGrammar) {
  constexpr Case kCases[] = {
      {"null", "null"},
      {"true", "true"},
      {"12", "12"},
      {"1.50", "1.5"},
      {"2e3", "2000"},
      {"-5", "-5"},
      {"- 2.5", "-2.5"},
      {"-var.x", "-var.x"},
      {"9223372036854775807", "9223372036854775807"},
      {"18446744073709551615", "18446744073709551615"},
      {"!var.on", "!var.on"},
      {"!!true", "!(!true)"},
      {"\"a\\tb\\u00e9\\U0001F600\\\"\"", "\"a\\tb\xC3\xA9\xF0\x9F\x98\x80\\\"\""},
      {"[]", "[]"},
      {"[1, \"a\", [true],]", "[1, \"a\", [true]]"},
      {"{}", "{}"},
      {"{ a = 1, \"b c\" : 2, (var.k) = 3 }", "{a = 1, b c = 2, (var.k) = 3}"},
      {"{\n  a = 1\n  b = 2 # note\n\n  // more\n  c = [\n    3\n  ]\n}", "{a = 1, b = 2, c = [3]}"},
      {"{\n a = b\n (c) = 1\n}", "{a = b, (c) = 1}"},
      {"{ \"${var.a}-x\" = 1 }", "{(\"${var.a}-x\") = 1}"},
      {"{ 1 = \"one\", null = 2, for_each = 3 }", "{1 = \"one\", null = 2, for_each = 3}"},
      {"aws_kms_key.x.arn", "aws_kms_key.x.arn"},
      {"data.aws_ami.x[0].id", "data.aws_ami.x[0].id"},
      {"aws_instance.x[\"a.b\"].id", "aws_instance.x[\"a.b\"].id"},
      {"a.0.b.1", "a[0].b[1]"},
      {"a[*].b[0]", "a[*].b[0]"},
      {"a.*.b", "a[*].b"},
      {"a.*.b.c[0]", "tolist(a[*].b.c)[0]"},
      {"a-b", "a-b"},
      {"a - b", "a - b"},
      {"f()", "f()"},
      {"max(1, 2,)", "max(1, 2)"},
      {"max(var.list...)", "max(var.list...)"},
      {"provider::aws::arn_parse(var.a).region", "provider::aws::arn_parse(var.a).region"},
      {"f(x)[0].y", "f(x)[0].y"},
      {"(a).b", "a.b"},
      {"1 + 2 * 3 - 4", "(1 + (2 * 3)) - 4"},
      {"(1 + 2) * 3", "(1 + 2) * 3"},
      {"a || b && c == d", "a || (b && (c == d))"},
      {"a < b == c >= d", "(a < b) == (c >= d)"},
      {"a != !b", "a != (!b)"},
      {"1 - -1", "1 - -1"},
      {"a ? b : c ? d : e", "a ? b : (c ? d : e)"},
      {"a\n  ? b\n  : c", "a ? b : c"},
      {"[for s in var.l : upper(s)]", "[for s in var.l : upper(s)]"},
      {"[for k, v in var.m : \"${k}=${v}\" if v != null]", "[for k, v in var.m : \"${k}=${v}\" if v != null]"},
      {"{for k, v in var.m : k => v}", "{for k, v in var.m : k => v}"},
      {"{for s in var.l : s.type => s.id... if s.on}", "{for s in var.l : s.type => s.id... if s.on}"},
      {"[\n for s in var.l :\n s\n]", "[for s in var.l : s]"},
      {"{\n for s in var.l :\n s => 1\n}", "{for s in var.l : s => 1}"},
      {"\"a ${\"b ${c}\"}\"", "\"a b ${c}\""},
      {"/* note */ a", "a"},
      {"{ a = { b = \"}\" } }", "{a = {b = \"}\"}}"},
  };
  for (const Case& c : kCases) {
    EXPECT_NE(parse_expression(c.text)->kind, Kind::raw) << c.text;
    EXPECT_EQ(expression(c.text), c.parsed) << c.text;
  }
}

TEST(ParseExpression, ReadsWhatItRendersToTheSameTree) {
  for (const char* text :
       {"a ? b : (c ? d : e)", "[for k, v in var.m : \"${k}=$${v}\" if v != null]", "(1 + (2 * 3)) - 4",
        "{for s in var.l : s.type => s.id... if s.on}", "tolist(a[*].b.c)[0]", "!(!true)"}) {
    EXPECT_EQ(expression(text), text);
  }
}

TEST(ParseExpression, KeepsWhatItCannotReadAsRawText) {
  for (const char* text : {"",
                           " ",
                           "a b",
                           "a.",
                           "a..b",
                           "a[",
                           "a[]",
                           "1 +",
                           "1 + * 2",
                           "? a : b",
                           "a ? b",
                           "(a",
                           "a)",
                           "[a",
                           "[a b]",
                           "{a}",
                           "{a = 1 b = 2}",
                           "{a = 1,, b = 2}",
                           "f(",
                           "f(a...b)",
                           "f(a..., b)",
                           "\"a",
                           "\"a\nb\"",
                           "\"\\x\"",
                           "\"\\ud800\"",
                           "\"\\u12\"",
                           "1e",
                           "1e999",
                           "a ? b\n: c }",
                           "[for in a : b]",
                           "[for a b : c]",
                           "{for a in b : c}",
                           "<<EOT\nx\nEOT",
                           "a = b",
                           "`a`",
                           "a; b",
                           "/* open",
                           "\"${\"",
                           "\"%{if a}\"",
                           "&",
                           "a &",
                           "a & b",
                           "=> b"}) {
    EXPECT_EQ(parse_expression(text)->kind, Kind::raw) << text;
    EXPECT_EQ(View(parse_expression(text)).text(), text);
  }
}

TEST(ParseTemplate, TellsLiteralsFromTemplates) {
  EXPECT_EQ(parse_template("plain \\n text")->kind, Kind::text);
  EXPECT_EQ(View(parse_template("plain \\n text")).text(), "plain \\n text");
  EXPECT_EQ(View(parse_template("$${a} %%{b} $$ %% $a")).text(), "${a} %{b} $$ %% $a");
  EXPECT_EQ(View(parse_template("")).text(), "");
  EXPECT_TRUE(has_template("a${b}"));
  EXPECT_TRUE(has_template("%{ if a }"));
  EXPECT_FALSE(has_template("$a %b {c}"));
}

TEST(ParseTemplate, GivesTheExpressionOfALoneInterpolation) {
  EXPECT_EQ(parse_template("${var.x}")->kind, Kind::get);
  EXPECT_EQ(parse_template("${true}")->kind, Kind::boolean);
  EXPECT_EQ(parse_template("${ [1] }")->kind, Kind::list);
  EXPECT_EQ(parse_template(" ${var.x}")->kind, Kind::join);
  EXPECT_EQ(View(parse_template("${\"a\"}b")).text(), "ab");
}

TEST(ParseTemplate, JoinsLiteralsAndInterpolations) {
  EXPECT_EQ(shown("a-${var.b}-$${c}-${d[\"}\"]}"), "\"a-${var.b}-$${c}-${d[\"}\"]}\"");
  EXPECT_EQ(shown("${a}${b}"), "\"${a}${b}\"");
  EXPECT_EQ(shown("x${\n  a\n}y"), "\"x${a}y\"");
  EXPECT_EQ(shown("\"quoted ${a}\""), "\"\\\"quoted ${a}\\\"\"");
}

TEST(ParseTemplate, TrimsSpaceAtTildes) {
  EXPECT_EQ(shown("a  ${~ b ~}  c"), "\"a${b}c\"");
  EXPECT_EQ(shown("a  ${ b ~}\n ${c}  d"), "\"a  ${b}${c}  d\"");
}

TEST(ParseTemplate, ReadsDirectives) {
  EXPECT_EQ(shown("%{ if a }yes%{ else }no%{ endif }"), "a ? \"yes\" : \"no\"");
  EXPECT_EQ(shown("x%{ if a }y%{ endif }z"), "\"x${a ? \"y\" : \"\"}z\"");
  EXPECT_EQ(shown("%{ if a ~} y %{~ else ~} n %{~ endif ~} z"), "\"${a ? \"y\" : \"n\"}z\"");
  EXPECT_EQ(shown("%{ for s in l }<${s}>%{ endfor }"), "join(\"\", [for s in l : \"<${s}>\"])");
  EXPECT_EQ(shown("%{ for k, v in m }${v}%{ endfor }"), "join(\"\", [for k, v in m : \"${v}\"])");
  EXPECT_EQ(shown("%{ if a }%{ if b }c%{ endif }%{ endif }"), "a ? (b ? \"c\" : \"\") : \"\"");
  EXPECT_EQ(expression("\"%{ if a }\\\"%{ endif }\""), "a ? \"\\\"\" : \"\"");
}

TEST(ParseTemplate, KeepsBrokenTemplatesAsRawText) {
  for (const char* text :
       {"${", "${}", "a${b", "${a b}", "%{ if a }", "%{ endif }", "%{ else }", "%{ if a }%{ endfor }", "%{ what }",
        "%{ for a }b%{ endfor }", "%{ if a }b%{ else }c%{ else }d%{ endif }"}) {
    EXPECT_EQ(parse_template(text)->kind, Kind::raw) << text;
  }
}

TEST(ParseLimits, EndsWithoutAnswerWhereNestingOrChainsHaveNoEnd) {
  const auto repeat = [](std::string_view part, std::size_t times) {
    std::string text;
    for (std::size_t i = 0; i < times; ++i) text += part;
    return text;
  };
  constexpr std::size_t kMany = 50'000;
  for (const char* part : {"(", "[", "{a=", "!", "-", "f(", "a?", "a[", "\"${", "[for a in ", "1+", "a||", "a?b:"}) {
    EXPECT_EQ(parse_expression(repeat(part, kMany) + "1")->kind, Kind::raw) << part;
  }
  EXPECT_EQ(parse_expression("a" + repeat(".b", kMany))->kind, Kind::raw);
  EXPECT_EQ(parse_expression("a" + repeat("[0]", kMany))->kind, Kind::raw);
  EXPECT_EQ(parse_expression("a" + repeat(".*", kMany))->kind, Kind::raw);
  EXPECT_EQ(parse_expression("a.*" + repeat(".b", kMany))->kind, Kind::raw);
  EXPECT_EQ(parse_template(repeat("%{if a}", kMany))->kind, Kind::raw);
  EXPECT_EQ(parse_expression(repeat("(", 40) + "1" + repeat(")", 40))->kind, Kind::integer);
  EXPECT_EQ(View(parse_template("x" + repeat("${a}", kMany))).size(), kMany + 1);
  EXPECT_EQ(View(parse_expression("[" + repeat("1,", kMany) + "]")).size(), kMany);
}

TEST(ParseLimits, ReadsAnyChangeOfAnExpressionWithoutFailing) {
  const std::string seeds[] = {
      "a ${upper(\"x${b[*].c[\"k\"]}\")} %{ if !a && b >= 1.5e3 ? c : d ~} y %{ else }$${z}%%{ endif ~} {for k, v in m "
      ": k => v... if v}",
      "${{ a = [for x in [1, 2] : x.*.y.0], (b) = provider::f(c...), \"d\" : -1 }}",
  };
  std::uint32_t state = 1;
  const auto next = [&](std::size_t bound) {
    state = state * 1664525 + 1013904223;
    return (state >> 8) % bound;
  };
  constexpr std::string_view kPieces[] = {"${", "}",  "%{", "\"", "[",   "]",    "{",    "(", ")", "\n",
                                          "~",  "\\", ".",  "*",  "...", "for ", "\xFF", "?", ":", "="};
  int read = 0;
  for (int round = 0; round < 8'000; ++round) {
    std::string text = seeds[round % 2];
    for (std::size_t change = next(4) + 1; change > 0; --change) {
      const std::size_t at = next(text.size());
      if (next(2) == 0) {
        text.erase(at, next(5));
      } else {
        text.insert(at, kPieces[next(std::size(kPieces))]);
      }
      if (text.empty()) text = "a";
    }
    read += parse_template(text)->kind != Kind::raw ? 1 : 0;
    parse_expression(text);
  }
  EXPECT_GT(read, 200);
}

}  // namespace
}  // namespace parapet
