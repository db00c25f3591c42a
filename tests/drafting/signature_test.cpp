#include "drafting/signature.hpp"

#include <gtest/gtest.h>

namespace parapet::drafting {
namespace {

// 2015-08-30T12:36:00Z and the account of AWS's published test suite.
const Clock::time_point suite_time = Clock::from_time_t(1'440'938'160);

Credentials suite_account(const std::string& token = "") {
  return {"AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", token, {}, "the test"};
}

Request converse_request(const std::string& encoded_model) {
  Request request;
  request.url = "https://bedrock-runtime.eu-central-1.amazonaws.com/model/" + encoded_model + "/converse";
  request.headers = {{"Content-Type", "application/json"}};
  request.body = "{}";
  return request;
}

TEST(Signature, IsThatOfThePublishedSuite) {
  Request request;
  request.method = "GET";
  request.url = "https://example.amazonaws.com/";
  sign(request, suite_account(), {"us-east-1", "service"}, suite_time);
  EXPECT_EQ(request.headers.back().name, "Authorization");
  EXPECT_EQ(request.headers.back().value,
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, "
            "SignedHeaders=host;x-amz-date, Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31");
}

TEST(Signature, EncodesAModelIdWithAColonTwice) {
  Request request = converse_request("anthropic.claude-3-5-sonnet-20240620-v1%3A0");
  sign(request, suite_account(), {"eu-central-1", "bedrock"}, suite_time);
  EXPECT_EQ(request.headers.back().value,
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/eu-central-1/bedrock/aws4_request, "
            "SignedHeaders=content-type;host;x-amz-date, "
            "Signature=22b4e2c9fd7584412c8fc4796e7c60162f874f84422e2b48cfd7b48b1ce3d356");
}

TEST(Signature, SignsTheSessionToken) {
  Request request = converse_request(
      "arn%3Aaws%3Abedrock%3Aeu-central-1%3A111122223333%3Ainference-profile%2Feu.x-v1%3A0");
  sign(request, suite_account("to/ken+=="), {"eu-central-1", "bedrock"}, suite_time);
  EXPECT_EQ(request.headers.back().value,
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/eu-central-1/bedrock/aws4_request, "
            "SignedHeaders=content-type;host;x-amz-date;x-amz-security-token, "
            "Signature=4305ee772068595f86768e11f505cfa5785d9ab4f5ae675137d47353414b6049");
}

TEST(Signature, IsMadeOfTheCanonicalRequest) {
  Request request = converse_request("m%3A0");
  request.headers.push_back({"X-Spaces", "  a   b "});
  EXPECT_EQ(canonical_request(request),
            "POST\n"
            "/model/m%253A0/converse\n"
            "\n"
            "content-type:application/json\n"
            "x-spaces:a b\n"
            "\n"
            "content-type;x-spaces\n"
            "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
}

TEST(Signature, ResolvesDotSegmentsOfThePath) {
  EXPECT_EQ(canonical_path("/"), "/");
  EXPECT_EQ(canonical_path("/a//b/"), "/a/b/");
  EXPECT_EQ(canonical_path("/a/./b/../c"), "/a/c");
  EXPECT_EQ(canonical_path("/../.."), "/");
  EXPECT_EQ(canonical_path("/a b/%20~"), "/a%20b/%2520~");
}

}  // namespace
}  // namespace parapet::drafting
