#include "guardrails/ignored.hpp"

#include <algorithm>

#include "parapet/document/view.hpp"

namespace parapet::guardrails {

namespace {

/// `aws_instance.x` of `aws_instance.x["a"]`, `tags` of `tags["a"]` and `ingress[0].cidr_blocks`.
std::string head_of(View address, std::string_view ends) {
  const std::string text = render(address);
  return text.substr(0, text.find_first_of(ends));
}

/// The attributes that are ignored; `all` stands for every one.
struct Names {
  bool all = false;
  std::vector<std::string> names;

  explicit Names(View ignored) {
    if (!ignored.is_list()) {
      all = !ignored.is_unset();
      return;
    }
    for (std::size_t i = 0; i < ignored.size(); ++i) names.push_back(head_of(ignored.element(i), ".["));
    all = std::find(names.begin(), names.end(), "all") != names.end();
  }
  bool have(const Path& path) const {
    return !path.steps.empty() && (all || std::find(names.begin(), names.end(), path.steps[0].name) != names.end());
  }
};

bool reads(const Condition& condition, const Names& names);

bool reads(const Connected& connected, const Names& names) {
  return std::any_of(connected.links.begin(), connected.links.end(), [&](const Link& link) {
    return std::any_of(link.ours.begin(), link.ours.end(), [&](const Path& path) { return names.have(path); });
  });
}

bool reads(const Condition& condition, const Names& names) {
  if (condition.path != nullptr && names.have(*condition.path)) return true;
  if (condition.connected != nullptr) return reads(*condition.connected, names);
  const bool in_argument =
      std::any_of(condition.arguments.begin(), condition.arguments.end(),
                  [&](const Argument& argument) { return argument.path != nullptr && names.have(*argument.path); });
  return in_argument || std::any_of(condition.children.begin(), condition.children.end(),
                                    [&](const Condition& child) { return reads(child, names); });
}

}  // namespace

Ignored::Ignored(const std::vector<Document>& documents) {
  for (const Document& document : documents) {
    std::unordered_set<std::string> targets;
    for (const DocumentBlock& block : document.blocks()) {
      if (block.kind == NodeKind::import) targets.insert(head_of(View(block.body).member("to"), "["));
    }
    if (targets.empty()) continue;
    for (const DocumentBlock& block : document.blocks()) {
      if (block.kind == NodeKind::resource && targets.contains(std::string(block.address))) imported_.insert(&block);
    }
  }
}

bool Ignored::hides(const Requirement& requirement, const DocumentBlock& block) const {
  if (imported_.empty() || !imported_.contains(&block)) return false;
  const Names names(View(block.body).member("lifecycle").member("ignore_changes"));
  if (!names.all && names.names.empty()) return false;
  return reads(*requirement.require, names) || (requirement.when != nullptr && reads(*requirement.when, names));
}

}  // namespace parapet::guardrails
