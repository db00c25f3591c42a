#include "catalogc/schema_check.hpp"

#include <algorithm>

#include "catalogc/cursor.hpp"
#include "core/nearest.hpp"
#include "guardrails/versions.hpp"
#include "parapet/error.hpp"

namespace parapet::catalogc {

namespace {

using guardrails::Condition;
using guardrails::Connected;
using guardrails::Literal;
using guardrails::Path;
using guardrails::Requirement;
using guardrails::Shape;

/// What a requirement may be about in every catalog: calls of modules, and resources with a provisioner.
constexpr std::string_view kBeyondTheSchema[] = {"module", "provisioner"};

template <class Names>
bool has(const Names& names, std::string_view name) {
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

/// The cursor of a path in one version; where it may stand for several types, in each of them.
using Bases = std::vector<Cursor>;

class Checker {
 public:
  Checker(const VersionedSchema& schema, const guardrails::Catalog& catalog, const Requirement& requirement,
          Facts& facts)
      : schema_(schema), catalog_(catalog), requirement_(requirement), facts_(facts) {}

  void check() {
    Bases bases{subject()};
    check(*requirement_.require, bases);
    if (requirement_.when != nullptr) check(*requirement_.when, bases);
    for (const guardrails::Default& fill : requirement_.defaults) resolve(fill.path, bases);
  }

 private:
  [[noreturn]] void refuse(const std::string& what) const {
    throw Error(catalog_.place_of(requirement_) + " (" + std::string(requirement_.id) + "): " + what + " in " +
                schema_.provider.source + " " + schema_.version);
  }

  Cursor subject() const {
    const std::string_view name = requirement_.resource;
    if (has(kBeyondTheSchema, name) || is_of_another_provider(name)) return Cursor::anything();
    if (name == "provider." + schema_.provider.name) return Cursor(schema_.provider.config, schema::Category::provider);
    return type(name, "resource");
  }

  /// A way to make something through another provider, whose schema is not here.
  bool is_of_another_provider(std::string_view name) const {
    const std::vector<guardrails::ProviderFacts>& providers = catalog_.providers();
    return std::any_of(providers.begin(), providers.end(),
                       [&](const guardrails::ProviderFacts& provider) { return has(provider.others, name); });
  }

  Cursor type(std::string_view name, const char* field) const {
    bool data = name.starts_with("data.");
    auto category = data ? schema::Category::data_source : schema::Category::resource;
    std::string_view bare = data ? name.substr(5) : name;
    if (const schema::ResourceType* type = schema_.provider.find(category, bare)) return Cursor(type->block, category);
    std::vector<std::string_view> names;
    for (const schema::ResourceType& other : schema_.provider.types(category)) names.push_back(other.name);
    refuse(std::string(field) + ": the " + (data ? "data source" : "resource type") + " \"" + std::string(bare) +
           "\" does not exist" + detail::did_you_mean(bare, names) + ";");
  }

  /// Follows a path from each base; every one has to know it.
  Bases resolve(const Path& path, const Bases& bases) {
    Bases ends;
    for (const Cursor& base : bases) {
      Cursor at = base;
      for (const guardrails::PathStep& step : path.steps) {
        std::vector<std::string_view> known;
        std::optional<Cursor> next = at.step(step, known);
        if (!next) {
          refuse("the path \"" + std::string(path.text) + "\" does not exist: there is no \"" +
                 (step.kind == guardrails::PathStep::Kind::every ? std::string("[*]") : std::string(step.name)) + "\"" +
                 detail::did_you_mean(step.name, known) + ";");
        }
        at = *next;
      }
      note(path, at);
      ends.push_back(at);
    }
    return ends;
  }

  /// What versions disagree on is not said at all.
  void note(const Path& path, const Cursor& end) {
    auto [found, fresh] = facts_.try_emplace(&path, PathFacts{end.shape(), end.sensitive()});
    if (fresh) return;
    found->second.sensitive = found->second.sensitive || end.sensitive();
    if (found->second.shape == Shape::any) found->second.shape = end.shape();
    if (end.shape() != Shape::any && end.shape() != found->second.shape) found->second.shape = Shape::any;
  }

  void check(const Condition& condition, const Bases& bases) {
    if (condition.connected != nullptr) check(*condition.connected, bases);
    Bases inner = condition.path == nullptr ? bases : resolve(*condition.path, bases);
    if (condition.kind == Condition::Kind::leaf) check_argument(condition, inner);
    for (const Condition& child : condition.children) check(child, bases);
    for (const Condition* child : {condition.where, condition.require}) {
      if (child != nullptr) check(*child, inner);
    }
    for (const guardrails::Argument& argument : condition.arguments) {
      if (argument.path != nullptr) resolve(*argument.path, bases);
    }
  }

  void check(const Connected& connected, const Bases& ours) {
    Bases theirs;
    for (std::string_view name : connected.types)
      theirs.push_back(name == "*" ? Cursor::anything() : type(name, "connected"));
    for (const guardrails::Link& link : connected.links) {
      resolve(link.theirs, theirs);
      for (const Path& path : link.ours) resolve(path, ours);
    }
    if (connected.distinct != nullptr) resolve(*connected.distinct, theirs);
    for (const Condition* child : {connected.where, connected.require}) {
      if (child != nullptr) check(*child, theirs);
    }
  }

  /// An expected value that the attribute's type can never have.
  void check_argument(const Condition& condition, const Bases& ends) {
    if (condition.op != guardrails::Operator::equals && condition.op != guardrails::Operator::not_equals) return;
    for (const Cursor& end : ends) {
      const Literal& wanted = condition.argument;
      bool text_for_flag = end.shape() == Shape::boolean && wanted.kind == Literal::Kind::text &&
                           wanted.text != "true" && wanted.text != "false";
      bool number_for_flag = end.shape() == Shape::boolean && wanted.kind == Literal::Kind::number;
      bool flag_for_number = end.shape() == Shape::number && wanted.kind == Literal::Kind::boolean;
      if (text_for_flag || number_for_flag || flag_for_number) {
        refuse("the path \"" + std::string(condition.path->text) + "\" is " +
               (flag_for_number ? "a number" : "true or false") + " and never equals what is expected;");
      }
    }
  }

  const VersionedSchema& schema_;
  const guardrails::Catalog& catalog_;
  const Requirement& requirement_;
  Facts& facts_;
};

/// What a catalog says of a provider has to be true of its schema, too.
class ProviderChecker {
 public:
  ProviderChecker(const VersionedSchema& schema, const guardrails::ProviderFacts& provider, std::string place)
      : schema_(schema), provider_(provider), place_(std::move(place)) {
    for (const schema::ResourceType& type : types()) names_.push_back(type.name);
  }

  void check() const {
    if (schema_.provider.source != provider_.source)
      throw Error(place_ + " /source: expected \"" + schema_.provider.source + "\", whose schema " + schema_.version +
                  " is here, found \"" + std::string(provider_.source) + "\"");
    for (const guardrails::TypeAlias& alias : provider_.aliases) {
      check_type(alias.type);
      check_type(alias.canonical);
    }
    for (std::string_view identity : provider_.identities) check_identity(identity);
  }

 private:
  const std::vector<schema::ResourceType>& types() const { return schema_.provider.types(schema::Category::resource); }

  [[noreturn]] void refuse(const std::string& what) const {
    throw Error(place_ + " " + what + "; in " + schema_.provider.source + " " + schema_.version);
  }
  void check_type(std::string_view name) const {
    if (!has(names_, name))
      refuse("/aliases: the resource type \"" + std::string(name) + "\" does not exist" +
             detail::did_you_mean(name, names_));
  }
  void check_identity(std::string_view name) const {
    const bool exists = std::any_of(types().begin(), types().end(), [&](const schema::ResourceType& type) {
      return type.block.attribute(name) != nullptr;
    });
    if (!exists) refuse("/identities: no resource type has the attribute \"" + std::string(name) + "\"");
  }

  const VersionedSchema& schema_;
  const guardrails::ProviderFacts& provider_;
  std::string place_;
  std::vector<std::string_view> names_;
};

void check_providers(const guardrails::Catalog& catalog, const std::vector<VersionedSchema>& schemas) {
  for (const guardrails::ProviderFacts& provider : catalog.providers()) {
    for (const VersionedSchema& schema : schemas) ProviderChecker(schema, provider, catalog.place_of(provider)).check();
  }
}

}  // namespace

Facts check_paths(const guardrails::Catalog& catalog, const std::vector<VersionedSchema>& schemas) {
  Facts facts;
  check_providers(catalog, schemas);
  for (const Requirement& requirement : catalog.requirements()) {
    bool checked = false;
    for (const VersionedSchema& schema : schemas) {
      if (!guardrails::is_in_force(requirement, schema.version)) continue;
      checked = true;
      Checker(schema, catalog, requirement, facts).check();
    }
    if (!checked && !schemas.empty()) {
      throw Error(catalog.place_of(requirement) + " (" + std::string(requirement.id) +
                  "): `since` and `until` leave no version of the provider that is here");
    }
  }
  return facts;
}

}  // namespace parapet::catalogc
