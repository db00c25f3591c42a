#include "bypass/foreign.hpp"

/// Words in other cases, letters that only look alike, values of other types.
namespace attack {
namespace {

struct Spelling {
  const char* name;
  const char* type;
  std::string body;
  const char* line;  ///< empty: spared
  Tier tier = Tier::baseline;
};
void PrintTo(const Spelling& spelling, std::ostream* out) { *out << spelling.name; }

class OddSpelling : public testing::TestWithParam<Spelling> {};

TEST_P(OddSpelling, IsSeenThrough) {
  const auto lines = judged(resource(GetParam().type, json(GetParam().body)), GetParam().tier);
  const std::string line = GetParam().line;
  const std::size_t at = line.find(' ', line.find(' ') + 1);
  if (at == std::string::npos) {
    EXPECT_THAT(lines, spares(line));
  } else {
    EXPECT_THAT(lines, refuses(line.substr(0, at) + " " + GetParam().type + ".x" + line.substr(at)));
  }
}

/// The provider takes these in any case.
INSTANTIATE_TEST_SUITE_P(
    OfWords, OddSpelling,
    testing::Values(
        Spelling{"ProtocolOfAListener", "aws_lb_listener", "{'port': 80, 'protocol': 'http'}",
                 "elbv2:002 fail protocol = \"http\""},
        Spelling{"TlsPolicyOfAListener", "aws_lb_listener",
                 "{'port': 443, 'protocol': 'https', 'ssl_policy': 'ELBSecurityPolicy-2016-08'}",
                 "elbv2:001 fail ssl_policy"},
        Spelling{"CertificateOfAListener", "aws_alb_listener", "{'port': 443, 'protocol': 'Tls'}",
                 "elbv2:004 fail certificate_arn = unset"},
        Spelling{"TlsPolicyItself", "aws_lb_listener",
                 "{'port': 443, 'protocol': 'HTTPS', 'ssl_policy': 'elbsecuritypolicy-tls13-1-2-2021-06'}",
                 "elbv2:001 fail ssl_policy"},
        Spelling{"EngineOfADatabase", "aws_db_instance",
                 "{'engine': 'Postgres', 'enabled_cloudwatch_logs_exports': []}",
                 "rds:014 fail enabled_cloudwatch_logs_exports", Tier::sensitive},
        Spelling{"EngineWithoutIamAuthentication", "aws_db_instance",
                 "{'engine': 'MYSQL', 'iam_database_authentication_enabled': false}",
                 "rds:013 fail iam_database_authentication_enabled = false", Tier::sensitive},
        Spelling{"TypeOfARule", "aws_security_group_rule", "{'type': 'EGRESS', 'cidr_blocks': ['0.0.0.0/0']}",
                 "vpc:005 fail cidr_blocks"},
        Spelling{"TypeOfARuleThatIsRight", "aws_security_group_rule",
                 "{'type': 'egress', 'cidr_blocks': ['0.0.0.0/0']}", "vpc:005"},
        Spelling{"ActionOfAnAclRule", "aws_network_acl_rule",
                 "{'rule_number': 1, 'rule_action': 'Allow', 'protocol': 'TCP', 'from_port': 22, 'to_port': 22, "
                 "'cidr_block': '0.0.0.0/0'}",
                 "vpc:016 fail cidr_block"}),
    [](const auto& info) { return std::string(info.param.name); });

INSTANTIATE_TEST_SUITE_P(
    OfLetters, OddSpelling,
    testing::Values(
        Spelling{"CyrillicInTheName", "aws_ebs_volume", "{'\u0435ncrypted': true}", "ebs:001 fail encrypted = unset"},
        Spelling{"ZeroWidthSpaceInTheName", "aws_ebs_volume", "{'encrypted\u200B': true}",
                 "ebs:001 fail encrypted = unset"},
        Spelling{"CombiningMarkInTheName", "aws_kms_key", "{'enable_key_rotation\u0301': true}",
                 "kms:001 fail enable_key_rotation = unset"},
        Spelling{"FullWidthInTheName", "aws_redshift_cluster", "{'\uFF45ncrypted': true, 'publicly_accessible': false}",
                 "redshift:002 fail encrypted = unset"},
        Spelling{"SpaceInTheName", "aws_efs_file_system", "{'encrypted ': true}", "efs:001 fail encrypted = unset"},
        Spelling{"CapitalInTheName", "aws_efs_file_system", "{'Encrypted': true}", "efs:001 fail encrypted = unset"},
        Spelling{"ZeroWidthSpaceInTheValue", "aws_lambda_function_url", "{'authorization_type': 'AWS_IAM\u200B'}",
                 "lambda:015 fail authorization_type"},
        Spelling{"CyrillicInTheValue", "aws_lambda_function_url", "{'authorization_type': '\u0410WS_IAM'}",
                 "lambda:015 fail authorization_type"},
        Spelling{"FullWidthDigitsInARange", "aws_vpc_security_group_ingress_rule",
                 "{'cidr_ipv4': '\uFF10.0.0.0/8', 'ip_protocol': '-1'}", "vpc:001 fail cidr_ipv4"},
        Spelling{"FullWidthSlashInARange", "aws_vpc_security_group_ingress_rule",
                 "{'cidr_ipv4': '10.0.0.0\uFF0F8', 'ip_protocol': '-1'}", "vpc:001 fail cidr_ipv4"},
        Spelling{"NoBreakSpaceAround", "aws_ami_launch_permission", "{'group': '${trimspace(\\'\u00A0all\\')}'}",
                 "ec2:053 unknown group"},
        Spelling{"NullCharacterInARange", "aws_vpc_security_group_ingress_rule",
                 "{'cidr_ipv4': '10.0.0.0/8\\u0000/0', 'ip_protocol': '-1'}", "vpc:001 fail cidr_ipv4"},
        Spelling{"CyrillicPrincipal", "aws_kms_key_policy",
                 "{'policy': '{\\'St\u0430tement\\': [{\\'Effect\\': \\'Allow\\', \\'Principal\\': \\'*\\'}]}'}",
                 "kms:007 unknown policy"}),
    [](const auto& info) { return std::string(info.param.name); });

INSTANTIATE_TEST_SUITE_P(
    OfTypes, OddSpelling,
    testing::Values(
        Spelling{"TrueInAString", "aws_redshift_cluster", "{'publicly_accessible': 'true'}",
                 "redshift:001 fail publicly_accessible"},
        Spelling{"OneInAString", "aws_dms_replication_instance", "{'publicly_accessible': '1'}",
                 "dms:001 fail publicly_accessible"},
        Spelling{"CapitalTrue", "aws_mq_broker", "{'publicly_accessible': 'True'}", "mq:001 fail publicly_accessible"},
        Spelling{"NumberOne", "aws_rds_cluster_instance", "{'publicly_accessible': 1}",
                 "rds:031 fail publicly_accessible"},
        Spelling{"FalseInAString", "aws_docdb_cluster", "{'storage_encrypted': 'false'}",
                 "docdb:001 fail storage_encrypted"},
        Spelling{"ZeroInAString", "aws_neptune_cluster", "{'storage_encrypted': '0'}",
                 "neptune:001 fail storage_encrypted"},
        Spelling{"Null", "aws_ebs_volume", "{'encrypted': null}", "ebs:001 fail encrypted = unset"},
        Spelling{"NullOfAFunction", "aws_ebs_volume", "{'encrypted': '${try(null, true)}'}",
                 "ebs:001 fail encrypted"},
        Spelling{"EmptyText", "aws_ebs_volume", "{'encrypted': ''}", "ebs:001 fail encrypted"},
        Spelling{"ListOfOne", "aws_ebs_volume", "{'encrypted': [true]}", "ebs:001 fail encrypted"},
        Spelling{"NumberInAString", "aws_iam_account_password_policy", "{'minimum_password_length': '6'}",
                 "iam:032 fail minimum_password_length"},
        Spelling{"NumberWithExponent", "aws_iam_account_password_policy", "{'minimum_password_length': '1e0'}",
                 "iam:032 fail minimum_password_length"},
        Spelling{"NumberInHex", "aws_iam_account_password_policy", "{'minimum_password_length': '0xFF'}",
                 "iam:032 unknown minimum_password_length"},
        Spelling{"NumberThatIsGood", "aws_iam_account_password_policy", "{'minimum_password_length': '14'}", "iam:032"},
        Spelling{"BooleanThatIsGood", "aws_ebs_volume", "{'encrypted': 'true'}", "ebs:001"}),
    [](const auto& info) { return std::string(info.param.name); });

/// The internet in IPv6, and in halves.
class WideRange : public testing::TestWithParam<const char*> {};

TEST_P(WideRange, IsRefusedInEveryKindOfRule) {
  const std::string range = GetParam();
  const bool v6 = range.find(':') != std::string::npos;
  const std::string own = v6 ? "cidr_ipv6" : "cidr_ipv4";
  const std::string blocks = v6 ? "ipv6_cidr_blocks" : "cidr_blocks";
  EXPECT_THAT(judged(resource("aws_vpc_security_group_ingress_rule", json("{'" + own + "': '" + range + "'}"))),
              refuses((v6 ? "vpc:002 fail aws_vpc_security_group_ingress_rule.x " : "vpc:001 fail "
                            "aws_vpc_security_group_ingress_rule.x ") + own));
  EXPECT_THAT(judged(resource("aws_security_group_rule",
                              json("{'type': 'ingress', '" + blocks + "': ['10.0.0.0/8', '" + range + "']}"))),
              refuses((v6 ? "vpc:006 fail aws_security_group_rule.x " : "vpc:005 fail aws_security_group_rule.x ") +
                      blocks));
  EXPECT_THAT(judged(resource("aws_security_group", json("{'ingress': [{'" + blocks + "': ['" + range + "']}]}"))),
              refuses((v6 ? "vpc:004 fail aws_security_group.x ingress[0]." : "vpc:003 fail aws_security_group.x "
                            "ingress[0].") + blocks));
  EXPECT_THAT(judged(resource("aws_ec2_managed_prefix_list_entry", json("{'cidr': '" + range + "'}"))),
              refuses("vpc:008 fail aws_ec2_managed_prefix_list_entry.x cidr"));
}

INSTANTIATE_TEST_SUITE_P(Bypass, WideRange,
                         testing::Values("0.0.0.0/0", "0.0.0.0/1", "128.0.0.0/1", "192.0.0.0/2", "255.255.255.255/0",
                                         "::/0", "0::0/0", "::0/0", "0000:0000:0000:0000:0000:0000:0000:0000/0",
                                         "::FFFF:0.0.0.0/96", "::ffff:0:0/96", "8000::/1", "2000::/3", "::1/0",
                                         "0:0::/0", "::/00"));

}  // namespace
}  // namespace attack
