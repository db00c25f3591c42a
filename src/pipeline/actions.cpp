#include "pipeline/actions.hpp"

#include "core/nearest.hpp"
#include "parapet/error.hpp"

namespace parapet::pipeline {

namespace {

struct Pin {
  const char* action;
  const char* commit;
  const char* version;
};

constexpr Pin pins[] = {
    {"actions/checkout", "11bd71901bbe5b1630ceea73d27597364c9af683", "v4.2.2"},
    {"actions/download-artifact", "d3f86a106a0bac45b974a628896c90dbdf5c8093", "v4.3.0"},
    {"actions/upload-artifact", "ea165f8d65b6e75b540449e92b4886f43607fa02", "v4.6.2"},
    {"aws-actions/configure-aws-credentials", "ececac1a45f3b08a01d2dd070d28d111c5fe6722", "v4.1.0"},
    {"github/codeql-action/upload-sarif", "5d4e8d1aca955e8d8589aabd499c5cae939e33c7", "v4.31.9"},
    {"hashicorp/setup-terraform", "b9cd54a3c349d3f38e8881555d616ced269862dd", "v3.1.2"},
    {"opentofu/setup-opentofu", "a1320f892987e89d278cc92dc5adc984fb93aca4", "v2.0.2"},
};

}  // namespace

Actions::Actions(const Settings& settings) {
  const auto pin = [this](const std::string& action, const std::string& commit, const std::string& version) {
    pinned_[action] = action + "@" + commit;
    versions_[pinned_[action]] = version;
  };
  std::vector<std::string_view> known;
  for (const Pin& each : pins) {
    pin(each.action, each.commit, each.version);
    known.push_back(each.action);
  }
  for (const auto& [action, commit_and_version] : settings.actions) {
    if (!pinned_.contains(action))
      throw Error(settings.file + " /actions: no pipeline uses the action \"" + action + "\"" +
                  detail::did_you_mean(action, known));
    pin(action, commit_and_version.front(), commit_and_version.back());
  }
}

std::string Actions::pinned(const std::string& action) const { return pinned_.at(action); }

}  // namespace parapet::pipeline
