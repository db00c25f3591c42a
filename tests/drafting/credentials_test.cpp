#include "drafting/credentials.hpp"

#include <gtest/gtest.h>

#include "drafting/credentials/sources.hpp"
#include "drafting/world.hpp"

namespace parapet::drafting::test {
namespace {

using process::Result;

std::string text_of(const Credentials& found) {
  return found.source + ": " + found.access_key + " " + found.secret_key + " " + found.session_token;
}

std::string find(World& world) try {
  return text_of(find_credentials(world.system(), "eu-central-1"));
} catch (const Error& error) {
  return error.what();
}

Response answer(int status, const std::string& body = "") { return {status, {}, body}; }

World with_profile(const std::string& lines) {
  World world;
  world.variables["AWS_PROFILE"] = "dev";
  world.files["/h/.aws/config"] = "[profile dev]\n" + lines;
  return world;
}

TEST(Credentials, OfTheEnvironmentComeFirst) {
  World world = with_profile("aws_access_key_id = P\naws_secret_access_key = p\n");
  EXPECT_EQ(find(world), "the profile \"dev\": P p ");
  world.variables["AWS_ACCESS_KEY_ID"] = "A";
  world.variables["AWS_SECRET_ACCESS_KEY"] = "s";
  EXPECT_EQ(find(world), "the environment: A s ");
  world.variables["AWS_SESSION_TOKEN"] = "t";
  EXPECT_EQ(find(world), "the environment: A s t");
}

TEST(Credentials, ThatAreIncompleteAreRefused) {
  World world;
  world.variables["AWS_ACCESS_KEY_ID"] = "A";
  EXPECT_EQ(find(world), "AWS_ACCESS_KEY_ID is set, but AWS_SECRET_ACCESS_KEY is not");
  world.variables = {{"AWS_SECRET_ACCESS_KEY", "s"}};
  EXPECT_EQ(find(world), "AWS_SECRET_ACCESS_KEY is set, but AWS_ACCESS_KEY_ID is not");
  World profile = with_profile("aws_access_key_id = P\n");
  EXPECT_EQ(find(profile), "the profile \"dev\": has an access key id, but no secret access key");
  profile = with_profile("aws_secret_access_key = P\n");
  EXPECT_EQ(find(profile), "the profile \"dev\": has no access key id");
}

TEST(Credentials, NeverBreakAHeader) {
  World world;
  world.variables["AWS_ACCESS_KEY_ID"] = "A";
  for (const char* secret : {"s\r\nX-Evil: 1", "s ", "\xC3\xA9"}) {
    world.variables["AWS_SECRET_ACCESS_KEY"] = secret;
    EXPECT_EQ(find(world),
              "the environment: the access key id, the secret access key or the session token holds a space, a line break "
              "or another character that none has; copy it once more");
  }
}

TEST(Credentials, ThatExpiredAreRefused) {
  World world;
  world.variables = {{"AWS_ACCESS_KEY_ID", "A"}, {"AWS_SECRET_ACCESS_KEY", "s"}};
  world.variables["AWS_CREDENTIAL_EXPIRATION"] = "2027-01-15T08:00:01Z";
  EXPECT_EQ(find(world), "the environment: A s ");
  world.variables["AWS_CREDENTIAL_EXPIRATION"] = "2027-01-15T09:00:00+01:00";
  EXPECT_EQ(find(world), "the environment: the credentials expired at 2027-01-15T08:00:00Z; renew them");
  world.variables["AWS_CREDENTIAL_EXPIRATION"] = "tomorrow";
  EXPECT_EQ(find(world), "AWS_CREDENTIAL_EXPIRATION: the time of expiry is not written as 2026-01-31T10:00:00Z");
}

TEST(Credentials, TimesAreReadAsAwsWritesThem) {
  const auto seconds = [](const char* text) { return Clock::to_time_t(read_time(text, "X")); };
  EXPECT_EQ(seconds("2027-01-15T08:00:00Z"), 1'800'000'000);
  EXPECT_EQ(seconds("2027-01-15T08:00:00.123456Z"), 1'800'000'000);
  EXPECT_EQ(seconds("2027-01-15T10:30:00+0230"), 1'800'000'000);
  EXPECT_EQ(seconds("2027-01-15T06:00:00-02:00"), 1'800'000'000);
  EXPECT_EQ(seconds("9999-01-01T00:00:00Z"), seconds("2200-01-01T00:00:00Z"));
  for (const char* text : {"", "2027-01-15", "2027-01-15T08:00:00", "2027-13-15T08:00:00Z", "2027-01-15T25:00:00Z",
                           "2027-01-15 08:00:00Z", "2027-01-15T08:00:00Zz", "2027-01-15T08:00:00+1", "2027-1-15T08:00:00Z"})
    EXPECT_EQ(error_of([&] { seconds(text); }), "X: the time of expiry is not written as 2026-01-31T10:00:00Z") << text;
}

TEST(Credentials, KindsThatAreNotSupportedNameTheRemedy) {
  World world = with_profile("role_arn = arn:aws:iam::111122223333:role/x\nsource_profile = y\n");
  EXPECT_EQ(find(world),
            "the profile \"dev\": it assumes a role (role_arn), which parapet does not do itself; let the AWS command do it: "
            "eval \"$(aws configure export-credentials --profile dev --format env)\"");
  world = with_profile("sso_session = corp\nsso_account_id = 1\n");
  EXPECT_EQ(find(world),
            "the profile \"dev\": it signs in with IAM Identity Center (SSO), which parapet does not do itself; let the AWS "
            "command do it: eval \"$(aws configure export-credentials --profile dev --format env)\"");
}

TEST(Credentials, OfAProcess) {
  World world = with_profile("credential_process = tool --for 'the team'\n");
  Result printed{Result::End::exited, 0,
                  R"({"Version": 1, "AccessKeyId": "A", "SecretAccessKey": "s", "SessionToken": "t", "AccountId": "1"})", "", ""};
  std::vector<std::string> command;
  world.program = [&](const std::vector<std::string>& words) {
    command = words;
    return printed;
  };
  EXPECT_EQ(find(world), "credential_process of the profile \"dev\": A s t");
  EXPECT_EQ(command, (std::vector<std::string>{"tool", "--for", "the team"}));
  const std::string source = "credential_process of the profile \"dev\": ";
  printed.exit_code = 7;
  EXPECT_EQ(find(world), source + "the program ended with exit code 7");
  printed = {Result::End::timed_out, 0, "", "", ""};
  EXPECT_EQ(find(world), source + "the program did not end within 60 s");
  printed = {Result::End::not_started, 0, "", "", ""};
  EXPECT_EQ(find(world), source + "the program cannot be started");
  printed = {Result::End::too_much, 0, "", "", ""};
  EXPECT_EQ(find(world), source + "the program prints more than 64 KiB");
}

TEST(Credentials, OfAProcessThatAnswersWrongly) {
  World world = with_profile("credential_process = tool\n");
  std::string output;
  world.program = [&](const std::vector<std::string>&) { return Result{Result::End::exited, 0, output, "", ""}; };
  const std::string source = "credential_process of the profile \"dev\": ";
  for (const char* text : {"", "secret", "[1]", "{\"Version\": 2}", "{}", "{\"Version\": \"1\"}", "\xFF", "{\"Version\": 1"}) {
    output = text;
    EXPECT_EQ(find(world), source + "the program does not print a JSON object with \"Version\": 1") << text;
  }
  output = R"({"Version": 1, "AccessKeyId": "A", "SecretAccessKey": 5})";
  EXPECT_EQ(find(world), source + "\"SecretAccessKey\" is no string");
  output = R"({"Version": 1, "AccessKeyId": "A", "SecretAccessKey": "s", "Expiration": "2020-01-01T00:00:00Z"})";
  EXPECT_EQ(find(world), source + "the credentials expired at 2020-01-01T00:00:00Z; renew them");
  world = with_profile("credential_process = tool 'x\n");
  EXPECT_EQ(find(world), source + "a quote is not closed");
}

const char* const metadata_answer =
    R"({"Code": "Success", "AccessKeyId": "A", "SecretAccessKey": "s", "Token": "t", "Expiration": "2027-01-15T12:00:00Z"})";

TEST(Credentials, OfAContainer) {
  World world;
  world.variables["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"] = "/v2/credentials/abc";
  world.network = [](const Request&) { return answer(200, metadata_answer); };
  EXPECT_EQ(find(world), "container credentials: A s t");
  EXPECT_EQ(world.requests.at(0).url, "http://169.254.170.2/v2/credentials/abc");
  world.variables = {{"AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://169.254.170.23/v1"},
                     {"AWS_CONTAINER_AUTHORIZATION_TOKEN", "Basic x"}};
  EXPECT_EQ(find(world), "container credentials: A s t");
  EXPECT_EQ(world.requests.at(1).headers.back().value, "Basic x");
}

TEST(Credentials, OfAContainerComeFromNowhereElse) {
  World world;
  const auto with_uri = [&](const std::string& uri) {
    world.variables = {{"AWS_CONTAINER_CREDENTIALS_FULL_URI", uri}};
    return find(world);
  };
  EXPECT_EQ(with_uri("http://169.254.170.2.example.com/"),
            "AWS_CONTAINER_CREDENTIALS_FULL_URI: 169.254.170.2.example.com may not be asked over http; use https, "
            "loopback, or the addresses of ECS and EKS");
  EXPECT_EQ(with_uri("file:///etc/passwd"),
            "AWS_CONTAINER_CREDENTIALS_FULL_URI: expected https://HOST[:PORT][/PATH], without user, password, query or "
            "fragment");
  world.variables = {{"AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "@example.com/"}};
  EXPECT_EQ(find(world), "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: expected a path that begins with /");
  world.variables = {{"AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://127.0.0.1/"},
                     {"AWS_CONTAINER_AUTHORIZATION_TOKEN", "x\r\nHost: evil"}};
  EXPECT_EQ(find(world),
            "container credentials: the authorization token holds a line break or another control character");
  EXPECT_TRUE(world.requests.empty());
}

TEST(Credentials, OfAContainerThatDoesNotAnswer) {
  World world;
  world.variables["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"] = "/x";
  world.network = [](const Request&) { return answer(500); };
  EXPECT_EQ(find(world), "container credentials: the answer is HTTP 500");
  EXPECT_EQ(world.requests.size(), 3u);
  world.network = [](const Request&) -> Response { throw TransportError("Operation timed out", true, true); };
  EXPECT_EQ(find(world), "container credentials: no answer: Operation timed out");
  world.network = [](const Request&) { return answer(200, "secret"); };
  EXPECT_EQ(find(world), "container credentials: the answer is no JSON object");
}

World instance(const std::map<std::string, Response>& pages) {
  World world;
  world.variables = {{"HOME", "/h"}};
  world.network = [pages](const Request& request) {
    const auto found = pages.find(request.method + " " + request.url);
    return found == pages.end() ? answer(404) : found->second;
  };
  return world;
}

const std::string metadata = "http://169.254.169.254/latest/";

TEST(Credentials, OfAnInstance) {
  World world = instance({{"PUT " + metadata + "api/token", answer(200, "imds")},
                          {"GET " + metadata + "meta-data/iam/security-credentials/", answer(200, "my role\nother")},
                          {"GET " + metadata + "meta-data/iam/security-credentials/my%20role", answer(200, metadata_answer)}});
  EXPECT_EQ(find(world), "instance metadata: A s t");
  EXPECT_EQ(world.requests.at(0).headers.at(0).name, "X-aws-ec2-metadata-token-ttl-seconds");
  EXPECT_EQ(world.requests.at(2).headers.at(0).value, "imds");
}

const char* const none_but_metadata =
    "no AWS credentials: none in the environment (AWS_ACCESS_KEY_ID), no web identity (AWS_WEB_IDENTITY_TOKEN_FILE), none "
    "in the profile \"default\", no container credentials (AWS_CONTAINER_CREDENTIALS_RELATIVE_URI, "
    "AWS_CONTAINER_CREDENTIALS_FULL_URI), and no instance metadata with a role; set one of them";

TEST(Credentials, VersionOneOfTheMetadataIsNeverAsked) {
  World world = instance({{"GET " + metadata + "meta-data/iam/security-credentials/", answer(200, "role")}});
  EXPECT_EQ(find(world), none_but_metadata);
  EXPECT_EQ(world.requests.size(), 1u);
  world.network = [](const Request&) -> Response { throw TransportError("no route to host", true, false); };
  EXPECT_EQ(find(world), none_but_metadata);
  world = instance({{"PUT " + metadata + "api/token", answer(200, "evil\r\nHost: x")}});
  EXPECT_EQ(find(world), none_but_metadata);
  world = instance({{"PUT " + metadata + "api/token", answer(200, "imds")}});
  EXPECT_EQ(find(world), none_but_metadata);
}

TEST(Credentials, TheMetadataIsAskedWhereItMayBe) {
  World world = instance({});
  world.variables["AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE"] = "IPv6";
  EXPECT_EQ(find(world), none_but_metadata);
  EXPECT_EQ(world.requests.at(0).url, "http://[fd00:ec2::254]/latest/api/token");
  world.variables["AWS_EC2_METADATA_SERVICE_ENDPOINT"] = "http://metadata.example.com";
  EXPECT_EQ(find(world),
            "AWS_EC2_METADATA_SERVICE_ENDPOINT: metadata.example.com may not be asked over http; use a link-local address");
}

World web_identity(const std::string& token, const Response& sts) {
  World world;
  world.variables["AWS_WEB_IDENTITY_TOKEN_FILE"] = "/jwt";
  world.variables["AWS_ROLE_ARN"] = "arn:aws:iam::111122223333:role/x";
  world.files["/jwt"] = token;
  world.network = [sts](const Request&) { return sts; };
  return world;
}

TEST(Credentials, OfAWebIdentity) {
  World world = web_identity("jwt.x\n", answer(200, "<R><Credentials><AccessKeyId>A</AccessKeyId><SecretAccessKey>s"
                                                    "</SecretAccessKey><SessionToken>t</SessionToken></Credentials></R>"));
  EXPECT_EQ(find(world), "web identity: A s t");
  EXPECT_EQ(world.requests.at(0).url, "https://sts.eu-central-1.amazonaws.com/");
  EXPECT_EQ(world.requests.at(0).body,
            "Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A111122223333%3Arole%2Fx&"
            "RoleSessionName=parapet&WebIdentityToken=jwt.x");
}

TEST(Credentials, OfAWebIdentityThatIsWrong) {
  World world = web_identity("jwt.x", answer(400, "<Error><Code>InvalidIdentityToken</Code><Message>no jwt.x\n</Message>"));
  EXPECT_EQ(find(world), "web identity: STS answers 400: InvalidIdentityToken: no [hidden] ");
  world = web_identity(" \n", {});
  EXPECT_EQ(find(world), "web identity: the token file /jwt is empty");
  world.files.clear();
  EXPECT_EQ(find(world), "web identity: the token file /jwt cannot be read");
  world.variables.erase("AWS_ROLE_ARN");
  EXPECT_EQ(find(world), "AWS_WEB_IDENTITY_TOKEN_FILE is set, but AWS_ROLE_ARN is not");
  world = web_identity("jwt.x", answer(200, "<Credentials><AccessKeyId>A"));
  EXPECT_EQ(find(world), "web identity: has no access key id");
}

TEST(Credentials, OfAWebIdentityOfAProfile) {
  World world = web_identity("jwt", answer(403));
  world.variables = {{"HOME", "/h"}};
  world.files["/h/.aws/config"] = "[default]\nrole_arn = r\nweb_identity_token_file = /jwt\nrole_session_name = me\n";
  EXPECT_EQ(find(world), "web identity of the profile \"default\": STS answers 403: : ");
  EXPECT_EQ(world.requests.at(0).body,
            "Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleArn=r&RoleSessionName=me&WebIdentityToken=jwt");
}

TEST(Credentials, AreFoundAnewBeforeTheyExpire) {
  World world;
  world.variables["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"] = "/x";
  world.network = [&](const Request&) { return answer(200, metadata_answer); };
  const System system = world.system();
  CredentialSource source(system, "eu-central-1");
  source.current();
  source.current();
  EXPECT_EQ(world.requests.size(), 1u);
  world.time += std::chrono::minutes(236);  // four minutes are left
  source.current();
  EXPECT_EQ(world.requests.size(), 2u);
  world.time += std::chrono::minutes(4);
  EXPECT_EQ(error_of([&] { source.current(); }),
            "container credentials: the credentials expired at 2027-01-15T12:00:00Z; renew them");
}

TEST(Region, IsTheNearestThatIsSaid) {
  World world;
  EXPECT_EQ(error_of([&] { find_region(world.system(), ""); }),
            "no AWS region: give --region, AWS_REGION, AWS_DEFAULT_REGION, or `region` in the profile");
  world.files["/h/.aws/config"] = "[default]\nregion = eu-west-1\n";
  EXPECT_EQ(find_region(world.system(), ""), "eu-west-1");
  world.variables["AWS_DEFAULT_REGION"] = "eu-west-2";
  EXPECT_EQ(find_region(world.system(), ""), "eu-west-2");
  world.variables["AWS_REGION"] = "eu-west-3";
  EXPECT_EQ(find_region(world.system(), ""), "eu-west-3");
  EXPECT_EQ(find_region(world.system(), "us-gov-west-1"), "us-gov-west-1");
}

TEST(Region, IsNoWayToAnotherHost) {
  World world;
  for (const char* region : {"a.example.com", "eu/..", "EU-CENTRAL-1", "-a", "a@b", "eu central", "\xC3\xA9"})
    EXPECT_EQ(error_of([&] { find_region(world.system(), region); }), "the AWS region is not written as eu-central-1");
}

}  // namespace
}  // namespace parapet::drafting::test
