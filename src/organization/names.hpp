#pragma once

#include <string>
#include <string_view>

namespace parapet::organization {

/// Only letters, digits (ASCII) and the characters of `more`.
bool holds_only(std::string_view text, std::string_view more);

/// Each throws Error with the name, what it is and an example unless it is one.
void check_github_repository(const std::string& name);
void check_repository_id(const std::string& id);
void check_gitlab_project(const std::string& name);
void check_branch(const std::string& name);
void check_environment(const std::string& name);
void check_stack_name(const std::string& name);
void check_bucket(const std::string& name);
void check_state_key(const std::string& key);
void check_account(const std::string& account);

}  // namespace parapet::organization
