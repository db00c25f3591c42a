#include "guardrails/types.hpp"

namespace parapet::guardrails {

namespace {

struct Alias {
  std::string_view type;
  std::string_view canonical;
};

/// The provider registers these twice, with the same schema, or keeps an older name of the same thing.
constexpr Alias aliases[] = {
    {"aws_alb", "aws_lb"},
    {"aws_alb_listener", "aws_lb_listener"},
    {"aws_alb_listener_certificate", "aws_lb_listener_certificate"},
    {"aws_alb_listener_rule", "aws_lb_listener_rule"},
    {"aws_alb_target_group", "aws_lb_target_group"},
    {"aws_alb_target_group_attachment", "aws_lb_target_group_attachment"},
    {"aws_s3_bucket_object", "aws_s3_object"},
    {"aws_default_security_group", "aws_security_group"},
    {"aws_default_vpc", "aws_vpc"},
    {"aws_default_subnet", "aws_subnet"},
    {"aws_default_network_acl", "aws_network_acl"},
    {"aws_default_route_table", "aws_route_table"},
};

}  // namespace

std::string_view canonical_type(std::string_view type) {
  for (const Alias& alias : aliases) {
    if (alias.type == type) return alias.canonical;
  }
  return type;
}

bool is_of_type(const DocumentBlock& block, std::string_view type) {
  bool data = type.starts_with("data.");
  if (block.kind != (data ? NodeKind::data_source : NodeKind::resource)) return false;
  if (type == "*") return true;
  std::string_view name = data ? type.substr(5) : type;
  return block.type == name || canonical_type(block.type) == name;
}

}  // namespace parapet::guardrails
