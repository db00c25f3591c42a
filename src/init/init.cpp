#include "init/init.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <cctype>
#include <fstream>
#include <iterator>

#include "parapet/error.hpp"

namespace parapet::init {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t longest_name = 30;  ///< `NAME-terraform-state` is a bucket of at most 63 characters

std::string bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw Error(file.string() + ": cannot be read; install Parapet again");
  return {std::istreambuf_iterator<char>(in), {}};
}

std::map<std::string, std::string> values_of(const Answers& answers) {
  return {{"name", answers.name},
          {"account", answers.account},
          {"env", answers.env},
          {"region", answers.region},
          {"state_bucket", answers.state_bucket.empty() ? answers.name + "-terraform-state" : answers.state_bucket},
          {"security_team", answers.security_team}};
}

std::string filled_in(const std::string& text, const std::map<std::string, std::string>& values,
                      const std::string& file) {
  std::string result;
  std::size_t at = 0;
  for (std::size_t open = 0; (open = text.find("{{", at)) != std::string::npos;) {
    const std::size_t close = text.find("}}", open);
    const std::string name = text.substr(open + 2, close == std::string::npos ? 0 : close - open - 2);
    const bool is_name = !name.empty() && name.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") == std::string::npos;
    result += text.substr(at, open - at);
    if (is_name && !values.contains(name)) throw Error(file + ": nobody knows {{" + name + "}}");
    result += is_name ? values.at(name) : "{{";
    at = is_name ? close + 2 : open + 2;
  }
  return result + text.substr(at);
}

/// Files whose names begin with a dot would be obeyed where the templates lie.
std::string target_of(const fs::path& relative) {
  fs::path target;
  for (const fs::path& part : relative) {
    const std::string name = part.string();
    target /= name.starts_with("dot_") ? "." + name.substr(4) : name;
  }
  return target.generic_string();
}

void demand(bool good, const std::string& what, const std::string& expected, const std::string& found) {
  if (!good) throw Error(what + ": expected " + expected + ", found \"" + found + "\"");
}

}  // namespace

std::string name_from(const std::string& folder) {
  std::string name;
  for (const char c : folder) {
    const auto lower = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    if ((lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9' && !name.empty())) {
      name += lower;
    } else if (!name.empty() && name.back() != '-') {
      name += '-';
    }
  }
  name.resize(std::min(name.size(), longest_name));
  while (name.ends_with('-')) name.pop_back();
  return name;
}

void check(const Answers& answers) {
  static const RE2 name("[a-z](-?[a-z0-9])*"), account("[0-9]{12}"), env("[a-z][a-z0-9-]*"),
      region("[a-z]{2}(-[a-z]+)+-[0-9]"), bucket("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]"),
      team("@[A-Za-z0-9-]+(/[A-Za-z0-9._-]+)?");
  demand(RE2::FullMatch(answers.name, name) && answers.name.size() <= longest_name && answers.name != "test",
         "the name of the project", "at most 30 small letters, digits and single `-`, a letter first, and not `test`",
         answers.name);
  demand(RE2::FullMatch(answers.account, account), "the account", "a number of twelve digits", answers.account);
  demand(RE2::FullMatch(answers.env, env), "the environment", "small letters, digits and `-`", answers.env);
  demand(RE2::FullMatch(answers.region, region), "the region", "one like eu-central-1", answers.region);
  demand(answers.state_bucket.empty() || RE2::FullMatch(answers.state_bucket, bucket), "the bucket of the state",
         "3 to 63 small letters, digits, `-` and `.`", answers.state_bucket);
  demand(RE2::FullMatch(answers.security_team, team), "the security team", "@organization/team or @user",
         answers.security_team);
}

std::map<std::string, std::string> project(const fs::path& templates, const Answers& answers) {
  check(answers);
  const std::map<std::string, std::string> values = values_of(answers);
  std::map<std::string, std::string> files;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(templates)) {
    if (!entry.is_regular_file()) continue;
    const std::string target = target_of(entry.path().lexically_relative(templates));
    files[target] = filled_in(bytes_of(entry.path()), values, target);
  }
  if (files.empty()) throw Error(templates.string() + ": no files of a new project; install Parapet again");
  return files;
}

}  // namespace parapet::init
