#include "parapet/guardrails/catalog.hpp"

#include <algorithm>
#include <cctype>

#include "guardrails/catalog_record.hpp"
#include "guardrails/catalog_store.hpp"
#include "guardrails/domains.hpp"
#include "guardrails/words.hpp"

namespace parapet::guardrails {

namespace {

const std::vector<std::string_view> first_fields = {"ID", "name", "description", "cloudProvider", "domain"};

void check_field_order(const At& at) {
  at.expect_object();
  std::size_t position = 0;
  for (const auto& [key, value] : at.json().items()) {
    if (position == first_fields.size()) return;
    if (key != first_fields[position]) {
      at.refuse("expected \"" + std::string(first_fields[position]) + "\" as field " + std::to_string(position + 1) +
                ", found \"" + key + "\"; a record begins with " + joined(first_fields) + " in this order");
    }
    ++position;
  }
}

bool is_id(std::string_view id) {
  std::size_t colon = id.find(':');
  if (colon == std::string_view::npos || colon == 0 || id.size() != colon + 4) return false;
  auto digits = id.substr(colon + 1);
  auto service = id.substr(0, colon);
  return std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; }) &&
         std::all_of(service.begin(), service.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-'; });
}

/// The path that a default without one is for.
const Path* main_path(const Condition& require) {
  if (require.kind == Condition::Kind::leaf) return require.path;
  if (require.kind != Condition::Kind::predicate) return nullptr;
  const Path* path = nullptr;
  for (const Argument& argument : require.arguments) {
    if (argument.path != nullptr) path = path == nullptr ? argument.path : nullptr;
  }
  return path;
}

Span<TypeAlias> read_aliases(Catalog::Store& store, const At& at) {
  std::vector<TypeAlias> aliases;
  at.expect_object();
  for (const auto& [type, value] : at.json().items()) {
    const std::string canonical = at.member(type).filled_text();
    if (at.has(canonical))
      at.member(type).refuse("\"" + canonical + "\" is an alias itself; name the type that requirements are about");
    aliases.push_back({store.keep(type), store.keep(canonical)});
  }
  return Catalog::Store::keep(store.alias_spans, std::move(aliases));
}

/// `hashicorp/aws`, without the host of the public registries.
bool is_source(std::string_view source) {
  const std::size_t slash = source.find('/');
  return slash != std::string_view::npos && slash != 0 && slash + 1 < source.size() &&
         source.find('/', slash + 1) == std::string_view::npos && std::all_of(source.begin(), source.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '/';
         });
}

class RequirementReader {
 public:
  RequirementReader(Catalog::Store& store, const At& at) : store_(store), at_(at), conditions_(store) {}

  Requirement read() {
    check_field_order(at_);
    CatalogRecord record = read_record<CatalogRecord>(at_);
    Requirement requirement;
    header(record, requirement);
    requirement.require = &store_.conditions.emplace_back(conditions_.read(*record.require.at));
    if (record.when) requirement.when = &store_.conditions.emplace_back(conditions_.read(*record.when->at));
    if (record.unset) requirement.unset = read_unset(*record.unset->at);
    if (record.default_) requirement.defaults = defaults(*record.default_->at, requirement);
    if (record.level) requirement.level = static_cast<Level>(record.level->at->one_of({"refuse", "warn"}));
    requirement.since = store_.keep(record.since.value_or(""));
    requirement.until = store_.keep(record.until.value_or(""));
    requirement.sources = sources(record.sources);
    if (record.compliance) requirement.compliance = sources(*record.compliance);
    return requirement;
  }

 private:
  void header(CatalogRecord& record, Requirement& requirement) {
    if (!is_id(record.ID)) at_.member("ID").expected("an id like \"rds:001\"");
    at_.member("domain").one_of(domains);
    check_cloud_provider();
    requirement.id = store_.keep(std::move(record.ID));
    requirement.name = store_.keep(std::move(record.name));
    requirement.description = store_.keep(std::move(record.description));
    requirement.cloud_provider = store_.keep(std::move(record.cloudProvider));
    requirement.domain = store_.keep(std::move(record.domain));
    requirement.severity = static_cast<Severity>(record.severity.at->one_of({"low", "medium", "high", "critical"}));
    requirement.tier = static_cast<Tier>(record.tier.at->one_of({"baseline", "sensitive", "regulated"}));
    requirement.resource = store_.keep(std::move(record.resource));
    requirement.fix = store_.keep(std::move(record.fix));
  }

  void check_cloud_provider() const {
    std::vector<std::string_view> known;
    for (const ProviderFacts& provider : store_.providers) {
      if (std::find(known.begin(), known.end(), provider.cloud_provider) == known.end())
        known.push_back(provider.cloud_provider);
    }
    if (!known.empty()) at_.member("cloudProvider").one_of(known);
  }

  Span<Source> sources(const NamedTexts& named) {
    std::vector<Source> sources;
    for (const auto& [tool, ids] : named) sources.push_back({store_.keep(tool), store_.keep_texts(ids)});
    return Catalog::Store::keep(store_.source_spans, std::move(sources));
  }

  static bool is_input(const At& at) { return at.json().is_object() && at.size() == 1 && at.has("input"); }

  Default default_of(const Path& path, const At& at) {
    if (is_input(at)) return {path, {}, store_.keep(at.member("input").filled_text())};
    return {path, conditions_.literal(at, true), {}};
  }

  Span<Default> defaults(const At& at, const Requirement& requirement) {
    std::vector<Default> defaults;
    if (at.json().is_object() && !is_input(at)) {
      for (const auto& [path, value] : at.json().items()) {
        defaults.push_back(default_of(conditions_.path(at, path, false), at.member(path)));
      }
    } else {
      const Path* path = main_path(*requirement.require);
      if (path == nullptr)
        at.refuse("expected an object of path and value, because `require` is about more than one path");
      defaults.push_back(default_of(*path, at));
    }
    return Catalog::Store::keep(store_.default_spans, std::move(defaults));
  }

  Catalog::Store& store_;
  const At& at_;
  ConditionReader conditions_;
};

}  // namespace

Catalog::Catalog() : store_(std::make_unique<Store>()) {}
Catalog::Catalog(Catalog&&) noexcept = default;
Catalog& Catalog::operator=(Catalog&&) noexcept = default;
Catalog::~Catalog() = default;

void Catalog::read_list(std::string_view name, std::string_view text, std::string_view file) {
  Json json = parse_json(text, file);
  At at(json, file);
  ConditionReader reader(*store_);
  Literal list = reader.list(at);
  if (list.list.empty()) at.expected("at least one value");
  store_->lists.insert_or_assign(std::string(name), list.list);
}

void Catalog::read_provider(std::string_view text, std::string_view file) {
  const Json json = parse_json(text, file);
  const At at(json, file);
  ProviderRecord record = read_record<ProviderRecord>(at.expect_object());
  if (!is_source(record.source)) at.member("source").expected("the source of a provider like \"hashicorp/aws\"");
  for (const ProviderFacts& known : store_->providers) {
    if (known.source == record.source)
      at.member("source").refuse(place_of(known) + " tells about the provider " + record.source + " already");
  }
  const Span<TypeAlias> aliases = read_aliases(*store_, at.member("aliases"));
  store_->providers.push_back({store_->keep(std::move(record.source)), store_->keep(std::move(record.cloudProvider)),
                               aliases, store_->keep_texts(record.identities), store_->keep_texts(record.others)});
  store_->provider_files.emplace_back(file);
}

void Catalog::read(std::string_view text, std::string_view file) {
  Json json = parse_json(text, file);
  At all(json, file);
  all.expect_array();
  for (std::size_t i = 0; i < all.size(); ++i) {
    At at = all.element(i);
    Requirement requirement = RequirementReader(*store_, at).read();
    for (std::size_t k = 0; k < store_->requirements.size(); ++k) {
      if (store_->requirements[k].id != requirement.id) continue;
      at.member("ID").refuse("the id \"" + std::string(requirement.id) + "\" is taken by " + store_->places[k]);
    }
    store_->requirements.push_back(requirement);
    store_->places.push_back(at.place());
  }
}

const std::vector<Requirement>& Catalog::requirements() const { return store_->requirements; }

const std::vector<ProviderFacts>& Catalog::providers() const { return store_->providers; }

std::string Catalog::place_of(const Requirement& requirement) const {
  return store_->places[static_cast<std::size_t>(&requirement - store_->requirements.data())];
}

std::string Catalog::place_of(const ProviderFacts& provider) const {
  return store_->provider_files[static_cast<std::size_t>(&provider - store_->providers.data())];
}

}  // namespace parapet::guardrails
