#include "requirements/environment.hpp"

#include <algorithm>
#include <set>

#include "guardrails/domains.hpp"
#include "guardrails/record.hpp"
#include "requirements/knowledge.hpp"
#include "requirements/names.hpp"

namespace parapet::requirements {

using guardrails::At;
using guardrails::Raw;
using guardrails::Requirement;

namespace {

struct EnvironmentRecord {
  std::string contact;
  std::optional<Raw> facts;
};
BOOST_DESCRIBE_STRUCT(EnvironmentRecord, (), (contact, facts))

struct FactRecord {
  std::string id;
  std::string statement;
  std::string why;
  Raw value;
  Raw drops;
  std::optional<std::vector<std::string>> enforced_by;
};
BOOST_DESCRIBE_STRUCT(FactRecord, (), (id, statement, why, value, drops, enforced_by))

struct DropsRecord {
  std::optional<std::vector<std::string>> checks;
  std::optional<std::vector<std::string>> requirements;
  std::optional<std::vector<std::string>> resources;
  std::optional<std::vector<std::string>> domains;
};
BOOST_DESCRIBE_STRUCT(DropsRecord, (), (checks, requirements, resources, domains))

using Patterns = std::vector<std::string>;

bool fits_any(std::string_view text, const Patterns& patterns) {
  return std::any_of(patterns.begin(), patterns.end(),
                     [&](const std::string& pattern) { return matches_pattern(text, pattern); });
}

Fact read_fact(const At& at) {
  FactRecord record = guardrails::read_record<FactRecord>(at);
  DropsRecord drops = guardrails::read_record<DropsRecord>(*record.drops.at);
  Fact fact{std::move(record.id), std::move(record.statement), std::move(record.why), record.value.at->boolean()};
  fact.checks = std::move(drops.checks).value_or(Patterns());
  fact.requirements = std::move(drops.requirements).value_or(Patterns());
  fact.resources = std::move(drops.resources).value_or(Patterns());
  fact.domains = std::move(drops.domains).value_or(Patterns());
  fact.enforced_by = std::move(record.enforced_by).value_or(Patterns());
  for (std::size_t i = 0; i < fact.domains.size(); ++i)
    record.drops.at->member("domains").element(i).one_of(guardrails::domains);
  return fact;
}

}  // namespace

bool Fact::drops(const SourceCheck& check) const { return goes_by(check, checks); }

bool Fact::is_enforced_by(const Requirement& requirement) const { return fits_any(requirement.id, enforced_by); }

bool Fact::drops(const Requirement& requirement) const {
  if (is_enforced_by(requirement)) return false;
  if (fits_any(requirement.id, requirements)) return true;
  // That a type may not exist is how a fact about the type is kept true.
  return requirement.require->kind != guardrails::Condition::Kind::never &&
         drops(requirement.resource, requirement.domain);
}

bool Fact::drops(std::string_view resource, std::string_view domain) const {
  return fits_any(resource, resources) || fits_any(domain, domains);
}

Environment read_environment(std::string_view text, std::string_view file) {
  const Json json = guardrails::parse_json(text, file);
  EnvironmentRecord record = guardrails::read_record<EnvironmentRecord>(At(json, file));
  Environment environment{std::move(record.contact), {}};
  if (!record.facts) return environment;
  const At facts = record.facts->at->expect_array();
  std::set<std::string> ids;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const At at = facts.element(i);
    environment.facts.push_back(read_fact(at));
    if (!ids.insert(environment.facts.back().id).second)
      at.member("id").refuse("the id \"" + environment.facts.back().id + "\" occurs twice; every fact has its own");
  }
  return environment;
}

}  // namespace parapet::requirements
