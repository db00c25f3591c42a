#include <gmock/gmock.h>
#include <aws/ec2_managed_prefix_list.hpp>
#include <aws/network_acl.hpp>
#include <aws/security_group_rule.hpp>

#include "bypass/attack.hpp"
#include "bypass/configurations.hpp"
#include "parapet/error.hpp"
#include "parapet/expression.hpp"
#include "parapet/fn.hpp"
#include "parapet/variable.hpp"

/// The internet, written in other ways and let in through other doors.
namespace attack {
namespace {

using parapet::Any;
using parapet::Local;
using parapet::Stack;
using parapet::Str;
using parapet::Variable;

class OpenRange : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override { use_exceptions("[]"); }
  void TearDown() override { parapet::guardrails::forget_settings(); }

  static bool is_v6() { return std::string_view(GetParam()).find(':') != std::string_view::npos; }
  static aws::vpc_security_group_ingress_rule rule() {
    aws::vpc_security_group_ingress_rule rule{
        .from_port = 443, .ip_protocol = "tcp", .security_group_id = "sg-1", .to_port = 443};
    (is_v6() ? rule.cidr_ipv6 : rule.cidr_ipv4) = GetParam();
    return rule;
  }
  /// A rule as it stands inside of a group.
  static aws::security_group::Ingress ingress() {
    aws::security_group::Ingress ingress{.from_port = 443, .protocol = "tcp", .to_port = 443};
    (is_v6() ? ingress.ipv6_cidr_blocks : ingress.cidr_blocks) = {GetParam()};
    return ingress;
  }
};

TEST_P(OpenRange, IsRefusedAsARuleOfItsOwn) {
  const auto refusals = refused([](Stack& stack) { aws::VpcSecurityGroupIngressRule(stack, "x", rule()); });
  ASSERT_EQ(refusals.size(), 1u) << testing::PrintToString(refusals);
  EXPECT_THAT(refusals[0], testing::StartsWith(is_v6() ? "vpc:002 fail production/x cidr_ipv6"
                                                       : "vpc:001 fail production/x cidr_ipv4"));
}

TEST_P(OpenRange, IsRefusedInsideOfAGroup) {
  const auto refusals =
      refused([](Stack& stack) { aws::SecurityGroup(stack, "x", aws::security_group{.ingress = {ingress()}}); });
  ASSERT_EQ(refusals.size(), 1u) << testing::PrintToString(refusals);
  EXPECT_THAT(refusals[0], testing::StartsWith(is_v6() ? "vpc:004 fail production/x ingress[0].ipv6_cidr_blocks"
                                                       : "vpc:003 fail production/x ingress[0].cidr_blocks"));
}

TEST_P(OpenRange, IsRefusedAsAnOldRule) {
  const auto refusals = refused([](Stack& stack) {
    aws::security_group_rule rule{
        .from_port = 443, .protocol = "tcp", .security_group_id = "sg-1", .to_port = 443, .type = "ingress"};
    (is_v6() ? rule.ipv6_cidr_blocks : rule.cidr_blocks) = {"10.0.0.0/8", GetParam()};
    aws::SecurityGroupRule(stack, "x", rule);
  });
  EXPECT_FALSE(refusals.empty());
}

TEST_P(OpenRange, IsRefusedByTheConstructor) {
  const auto refusals = refused([](Stack& stack) {
    secure::SecurityGroup group(stack, "group", aws::security_group{.description = "Test"});
    auto own = rule();
    own.security_group_id = {};
    group.allow_from("x", own);
  });
  EXPECT_EQ(refusals.size(), 1u) << testing::PrintToString(refusals);
}

INSTANTIATE_TEST_SUITE_P(Bypass, OpenRange,
                         testing::Values("0.0.0.0/0", "0.0.0.0/1", "128.0.0.0/1", "64.0.0.0/2", "1.2.3.4/0",
                                         "0.0.0.0/00", " 0.0.0.0/0", "0.0.0.0/0 ", "00.0.0.0/0", "0/0", "",
                                         "0.0.0.0/-1", "::/0", "0::/0", "::0/0", "0:0:0:0:0:0:0:0/0", "::/1",
                                         "2000::/3", "::ffff:0.0.0.0/96", "0000:0000::/0", "::0.0.0.0/0"));

TEST_F(Attack, WithTheInternetCutIntoNarrowRangesIsRefused) {
  const auto refusals_of = [](int ranges) {
    std::vector<Str> all;
    for (int i = 0; i < ranges; ++i) all.emplace_back(std::to_string(i) + ".0.0.0/8");
    return refused([&](Stack& stack) {
      aws::SecurityGroup(
          stack, "x",
          aws::security_group{
              .ingress = {{.cidr_blocks = all, .from_port = 443, .protocol = "tcp", .to_port = 443}}});
    });
  };
  EXPECT_EQ(refusals_of(16), std::vector<std::string>());
  const auto refusals = refusals_of(256);
  ASSERT_EQ(refusals.size(), 1u) << testing::PrintToString(refusals);
  EXPECT_THAT(refusals[0], testing::StartsWith("vpc:003 fail production/x ingress[0].cidr_blocks"));
}

TEST_F(Attack, WithAnIpv6RangeInTheIpv4AttributeIsRefused) {
  const auto refusals = refused([](Stack& stack) { open_group(stack, "::/0", {}); });
  EXPECT_EQ(refusals, std::vector<std::string>{"vpc:001 fail production/x cidr_ipv4 = \"::/0\""});
}

TEST_F(Attack, ThroughASecondRuleForAGoodGroupIsRefused) {
  const auto refusals = refused([](Stack& stack) {
    secure::SecurityGroup group(stack, "group", aws::security_group{.description = "Database"});
    group.allow_from("app", aws::vpc_security_group_ingress_rule{
                                .cidr_ipv4 = "10.0.0.0/16", .from_port = 5432, .ip_protocol = "tcp", .to_port = 5432});
    aws::SecurityGroupRule(stack, "x",
                           aws::security_group_rule{
                               .cidr_blocks = {"0.0.0.0/0"},
                               .from_port = 0,
                               .protocol = "-1",
                               .security_group_id = group.id(),
                               .to_port = 0,
                               .type = "ingress",
                           });
  });
  EXPECT_EQ(refusals, std::vector<std::string>{"vpc:005 fail production/x cidr_blocks = [\"0.0.0.0/0\"]"});
}

aws::security_group_rule rule_of_type(const Str& type) {
  return aws::security_group_rule{.cidr_blocks = {"0.0.0.0/0"},
                                  .from_port = 0,
                                  .protocol = "-1",
                                  .security_group_id = "sg-1",
                                  .to_port = 0,
                                  .type = type};
}

TEST_F(Attack, WithTheTypeOfTheRuleHiddenIsRefused) {
  for (const char* status : {"fail", "unknown"}) {
    const auto refusals = refused([&](Stack& stack) {
      const Any standard = *status == 'f' ? Any("ingress") : Any();
      aws::SecurityGroupRule(stack, "x", rule_of_type(Variable(stack, "v", {.default_ = standard}).str()));
    });
    ASSERT_EQ(refusals.size(), 1u) << testing::PrintToString(refusals);
    EXPECT_THAT(refusals[0], testing::StartsWith(std::string("vpc:005 ")));
  }
}

TEST_F(Attack, ThroughTheDefaultSecurityGroupIsRefused) {
  const auto refusals = refused([](Stack& stack) {
    aws::DefaultSecurityGroup(
        stack, "x",
        aws::default_security_group{
            .ingress = {{.cidr_blocks = {"0.0.0.0/0"}, .from_port = 0, .protocol = "-1", .to_port = 0}}});
  });
  EXPECT_EQ(refusals, (std::vector<std::string>{
                          "vpc:009 fail production/x ingress = [{cidr_blocks = [\"0.0.0.0/0\"], from_port = 0, "
                          "protocol = \"-1\", to_port = 0}]",
                          "vpc:003 fail production/x ingress[0].cidr_blocks = [\"0.0.0.0/0\"]",
                      }));
}

TEST_F(Attack, ThroughAManagedPrefixListIsRefused) {
  const auto refusals = refused([](Stack& stack) {
    aws::Ec2ManagedPrefixList list(
        stack, "all",
        aws::ec2_managed_prefix_list{
            .address_family = "IPv4", .entry = {{.cidr = "0.0.0.0/0"}}, .max_entries = 1, .name = "all"});
    aws::VpcSecurityGroupIngressRule(
        stack, "x",
        aws::vpc_security_group_ingress_rule{
            .ip_protocol = "-1", .prefix_list_id = list.id(), .security_group_id = "sg-1"});
  });
  EXPECT_EQ(refusals, std::vector<std::string>{"vpc:007 fail production/all entry[0].cidr = \"0.0.0.0/0\""});
}

TEST_F(Attack, ThroughTheEntriesOfADynamicBlockIsRefused) {
  const auto refusals = refused([](Stack& stack) {
    const auto ranges = Local(stack, "ranges", parapet::list({"10.0.0.0/8", "0.0.0.0/0"})).as<parapet::List<Str>>();
    aws::Ec2ManagedPrefixList(
        stack, "all",
        aws::ec2_managed_prefix_list{
            .address_family = "IPv4",
            .entry = parapet::dynamic(
                ranges, [](auto each) { return aws::ec2_managed_prefix_list::Entry{.cidr = each.value()}; }),
            .max_entries = 2,
            .name = "all",
        });
  });
  ASSERT_EQ(refusals.size(), 1u) << testing::PrintToString(refusals);
  EXPECT_THAT(refusals[0], testing::StartsWith("vpc:007 fail production/all entry[1].cidr"));
}

TEST_F(Attack, ThroughADynamicBlockOverNobodyKnowsWhatIsRefused) {
  const auto refusals = refused([](Stack& stack) {
    aws::Ec2ManagedPrefixList(
        stack, "all",
        aws::ec2_managed_prefix_list{
            .address_family = "IPv4",
            .entry =
                parapet::dynamic(Variable(stack, "ranges").as<parapet::List<Str>>(),
                                 [](auto each) { return aws::ec2_managed_prefix_list::Entry{.cidr = each.value()}; }),
            .max_entries = 2,
            .name = "all",
        });
  });
  ASSERT_EQ(refusals.size(), 1u) << testing::PrintToString(refusals);
  EXPECT_THAT(refusals[0], testing::StartsWith("vpc:007 unknown production/all entry"));
}

/// Rules of a group are an attribute, and still Terraform takes a dynamic block for them.
Any open_rule() {
  return parapet::object(
      {{"cidr_blocks", parapet::list({"0.0.0.0/0"})}, {"from_port", 0}, {"protocol", "-1"}, {"to_port", 0}});
}

TEST_F(Attack, ThroughOverriddenRulesOfAGroupIsRefused) {
  const auto override_with = [](std::string_view path, const Any& value) {
    return refused([&](Stack& stack) {
      aws::SecurityGroup(
          stack, "x",
          aws::security_group{
              .ingress = {{.cidr_blocks = {"10.0.0.0/8"}, .from_port = 0, .protocol = "-1", .to_port = 0}}})
          .node()
          .add_override(path, value);
    });
  };
  const std::vector<std::string> expected = {"vpc:003 fail production/x ingress[0].cidr_blocks = [\"0.0.0.0/0\"]"};
  EXPECT_EQ(override_with("ingress.0.cidr_blocks.0", "0.0.0.0/0"), expected);
  EXPECT_EQ(override_with("ingress.0.cidr_blocks", parapet::list({"0.0.0.0/0"})), expected);
  EXPECT_EQ(override_with("ingress", parapet::list({open_rule()})), expected);
  EXPECT_EQ(override_with("ingress", open_rule()), expected);
}

/// The message of the Error that a program ends with, without the line of the program.
std::string error_of(const Program& program) {
  try {
    refused(program);
  } catch (const parapet::Error& error) {
    const std::string text = error.what();
    return text.substr(0, text.find(" (")) + text.substr(text.find("):") + 1);
  }
  return "was allowed";
}

TEST_F(Attack, ThroughADynamicBlockThatIsWrittenAsAnObjectIsAnError) {
  const Any dynamic = parapet::object({{"for_each", parapet::list({"a"})}, {"content", open_rule()}});
  const Any labels = parapet::object({{"ingress", parapet::list({dynamic})}});
  const std::string expected =
      "production/x: an object called `dynamic` holds dynamic blocks, which nobody could judge; make them with "
      "parapet::dynamic";
  const auto overridden = [](std::string_view path, const Any& value) {
    return [=](Stack& stack) {
      aws::SecurityGroup(stack, "x", aws::security_group{.description = "Test"}).node().add_override(path, value);
    };
  };
  EXPECT_EQ(error_of(overridden("dynamic.ingress", dynamic)), expected);
  EXPECT_EQ(error_of(overridden("dynamic", parapet::list({labels}))), expected);
  EXPECT_EQ(error_of([&](Stack& stack) {
              parapet::Resource(stack, "x", "aws_security_group", parapet::object({{"dynamic", labels}}));
            }),
            expected);
  EXPECT_EQ(error_of([&](Stack& stack) {
              parapet::Resource(stack, "x", "acme_thing",
                                parapet::object({{"outer", parapet::list({parapet::object({{"dynamic", labels}})})}}));
            }),
            expected);
}

TEST_F(Attack, WithListsPutTogetherIsRefused) {
  const auto refusals = refused([](Stack& stack) {
    const auto offices = Local(stack, "offices", parapet::list({"10.0.0.0/8"})).as<parapet::List<Str>>();
    auto rule = rule_of_type("ingress");
    rule.cidr_blocks = parapet::fn::concat(offices, parapet::List<Str>{"0.0.0.0/0"});
    aws::SecurityGroupRule(stack, "x", rule);
  });
  ASSERT_EQ(refusals.size(), 1u) << testing::PrintToString(refusals);
  EXPECT_THAT(refusals[0], testing::StartsWith("vpc:005 fail production/x cidr_blocks"));
}

TEST_F(Attack, OfAdministrationPortsThroughANetworkAclIsRefused) {
  for (const char* range : {"0.0.0.0/0", "128.0.0.0/1"}) {
    for (const char* action : {"allow", "ALLOW"}) {
      const auto refusals = refused([&](Stack& stack) {
        aws::NetworkAcl(stack, "x",
                        aws::network_acl{.ingress = {{.action = action,
                                                      .cidr_block = range,
                                                      .from_port = 0,
                                                      .protocol = "tcp",
                                                      .rule_no = 1,
                                                      .to_port = 65535}},
                                         .vpc_id = "vpc-1"});
      });
      EXPECT_THAT(refusals, testing::Contains("vpc:015 fail production/x ingress[0].cidr_block = \"" +
                                              std::string(range) + "\""));
    }
  }
}

TEST_F(Attack, AreNotConfusedByWhatIsAllowed) {
  EXPECT_EQ(
      refused([](Stack& stack) {
        secure::SecurityGroup app(stack, "app", aws::security_group{.description = "App"});
        secure::SecurityGroup database(stack, "database", aws::security_group{.description = "Database"});
        database.allow_from(
            "app",
            aws::vpc_security_group_ingress_rule{
                .from_port = 5432, .ip_protocol = "tcp", .referenced_security_group_id = app.id(), .to_port = 5432});
        app.allow_to("web", aws::vpc_security_group_egress_rule{
                                .cidr_ipv4 = "0.0.0.0/0", .from_port = 443, .ip_protocol = "tcp", .to_port = 443});
        aws::SecurityGroupRule(stack, "out", rule_of_type("egress"));
      }),
      std::vector<std::string>{});
}

}  // namespace
}  // namespace attack
