#include "catalogc/emitter.hpp"

#include <charconv>
#include <map>

#include "guardrails/versions.hpp"

namespace parapet::catalogc {

namespace {

using namespace guardrails;

std::string quoted(std::string_view text) {
  std::string result = "\"";
  for (char c : text) {
    auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      result += '\\';
      result += c;
    } else if (byte < 0x20 || byte >= 0x7f) {
      // Three octal digits end by themselves, whatever follows.
      result += '\\';
      result += static_cast<char>('0' + (byte >> 6));
      result += static_cast<char>('0' + ((byte >> 3) & 7));
      result += static_cast<char>('0' + (byte & 7));
    } else {
      result += c;
    }
  }
  return result + "\"";
}

std::string number(double value) {
  char digits[64];
  auto [end, error] = std::to_chars(digits, digits + sizeof digits, value);
  return std::string(digits, end);
}

template <class E>
std::string enumerator(const char* type, E value) {
  return std::string("static_cast<") + type + ">(" + std::to_string(static_cast<unsigned>(value)) + ")";
}

/// Writes definitions as it meets what they are made of; every expression it returns may be used in the next one.
class Emitter {
 public:
  explicit Emitter(const Facts& facts) : facts_(facts) {}

  const std::string& text() const { return text_; }

  std::string requirement(const Requirement& r) {
    std::string parts = "{" + quoted(r.id) + ", " + quoted(r.name) + ", " + quoted(r.description) + ", " +
                        quoted(r.cloud_provider) + ", " + quoted(r.domain);
    parts += ", " + enumerator("Severity", r.severity) + ", " + enumerator("Tier", r.tier) + ", " + quoted(r.resource);
    parts += ", " + pointer(r.when) + ", " + pointer(r.require) + ", " + enumerator("Unset", r.unset) + ", " +
             defaults(r.defaults);
    parts +=
        ", " + enumerator("Level", r.level) + ", " + quoted(r.since) + ", " + quoted(r.until) + ", " + quoted(r.fix);
    return parts + ", " + sources(r.sources) + ", " + sources(r.compliance) + "}";
  }

  std::string provider(const ProviderFacts& facts) {
    const std::string aliases = span("TypeAlias", facts.aliases, [](const TypeAlias& alias) {
      return "{" + quoted(alias.type) + ", " + quoted(alias.canonical) + "}";
    });
    return "{" + quoted(facts.source) + ", " + quoted(facts.cloud_provider) + ", " + aliases + ", " +
           texts(facts.identities) + ", " + texts(facts.others) + "}";
  }

  /// An array of what `element` writes; `{}` for none.
  template <class T, class F>
  std::string span(const char* type, const Span<T>& values, F element) {
    if (values.empty()) return "{}";
    std::string elements;
    for (const T& value : values) elements += (elements.empty() ? "" : ", ") + element(value);
    std::string definition = std::string("constexpr ") + type + " %[] = {" + elements + "};\n";
    return "{" + define(definition) + ", " + std::to_string(values.size) + "}";
  }

 private:
  /// Adds a definition whose name stands as `%`; the same definition twice is one.
  std::string define(const std::string& definition) {
    auto [found, fresh] = names_.try_emplace(definition, "d" + std::to_string(names_.size()));
    if (fresh) {
      std::size_t at = definition.find('%');
      text_ += definition.substr(0, at) + found->second + definition.substr(at + 1);
    }
    return found->second;
  }

  std::string texts(const Span<std::string_view>& values) {
    return span("std::string_view", values, [](std::string_view value) { return quoted(value); });
  }

  std::string literal(const Literal& value) {
    std::string list = span("Literal", value.list, [this](const Literal& element) { return literal(element); });
    return "{" + enumerator("Literal::Kind", value.kind) + ", " + (value.boolean ? "true" : "false") + ", " +
           number(value.number) + ", " + quoted(value.text) + ", " + list + "}";
  }

  std::string path(const Path& path) {
    auto found = facts_.find(&path);
    PathFacts facts = found == facts_.end() ? PathFacts{} : found->second;
    std::string steps = span("PathStep", path.steps, [](const PathStep& step) {
      return "{" + enumerator("PathStep::Kind", step.kind) + ", " + quoted(step.name) + "}";
    });
    return "{" + quoted(path.text) + ", " + steps + ", " + enumerator("Shape", facts.shape) + ", " +
           (facts.sensitive ? "true" : "false") + "}";
  }

  std::string pointer(const Path* value) {
    return value == nullptr ? "nullptr" : "&" + define("constexpr Path % = " + path(*value) + ";\n");
  }
  std::string pointer(const Condition* value) {
    return value == nullptr ? "nullptr" : "&" + define("constexpr Condition % = " + condition(*value) + ";\n");
  }
  std::string pointer(const Connected* value) {
    return value == nullptr ? "nullptr" : "&" + define("constexpr Connected % = " + connected(*value) + ";\n");
  }
  std::string pointer(const StatementMatch* value) {
    return value == nullptr ? "nullptr" : "&" + define("constexpr StatementMatch % = " + statement(*value) + ";\n");
  }

  std::string condition(const Condition& c) {
    std::string parts = "{" + enumerator("Condition::Kind", c.kind) + ", " + enumerator("Operator", c.op) + ", " +
                        enumerator("Unset", c.unset);
    parts += std::string(", ") + (c.reference_ok ? "true" : "false") + ", " + (c.no_statement ? "true" : "false") +
             ", " + std::to_string(c.minimum);
    parts += ", " + pointer(c.path) + ", " + literal(c.argument);
    parts += ", " + span("Condition", c.children, [this](const Condition& child) { return condition(child); });
    parts += ", " + pointer(c.where) + ", " + pointer(c.require) + ", " + pointer(c.connected) + ", " +
             pointer(c.statement) + ", " + quoted(c.predicate);
    return parts + ", " +
           span("Argument", c.arguments,
                [this](const Argument& argument) {
                  return "{" + quoted(argument.name) + ", " + literal(argument.value) + ", " + pointer(argument.path) +
                         "}";
                }) +
           "}";
  }

  std::string connected(const Connected& c) {
    std::string links = span("Link", c.links, [this](const Link& link) {
      return "{" + path(link.theirs) + ", " + span("Path", link.ours, [this](const Path& ours) { return path(ours); }) +
             "}";
    });
    return "{" + texts(c.types) + ", " + (c.by ? "true" : "false") + ", " + links + ", " + pointer(c.where) + ", " +
           pointer(c.require) + ", " + enumerator("Connected::Quantifier", c.quantifier) + ", " + std::to_string(c.n) +
           ", " + pointer(c.distinct) + ", " + enumerator("Connected::Outside", c.outside) + "}";
  }

  std::string statement(const StatementMatch& match) {
    return "{" + quoted(match.effect) + ", " + texts(match.actions) + ", " + (match.all_actions ? "true" : "false") +
           ", " + quoted(match.resource) + ", " + enumerator("StatementMatch::Principal", match.principal) + ", " +
           texts(match.unless_condition) + "}";
  }

  std::string defaults(const Span<Default>& values) {
    return span("Default", values, [this](const Default& value) {
      return "{" + path(value.path) + ", " + literal(value.value) + ", " + quoted(value.input) + "}";
    });
  }

  std::string sources(const Span<Source>& values) {
    return span("Source", values,
                [this](const Source& value) { return "{" + quoted(value.tool) + ", " + texts(value.ids) + "}"; });
  }

  const Facts& facts_;
  std::string text_;
  std::map<std::string, std::string> names_;
};

/// A span of the emitter, named from outside of its namespace.
std::string qualified(const std::string& type, const std::string& span) {
  return "::parapet::guardrails::Span<::parapet::guardrails::" + type + ">" +
         (span == "{}" ? span : "{::parapet::guardrails::" + span.substr(1));
}

}  // namespace

std::string emit(const Catalog& catalog, const Facts& facts, const Emission& emission) {
  std::vector<Requirement> kept;
  for (const Requirement& requirement : catalog.requirements()) {
    if (emission.provider_version.empty() || guardrails::is_in_force(requirement, emission.provider_version))
      kept.push_back(requirement);
  }
  Emitter emitter(facts);
  Span<Requirement> all{kept.data(), static_cast<std::uint32_t>(kept.size())};
  std::string requirements = emitter.span(
      "Requirement", all, [&](const Requirement& requirement) { return "\n    " + emitter.requirement(requirement); });
  const Span<ProviderFacts> known{catalog.providers().data(), static_cast<std::uint32_t>(catalog.providers().size())};
  const std::string providers = emitter.span(
      "ProviderFacts", known, [&](const ProviderFacts& provider) { return "\n    " + emitter.provider(provider); });
  return "// Written by parapet-catalogc from the catalog's JSON files. Edit those.\n#include "
         "\"parapet/guardrails/requirement.hpp\"\n\n"
         "namespace parapet::guardrails {\nnamespace {\n\n" +
         emitter.text() +
         "\n}  // namespace\n}  // namespace parapet::guardrails\n\nextern \"C\" bool parapet_catalog_" +
         emission.name + ";\nbool parapet_catalog_" + emission.name + " = ::parapet::guardrails::register_catalog({" +
         quoted(emission.name) + ", " + quoted(emission.contact) + ", " + qualified("Requirement", requirements) +
         ", " + qualified("ProviderFacts", providers) + "});\n";
}

}  // namespace parapet::catalogc
