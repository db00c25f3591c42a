#include "parapet/document/resolve.hpp"

#include <algorithm>
#include <functional>

#include "document/folder.hpp"
#include "document/json_text.hpp"
#include "parapet/document/read.hpp"

namespace parapet {

using detail::Folder;
using detail::Kind;
using detail::Target;
using detail::Value;

namespace {

constexpr std::size_t kMaxAlternatives = 256;
constexpr int kMaxAssumptions = 5;

bool is_referable(NodeKind kind) {
  return kind == NodeKind::resource || kind == NodeKind::data_source || kind == NodeKind::ephemeral_resource;
}

bool is_traversal(View value) {
  return value.kind() == Kind::root || value.kind() == Kind::name || value.kind() == Kind::get ||
         value.kind() == Kind::index || value.kind() == Kind::splat;
}

Resolved unresolved(View value, const Place& place) {
  Resolved result;
  result.state = Resolved::State::unknown;
  result.value = value;
  result.place = detail::bare(place);
  return result;
}

bool is_equal(const Resolved& a, const Resolved& b) {
  return a.state == b.state && a.target == b.target && a.from_variable == b.from_variable &&
         a.sensitive == b.sensitive && a.path.empty() && b.path.empty() && same(a.value, b.value);
}

}  // namespace

struct Resolver::State {
  explicit State(const std::vector<Document>& documents) : folder(documents) {}

  /// One way to see a value that has several; nested ones are spread out. False when there are too many.
  static bool add_alternative(std::vector<Resolved>& to, Resolved&& one) {
    if (one.alternatives.empty()) {
      const bool known = std::any_of(to.begin(), to.end(), [&](const Resolved& other) { return is_equal(one, other); });
      if (!known) to.push_back(std::move(one));
    } else {
      for (Resolved& inner : one.alternatives) add_alternative(to, std::move(inner));
    }
    return to.size() <= kMaxAlternatives;
  }

  /// What a folded value is.
  Resolved classify(const Value* folded, const Place& place) {
    Resolved result = unresolved(folded, place);
    if (folded->kind == Kind::null) {
      result.state = Resolved::State::unset;
      result.value = {};
    } else if (!detail::is_expression(folded)) {
      result.state = Resolved::State::known;
    } else if (is_traversal(folded)) {
      refer(result, place);
    }
    result.sensitive = folder.met.sensitive;
    result.from_variable = folder.met.from_variable;
    return result;
  }

  void refer(Resolved& result, const Place& place) {
    Target target;
    if (!folder.target_of(result.value.value(), place, target)) return;
    result.target = target.block;
    result.document = target.document;
    result.instance = target.instance;
    result.path = target.path;
    if (!is_referable(target.block->kind)) return;
    result.state = Resolved::State::reference;
    result.expression = result.value;
    const Value* given = folder.configured(target);
    const bool known = given != nullptr && !detail::is_expression(given) && given->kind != Kind::null;
    result.value = known ? View(given) : View();
    result.place = {target.document, nullptr, nullptr};
  }

  Resolved resolve(View value, const Place& place, int assumptions) {
    if (value.is_unset()) return {};
    if (!value.is_expression()) {
      Resolved result;
      result.state = Resolved::State::known;
      result.value = value;
      result.place = place;
      return result;
    }
    folder.met = {};
    folder.take_undecided();
    const Value* folded = folder.fold(value.value(), place);
    Resolved result = classify(folded, place);
    if (result.state != Resolved::State::unknown) return result;
    const bool instance = folder.met.instance && place.block != nullptr && place.bindings == nullptr;
    const Folder::Condition undecided = folder.take_undecided();
    const Folder::Met met = folder.met;
    if (instance) {
      result.alternatives = by_instance(value, place, assumptions);
    } else if (undecided.folded != nullptr && assumptions < kMaxAssumptions) {
      result.alternatives = by_assumption(value, place, undecided, assumptions);
    }
    folder.met = met;
    return result;
  }

  std::vector<Resolved> by_instance(View value, const Place& place, int assumptions) {
    const Folder::Instances instances = folder.instances(*place.block, place.document);
    if (instances.unknown || instances.none || instances.bindings.size() > kMaxAlternatives) return {};
    std::vector<Resolved> alternatives;
    for (const Binding* binding : instances.bindings) {
      if (!add_alternative(alternatives, resolve(value, {place.document, place.block, binding}, assumptions)))
        return {};
    }
    for (Resolved& one : alternatives) one.from_variable |= instances.met.from_variable;
    return alternatives;
  }

  std::vector<Resolved> by_assumption(View value, const Place& place, const Folder::Condition& undecided,
                                      int assumptions) {
    std::vector<Resolved> alternatives;
    bool few = true;
    for (const bool answer : {true, false}) {
      folder.assume(undecided, answer);
      few = few && add_alternative(alternatives, resolve(value, place, assumptions + 1));
      folder.undo_assumption();
    }
    return few ? std::move(alternatives) : std::vector<Resolved>{};
  }

  void add_dynamic(Items& items, View value, const Place& place, std::string_view label) {
    folder.met = {};
    const Folder::Instances blocks = folder.blocks_of(value.value(), label, place);
    items.sensitive |= folder.met.sensitive;
    for (const Binding* binding : blocks.bindings) {
      items.items.push_back({value.dynamic_content(), {place.document, place.block, binding}, !blocks.unknown});
    }
  }

  void add_data(Items& items, View value, const Place& place, std::string_view label) {
    if (value.is_dynamic()) {
      add_dynamic(items, value, place, label);
    } else if (value.is_list()) {
      for (std::size_t i = 0; i < value.size(); ++i) {
        if (value.element(i).is_dynamic()) {
          add_dynamic(items, value.element(i), place, label);
        } else if (!value.element(i).is_unset()) {
          items.items.push_back({value.element(i), place});
        }
      }
    } else {
      items.items.push_back({value, place});
    }
  }

  void add_resolved(Items& items, const Resolved& resolved, std::string_view label) {
    items.sensitive |= resolved.sensitive;
    if (resolved.is_unset()) return;
    if (!resolved.alternatives.empty()) {
      const std::size_t before = items.items.size();
      for (const Resolved& one : resolved.alternatives) add_resolved(items, one, label);
      for (std::size_t i = before; i < items.items.size(); ++i) items.items[i].certain = false;
    } else if (resolved.state != Resolved::State::unknown && resolved.value) {
      add_data(items, resolved.value, resolved.place, label);
    } else {
      items.complete = false;
    }
  }

  /// The decoded text; nullptr when it is no JSON.
  const Value* decoded(View text) {
    const auto [known, fresh] = decoded_texts.try_emplace(text.value(), nullptr);
    if (fresh) known->second = decode_json(text.text());
    return known->second;
  }

  Folder folder;
  /// JSON texts that were decoded; a null value is one that cannot be.
  std::unordered_map<const Value*, const Value*> decoded_texts;
};

Resolver::Resolver(const std::vector<Document>& documents)
    : documents_(&documents), state_(std::make_unique<State>(documents)) {}
Resolver::~Resolver() = default;

Place Resolver::place(const DocumentBlock& block) const {
  const std::less<const DocumentBlock*> before;
  for (const Document& document : *documents_) {
    const DocumentBlock* first = document.blocks().data();
    if (!before(&block, first) && before(&block, first + document.blocks().size())) return {&document, &block, nullptr};
  }
  return {nullptr, &block, nullptr};
}

std::vector<Place> Resolver::instances(const DocumentBlock& block) {
  const Place whole = place(block);
  state_->folder.begin();
  const Folder::Instances& instances = state_->folder.instances(block, whole.document);
  const bool maybe_more = instances.bindings.empty() && instances.met.from_variable;
  if (instances.none || instances.unknown || maybe_more) return {whole};
  std::vector<Place> places;
  for (const Binding* binding : instances.bindings) places.push_back({whole.document, &block, binding});
  return places;
}

Resolved Resolver::resolve(View value, const Place& place) {
  if (value.is_expression()) state_->folder.begin();
  return state_->resolve(value, place, 0);
}

namespace {

/// Goes on with each alternative and keeps what was noted on the way.
template <class F>
Resolved for_alternatives(const Resolved& object, F each) {
  Resolved result = unresolved(object.value, object.place);
  result.sensitive = object.sensitive;
  result.from_variable = object.from_variable;
  for (const Resolved& one : object.alternatives) {
    Resolved inner = each(one);
    if (inner.alternatives.empty()) {
      result.alternatives.push_back(std::move(inner));
    } else {
      for (Resolved& alternative : inner.alternatives) result.alternatives.push_back(std::move(alternative));
    }
  }
  if (result.alternatives.size() > kMaxAlternatives) result.alternatives.clear();
  return result;
}

}  // namespace

Resolved Resolver::member(const Resolved& object, std::string_view name) {
  if (object.is_unset()) return {};
  if (!object.alternatives.empty()) {
    return for_alternatives(object, [&](const Resolved& one) { return member(one, name); });
  }
  Resolved result;
  if (object.state == Resolved::State::reference) {
    result = resolve(detail::make_get_copy(object.expression.value(), name), object.place);
  } else if (object.state == Resolved::State::unknown) {
    result = unresolved(detail::make_get_copy(object.value.value(), name), object.place);
  } else if (const View only = object.value.sole()) {
    result = resolve(only.member(name), object.place);
  } else {
    result = member_of_blocks(object, name);
  }
  result.sensitive |= object.sensitive;
  result.from_variable |= object.from_variable;
  return result;
}

/// A path does not fan out: only what stands in exactly one block has an answer.
Resolved Resolver::member_of_blocks(const Resolved& object, std::string_view name) {
  if (!object.value.is_list() && !object.value.is_dynamic()) return unresolved(object.value, object.place);
  const Items blocks = items(object.value, object.place, {});
  if (blocks.items.empty() && blocks.complete) return {};
  if (blocks.items.size() != 1 || !blocks.complete) return unresolved(object.value, object.place);
  const Item& only = blocks.items.front();
  const Resolved block = resolve(only.value, only.place);
  const Resolved result = block.value.is_list() ? unresolved(block.value, block.place) : member(block, name);
  if (only.certain) return result;
  Resolved maybe = unresolved(object.value, object.place);
  maybe.alternatives.emplace_back();
  if (result.alternatives.empty()) {
    maybe.alternatives.push_back(result);
  } else {
    maybe.alternatives.insert(maybe.alternatives.end(), result.alternatives.begin(), result.alternatives.end());
  }
  return maybe;
}

Resolved Resolver::configured(const Resolved& reference) {
  if (reference.state != Resolved::State::reference || reference.path.empty()) return {};
  Folder& folder = state_->folder;
  folder.begin();
  const Target target{reference.target, reference.document, reference.instance, reference.path};
  const Step& first = reference.path.front();
  if (reference.path.size() == 1 && first.kind == Step::Kind::attribute) {
    const Place place = folder.place_of(target);
    return state_->resolve(View(target.block->body).member(first.name), place, 0);
  }
  const Value* given = folder.configured(target);
  return given == nullptr ? Resolved{} : state_->classify(given, folder.place_of(target));
}

Items Resolver::items(View value, const Place& place, std::string_view label) {
  Items items;
  if (value.is_unset()) return items;
  state_->folder.begin();
  if (value.is_expression()) {
    state_->add_resolved(items, state_->resolve(value, place, 0), label);
  } else {
    state_->add_data(items, value, place, label);
  }
  return items;
}

Resolved Resolver::json(const Resolved& text) {
  if (!text.alternatives.empty()) {
    return for_alternatives(text, [&](const Resolved& one) { return json(one); });
  }
  Resolved result = text;
  const View value = text.value;
  if (text.state == Resolved::State::unknown && value.function() == "jsonencode" && value.size() == 1) {
    result = resolve(value.element(0), text.place);
    result.sensitive |= text.sensitive;
    result.from_variable |= text.from_variable;
  } else if (text.state == Resolved::State::unknown && value.kind() == Kind::join) {
    const Value* decoded = detail::decode_json_template(value);
    if (decoded != nullptr) result.state = Resolved::State::known;
    if (decoded != nullptr) result.value = decoded;
  } else if (text.state != Resolved::State::unknown && value.is_text()) {
    const Value* decoded = state_->decoded(value);
    result.state = decoded == nullptr ? Resolved::State::unknown : Resolved::State::known;
    if (decoded != nullptr) result.value = decoded;
  } else if (value.is_scalar()) {
    result.state = Resolved::State::unknown;
  }
  return result;
}

}  // namespace parapet
