#include "parapet/document/read.hpp"

#include <gtest/gtest.h>

#include <string>

#include "parapet/document/view.hpp"
#include "parapet/error.hpp"

namespace parapet {
namespace {

using detail::Kind;

Document read(std::string_view text) { return read_terraform_json(text, "main.tf.json"); }

std::string refusal(std::string_view text) {
  try {
    read(text);
  } catch (const Error& error) {
    return error.what();
  }
  return "accepted";
}

std::string body_of(const Document& document, std::size_t block = 0) {
  return render(document.blocks().at(block).body, 1000);
}

TEST(ReadTerraformJson, MakesABlockOfEverySection) {
  const Document document = read(R"({
    "//": "a comment",
    "resource": {"aws_s3_bucket": {"logs": {"bucket": "logs"}}},
    "data": {"aws_ami": {"ubuntu": {"owners": ["self"]}}},
    "ephemeral": {"aws_secretsmanager_secret_version": {"s": {"secret_id": "x"}}},
    "variable": {"region": {"default": "eu-west-1"}},
    "locals": {"a": 1, "b": "${local.a}"},
    "output": {"o": {"value": "${local.b}"}},
    "module": {"m": {"source": "./m"}},
    "provider": {"aws": [{"region": "eu-west-1"}, {"alias": "us", "region": "us-east-1"}]},
    "terraform": {"required_version": ">= 1.5", "backend": {"s3": {"bucket": "state"}}},
    "check": {"c": {"assert": {"condition": "${true}", "error_message": "no"}}},
    "moved": [{"from": "aws_s3_bucket.a", "to": "aws_s3_bucket.logs"}],
    "import": {"to": "aws_s3_bucket.logs", "id": "logs"},
    "removed": {"from": "aws_s3_bucket.gone"}
  })");
  std::vector<std::string> found;
  for (const DocumentBlock& block : document.blocks()) {
    found.push_back(std::to_string(static_cast<int>(block.kind)) + " " + std::string(block.address) + " " +
                    render(block.body, 1000));
  }
  const std::vector<std::string> expected = {
      "1  {required_version = \">= 1.5\", backend = {s3 = {bucket = \"state\"}}}",
      "3 aws_s3_bucket.logs {bucket = \"logs\"}",
      "4 data.aws_ami.ubuntu {owners = [\"self\"]}",
      "5 ephemeral.aws_secretsmanager_secret_version.s {secret_id = \"x\"}",
      "6 aws {region = \"eu-west-1\"}",
      "6 aws.us {alias = \"us\", region = \"us-east-1\"}",
      "7  {bucket = \"state\"}",
      "8 var.region {default = \"eu-west-1\"}",
      "9 local.a 1",
      "9 local.b local.a",
      "10 output.o {value = local.b}",
      "11 module.m {source = \"./m\"}",
      "12  {from = aws_s3_bucket.a, to = aws_s3_bucket.logs}",
      "13  {to = aws_s3_bucket.logs, id = \"logs\"}",
      "14  {from = aws_s3_bucket.gone}",
      "15 check.c {assert = {condition = true, error_message = \"no\"}}",
  };
  EXPECT_EQ(found, expected);
  EXPECT_EQ(document.stack(), "main.tf.json");
}

TEST(ReadTerraformJson, TakesObjectsAndArraysAlikeAboveBodies) {
  const Document document = read(R"([
    {"resource": [{"aws_a": [{"x": [{"v": 1}]}]}, {"aws_a": {"y": {"v": 2}}}]},
    {"resource": {"aws_b": {"z": {"v": 3}}}, "variable": null}
  ])");
  ASSERT_EQ(document.blocks().size(), 3u);
  EXPECT_EQ(document.blocks()[0].address, "aws_a.x");
  EXPECT_EQ(document.blocks()[1].address, "aws_a.y");
  EXPECT_EQ(document.blocks()[2].address, "aws_b.z");
}

TEST(ReadTerraformJson, MergesBlocksWhoseLabelStandsTwice) {
  const Document document =
      read(R"({"resource": {"aws_a": {"x": {"rule": {"n": 1}, "rule": [{"n": 2}, {"n": 3}]}}, "aws_a": {"y": {}}}})");
  EXPECT_EQ(body_of(document), "{rule = [{n = 1}, {n = 2}, {n = 3}]}");
  EXPECT_EQ(document.blocks()[1].address, "aws_a.y");
}

TEST(ReadTerraformJson, KeepsFileAndLineOfEveryBlock) {
  const Document document =
      read("{\n\"resource\": {\n\"aws_a\": {\n\"x\": {\n\"v\": 1},\n\n\"y\": {}}},\n\"locals\": {\"l\": 1}}");
  EXPECT_EQ(document.find(NodeKind::resource, "aws_a", "x")->line, 4u);
  EXPECT_EQ(document.find(NodeKind::resource, "aws_a", "y")->line, 7u);
  EXPECT_EQ(document.find(NodeKind::local, "", "l")->line, 8u);
  EXPECT_EQ(document.find(NodeKind::local, "", "l")->file, "main.tf.json");
  EXPECT_EQ(document.find(NodeKind::resource, "aws_a", "x")->path, "");
}

TEST(ReadTerraformJson, PrefersTheOriginInTheMetadata) {
  const Document document = read(R"({"//": {"metadata": {"stackName": "production"}}, "resource": {"aws_a": {"x": {
    "//": {"metadata": {"path": "production/zip", "file": "resources/databases.cpp", "line": 12, "uniqueId": "zip"}}}}}})");
  const DocumentBlock& block = document.blocks()[0];
  EXPECT_EQ(document.stack(), "production");
  EXPECT_EQ(block.path, "production/zip");
  EXPECT_EQ(block.file, "resources/databases.cpp");
  EXPECT_EQ(block.line, 12u);
  EXPECT_EQ(View(block.body).member("//").member("metadata").member("uniqueId").text(), "zip");
}

TEST(ReadTerraformJson, CopiesEverythingOutOfTheBytes) {
  std::string bytes = R"({"resource": {"aws_a": {"x": {"name": "value"}}}})";
  const Document document = read_terraform_json(bytes, std::string("a") + ".tf.json");
  bytes.assign(bytes.size(), '#');
  EXPECT_EQ(document.blocks()[0].address, "aws_a.x");
  EXPECT_EQ(document.blocks()[0].file, "a.tf.json");
  EXPECT_EQ(body_of(document), "{name = \"value\"}");
}

TEST(ReadTerraformJson, ReadsStringsAsTerraformDoesInEachPlace) {
  const Document document = read(R"({
    "resource": {"aws_a": {"x": {
      "//": "${not read}",
      "name": "a-${var.n}",
      "literal": "$${x}",
      "tags": {"${var.k}": "v"},
      "depends_on": ["aws_b.y", "${aws_b.z}"],
      "provider": "aws.us",
      "lifecycle": {"ignore_changes": ["tags[\"a\"]"], "replace_triggered_by": ["aws_b.y.id"], "precondition": {"condition": "${var.ok}", "error_message": "e"}}
    }}},
    "variable": {"n": {"default": "${kept}", "type": "string", "validation": {"condition": "${var.n != \"\"}", "error_message": "e"}}},
    "module": {"m": {"source": "./m", "providers": {"aws": "aws.us"}}}
  })");
  EXPECT_EQ(body_of(document, 0),
            "{// = \"$${not read}\", name = \"a-${var.n}\", literal = \"$${x}\", tags = {(var.k) = \"v\"}, depends_on "
            "= [aws_b.y, aws_b.z], provider = aws.us, "
            "lifecycle = {ignore_changes = [tags[\"a\"]], replace_triggered_by = [aws_b.y.id], precondition = "
            "{condition = var.ok, error_message = \"e\"}}}");
  EXPECT_EQ(
      body_of(document, 1),
      "{default = \"$${kept}\", type = \"string\", validation = {condition = var.n != \"\", error_message = \"e\"}}");
  EXPECT_EQ(body_of(document, 2), "{source = \"./m\", providers = {aws = aws.us}}");
  EXPECT_EQ(View(document.blocks()[0].body).member("depends_on").element(0).kind(), Kind::bare);
}

TEST(ReadTerraformJson, PutsDynamicBlocksBesideStaticOnes) {
  const Document document = read(R"({"resource": {"aws_a": {"x": {
    "rule": {"n": 1},
    "tags": {"dynamic": "yes"},
    "dynamic": {
      "rule": [{"for_each": "${var.r}", "content": {"n": "${rule.value}"}}, {"for_each": [1], "iterator": "it", "content": [{"n": "${it.key}"}]}],
      "other": {"for_each": ["a"], "content": {"dynamic": [{"inner": {"for_each": "${other.value}", "content": {"d": "${inner.value}"}}}]}}
    }}}}})");
  const View body = document.blocks()[0].body;
  const View rule = body.member("rule");
  ASSERT_EQ(rule.kind(), Kind::blocks);
  ASSERT_EQ(rule.size(), 3u);
  EXPECT_EQ(render(rule.element(0)), "{n = 1}");
  EXPECT_EQ(render(rule.element(1).dynamic_for_each()), "var.r");
  EXPECT_EQ(rule.element(1).dynamic_iterator(), "rule");
  EXPECT_EQ(render(rule.element(1).dynamic_content()), "{n = rule.value}");
  EXPECT_EQ(rule.element(2).dynamic_iterator(), "it");
  EXPECT_EQ(render(rule.element(2).dynamic_content()), "{n = it.key}");
  const View inner = body.member("other").element(0).dynamic_content().member("inner");
  ASSERT_TRUE(inner.element(0).is_dynamic());
  EXPECT_EQ(render(inner.element(0).dynamic_content()), "{d = inner.value}");
  EXPECT_TRUE(body.member("dynamic").is_unset());
  EXPECT_EQ(render(body.member("tags")), "{dynamic = \"yes\"}");
}

TEST(ReadTerraformJson, KeepsNumbersExact) {
  const Document document = read(R"({"locals": {"a": [18446744073709551615, -9223372036854775808, 0.1, 1e2, 5]}})");
  EXPECT_EQ(body_of(document), "[18446744073709551615, -9223372036854775808, 0.1, 100, 5]");
}

TEST(ReadTerraformJson, AddsFilesOfOneFolderToOneDocument) {
  Document document("network");
  add_terraform_json(document, R"({"variable": {"a": {}}})", "variables.tf.json");
  add_terraform_json(document, R"({"output": {"b": {"value": "${var.a}"}}})", "outputs.tf.json");
  document.finish();
  EXPECT_EQ(document.stack(), "network");
  EXPECT_EQ(document.find(NodeKind::variable, "", "a")->file, "variables.tf.json");
  EXPECT_EQ(document.find(NodeKind::output, "", "b")->file, "outputs.tf.json");
  try {
    add_terraform_json(document, R"({"variable": {"a": {}}})", "more.tf.json");
    FAIL() << "a second declaration was accepted";
  } catch (const Error& error) {
    EXPECT_STREQ(error.what(),
                 "more.tf.json:1: /variable/a declares `var.a` a second time; give one of them another name");
  }
}

TEST(ReadTerraformJson, RefusesWhatIsNoJson) {
  EXPECT_EQ(refusal("{\n  \"resource\": {,}\n}"),
            "main.tf.json:2: this is no JSON: syntax error while parsing object key - unexpected ','; expected string "
            "literal; give a document of Terraform's "
            "JSON syntax (`.tf.json`)");
  EXPECT_EQ(refusal(""),
            "main.tf.json:1: this is no JSON: syntax error while parsing value - unexpected end of input; expected "
            "'[', '{', or a literal; give a document of "
            "Terraform's JSON syntax (`.tf.json`)");
  EXPECT_NE(refusal("{} {}"), "accepted");
  EXPECT_NE(refusal("{\"a\": \"\xFF\"}"), "accepted");
  EXPECT_NE(refusal("{\"locals\": {\"a\": 1e999}}"), "accepted");
  const std::string deep = "{\"locals\": {\"a\": " + std::string(100'000, '[') + std::string(100'000, ']') + "}}";
  EXPECT_EQ(refusal(deep),
            "main.tf.json:1: this is no JSON: nested deeper than 200 levels; give a document of Terraform's JSON "
            "syntax (`.tf.json`)");
}

TEST(ReadTerraformJson, RefusesWhatTerraformWouldNotTake) {
  EXPECT_EQ(refusal("3"), "main.tf.json:1: the document is a number; an object, or an array of objects, is expected");
  EXPECT_EQ(refusal("[{}, true]"), "main.tf.json: /1 is a boolean; an object, or an array of objects, is expected");
  EXPECT_EQ(refusal(R"({"resources": {}})"),
            "main.tf.json:1: /resources is no block of Terraform; did you mean \"resource\"?; remove it, or keep it as "
            "a comment under `//`");
  EXPECT_EQ(refusal(R"({"resource": {"aws_a": "x"}})"),
            "main.tf.json: /resource/aws_a is a string; an object, or an array of objects, is expected");
  EXPECT_EQ(refusal("{\"resource\": {\"aws_a\": {\n\"x\": {\"a\": 1, \"a\": 2}}}}"),
            "main.tf.json:2: /resource/aws_a/x/a is given twice; keep one of the values");
  EXPECT_EQ(refusal(R"({"locals": {"a": {"b": 1, "b": 2}}})"),
            "main.tf.json:1: /locals/a/b is given twice; keep one of the values");
  EXPECT_EQ(refusal(R"({"resource": [{"aws_a": {"x": {}}}, {"aws_a": {"x": {}}}]})"),
            "main.tf.json:1: /resource/1/aws_a/x declares `aws_a.x` a second time; give one of them another name");
  EXPECT_EQ(refusal(R"({"locals": [{"a/b~": 1}, {"a/b~": 2}]})"),
            "main.tf.json:1: /locals/1/a~1b~0 declares `local.a/b~` a second time; give one of them another name");
}

TEST(DecodeJson, GivesLiteralsOnly) {
  EXPECT_EQ(render(decode_json(R"({"a": ["${x}", 1, null]})")), "{a = [\"$${x}\", 1, null]}");
  EXPECT_EQ(decode_json("{"), nullptr);
  EXPECT_EQ(decode_json(""), nullptr);
  EXPECT_EQ(decode_json(R"({"a": 1, "a": 1})"), nullptr);
  EXPECT_EQ(decode_json(R"([{"a": {"b": 1, "b": 2}}])"), nullptr);
  EXPECT_EQ(decode_json(std::string(100'000, '[')), nullptr);
}

}  // namespace
}  // namespace parapet
