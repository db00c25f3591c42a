#include <algorithm>
#include <set>

#include "core/utf8.hpp"
#include "organization/code_owners.hpp"
#include "parapet/error.hpp"

namespace parapet::organization {

namespace {

/// Names of users and teams are the same in any case.
std::string folded(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

const OwnersRule* rule_for(const OwnersFile& file, const std::string& path) {
  const auto found = std::find_if(file.rules.rbegin(), file.rules.rend(),
                                  [&](const OwnersRule& rule) { return matches(rule.pattern, path); });
  return found == file.rules.rend() ? nullptr : &*found;
}

bool is_owned(const OwnersRule& rule, const std::set<std::string>& owners) {
  return !rule.owners.empty() && std::all_of(rule.owners.begin(), rule.owners.end(),
                                             [&](const std::string& owner) { return owners.contains(folded(owner)); });
}

std::string listed(const std::vector<std::string>& names, const char* between) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : between) + name;
  return text;
}

/// A name of a file for a terminal.
std::string shown(std::string name) {
  const bool readable = detail::is_valid_utf8(name);
  for (char& c : name) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7f || (byte > 0x7f && !readable)) c = '?';
  }
  return name;
}

/// A file below a folder that nobody has made yet, deep enough for `/*` to miss it.
std::string probe_of(const std::string& guarded) { return guarded.ends_with('/') ? guarded + "any/new-file" : guarded; }

bool is_below(const std::string& file, const std::string& guarded) {
  return file == guarded || (guarded.ends_with('/') && file.starts_with(guarded));
}

std::string remedy(const std::string& guarded, const std::vector<std::string>& owners) {
  return "; end the file with `/" + guarded + " " + owners.front() + "`";
}

/// What the rule that counts for a path makes of it; empty if that is right.
std::string verdict(const OwnersRule* rule, const std::vector<std::string>& owners) {
  if (rule == nullptr) return "nobody has to review it";
  if (rule->owners.empty()) return "`" + rule->pattern + "` takes its owners away";
  const std::set<std::string> allowed = [&] {
    std::set<std::string> names;
    for (const std::string& owner : owners) names.insert(folded(owner));
    return names;
  }();
  if (is_owned(*rule, allowed)) return {};
  return "`" + rule->pattern + "` lets " + listed(rule->owners, " or ") + " approve, not only " + listed(owners, ", ");
}

}  // namespace

std::vector<OwnersFinding> check_owners(const OwnersFile& file, const std::vector<std::string>& guarded,
                                        const std::vector<std::string>& files, const std::vector<std::string>& owners) {
  std::vector<OwnersFinding> findings = file.findings;
  for (const std::string& path : guarded) {
    std::vector<std::string> all{probe_of(path)};
    for (const std::string& each : files) {
      if (is_below(each, path)) all.push_back(each);
    }
    // One finding for each line that is to blame.
    std::set<const OwnersRule*> told;
    for (const std::string& each : all) {
      const OwnersRule* rule = rule_for(file, each);
      const std::string wrong = verdict(rule, owners);
      if (wrong.empty() || !told.insert(rule).second) continue;
      const std::string& name = each == all.front() ? path : each;
      findings.push_back({rule == nullptr ? 0 : rule->line, shown(name) + ": " + wrong + remedy(shown(path), owners)});
    }
  }
  return findings;
}

std::string owners_file(const std::vector<std::string>& guarded, const std::string& owner) {
  const OwnersFile read = read_owners("/a " + owner);
  if (read.rules.size() != 1 || read.rules.front().owners.size() != 1 ||
      owner.find_first_of(" \t\n#") != std::string::npos)
    throw Error("the owner `" + owner + "`: write it like `@acme/security`, `@user` or `user@example.com`");
  std::size_t longest = 0;
  for (const std::string& path : guarded) longest = std::max(longest, path.size());
  std::string text =
      "# What decides about security is reviewed by the security team. Of several lines for a file the last one "
      "counts:\n# nothing may follow that gives these away. `parapet org codeowners --check` tells.\n";
  for (const std::string& path : guarded) {
    if (path.find_first_of(" \t\n*?[\\#!") != std::string::npos)
      throw Error("`" + shown(path) + "` cannot be said in CODEOWNERS; rename it");
    text += "/" + path + std::string(longest - path.size() + 2, ' ') + owner + "\n";
  }
  return text;
}

}  // namespace parapet::organization
