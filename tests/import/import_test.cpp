#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "import/chosen_names.hpp"
#include "import/code.hpp"
#include "import/imported.hpp"
#include "parapet/error.hpp"
#include "schema/reader.hpp"

namespace parapet::importing {
namespace {

std::string file(const std::string& name) {
  std::ifstream stream(std::string(PARAPET_SOURCE_DIR) + "/" + name, std::ios::binary);
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

const Facts& facts() {
  static const Facts read = read_facts(file("src/import/data/aws.json"), "aws.json");
  return read;
}

const schema::Schema& aws() {
  static const schema::Schema read =
      schema::read_schema_file(PARAPET_SOURCE_DIR "/providers/aws/5.100.0.schema.json.gz");
  return read;
}

StateResource resource(const std::string& type, const std::string& name, const char* values) {
  StateResource made;
  made.address = type + "." + name;
  made.type = type;
  made.name = name;
  made.values = Json::parse(values);
  return made;
}

std::string error_of(const std::function<void()>& action) {
  try {
    action();
  } catch (const Error& error) {
    return error.what();
  }
  return "no error";
}

Json document_of(const std::vector<StateResource>& resources, std::vector<Note>& notes) {
  return Json::parse(imported(resources, "shop", "", aws().provider(), facts(), notes).document);
}

TEST(CppLiterals, EscapeWhatWouldEndOrChangeThem) {
  EXPECT_EQ(cpp_literal("a\"b\\c\nd\x01" "2?" "?="), R"("a\"b\\c\nd\0012?\?=")");
  EXPECT_EQ(cpp_literal(std::string_view("a\0b", 3)), R"(std::string_view("a\000b", 3))");
}

TEST(Layout, BreaksWhatHoldsMoreThanALine) {
  Code code = braces_code("aws::vpc", {});
  for (const char* name : {"a", "b", "c"}) add_member(code, name, text_code("1"));
  EXPECT_EQ(laid_out(call_code("secure::Vpc", {text_code("stack"), code}), 2, 2, 1),
            "secure::Vpc(stack, aws::vpc{\n      .a = 1,\n      .b = 1,\n      .c = 1,\n  })");
}

TEST(Layout, BreaksLongTextsBehindSpaces) {
  const std::string text = laid_out(literal_code(std::string(60, 'a') + " " + std::string(60, 'b')), 2, 10, 1);
  EXPECT_EQ(text, "\n      \"" + std::string(60, 'a') + " \"\n      \"" + std::string(60, 'b') + "\"");
}

TEST(ChosenNames, ComeFromTagsThenFromTheThingItself) {
  const std::vector<StateResource> resources{
      resource("aws_s3_bucket", "this", R"({"bucket": "Acme.Uploads"})"),
      resource("aws_s3_bucket_versioning", "this", R"({"bucket": "Acme.Uploads"})"),
      resource("aws_subnet", "this", R"({"tags": null})"),
      resource("aws_subnet", "main", R"({"tags": {}})"),
      resource("aws_vpc", "this", R"({"tags": {"Name": "10 Net"}})"),
  };
  EXPECT_THAT(chosen_names(resources, facts()),
              testing::ElementsAre("acme-uploads", "acme-uploads-versioning", "subnet-2", "subnet", "vpc-10-net"));
}

TEST(Imported, RefersWhereATextCanBeNothingElse) {
  std::vector<Note> notes;
  const Json document = document_of(
      {resource("aws_iam_role", "app", R"({"id": "app", "name": "app", "arn": "arn:aws:iam::123456789012:role/app",
          "assume_role_policy": "{}", "description": "app"})"),
       resource("aws_iam_role_policy", "p", R"({"id": "app:p", "name": "p", "role": "app",
          "policy": "{\"a\": \"arn:aws:iam::123456789012:role/app/x\", \"b\": \"arn:aws:iam::123456789012:role/apple\"}"})"),
       resource("aws_subnet", "s", R"({"id": "subnet-0123456789", "vpc_id": "vpc-0123456789", "tags": {"vpc": "vpc-0123456789"}})"),
       resource("aws_vpc", "v", R"({"id": "vpc-0123456789", "cidr_block": "10.0.0.0/16", "ipv6_netmask_length": 0})")},
      notes);
  EXPECT_EQ(document["resource"]["aws_iam_role_policy"]["p"]["role"], "${aws_iam_role.app.name}");
  EXPECT_EQ(document["resource"]["aws_iam_role_policy"]["p"]["policy"],
            R"(${jsonencode({"a" = "${aws_iam_role.app.arn}/x", "b" = "arn:aws:iam::123456789012:role/apple"})})");
  EXPECT_EQ(document["resource"]["aws_iam_role"]["app"]["description"], "app");
  EXPECT_EQ(document["resource"]["aws_subnet"]["s"]["vpc_id"], "${aws_vpc.v.id}");
  EXPECT_EQ(document["resource"]["aws_subnet"]["s"]["tags"]["vpc"], "vpc-0123456789");
  EXPECT_FALSE(document["resource"]["aws_vpc"]["v"].contains("ipv6_netmask_length"));
  EXPECT_EQ(notes, std::vector<Note>());
}

TEST(Imported, NeverClosesACircle) {
  std::vector<Note> notes;
  const Json document = document_of(
      {resource("aws_security_group", "a", R"({"id": "sg-00000001a", "name": "a", "ingress": [{"security_groups": ["sg-00000001b"]}]})"),
       resource("aws_security_group", "b", R"({"id": "sg-00000001b", "name": "b", "ingress": [{"security_groups": ["sg-00000001a"]}]})")},
      notes);
  const Json& groups = document["resource"]["aws_security_group"];
  EXPECT_EQ(groups["a"]["ingress"][0]["security_groups"][0], "${aws_security_group.b.id}");
  EXPECT_EQ(groups["b"]["ingress"][0]["security_groups"][0], "sg-00000001a");
}

TEST(Imported, WritesNoSecret) {
  std::vector<Note> notes;
  const std::string text =
      imported({resource("aws_ssm_parameter", "t", R"({"id": "t", "name": "t", "type": "SecureString", "value": "hush-hush"})"),
                resource("aws_db_instance", "d", R"({"id": "db-1", "identifier": "d", "instance_class": "x", "password": "hush-hush"})")},
               "shop", "", aws().provider(), facts(), notes)
          .document;
  EXPECT_EQ(text.find("hush"), std::string::npos);
  const Json document = Json::parse(text);
  EXPECT_EQ(document["resource"]["aws_ssm_parameter"]["t"]["value"], "${var.t-value}");
  EXPECT_EQ(document["variable"]["t-value"], Json::parse(R"({"sensitive": true, "type": "string"})"));
  EXPECT_FALSE(document["resource"]["aws_db_instance"]["d"].contains("password"));
  EXPECT_EQ(notes.size(), 2U);
}

TEST(Imported, KeepsTextsThatLookLikeExpressions) {
  std::vector<Note> notes;
  const Json document =
      document_of({resource("aws_s3_bucket", "b", R"({"id": "b", "bucket": "b", "tags": {"${x}": "%{if}"}})")}, notes);
  EXPECT_EQ(document["resource"]["aws_s3_bucket"]["b"]["tags"], Json::parse(R"({"$${x}": "%%{if}"})"));
}

TEST(ImportId, FollowsFromTheAttributesThatTheTypeTakes) {
  EXPECT_EQ(import_id(resource("aws_iam_role_policy_attachment", "x", R"({"id": "z", "role": "r", "policy_arn": "p"})"), facts()),
            "r/p");
  EXPECT_EQ(import_id(resource("aws_vpc", "x", R"({"id": "vpc-1"})"), facts()), "vpc-1");
  EXPECT_EQ(import_id(resource("aws_db_instance", "x", "{}"), facts()), "");
}

TEST(State, SaysWhatIsMissing) {
  std::vector<Note> notes;
  EXPECT_THAT(error_of([&] { read_state(R"({"version": 4, "lineage": "x", "resources": []})", "s.json", notes); }),
              testing::HasSubstr("s.json"));
  EXPECT_THAT(error_of([&] { read_state(R"({"format_version": "1.0"})", "s.json", notes); }),
              testing::HasSubstr("give what `terraform show -json` prints"));
  EXPECT_THAT(error_of([&] { read_state("[", "s.json", notes); }), testing::HasSubstr("s.json"));
}

TEST(Wanted, IsReadFromLinesAndJson) {
  const auto lines = read_wanted("# these\naws_vpc.net vpc-1\r\n\naws_iam_role my role\n", "ids");
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0].name + " " + lines[0].id, "net vpc-1");
  EXPECT_EQ(lines[1].name + " " + lines[1].id, " my role");
  EXPECT_EQ(read_wanted(R"([{"type": "aws_vpc", "id": "vpc-1"}])", "ids")[0].id, "vpc-1");
}

TEST(Wanted, RefusesWhatNamesNothing) {
  EXPECT_EQ(error_of([] { read_wanted("\n", "ids"); }),
            "ids: names nothing; give a line `TYPE.NAME ID` for each resource");
  EXPECT_EQ(error_of([] { read_wanted("aws_vpc", "ids"); }),
            "ids:1: the id is missing; it is what `terraform import` takes for this type");
  EXPECT_EQ(error_of([] { read_wanted("aws_vpc a\naws_vpc a", "ids"); }),
            "ids: names aws_vpc `a` twice; keep one of them");
  EXPECT_EQ(error_of([] { read_wanted("../x a", "ids"); }),
            "ids:1: `` is no type of a resource; `aws_db_instance`, for instance, is one");
}

TEST(Facts, NameTemplatesThatTheHeadersDeclare) {
  for (const auto& [type, known] : facts().templates) {
    const std::string header = file(known.header);
    const std::string name = known.name.substr(known.name.rfind(':') + 1);
    if (!known.name.starts_with("secure::")) continue;
    EXPECT_TRUE(header.find("using " + name + " = ") != std::string::npos ||
                header.find("class " + name + " : public parapet::guardrails::Secured<") != std::string::npos)
        << type;
  }
}

}  // namespace
}  // namespace parapet::importing
