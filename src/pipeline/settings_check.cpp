#include "pipeline/settings_check.hpp"

#include <algorithm>
#include <filesystem>

namespace parapet::pipeline {

using guardrails::At;

namespace {

constexpr std::string_view lower_case = "abcdefghijklmnopqrstuvwxyz";
constexpr std::string_view digits = "0123456789";
constexpr std::string_view name_characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-";

bool consists_of(std::string_view text, std::string_view characters) {
  return !text.empty() && text.find_first_not_of(characters) == std::string_view::npos;
}

/// Texts become parts of expressions, of shell commands and of file names of the pipelines: what could end one of them
/// has no place in any.
void expect_plain(const At& at, std::string_view text, std::string_view also, std::string_view what) {
  if (!consists_of(text, std::string(name_characters) + std::string(also)) || text.front() == '-') at.expected(what);
}

/// Actions and GitLab replace such expressions before a shell sees them.
void refuse_expression(const At& at) {
  const std::string text = at.filled_text();
  if (text.find("${{") != std::string::npos || text.find("$[[") != std::string::npos)
    at.refuse("an expression of the CI has no place here: it is replaced before anybody quotes it");
  const auto is_control = [](unsigned char c) { return c < 0x20 || c == 0x7f; };
  if (text.front() == ' ' || std::any_of(text.begin(), text.end(), is_control))
    at.refuse("expected one line that does not begin with a space");
}

void check_path(const At& at) {
  if (!is_plain_folder(at.filled_text())) at.expected("a path in the repository, of letters, digits and `._-/`");
}

void check_role(const At& at, const std::string& pattern) {
  if (pattern.find("STACK") == std::string::npos)
    at.refuse("expected STACK in the name, so that each stack has a role of its own");
  expect_plain(at, pattern, "/+=,@", "the name of a role, with STACK for the name of the stack");
}

void check_globs(const At& names) {
  for (const auto& [name, unused] : names.json().items()) {
    if (names.member(name).size() == 0) names.member(name).expected("names or globs of stacks");
  }
}

void check_accounts(const At& at) {
  for (const auto& [account, unused] : at.json().items()) {
    if (account.size() != 12 || !consists_of(account, digits))
      at.member(account).refuse("expected the twelve digits of an account as the key");
  }
  check_globs(at);
}

void check_environments(const At& at) {
  for (const auto& [name, unused] : at.json().items())
    expect_plain(at.member(name), name, "/ ", "a name of an environment, of letters, digits, spaces and `._-/`");
  check_globs(at);
}

void check_actions(const At& at) {
  for (const auto& [name, unused] : at.json().items()) {
    const At pin = at.member(name);
    if (pin.size() != 2 || pin.element(0).text().size() != 40 ||
        !consists_of(pin.element(0).text(), "0123456789abcdef"))
      pin.expected("a commit of 40 hexadecimal digits and its version, like [\"11bd71901bbe...\", \"v4.2.2\"]");
    expect_plain(pin.element(1), pin.element(1).text(), "", "a version like \"v4.2.2\"");
  }
}

/// Five fields of numbers, as GitHub takes them.
void check_cron(const At& at) {
  const std::string text = at.filled_text();
  const bool five = std::count(text.begin(), text.end(), ' ') == 4 && text.find("  ") == std::string::npos &&
                    text.front() != ' ' && text.back() != ' ';
  if (!five || !consists_of(text, std::string(digits) + " */,-"))
    at.expected("five fields of cron like \"17 4 * * *\"");
}

void check_texts(const At& at, const Settings& settings) {
  if (at.has("branch")) expect_plain(at.member("branch"), settings.branch, "/", "a name of a branch");
  if (at.has("repository")) expect_plain(at.member("repository"), settings.repository, "/", "host/owner/name");
  if (at.has("container") && settings.container.find("@sha256:") == std::string::npos)
    at.member("container").refuse("expected an image by digest, NAME@sha256:..., since a tag can be moved");
  if (at.has("container")) expect_plain(at.member("container"), settings.container, "/:@", "an image by digest");
  expect_plain(at.member("engine_version"), settings.engine_version, "", "a version like \"1.11.4\"");
  if (!consists_of(settings.region, std::string(lower_case) + std::string(digits) + "-"))
    at.member("region").expected("a region like \"eu-central-1\"");
  if (at.has("partition")) at.member("partition").one_of({"aws", "aws-cn", "aws-us-gov"});
  if (at.has("audience")) expect_plain(at.member("audience"), settings.audience, ":/", "an audience of tokens");
  if (at.has("plan_role")) check_role(at.member("plan_role"), settings.plan_role);
  if (at.has("apply_role")) check_role(at.member("apply_role"), settings.apply_role);
  if (settings.plan_role == settings.apply_role)
    at.refuse("`plan_role` and `apply_role` are one; whoever may plan could apply");
  if (at.has("drift")) check_cron(at.member("drift"));
  check_path(at.member("plan_certificate"));
}

void check_lists(const At& at) {
  for (const char* name : {"programs", "runner"}) {
    if (at.has(name) && at.member(name).size() == 0) at.member(name).expected("at least one");
  }
  for (const char* name : {"runner", "install"}) {
    for (std::size_t i = 0; at.has(name) && i < at.member(name).size(); ++i)
      refuse_expression(at.member(name).element(i));
  }
  for (std::size_t i = 0; at.has("programs") && i < at.member("programs").size(); ++i)
    check_path(at.member("programs").element(i));
}

}  // namespace

bool is_plain_folder(std::string_view text) {
  if (!consists_of(text, std::string(name_characters) + "/") || text.front() == '-') return false;
  const std::filesystem::path path = std::filesystem::path(text).lexically_normal();
  return !path.is_absolute() && *path.begin() != "..";
}

void check_settings(const At& at, const Settings& settings) {
  if (at.has("engine")) at.member("engine").one_of({"terraform", "tofu"});
  if (at.has("changed_plans")) at.member("changed_plans").one_of({"ask", "refuse"});
  check_texts(at, settings);
  check_lists(at);
  check_accounts(at.member("accounts"));
  check_environments(at.member("environments"));
  if (at.has("actions")) check_actions(at.member("actions"));
}

}  // namespace parapet::pipeline
