#include "guardrails/provider_version.hpp"

#include <algorithm>
#include <charconv>

#include "parapet/document/view.hpp"

namespace parapet::guardrails {

namespace {

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(' ');
  return first == std::string_view::npos ? std::string_view()
                                         : text.substr(first, text.find_last_not_of(' ') + 1 - first);
}

/// The numbers of `5.100.0`; empty for anything else.
std::vector<int> numbers_of(std::string_view version) {
  std::vector<int> numbers;
  while (true) {
    int number = 0;
    const auto [end, error] = std::from_chars(version.data(), version.data() + version.size(), number);
    if (error != std::errc()) return {};
    numbers.push_back(number);
    version.remove_prefix(static_cast<std::size_t>(end - version.data()));
    if (version.empty()) return numbers;
    if (version.front() != '.') return {};
    version.remove_prefix(1);
  }
}

/// One part of a constraint: `~> 5.0`.
std::optional<int> newest_major_of(std::string_view part) {
  part = trimmed(part);
  const std::size_t digits = part.find_first_of("0123456789");
  if (digits == std::string_view::npos) return std::nullopt;
  const std::string_view op = trimmed(part.substr(0, digits));
  const std::vector<int> numbers = numbers_of(part.substr(digits));
  if (numbers.empty()) return std::nullopt;
  const int major = numbers[0];
  if (op == "<") {
    const bool whole = std::all_of(numbers.begin() + 1, numbers.end(), [](int number) { return number == 0; });
    return whole ? major - 1 : major;
  }
  // `~> 5` lets its only number grow.
  const bool bound = op.empty() || op == "=" || op == "<=" || (op == "~>" && numbers.size() > 1);
  return bound ? std::optional<int>(major) : std::nullopt;
}

/// Whether an entry of `required_providers` is about the provider of the catalog, whatever it is called here.
bool is_aws(std::string_view name, View source) {
  if (source.is_unset()) return name == "aws";
  std::string_view text = source.text();
  for (const std::string_view registry : {"registry.terraform.io/", "registry.opentofu.org/"}) {
    if (text.starts_with(registry)) text.remove_prefix(registry.size());
  }
  return text == "hashicorp/aws";
}

}  // namespace

std::optional<int> newest_major(std::string_view constraint) {
  std::optional<int> newest;
  while (true) {
    const std::size_t comma = constraint.find(',');
    const std::optional<int> one = newest_major_of(constraint.substr(0, comma));
    if (one && (!newest || *one < *newest)) newest = one;
    if (comma == std::string_view::npos) return newest;
    constraint.remove_prefix(comma + 1);
  }
}

ProviderVersion::ProviderVersion(const Document& document) {
  if (document.element() != nullptr) return;
  for (const DocumentBlock& block : document.blocks()) {
    if (block.kind != NodeKind::stack) continue;
    const View providers = View(block.body).member("required_providers").sole();
    for (std::size_t i = 0; i < providers.size(); ++i) {
      const View provider = providers.value_at(i);
      if (!is_aws(providers.name(i), provider.member("source"))) continue;
      names_.push_back(providers.name(i));
      const std::optional<int> one =
          newest_major(provider.is_text() ? provider.text() : provider.member("version").text());
      if (one && (!newest_ || *one < *newest_)) newest_ = one;
    }
  }
}

std::string_view ProviderVersion::known_name(std::string_view name) const {
  return std::find(names_.begin(), names_.end(), name) == names_.end() ? name : "aws";
}

bool ProviderVersion::excludes(const Requirement& requirement) const {
  if (!newest_ || requirement.since.empty()) return false;
  const std::vector<int> since = numbers_of(requirement.since);
  return !since.empty() && *newest_ < since[0];
}

}  // namespace parapet::guardrails
