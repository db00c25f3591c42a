#include <gtest/gtest.h>

#include "guardrails/support.hpp"

namespace parapet::guardrails::test {
namespace {

constexpr const char* tls =
    R"({"predicate": "parameter_group_value", "args": {"path": "g", "name": "require_secure_transport", "values": ["1", "ON"]}})";

std::string with_group(const std::string& group, const std::string& name = "${aws_db_parameter_group.g.name}") {
  return verdict(tls, R"({"g": ")" + name + "\"}", "fail", R"("aws_db_parameter_group": {"g": {"name": "mine", )" + group + "}}");
}

TEST(ParameterGroupValue, FollowsTheReferenceOrTheName) {
  std::string on = R"("parameter": [{"name": "a", "value": "0"}, {"name": "Require_Secure_Transport", "value": "on"}])";
  EXPECT_EQ(with_group(on), "pass");
  EXPECT_EQ(with_group(on, "mine"), "pass");
  EXPECT_EQ(with_group(on, "${aws_db_parameter_group.g.id}"), "pass");
  EXPECT_EQ(with_group(R"("parameter": {"name": "require_secure_transport", "value": 1})"), "pass");
  EXPECT_EQ(with_group(R"("parameter": {"name": "require_secure_transport", "value": "0"})"),
            "fail `aws_db_parameter_group.g.parameter[require_secure_transport]` 0");
  EXPECT_EQ(with_group(R"("parameter": {"name": "other", "value": "1"})"),
            "fail `aws_db_parameter_group.g.parameter[require_secure_transport]` unset");
  EXPECT_EQ(with_group(R"("family": "mysql8.0")").substr(0, 4), "fail");
}

TEST(ParameterGroupValue, WhatIsNotThereIsUnknown) {
  std::string on = R"("parameter": {"name": "require_secure_transport", "value": "1"})";
  EXPECT_EQ(with_group(on, "default.mysql8.0"), "unknown `g` \"default.mysql8.0\"");
  EXPECT_EQ(with_group(on, "${var.any}").substr(0, 7), "unknown");
  EXPECT_EQ(with_group(R"("parameter": {"name": "require_secure_transport", "value": "${var.any}"})").substr(0, 7), "unknown");
  EXPECT_EQ(with_group(R"("parameter": {"name": "${var.any}", "value": "1"})").substr(0, 7), "unknown");
  EXPECT_EQ(with_group(R"("dynamic": {"parameter": {"for_each": "${var.any}", "content": {"name": "require_secure_transport", "value": "1"}}})").substr(0, 7),
            "unknown");
  EXPECT_EQ(verdict(tls, "{}"), "fail `g` unset");
  EXPECT_EQ(status(tls, "{}", "pass"), "pass");
}

std::string of_type(const std::string& type, const std::string& require, const std::string& document) {
  Catalog catalog;
  catalog.read("[" + record("t:001", type, R"("require": )" + require) + "]", "t.json");
  return check(catalog, document);
}

/// How the subnet `s` ends in a document with these resources beside it.
std::string subnet(const std::string& members, const std::string& more) {
  std::string result = of_type("aws_subnet", R"({"predicate": "subnet_is_public"})",
                               R"({"variable": {"any": {}, "some": {"default": ["a", "b"]}}, "resource": {"aws_vpc": {"v": {}}, "aws_internet_gateway": {"i": {}},
      "aws_nat_gateway": {"n": {}}, "aws_subnet": {"s": {"vpc_id": "${aws_vpc.v.id}")" +
                                   members + "}}" + more + "}}");
  return result.substr(sizeof("t:001 aws_subnet.s ") - 1);
}
const std::string associated = R"(, "aws_route_table_association": {"a": {"subnet_id": "${aws_subnet.s.id}", "route_table_id": "${aws_route_table.t.id}"}})";
std::string table(const std::string& route) { return R"(, "aws_route_table": {"t": {"route": )" + route + "}}"; }
const std::string out = R"([{"cidr_block": "0.0.0.0/0", "gateway_id": "${aws_internet_gateway.i.id}"}])";

TEST(SubnetIsPublic, AddressesAndRoutes) {
  EXPECT_EQ(subnet("", ""), "pass\n");
  EXPECT_EQ(subnet(R"(, "map_public_ip_on_launch": true)", ""), "fail `aws_subnet.s.map_public_ip_on_launch` true\n");
  EXPECT_EQ(subnet(R"(, "map_public_ip_on_launch": "${var.any}")", "").substr(0, 7), "unknown");
  EXPECT_EQ(subnet("", associated + table(out)), "fail `aws_route_table.t.route[0].gateway_id` an internet gateway\n");
  EXPECT_EQ(subnet("", table(out)), "pass\n");
  EXPECT_EQ(subnet("", associated + table(R"({"ipv6_cidr_block": "::/0", "cidr_block": "", "gateway_id": "igw-1"})")).substr(0, 4), "fail");
  EXPECT_EQ(subnet("", associated + table(R"([{"cidr_block": "0.0.0.0/0", "nat_gateway_id": "${aws_nat_gateway.n.id}"}])")), "pass\n");
  EXPECT_EQ(subnet("", associated + table(R"([{"cidr_block": "10.0.0.0/8", "gateway_id": "${aws_internet_gateway.i.id}"}])")), "pass\n");
  EXPECT_EQ(subnet("", associated + table(R"([{"cidr_block": "0.0.0.0/0", "gateway_id": "${var.any}"}])")).substr(0, 7), "unknown");
}

TEST(SubnetIsPublic, RoutesOfTheirOwnAndMainTables) {
  std::string route = R"(, "aws_route": {"r": {"route_table_id": "${aws_route_table.t.id}", "destination_cidr_block": "0.0.0.0/0", "gateway_id": "${aws_internet_gateway.i.id}"}})";
  EXPECT_EQ(subnet("", associated + table("[]") + route), "fail `aws_route.r.gateway_id` an internet gateway\n");
  EXPECT_EQ(subnet("", associated + R"(, "aws_route_table": {"t": {}, "u": {}}, "aws_route": {"r": {"route_table_id": "${aws_route_table.u.id}", "destination_cidr_block": "0.0.0.0/0", "gateway_id": "igw-1"}})"),
            "pass\n");
  std::string main = R"(, "aws_main_route_table_association": {"m": {"vpc_id": "${aws_vpc.v.id}", "route_table_id": "${aws_route_table.t.id}"}})";
  EXPECT_EQ(subnet("", main + table(out)).substr(0, 4), "fail");
  EXPECT_EQ(subnet("", R"(, "aws_default_route_table": {"d": {"default_route_table_id": "${aws_vpc.v.default_route_table_id}", "route": )" + out + "}}").substr(0, 4),
            "fail");
  EXPECT_EQ(subnet("", main + R"(, "aws_route_table_association": {"a": {"subnet_id": "${aws_subnet.s.id}", "route_table_id": "${aws_route_table.u.id}"}}, "aws_route_table": {"u": {}, "t": {"route": )" + out + "}}"),
            "pass\n");
  EXPECT_EQ(subnet("", R"(, "aws_route_table_association": {"a": {"subnet_id": "${var.any}", "route_table_id": "${aws_route_table.t.id}"}})" + table(out)).substr(0, 7),
            "unknown");
}

TEST(SubnetIsPublic, InstancesAreToldApart) {
  std::string more = R"(, "aws_route_table_association": {"a": {"subnet_id": "${aws_subnet.s[0].id}", "route_table_id": "${aws_route_table.t.id}"}})" + table(out);
  EXPECT_EQ(subnet(R"(, "count": 2)", more).substr(0, 4), "fail");
  EXPECT_EQ(subnet(R"(, "count": 1)", R"(, "aws_route_table_association": {"a": {"subnet_id": "${aws_subnet.s[3].id}", "route_table_id": "${aws_route_table.t.id}"}})" + table(out)),
            "pass\n");
}

TEST(SubnetIsPublic, NamedByAnotherResource) {
  auto thing = [](const std::string& subnets, const std::string& more) {
    std::string result = of_type("aws_thing", R"({"predicate": "subnet_is_public", "args": {"path": "s"}})",
                                 R"({"variable": {"any": {}}, "resource": {"aws_thing": {"x": {"s": )" + subnets +
                                     R"(}}, "aws_subnet": {"in": {}, "out": {"map_public_ip_on_launch": true}})" + more + "}}");
    return result.substr(sizeof("t:001 aws_thing.x ") - 1);
  };
  EXPECT_EQ(thing(R"("${aws_subnet.in.id}")", ""), "pass\n");
  EXPECT_EQ(thing(R"(["${aws_subnet.in.id}", "${aws_subnet.out.id}"])", ""), "fail `aws_subnet.out.map_public_ip_on_launch` true\n");
  EXPECT_EQ(thing(R"(["subnet-1"])", ""), "pass\n");
  EXPECT_EQ(thing(R"(["subnet-1"])", table("[]")), "unknown `s` (unknown)\n");
  EXPECT_EQ(thing(R"(["subnet-1"])", R"(, "aws_route_table_association": {"a": {"subnet_id": "subnet-1", "route_table_id": "${aws_route_table.t.id}"}})" + table(R"([{"cidr_block": "0.0.0.0/0", "gateway_id": "igw-1"}])")).substr(0, 4),
            "fail");
  EXPECT_EQ(thing(R"("${var.any}")", table("[]")), "unknown `s` (unknown)\n");
  EXPECT_EQ(thing("null", ""), "fail `s` unset\n");
  const std::string refused = "fail `aws_subnet.out.map_public_ip_on_launch` true\n";
  // A single one, also through another resource, and one that may be meant.
  EXPECT_EQ(thing(R"("${aws_subnet.out.id}")", ""), refused);
  EXPECT_EQ(thing(R"("${aws_subnet.out.id}")", table("[]")), refused);
  EXPECT_EQ(thing(R"("${aws_group.g.subnet_id}")", R"(, "aws_group": {"g": {"subnet_id": "${aws_subnet.out.id}"}})"), refused);
  EXPECT_EQ(thing(R"("${var.any ? aws_subnet.out.id : aws_subnet.in.id}")", "").substr(0, 7), "unknown");
  // All instances at once.
  const std::string many = R"(, "aws_group": {"g": {}})";
  EXPECT_EQ(thing(R"("${aws_subnet.out[*].id}")", many), refused);
  EXPECT_EQ(thing(R"("${[for s in [aws_subnet.in, aws_subnet.out] : s.id]}")", ""), refused);
  EXPECT_EQ(thing(R"("${setsubtract(aws_subnet.out[*].id, var.any)}")", ""), "unknown `s` (unknown)\n");
  // From outside: nothing could ever be said.
  EXPECT_EQ(thing(R"("${var.any}")", ""), "pass\n");
  EXPECT_EQ(thing(R"(["${var.any}", "${data.aws_subnets.all.ids[0]}"])", ""), "pass\n");
  EXPECT_EQ(thing(R"("subnet-1")", R"(, "aws_route_table_association": {"a": {"subnet_id": "subnet-1", "route_table_id": "${aws_route_table.t.id}"}})" + table("[]")),
            "pass\n");
}

TEST(ArnRegionDiffers, ByNameOrByProvider) {
  auto thing = [](const std::string& members, const std::string& provider, const std::string& more = "") {
    std::string result = of_type("aws_thing", R"({"predicate": "arn_region_differs", "args": {"path": "a"}})",
                                 R"({"variable": {"any": {}}, "provider": {"aws": )" + provider + R"(}, "resource": {"aws_thing": {"x": {)" +
                                     members + "}}" + more + "}}");
    result = result.substr(sizeof("t:001 aws_thing.x ") - 1);
    return result.substr(0, result.find_first_of(" \n"));
  };
  const std::string two = R"([{"region": "eu-west-1"}, {"alias": "r", "region": "eu-central-1"}])", silent = "{}";
  const std::string arn = R"("a": "arn:aws:kms:eu-west-1:1:key/k")";
  EXPECT_EQ(thing(arn, two), "fail");
  EXPECT_EQ(thing(arn + R"(, "provider": "aws.r")", two), "pass");
  EXPECT_EQ(thing(arn + R"(, "region": "us-east-1")", two), "pass");
  EXPECT_EQ(thing(arn, silent), "unknown");
  EXPECT_EQ(thing(arn, R"({"region": "${var.any}"})"), "unknown");
  EXPECT_EQ(thing(R"("a": "arn:aws:s3:::b")", two), "unknown");
  EXPECT_EQ(thing(R"("a": "arn:aws:kms:eu-central-1:${var.any}:key/k")", two), "pass");
  EXPECT_EQ(thing(R"("a": "arn:aws:kms:${var.any}:1:key/k")", two), "unknown");
  EXPECT_EQ(thing(R"("a": "eu-west-1")", two), "fail");
  EXPECT_EQ(thing(R"("a": "${aws_other.o.arn}")", two, R"(, "aws_other": {"o": {}})"), "fail");
  EXPECT_EQ(thing(R"("a": "${aws_other.o.arn}")", silent, R"(, "aws_other": {"o": {}})"), "fail");
  EXPECT_EQ(thing(R"("a": "${aws_other.o.arn}")", two, R"(, "aws_other": {"o": {"provider": "aws.r"}})"), "pass");
  EXPECT_EQ(thing(R"("a": "${aws_other.o.arn}", "provider": "aws.r")", two, R"(, "aws_other": {"o": {"provider": "aws.r"}})"), "fail");
  EXPECT_EQ(thing(R"("a": null)", two), "fail");
}

constexpr const char* waf = R"({"predicate": "waf_rule_groups", "args": {"path": "rule", "name": "AWSManagedRulesKnownBadInputsRuleSet"}})";

std::string group(const std::string& name, const std::string& more = "", const std::string& vendor = "AWS") {
  return R"({"statement": {"managed_rule_group_statement": {"name": ")" + name + R"(", "vendor_name": ")" + vendor + "\"}}" + more + "}";
}

TEST(WafRuleGroups, ARuleAppliesTheGroup) {
  const std::string bad = "AWSManagedRulesKnownBadInputsRuleSet";
  auto rules = [&](const std::string& list) { return verdict(waf, R"({"rule": )" + list + "}"); };
  EXPECT_EQ(rules("[" + group("Other") + ", " + group(bad) + "]"), "pass");
  EXPECT_EQ(rules("[" + group("Other") + "]"), "fail `rule` no rule that applies " + bad);
  EXPECT_EQ(rules(group(bad, R"(, "override_action": {"none": {}})")), "pass");
  EXPECT_EQ(rules(group(bad, R"(, "override_action": {"count": {}})")).substr(0, 4), "fail");
  EXPECT_EQ(rules(group(bad, R"(, "override_action": [{"count": [{}]}])")).substr(0, 4), "fail");
  EXPECT_EQ(rules(group(bad, "", "Mallory")).substr(0, 4), "fail");
  EXPECT_EQ(rules(R"({"statement": {"geo_match_statement": {"country_codes": ["XX"]}}})").substr(0, 4), "fail");
  EXPECT_EQ(rules(group("${var.any}")).substr(0, 7), "unknown");
  EXPECT_EQ(rules(R"("${var.any}")").substr(0, 7), "unknown");
  EXPECT_EQ(verdict(waf, "{}"), "fail `rule` unset");
  EXPECT_EQ(status(waf, "{}", "pass"), "pass");
}

TEST(WafRuleGroups, InJson) {
  EXPECT_EQ(status(waf, holding("rule", R"([{"Statement": {"ManagedRuleGroupStatement": {"VendorName": "AWS", "Name": "AWSManagedRulesKnownBadInputsRuleSet"}}, "OverrideAction": {"None": {}}}])")),
            "pass");
  EXPECT_EQ(status(waf, holding("rule", R"([{"Statement": {"ManagedRuleGroupStatement": {"VendorName": "AWS", "Name": "AWSManagedRulesKnownBadInputsRuleSet"}}, "OverrideAction": {"Count": {}}}])")),
            "fail");
}

constexpr const char* metric = R"({"predicate": "metric_filter_covers", "args": {"pattern": "p", "events": ["DisableKey", "ScheduleKeyDeletion"]}})";

TEST(MetricFilterCovers, EveryEventIsCompared) {
  auto pattern = [](const std::string& text) { return verdict(metric, holding("p", text)); };
  EXPECT_EQ(pattern("{ ($.eventSource = kms.amazonaws.com) && (($.eventName = DisableKey) || ($.eventName = ScheduleKeyDeletion)) }"), "pass");
  EXPECT_EQ(pattern(R"({($.eventName="DisableKey")||($.eventName = "ScheduleKeyDeletion")})"), "pass");
  EXPECT_EQ(pattern("{ $.eventName = DisableKey }"), "fail `p` without ScheduleKeyDeletion");
  EXPECT_EQ(pattern("{ ($.eventName = DisableKeyRotation) || ($.eventName = ScheduleKeyDeletion) }"), "fail `p` without DisableKey");
  EXPECT_EQ(pattern("{ ($.eventName != DisableKey) || ($.eventName = ScheduleKeyDeletion) }"), "fail `p` without DisableKey");
  EXPECT_EQ(pattern("{ ($.eventName = Disable*) || ($.eventName = \"Sch*Deletion\") }"), "pass");
  EXPECT_EQ(pattern(R"({ ($.x = "$.eventName = DisableKey") || ($.eventName = ScheduleKeyDeletion) })"), "fail `p` without DisableKey");
  EXPECT_EQ(pattern("DisableKey ScheduleKeyDeletion"), "fail `p` without DisableKey");
  EXPECT_EQ(pattern("${var.any}").substr(0, 7), "unknown");
  EXPECT_EQ(verdict(metric, "{}"), "fail `p` unset");
  EXPECT_EQ(status(metric, "{}", "pass"), "pass");
  EXPECT_EQ(status(R"({"predicate": "metric_filter_covers", "args": {"pattern": "p", "events": ["Root"], "field": "userIdentity.type"}})",
                   holding("p", R"({ $.userIdentity.type = "Root" })")),
            "pass");
}

}  // namespace
}  // namespace parapet::guardrails::test
