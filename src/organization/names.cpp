#include "organization/names.hpp"

#include <algorithm>

#include "parapet/error.hpp"

namespace parapet::organization {

namespace {

// AWS takes 64 characters for `parapet-apply-STACK`.
constexpr std::size_t longest_stack = 50;

void expect(bool right, const char* what, const std::string& name, const char* example) {
  if (!right) throw Error(std::string(what) + " `" + name + "`: write it like `" + example + "`");
}

bool is_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// How many parts slashes make; 0 unless each begins with a letter, digit or underscore.
std::size_t parts_in(std::string_view path) {
  std::size_t count = 0;
  while (true) {
    const std::size_t slash = path.find('/');
    const std::string_view part = path.substr(0, slash);
    if (part.empty() || !holds_only(part.substr(0, 1), "_")) return 0;
    ++count;
    if (slash == std::string_view::npos) return count;
    path.remove_prefix(slash + 1);
  }
}

}  // namespace

bool holds_only(std::string_view text, std::string_view more) {
  return std::all_of(text.begin(), text.end(), [&](char c) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    return letter || more.find(c) != std::string_view::npos;
  });
}

void check_github_repository(const std::string& name) {
  const std::size_t slash = name.find('/');
  const std::string_view owner = std::string_view(name).substr(0, slash);
  const std::string_view own = slash == std::string::npos ? "" : std::string_view(name).substr(slash + 1);
  // GitHub allows repositories to begin with a dot: `acme/.github`.
  const bool right = !owner.empty() && holds_only(owner, "-_") && owner.front() != '-' && !own.empty() &&
                     holds_only(own, "._-") && own != "." && own != "..";
  expect(right, "the repository", name, "acme/infra");
}

void check_repository_id(const std::string& id) {
  expect(is_digits(id) && id.front() != '0' && id.size() < 20, "the id of the repository", id, "123456789");
}

void check_gitlab_project(const std::string& name) {
  expect(holds_only(name, "._-/") && parts_in(name) >= 2, "the project", name, "acme/platform/infra");
}

void check_branch(const std::string& name) {
  const bool right = holds_only(name, "._-/") && parts_in(name) > 0 && name.find("..") == std::string::npos &&
                     !name.starts_with("refs/");
  expect(right, "the branch", name, "main");
}

void check_environment(const std::string& name) {
  expect(!name.empty() && holds_only(name, "._-"), "the environment", name, "production");
}

void check_stack_name(const std::string& name) {
  expect(!name.empty() && name.size() <= longest_stack && holds_only(name, "+=,.@_-"), "the stack", name, "production");
}

void check_bucket(const std::string& name) {
  const auto is_upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  const bool right = name.size() >= 3 && name.size() <= 63 && holds_only(name, ".-") &&
                     std::none_of(name.begin(), name.end(), is_upper);
  expect(right, "the bucket of the state", name, "acme-terraform-state");
}

void check_state_key(const std::string& key) {
  expect(holds_only(key, "._-/") && parts_in(key) > 0, "the key of the state", key, "production/terraform.tfstate");
}

void check_account(const std::string& account) {
  expect(is_digits(account) && account.size() == 12, "the account", account, "111122223333");
}

}  // namespace parapet::organization
