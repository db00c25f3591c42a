#include "guardrails/policy_json.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "guardrails/instance.hpp"
#include "guardrails/judging.hpp"

namespace parapet::guardrails {

namespace {

using detail::Value;

const Value* unknown_value() { return detail::make_raw("(unknown)"); }

const Value* list_of(const std::vector<const Value*>& elements) {
  return detail::make_list(elements.data(), elements.size());
}

/// The members of an object that is made here, in the order of the provider.
class Members {
 public:
  void add(std::string_view name, const Value* value) {
    if (value != nullptr) entries_.push_back({detail::make_text(name), value});
  }
  const Value* object() const { return detail::make_map(entries_.data(), entries_.size()); }

 private:
  std::vector<detail::Entry> entries_;
};

/// A statement, and the Sid by which another document replaces it.
struct StatementValue {
  std::string sid;
  const Value* value;
};

/// Statements in their order; `complete` is false when there may be others, or when nobody knows which are replaced.
struct StatementValues {
  std::vector<StatementValue> list;
  bool complete = true;

  void add(StatementValue statement) {
    if (!statement.sid.empty())
      std::erase_if(list, [&](const StatementValue& other) { return other.sid == statement.sid; });
    list.push_back(std::move(statement));
  }
};

/// Writes the configuration of one data source as the JSON that the provider makes of it. Its expressions are to be
/// resolved where the outermost data source is; those that mean something else there (`each.key` of a dynamic block)
/// are replaced by what they are, or unknown.
class PolicyWriter {
 public:
  PolicyWriter(Resolver& resolver, const Place& at, int depth) : resolver_(resolver), at_(at), depth_(depth) {}

  StatementValues statements(const DocumentBlock& block, const Place& place) {
    const Resolved body = as_object(View(block.body), place);
    StatementValues result;
    merge(body, "source_json", "source_policy_documents", result);
    const bool complete = each_block(body, "statement", [&](const Resolved& own) {
      std::string sid;
      const Value* value = statement(own, sid, result.complete);
      result.add({std::move(sid), value});
    });
    result.complete = result.complete && complete;
    merge(body, "override_json", "override_policy_documents", result);
    return result;
  }

  Resolved document(const DocumentBlock& block) {
    const StatementValues all = statements(block, at_);
    std::vector<const Value*> values;
    for (const StatementValue& statement : all.list) values.push_back(statement.value);
    const Resolved body = as_object(View(block.body), at_);
    Members members;
    const Value* version = member(body, "version");
    members.add("Version", version == nullptr ? detail::make_text("2012-10-17") : version);
    members.add("Id", member(body, "policy_id"));
    members.add("Statement", all.complete ? list_of(values) : unknown_value());
    Resolved result = as_object(View(members.object()), at_);
    result.sensitive = sensitive_;
    result.from_variable = from_variable_;
    return result;
  }

 private:
  static constexpr int deepest_source = 8;

  /// Whether an expression means the same in the place where the result is read.
  bool is_portable(const Place& place) const {
    if (place.document != at_.document) return false;
    if (place.bindings == at_.bindings && place.block == at_.block) return true;
    return place.bindings == nullptr && (place.block == nullptr || !has_instances(*place.block));
  }

  Resolved resolve(View value, const Place& place) {
    Resolved resolved = resolver_.resolve(value, place);
    sensitive_ = sensitive_ || resolved.sensitive;
    from_variable_ = from_variable_ || resolved.from_variable;
    return resolved;
  }

  /// `&{...}` is how the configuration writes the policy's own variables.
  static const Value* text(std::string_view text) {
    std::string result(text);
    for (std::size_t at = result.find("&{"); at != std::string::npos; at = result.find("&{", at)) result[at] = '$';
    return detail::make_text(result);
  }

  /// A value as it is written; nullptr for what is unset.
  const Value* written(View value, const Place& place) {
    const Resolved resolved = resolve(value, place);
    if (resolved.is_unset()) return nullptr;
    if (resolved.is_known() && resolved.value.is_text()) return text(resolved.value.text());
    if (resolved.is_known() && resolved.value.is_scalar()) return resolved.value.value();
    return is_portable(place) ? value.value() : unknown_value();
  }

  /// One string alone, or a list of them.
  const Value* strings(View value, const Place& place) {
    const Resolved resolved = resolve(value, place);
    if (resolved.is_unset()) return nullptr;
    if (!resolved.is_known() || !resolved.value.is_list()) return written(value, place);
    const Items items = resolver_.items(resolved.value, resolved.place, {});
    std::vector<const Value*> elements;
    for (const Item& item : items.items) {
      if (!items.complete || !item.certain) return unknown_value();
      if (const Value* element = written(item.value, item.place)) elements.push_back(element);
    }
    if (!items.complete) return unknown_value();
    if (elements.empty()) return nullptr;
    return elements.size() == 1 ? elements.front() : list_of(elements);
  }

  const Value* member(const Resolved& object, std::string_view name) {
    return written(object.value.member(name), object.place);
  }
  const Value* strings(const Resolved& object, std::string_view name) {
    return strings(object.value.member(name), object.place);
  }
  std::optional<std::string> known_text(const Resolved& object, std::string_view name) {
    return text_of(resolve(object.value.member(name), object.place));
  }

  /// False when blocks are missing, or there only perhaps.
  template <class F>
  bool each_block(const Resolved& object, std::string_view label, F use) {
    const View blocks = object.value.member(label);
    if (blocks.is_unset()) return true;
    const Items items = resolver_.items(blocks, object.place, label);
    bool complete = items.complete;
    for (const Item& item : items.items) {
      complete = complete && item.certain;
      use(as_object(item));
    }
    return complete;
  }

  const Value* statement(const Resolved& block, std::string& sid, bool& sids_known) {
    Members members;
    const View given = block.value.member("sid");
    if (!given.is_unset()) {
      const auto known = known_text(block, "sid");
      sids_known = sids_known && known;
      sid = known.value_or("");
    }
    if (!sid.empty()) members.add("Sid", detail::make_text(sid));
    const Value* effect = member(block, "effect");
    members.add("Effect", effect == nullptr ? detail::make_text("Allow") : effect);
    members.add("Action", strings(block, "actions"));
    members.add("NotAction", strings(block, "not_actions"));
    members.add("Resource", strings(block, "resources"));
    members.add("NotResource", strings(block, "not_resources"));
    members.add("Principal", principals(block, "principals"));
    members.add("NotPrincipal", principals(block, "not_principals"));
    members.add("Condition", conditions(block));
    return members.object();
  }

  const Value* principals(const Resolved& block, std::string_view label) {
    std::vector<std::pair<std::string, const Value*>> types;
    bool readable = true;
    bool anyone = false;
    const bool complete = each_block(block, label, [&](const Resolved& principal) {
      const auto type = known_text(principal, "type");
      const Value* identifiers = strings(principal, "identifiers");
      const bool again = std::any_of(types.begin(), types.end(), [&](const auto& one) { return one.first == type; });
      readable = readable && type && identifiers != nullptr && !again;
      if (!readable) return;
      anyone = anyone || (*type == "*" && View(identifiers).text() == "*");
      types.emplace_back(*type, identifiers);
    });
    if (!complete || !readable || (anyone && types.size() > 1)) return unknown_value();
    if (types.empty()) return nullptr;
    if (anyone) return types.front().second;
    Members members;
    for (const auto& [type, identifiers] : types) members.add(type, identifiers);
    return members.object();
  }

  const Value* conditions(const Resolved& block) {
    std::vector<std::pair<std::string, std::vector<detail::Entry>>> tests;
    bool readable = true;
    const bool complete = each_block(block, "condition", [&](const Resolved& condition) {
      const auto test = known_text(condition, "test");
      const auto variable = known_text(condition, "variable");
      const Value* values = strings(condition, "values");
      readable = readable && test && variable && values != nullptr;
      if (!readable) return;
      auto found = std::find_if(tests.begin(), tests.end(), [&](const auto& one) { return one.first == *test; });
      if (found == tests.end()) found = tests.insert(found, {*test, {}});
      // The provider joins the values; nothing is lost by not knowing.
      readable = std::none_of(found->second.begin(), found->second.end(),
                              [&](const detail::Entry& other) { return View(other.key).text() == *variable; });
      found->second.push_back({detail::make_text(*variable), values});
    });
    if (!complete || !readable) return unknown_value();
    if (tests.empty()) return nullptr;
    Members members;
    for (const auto& [test, keys] : tests) members.add(test, detail::make_map(keys.data(), keys.size()));
    return members.object();
  }

  void merge(const Resolved& body, std::string_view single, std::string_view list, StatementValues& into) {
    const View one = body.value.member(single);
    if (!one.is_unset()) merge(resolve(one, body.place), into);
    const View several = body.value.member(list);
    if (several.is_unset()) return;
    const Items items = resolver_.items(several, body.place, list);
    into.complete = into.complete && items.complete;
    for (const Item& item : items.items) {
      into.complete = into.complete && item.certain;
      merge(resolve(item.value, item.place), into);
    }
  }

  void merge(const Resolved& text, StatementValues& into) {
    if (text.is_unset()) return;
    StatementValues more;
    more.complete = depth_ < deepest_source && text.alternatives.empty();
    if (more.complete && is_policy_document(text)) {
      PolicyWriter writer(resolver_, at_, depth_ + 1);
      more = writer.statements(*text.target, place_of(resolver_, text, more.complete));
      sensitive_ = sensitive_ || writer.sensitive_;
      from_variable_ = from_variable_ || writer.from_variable_;
    } else if (more.complete) {
      read(resolver_.json(text), more);
    }
    into.complete = into.complete && more.complete;
    for (StatementValue& statement : more.list) into.add(std::move(statement));
  }

  /// A document that somebody wrote as JSON.
  void read(const Resolved& json, StatementValues& into) {
    bool complete = json.is_known() && json.alternatives.empty();
    for (const Resolved& statements : members_in_any_case(resolver_, json, "Statement", complete)) {
      complete = complete && statements.is_known() && statements.alternatives.empty();
      const Items items = resolver_.items(statements.value, statements.place, {});
      complete = complete && items.complete;
      for (const Item& item : items.items) {
        const Resolved statement = resolve(item.value, item.place);
        complete = complete && item.certain && statement.is_known() && statement.value.is_object();
        if (!complete) break;
        std::string sid;
        for (const Resolved& given : members_in_any_case(resolver_, statement, "Sid", complete)) {
          complete = complete && text_of(given).has_value();
          sid = text_of(given).value_or("");
        }
        complete = complete && is_portable(statement.place);
        into.list.push_back({std::move(sid), statement.value.value()});
      }
    }
    into.complete = into.complete && complete;
  }

 public:
  /// The place of the instance that a reference means. `certain` becomes false where nobody can tell which.
  static Place place_of(Resolver& resolver, const Resolved& reference, bool& certain) {
    if (!has_instances(*reference.target)) return resolver.place(*reference.target);
    const Resolved wanted =
        reference.instance.is_unset() ? Resolved{} : resolver.resolve(reference.instance, reference.place);
    for (const Place& place : resolver.instances(*reference.target)) {
      const View key = own_key(place);
      if (wanted.is_known() && key && same_after_conversion(wanted.value, key)) return place;
    }
    certain = false;
    return resolver.place(*reference.target);
  }

 private:
  Resolver& resolver_;
  Place at_;
  int depth_;
  bool sensitive_ = false;
  bool from_variable_ = false;
};

}  // namespace

bool is_policy_document(const Resolved& value) {
  return value.state == Resolved::State::reference && value.target != nullptr &&
         value.target->kind == NodeKind::data_source && value.target->type == "aws_iam_policy_document" &&
         (value.is_attribute("json") || value.is_attribute("minified_json"));
}

Resolved json_of(Resolver& resolver, const Resolved& text) {
  Resolved source = text;
  // What another resource is configured with.
  for (int i = 0; i < kLongestChain && source.state == Resolved::State::reference && !source.value; ++i) {
    if (is_policy_document(source)) {
      bool certain = true;
      const Place place = PolicyWriter::place_of(resolver, source, certain);
      return certain ? PolicyWriter(resolver, place, 0).document(*source.target) : text;
    }
    Resolved configured = resolver.configured(source);
    if (configured.is_unset()) return text;
    source = std::move(configured);
  }
  if (source.alternatives.empty()) return resolver.json(source);
  Resolved result = source;
  for (Resolved& alternative : result.alternatives) alternative = json_of(resolver, alternative);
  return result;
}

}  // namespace parapet::guardrails
