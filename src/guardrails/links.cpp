#include "guardrails/links.hpp"

#include <algorithm>

#include "guardrails/instance.hpp"
#include "guardrails/types.hpp"

namespace parapet::guardrails {

namespace {

std::string attribute_of(const Resolved& reference) {
  std::string text;
  for (const Step& step : reference.path) {
    if (step.kind != Step::Kind::attribute) continue;
    if (!text.empty()) text += '.';
    text += step.name;
  }
  return text;
}

/// The indexes of a reference behind its target: `["key"]`, `[*]`. `decided` becomes false where one is an expression.
std::string position_of(const Resolved& reference, bool& decided) {
  std::string text;
  for (const Step& step : reference.path) {
    if (step.kind == Step::Kind::attribute) continue;
    text += step.kind == Step::Kind::splat ? "[*]" : "[" + render(step.key) + "]";
    decided = decided && !step.key.is_expression();
  }
  return text;
}

/// Whether both attributes stand for the whole resource that a reference is to.
bool are_identities(const End& end, std::string_view other) {
  return is_identity(end.target->type, end.attribute) && is_identity(end.target->type, other);
}

/// The meta-argument whose keys an expression runs through; empty if it is something else.
std::string_view collection_of(View key) {
  std::string text = render(key);
  return text.starts_with("each.") ? "for_each" : text.starts_with("count.index") ? "count" : std::string_view();
}

}  // namespace

Links::Links(Walker& walker, const std::vector<Document>& documents) : walker_(walker), documents_(documents) {
  for (const Document& document : documents) {
    for (const DocumentBlock& block : document.blocks()) {
      if (block.kind == NodeKind::resource || block.kind == NodeKind::data_source)
        by_type_[canonical_type(block.type)].push_back(&block);
    }
  }
}

Frame Links::frame_of(const DocumentBlock& block, const Place& place) {
  return Frame{View(block.body), place, &block, Unset::fail, {}};
}

void Links::follow(const Resolved& value, const DocumentBlock* from, bool certain, int depth, Chain& chain) {
  if (!value.alternatives.empty()) {
    for (const Resolved& alternative : value.alternatives) follow(alternative, from, false, depth, chain);
    return;
  }
  if (value.is_unset()) return;
  End end;
  end.certain = certain;
  end.place = value.place;
  if (end.place.block == nullptr) end.place.block = from;
  if (value.state == Resolved::State::reference && value.target != nullptr) {
    end.kind = End::Kind::reference;
    end.target = value.target;
    end.attribute = attribute_of(value);
    end.position = position_of(value, end.decided);
    end.instance = value.instance;
    chain.push_back(end);
    if (depth < kLongestChain && !value.path.empty())
      follow(walker_.resolver().configured(value), value.target, certain, depth + 1, chain);
    return;
  }
  auto text = value.is_known() ? as_text(value.value) : std::nullopt;
  end.kind = text ? End::Kind::literal : End::Kind::unknown;
  if (text) end.text = *text;
  end.expression = value.value;
  chain.push_back(end);
}

void Links::follow_list(const Resolved& value, const DocumentBlock* from, bool certain, std::vector<Chain>& chains) {
  if (value.is_unset()) return;
  if (value.is_known() && value.value.is_list()) {
    Items items = walker_.items(value.value, value.place, {});
    for (const Item& item : items.items)
      follow_list(walker_.resolver().resolve(item.value, item.place), from, certain && item.certain, chains);
    if (!items.complete) chains.push_back({End{}});
    return;
  }
  Chain chain;
  follow(value, from, certain, 0, chain);
  if (!chain.empty()) chains.push_back(std::move(chain));
}

std::vector<Chain> Links::chains(const Path& path, const Frame& frame) {
  std::vector<Chain> chains;
  bool fans_out = std::any_of(path.steps.begin(), path.steps.end(),
                              [](const PathStep& step) { return step.kind == PathStep::Kind::every; });
  if (!fans_out) {
    follow_list(walker_.resolve(path, frame), frame.block, true, chains);
    return chains;
  }
  Elements elements = walker_.expand(path, frame, false);
  for (const Element& element : elements.items)
    follow_list(walker_.resolver().resolve(element.value, element.place), frame.block, element.certain, chains);
  if (!elements.complete) chains.push_back({End{}});
  return chains;
}

std::string Links::key_of(const Chain& chain) {
  const End& last = chain.back();
  if (!last.certain) return {};
  if (last.kind == End::Kind::literal) return "\"" + last.text;
  if (last.kind == End::Kind::unknown || !last.decided) return {};
  return std::string(last.target->address) + "[" + render(last.instance) + "]." + last.attribute + last.position;
}

std::size_t Links::count(const Path& path, const Frame& frame, const std::string& key, std::size_t& unknown) {
  std::string_view type = canonical_type(frame.block->type);
  auto [found, fresh] = counts_.try_emplace({&path, type});
  Counts& counts = found->second;
  if (fresh) {
    for (const DocumentBlock* block : by_type_[type]) {
      for (const Place& place : walker_.resolver().instances(*block)) {
        for (const Chain& chain : chains(path, frame_of(*block, place))) {
          std::string value = key_of(chain);
          ++(value.empty() ? counts.unknown : counts.by_key[value]);
        }
      }
    }
  }
  unknown = counts.unknown;
  return counts.by_key[key];
}

namespace {

bool same_paths(Span<Path> left, Span<Path> right) {
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [](const Path& one, const Path& other) { return one.text == other.text; });
}

}  // namespace

const std::vector<Chain>& Links::our_chains(const Link& link, const Frame& us) {
  if (us.block != own_block_ || us.value.value() != own_value_ || us.place.bindings != own_bindings_) own_.clear();
  own_block_ = us.block;
  own_value_ = us.value.value();
  own_bindings_ = us.place.bindings;
  for (const Own& own : own_) {
    if (same_paths(own.paths, link.ours)) return own.chains;
  }
  Own& own = own_.emplace_back(Own{link.ours, {}});
  for (const Path& path : link.ours) {
    for (Chain& chain : chains(path, us)) own.chains.push_back(std::move(chain));
  }
  return own.chains;
}

Links::Index& Links::index_of(const Connected& connected, const Path& theirs) {
  auto [found, fresh] = indexes_.try_emplace({&connected, theirs.text.data()});
  Index& index = found->second;
  if (!fresh) return index;
  for (std::string_view type : connected.types) {
    for (const auto& [name, blocks] : by_type_) {
      for (const DocumentBlock* block : blocks) {
        if (!is_of_type(*block, type)) continue;
        for (const Place& place : walker_.resolver().instances(*block)) {
          std::vector<Chain> chains = this->chains(theirs, frame_of(*block, place));
          if (!chains.empty()) index.candidates.push_back({block, place, std::move(chains)});
        }
      }
    }
  }
  auto position = [](const Candidate& candidate) { return std::pair(candidate.block->type, candidate.block->name); };
  std::stable_sort(index.candidates.begin(), index.candidates.end(),
                   [&](const Candidate& a, const Candidate& b) { return position(a) < position(b); });
  for (std::size_t i = 0; i < index.candidates.size(); ++i) {
    for (const Chain& chain : index.candidates[i].chains) {
      for (const End& end : chain) {
        if (end.kind == End::Kind::reference) index.by_target[end.target].push_back(i);
        if (end.kind == End::Kind::literal) index.by_text[end.text].push_back(i);
        if (end.kind == End::Kind::unknown) index.uncertain.push_back(i);
      }
    }
  }
  return index;
}

LinkedSet Links::find(const Connected& connected, const Frame& us) {
  return connected.by ? pointing_at_us(connected, us) : pointed_at(connected, us);
}

LinkedSet Links::pointing_at_us(const Connected& connected, const Frame& us) {
  const Link& first = connected.links[0];
  Index& index = index_of(connected, first.theirs);
  const std::vector<Chain>& ours = our_chains(first, us);
  std::vector<std::size_t> positions = index.uncertain;
  auto add = [&](const End& end) {
    std::vector<std::size_t> near = index.near(end);
    positions.insert(positions.end(), near.begin(), near.end());
  };
  End itself;
  itself.kind = End::Kind::reference;
  itself.target = us.block;
  add(itself);
  for (const Chain& chain : ours) {
    for (const End& end : chain) {
      if (end.kind != End::Kind::unknown) add(end);
      // What we may be called, nobody knows: every literal may be our name.
      if (end.kind == End::Kind::unknown) {
        for (std::size_t i = 0; i < index.candidates.size(); ++i) positions.push_back(i);
      }
    }
  }
  std::sort(positions.begin(), positions.end());
  positions.erase(std::unique(positions.begin(), positions.end()), positions.end());
  LinkedSet result;
  result.beyond = connected.outside == Connected::Outside::unknown;
  for (std::size_t i : positions) {
    const Candidate& candidate = index.candidates[i];
    Truth link = points_at(candidate.chains, first, us, ours);
    if (link == Truth::yes && !is_certain(candidate.place)) link = has_one_for_each(candidate.place, us);
    for (std::uint32_t k = 1; k < connected.links.size && link != Truth::no; ++k) {
      const Link& more = connected.links[k];
      link = link && points_at(chains(more.theirs, frame_of(*candidate.block, candidate.place)), more, us,
                               our_chains(more, us));
    }
    if (link != Truth::no) result.blocks.push_back({candidate.block, candidate.place, link});
  }
  return result;
}

Truth Links::points_at(const std::vector<Chain>& chains, const Link& link, const Frame& us,
                       const std::vector<Chain>& ours) {
  Truth best = Truth::no;
  for (const Chain& chain : chains) {
    for (const End& end : chain) {
      Truth one = points_at(end, link, us, ours);
      best = best || (end.certain ? one : one && Truth::unknown);
    }
  }
  return best;
}

Truth Links::points_at(const End& end, const Link& link, const Frame& us, const std::vector<Chain>& ours) {
  if (end.kind == End::Kind::reference && end.target == us.block) {
    bool attribute =
        std::any_of(link.ours.begin(), link.ours.end(), [&](const Path& path) { return path.text == end.attribute; });
    return attribute ? same_instance(end, us) : Truth::no;
  }
  Truth best = Truth::no;
  for (const Chain& chain : ours) {
    for (const End& own : chain) {
      Truth one = same_value(own, end);
      best = best || (own.certain ? one : one && Truth::unknown);
    }
  }
  // A value nobody knows may be what the cloud makes up for us.
  return end.kind == End::Kind::unknown ? best || Truth::unknown : best;
}

/// A reference and something else are not the same: what the cloud makes up for a resource is not written elsewhere.
Truth Links::same_value(const End& left, const End& right) {
  bool references = left.kind == End::Kind::reference || right.kind == End::Kind::reference;
  if (references) return left.kind == right.kind ? same_reference(left, right) : Truth::no;
  // The same name in another stack may be in another account.
  if (left.kind == End::Kind::literal && right.kind == End::Kind::literal)
    return truth(left.text == right.text && left.place.document == right.place.document);
  bool same_expression = left.kind == right.kind && left.expression && right.expression &&
                         left.place.bindings == nullptr && right.place.bindings == nullptr &&
                         left.place.document == right.place.document && same(left.expression, right.expression);
  return same_expression ? Truth::yes : Truth::unknown;
}

Truth Links::same_reference(const End& left, const End& right) {
  if (left.target != right.target) return Truth::no;
  if (left.attribute != right.attribute)
    return are_identities(left, right.attribute) ? same_instance(left, right) : Truth::no;
  if (!left.decided || !right.decided) return Truth::unknown;
  return left.position == right.position ? same_instance(left, right) : Truth::no;
}

Truth Links::same_instance(const End& left, const End& right) {
  if (!has_instances(*left.target)) return Truth::yes;
  if (left.instance.is_unset() || right.instance.is_unset()) return Truth::unknown;
  Resolved one = walker_.resolver().resolve(left.instance, left.place);
  Resolved other = walker_.resolver().resolve(right.instance, right.place);
  if (one.is_known() && other.is_known()) return truth(same_after_conversion(one.value, other.value));
  // Both have one instance per key of the same collection, and each means the one of its own key.
  std::string_view collection = collection_of(left.instance);
  constexpr std::size_t longest = 10000;
  // `same` compares no `each.key` of different places, but here the collections decide.
  bool same_key = !collection.empty() && render(left.instance, longest) == render(right.instance, longest) &&
                  left.place.block != nullptr && right.place.block != nullptr;
  if (!same_key) return Truth::unknown;
  View keys = View(left.place.block->body).member(collection);
  return keys && same(keys, View(right.place.block->body).member(collection)) ? Truth::yes : Truth::unknown;
}

Truth Links::same_instance(const End& end, const Frame& us) {
  View key = own_key(us.place);
  if (end.instance.is_unset()) return has_instances(*us.block) ? Truth::unknown : Truth::yes;
  Resolved wanted = walker_.resolver().resolve(end.instance, end.place);
  if (wanted.is_known() && key) return truth(same_after_conversion(wanted.value, key));
  bool runs_through_keys = !collection_of(end.instance).empty();
  return key || !runs_through_keys || end.place.block == nullptr ? Truth::unknown : has_one_for_each(end.place, us);
}

/// Both sides have one instance per key of the same collection, or theirs has one for each of ours.
Truth Links::has_one_for_each(const Place& place, const Frame& us) {
  for (std::string_view collection : {"for_each", "count"}) {
    View theirs = View(place.block->body).member(collection);
    if (!theirs) continue;
    bool one_document = place.document == us.place.document;
    if (one_document && same(theirs, View(us.block->body).member(collection))) return Truth::yes;
    Resolved whole = walker_.resolver().resolve(theirs, place);
    if (whole.state == Resolved::State::reference && whole.target == us.block && whole.path.empty()) return Truth::yes;
  }
  return Truth::unknown;
}

LinkedSet Links::pointed_at(const Connected& connected, const Frame& us) {
  LinkedSet all = pointed_at(connected, connected.links[0], us);
  for (std::uint32_t k = 1; k < connected.links.size; ++k) {
    LinkedSet more = pointed_at(connected, connected.links[k], us);
    all.beyond = all.beyond || more.beyond;
    std::erase_if(all.blocks, [&](Linked& linked) {
      auto found = std::find_if(more.blocks.begin(), more.blocks.end(), [&](const Linked& other) {
        return other.block == linked.block && other.place.bindings == linked.place.bindings;
      });
      if (found == more.blocks.end()) return true;
      linked.link = linked.link && found->link;
      return false;
    });
  }
  return all;
}

LinkedSet Links::pointed_at(const Connected& connected, const Link& link, const Frame& us) {
  LinkedSet result;
  for (const Chain& chain : our_chains(link, us)) {
    if (!add_targets(connected, link, chain, result)) result.beyond = true;
  }
  return result;
}

bool Links::add_targets(const Connected& connected, const Link& link, const Chain& chain, LinkedSet& result) {
  bool found = false;
  for (const End& end : chain) {
    bool one = end.kind == End::Kind::reference && add_target(end, connected, link, result);
    one = add_namesakes(end, connected, link, result) || one;
    found = found || (one && end.certain);
  }
  return found;
}

bool Links::add_target(const End& end, const Connected& connected, const Link& link, LinkedSet& result) {
  bool type = std::any_of(connected.types.begin(), connected.types.end(),
                          [&](std::string_view name) { return is_of_type(*end.target, name); });
  if (!type) return false;
  bool attribute = end.attribute == link.theirs.text || are_identities(end, link.theirs.text);
  Resolved wanted = end.instance.is_unset() ? Resolved{} : walker_.resolver().resolve(end.instance, end.place);
  for (const Place& place : walker_.resolver().instances(*end.target)) {
    View key = own_key(place);
    Truth instance = Truth::yes;
    if (wanted.is_known() && key) instance = truth(same_after_conversion(wanted.value, key));
    if (instance == Truth::no) continue;
    if (!attribute || !end.certain) instance = Truth::unknown;
    add({end.target, place, instance}, result);
  }
  return attribute;
}

bool Links::add_namesakes(const End& end, const Connected& connected, const Link& link, LinkedSet& result) {
  Index& index = index_of(connected, link.theirs);
  bool found = false;
  for (std::size_t position : index.near(end)) {
    const Candidate& candidate = index.candidates[position];
    for (const Chain& chain : candidate.chains) {
      for (const End& theirs : chain) {
        if (theirs.kind != end.kind) continue;
        Truth equal = same_value(theirs, end);
        // Two expressions that nobody knows are no hint; two instances of the same resource are.
        if (equal == Truth::no || (equal == Truth::unknown && end.kind == End::Kind::unknown)) continue;
        if (!end.certain || !theirs.certain || !is_certain(candidate.place)) equal = Truth::unknown;
        add({candidate.block, candidate.place, equal}, result);
        found = found || equal == Truth::yes;
      }
    }
  }
  return found;
}

std::vector<std::size_t> Links::Index::near(const End& end) const {
  auto of = [](const auto& map, const auto& key) {
    auto found = map.find(key);
    return found == map.end() ? std::vector<std::size_t>() : found->second;
  };
  return end.kind == End::Kind::reference ? of(by_target, end.target)
         : end.kind == End::Kind::literal ? of(by_text, end.text)
                                          : uncertain;
}

/// Values may be equal at several steps of their chains: still one resource.
void Links::add(const Linked& linked, LinkedSet& result) {
  for (Linked& known : result.blocks) {
    if (known.block != linked.block || known.place.bindings != linked.place.bindings) continue;
    known.link = known.link || linked.link;
    return;
  }
  result.blocks.push_back(linked);
}

}  // namespace parapet::guardrails
