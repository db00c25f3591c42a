#include "parapet/organization/ci_trust.hpp"

#include <gtest/gtest.h>

#include "organization/support.hpp"
#include "parapet/policy/evaluation.hpp"

namespace parapet::organization {
namespace {

using test::complaint;

constexpr const char* github_provider = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com";
constexpr const char* gitlab_provider = "arn:aws:iam::111122223333:oidc-provider/gitlab.com";

GithubSource acme_infra() {
  return {.repository = "acme/infra", .repository_id = "4711", .branch = "main", .environment = "production"};
}

using Claims = std::vector<std::pair<std::string, std::string>>;

struct TokenCase {
  const char* name;
  Claims claims;  ///< other than those of a right token; an empty value: the token has no such claim
  bool trusted;
};

void PrintTo(const TokenCase& each, std::ostream* out) { *out << each.name; }

/// What AWS decides about a token.
bool is_trusted(const policy::Document& trust, const std::string& provider, const std::string& issuer,
                const Claims& right, const Claims& other) {
  policy::Request request{.action = "sts:AssumeRoleWithWebIdentity", .principals = {{"Federated", provider}}};
  for (const Claims* claims : {&right, &other}) {
    for (const auto& [name, value] : *claims)
      request.context[issuer + ":" + name] = value.empty() ? std::vector<std::string>{} : std::vector{value};
  }
  return policy::decide({policy::read_policy(test::json_of(trust), "trust")}, request) == policy::Decision::allow;
}

class GithubApply : public ::testing::TestWithParam<TokenCase> {};

TEST_P(GithubApply, TrustsOneRepositoryBranchAndEnvironment) {
  const Claims right{{"aud", "sts.amazonaws.com"},   {"sub", "repo:acme/infra:environment:production"},
                     {"repository_id", "4711"},      {"ref", "refs/heads/main"},
                     {"environment", "production"}};
  EXPECT_EQ(is_trusted(trust_of(acme_infra(), CiPurpose::apply, github_provider), github_provider,
                       "token.actions.githubusercontent.com", right, GetParam().claims),
            GetParam().trusted);
}

const TokenCase apply_tokens[] = {
    {"the right one", {}, true},
    {"claims that are not asked for", {{"actor", "eve"}, {"workflow", "deploy"}}, true},
    {"a look-alike repository", {{"sub", "repo:acme/infra-evil:environment:production"}, {"repository_id", "666"}}, false},
    {"a look-alike repository that stole the id", {{"sub", "repo:acme/infra-evil:environment:production"}}, false},
    {"a look-alike owner", {{"sub", "repo:acme-evil/infra:environment:production"}, {"repository_id", "666"}}, false},
    {"an owner before ours", {{"sub", "repo:evil/acme/infra:environment:production"}}, false},
    {"another case", {{"sub", "repo:ACME/infra:environment:production"}}, false},
    {"another case of the name", {{"sub", "repo:acme/Infra:environment:production"}}, false},
    {"a repository of the same name made later", {{"repository_id", "4712"}}, false},
    {"a fork", {{"sub", "repo:eve/infra:environment:production"}, {"repository_id", "666"}}, false},
    {"a pull request", {{"sub", "repo:acme/infra:pull_request"}, {"ref", "refs/pull/7/merge"}, {"environment", ""}}, false},
    {"a pull request that names the environment", {{"ref", "refs/pull/7/merge"}}, false},
    {"another branch", {{"ref", "refs/heads/feature"}}, false},
    {"a branch that begins alike", {{"ref", "refs/heads/main-evil"}}, false},
    {"a tag of the branch's name", {{"ref", "refs/tags/main"}}, false},
    {"the branch without the environment", {{"sub", "repo:acme/infra:ref:refs/heads/main"}, {"environment", ""}}, false},
    {"another environment", {{"sub", "repo:acme/infra:environment:dev"}, {"environment", "dev"}}, false},
    {"an environment that begins alike", {{"sub", "repo:acme/infra:environment:production-evil"}}, false},
    {"an environment that is not the subject's", {{"environment", "dev"}}, false},
    {"another audience", {{"aud", "https://github.com/acme"}}, false},
    {"a wildcard as the subject", {{"sub", "repo:acme/infra:*"}}, false},
    {"a star", {{"sub", "*"}}, false},
    {"no audience", {{"aud", ""}}, false},
    {"no subject", {{"sub", ""}}, false},
    {"no id", {{"repository_id", ""}}, false},
    {"no ref", {{"ref", ""}}, false},
};

INSTANTIATE_TEST_SUITE_P(Tokens, GithubApply, ::testing::ValuesIn(apply_tokens));

class GithubPlan : public ::testing::TestWithParam<TokenCase> {};

TEST_P(GithubPlan, TrustsPullRequestsAndTheBranchOfOneRepository) {
  const Claims right{{"aud", "sts.amazonaws.com"}, {"sub", "repo:acme/infra:pull_request"}, {"repository_id", "4711"}};
  EXPECT_EQ(is_trusted(trust_of(acme_infra(), CiPurpose::plan, github_provider), github_provider,
                       "token.actions.githubusercontent.com", right, GetParam().claims),
            GetParam().trusted);
}

const TokenCase plan_tokens[] = {
    {"a pull request", {}, true},
    {"the branch", {{"sub", "repo:acme/infra:ref:refs/heads/main"}}, true},
    {"another branch", {{"sub", "repo:acme/infra:ref:refs/heads/feature"}}, false},
    {"an environment", {{"sub", "repo:acme/infra:environment:production"}}, false},
    {"a fork's own pull request", {{"sub", "repo:eve/infra:pull_request"}, {"repository_id", "666"}}, false},
    {"a look-alike repository", {{"sub", "repo:acme/infra-evil:pull_request"}}, false},
    {"another audience", {{"aud", "sts.amazonaws.com.evil"}}, false},
    {"another id", {{"repository_id", "47110"}}, false},
};

INSTANTIATE_TEST_SUITE_P(Tokens, GithubPlan, ::testing::ValuesIn(plan_tokens));

class Gitlab : public ::testing::TestWithParam<TokenCase> {};

TEST_P(Gitlab, TrustsOneProjectAndBranch) {
  const GitlabSource source{.project = "acme/platform/infra"};
  const Claims right{{"aud", "sts.amazonaws.com"},
                     {"sub", "project_path:acme/platform/infra:ref_type:branch:ref:main"}};
  for (const CiPurpose purpose : {CiPurpose::plan, CiPurpose::apply})
    EXPECT_EQ(is_trusted(trust_of(source, purpose, gitlab_provider), gitlab_provider, "gitlab.com", right,
                         GetParam().claims),
              GetParam().trusted);
}

const TokenCase gitlab_tokens[] = {
    {"the right one", {}, true},
    {"another project", {{"sub", "project_path:acme/platform/infra-evil:ref_type:branch:ref:main"}}, false},
    {"another group", {{"sub", "project_path:evil/platform/infra:ref_type:branch:ref:main"}}, false},
    {"a group before ours", {{"sub", "project_path:evil/acme/platform/infra:ref_type:branch:ref:main"}}, false},
    {"another case", {{"sub", "project_path:ACME/platform/infra:ref_type:branch:ref:main"}}, false},
    {"another branch", {{"sub", "project_path:acme/platform/infra:ref_type:branch:ref:main2"}}, false},
    {"a tag", {{"sub", "project_path:acme/platform/infra:ref_type:tag:ref:main"}}, false},
    {"another audience", {{"aud", "https://gitlab.example.com"}}, false},
    {"no subject", {{"sub", ""}}, false},
};

INSTANTIATE_TEST_SUITE_P(Tokens, Gitlab, ::testing::ValuesIn(gitlab_tokens));

TEST(CiTrust, GoesByTheProtectionOfGitlabsBranches) {
  const GitlabSource source{.project = "acme/infra", .by_protection = true};
  const auto trusts = [&](CiPurpose purpose, const char* subject) {
    return is_trusted(trust_of(source, purpose, gitlab_provider), gitlab_provider, "gitlab.com",
                      {{"aud", "sts.amazonaws.com"}}, {{"sub", subject}});
  };
  EXPECT_TRUE(trusts(CiPurpose::apply, "project_path:acme/infra:ref_protected:true"));
  EXPECT_FALSE(trusts(CiPurpose::apply, "project_path:acme/infra:ref_protected:false"));
  EXPECT_FALSE(trusts(CiPurpose::apply, "project_path:acme/infra:ref_type:branch:ref:main"));
  EXPECT_TRUE(trusts(CiPurpose::plan, "project_path:acme/infra:ref_protected:true"));
  EXPECT_TRUE(trusts(CiPurpose::plan, "project_path:acme/infra:ref_protected:false"));
  EXPECT_FALSE(trusts(CiPurpose::plan, "project_path:acme/infra-evil:ref_protected:false"));
}

TEST(CiTrust, TrustsNoOtherIssuerAndNoOtherWayIn) {
  const policy::PolicyView trust = policy::read_policy(
      test::json_of(trust_of(acme_infra(), CiPurpose::plan, github_provider)), "trust");
  policy::Request request{.action = "sts:AssumeRoleWithWebIdentity", .principals = {{"Federated", github_provider}}};
  const std::string issuer = "token.actions.githubusercontent.com:";
  request.context = {{issuer + "aud", {"sts.amazonaws.com"}},
                     {issuer + "sub", {"repo:acme/infra:pull_request"}},
                     {issuer + "repository_id", {"4711"}}};
  EXPECT_EQ(policy::decide({trust}, request), policy::Decision::allow);
  policy::Request other = request;
  other.principals = {{"Federated", gitlab_provider}};
  EXPECT_EQ(policy::decide({trust}, other), policy::Decision::implicit_deny);
  other.principals = {{"AWS", "arn:aws:iam::111122223333:role/admin"}};
  EXPECT_EQ(policy::decide({trust}, other), policy::Decision::implicit_deny);
  other = request;
  other.action = "sts:AssumeRole";
  EXPECT_EQ(policy::decide({trust}, other), policy::Decision::implicit_deny);
}

TEST(CiTrust, IsWrittenExactly) {
  EXPECT_EQ(
      test::json_of(trust_of(acme_infra(), CiPurpose::apply, github_provider)),
      R"({"Statement":[{"Action":"sts:AssumeRoleWithWebIdentity","Condition":{"StringEquals":{"token.actions.githubusercontent.com:aud":"sts.amazonaws.com","token.actions.githubusercontent.com:environment":"production","token.actions.githubusercontent.com:ref":"refs/heads/main","token.actions.githubusercontent.com:repository_id":"4711","token.actions.githubusercontent.com:sub":"repo:acme/infra:environment:production"}},"Effect":"Allow","Principal":{"Federated":"arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"}}],"Version":"2012-10-17"})");
}

std::string refusal_of(const CiSource& source) {
  return complaint([&] { trust_of(source, CiPurpose::apply, "arn:aws:iam::111122223333:oidc-provider/x"); });
}

TEST(CiTrust, RefusesNamesThatCouldMeanMore) {
  for (const char* name : {"", "acme", "acme/", "/infra", "acme/*", "*/infra", "acme/infra*", "acme/in?ra", "acme/infra/x", "acme/..",
                           "acme/infra:ref", "acme/${x}", "acme/in fra", "acme/infra\n", "-acme/infra", "acme/infr\xc3\xa4"}) {
    GithubSource source = acme_infra();
    source.repository = name;
    EXPECT_EQ(refusal_of(source), "the repository `" + std::string(name) + "`: write it like `acme/infra`");
  }
  for (const char* id : {"", "*", "0", "0815", "47 11", "acme", "12345678901234567890"}) {
    GithubSource source = acme_infra();
    source.repository_id = id;
    EXPECT_EQ(refusal_of(source), "the id of the repository `" + std::string(id) + "`: write it like `123456789`");
  }
  for (const char* branch : {"", "*", "release/*", "refs/heads/main", "a..b", "/main", "main/", "a b", "a:b", "${x}"}) {
    GithubSource source = acme_infra();
    source.branch = branch;
    EXPECT_EQ(refusal_of(source), "the branch `" + std::string(branch) + "`: write it like `main`");
    EXPECT_EQ(refusal_of(GitlabSource{.project = "acme/infra", .branch = branch}),
              "the branch `" + std::string(branch) + "`: write it like `main`");
  }
  for (const char* environment : {"", "*", "prod*", "a:b", "a/b", "${x}"}) {
    GithubSource source = acme_infra();
    source.environment = environment;
    EXPECT_EQ(refusal_of(source), "the environment `" + std::string(environment) + "`: write it like `production`");
  }
  for (const char* project : {"", "infra", "acme/*", "acme//infra", "acme/infra/", "acme/-x", "acme/a:b", "acme/${x}", "acme/?"})
    EXPECT_EQ(refusal_of(GitlabSource{.project = project}),
              "the project `" + std::string(project) + "`: write it like `acme/platform/infra`");
}

}  // namespace
}  // namespace parapet::organization
