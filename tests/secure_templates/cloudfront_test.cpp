#include <gmock/gmock.h>
#include <secure_templates/cloudfront.hpp>
#include <secure_templates/s3.hpp>

#include "parapet/error.hpp"
#include "secure_templates/assemblies.hpp"

namespace secure_templates_test {
namespace {

constexpr const char* pages_domain_name = "acme-pages.s3.eu-central-1.amazonaws.com";

class Distributions : public Assemblies {
 protected:
  void SetUp() override {
    Assemblies::SetUp();
    context("sensitive");
    parapet::guardrails::set_security_context(
        stack,
        {.other = {{"cloudfront_certificate_arn", "arn:aws:acm:us-east-1:111122223333:certificate/2"},
                   {"cloudfront_web_acl_arn", "arn:aws:wafv2:us-east-1:111122223333:global/webacl/pages/1"}}});
  }
};

TEST_F(Distributions, ShowWhatIsInAPrivateBucket) {
  secure::Distribution site(stack, "site", aws::cloudfront_distribution{.aliases = {"www.example.com"}},
                            secure::distribution_options{.bucket_domain_name = pages_domain_name});
  EXPECT_EQ(resources(), (Resources{
                             "site/Default aws_cloudfront_distribution",
                             "site/access aws_cloudfront_origin_access_control",
                             "site/headers aws_cloudfront_response_headers_policy",
                         }));
  const auto written = document();
  const auto made = written.resource_at("production/site/Default");
  EXPECT_EQ(made.address(), "aws_cloudfront_distribution.site");
  EXPECT_TRUE(made["origin.origin_access_control_id"] == site.origin_access_control().id());
  EXPECT_TRUE(made["default_cache_behavior.response_headers_policy_id"] == site.response_headers().id());
  EXPECT_EQ(made["viewer_certificate"].json(),
            R"([{"acm_certificate_arn":"arn:aws:acm:us-east-1:111122223333:certificate/2",)"
            R"("minimum_protocol_version":"TLSv1.2_2021","ssl_support_method":"sni-only"}])");
  EXPECT_EQ(made["logging_config"].json(),
            R"([{"bucket":"acme-logs.s3.amazonaws.com","include_cookies":false,"prefix":"production/site/"}])");
  EXPECT_TRUE(made["web_acl_id"] == "arn:aws:wafv2:us-east-1:111122223333:global/webacl/pages/1");
  EXPECT_EQ(written.resource_at("production/site/access")["signing_behavior"].json(), R"("always")");
  EXPECT_EQ(written.resource_at("production/site/headers")["security_headers_config.0.strict_transport_security"].json(),
            R"([{"access_control_max_age_sec":63072000,"include_subdomains":true,"override":true,"preload":true}])");
}

TEST_F(Distributions, ReadABucketThatLetsThem) {
  secure::S3Bucket(stack, "pages", aws::s3_bucket{.bucket = "acme-pages"},
                   secure::s3_bucket_options{.statements = {secure::read_by_distributions("arn:aws:s3:::acme-pages",
                                                                                          "111122223333")}});
  EXPECT_EQ(sids(document().resource_at("production/pages/policy")["policy"]),
            (Sids{"DenyInsecureTransport", "ReadByDistributions"}));
}

TEST_F(Distributions, WantToKnowWhatToShow) {
  EXPECT_THROW(secure::Distribution(stack, "x", aws::cloudfront_distribution{}), parapet::Error);
  EXPECT_FALSE(stack.node().try_find_child("x"));
}

TEST_F(Distributions, RefuseEverythingAtOnce) {
  parapet::Stack bare(app, "bare");
  EXPECT_EQ(violations([&] {
              secure::Distribution(
                  bare, "x",
                  aws::cloudfront_distribution{
                      .default_cache_behavior = {{.allowed_methods = {"GET", "HEAD"},
                                                  .cached_methods = {"GET", "HEAD"},
                                                  .target_origin_id = "bucket",
                                                  .viewer_protocol_policy = "allow-all"}}},
                  secure::distribution_options{.bucket_domain_name = pages_domain_name});
            }),
            (Refusals{"cloudfront:001 default_cache_behavior.viewer_protocol_policy",
                      "cloudfront:004 viewer_certificate.acm_certificate_arn", "cloudfront:006 web_acl_id"}));
  EXPECT_FALSE(bare.node().try_find_child("x"));
}

TEST_F(Distributions, WithoutALogAreRefusedAtSynthesis) {
  parapet::Stack bare(app, "bare");
  parapet::guardrails::set_security_context(
      bare, {.other = {{"cloudfront_certificate_arn", "arn:aws:acm:us-east-1:111122223333:certificate/2"},
                       {"cloudfront_web_acl_arn", "arn:aws:wafv2:us-east-1:111122223333:global/webacl/pages/1"}}});
  secure::Distribution(bare, "x", aws::cloudfront_distribution{.aliases = {"www.example.com"}},
                       secure::distribution_options{.bucket_domain_name = pages_domain_name});
  EXPECT_EQ(violations([&] { parapet::testing::synth(app); }), Refusals{"cloudfront:007 logging_config.bucket"});
}

}  // namespace
}  // namespace secure_templates_test
