#include <gtest/gtest.h>

#include "guardrails/operators.hpp"
#include "guardrails/support.hpp"

namespace parapet::guardrails::test {
namespace {

TEST(HoldsCidr, ComparesThePrefix) {
  EXPECT_TRUE(holds_cidr("0.0.0.0/0", "10.0.0.0/8"));
  EXPECT_TRUE(holds_cidr("10.0.0.0/8", "10.255.0.0/16"));
  EXPECT_FALSE(holds_cidr("10.0.0.0/8", "11.0.0.0/8"));
  EXPECT_FALSE(holds_cidr("10.0.0.0/8", "0.0.0.0/0"));
  EXPECT_FALSE(holds_cidr("::/0", "0.0.0.0/0"));
  EXPECT_FALSE(holds_cidr("anywhere", "0.0.0.0/0"));
}

std::string results(const std::string& type, const std::string& args, const std::string& resources,
                    const std::string& unset = "fail") {
  Catalog catalog;
  catalog.read("[" +
                   record("t:001", type,
                          R"("require": {"predicate": "nacl_open_ports", "args": )" + args + R"(}, "unset": ")" +
                              unset + "\"") +
                   "]",
               "t.json");
  return check(catalog, R"({"variable": {"any": {}}, "resource": )" + resources + "}");
}

std::string acl(const std::string& args, const std::string& ingress, const std::string& unset = "fail") {
  std::string result = results("aws_network_acl", args, R"({"aws_network_acl": {"a": {"ingress": )" + ingress + "}}}", unset);
  return result.substr(sizeof("t:001 aws_network_acl.a ") - 1);
}

std::string entry(const std::string& number, const std::string& action, const std::string& ports,
                  const std::string& range = R"("cidr_block": "0.0.0.0/0")", const std::string& protocol = "tcp") {
  return R"({"rule_no": )" + number + R"(, "action": ")" + action + R"(", "protocol": ")" + protocol + R"(", )" + ports +
         ", " + range + "}";
}
const std::string ssh = R"("from_port": 22, "to_port": 22)";
const std::string all = R"("from_port": 0, "to_port": 65535)";

TEST(NaclOpenPorts, AnOpenRuleFails) {
  const char* args = R"({"ports": [22, 3389]})";
  EXPECT_EQ(acl(args, "[" + entry("100", "allow", ssh) + "]"), "fail `ingress[0].cidr_block` \"0.0.0.0/0\"\n");
  EXPECT_EQ(acl(args, "[" + entry("100", "allow", all, R"("cidr_block": "10.0.0.0/8")") + ", " +
                          entry("110", "ALLOW", all, R"("ipv6_cidr_block": "::/0")") + "]"),
            "fail `ingress[1].ipv6_cidr_block` \"::/0\"\n");
  EXPECT_EQ(acl(args, entry("100", "allow", R"("from_port": 0, "to_port": 0)", R"("cidr_block": "0.0.0.0/1")", "-1")),
            "fail `ingress[0].cidr_block` \"0.0.0.0/1\"\n");
  EXPECT_EQ(acl(args, "[" + entry("100", "allow", ssh, R"("cidr_block": "0.0.0.0/0")", "6") + "]").substr(0, 4), "fail");
  EXPECT_EQ(acl(args, "[" + entry("100", "allow", R"("from_port": 443, "to_port": 443)") + "]"), "pass\n");
  EXPECT_EQ(acl(args, "[" + entry("100", "allow", R"("from_port": 0, "to_port": 0)", R"("cidr_block": "0.0.0.0/0")", "icmp") + "]"),
            "pass\n");
  EXPECT_EQ(acl("{}", "[" + entry("100", "allow", R"("from_port": 443, "to_port": 443)") + "]").substr(0, 4), "fail");
  EXPECT_EQ(acl(R"({"widest": 0})", "[" + entry("100", "allow", ssh) + "]"), "pass\n");
}

TEST(NaclOpenPorts, AnEarlierDenialCloses) {
  const char* args = R"({"ports": [22]})";
  auto both = [&](const std::string& denial) {
    return acl(args, "[" + entry("100", "allow", all) + ", " + denial + "]");
  };
  EXPECT_EQ(both(entry("90", "deny", ssh)), "pass\n");
  EXPECT_EQ(both(entry("90", "deny", all, R"("cidr_block": "0.0.0.0/0")", "-1")), "pass\n");
  EXPECT_EQ(both(entry("110", "deny", ssh)).substr(0, 4), "fail");
  EXPECT_EQ(both(entry("90", "deny", ssh, R"("cidr_block": "10.0.0.0/8")")).substr(0, 4), "fail");
  EXPECT_EQ(both(entry("90", "deny", ssh, R"("ipv6_cidr_block": "::/0")")).substr(0, 4), "fail");
  EXPECT_EQ(both(entry("90", "deny", ssh, R"("cidr_block": "0.0.0.0/0")", "udp")).substr(0, 4), "fail");
  EXPECT_EQ(both(entry("90", "deny", R"("from_port": 23, "to_port": 25)")).substr(0, 4), "fail");
  EXPECT_EQ(both(entry(R"("${var.any}")", "deny", ssh)).substr(0, 7), "unknown");
  EXPECT_EQ(acl("{}", "[" + entry("100", "allow", all) + ", " + entry("90", "deny", ssh) + "]").substr(0, 4), "fail");
  EXPECT_EQ(acl("{}", "[" + entry("100", "allow", ssh) + ", " + entry("90", "deny", all) + "]"), "pass\n");
}

TEST(NaclOpenPorts, ADenialForTcpLeavesUdpOpen) {
  std::string everything = entry("100", "allow", all, R"("cidr_block": "0.0.0.0/0")", "-1");
  std::string tcp = entry("90", "deny", ssh), udp = entry("91", "deny", ssh, R"("cidr_block": "0.0.0.0/0")", "udp");
  EXPECT_EQ(acl(R"({"ports": [22]})", "[" + everything + ", " + tcp + "]").substr(0, 4), "fail");
  EXPECT_EQ(acl(R"({"ports": [22]})", "[" + everything + ", " + tcp + ", " + udp + "]"), "pass\n");
}

TEST(NaclOpenPorts, UnknownAndUnset) {
  const char* args = R"({"ports": [22]})";
  EXPECT_EQ(acl(args, "[" + entry("100", "allow", ssh, R"("cidr_block": "${var.any}")") + "]"),
            "unknown `ingress[0].cidr_block` (unknown)\n");
  EXPECT_EQ(acl(args, "[" + entry("100", "${var.any}", ssh) + "]").substr(0, 7), "unknown");
  EXPECT_EQ(acl(args, R"("${var.any}")"), "unknown `ingress` (unknown)\n");
  EXPECT_EQ(acl(args, "null"), "fail `aws_network_acl` unset\n");
  EXPECT_EQ(acl(args, "null", "pass"), "pass\n");
  EXPECT_EQ(acl(args, "[]"), "pass\n");
}

TEST(NaclOpenPorts, RulesOfTheirOwn) {
  auto rules = [](const std::string& more) {
    return results("aws_network_acl_rule", R"({"ports": [22]})",
                   R"({"aws_network_acl": {"a": {}, "b": {}}, "aws_network_acl_rule": {"x": {"network_acl_id": "${aws_network_acl.a.id}",
                       "rule_number": 100, "rule_action": "allow", "protocol": "tcp", "from_port": 22, "to_port": 22, "cidr_block": "0.0.0.0/0")" +
                       more + "}}}");
  };
  auto denial = [](const std::string& acl, const std::string& number, const std::string& more = "") {
    return R"(}, "y": {"network_acl_id": ")" + acl + R"(", "rule_number": )" + number +
           R"(, "rule_action": "deny", "protocol": "-1", "cidr_block": "0.0.0.0/0")" + more;
  };
  const std::string failing = "t:001 aws_network_acl_rule.x fail `cidr_block` \"0.0.0.0/0\"\n";
  const std::string fine = "t:001 aws_network_acl_rule.x pass\n", other = "t:001 aws_network_acl_rule.y pass\n";
  EXPECT_EQ(rules(""), failing);
  EXPECT_EQ(rules(R"(, "egress": true)"), fine);
  EXPECT_EQ(rules(R"(, "egress": false)"), failing);
  EXPECT_EQ(rules(denial("${aws_network_acl.a.id}", "90")), fine + other);
  EXPECT_EQ(rules(denial("${aws_network_acl.a.id}", "110")), failing + other);
  EXPECT_EQ(rules(denial("${aws_network_acl.b.id}", "90")), failing + other);
  EXPECT_EQ(rules(denial("${aws_network_acl.a.id}", "90", R"(, "egress": true)")), failing + other);
  EXPECT_EQ(rules(denial("${var.any}", "90")),
            "t:001 aws_network_acl_rule.x unknown `cidr_block` \"0.0.0.0/0\"\n" + other);
}

}  // namespace
}  // namespace parapet::guardrails::test
