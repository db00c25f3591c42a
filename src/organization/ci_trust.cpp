#include "parapet/organization/ci_trust.hpp"

#include <vector>

#include "organization/names.hpp"

namespace parapet::organization {

namespace {

using Conditions = std::vector<policy::Condition>;

policy::Condition claim(const CiSource& source, const char* name, const std::vector<std::string>& values) {
  List<Str> list(std::vector<Str>(values.begin(), values.end()));
  return {.test = "StringEquals", .values = list, .variable = std::string(issuer_of(source)) + ":" + name};
}

void check(const GithubSource& source, CiPurpose purpose) {
  check_github_repository(source.repository);
  check_repository_id(source.repository_id);
  check_branch(source.branch);
  if (purpose == CiPurpose::apply) check_environment(source.environment);
}

Conditions conditions_of(const CiSource& any, const GithubSource& source, CiPurpose purpose) {
  check(source, purpose);
  const std::string repository = "repo:" + source.repository, ref = "refs/heads/" + source.branch;
  Conditions all{claim(any, "repository_id", {source.repository_id})};
  if (purpose == CiPurpose::plan) {
    all.push_back(claim(any, "sub", {repository + ":pull_request", repository + ":ref:" + ref}));
  } else {
    all.push_back(claim(any, "sub", {repository + ":environment:" + source.environment}));
    all.push_back(claim(any, "ref", {ref}));
    all.push_back(claim(any, "environment", {source.environment}));
  }
  return all;
}

Conditions conditions_of(const CiSource& any, const GitlabSource& source, CiPurpose purpose) {
  check_gitlab_project(source.project);
  check_branch(source.branch);
  const std::string project = "project_path:" + source.project;
  if (!source.by_protection) return {claim(any, "sub", {project + ":ref_type:branch:ref:" + source.branch})};
  std::vector<std::string> subjects{project + ":ref_protected:true"};
  if (purpose == CiPurpose::plan) subjects.push_back(project + ":ref_protected:false");
  return {claim(any, "sub", subjects)};
}

}  // namespace

const char* issuer_of(const CiSource& source) {
  return std::holds_alternative<GithubSource>(source) ? "token.actions.githubusercontent.com" : "gitlab.com";
}

policy::Document trust_of(const CiSource& source, CiPurpose purpose, const Str& provider_arn) {
  Conditions conditions = std::visit([&](const auto& one) { return conditions_of(source, one, purpose); }, source);
  conditions.push_back(claim(source, "aud", {ci_audience}));
  return policy::Document{.statements = {policy::Statement{.actions = {"sts:AssumeRoleWithWebIdentity"},
                                                           .conditions = conditions,
                                                           .principals = {policy::federated(provider_arn)}}}};
}

}  // namespace parapet::organization
