#include "guardrails/neighbours.hpp"

#include <algorithm>

#include "guardrails/instance.hpp"
#include "guardrails/judging.hpp"
#include "guardrails/types.hpp"

namespace parapet::guardrails {

namespace {

bool is_wanted(const DocumentBlock& block, const Wanted& wanted) {
  return std::any_of(wanted.types.begin(), wanted.types.end(), [&](std::string_view type) {
    if (type.starts_with("*")) return block.kind == NodeKind::resource && block.type.ends_with(type.substr(1));
    return is_of_type(block, type);
  });
}

class Finder {
 public:
  Finder(Resolver& resolver, const Wanted& wanted) : resolver_(resolver), wanted_(wanted) {}

  Neighbours find(const Resolved& value) {
    follow(value, true, 0);
    return std::move(result_);
  }

 private:
  void follow(const Resolved& value, bool certain, int depth) {
    if (!value.alternatives.empty()) {
      for (const Resolved& alternative : value.alternatives) follow(alternative, false, depth);
    } else if (value.is_unset()) {
      return;
    } else if (value.state == Resolved::State::reference && is_wanted(*value.target, wanted_)) {
      add_instances(value, certain);
    } else if (value.is_known() && value.value.is_list()) {
      Items items = resolver_.items(value.value, value.place, {});
      result_.complete = result_.complete && items.complete;
      for (const Item& item : items.items)
        follow(resolver_.resolve(item.value, item.place), certain && item.certain, depth);
    } else if (value.state == Resolved::State::reference && depth < kLongestChain) {
      Resolved configured = resolver_.configured(value);
      if (configured.is_unset()) result_.complete = false;
      follow(configured, certain, depth + 1);
    } else if (auto text = text_of(value)) {
      add_namesakes(*text, value.place.document, certain);
    } else {
      result_.complete = false;
    }
  }

  void add_instances(const Resolved& reference, bool certain) {
    Resolved wanted =
        reference.instance.is_unset() ? Resolved{} : resolver_.resolve(reference.instance, reference.place);
    // A splat means all of them.
    bool all = !reference.path.empty() && reference.path.front().kind == Step::Kind::splat;
    bool decided = wanted.is_known() || all || !has_instances(*reference.target);
    for (const Place& place : resolver_.instances(*reference.target)) {
      View key = own_key(place);
      if (wanted.is_known() && key && !same_after_conversion(wanted.value, key)) continue;
      result_.found.push_back({reference.target, place, certain && decided});
    }
  }

  /// The same name in another stack may be in another account.
  void add_namesakes(const std::string& text, const Document* document, bool certain) {
    bool found = false;
    for (const Document& other : resolver_.documents()) {
      if (&other != document) continue;
      for (const DocumentBlock& block : other.blocks()) {
        if (!is_wanted(block, wanted_)) continue;
        for (const Place& place : resolver_.instances(block)) {
          if (!is_called(block, place, text)) continue;
          result_.found.push_back({&block, place, certain && is_certain(place)});
          found = true;
        }
      }
    }
    if (!found) result_.complete = false;
  }

  bool is_called(const DocumentBlock& block, const Place& place, const std::string& text) {
    return std::any_of(wanted_.names.begin(), wanted_.names.end(), [&](std::string_view name) {
      return text_of(resolver_.member(as_object(View(block.body), place), name)) == text;
    });
  }

  Resolver& resolver_;
  const Wanted& wanted_;
  Neighbours result_;
};

}  // namespace

Neighbours neighbours(Resolver& resolver, const Resolved& value, const Wanted& wanted) {
  return Finder(resolver, wanted).find(value);
}

std::vector<Neighbour> resources_of(Resolver& resolver, std::string_view type) {
  std::vector<Neighbour> resources;
  auto before = [](const DocumentBlock& block, std::string_view wanted) {
    return block.kind != NodeKind::resource ? block.kind < NodeKind::resource : block.type < wanted;
  };
  for (const Document& document : resolver.documents()) {
    const std::vector<DocumentBlock>& blocks = document.blocks();
    auto block = std::lower_bound(blocks.begin(), blocks.end(), type, before);
    for (; block != blocks.end() && block->kind == NodeKind::resource && block->type == type; ++block) {
      for (const Place& place : resolver.instances(*block)) resources.push_back({&*block, place, is_certain(place)});
    }
  }
  return resources;
}

Truth is_same(const Neighbour& left, const Neighbour& right) {
  if (left.block != right.block) return Truth::no;
  View a = own_key(left.place), b = own_key(right.place);
  Truth instance = !has_instances(*left.block) ? Truth::yes
                   : a && b                    ? truth(same_after_conversion(a, b))
                                               : Truth::unknown;
  return left.certain && right.certain ? instance : instance && Truth::unknown;
}

}  // namespace parapet::guardrails
