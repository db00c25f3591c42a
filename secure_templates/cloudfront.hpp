#pragma once

#include <aws/cloudfront_distribution.hpp>
#include <aws/cloudfront_origin_access_control.hpp>
#include <aws/cloudfront_response_headers_policy.hpp>
#include <secure_templates/resources/cloudfront.hpp>

#include "parapet/guardrails/secured.hpp"
#include "parapet/policy/policy.hpp"

/// Distributions. The requirements are in `catalog/cloudfront.json`.
namespace secure {

/// What stands around a distribution.
struct distribution_options {
  /// Where the content is: `bucket_regional_domain_name()` of a private bucket. The bucket's policy has a statement
  /// `read_by_distributions`.
  parapet::Str bucket_domain_name{};
  /// What pages may load; unset: only what comes from where they come from.
  parapet::Str content_security_policy = "default-src 'self'; frame-ancestors 'none'; object-src 'none'";
  /// Domain name of the bucket that gets the access log; unset: that of `log_bucket` of the SecurityContext. CloudFront
  /// writes with an ACL, so the bucket has to accept ACLs.
  parapet::Str log_bucket_domain_name{};
};

/// A distribution of what is in a private bucket: TLS 1.2 and newer, signed requests to the bucket, headers that keep
/// browsers careful, a web ACL and an access log.
///
///     secure::Distribution site(stack, "site", aws::cloudfront_distribution{.aliases = {"www.example.com"}},
///                               secure::distribution_options{
///                                   .bucket_domain_name = pages.bucket_regional_domain_name()});
///
/// It is the resource `site/Default`, `aws_cloudfront_distribution.site`; origin access control and response headers
/// policy stand beside it. Certificate and web ACL are of region us-east-1: `cloudfront_certificate_arn` and
/// `cloudfront_web_acl_arn` of the SecurityContext unless `viewer_certificate` and `web_acl_id` are set. A distribution
/// with an `origin` and a `default_cache_behavior` of its own names there what it needs.
class Distribution : public aws::CloudfrontDistribution {
 public:
  /// Throws SecurityException with every violation of every resource, and Error for a bad id, `count`, `for_each`, or
  /// content that nobody named; nothing stays behind then.
  Distribution(parapet::Scope scope, std::string_view id, const aws::cloudfront_distribution& config,
               const distribution_options& options = {});

  aws::CloudfrontOriginAccessControl origin_access_control() const;
  aws::CloudfrontResponseHeadersPolicy response_headers() const;
};

/// A statement for the policy of a bucket whose content distributions of an account show.
parapet::policy::Statement read_by_distributions(const parapet::Str& bucket_arn, const parapet::Str& account);

}  // namespace secure
