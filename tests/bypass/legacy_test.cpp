#include "bypass/foreign.hpp"

/// Old names of types, and blocks inside of a resource where there is a resource of its own by now.
namespace attack {
namespace {

const std::string admin = R"({"Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]})";
const std::string everybody =
    R"({"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}]})";
const std::string trust =
    R"({"Statement": [{"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}]})";

struct Legacy {
  const char* name;
  const char* type;
  std::string bad;
  std::string good;
  const char* line;  ///< without the address
  Tier tier = Tier::baseline;
};
void PrintTo(const Legacy& legacy, std::ostream* out) { *out << legacy.name; }

class LegacyForm : public testing::TestWithParam<Legacy> {
 protected:
  static std::vector<std::string> judge(const std::string& body) {
    return judged(resource(GetParam().type, json(body)), GetParam().tier);
  }
  static std::string line() {
    const std::string line = GetParam().line;
    const std::size_t at = line.find(' ', line.find(' ') + 1);
    return line.substr(0, at) + " " + GetParam().type + ".x" + line.substr(at);
  }
};

TEST_P(LegacyForm, IsRefused) { EXPECT_THAT(judge(GetParam().bad), refuses(line())); }

TEST_P(LegacyForm, IsSparedWithTheGoodValue) {
  if (!GetParam().good.empty()) {
    EXPECT_THAT(judge(GetParam().good), spares(line().substr(0, line().find(' '))));
  }
}

INSTANTIATE_TEST_SUITE_P(
    Bypass, LegacyForm,
    testing::Values(
        Legacy{"AlbListener", "aws_alb_listener", "{'port': 80, 'protocol': 'HTTP'}",
               "{'port': 443, 'protocol': 'HTTPS'}", "elbv2:002 fail protocol = \"HTTP\""},
        Legacy{"AlbListenerWithAnOldTlsPolicy", "aws_alb_listener",
               "{'port': 443, 'protocol': 'HTTPS', 'ssl_policy': 'ELBSecurityPolicy-2016-08'}",
               "{'port': 443, 'protocol': 'HTTPS', 'ssl_policy': 'ELBSecurityPolicy-TLS13-1-2-2021-06'}",
               "elbv2:001 fail ssl_policy"},
        Legacy{"Alb", "aws_alb", "{'drop_invalid_header_fields': false}", "{'drop_invalid_header_fields': true}",
               "elbv2:022 fail drop_invalid_header_fields = false"},
        Legacy{"S3BucketObject", "aws_s3_bucket_object", "{'bucket': 'b', 'key': 'k', 'acl': 'public-read'}",
               "{'bucket': 'b', 'key': 'k', 'acl': 'private'}", "s3:036 fail acl = \"public-read\""},
        Legacy{"S3ObjectCopy", "aws_s3_object_copy", "{'bucket': 'b', 'key': 'k', 'acl': 'public-read'}",
               "{'bucket': 'b', 'key': 'k', 'acl': 'private'}", "s3:037 fail acl = \"public-read\""},
        Legacy{"ElasticsearchDomainUnencrypted", "aws_elasticsearch_domain", "{'encrypt_at_rest': {'enabled': false}}",
               "{'encrypt_at_rest': {'enabled': true}}", "opensearch:030 fail encrypt_at_rest.enabled = false"},
        Legacy{"ElasticsearchDomainForEverybody", "aws_elasticsearch_domain",
               "{'access_policies': " + quoted(everybody) + "}", "{}",
               "opensearch:041 fail access_policies.Statement[0]"},
        Legacy{"ElasticsearchDomainPolicy", "aws_elasticsearch_domain_policy",
               "{'access_policies': " + quoted(everybody) + "}", "", "opensearch:051 fail access_policies.Statement[0]"},
        Legacy{"DefaultSubnet", "aws_default_subnet", "{'map_public_ip_on_launch': true}",
               "{'map_public_ip_on_launch': false}", "vpc:017 fail map_public_ip_on_launch = true"},
        Legacy{"DefaultNetworkAcl", "aws_default_network_acl",
               "{'ingress': [{'action': 'allow', 'cidr_block': '0.0.0.0/0', 'from_port': 22, 'to_port': 22, "
               "'protocol': '6', 'rule_no': 1}]}",
               "{'ingress': []}", "vpc:015 fail ingress[0].cidr_block = \"0.0.0.0/0\""},
        Legacy{"DefaultSecurityGroup", "aws_default_security_group", "{'ingress': [{'cidr_blocks': ['0.0.0.0/0']}]}",
               "{'ingress': []}", "vpc:003 fail ingress[0].cidr_blocks"},
        Legacy{"LaunchConfiguration", "aws_launch_configuration", "{'metadata_options': {'http_tokens': 'optional'}}",
               "{'metadata_options': {'http_tokens': 'required'}}",
               "ec2:036 fail metadata_options.http_tokens = \"optional\""},
        Legacy{"SpotInstance", "aws_spot_instance_request", "{'metadata_options': {'http_tokens': 'optional'}}",
               "{'metadata_options': {'http_tokens': 'required'}}",
               "ec2:020 fail metadata_options.http_tokens = \"optional\""},
        Legacy{"AclOfABucket", "aws_s3_bucket", "{'bucket': 'b', 'acl': 'public-read-write'}",
               "{'bucket': 'b', 'acl': 'private'}", "s3:010 fail acl = \"public-read-write\""},
        Legacy{"GrantOfABucket", "aws_s3_bucket",
               "{'grant': {'type': 'Group', 'permissions': ['READ'], 'uri': "
               "'http://acs.amazonaws.com/groups/global/AuthenticatedUsers'}}",
               "{}", "s3:012 fail grant[0].uri"},
        Legacy{"PolicyOfABucket", "aws_s3_bucket", "{'policy': " + quoted(everybody) + "}", "{}",
               "s3:015 fail policy.Statement[0]"},
        Legacy{"WebsiteOfABucket", "aws_s3_bucket", "{'website': [{'index_document': 'i.html'}]}", "{'website': []}",
               "s3:034 fail website"},
        Legacy{"InlineIngress", "aws_security_group", "{'ingress': [{'ipv6_cidr_blocks': ['::/0']}]}",
               "{'ingress': [{'ipv6_cidr_blocks': ['fd12:3456:789a::/48']}]}",
               "vpc:004 fail ingress[0].ipv6_cidr_blocks"},
        Legacy{"InlinePolicyOfARole", "aws_iam_role",
               "{'assume_role_policy': " + quoted(trust) + ", 'inline_policy': [{'name': 'a', 'policy': " +
                   quoted(admin) + "}]}",
               "{'assume_role_policy': " + quoted(trust) + ", 'inline_policy': []}",
               "iam:007 fail inline_policy[0].policy.Statement[0]"},
        Legacy{"ManagedPoliciesOfARole", "aws_iam_role",
               "{'assume_role_policy': " + quoted(trust) +
                   ", 'managed_policy_arns': ['arn:aws-us-gov:iam::aws:policy/AdministratorAccess']}",
               "{'assume_role_policy': " + quoted(trust) + "}", "iam:008 fail managed_policy_arns"},
        Legacy{"PolicyAttachment", "aws_iam_policy_attachment",
               "{'name': 'a', 'roles': ['r'], 'policy_arn': 'arn:aws:iam::aws:policy/AdministratorAccess'}",
               "{'name': 'a', 'roles': ['r'], 'policy_arn': 'arn:aws:iam::111122223333:policy/read'}",
               "iam:012 fail policy_arn"},
        Legacy{"ExclusiveAttachments", "aws_iam_role_policy_attachments_exclusive",
               "{'role_name': 'r', 'policy_arns': ['arn:aws:iam::111122223333:policy/read', "
               "'arn:aws:iam::aws:policy/AdministratorAccess']}",
               "{'role_name': 'r', 'policy_arns': ['arn:aws:iam::111122223333:policy/read']}",
               "iam:013 fail policy_arns"},
        Legacy{"PermissionSet", "aws_ssoadmin_managed_policy_attachment",
               "{'managed_policy_arn': 'arn:aws:iam::aws:policy/AdministratorAccess'}",
               "{'managed_policy_arn': 'arn:aws:iam::aws:policy/ReadOnlyAccess'}",
               "identitycenter:003 fail managed_policy_arn"},
        Legacy{"EntryOfAPrefixList", "aws_ec2_managed_prefix_list_entry", "{'cidr': '0.0.0.0/0'}",
               "{'cidr': '10.0.0.0/8'}", "vpc:008 fail cidr = \"0.0.0.0/0\""},
        Legacy{"RuleOfANetworkAcl", "aws_network_acl_rule",
               "{'rule_number': 1, 'rule_action': 'ALLOW', 'protocol': '6', 'from_port': '0', 'to_port': '65535', "
               "'cidr_block': '0.0.0.0/1'}",
               "{'rule_number': 1, 'rule_action': 'allow', 'protocol': '6', 'from_port': 443, 'to_port': 443, "
               "'cidr_block': '10.0.0.0/8'}",
               "vpc:016 fail cidr_block = \"0.0.0.0/1\""},
        Legacy{"PortsOfLightsail", "aws_lightsail_instance_public_ports",
               "{'port_info': [{'cidrs': ['10.0.0.0/8', '0.0.0.0/0'], 'from_port': 22, 'to_port': 22, 'protocol': "
               "'tcp'}]}",
               "{'port_info': [{'cidrs': ['10.0.0.0/8'], 'from_port': 22, 'to_port': 22, 'protocol': 'tcp'}]}",
               "lightsail:008 fail port_info[0].cidrs"},
        Legacy{"KeyThatQldbOwns", "aws_qldb_ledger", "{'name': 'l', 'kms_key': 'AWS_OWNED_KMS_KEY'}",
               "{'name': 'l', 'kms_key': 'arn:aws:kms:eu-central-1:111122223333:key/a'}",
               "qldb:003 fail kms_key = \"AWS_OWNED_KMS_KEY\"", Tier::sensitive}),
    [](const auto& info) { return std::string(info.param.name); });

/// A policy for everybody, wherever a service keeps one.
struct Holder {
  const char* type;
  const char* attribute;
  const char* requirement;
  Tier tier = Tier::baseline;
};
void PrintTo(const Holder& holder, std::ostream* out) { *out << holder.type; }

class PolicyForEverybody : public testing::TestWithParam<Holder> {};

TEST_P(PolicyForEverybody, IsRefusedInEverySpelling) {
  for (const char* principal : {R"("*")", R"({"AWS": ["*"]})", R"({"aws": "*"})", R"({"AWS": "arn:aws:iam::*:root"})"}) {
    const std::string policy = "\n{ \"statement\" : {\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\",\"principal\":" +
                               std::string(principal) + "}}";
    EXPECT_THAT(judged(resource(GetParam().type, json("{'" + std::string(GetParam().attribute) + "': ") +
                                                     quoted(policy) + "}"),
                       GetParam().tier),
                refuses(std::string(GetParam().requirement) + " fail " + GetParam().type + ".x " +
                        GetParam().attribute + ".Statement[0]"))
        << principal;
  }
}

INSTANTIATE_TEST_SUITE_P(
    Bypass, PolicyForEverybody,
    testing::Values(Holder{"aws_sqs_queue", "policy", "sqs:003"}, Holder{"aws_sqs_queue_policy", "policy", "sqs:008"},
                    Holder{"aws_sns_topic_policy", "policy", "sns:009"},
                    Holder{"aws_kms_key_policy", "policy", "kms:007"},
                    Holder{"aws_kms_external_key", "policy", "kms:009"},
                    Holder{"aws_kms_replica_key", "policy", "kms:008"},
                    Holder{"aws_secretsmanager_secret", "policy", "secretsmanager:005"},
                    Holder{"aws_ecr_repository_policy", "policy", "ecr:007"},
                    Holder{"aws_ecr_registry_policy", "policy", "ecr:010"},
                    Holder{"aws_efs_file_system_policy", "policy", "efs:013"},
                    Holder{"aws_backup_vault_policy", "policy", "backup:008"},
                    Holder{"aws_glacier_vault", "access_policy", "glacier:001"},
                    Holder{"aws_opensearch_domain_policy", "access_policies", "opensearch:049"},
                    Holder{"aws_api_gateway_rest_api_policy", "policy", "apigateway:004"},
                    Holder{"aws_s3_access_point", "policy", "s3:016"},
                    Holder{"aws_s3control_access_point_policy", "policy", "s3:068"},
                    Holder{"aws_s3tables_table_bucket_policy", "resource_policy", "s3:074"},
                    Holder{"aws_cloudwatch_event_bus_policy", "policy", "eventbridge:003"},
                    Holder{"aws_cloudwatch_log_resource_policy", "policy_document", "logs:007"},
                    Holder{"aws_codeartifact_domain_permissions_policy", "policy_document", "codeartifact:002"},
                    Holder{"aws_codebuild_resource_policy", "policy", "codebuild:020"},
                    Holder{"aws_glue_resource_policy", "policy", "glue:025"},
                    Holder{"aws_kinesis_resource_policy", "policy", "kinesis:005"},
                    Holder{"aws_dynamodb_resource_policy", "policy", "dynamodb:013"},
                    Holder{"aws_msk_cluster_policy", "policy", "msk:013"},
                    Holder{"aws_acmpca_policy", "policy", "acmpca:012"},
                    Holder{"aws_redshift_resource_policy", "policy", "redshift:032"},
                    Holder{"aws_vpclattice_auth_policy", "policy", "vpclattice:008"},
                    Holder{"aws_sagemaker_model_package_group_policy", "resource_policy", "sagemaker:048"},
                    Holder{"aws_networkfirewall_resource_policy", "policy", "networkfirewall:023"},
                    Holder{"aws_ses_identity_policy", "policy", "ses:006"},
                    Holder{"aws_vpc_endpoint_policy", "policy", "vpc:060", Tier::sensitive}),
    [](const auto& info) { return std::string(info.param.type); });

}  // namespace
}  // namespace attack
