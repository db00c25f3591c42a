#include "guardrails/provider_version.hpp"

#include <algorithm>
#include <charconv>
#include <string>

#include "guardrails/types.hpp"
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

/// Where an entry of `required_providers` comes from, `/registry.terraform.io/hashicorp/aws`; case does not matter.
std::string source_of(std::string_view name, View provider) {
  const View source = provider.member("source");
  std::string text = source.is_unset() ? "/hashicorp/" + std::string(name) : "/" + std::string(source.text());
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return text;
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

ProviderVersions::ProviderVersions(const Document& document, const std::vector<ProviderFacts>& known) {
  for (const DocumentBlock& block : document.blocks()) {
    if (block.kind != NodeKind::stack) continue;
    const View providers = View(block.body).member("required_providers").sole();
    for (std::size_t i = 0; i < providers.size(); ++i) {
      const View provider = providers.value_at(i);
      const std::string source = source_of(providers.name(i), provider);
      for (const ProviderFacts& facts : known) {
        // A fork has the same arguments, and versions of its own.
        if (!source.ends_with("/" + std::string(facts.name()))) continue;
        const bool official = document.element() == nullptr && source.ends_with("/" + std::string(facts.source));
        const View version = provider.is_text() ? provider : provider.member("version");
        demands_.push_back(
            {facts.name(), providers.name(i), official ? newest_major(version.text()) : std::optional<int>()});
      }
    }
  }
}

std::string_view ProviderVersions::known_name(std::string_view name) const {
  const auto demand =
      std::find_if(demands_.begin(), demands_.end(), [&](const Demand& one) { return one.name == name; });
  return demand == demands_.end() ? name : demand->provider;
}

bool ProviderVersions::excludes(const Requirement& requirement) const {
  if (requirement.since.empty()) return false;
  const std::vector<int> since = numbers_of(requirement.since);
  const std::string_view provider = provider_part(requirement.resource);
  return !since.empty() && std::any_of(demands_.begin(), demands_.end(), [&](const Demand& one) {
    return one.provider == provider && one.newest && *one.newest < since[0];
  });
}

}  // namespace parapet::guardrails
