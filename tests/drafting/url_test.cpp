#include <gtest/gtest.h>

#include "drafting/endpoint.hpp"
#include "drafting/world.hpp"

namespace parapet::drafting::test {
namespace {

const char* const expected_url = "X: expected https://HOST[:PORT][/PATH], without user, password, query or fragment";

TEST(Url, HasItsPartsAsTheyAreSent) {
  EXPECT_EQ(parse_url("https://example.com", "X").text(), "https://example.com/");
  EXPECT_EQ(parse_url("https://example.com:443/a%3Ab", "X").text(), "https://example.com/a%3Ab");
  const Url url = parse_url("http://[::1]:8080/a", "X");
  EXPECT_EQ(url.host, "::1");
  EXPECT_EQ(url.authority, "[::1]:8080");
}

TEST(Url, IsRefusedWithoutRepeatingIt) {
  for (const char* text : {"", "example.com", "ftp://example.com", "https://", "https://a:pass@example.com", "https://a@b",
                           "https://a/?q=1", "https://a/#f", "https://a b/", "https://a/\r\nX: y", "https://\xC3\xA9.com"})
    EXPECT_EQ(error_of([&] { parse_url(text, "X"); }), expected_url) << text;
}

TEST(Url, LoopbackIsNothingThatOnlyLooksLikeIt) {
  for (const char* host : {"localhost", "127.0.0.1", "127.9.9.9", "::1"}) EXPECT_TRUE(is_loopback(host)) << host;
  for (const char* host : {"", "127.0.0.1.example.com", "localhost.example.com", "128.0.0.1", "::2", "0.0.0.0", "127.1x"})
    EXPECT_FALSE(is_loopback(host)) << host;
  EXPECT_EQ(parse_endpoint("http://127.1:9/", "X").text(), "http://127.0.0.1:9/");
}

TEST(Url, CredentialsDoNotTravelInClear) {
  EXPECT_EQ(error_of([] { parse_endpoint("http://example.com/x", "AWS_ENDPOINT_URL"); }),
            "AWS_ENDPOINT_URL: http://example.com/x is not encrypted, and credentials would travel in clear; use https "
            "(http is for loopback only)");
}

TEST(Url, EncodesAllButUnreservedBytes) {
  EXPECT_EQ(percent_encoded("aZ09-._~:/ \xC3\xA9"), "aZ09-._~%3A%2F%20%C3%A9");
  EXPECT_EQ(percent_encoded("a/b:c", true), "a/b%3Ac");
}

std::string endpoint(World& world, const std::string& region = "eu-central-1") {
  return service_endpoint(world.system(), bedrock_service, region).text();
}

TEST(Endpoint, IsThatOfTheRegion) {
  World world;
  EXPECT_EQ(endpoint(world), "https://bedrock-runtime.eu-central-1.amazonaws.com/");
  EXPECT_EQ(endpoint(world, "cn-north-1"), "https://bedrock-runtime.cn-north-1.amazonaws.com.cn/");
  world.variables["AWS_USE_FIPS_ENDPOINT"] = "true";
  EXPECT_EQ(endpoint(world, "us-gov-west-1"), "https://bedrock-runtime-fips.us-gov-west-1.amazonaws.com/");
}

TEST(Endpoint, IsTheNearestThatIsConfigured) {
  World world;
  world.files["/h/.aws/config"] =
      "[default]\nendpoint_url = https://all.example\nservices = mine\n"
      "[services mine]\nsts =\n  endpoint_url = https://sts.example\nbedrock_runtime =\n  endpoint_url = https://own.example\n";
  EXPECT_EQ(endpoint(world), "https://own.example/");
  EXPECT_EQ(service_endpoint(world.system(), sts_service, "eu-central-1").text(), "https://sts.example/");
  world.variables["AWS_ENDPOINT_URL"] = "https://env.example";
  EXPECT_EQ(endpoint(world), "https://env.example/");
  world.variables["AWS_ENDPOINT_URL_BEDROCK_RUNTIME"] = "https://special.example/x";
  EXPECT_EQ(endpoint(world), "https://special.example/x");
  world.variables["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"] = "true";
  EXPECT_EQ(endpoint(world), "https://bedrock-runtime.eu-central-1.amazonaws.com/");
}

TEST(Endpoint, OfTheProfileIsAsStrict) {
  World world;
  world.files["/h/.aws/config"] = "[default]\nendpoint_url = http://all.example\n";
  EXPECT_EQ(error_of([&] { endpoint(world); }),
            "endpoint_url of the profile: http://all.example/ is not encrypted, and credentials would travel in clear; "
            "use https (http is for loopback only)");
}

}  // namespace
}  // namespace parapet::drafting::test
