#include "requirements/checkov.hpp"

#include "guardrails/record.hpp"

namespace parapet::requirements {

using guardrails::At;
using guardrails::Raw;

namespace {

/// Counted up whenever the helper prints something else, so that an old cache is not taken for a new one.
constexpr unsigned facts_format = 1;

struct CheckovFacts {
  Raw format;
  std::string version;
  Raw checks;
};
BOOST_DESCRIBE_STRUCT(CheckovFacts, (), (format, version, checks))

struct CheckovCheck {
  std::string id;
  std::string name;
  std::string provider;
  std::vector<std::string> types;
  std::vector<std::string> categories;
  Raw settings;
  std::vector<std::string> mentioned;
};
BOOST_DESCRIBE_STRUCT(CheckovCheck, (), (id, name, provider, types, categories, settings, mentioned))

struct CheckovSetting {
  std::string path;
  Raw operator_;
  Raw values;
};
BOOST_DESCRIBE_STRUCT(CheckovSetting, (), (path, operator_, values))

Wish wish_of(std::string_view name) {
  static constexpr std::pair<std::string_view, Wish> wishes[] = {
      {"one_of", Wish::one_of},
      {"none_of", Wish::none_of},
      {"exists", Wish::exists},
      {"not_exists", Wish::not_exists},
      {"equals", Wish::one_of},
      {"equals_ignore_case", Wish::one_of},
      {"within", Wish::one_of},
      {"not_equals", Wish::none_of},
      {"not_within", Wish::none_of},
      {"contains", Wish::contains},
      {"not_contains", Wish::not_contains},
      {"greater_than_or_equal", Wish::at_least},
      {"less_than_or_equal", Wish::at_most},
  };
  for (const auto& [word, wish] : wishes) {
    if (word == name) return wish;
  }
  return Wish::inspected;
}

/// Conditions in Checkov's YAML write booleans as texts.
Json checkov_literal(const At& at) {
  const Json& json = at.json();
  if (!json.is_primitive() || json.is_null()) at.expected("a text, a number, true or false");
  if (json == "true") return true;
  if (json == "false") return false;
  return json;
}

Setting read_setting(const At& at) {
  const CheckovSetting record = guardrails::read_record<CheckovSetting>(at);
  Setting setting{record.path, wish_of(record.operator_.at->text())};
  const At values = record.values.at->expect_array();
  for (std::size_t i = 0; i < values.size(); ++i) setting.values.push_back(checkov_literal(values.element(i)));
  const bool needs_values = setting.wish != Wish::exists && setting.wish != Wish::not_exists;
  if (needs_values && setting.values.empty()) setting.wish = Wish::inspected;
  return setting;
}

SourceCheck check_of(CheckovCheck&& record) {
  SourceCheck check;
  check.source = "checkov";
  check.id = std::move(record.id);
  check.title = std::move(record.name);
  check.categories = std::move(record.categories);
  check.mentioned = std::move(record.mentioned);
  std::vector<Setting> settings;
  const At all = record.settings.at->expect_array();
  for (std::size_t i = 0; i < all.size(); ++i) settings.push_back(read_setting(all.element(i)));
  for (std::string& type : record.types) check.subjects.push_back({std::move(type), settings});
  return check;
}

}  // namespace

Source read_checkov(std::string_view text, std::string_view file, const std::set<std::string>& providers) {
  const Json json = guardrails::parse_json(text, file);
  const CheckovFacts facts = guardrails::read_record<CheckovFacts>(At(json, file));
  if (facts.format.at->count() != facts_format) facts.format.at->expected("the format " + std::to_string(facts_format));
  Source source{"checkov", facts.version, {}};
  const At checks = facts.checks.at->expect_array();
  for (std::size_t i = 0; i < checks.size(); ++i) {
    CheckovCheck record = guardrails::read_record<CheckovCheck>(checks.element(i));
    if (providers.contains(record.provider)) source.checks.push_back(check_of(std::move(record)));
  }
  return source;
}

}  // namespace parapet::requirements
