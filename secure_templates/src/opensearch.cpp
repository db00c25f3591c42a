#include "../opensearch.hpp"

#include <string>
#include <vector>

#include "composite.hpp"

namespace secure {

namespace opensearch {

struct Log {
  const char* id;
  const char* type;
};

std::vector<Log> logs_of(const Composite& composite) {
  std::vector<Log> logs = {{"audit-logs", "AUDIT_LOGS"}, {"application-logs", "ES_APPLICATION_LOGS"}};
  if (composite.is_regulated()) {
    logs.push_back({"index-logs", "INDEX_SLOW_LOGS"});
    logs.push_back({"search-logs", "SEARCH_SLOW_LOGS"});
  }
  return logs;
}

/// The domain is refused as long as it may not write to its log groups.
parapet::Block<aws::opensearch_domain::LogPublishingOptions> add_logs(Composite& composite,
                                                                      const parapet::Construct& group,
                                                                      const parapet::Str& domain) {
  std::vector<aws::opensearch_domain::LogPublishingOptions> published;
  std::vector<parapet::Str> streams;
  for (const Log& log : logs_of(composite)) {
    const auto logs = add_log_group(composite, group, log.id, parapet::text("/aws/opensearch/", domain, "/", log.id));
    published.push_back({.cloudwatch_log_group_arn = logs.arn(), .log_type = log.type});
    streams.push_back(parapet::text(logs.arn(), ":*"));
  }
  add_log_policy(composite, group, "log-policy", "es.amazonaws.com", parapet::text("opensearch-", domain), streams);
  return published;
}

aws::OpensearchDomain build(const parapet::Scope& scope, std::string_view id, aws::opensearch_domain config) {
  Composite composite(scope, config);
  const parapet::Construct group(scope, id);
  const bool own_logs = Composite::is_nothing(config.log_publishing_options);
  if (own_logs) config.log_publishing_options = add_logs(composite, group, config.domain_name);
  const auto domain = composite.add<aws::OpensearchDomain>(group, "Default", config);
  if (own_logs) {
    domain.node().add_dependency(parapet::Construct(group.node().find_child("log-policy").parapet_element()));
  }
  composite.finish();
  return domain;
}

}  // namespace opensearch

SearchDomain::SearchDomain(parapet::Scope scope, std::string_view id, const aws::opensearch_domain& config)
    : aws::OpensearchDomain(opensearch::build(scope, id, config)) {}

}  // namespace secure
