#include "requirements/knowledge.hpp"

#include <algorithm>
#include <cctype>

#include "guardrails/domains.hpp"
#include "guardrails/record.hpp"
#include "requirements/names.hpp"

namespace parapet::requirements {

using guardrails::At;
using guardrails::Raw;

BOOST_DESCRIBE_STRUCT(NotConfiguration, (), (checks, reason))

namespace {

struct KnowledgeRecord {
  Raw services;
  Raw domains;
  Raw not_configuration;
};
BOOST_DESCRIBE_STRUCT(KnowledgeRecord, (), (services, domains, not_configuration))

std::string in_lower_case(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

}  // namespace

std::string Knowledge::service_of(std::string_view name) const {
  const auto found = services.find(name);
  return found == services.end() ? std::string(name) : found->second;
}

std::string Knowledge::domain_of(const SourceCheck& check) const {
  if (!check.domain.empty()) return check.domain;
  for (const std::string& category : check.categories) {
    const auto found = domains.find(in_lower_case(category));
    if (found != domains.end()) return found->second;
  }
  return domains.find("*")->second;
}

const NotConfiguration* Knowledge::find(const SourceCheck& check) const {
  for (const NotConfiguration& some : not_configuration) {
    if (goes_by(check, some.checks)) return &some;
  }
  return nullptr;
}

Knowledge read_knowledge(std::string_view text, std::string_view file) {
  const Json json = guardrails::parse_json(text, file);
  const KnowledgeRecord record = guardrails::read_record<KnowledgeRecord>(At(json, file));
  Knowledge knowledge;
  for (const auto& [name, service] : record.services.at->expect_object().json().items())
    knowledge.services[name] = record.services.at->member(name).filled_text();
  for (const auto& [category, domain] : record.domains.at->expect_object().json().items()) {
    const At at = record.domains.at->member(category);
    knowledge.domains[in_lower_case(category)] = guardrails::domains[at.one_of(guardrails::domains)];
  }
  record.domains.at->member("*");
  const At list = record.not_configuration.at->expect_array();
  for (std::size_t i = 0; i < list.size(); ++i)
    knowledge.not_configuration.push_back(guardrails::read_record<NotConfiguration>(list.element(i)));
  return knowledge;
}

bool goes_by(const SourceCheck& check, const std::vector<std::string>& patterns) {
  return std::any_of(patterns.begin(), patterns.end(), [&](const std::string& pattern) {
    const auto fits = [&](const std::string& id) { return matches_pattern(id, pattern); };
    return fits(check.id) || std::any_of(check.aliases.begin(), check.aliases.end(), fits);
  });
}

}  // namespace parapet::requirements
