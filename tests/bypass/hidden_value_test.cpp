#include <gmock/gmock.h>

#include "bypass/attack.hpp"
#include "bypass/configurations.hpp"
#include "parapet/aspect.hpp"
#include "parapet/error.hpp"
#include "parapet/expression.hpp"
#include "parapet/fn.hpp"
#include "parapet/module.hpp"
#include "parapet/testing/synth.hpp"
#include "parapet/variable.hpp"

/// `0.0.0.0/0` in disguise: what Terraform would make of it when it runs has to be found out, or refused as unknown.
namespace attack {
namespace {

using parapet::Any;
using parapet::Local;
using parapet::Module;
using parapet::Stack;
using parapet::Str;
using parapet::Variable;
namespace fn = parapet::fn;

/// What the guardrails have to say: `fail` where everything is in the program, `unknown` where only Terraform can tell.
struct Disguise {
  const char* name;
  const char* status;
  Any (*value)(Stack& stack);
};

const Any open = "0.0.0.0/0";
const Any narrow = "10.0.0.0/8";

Any local(Stack& stack, const char* id, const Any& value) { return Local(stack, id, value).value(); }

const std::vector<Disguise> disguises = {
    {"JoinOfParts", "fail",
     [](Stack&) -> Any {
       return fn::join(".", {"0", "0", "0", "0/0"});
     }},
    {"Template", "fail", [](Stack& s) -> Any { return parapet::text(slot(local(s, "a", "0.0.0.0")).as<Str>(), "/0"); }},
    {"Format", "fail", [](Stack&) -> Any { return fn::format("%s/%d", "0.0.0.0", 0); }},
    {"Replace", "fail", [](Stack&) -> Any { return fn::replace("10.0.0.0/8", "10.0.0.0/8", "0.0.0.0/0"); }},
    {"Trim", "fail", [](Stack&) -> Any { return fn::trimspace(" 0.0.0.0/0 "); }},
    {"LocalOfLocal", "fail", [](Stack& s) -> Any { return local(s, "b", local(s, "a", open)); }},
    {"LocalOfVariable", "fail",
     [](Stack& s) -> Any { return local(s, "a", Variable(s, "v", {.default_ = open}).value()); }},
    {"MemberOfLocal", "fail",
     [](Stack& s) -> Any {
       return slot(local(s, "a", parapet::object({{"office", narrow}, {"all", open}}))).get("all");
     }},
    {"ElementOfLocal", "fail",
     [](Stack& s) -> Any {
       return slot(local(s, "a", parapet::list({narrow, open})))[1];
     }},
    {"ComputedKey", "fail",
     [](Stack& s) -> Any {
       return slot(local(s, "a", parapet::object({{"all", open}})))[fn::lower("ALL")];
     }},
    {"JsonDecode", "fail", [](Stack&) -> Any { return fn::jsondecode("{\"cidr\": \"0.0.0.0/0\"}").get("cidr"); }},
    {"Coalesce", "fail", [](Stack&) -> Any { return fn::coalesce(Str("0.0.0.0/0"), Str("10.0.0.0/8")); }},
    {"TrueConditional", "fail",
     [](Stack& s) -> Any {
       return parapet::conditional(Variable(s, "v", {.default_ = true}).boolean(), "0.0.0.0/0", "10.0.0.0/8");
     }},
    {"BothBranches", "fail",
     [](Stack& s) -> Any { return parapet::conditional(Variable(s, "v").boolean(), "0.0.0.0/0", "0.0.0.0/1"); }},
    {"OneBranch", "unknown",
     [](Stack& s) -> Any { return parapet::conditional(Variable(s, "v").boolean(), "0.0.0.0/0", "10.0.0.0/8"); }},
    {"VariableWithoutDefault", "unknown", [](Stack& s) -> Any { return Variable(s, "v").value(); }},
    {"ModuleOutput", "unknown",
     [](Stack& s) -> Any { return Module(s, "m", {.source = "./modules/cidr"}).output("cidr"); }},
    {"Workspace", "unknown", [](Stack&) -> Any { return parapet::terraform::workspace(); }},
    {"Base64", "unknown", [](Stack&) -> Any { return fn::base64decode("MC4wLjAuMC8w"); }},
    {"File", "unknown", [](Stack&) -> Any { return fn::file("cidr.txt"); }},
    {"RawLiteral", "unknown", [](Stack&) -> Any { return parapet::raw<Str>("\"0.0.0.0/0\""); }},
    {"RawLocal", "unknown",
     [](Stack& s) -> Any {
       local(s, "hidden", open);
       return parapet::raw<Str>("local.hidden");
     }},
    {"RawVariable", "unknown",
     [](Stack& s) -> Any {
       Variable(s, "hidden", {.default_ = open});
       return parapet::raw<Str>("var.hidden");
     }},
    {"RawFunction", "unknown", [](Stack&) -> Any { return parapet::raw<Str>("join(\"/\", [\"0.0.0.0\", \"0\"])"); }},
    {"RawDirective", "unknown", [](Stack&) -> Any { return parapet::raw<Str>("\"%{if true}0.0.0.0/0%{endif}\""); }},
    {"OutputOfTerraformData", "unknown",
     [](Stack& s) -> Any {
       return parapet::Resource(s, "d", "terraform_data", parapet::object({{"input", open}}))
           .parapet_attribute("output");
     }},
    {"AttributeOfAnotherRule", "fail",
     [](Stack& s) -> Any {
       return aws::VpcSecurityGroupEgressRule(
                  s, "e",
                  aws::vpc_security_group_egress_rule{
                      .cidr_ipv4 = "0.0.0.0/0", .ip_protocol = "tcp", .security_group_id = "sg-1"})
           .cidr_ipv4();
     }},
    {"CidrOfThePrefix", "unknown", [](Stack&) -> Any { return fn::cidrsubnet("0.0.0.0/0", 0, 0); }},
    {"Sensitive", "fail", [](Stack&) -> Any { return fn::sensitive(Str("0.0.0.0/0")); }},
    {"Reversed", "unknown", [](Stack&) -> Any { return fn::strrev("0/0.0.0.0"); }},
    {"Cut", "fail", [](Stack&) -> Any { return fn::substr("x0.0.0.0/0", 1, 9); }},
    {"EscapedLocalName", "fail",
     [](Stack& s) -> Any {
       return slot(local(s, "a", parapet::object({{"k", parapet::object({{"0", open}})}}))).get("k")["0"];
     }},
};

void PrintTo(const Disguise& disguise, std::ostream* out) { *out << disguise.name; }

class HiddenValue : public testing::TestWithParam<Disguise> {
 protected:
  void SetUp() override { use_exceptions("[]"); }
  void TearDown() override { parapet::guardrails::forget_settings(); }
};

/// A disguise may be a call of a module, which is refused for itself.
std::vector<std::string> without_calls(std::vector<std::string> refusals) {
  std::erase_if(refusals, [](const std::string& refusal) { return refusal.starts_with("terraform:001 "); });
  return refusals;
}

TEST_P(HiddenValue, OfASecurityGroupRuleIsRefused) {
  const Disguise& disguise = GetParam();
  const auto refusals =
      without_calls(refused([&](Stack& stack) { open_group(stack, disguise.value(stack), {}); }));
  ASSERT_EQ(refusals.size(), 1u) << testing::PrintToString(refusals);
  EXPECT_THAT(refusals[0],
              testing::StartsWith(std::string("vpc:001 ") + disguise.status + " production/x cidr_ipv4 = "));
}

TEST_P(HiddenValue, InTheSecureTemplateIsRefusedAtTheLatestAtSynthesis) {
  const Disguise& disguise = GetParam();
  const auto refusals = without_calls(refused([&](Stack& stack) {
    secure::SecurityGroup group(stack, "group", aws::security_group{.description = "Test"});
    group.allow_from(
        "x", aws::vpc_security_group_ingress_rule{
                 .cidr_ipv4 = slot(disguise.value(stack)), .from_port = 22, .ip_protocol = "tcp", .to_port = 22});
  }));
  ASSERT_EQ(refusals.size(), 1u) << testing::PrintToString(refusals);
  EXPECT_THAT(refusals[0],
              testing::StartsWith(std::string("vpc:001 ") + disguise.status + " production/group/x cidr_ipv4 = "));
}

INSTANTIATE_TEST_SUITE_P(Bypass, HiddenValue, testing::ValuesIn(disguises),
                         [](const auto& info) { return std::string(info.param.name); });

TEST_F(Attack, WithValuesThatOnlyLookLikeBooleansIsRefused) {
  for (const Any& value : {Any("true"), Any("1")}) {
    const auto refusals = refused([&](Stack& stack) {
      aws::DbInstance(stack, "x", database()).node().add_override("publicly_accessible", value);
    });
    ASSERT_EQ(refusals.size(), 1u) << testing::PrintToString(refusals);
    EXPECT_THAT(refusals[0], testing::StartsWith("rds:001 fail production/x publicly_accessible"));
  }
  for (const Any& value : {Any("false"), Any("0"), Any(parapet::null)}) {
    const auto refusals = refused(
        [&](Stack& stack) { aws::DbInstance(stack, "x", database()).node().add_override("storage_encrypted", value); });
    ASSERT_EQ(refusals.size(), 1u) << testing::PrintToString(refusals);
    EXPECT_THAT(refusals[0], testing::StartsWith("rds:002 fail production/x storage_encrypted"));
  }
}

TEST_F(Attack, WithNullInPlaceOfTheTemplatesDefaultIsRefusedByTheConstructor) {
  const auto refusals = refused([](Stack& stack) {
    aws::db_instance config = database();
    config.storage_encrypted = parapet::null;
    secure::DatabaseInstance(stack, "x", config);
  });
  EXPECT_EQ(refusals, std::vector<std::string>{"rds:002 fail production/x storage_encrypted = unset"});
}

TEST_F(Attack, ThroughAnAspectIsRefused) {
  const auto refusals = refused([](Stack& stack) {
    secure::DatabaseInstance(stack, "x", database());
    parapet::add_aspect(stack, [](const parapet::Construct& construct) {
      if (construct.node().type() == "aws_db_instance") construct.node().add_override("publicly_accessible", true);
    });
  });
  EXPECT_EQ(refusals, std::vector<std::string>{"rds:001 fail production/x publicly_accessible = true"});
}

TEST_F(Attack, ThroughAConstructThatAnAspectAddsIsRefused) {
  const auto refusals = refused([](Stack& stack) {
    parapet::add_aspect(stack, [](const parapet::Construct& construct) {
      if (construct.node().kind() != parapet::NodeKind::stack || construct.node().try_find_child("x")) return;
      aws::IamAccessKey(construct, "x", aws::iam_access_key{.user = "ci"});
    });
  });
  EXPECT_EQ(refusals, std::vector<std::string>{"iam:023 fail production/x"});
}

TEST_F(Attack, ThroughAResourceNobodyModelledIsRefused) {
  const auto refusals = refused([](Stack& stack) {
    parapet::Resource(stack, "k", "aws_iam_access_key", parapet::object({{"user", "ci"}}));
    parapet::Resource(
        stack, "r", "aws_security_group_rule",
        parapet::object({{"type", "ingress"}, {"cidr_blocks", parapet::list({"10.0.0.0/8", "0.0.0.0/0"})}}));
  });
  EXPECT_EQ(refusals,
            (std::vector<std::string>{"iam:023 fail production/k",
                                      "vpc:005 fail production/r cidr_blocks = [\"10.0.0.0/8\", \"0.0.0.0/0\"]"}));
}

TEST_F(Attack, ThroughAnOverrideOfTheWholeStackIsRefused) {
  try {
    const auto refusals = refused([](Stack& stack) {
      aws::DbInstance(stack, "x", database());
      stack.node().add_override("resource.aws_iam_access_key.k.user", "ci");
    });
    EXPECT_THAT(refusals, testing::Not(testing::IsEmpty()));
  } catch (const parapet::Error& error) {
    EXPECT_THAT(error.what(), testing::HasSubstr("production"));
  }
}

TEST_F(Attack, BehindCountIsRefused) {
  const auto refusals = refused([](Stack& stack) {
    aws::db_instance config = database();
    config.count = 2;
    config.publicly_accessible = parapet::count_index() == 1;
    aws::DbInstance(stack, "x", config);
  });
  ASSERT_EQ(refusals.size(), 1u) << testing::PrintToString(refusals);
  EXPECT_THAT(refusals[0], testing::StartsWith("rds:001 fail production/x publicly_accessible"));
}

TEST_F(Attack, WithAKeyOfForEachIsRefused) {
  const auto refusals = refused([](Stack& stack) {
    open_group(stack, parapet::each::key(), parapet::ForEach(parapet::Set<Str>{"10.0.0.0/8", "0.0.0.0/0"}));
  });
  ASSERT_EQ(refusals.size(), 1u) << testing::PrintToString(refusals);
  EXPECT_THAT(refusals[0], testing::StartsWith("vpc:001 fail production/x cidr_ipv4"));
}

TEST_F(Attack, WithAForEachThatNobodyKnowsIsRefused) {
  const auto refusals = refused([](Stack& stack) {
    open_group(stack, parapet::each::value(), parapet::ForEach(Variable(stack, "ranges").as<parapet::Map<Str>>()));
  });
  ASSERT_EQ(refusals.size(), 1u) << testing::PrintToString(refusals);
  EXPECT_THAT(refusals[0], testing::StartsWith("vpc:001 unknown production/x cidr_ipv4"));
}

TEST_F(Attack, OnlyWhenAVariableCreatesTheResourceIsRefused) {
  const auto refusals = refused([](Stack& stack) {
    aws::db_instance config = database();
    config.count = parapet::conditional(Variable(stack, "v", {.default_ = false}).boolean(), 1, 0);
    config.publicly_accessible = true;
    aws::DbInstance(stack, "x", config);
  });
  EXPECT_EQ(refusals, std::vector<std::string>{"rds:001 fail production/x publicly_accessible = true"});
}

TEST_F(Attack, FromAnotherStackIsRefused) {
  parapet::App app;
  Stack shared(app, "shared"), production(app, "production");
  parapet::guardrails::set_security_context(production, {.kms_key_arn = key_arn});
  open_group(production, Local(shared, "range", open).value(), {});
  try {
    parapet::testing::synth(app);
    FAIL() << "was allowed";
  } catch (const parapet::SecurityException& refusal) {
    ASSERT_EQ(refusal.violations().size(), 1u) << refusal.what();
    EXPECT_THAT(line(refusal.violations()[0]), testing::StartsWith("vpc:001 "));
  }
}

TEST_F(Attack, InASecondStackIsRefused) {
  parapet::App app;
  Stack shared(app, "shared"), production(app, "production");
  access_key(shared, "ci", {});
  EXPECT_THROW(parapet::testing::synth(app), parapet::SecurityException);
}

TEST_F(Attack, BelowOtherConstructsIsRefused) {
  const auto refusals = refused([](Stack& stack) {
    parapet::Construct team(stack, "team"), service(team, "service");
    aws::IamAccessKey(service, "x", aws::iam_access_key{.user = "ci"});
  });
  EXPECT_EQ(refusals, std::vector<std::string>{"iam:023 fail production/team/service/x"});
}

}  // namespace
}  // namespace attack
