#include "guardrails/policy_reader.hpp"

#include "guardrails/policy_json.hpp"
#include "guardrails/statement_reader.hpp"

namespace parapet::guardrails {

namespace {

constexpr int kDeepestPolicy = 8;
constexpr std::size_t remembered = 64;

policy::PolicyView unreadable() { return {.statements = {}, .complete = false}; }

/// The whole block of such a data source, where a requirement is about those themselves.
bool is_policy_block(const Resolved& value) {
  const DocumentBlock* block = value.place.block;
  return value.is_known() && block != nullptr && block->kind == NodeKind::data_source &&
         block->type == "aws_iam_policy_document" && block->body == value.value.value();
}

}  // namespace

/// Reads the configuration of an `aws_iam_policy_document` data source.
class DataSourceReader {
 public:
  DataSourceReader(PolicyReader& policies, const DocumentBlock& block, const Place& place, int depth)
      : policies_(policies), resolver_(policies.resolver_), statements_(resolver_), depth_(depth) {
    body_.state = Resolved::State::known;
    body_.value = View(block.body);
    body_.place = place;
  }

  policy::PolicyView read() {
    policy::PolicyView result{.statements = {}, .complete = true};
    merge("source_json", "source_policy_documents", result);
    own(result);
    merge("override_json", "override_policy_documents", result);
    return result;
  }

 private:
  Resolved member(const Resolved& object, std::string_view name) { return resolver_.member(object, name); }

  /// A statement replaces the one with its Sid, which is what the provider does.
  static void add(policy::StatementView statement, policy::PolicyView& into) {
    // Two names that nobody knows are not the same.
    if (!statement.sid.empty() && statement.sid.find(policy::unknown_part) == std::string::npos) {
      std::erase_if(into.statements, [&](const policy::StatementView& other) { return other.sid == statement.sid; });
    }
    into.statements.push_back(std::move(statement));
  }

  void merge(std::string_view single, std::string_view list, policy::PolicyView& into) {
    Resolved one = member(body_, single);
    if (!one.is_unset()) merge(one, into);
    Resolved several = member(body_, list);
    if (several.is_unset()) return;
    if (!several.is_known()) {
      into.complete = false;
      return;
    }
    Items items = resolver_.items(several.value, several.place, list);
    into.complete = into.complete && items.complete;
    for (const Item& item : items.items) merge(resolver_.resolve(item.value, item.place), into);
  }

  void merge(const Resolved& text, policy::PolicyView& into) {
    std::shared_ptr<const policy::PolicyView> policy = policies_.read_one(text, depth_ + 1);
    into.complete = into.complete && policy->complete;
    for (const policy::StatementView& statement : policy->statements) add(statement, into);
  }

  /// Blocks under a label, as resolved objects.
  template <class F>
  bool each_block(const Resolved& object, std::string_view label, F use) {
    View blocks = object.value.member(label);
    if (blocks.is_unset()) return true;
    Items items = resolver_.items(blocks, object.place, label);
    bool complete = items.complete;
    for (const Item& item : items.items) {
      Resolved block;
      block.state = Resolved::State::known;
      block.value = item.value;
      block.place = item.place;
      complete = complete && item.certain;
      use(block);
    }
    return complete;
  }

  void own(policy::PolicyView& result) {
    bool complete = each_block(body_, "statement", [&](const Resolved& block) { add(statement(block), result); });
    result.complete = result.complete && complete;
  }

  policy::StatementView statement(const Resolved& block) {
    policy::StatementView result;
    result.allows = effect(member(block, "effect"));
    policy::Strings sid = statements_.strings(member(block, "sid"));
    if (sid.values.size() == 1) result.sid = sid.values.front();
    result.actions = statements_.strings(member(block, "actions"));
    result.not_actions = statements_.strings(member(block, "not_actions"));
    result.resources = statements_.strings(member(block, "resources"));
    result.not_resources = statements_.strings(member(block, "not_resources"));
    result.principals = principals(block, "principals");
    result.not_principals = principals(block, "not_principals");
    result.conditions_complete =
        each_block(block, "condition", [&](const Resolved& condition) { add_condition(condition, result); });
    return result;
  }

  /// The provider's default is Allow.
  policy::Answer effect(const Resolved& value) {
    if (value.is_unset()) return policy::Answer::yes;
    policy::Strings text = statements_.strings(value);
    if (text.values.size() != 1) return policy::Answer::unknown;
    return text.values[0] == "Allow"  ? policy::Answer::yes
           : text.values[0] == "Deny" ? policy::Answer::no
                                      : policy::Answer::unknown;
  }

  policy::Principals principals(const Resolved& block, std::string_view label) {
    policy::Principals result{.entries = {}, .complete = true, .present = false};
    result.complete = each_block(block, label, [&](const Resolved& principal) {
      result.present = true;
      policy::Strings type = statements_.strings(member(principal, "type"));
      policy::Strings identifiers = statements_.strings(member(principal, "identifiers"));
      for (const std::string& identifier : identifiers.values) {
        result.entries.push_back({type.values.size() == 1 ? type.values[0] : std::string("*"), identifier});
      }
      incomplete_ = incomplete_ || !identifiers.complete;
    });
    result.present = result.present || !result.complete;
    result.complete = result.complete && !incomplete_;
    incomplete_ = false;
    return result;
  }

  void add_condition(const Resolved& condition, policy::StatementView& statement) {
    policy::Strings test = statements_.strings(member(condition, "test"));
    policy::Strings variable = statements_.strings(member(condition, "variable"));
    policy::Strings values = statements_.strings(member(condition, "values"));
    if (test.values.size() == 1 && variable.values.size() == 1)
      statement.conditions.push_back({test.values[0], variable.values[0], std::move(values)});
  }

  PolicyReader& policies_;
  Resolver& resolver_;
  StatementReader statements_;
  Resolved body_;
  int depth_;
  bool incomplete_ = false;
};

std::vector<PolicyReader::Shared> PolicyReader::read(const Resolved& value) {
  std::vector<Shared> policies;
  if (!value.alternatives.empty()) {
    for (const Resolved& alternative : value.alternatives) {
      if (!alternative.is_unset()) policies.push_back(read_one(alternative, 0));
    }
  } else if (!value.is_unset()) {
    policies.push_back(read_one(value, 0));
  }
  return policies;
}

PolicyReader::Shared PolicyReader::read_one(const Resolved& value, int depth) {
  bool literal = value.is_known() && value.value.is_text();
  if (literal) {
    auto found = literals_.find(value.value.text());
    if (found != literals_.end()) return found->second;
  }
  Shared policy = std::make_shared<const policy::PolicyView>(read_uncached(value, depth));
  if (literal) {
    if (literals_.size() >= remembered) literals_.clear();
    literals_.emplace(value.value.text(), policy);
  }
  return policy;
}

policy::PolicyView PolicyReader::read_uncached(const Resolved& value, int depth) {
  if (depth > kDeepestPolicy || !value.alternatives.empty()) return unreadable();
  if (is_policy_document(value)) return data_source(*value.target, resolver_.place(*value.target), depth);
  if (is_policy_block(value)) return data_source(*value.place.block, value.place, depth);
  Resolved text = value;
  if (value.state == Resolved::State::reference) {
    // An attribute of another resource: what that one's configuration says.
    Resolved configured = resolver_.configured(value);
    if (configured.state == Resolved::State::reference || !configured.alternatives.empty() || configured.is_unset()) {
      return configured.is_unset() ? unreadable() : *read_one(configured, depth + 1);
    }
    text = configured;
  }
  Resolved json = resolver_.json(text);
  if (!json.is_known()) return unreadable();
  return StatementReader(resolver_).policy(json);
}

policy::PolicyView PolicyReader::data_source(const DocumentBlock& block, const Place& place, int depth) {
  return DataSourceReader(*this, block, place, depth).read();
}

}  // namespace parapet::guardrails
