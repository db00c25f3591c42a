#pragma once

#include <string>
#include <vector>

/// Service control policies that let nothing but Terraform change what Terraform manages.
namespace parapet::organization {

/// The tag that says so; every taggable resource of a stack carries it with the value `true`.
inline constexpr const char* managed_tag = "terraform-managed";

/// Characters that AWS takes in one policy, and policies that it attaches to one target. One of those is
/// FullAWSAccess, without which nothing would be allowed.
inline constexpr std::size_t largest_policy = 5120;
inline constexpr std::size_t most_policies = 4;

/// Who is exempt: ARNs of roles, with `*` in the place of the account or in the name:
/// `arn:aws:iam::*:role/ci/apply-*`, `arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_Admin_*`.
struct ControlExemptions {
  std::vector<std::string> on_call{};         ///< engineers who repair by hand at night
  std::vector<std::string> administrators{};  ///< permission sets of IAM Identity Center
  std::vector<std::string> runners{};         ///< what Terraform runs as
  std::vector<std::string> actions{};         ///< further actions for everybody: `appconfig:*`, `xray:Put*`
};

struct ControlPolicy {
  std::string name;
  std::string description;
  std::string json;  ///< without white space; at most `largest_policy` characters
};

/// What becomes of an action of somebody who is not exempt.
enum class Reach : unsigned char {
  allowed,            ///< it reads, or workloads do it
  creation,           ///< it makes something that takes tags; denied when it sets the tag
  denied_if_managed,  ///< on resources with the tag
  denied,             ///< always: no policy sees tags there
  out_of_reach,       ///< no policy sees tags, and there is no room for it
};

struct ActionReach {
  std::string action;  ///< `s3:PutBucketPolicy`
  Reach reach = Reach::allowed;
};

/// The policies. Throws Error for a list without roles, a pattern that is no ARN of roles or covers any role, for what
/// is named twice, and for exemptions too long for the policies.
std::vector<ControlPolicy> service_control_policies(const ControlExemptions& exemptions);

/// Every action of the services that the catalog knows, sorted, with what these policies do about it.
std::vector<ActionReach> reach_of(const ControlExemptions& exemptions);
/// The word for it: `denied if managed`.
const char* text_of(Reach reach);

/// The same as a page in Markdown: how many actions of each service, what is out of reach, and which services the
/// catalog does not know.
std::string reach_page(const ControlExemptions& exemptions);

}  // namespace parapet::organization
