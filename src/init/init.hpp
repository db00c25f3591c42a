#pragma once

#include <filesystem>
#include <map>
#include <string>

/// New projects.
namespace parapet::init {

/// What a new project is called and where it lives. Every member is checked by `check`.
struct Answers {
  std::string name;  ///< `shop`: of the program, and the beginning of the names of its stacks and buckets
  std::string account = "123456789012";  ///< number of the AWS account; the default is AWS's own example
  std::string env = "dev";               ///< the tag `env`
  std::string region = "eu-central-1";
  std::string state_bucket{};                    ///< empty: NAME-terraform-state
  std::string security_team = "@acme/security";  ///< who has to review, as CODEOWNERS writes it
};

/// A name made of that of a folder: `My Shop` becomes `my-shop`. Empty where nothing is left.
std::string name_from(const std::string& folder);

/// Throws Error for an answer that would not work where it is written to.
void check(const Answers& answers);

/// The files of a new project by their path in it. `templates`: the folder of `src/init/project` as it is installed;
/// `dot_x` is written as
/// `.x`, `{{name}}` and the like are replaced. Throws Error for a placeholder that nobody knows.
std::map<std::string, std::string> project(const std::filesystem::path& templates, const Answers& answers);

}  // namespace parapet::init
