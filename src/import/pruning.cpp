#include "import/pruning.hpp"

#include <algorithm>

namespace parapet::importing {

namespace {

using schema::Attribute;
using schema::Block;
using schema::NestedBlock;

bool is_empty(const Json& value) {
  return value.is_null() || ((value.is_string() || value.is_structured()) && value.empty()) ||
         (value.is_string() && value.get_ref<const std::string&>().empty());
}

/// What is sensitive of a member; `true` holds for everything below.
const Json& sensitive_member(const Json& sensitive, const std::string& name) {
  static const Json no = false;
  if (sensitive.is_boolean()) return sensitive;
  const auto found = sensitive.is_object() ? sensitive.find(name) : sensitive.end();
  return sensitive.is_object() && found != sensitive.end() ? *found : no;
}

const Json& sensitive_element(const Json& sensitive, std::size_t position) {
  static const Json no = false;
  if (sensitive.is_boolean()) return sensitive;
  return sensitive.is_array() && position < sensitive.size() ? sensitive[position] : no;
}

bool holds_secret(const Json& sensitive) {
  if (sensitive.is_boolean()) return sensitive.get<bool>();
  return std::any_of(sensitive.begin(), sensitive.end(), holds_secret);
}

class Pruner {
 public:
  Pruner(const StateResource& resource, const Facts& facts, std::vector<Note>& notes)
      : resource_(resource), facts_(facts), notes_(notes) {}

  Pruned run(const Block& block) {
    result_.configuration = body(block, resource_.values, resource_.sensitive, "");
    drop_exclusive();
    return std::move(result_);
  }

 private:
  /// The provider computes one from the other, but takes only one.
  void drop_exclusive() {
    const auto found = facts_.exclusive.find(resource_.type);
    if (found == facts_.exclusive.end()) return;
    Json& configuration = result_.configuration;
    for (const auto& [gone, rivals] : found->second) {
      const bool has_rival = std::any_of(rivals.begin(), rivals.end(),
                                         [&](const std::string& rival) { return configuration.contains(rival); });
      if (has_rival) configuration.erase(gone);
    }
  }

  Json body(const Block& block, const Json& values, const Json& sensitive, const std::string& path) {
    Json made = Json::object();
    for (const auto& [name, value] : values.items()) {
      const std::string here = path.empty() ? name : path + "." + name;
      const Json& secret = sensitive_member(sensitive, name);
      if (const Attribute* known = block.attribute(name)) {
        if (path.empty() && names_itself(*known)) continue;
        attribute(*known, value, secret, here, made);
      } else if (const NestedBlock* nested = block.block(name)) {
        if (name != "timeouts") blocks(*nested, value, secret, here, made);
      } else if (!is_empty(value)) {
        note(here, "the schema of this version has no such attribute; left out");
      }
    }
    return made;
  }

  /// What could be set, but is the provider's answer for everybody who does not.
  static bool names_itself(const Attribute& known) {
    return known.computed && (known.name == "arn" || known.name == "id" || known.name == "tags_all");
  }

  void attribute(const Attribute& known, const Json& value, const Json& sensitive, const std::string& path,
                 Json& made) {
    if (!known.settable() || known.write_only || value.is_null()) return;
    if (known.sensitive || holds_secret(sensitive)) return secret(known, value, path);
    if (is_empty(value) && !known.required) return;
    if (known.deprecated && !known.required) {
      if (!is_idle(value)) note(path, "deprecated; left out");
      return;
    }
    if (!known.required && is_unset_zero(known, value, path)) return;
    made[known.name] = known.nested ? nested_values(*known.nested, value, sensitive, path) : value;
  }

  /// What deprecated attributes hold where nobody uses them.
  static bool is_idle(const Json& value) {
    return is_empty(value) || value == Json(false) || (value.is_number() && value == Json(0));
  }

  /// A number that the provider computes is 0 where it is unset; others are 0 on purpose unless the provider refuses
  /// that. So are flags.
  bool is_unset_zero(const Attribute& known, const Json& value, const std::string& path) const {
    if (value != Json(0) && value != Json(false)) return false;
    if (value.is_number() && known.computed) return true;
    const auto found = facts_.unset_when_zero.find(resource_.type);
    return found != facts_.unset_when_zero.end() &&
           std::find(found->second.begin(), found->second.end(), path) != found->second.end();
  }

  /// A secret that the provider needs becomes a variable, at the top only, where a variable fits.
  void secret(const Attribute& known, const Json& value, const std::string& path) {
    if (is_empty(value)) return;
    const bool top = path == known.name;
    if (!top || known.type.kind != schema::Type::Kind::string)
      return note(path, "a secret, which is never written; left out: set it by hand from a variable");
    const bool needed = known.required || facts_.is_needed_secret(resource_.type, known.name);
    if (!needed && (known.computed || facts_.is_unread(known.name)))
      return note(path, "a secret, which is never written; left out, so that it stays as it is");
    note(path, "a secret, which is never written; the program takes it from a variable: give it as TF_VAR_...");
    result_.secrets.push_back(known.name);
  }

  Json nested_values(const schema::NestedType& nested, const Json& value, const Json& sensitive,
                     const std::string& path) {
    Block block;
    block.attributes = nested.attributes;
    return each_object(nested.nesting, value, sensitive,
                       [&](const Json& object, const Json& secret) { return body(block, object, secret, path); });
  }

  void blocks(const NestedBlock& nested, const Json& value, const Json& sensitive, const std::string& path,
              Json& made) {
    if (is_empty(value)) return;
    if (nested.block.deprecated) return note(path, "deprecated; left out");
    made[nested.name] = each_object(nested.nesting, value, sensitive, [&](const Json& object, const Json& secret) {
      return body(nested.block, object, secret, path);
    });
  }

  template <class Visit>
  static Json each_object(schema::Nesting nesting, const Json& value, const Json& sensitive, Visit visit) {
    if (value.is_array()) {
      Json made = Json::array();
      for (std::size_t i = 0; i < value.size(); ++i) {
        if (value[i].is_object()) made.push_back(visit(value[i], sensitive_element(sensitive, i)));
      }
      return made;
    }
    if (!value.is_object()) return value;
    if (nesting != schema::Nesting::map) return visit(value, sensitive);
    Json made = Json::object();
    for (const auto& [key, object] : value.items()) {
      if (object.is_object()) made[key] = visit(object, sensitive_member(sensitive, key));
    }
    return made;
  }

  void note(const std::string& path, std::string text) {
    notes_.push_back({resource_.address + "." + path, std::move(text)});
  }

  const StateResource& resource_;
  const Facts& facts_;
  std::vector<Note>& notes_;
  Pruned result_;
};

}  // namespace

Pruned pruned(const StateResource& resource, const schema::ResourceType& type, const Facts& facts,
              std::vector<Note>& notes) {
  return Pruner(resource, facts, notes).run(type.block);
}

}  // namespace parapet::importing
