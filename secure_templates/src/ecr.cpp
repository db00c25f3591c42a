#include "../ecr.hpp"

#include <aws/ecr_repository_policy.hpp>
#include <string>

#include "parapet/fn/encoding.hpp"
#include "parts.hpp"

namespace secure {

namespace ecr {

/// One rule of a lifecycle policy that lets images expire.
parapet::Any rule(int priority, const char* description, const parapet::Any& selection) {
  return parapet::object({{"action", parapet::object({{"type", "expire"}})},
                          {"description", description},
                          {"rulePriority", priority},
                          {"selection", selection}});
}

/// Builds a repository and what belongs to it.
class Parts : PartsOf<aws::ecr_repository, repository_options> {
 public:
  using PartsOf::PartsOf;

  aws::EcrRepository build(std::string_view id) {
    const auto repository = add_owner<aws::EcrRepository>(id, config_);
    const parapet::Str name = repository.name();
    add<aws::EcrLifecyclePolicy>("lifecycle", {.policy = lifecycle(), .repository = name});
    if (!is_unset(options_.pulled_by) || !is_unset(options_.statements)) {
      const policy::Document who{.statements = together(pull(), options_.statements)};
      add<aws::EcrRepositoryPolicy>("policy", {.policy = who, .repository = name});
    }
    return finish(repository);
  }

 private:
  parapet::Str lifecycle() const {
    if (!is_unset(options_.lifecycle_policy)) return options_.lifecycle_policy;
    const parapet::Any untagged = parapet::object({{"countNumber", options_.untagged_days},
                                                   {"countType", "sinceImagePushed"},
                                                   {"countUnit", "days"},
                                                   {"tagStatus", "untagged"}});
    const parapet::Any old = parapet::object(
        {{"countNumber", options_.keep_images}, {"countType", "imageCountMoreThan"}, {"tagStatus", "any"}});
    return parapet::fn::jsonencode(parapet::object(
        {{"rules", parapet::list({rule(1, "Images that lost their tag", untagged), rule(2, "Old images", old)})}}));
  }

  Statements pull() const {
    if (is_unset(options_.pulled_by)) return {};
    return {policy::Statement{
        .actions = {"ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"},
        .principals = {policy::aws(options_.pulled_by)},
        .sid = "Pull",
    }};
  }
};

}  // namespace ecr

ImageRepository::ImageRepository(parapet::Scope scope, std::string_view id, const aws::ecr_repository& config,
                                 const repository_options& options)
    : aws::EcrRepository(ecr::Parts(scope, config, options).build(id)) {}

}  // namespace secure
