#include "parapet/fn.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>

#include "parapet/error.hpp"
#include "parapet/expression.hpp"
#include "rendered.hpp"

namespace parapet {
namespace {

using test::hcl;
using test::message_of;

struct Call {
  detail::Slot call;
  std::string text;
};

/// Every function with as few and as many arguments as it takes. The expressions are valid, so that they can be given
/// to a real Terraform.
std::vector<Call> text_calls() {
  return {
      {fn::chomp("a\n"), R"(chomp("a\n"))"},
      {fn::endswith("ab", "b"), R"(endswith("ab", "b"))"},
      {fn::format("x"), R"(format("x"))"},
      {fn::format("%s-%03d-%v", "a", 5, true), R"(format("%s-%03d-%v", "a", 5, true))"},
      {fn::formatlist("x"), R"(formatlist("x"))"},
      {fn::formatlist("%s-%s", List<Str>{"a", "b"}, "c"), R"(formatlist("%s-%s", ["a", "b"], "c"))"},
      {fn::indent(2, "a"), R"(indent(2, "a"))"},
      {fn::join("-", {"a", "b"}), R"(join("-", ["a", "b"]))"},
      {fn::join("-", List<Num>{1}, Set<Str>{"b"}), R"(join("-", [1], ["b"]))"},
      {fn::lower("A"), R"(lower("A"))"},
      {fn::regex("[a-z]+", "12ab"), R"(regex("[a-z]+", "12ab"))"},
      {fn::regexall("[a-z]", "12ab"), R"(regexall("[a-z]", "12ab"))"},
      {fn::replace("aa", "a", "b"), R"(replace("aa", "a", "b"))"},
      {fn::split(",", "a,b"), R"(split(",", "a,b"))"},
      {fn::startswith("ab", "a"), R"(startswith("ab", "a"))"},
      {fn::strcontains("ab", "b"), R"(strcontains("ab", "b"))"},
      {fn::strrev("ab"), R"(strrev("ab"))"},
      {fn::substr("abc", 1, -1), R"(substr("abc", 1, -1))"},
      {fn::templatefile("t.tpl", object({{"a", 1}})), R"(templatefile("t.tpl", {"a" = 1}))"},
      {fn::templatestring(raw<Str>("var.t"), object({{"a", 1}})), R"(templatestring(var.t, {"a" = 1}))"},
      {fn::title("a b"), R"(title("a b"))"},
      {fn::trim("?a?", "?"), R"(trim("?a?", "?"))"},
      {fn::trimprefix("ab", "a"), R"(trimprefix("ab", "a"))"},
      {fn::trimspace(" a "), R"(trimspace(" a "))"},
      {fn::trimsuffix("ab", "b"), R"(trimsuffix("ab", "b"))"},
      {fn::upper("a"), R"(upper("a"))"},
  };
}

std::vector<Call> number_calls() {
  return {
      {fn::abs(-5), "abs(-5)"},
      {fn::ceil(1.5), "ceil(1.5)"},
      {fn::floor(1.5), "floor(1.5)"},
      {fn::log(16, 2), "log(16, 2)"},
      {fn::max(1), "max(1)"},
      {fn::max(1, 2.5, 3), "max(1, 2.5, 3)"},
      {fn::min(1), "min(1)"},
      {fn::min(fn::expand(List<Num>{1, 2})), "min([1, 2]...)"},
      {fn::parseint("ff", 16), R"(parseint("ff", 16))"},
      {fn::pow(2, 8), "pow(2, 8)"},
      {fn::signum(-3), "signum(-3)"},
      {fn::sum({1, 2}), "sum([1, 2])"},
      {fn::range(3), "range(3)"},
      {fn::range(1, 3), "range(1, 3)"},
      {fn::range(1, 8, 2), "range(1, 8, 2)"},
      {fn::cidrcontains("10.0.0.0/8", "10.1.0.0/16"), R"(cidrcontains("10.0.0.0/8", "10.1.0.0/16"))"},
      {fn::cidrhost("10.0.0.0/8", 5), R"(cidrhost("10.0.0.0/8", 5))"},
      {fn::cidrnetmask("10.0.0.0/8"), R"(cidrnetmask("10.0.0.0/8"))"},
      {fn::cidrsubnet("10.0.0.0/8", 8, 1), R"(cidrsubnet("10.0.0.0/8", 8, 1))"},
      {fn::cidrsubnets("10.0.0.0/8"), R"(cidrsubnets("10.0.0.0/8"))"},
      {fn::cidrsubnets("10.0.0.0/8", 8, 4), R"(cidrsubnets("10.0.0.0/8", 8, 4))"},
      {fn::formatdate("YYYY", "2020-01-01T00:00:00Z"), R"(formatdate("YYYY", "2020-01-01T00:00:00Z"))"},
      {fn::plantimestamp(), "plantimestamp()"},
      {fn::timeadd("2020-01-01T00:00:00Z", "1h"), R"(timeadd("2020-01-01T00:00:00Z", "1h"))"},
      {fn::timecmp("2020-01-01T00:00:00Z", "2021-01-01T00:00:00Z"),
       R"(timecmp("2020-01-01T00:00:00Z", "2021-01-01T00:00:00Z"))"},
      {fn::timestamp(), "timestamp()"},
  };
}

std::vector<Call> encoding_calls() {
  return {
      {fn::base64decode("YQ=="), R"(base64decode("YQ=="))"},
      {fn::base64encode("a"), R"(base64encode("a"))"},
      {fn::base64gunzip("H4sIAAAAAAAA/0oEBAAA//+3O//OAQAAAA=="),
       R"(base64gunzip("H4sIAAAAAAAA/0oEBAAA//+3O//OAQAAAA=="))"},
      {fn::base64gzip("a"), R"(base64gzip("a"))"},
      {fn::base64sha256("a"), R"(base64sha256("a"))"},
      {fn::base64sha512("a"), R"(base64sha512("a"))"},
      {fn::bcrypt("a"), R"(bcrypt("a"))"},
      {fn::bcrypt("a", 4), R"(bcrypt("a", 4))"},
      {fn::csvdecode("a,b\n1,2"), R"(csvdecode("a,b\n1,2"))"},
      {fn::jsondecode("[1]"), R"(jsondecode("[1]"))"},
      {fn::jsonencode(object({{"a", list({1, "b", true, null})}})), R"(jsonencode({"a" = [1, "b", true, null]}))"},
      {fn::md5("a"), R"(md5("a"))"},
      {fn::rsadecrypt("YQ==", "key"), R"(rsadecrypt("YQ==", "key"))"},
      {fn::sha1("a"), R"(sha1("a"))"},
      {fn::sha256("a"), R"(sha256("a"))"},
      {fn::sha512("a"), R"(sha512("a"))"},
      {fn::textdecodebase64("YQA=", "UTF-16LE"), R"(textdecodebase64("YQA=", "UTF-16LE"))"},
      {fn::textencodebase64("a", "UTF-16LE"), R"(textencodebase64("a", "UTF-16LE"))"},
      {fn::urldecode("a%20b"), R"(urldecode("a%20b"))"},
      {fn::urlencode("a b"), R"(urlencode("a b"))"},
      {fn::uuid(), "uuid()"},
      {fn::uuidv5("dns", "example.com"), R"(uuidv5("dns", "example.com"))"},
      {fn::yamldecode("a: 1"), R"(yamldecode("a: 1"))"},
      {fn::yamlencode("a"), R"(yamlencode("a"))"},
  };
}

std::vector<Call> file_calls() {
  return {
      {fn::abspath("t.tpl"), R"(abspath("t.tpl"))"},
      {fn::basename("a/b"), R"(basename("a/b"))"},
      {fn::dirname("a/b"), R"(dirname("a/b"))"},
      {fn::file("t.tpl"), R"(file("t.tpl"))"},
      {fn::filebase64("t.tpl"), R"(filebase64("t.tpl"))"},
      {fn::filebase64sha256("t.tpl"), R"(filebase64sha256("t.tpl"))"},
      {fn::filebase64sha512("t.tpl"), R"(filebase64sha512("t.tpl"))"},
      {fn::fileexists("t.tpl"), R"(fileexists("t.tpl"))"},
      {fn::filemd5("t.tpl"), R"(filemd5("t.tpl"))"},
      {fn::fileset(".", "*.tpl"), R"(fileset(".", "*.tpl"))"},
      {fn::filesha1("t.tpl"), R"(filesha1("t.tpl"))"},
      {fn::filesha256("t.tpl"), R"(filesha256("t.tpl"))"},
      {fn::filesha512("t.tpl"), R"(filesha512("t.tpl"))"},
      {fn::pathexpand("~"), R"(pathexpand("~"))"},
  };
}

std::vector<Call> type_calls() {
  return {
      {fn::can("a"), R"(can("a"))"},
      {fn::try_("a"), R"(try("a"))"},
      {fn::try_("a", "b"), R"(try("a", "b"))"},
      {fn::coalesce("a"), R"(coalesce("a"))"},
      {fn::coalesce(null, "a"), R"(coalesce(null, "a"))"},
      {fn::ephemeralasnull("a"), R"(ephemeralasnull("a"))"},
      {fn::issensitive("a"), R"(issensitive("a"))"},
      {fn::nonsensitive("a"), R"(nonsensitive("a"))"},
      {fn::sensitive("a"), R"(sensitive("a"))"},
      {fn::tobool("true"), R"(tobool("true"))"},
      {fn::tolist(Set<Str>{"a"}), R"(tolist(["a"]))"},
      {fn::tomap({{"a", "b"}}), R"(tomap({"a" = "b"}))"},
      {fn::tonumber("1"), R"(tonumber("1"))"},
      {fn::toset({"a"}), R"(toset(["a"]))"},
      {fn::tostring(1), "tostring(1)"},
  };
}

std::vector<Call> collection_calls() {
  const List<Str> ab{"a", "b"};
  const Map<Str> map{{"k", "v"}};
  return {
      {fn::alltrue({true, false}), "alltrue([true, false])"},
      {fn::anytrue({true, false}), "anytrue([true, false])"},
      {fn::chunklist(ab, 1), R"(chunklist(["a", "b"], 1))"},
      {fn::coalescelist(ab), R"(coalescelist(["a", "b"]))"},
      {fn::coalescelist(empty_list<Str>(), ab), R"(coalescelist([], ["a", "b"]))"},
      {fn::compact({"a", ""}), R"(compact(["a", ""]))"},
      {fn::concat(ab), R"(concat(["a", "b"]))"},
      {fn::concat(ab, ab), R"(concat(["a", "b"], ["a", "b"]))"},
      {fn::contains({"a"}, "a"), R"(contains(["a"], "a"))"},
      {fn::distinct({"a", "a"}), R"(distinct(["a", "a"]))"},
      {fn::element({"a"}, 3), R"(element(["a"], 3))"},
      {fn::flatten(List<List<Str>>{ab, ab}), R"(flatten([["a", "b"], ["a", "b"]]))"},
      {fn::index({"a"}, "a"), R"(index(["a"], "a"))"},
      {fn::keys(map), R"(keys({"k" = "v"}))"},
      {fn::length("abc"), R"(length("abc"))"},
      {fn::lookup(map, "k"), R"(lookup({"k" = "v"}, "k"))"},
      {fn::lookup(map, "x", "y"), R"(lookup({"k" = "v"}, "x", "y"))"},
      {fn::matchkeys(ab, List<Num>{1, 2}, List<Num>{2}), R"(matchkeys(["a", "b"], [1, 2], [2]))"},
      {fn::merge(map), R"(merge({"k" = "v"}))"},
      {fn::merge(map, map), R"(merge({"k" = "v"}, {"k" = "v"}))"},
      {fn::one({"a"}), R"(one(["a"]))"},
      {fn::reverse({"a", "b"}), R"(reverse(["a", "b"]))"},
      {fn::setintersection(ab), R"(setintersection(["a", "b"]))"},
      {fn::setintersection(ab, ab), R"(setintersection(["a", "b"], ["a", "b"]))"},
      {fn::setproduct(ab, List<Num>{1}), R"(setproduct(["a", "b"], [1]))"},
      {fn::setsubtract(ab, Set<Str>{"a"}), R"(setsubtract(["a", "b"], ["a"]))"},
      {fn::setunion(ab), R"(setunion(["a", "b"]))"},
      {fn::setunion(ab, fn::expand(List<List<Str>>{ab})), R"(setunion(["a", "b"], [["a", "b"]]...))"},
      {fn::slice({"a", "b"}, 0, 1), R"(slice(["a", "b"], 0, 1))"},
      {fn::sort({"b", "a"}), R"(sort(["b", "a"]))"},
      {fn::transpose({{"a", {"b"}}}), R"(transpose({"a" = ["b"]}))"},
      {fn::values(map), R"(values({"k" = "v"}))"},
      {fn::zipmap({"a"}, List<Num>{1}), R"(zipmap(["a"], [1]))"},
  };
}

std::vector<Call> all_calls() {
  std::vector<Call> calls;
  for (const auto& some :
       {text_calls(), number_calls(), encoding_calls(), file_calls(), type_calls(), collection_calls()}) {
    calls.insert(calls.end(), some.begin(), some.end());
  }
  return calls;
}

/// How many arguments each function was called with.
std::map<std::string, std::set<unsigned>> arities() {
  std::map<std::string, std::set<unsigned>> result;
  for (const Call& call : all_calls()) {
    const detail::Value* value = call.call.parapet_value();
    result[detail::payload<detail::CallPart>(value)->name].insert(value->size);
  }
  return result;
}

struct Signature {
  std::string name;
  unsigned least = 0;
  std::string most;
};

/// `name least most`, where most may be `*`: what `terraform metadata functions -json` of 1.11 says, and for the
/// functions that end in an optional parameter what their documentation says.
std::vector<Signature> signatures() {
  std::ifstream file(PARAPET_SOURCE_DIR "/tests/core/golden/functions.txt");
  std::vector<Signature> result;
  for (Signature next; file >> next.name >> next.least >> next.most;) result.push_back(next);
  return result;
}

TEST(Functions, EachIsWrittenAsACall) {
  for (const Call& call : all_calls()) EXPECT_EQ(hcl(call.call), call.text);
}

TEST(Functions, AllOfTerraformAreThereWithFewestAndMostArguments) {
  const auto known = arities();
  const auto wanted = signatures();
  ASSERT_EQ(wanted.size(), 118u);
  for (const Signature& signature : wanted) {
    ASSERT_TRUE(known.contains(signature.name)) << signature.name;
    const auto& called = known.at(signature.name);
    EXPECT_EQ(*called.begin(), signature.least) << signature.name;
    if (signature.most == "*") {
      EXPECT_GE(*called.rbegin(), 1u) << signature.name;
    } else {
      EXPECT_EQ(std::to_string(*called.rbegin()), signature.most) << signature.name;
    }
  }
}

TEST(Functions, BeyondTerraformThereAreOpenTofusOwn) {
  std::vector<std::string> more;
  const auto wanted = signatures();
  for (const auto& [name, called] : arities()) {
    if (std::none_of(wanted.begin(), wanted.end(), [&](const Signature& signature) { return signature.name == name; }))
      more.push_back(name);
  }
  EXPECT_THAT(more, testing::ElementsAre("base64gunzip", "cidrcontains", "urldecode"));
}

TEST(Functions, ResultsKeepTheTypeOfTheirArguments) {
  const Ref<List<Num>> numbers = raw<List<Num>>("var.n");
  const Ref<Map<Str>> tags = raw<Map<Str>>("var.t");
  static_assert(std::is_same_v<decltype(fn::distinct(numbers)), Ref<List<Num>>>);
  static_assert(std::is_same_v<decltype(fn::toset(numbers)), Ref<Set<Num>>>);
  static_assert(std::is_same_v<decltype(fn::element(numbers, 0)), Ref<Num>>);
  static_assert(std::is_same_v<decltype(fn::merge(tags, Map<Str>{})), Ref<Map<Str>>>);
  static_assert(std::is_same_v<decltype(fn::merge(tags, Map<Num>{})), Ref<Any>>);
  static_assert(std::is_same_v<decltype(fn::merge(tags, fn::expand(numbers))), Ref<Any>>);
  static_assert(std::is_same_v<decltype(fn::coalesce("a", raw<Str>("x"), null)), Ref<Str>>);
  static_assert(std::is_same_v<decltype(fn::try_(numbers, null)), Ref<List<Num>>>);
  static_assert(std::is_same_v<decltype(fn::lookup(tags, "a")), Ref<Str>>);
  static_assert(std::is_same_v<decltype(fn::chunklist(numbers, 2)), Ref<List<List<Num>>>>);
  static_assert(std::is_same_v<decltype(fn::distinct(raw("x"))), Ref<Any>>);
  static_assert(std::is_same_v<decltype(fn::sensitive(raw<Str>("x"))), Ref<Str>>);
  EXPECT_EQ(hcl(fn::chunklist(numbers, 2)[0][1]), "chunklist(var.n, 2)[0][1]");
}

TEST(Functions, UnsetArgumentsAreNull) { EXPECT_EQ(hcl(fn::coalesce(Str(), "a")), R"(coalesce(null, "a"))"); }

TEST(Functions, LiteralsInArgumentsAreEscaped) {
  EXPECT_EQ(hcl(fn::upper("a\"${b}%{c}\\\n\t\xC3\xA9")), R"(upper("a\"$${b}%%{c}\\\n\té"))");
}

TEST(Functions, AnExpandedListMustBeTheLastArgument) {
  const auto lists = fn::expand(raw<List<Num>>("var.n"));
  EXPECT_EQ(hcl(fn::max(1, lists)), "max(1, var.n...)");
  EXPECT_EQ(message_of<Error>([&] { fn::max(lists, 1); }),
            "fn::max: argument 1 is an expanded list; Terraform takes one only as the last argument, so join the lists "
            "with fn::concat first");
}

TEST(Functions, OfProvidersAreCalledByProviderAndName) {
  EXPECT_EQ(hcl(fn::provider("aws", "arn_parse", raw<Str>("x.arn"))), "provider::aws::arn_parse(x.arn)");
  EXPECT_EQ(message_of<Error>([] { fn::provider("aws", "arn parse"); }),
            "fn::provider: \"arn parse\" is no name of Terraform; give the provider's local name and its function: "
            "fn::provider(\"aws\", "
            "\"arn_parse\", ...)");
}

}  // namespace
}  // namespace parapet
