#include "guardrails/judging.hpp"
#include "parapet/guardrails/predicate.hpp"

namespace parapet::guardrails::predicates {

namespace of_kms_is_customer_key {

bool is_aws_alias(std::string_view text) { return text.find("alias/aws/") != std::string_view::npos; }

Truth judge_text(std::string_view text) {
  if (is_aws_alias(text)) return Truth::no;
  // QLDB, Incident Manager and others take a word for a key that AWS owns.
  const std::string word = lower_case(text);
  if (word.starts_with("aws_owned") || word == "defaultkey") return Truth::no;
  // What is left is the ARN, the id or the alias of a key of one's own; an empty text is none.
  return truth(!text.empty());
}

Truth judge_target(const Resolved& reference) {
  const DocumentBlock& target = *reference.target;
  bool key = target.type == "aws_kms_key" || target.type == "aws_kms_replica_key" ||
             target.type == "aws_kms_external_key" || target.type == "aws_kms_replica_external_key";
  if (target.kind == NodeKind::resource && key) return Truth::yes;
  if (target.kind == NodeKind::resource && target.type == "aws_kms_alias") return Truth::yes;
  return Truth::unknown;
}

Truth judge_key(const Resolved& key, Resolver& resolver, int depth) {
  if (!key.alternatives.empty()) {
    Truth all = judge_key(key.alternatives.front(), resolver, depth);
    for (const Resolved& alternative : key.alternatives) all = agree(all, judge_key(alternative, resolver, depth));
    return all;
  }
  if (key.is_unset()) return Truth::no;
  if (key.state == Resolved::State::reference && key.target != nullptr) {
    if (key.target->kind == NodeKind::data_source &&
        (key.target->type == "aws_kms_key" || key.target->type == "aws_kms_alias")) {
      // A look-up by name: the name says whose key it is.
      Resolved block;
      block.state = Resolved::State::known;
      block.value = View(key.target->body);
      block.place = resolver.place(*key.target);
      Resolved name = resolver.member(block, key.target->type == "aws_kms_key" ? "key_id" : "name");
      return depth > 4 ? Truth::unknown : judge_key(name, resolver, depth + 1);
    }
    Truth target = judge_target(key);
    if (target != Truth::unknown || depth > 4) return target;
    Resolved configured = resolver.configured(key);
    return configured.is_unset() ? Truth::unknown : judge_key(configured, resolver, depth + 1);
  }
  if (key.is_known() && key.value.is_text()) return judge_text(key.value.text());
  // A template may still show that it is AWS's: "alias/aws/${var.service}".
  for (std::size_t i = 0; key.value.kind() == detail::Kind::join && i < key.value.size(); ++i) {
    if (is_aws_alias(key.value.element(i).text())) return Truth::no;
  }
  return Truth::unknown;
}

PredicateResult judge(const PredicateInput& input) {
  Resolved key = input.resolve("path");
  if (key.is_unset()) return {.truth = Truth::unknown, .path = {}, .value = {}, .unset = true};
  return {.truth = judge_key(key, input.resolver, 0), .path = {}, .value = {}};
}

}  // namespace of_kms_is_customer_key

/// The key is one of the customer's own: a key or alias of these documents, or an ARN, id or alias that is not
/// `alias/aws/...`.
PredicateInfo kms_is_customer_key() {
  return {"kms_is_customer_key", &of_kms_is_customer_key::judge, {{"path", true, true}}};
}

}  // namespace parapet::guardrails::predicates
