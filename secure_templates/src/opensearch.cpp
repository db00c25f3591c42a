#include "../opensearch.hpp"

#include <aws/cloudwatch_log_resource_policy.hpp>
#include <vector>

#include "parts.hpp"

namespace secure {

namespace opensearch {

struct Log {
  const char* id;
  const char* type;
};

/// Builds what one domain needs, and then the domain.
class Parts : secure::Parts {
 public:
  Parts(const parapet::Scope& scope, std::string_view id, const aws::opensearch_domain& config)
      : secure::Parts(scope, id, config), config_(config) {}

  aws::OpensearchDomain build() {
    if (!is_unset(config_.log_publishing_options)) return finish(add<aws::OpensearchDomain>("Default", config_));
    const auto policy = add_logs();
    const auto domain = add<aws::OpensearchDomain>("Default", config_);
    // It is refused as long as it may not write to its log groups.
    domain.node().add_dependency(policy);
    return finish(domain);
  }

 private:
  std::vector<Log> logs() const {
    std::vector<Log> logs = {{"audit-logs", "AUDIT_LOGS"}, {"application-logs", "ES_APPLICATION_LOGS"}};
    if (is_regulated()) {
      logs.push_back({"index-logs", "INDEX_SLOW_LOGS"});
      logs.push_back({"search-logs", "SEARCH_SLOW_LOGS"});
    }
    return logs;
  }

  aws::CloudwatchLogResourcePolicy add_logs() {
    std::vector<aws::opensearch_domain::LogPublishingOptions> published;
    std::vector<parapet::Str> streams;
    for (const Log& log : logs()) {
      const auto group = service_log(log.id, parapet::text("/aws/opensearch/", config_.domain_name, "/", log.id));
      published.push_back({.cloudwatch_log_group_arn = group.arn(), .log_type = log.type});
      streams.push_back(parapet::text(group.arn(), ":*"));
    }
    config_.log_publishing_options = published;
    return add_log_policy(streams);
  }

  aws::CloudwatchLogResourcePolicy add_log_policy(const std::vector<parapet::Str>& streams) {
    const policy::Statement write{
        .actions = {"logs:CreateLogStream", "logs:PutLogEvents", "logs:PutLogEventsBatch"},
        .conditions = {condition("StringEquals", "aws:SourceAccount", account_id())},
        .principals = {policy::service("es.amazonaws.com")},
        .resources = streams,
    };
    return add<aws::CloudwatchLogResourcePolicy>("log-policy",
                                                 {.policy_document = policy::Document{.statements = {write}},
                                                  .policy_name = parapet::text("opensearch-", config_.domain_name)});
  }

  aws::opensearch_domain config_;
};

}  // namespace opensearch

SearchDomain::SearchDomain(parapet::Scope scope, std::string_view id, const aws::opensearch_domain& config)
    : aws::OpensearchDomain(opensearch::Parts(scope, id, config).build()) {}

}  // namespace secure
