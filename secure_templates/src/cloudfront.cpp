#include "../cloudfront.hpp"

#include "parts.hpp"

namespace secure {

namespace cloudfront {

/// AWS's own policy that caches by path alone, CachingOptimized.
constexpr const char* cache_policy = "658327ea-f89d-4fab-a63d-7e88639e58f6";

/// Builds a distribution and what belongs to it.
class Parts : PartsOf<aws::cloudfront_distribution, distribution_options> {
 public:
  using PartsOf::PartsOf;

  aws::CloudfrontDistribution build() {
    refuse_instances();
    const auto headers = response_headers();
    if (is_unset(config_.origin)) bucket();
    if (is_unset(config_.default_cache_behavior)) {
      config_.default_cache_behavior = {{
          .allowed_methods = {"GET", "HEAD", "OPTIONS"},
          .cache_policy_id = cache_policy,
          .cached_methods = {"GET", "HEAD"},
          .compress = true,
          .response_headers_policy_id = headers.id(),
          .target_origin_id = "bucket",
          .viewer_protocol_policy = "redirect-to-https",
      }};
    }
    complete();
    return finish(add<aws::CloudfrontDistribution>("Default", config_));
  }

 private:
  aws::CloudfrontResponseHeadersPolicy response_headers() {
    using Policy = aws::cloudfront_response_headers_policy;
    const Policy::SecurityHeadersConfig security{
        .content_security_policy = {{.content_security_policy = options_.content_security_policy, .override = true}},
        .content_type_options = {{.override = true}},
        .frame_options = {{.frame_option = "DENY", .override = true}},
        .referrer_policy = {{.override = true, .referrer_policy = "strict-origin-when-cross-origin"}},
    };
    return add<aws::CloudfrontResponseHeadersPolicy>("headers",
                                                     {.name = short_name(128), .security_headers_config = {security}});
  }

  void bucket() {
    if (is_unset(options_.bucket_domain_name)) {
      throw parapet::Error(path() + ": a distribution shows something: set `bucket_domain_name` or `origin`");
    }
    const auto control = add<aws::CloudfrontOriginAccessControl>(
        "access", {.name = short_name(64), .origin_access_control_origin_type = "s3"});
    config_.origin = {{
        .domain_name = options_.bucket_domain_name,
        .origin_access_control_id = control.id(),
        .origin_id = "bucket",
    }};
  }

  void complete() {
    if (is_unset(config_.enabled)) config_.enabled = true;
    if (is_unset(config_.http_version)) config_.http_version = "http2and3";
    if (is_unset(config_.is_ipv6_enabled)) config_.is_ipv6_enabled = true;
    if (is_unset(config_.logging_config)) log();
    if (is_unset(config_.restrictions) && !is_regulated()) {
      config_.restrictions = {{.geo_restriction = {{.restriction_type = "none"}}}};
    }
    if (is_unset(config_.viewer_certificate)) {
      config_.viewer_certificate = {{.acm_certificate_arn = given("cloudfront_certificate_arn")}};
    }
    config_.web_acl_id = given(config_.web_acl_id, "cloudfront_web_acl_arn");
  }

  void log() {
    parapet::Str bucket = options_.log_bucket_domain_name;
    if (const parapet::Str name = given("log_bucket"); is_unset(bucket) && !is_unset(name)) {
      bucket = parapet::text(name, ".s3.amazonaws.com");
    }
    if (is_unset(bucket)) return;
    config_.logging_config = {{.bucket = bucket, .include_cookies = false, .prefix = path_name() + "/"}};
  }
};

}  // namespace cloudfront

Distribution::Distribution(parapet::Scope scope, std::string_view id, const aws::cloudfront_distribution& config,
                           const distribution_options& options)
    : aws::CloudfrontDistribution(cloudfront::Parts(scope, id, config, options).build()) {}

aws::CloudfrontOriginAccessControl Distribution::origin_access_control() const {
  return beside<aws::CloudfrontOriginAccessControl>(*this, "access");
}
aws::CloudfrontResponseHeadersPolicy Distribution::response_headers() const {
  return beside<aws::CloudfrontResponseHeadersPolicy>(*this, "headers");
}

parapet::policy::Statement read_by_distributions(const parapet::Str& bucket_arn, const parapet::Str& account) {
  return policy::Statement{
      .actions = {"s3:GetObject"},
      .conditions = {condition("StringEquals", "aws:SourceAccount", account)},
      .principals = {policy::service("cloudfront.amazonaws.com")},
      .resources = {parapet::text(bucket_arn, "/*")},
      .sid = "ReadByDistributions",
  };
}

}  // namespace secure
