#include <gmock/gmock.h>
#include <secure_templates/opensearch.hpp>

#include "secure_templates/composites.hpp"

namespace secure_templates_test {
namespace {

aws::opensearch_domain search() {
  return aws::opensearch_domain{
      .advanced_security_options = {{.enabled = true,
                                     .master_user_options = {{.master_user_arn =
                                                                  "arn:aws:iam::111122223333:role/search-admin"}}}},
      .cluster_config = {{.instance_count = 3, .instance_type = "r7g.large.search"}},
      .domain_name = "products",
      .ebs_options = {{.ebs_enabled = true, .volume_size = 100}},
      .engine_version = "OpenSearch_2.19"};
}

TEST_F(Composites, GiveASearchDomainItsLogGroups) {
  secure::SearchDomain domain(stack, "search", search());
  const auto written = document();
  EXPECT_EQ(resources(written), (Resources{"production/search/Default aws_opensearch_domain",
                                           "production/search/application-logs aws_cloudwatch_log_group",
                                           "production/search/audit-logs aws_cloudwatch_log_group",
                                           "production/search/log-policy aws_cloudwatch_log_resource_policy"}));
  const auto block = written.resource_at("production/search/Default");
  EXPECT_EQ(block.address(), "aws_opensearch_domain.search");
  EXPECT_TRUE(block["encrypt_at_rest.kms_key_id"] == key_arn);
  EXPECT_TRUE(block["node_to_node_encryption.enabled"] == true);
  EXPECT_TRUE(block["domain_endpoint_options.enforce_https"] == true);
  EXPECT_TRUE(block["domain_endpoint_options.tls_security_policy"] == "Policy-Min-TLS-1-2-PFS-2023-10");
  EXPECT_EQ(block["vpc_options.subnet_ids"].json(), R"(["subnet-1","subnet-2"])");
  EXPECT_EQ(block["vpc_options.security_group_ids"].json(), R"(["sg-1"])");
  EXPECT_TRUE(block["log_publishing_options.0.log_type"] == "AUDIT_LOGS");
  const auto logs = written.resource_at("production/search/audit-logs");
  EXPECT_EQ(block["log_publishing_options.0.cloudwatch_log_group_arn"].json(), "\"${" + logs.address() + ".arn}\"");
  EXPECT_TRUE(logs["name"] == "/aws/opensearch/products/audit-logs");
  const auto policy = written.resource_at("production/search/log-policy");
  EXPECT_EQ(block["depends_on"].json(), "[\"" + policy.address() + "\"]");
  EXPECT_THAT(text(policy["policy_document"]), testing::HasSubstr("es.amazonaws.com"));
  EXPECT_THAT(text(policy["policy_document"]), testing::HasSubstr("${" + logs.address() + ".arn}:*"));
}

TEST_F(Composites, LogMoreOfARegulatedSearchDomain) {
  complete_context("regulated");
  aws::opensearch_domain config = search();
  config.cognito_options = {{.enabled = true,
                             .identity_pool_id = "eu-central-1:1",
                             .role_arn = "arn:aws:iam::111122223333:role/search-sign-in",
                             .user_pool_id = "eu-central-1_1"}};
  secure::SearchDomain(stack, "search", config);
  const auto written = document();
  EXPECT_EQ(written.blocks(parapet::NodeKind::resource, "aws_cloudwatch_log_group").size(), 4u);
  EXPECT_EQ(written.blocks(parapet::NodeKind::resource, "aws_cloudwatch_log_data_protection_policy").size(), 4u);
  EXPECT_EQ(written.resource_at("production/search/Default")["log_publishing_options"].size(), 4u);
}

TEST_F(Composites, RefuseASearchDomainThatTakesPlainHttp) {
  const unsigned line = __LINE__ + 4;
  const std::string text = refusal([&] {
    aws::opensearch_domain config = search();
    config.domain_endpoint_options = {{.enforce_https = false}};
    secure::SearchDomain(stack, "x", config);
  });
  EXPECT_EQ(text,
            "1 violation of the security requirements\n\n"
            "opensearch:008 (high) production/x/Default: `domain_endpoint_options.enforce_https` is false\n"
            "  required: OpenSearch domains refuse plain HTTP.\n"
            "  fix:      Set `domain_endpoint_options.enforce_https` to true.\n"
            "  ask:      security@example.com\n"
            "  at:       tests/secure_templates/opensearch_test.cpp:" +
                std::to_string(line));
}

TEST_F(Composites, NameEverythingThatASearchDomainLacksAtOnce) {
  parapet::Stack bare(app, "bare");
  parapet::guardrails::set_security_context(bare, {.tier = "sensitive"});
  EXPECT_EQ(violations([&] { secure::SearchDomain(bare, "x", search()); }), (Refusals{"logs:003 kms_key_id", "logs:003 kms_key_id", "opensearch:006 encrypt_at_rest.kms_key_id", "opensearch:010 vpc_options.subnet_ids", "opensearch:010 vpc_options.security_group_ids", "opensearch:011 vpc_options.security_group_ids"}));
  EXPECT_FALSE(bare.node().try_find_child("x"));
}

}  // namespace
}  // namespace secure_templates_test
