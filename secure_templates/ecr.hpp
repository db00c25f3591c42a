#pragma once

#include <aws/ecr_lifecycle_policy.hpp>
#include <aws/ecr_repository.hpp>
#include <secure_templates/resources/ecr.hpp>

#include "parapet/guardrails/secured.hpp"
#include "parapet/policy/policy.hpp"

/// Container images. The requirements are in `catalog/ecr.json`.
namespace secure {

/// What a repository needs beside its own configuration; everything has a default.
struct repository_options {
  /// The newest images that stay.
  parapet::Num keep_images = 100;
  /// Rules of ECR as JSON, instead of those that `keep_images` and `untagged_days` make.
  parapet::Str lifecycle_policy{};
  /// Who else may pull: ARNs of roles and accounts.
  parapet::List<parapet::Str> pulled_by{};
  /// Further statements of the repository's policy.
  parapet::Block<parapet::policy::Statement> statements{};
  /// Days that images without a tag stay.
  parapet::Num untagged_days = 14;
};

/// A repository of images that are scanned when they are pushed, never change, and are encrypted with the customer key;
/// old ones expire. There is a policy only if somebody else may pull.
///
///     secure::ImageRepository shop(stack, "shop", aws::ecr_repository{.name = "shop"},
///                                  secure::repository_options{.pulled_by = {"arn:aws:iam::444455556666:root"}});
///
/// Lifecycle and policy are resources below the repository. With `count` or `for_each` there is one of each for every
/// instance.
class ImageRepository : public aws::EcrRepository {
 public:
  /// Throws SecurityException with every violation of every resource, and Error for a bad id; nothing stays behind
  /// then.
  ImageRepository(parapet::Scope scope, std::string_view id, const aws::ecr_repository& config,
                  const repository_options& options = {});
};

}  // namespace secure
