#include "guardrails/own_accounts.hpp"

#include "guardrails/judging.hpp"
#include "guardrails/providers.hpp"
#include "parapet/guardrails/context.hpp"

namespace parapet::guardrails {

namespace {

void add_accounts(Resolver& resolver, View value, const Place& place, policy::Strings& accounts) {
  if (resolver.resolve(value, place).is_unset()) return;
  const Items items = resolver.items(value, place, {});
  accounts.complete = accounts.complete && items.complete;
  for (const Item& item : items.items) {
    const auto account = text_of(resolver.resolve(item.value, item.place));
    accounts.complete = accounts.complete && account && item.certain;
    if (!account || !item.certain) continue;
    accounts.values.push_back(*account);
    accounts.present = true;
  }
}

}  // namespace

policy::Strings own_accounts(Resolver& resolver, const DocumentBlock& block, const Place& place) {
  policy::Strings accounts;
  const detail::Element* element = block.element;
  if (element == nullptr && place.document != nullptr) element = place.document->element();
  if (element != nullptr) {
    const Node node(const_cast<detail::Element*>(element));
    for (std::string_view name : {"account_ids", "account_id"})
      add_accounts(resolver, input(node, name).parapet_value(), place, accounts);
  }
  if (const DocumentBlock* provider = provider_of(block, place.document))
    add_accounts(resolver, View(provider->body).member("allowed_account_ids"), resolver.place(*provider), accounts);
  return accounts;
}

}  // namespace parapet::guardrails
