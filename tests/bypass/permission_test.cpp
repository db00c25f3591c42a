#include <aws/kms_key.hpp>

#include <algorithm>

#include "bypass/foreign.hpp"
#include "parapet/guardrails/baseline.hpp"
#include "parapet/guardrails/enforcement.hpp"
#include "parapet/resource.hpp"

/// Levels, baselines and other names that are to permit more than they say.
namespace attack {
namespace {

using parapet::guardrails::Baseline;
using parapet::guardrails::Enforcement;
using testing::IsEmpty;

std::vector<parapet::Document> read(const std::string& text) {
  std::vector<parapet::Document> documents;
  documents.push_back(parapet::read_document(text, "shop", ""));
  return documents;
}

const std::string open_database = resource("aws_db_instance", json("{'publicly_accessible': true}"));
constexpr const char* open_line = "rds:001 fail aws_db_instance.x publicly_accessible = true";

std::vector<std::string> leveled(const std::string& enforcement) {
  static const FixedClock clock;
  const std::vector<const parapet::guardrails::Requirement*> known = parapet::guardrails::compiled_requirements();
  const Enforcement levels(json(enforcement), "enforcement.json", known, clock);
  return refused_of(read(open_database), {.enforcement = &levels});
}

std::string entry(const std::string& requirement, const std::string& stack = "shop", const std::string& level = "warn",
                  const std::string& expires = "2026-06-30") {
  return "{'requirement': '" + requirement + "', 'stack': '" + stack + "', 'level': '" + level +
         "', 'reason': 'r', 'owner': 'o', 'ticket': 't', 'expires': '" + expires + "'}";
}

struct Entry {
  const char* name;
  std::string text;
};
void PrintTo(const Entry& entry, std::ostream* out) { *out << entry.name; }

class Level : public testing::TestWithParam<Entry> {};

TEST_P(Level, ThatIsNotQuiteRightChangesNothing) {
  EXPECT_THAT(leveled("[" + GetParam().text + "]"), refuses(open_line));
}

INSTANTIATE_TEST_SUITE_P(
    Bypass, Level,
    testing::Values(
        Entry{"Everything", entry("*")}, Entry{"NoService", entry(":*")}, Entry{"ServiceWithoutStar", entry("rds:")},
        Entry{"ServiceAlone", entry("rds")}, Entry{"ServiceInCapitals", entry("RDS:*")},
        Entry{"SpaceBefore", entry(" rds:001")}, Entry{"SpaceBehind", entry("rds:001 ")},
        Entry{"SpaceBehindTheStar", entry("rds:* ")}, Entry{"PrefixOfAService", entry("rd:*")},
        Entry{"PrefixOfAService2", entry("r*")}, Entry{"PrefixOfANumber", entry("rds:0*")},
        Entry{"TwoStars", entry("rds:**")}, Entry{"ServiceThatDoesNotExist", entry("rdss:*")},
        Entry{"Regex", entry("rds:.*")}, Entry{"LookAlike", entry("rd\u0455:001")},
        Entry{"NulInTheRequirement", entry("rds:001\\u0000")}, Entry{"EmptyRequirement", entry("")},
        Entry{"OtherStack", entry("rds:001", "shop2")}, Entry{"StackInCapitals", entry("rds:001", "Shop")},
        Entry{"PrefixOfTheStack", entry("rds:001", "sh*")}, Entry{"EmptyStack", entry("rds:001", "")},
        Entry{"SpaceBehindTheStack", entry("rds:001", "shop ")}, Entry{"TwoStarsAsStack", entry("rds:001", "**")},
        Entry{"LevelInCapitals", entry("rds:001", "shop", "WARN")},
        Entry{"LevelWithASpace", entry("rds:001", "shop", "warn ")}, Entry{"LevelOff", entry("rds:001", "shop", "off")},
        Entry{"EmptyLevel", entry("rds:001", "shop", "")},
        Entry{"Yesterday", entry("rds:001", "shop", "warn", "2026-06-29")},
        Entry{"MoreThanAYear", entry("rds:001", "shop", "warn", "2027-07-01")},
        Entry{"Time", entry("rds:001", "shop", "warn", "2026-06-30T23:59:59-12:00")},
        Entry{"SpecificBesideGeneral", entry("rds:*") + ", " + entry("rds:001", "shop", "refuse")},
        Entry{"IdBesideStack", entry("rds:*") + ", " + entry("rds:001", "*", "refuse")},
        Entry{"ExpiredBesideGeneral", entry("rds:*", "*") + ", " + entry("rds:001", "shop", "warn", "2026-06-29")},
        Entry{"SecondEntry", entry("rds:001", "shop", "refuse") + ", " + entry("rds:001")}),
    [](const auto& info) { return std::string(info.param.name); });

TEST(Levels, ThatHoldTodayWarn) {
  for (const std::string& one : {entry("rds:001"), entry("rds:*"), entry("rds:001", "*"),
                                 entry("rds:*", "*", "warn", "2027-06-30")})
    EXPECT_THAT(leveled("[" + one + "]"), spares("rds:001")) << one;
}

TEST(Levels, WithAKeyTwiceAreAnError) {
  EXPECT_THROW(leveled("[" + entry("rds:001', 'requirement': 'rds:002") + "]"), parapet::Error);
}

std::string finding(const std::string& requirement = "rds:001", const std::string& stack = "shop",
                    const std::string& address = "aws_db_instance.x", const std::string& attribute = "publicly_accessible",
                    const std::string& value = "true") {
  return "{'requirement': '" + requirement + "', 'stack': '" + stack + "', 'address': '" + address + "', 'attribute': '" +
         attribute + "', 'value': '" + value + "'}";
}

std::vector<std::string> tolerated(const std::string& text, const std::string& baseline) {
  const Baseline known(baseline, "baseline.json");
  return refused_of(read(text), {.baseline = &known});
}

class Finding : public testing::TestWithParam<Entry> {};

TEST_P(Finding, ThatIsNotQuiteTheSameIsRefused) {
  EXPECT_THAT(tolerated(open_database, json("[" + GetParam().text + "]")), refuses(open_line));
}

INSTANTIATE_TEST_SUITE_P(
    Bypass, Finding,
    testing::Values(
        Entry{"AnyRequirement", finding("*")}, Entry{"WholeService", finding("rds:*")},
        Entry{"RequirementInCapitals", finding("RDS:001")}, Entry{"EmptyRequirement", finding("")},
        Entry{"AnyStack", finding("rds:001", "*")}, Entry{"OtherStack", finding("rds:001", "dev")},
        Entry{"EmptyStack", finding("rds:001", "")}, Entry{"AnyAddress", finding("rds:001", "shop", "*")},
        Entry{"AnyName", finding("rds:001", "shop", "aws_db_instance.*")},
        Entry{"AddressInCapitals", finding("rds:001", "shop", "aws_db_instance.X")},
        Entry{"Instance", finding("rds:001", "shop", "aws_db_instance.x[0]")},
        Entry{"LookAlike", finding("rds:001", "shop", "aws_db_instance.\u0445")},
        Entry{"EmptyAddress", finding("rds:001", "shop", "")},
        Entry{"AnyAttribute", finding("rds:001", "shop", "aws_db_instance.x", "*")},
        Entry{"AttributeInCapitals", finding("rds:001", "shop", "aws_db_instance.x", "Publicly_Accessible")},
        Entry{"AttributeWithASpace", finding("rds:001", "shop", "aws_db_instance.x", " publicly_accessible")},
        Entry{"EmptyAttribute", finding("rds:001", "shop", "aws_db_instance.x", "")},
        Entry{"AnyValue", finding("rds:001", "shop", "aws_db_instance.x", "publicly_accessible", "*")},
        Entry{"EmptyValue", finding("rds:001", "shop", "aws_db_instance.x", "publicly_accessible", "")},
        Entry{"ValueInCapitals", finding("rds:001", "shop", "aws_db_instance.x", "publicly_accessible", "True")},
        Entry{"ValueAsText", finding("rds:001", "shop", "aws_db_instance.x", "publicly_accessible", "\\'true\\'")},
        Entry{"ValueAsNumber", finding("rds:001", "shop", "aws_db_instance.x", "publicly_accessible", "1")},
        Entry{"HiddenValue", finding("rds:001", "shop", "aws_db_instance.x", "publicly_accessible", "(sensitive)")},
        Entry{"OtherValue", finding("rds:001", "shop", "aws_db_instance.x", "publicly_accessible", "unset")},
        Entry{"NoValue", "{'requirement': 'rds:001', 'stack': 'shop', 'address': 'aws_db_instance.x', 'attribute': "
                         "'publicly_accessible'}"},
        Entry{"Null", "null"}, Entry{"List", "[" + finding() + "]"}),
    [](const auto& info) { return std::string(info.param.name); });

/// What a baseline made of one document still refuses of another.
std::vector<std::string> since(const std::string& before, const std::string& after) {
  const std::vector<parapet::Document> documents = read(before);
  const parapet::guardrails::Report report = parapet::guardrails::check_documents(documents, {});
  return tolerated(after, parapet::guardrails::baseline_text(report));
}

TEST(Findings, ThatAreTheSameAreTolerated) {
  EXPECT_THAT(since(open_database, open_database), IsEmpty());
  const std::string key = resource("aws_iam_access_key", json("{'user': 'ci'}"));
  EXPECT_THAT(since(key, key), IsEmpty());
}

std::string rule(const std::string& cidr, const std::string& rest = "") {
  return resource("aws_vpc_security_group_ingress_rule", json("{'ip_protocol': '-1', 'cidr_ipv4': '" + cidr + "'}"), rest);
}

TEST(Findings, OfValuesThatNobodyMayReadAreEachTheirOwn) {
  EXPECT_THAT(since(rule("${sensitive(\\'8.0.0.0/7\\')}"), rule("${sensitive(\\'0.0.0.0/0\\')}")),
              refuses("vpc:001 fail aws_vpc_security_group_ingress_rule.x cidr_ipv4 = (sensitive)"));
}

TEST(Findings, OfExpressionsThatNobodyKnowsAreEachTheirOwn) {
  const char* variables = ", 'variable': {'a': {}, 'b': {}}";
  EXPECT_THAT(since(rule("${var.a}", json(variables)), rule("${var.a}", json(variables))), spares("vpc:001"));
  EXPECT_THAT(since(rule("${var.a}", json(variables)), rule("${var.b}", json(variables))),
              refuses("vpc:001 unknown aws_vpc_security_group_ingress_rule.x cidr_ipv4 = var.b"));
}

TEST(Findings, OfValuesThatAPlanDoesNotKnowAreEachTheirOwn) {
  const std::string plan = json(
      "{'format_version': '1.2', 'planned_values': {}, 'configuration': {}, 'resource_changes': [{'address': "
      "'aws_ebs_volume.x', 'mode': 'managed', 'type': 'aws_ebs_volume', 'name': 'x', 'change': {'actions': ['create'], "
      "'after': {}, 'after_unknown': {'encrypted': true}}}]}");
  EXPECT_THAT(since(plan, plan), refuses("ebs:001 unknown aws_ebs_volume.x encrypted = (known after apply)"));
}

TEST(Findings, OfValuesThatAreLongDifferInWhatIsNotShown) {
  const std::string inside(300, 'x');
  const auto group = [&](const std::string& last) {
    return resource("aws_security_group", json("{'ingress': {'cidr_blocks': ['0.0.0.0/0', '" + inside + "', '" + last + "']}}"));
  };
  const std::string line = "vpc:003 fail aws_security_group.x ingress[0].cidr_blocks = [\"0.0.0.0/0\", \"xxx";
  EXPECT_THAT(since(group("10.0.0.0/8"), group("10.0.0.0/8")), spares("vpc:003"));
  EXPECT_THAT(since(group("10.0.0.0/8"), group("8.0.0.0/8")), refuses(line));
}

TEST(Findings, BesideThoseThatWereThereAreNew) {
  const auto group = [](const std::string& more) {
    return resource("aws_security_group", json("{'ingress': [{'cidr_blocks': ['0.0.0.0/0']}" + more + "]}"));
  };
  const std::string second = ", {'cidr_blocks': ['0.0.0.0/1']}";
  EXPECT_THAT(since(group(second), group(second)), spares("vpc:003"));
  EXPECT_THAT(since(group(second), group("")), spares("vpc:003")) << "one of them is gone";
  EXPECT_THAT(since(group(""), group(second)), refuses("vpc:003 fail aws_security_group.x ingress[0].cidr_blocks"));
  const auto policy = [](const std::string& more) {
    return resource("aws_iam_policy", json("{'policy': ") +
                                          quoted(json("{'Version': '2012-10-17', 'Statement': [{'Effect': 'Allow', 'Action': "
                                                      "'*', 'Resource': '*'}" + more + "]}")) + "}");
  };
  EXPECT_THAT(since(policy(""), policy("")), IsEmpty());
  EXPECT_THAT(since(policy(""), policy(", {'Effect': 'Allow', 'Action': 'iam:*', 'Resource': '*'}")), refuses("iam:"));
}

/// An exception for one resource, and another whose comment says that this is its path.
TEST(Exceptions, ForAnAddressAreNotForTheResourceThatClaimsItAsPath) {
  const std::string exception = json(
      "[{'requirement': 'kms:001', 'stack': 'd0.tf.json', 'resource': 'aws_kms_key.a', 'reason': 'r', 'owner': 'o', "
      "'ticket': 't', 'expires': '2026-06-30', 'compensating_control': 'c'}]");
  const std::string text = json(
      "{'resource': {'aws_kms_key': {'a': {'enable_key_rotation': false}, 'b': {'enable_key_rotation': false, '//': "
      "{'metadata': {'path': 'aws_kms_key.a'}}}}}}");
  EXPECT_THAT(judged(text, Tier::baseline, exception),
              testing::AllOf(spares("kms:001 fail aws_kms_key.a"), refuses("kms:001 fail aws_kms_key.b")));
}

const std::string keys = "'access_key': 'AKIAIOSFODNN7EXAMPLE', 'secret_key': 'x'";

TEST(Providers, WithAnotherNameHaveNoKeysEither) {
  for (const char* source : {"hashicorp/aws", "HashiCorp/AWS", "registry.opentofu.org/hashicorp/aws", "acme/aws"}) {
    EXPECT_THAT(judged(json("{'terraform': {'required_providers': {'amazon': {'source': '" + std::string(source) +
                            "'}}}, 'provider': {'amazon': {'alias': 'west', " + keys + "}}}")),
                testing::AllOf(refuses("terraform:008 fail amazon.west"), refuses("terraform:009 fail amazon.west")))
        << source;
  }
}

/// The version of another provider says nothing about what this one can.
TEST(Providers, ThatAreCalledAwsDoNotMakeItOld) {
  const auto& compiled = parapet::guardrails::compiled_requirements();
  if (std::none_of(compiled.begin(), compiled.end(), [](const auto* one) { return one->id == "dms:041"; }))
    GTEST_SKIP() << "the catalog of a program built on provider 5 holds nothing that begins with a later version";
  const auto profile = [](const std::string& providers) {
    return judged(resource("aws_dms_instance_profile", json("{'publicly_accessible': true, 'provider': 'amazon'}"),
                           json(", 'terraform': {'required_providers': " + providers + "}")));
  };
  const std::string line = "dms:041 fail aws_dms_instance_profile.x publicly_accessible = true";
  EXPECT_THAT(profile("{'aws': {'source': 'hashicorp/random', 'version': '3.1.0'}, 'amazon': {'source': 'hashicorp/aws', "
                      "'version': '6.66.0'}}"),
              refuses(line));
  EXPECT_THAT(profile("{'aws': {'source': 'acme/aws', 'version': '0.1.0'}}"), refuses(line));
  EXPECT_THAT(profile("{'amazon': {'source': 'hashicorp/aws', 'version': '5.100.0'}}"), spares("dms:041"));
}

class ProviderProgram : public Attack {};

TEST_F(ProviderProgram, WithoutBindingsHasNoKeysEither) {
  for (const char* name : {"aws", "amazon"}) {
    EXPECT_EQ(refused([&](parapet::Stack& stack) {
                parapet::Provider(stack, "p", name, "hashicorp/aws", "6.66.0",
                                  parapet::object({{"access_key", "AKIAIOSFODNN7EXAMPLE"}, {"region", "eu-central-1"}}));
              }),
              std::vector<std::string>{"terraform:009 fail production/p access_key = (sensitive)"})
        << name;
  }
}

}  // namespace
}  // namespace attack
