#include "parapet/guardrails/context.hpp"

#include <string>

#include "guardrails/tier.hpp"
#include "parapet/document/view.hpp"
#include "parapet/error.hpp"

namespace parapet::guardrails {

namespace {

/// The context of constructs is one namespace for everybody; this is our part of it.
std::string key_of(std::string_view name) { return "parapet:security:" + std::string(name); }

void set(const Node& node, std::string_view name, const detail::Value* value) {
  if (value != nullptr) node.set_context(key_of(name), Any(detail::Slot(value)));
}

/// Only literals can be judged here.
bool is_no_account(View value) {
  const std::string_view text = value.text();
  return !value.is_unset() && !value.is_expression() &&
         (text.size() != 12 || text.find_first_not_of("0123456789") != std::string_view::npos);
}

void check_accounts(const Construct& at, View accounts) {
  for (std::size_t i = 0; accounts.is_list() && i < accounts.size(); ++i) {
    if (is_no_account(accounts.element(i)))
      throw Error(std::string(at.node().path()) +
                  ": the account_ids of a SecurityContext are numbers of twelve digits");
  }
}

/// What a tier text means; one that is none of them cannot make anything weaker.
Tier tier_of_text(const detail::Value* value) {
  Tier tier = Tier::regulated;
  if (value != nullptr && value->kind == detail::Kind::text && read_tier(detail::text_of(value), tier)) return tier;
  return value == nullptr || value->kind == detail::Kind::null ? Tier::baseline : Tier::regulated;
}

/// A stack may have another tier than the App; below a stack, and at one place, a tier only rises.
void refuse_lower_tier(const Node& at, Tier tier) {
  const detail::Value* before = input(at, "tier").parapet_value();
  const bool inherited = at.scope() && input(at.scope(), "tier").parapet_value() == before;
  if (before == nullptr || (inherited && at.kind() == NodeKind::stack)) return;
  const Tier was = tier_of_text(before);
  if (tier >= was) return;
  throw Error(std::string(at.path()) + ": the tier would fall from \"" + std::string(text_of(was)) + "\" to \"" +
              std::string(text_of(tier)) + "\"; it only rises, so give the stack its tier once");
}

}  // namespace

bool read_tier(std::string_view text, Tier& tier) {
  for (Tier known : {Tier::baseline, Tier::sensitive, Tier::regulated}) {
    if (text_of(known) != text) continue;
    tier = known;
    return true;
  }
  return false;
}

void set_security_context(const Construct& at, const SecurityContext& context) {
  const detail::Value* tier_value = context.tier.parapet_value();
  Tier tier = Tier::baseline;
  if (tier_value != nullptr &&
      (tier_value->kind != detail::Kind::text || !read_tier(detail::text_of(tier_value), tier))) {
    throw Error(std::string(at.node().path()) +
                ": the tier of a SecurityContext is \"baseline\", \"sensitive\" or \"regulated\"");
  }
  check_accounts(at, context.account_ids.parapet_value());
  if (tier_value != nullptr) refuse_lower_tier(at.node(), tier);
  const detail::TableInfo& fields = detail::info_of(SecurityContext::parapet_table);
  auto slots = reinterpret_cast<const detail::Value* const*>(&context);
  for (std::uint16_t i = 0; i < fields.count; ++i) {
    if (fields.fields[i].name != "other") set(at.node(), fields.fields[i].name, slots[i]);
  }
  const detail::Value* other = context.other.parapet_value();
  if (other == nullptr || other->kind != detail::Kind::map) return;
  for (std::uint32_t i = 0; i < other->size; ++i) {
    const detail::Entry& entry = detail::entries_of(other)[i];
    if (detail::text_of(entry.key) == "tier")
      throw Error(std::string(at.node().path()) + ": `other` of a SecurityContext has a tier; give it in `tier`");
    set(at.node(), detail::text_of(entry.key), entry.value);
  }
}

Any input(const Node& at, std::string_view name) { return at.try_get_context(key_of(name)); }

Tier tier_at(const Node& node) { return tier_of_text(input(node, "tier").parapet_value()); }

Tier tier_of(const Document& document, Tier foreign) {
  if (document.element() == nullptr) {
    read_tier(View(document.metadata()).member("custom").member(tier_key).text(), foreign);
    return foreign;
  }
  return tier_at(Node(const_cast<detail::Element*>(document.element())));
}

}  // namespace parapet::guardrails
