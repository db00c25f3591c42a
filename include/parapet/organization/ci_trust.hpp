#pragma once

#include <string>
#include <variant>

#include "parapet/policy/policy.hpp"

/// Who may take on the roles that Terraform runs as: the CI of exactly one repository.
namespace parapet::organization {

/// A repository on GitHub. All of it is compared character by character.
struct GithubSource {
  std::string repository;       ///< `acme/infra`, as GitHub spells it
  std::string repository_id;    ///< its number, which a repository of the same name made later does not have
  std::string branch = "main";  ///< what is applied
  std::string environment{};    ///< of the job that applies; its protection rules are the approval
};

/// A project on gitlab.com.
struct GitlabSource {
  std::string project;          ///< `acme/platform/infra`
  std::string branch = "main";  ///< what is planned and applied; protect it
  /// The project's `ci_id_token_sub_claim_components` are `project_path` and `ref_protected`: every branch plans,
  /// protected ones are applied, and `branch` does not count.
  bool by_protection = false;
};

using CiSource = std::variant<GithubSource, GitlabSource>;

enum class CiPurpose : unsigned char { plan, apply };

/// `token.actions.githubusercontent.com` or `gitlab.com`: the issuer of the tokens, without `https://`.
const char* issuer_of(const CiSource& source);
/// What the tokens are made for, which the identity provider lists as its client.
inline constexpr const char* ci_audience = "sts.amazonaws.com";

/// The trust policy of a role. Conditions compare `aud` and `sub`; for GitHub also `repository_id`, and for apply `ref`
/// and `environment`, because `sub` holds the branch or the environment and never both. (AWS compares no more claims of
/// GitLab than these two.) Pull requests plan: GitHub gives no token to those from forks.
/// Throws Error for a name that the CI does not have: wildcards, `:`, `${`, whitespace, missing parts.
policy::Document trust_of(const CiSource& source, CiPurpose purpose, const Str& provider_arn);

}  // namespace parapet::organization
