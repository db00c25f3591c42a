#pragma once

#include <aws/opensearch_domain.hpp>
#include <secure_templates/resources/opensearch.hpp>

#include "parapet/guardrails/secured.hpp"

/// Search. The requirements are in `catalog/opensearch.json`.
namespace secure {

/// A domain of OpenSearch in the subnets and security groups of the SecurityContext, encrypted at rest, between its
/// nodes and to its clients, with fine-grained access control, and with log groups for audit and errors that OpenSearch
/// may write to on behalf of this account only. Where the tier is regulated, slow searches and slow indexing are
/// logged, too.
///
///     using Domain = aws::opensearch_domain;
///     secure::SearchDomain search(stack, "search", {
///         .advanced_security_options = {{.enabled = true, .master_user_options = {{.master_user_arn = admin.arn()}}}},
///         .cluster_config = {{.instance_count = 3, .instance_type = "r7g.large.search"}},
///         .domain_name = "search",
///         .ebs_options = {{.ebs_enabled = true, .volume_size = 100}},
///         .engine_version = "OpenSearch_2.19",
///     });
///
/// The resource is `search/Default`, so that its address is `aws_opensearch_domain.search`. With
/// `log_publishing_options` in the configuration no log group is made.
class SearchDomain : public aws::OpensearchDomain {
 public:
  /// Throws SecurityException with every violation of every resource, and Error for a bad id; nothing stays behind
  /// then.
  SearchDomain(parapet::Scope scope, std::string_view id, const aws::opensearch_domain& config);
};

}  // namespace secure
