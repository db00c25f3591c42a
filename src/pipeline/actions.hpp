#pragma once

#include <string>

#include "pipeline/settings.hpp"
#include "pipeline/yaml.hpp"

namespace parapet::pipeline {

/// Actions by the commit that a version's tag named when it was looked up: a tag can be moved, a commit cannot.
class Actions {
 public:
  explicit Actions(const Settings& settings);
  /// `actions/checkout@11bd7190...`. Throws Error for an action that nothing is known of.
  std::string pinned(const std::string& action) const;
  /// The version behind each pinned commit.
  const Comments& versions() const { return versions_; }

 private:
  std::map<std::string, std::string> pinned_;
  Comments versions_;
};

}  // namespace parapet::pipeline
