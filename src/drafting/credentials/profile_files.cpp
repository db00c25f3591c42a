#include "drafting/credentials/profile_files.hpp"

#include <algorithm>
#include <cctype>

#include "core/nearest.hpp"
#include "core/utf8.hpp"
#include "drafting/safe_text.hpp"

namespace parapet::drafting {

namespace {

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view space = " \t\r";
  const std::size_t first = text.find_first_not_of(space);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(space) - first + 1);
}

std::string in_lower_case(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(), [](unsigned char c) { return std::tolower(c); });
  return result;
}

class SectionReader {
 public:
  SectionReader(std::string_view text, const std::string& file) : text_(text), file_(file) {
    if (text_.starts_with("\xEF\xBB\xBF")) text_.remove_prefix(3);
  }

  Sections read() {
    if (!detail::is_valid_utf8(text_)) throw Error(file_ + ": is no UTF-8 text");
    while (!text_.empty()) {
      const std::size_t end = std::min(text_.find('\n'), text_.size());
      ++line_;
      take(text_.substr(0, end));
      text_.remove_prefix(std::min(end + 1, text_.size()));
    }
    return std::move(sections_);
  }

 private:
  void take(std::string_view line) {
    const std::string_view content = trimmed(line);
    if (content.empty() || content[0] == '#' || content[0] == ';') return;
    const bool indented = line[0] == ' ' || line[0] == '\t';
    if (indented && !key_.empty()) return take_nested(content);
    if (content[0] == '[') return take_heading(content);
    take_setting(content);
  }

  void take_heading(std::string_view content) {
    const std::size_t end = content.find(']');
    if (end == std::string_view::npos) refuse("expected [NAME]");
    std::string name;
    // `[profile "dev"]` is the profile dev.
    for (const char c : trimmed(content.substr(1, end - 1))) {
      if (c != '"' && c != '\'') name += c;
    }
    section_ = &sections_[name];
    key_.clear();
  }

  void take_setting(std::string_view content) {
    const std::size_t equals = content.find('=');
    if (equals == std::string_view::npos || equals == 0) refuse("expected KEY = VALUE or [NAME]");
    if (section_ == nullptr) refuse("a setting stands before the first [NAME]");
    key_ = in_lower_case(trimmed(content.substr(0, equals)));
    (*section_)[key_] = trimmed(content.substr(equals + 1));
  }

  /// Continuations of a value that is not empty are of no interest here.
  void take_nested(std::string_view content) {
    const std::size_t equals = content.find('=');
    if (equals == std::string_view::npos || !(*section_)[key_].empty()) return;
    (*section_)[key_ + "." + in_lower_case(trimmed(content.substr(0, equals)))] = trimmed(content.substr(equals + 1));
  }

  [[noreturn]] void refuse(std::string_view what) const {
    throw Error(file_ + " line " + std::to_string(line_) + ": " + std::string(what));
  }

  std::string_view text_;
  const std::string& file_;
  std::size_t line_ = 0;
  std::string key_;
  Section* section_ = nullptr;
  Sections sections_;
};

std::string path_of(const System& system, const std::string& variable, const std::string& name) {
  const std::string home = system.variable("HOME");
  const std::string given = system.variable(variable);
  if (given.empty()) return home + "/.aws/" + name;
  return given.starts_with("~/") ? home + given.substr(1) : given;
}

/// A file that is named and not there is as good as none, as for the AWS tools.
Sections sections_of(const System& system, const std::string& variable, const std::string& name) {
  const std::string path = path_of(system, variable, name);
  const std::optional<std::string> text = system.file(path);
  return text ? read_sections(*text, path) : Sections{};
}

Sections config_sections(const System& system) { return sections_of(system, "AWS_CONFIG_FILE", "config"); }

std::string profile_name(std::string_view heading) {
  if (heading == "default") return "default";
  constexpr std::string_view prefix = "profile";
  if (!heading.starts_with(prefix) || heading.size() == prefix.size()) return "";
  const std::string_view rest = heading.substr(prefix.size());
  return rest[0] == ' ' || rest[0] == '\t' ? std::string(trimmed(rest)) : "";
}

/// The profiles of both files.
Sections all_profiles(const System& system) {
  Sections profiles;
  // `[profile default]` comes after `[default]` and wins.
  for (const auto& [heading, values] : config_sections(system)) {
    const std::string name = profile_name(heading);
    if (name.empty()) continue;
    for (const auto& [key, value] : values) profiles[name][key] = value;
  }
  for (const auto& [name, values] : sections_of(system, "AWS_SHARED_CREDENTIALS_FILE", "credentials")) {
    for (const auto& [key, value] : values) profiles[name][key] = value;
  }
  return profiles;
}

[[noreturn]] void refuse_profile(const std::string& name, const Sections& profiles) {
  std::vector<std::string_view> names;
  for (const auto& [known, values] : profiles) names.push_back(known);
  throw Error("AWS_PROFILE: there is no profile \"" + shortened(printable(name), 100) +
              "\" in the AWS config and credentials files" + detail::did_you_mean(name, names));
}

}  // namespace

Sections read_sections(std::string_view text, const std::string& file) { return SectionReader(text, file).read(); }

std::string Profile::value(const std::string& key) const {
  const auto found = values.find(key);
  return found == values.end() ? "" : found->second;
}

Profile read_profile(const System& system) {
  const std::string named = system.variable("AWS_PROFILE");
  const std::string name = named.empty() ? "default" : named;
  const Sections profiles = all_profiles(system);
  const auto found = profiles.find(name);
  if (found != profiles.end()) return {name, found->second};
  if (!named.empty()) refuse_profile(name, profiles);
  return {name, {}};
}

std::string profile_endpoint(const System& system, const Profile& profile, const std::string& service) {
  const std::string services = profile.value("services");
  if (!services.empty()) {
    Sections sections = config_sections(system);
    const std::string found = sections["services " + services][service + ".endpoint_url"];
    if (!found.empty()) return found;
  }
  return profile.value("endpoint_url");
}

}  // namespace parapet::drafting
