#include <nlohmann/json.hpp>

#include "drafting/credentials/profile_files.hpp"
#include "drafting/credentials/sources.hpp"
#include "process/command_line.hpp"

namespace parapet::drafting {

namespace {

constexpr process::Limits limits{.time = std::chrono::seconds(60), .bytes = 64 * 1024};

std::string profile_title(const Profile& profile) { return "the profile \"" + profile.name + "\""; }

[[noreturn]] void refuse_kind(const Profile& profile, const std::string& kind) {
  throw Error(profile_title(profile) + ": " + kind +
              ", which parapet does not do itself; let the AWS command do it: eval \"$(aws configure "
              "export-credentials --profile " +
              profile.name + " --format env)\"");
}

Credentials from_role(const System& system, const Profile& profile, const std::string& region) {
  const std::string token_file = profile.value("web_identity_token_file");
  if (token_file.empty()) refuse_kind(profile, "it assumes a role (role_arn)");
  return assume_with_web_identity(system,
                                  {token_file, profile.value("role_arn"), profile.value("role_session_name"),
                                   "web identity of " + profile_title(profile)},
                                  region);
}

Credentials from_keys(const Profile& profile) {
  Credentials credentials;
  credentials.source = profile_title(profile);
  credentials.access_key = profile.value("aws_access_key_id");
  credentials.secret_key = profile.value("aws_secret_access_key");
  credentials.session_token = profile.value("aws_session_token");
  return checked(std::move(credentials));
}

std::string process_output(const System& system, const std::string& line, const std::string& source) {
  std::vector<std::string> command;
  try {
    command = process::split_command(line);
  } catch (const Error& error) {
    throw Error(source + ": " + error.what());
  }
  if (command.empty()) throw Error(source + ": names no program");
  const process::Result printed = system.run(command, limits);
  switch (printed.end) {
    case process::Result::End::not_started:
      throw Error(source + ": the program cannot be started");
    case process::Result::End::timed_out:
      throw Error(source + ": the program did not end within 60 s");
    case process::Result::End::too_much:
      throw Error(source + ": the program prints more than 64 KiB");
    case process::Result::End::exited:
      break;
  }
  if (printed.exit_code != 0)
    throw Error(source + ": the program ended with exit code " + std::to_string(printed.exit_code));
  return printed.output;
}

}  // namespace

Credentials from_process(const System& system, const Profile& profile) {
  const std::string source = "credential_process of " + profile_title(profile);
  const std::string output = process_output(system, profile.value("credential_process"), source);
  const nlohmann::json object = nlohmann::json::parse(output, nullptr, false);
  if (!object.is_object() || object.value("Version", nlohmann::json()) != 1)
    throw Error(source + ": the program does not print a JSON object with \"Version\": 1");
  return read_credentials(output, process_names, source);
}

std::optional<Credentials> from_profile(const System& system, const std::string& region) {
  const Profile profile = read_profile(system);
  const auto has = [&](const char* key) { return !profile.value(key).empty(); };
  if (has("role_arn")) return from_role(system, profile, region);
  if (has("aws_access_key_id") || has("aws_secret_access_key")) return from_keys(profile);
  if (has("sso_session") || has("sso_start_url")) refuse_kind(profile, "it signs in with IAM Identity Center (SSO)");
  if (has("login_session")) refuse_kind(profile, "it signs in with the console (login_session)");
  if (has("credential_process")) return from_process(system, profile);
  return std::nullopt;
}

}  // namespace parapet::drafting
