#include <algorithm>

#include "document/folder.hpp"

namespace parapet::detail {

namespace {

bool is_traversal_step(const Value* value) {
  return value->kind == Kind::get || value->kind == Kind::index || value->kind == Kind::splat;
}

bool is_attribute(const std::vector<Step>& steps, std::size_t at) {
  return at < steps.size() && steps[at].kind == Step::Kind::attribute;
}

const Binding* find_binding(const Place& place, std::string_view name) {
  for (const Binding* binding = place.bindings; binding != nullptr; binding = binding->outer) {
    if (binding->name == name) return binding;
  }
  return nullptr;
}

/// `default` as Terraform converts it to a primitive `type`.
const Value* converted(const Value* value, View type) {
  std::string_view name = type.text();
  if (name.empty() && type.kind() == Kind::bare) name = View(*payload<const Value*>(type.value())).text();
  if (name == "string") {
    if (const auto text = as_text(value); text && value->kind != Kind::text) return make_text(*text);
  } else if (name == "bool") {
    if (const auto boolean = as_boolean(value)) return make_boolean(*boolean);
  } else if (name == "number") {
    if (const auto number = as_number(value)) return make_number(*number);
  }
  return value;
}

/// `terraform.workspace`: that of the run.
bool is_workspace(const Value* value) {
  if (value->kind != Kind::get || std::string_view(payload<GetPart>(value)->name, value->size) != "workspace")
    return false;
  const Value* base = payload<GetPart>(value)->base;
  return base->kind == Kind::name && text_of(base) == "terraform";
}

/// A list position, if the key is one.
std::optional<std::size_t> position_of(View key) {
  const auto number = as_number(key);
  const auto integer = number ? number->as_integer() : std::nullopt;
  if (!integer || *integer < 0) return std::nullopt;
  return static_cast<std::size_t>(*integer);
}

}  // namespace

const DocumentBlock* named_block(const Chain& chain, const Place& place, std::size_t& used) {
  if (place.document == nullptr || chain.head->kind != Kind::name) return nullptr;
  const std::string_view head = text_of(chain.head);
  // In a plan the head is the address; no identifier has a dot.
  if (head.find('.') != std::string_view::npos) return place.document->find_address(head);
  if (!is_attribute(chain.steps, 0)) return nullptr;
  const std::string_view first = chain.steps[0].name;
  const Document& document = *place.document;
  used = 1;
  if (head == "var") return document.find(NodeKind::variable, {}, first);
  if (head == "local") return document.find(NodeKind::local, {}, first);
  if (head == "module") return document.find(NodeKind::module, {}, first);
  if (head == "data" || head == "ephemeral") {
    if (!is_attribute(chain.steps, 1)) return nullptr;
    used = 2;
    return document.find(head == "data" ? NodeKind::data_source : NodeKind::ephemeral_resource, first,
                         chain.steps[1].name);
  }
  return document.find(NodeKind::resource, head, first);
}

Chain take_apart(const Value* traversal) {
  Chain chain;
  const Value* at = traversal;
  for (; is_traversal_step(at) || at->kind == Kind::bare;) {
    Step step;
    if (at->kind == Kind::get) {
      step.name = {payload<GetPart>(at)->name, at->size};
      at = payload<GetPart>(at)->base;
    } else if (at->kind == Kind::index) {
      step.kind = Step::Kind::index;
      step.key = payload<IndexPart>(at)->key;
      at = payload<IndexPart>(at)->base;
    } else {
      const bool bare = at->kind == Kind::bare;
      step.kind = Step::Kind::splat;
      at = *payload<const Value*>(at);
      if (bare) continue;
    }
    chain.steps.push_back(step);
  }
  std::reverse(chain.steps.begin(), chain.steps.end());
  chain.head = at;
  return chain;
}

const Value* put_together(const Value* base, const Step* first, const Step* last) {
  for (; first != last; ++first) {
    switch (first->kind) {
      case Step::Kind::attribute:
        base = make_get_copy(base, first->name);
        break;
      case Step::Kind::index:
        base = make_index(base, first->key.value());
        break;
      case Step::Kind::splat:
        base = make_splat(base);
        break;
    }
  }
  return base;
}

const Value* Folder::traversal(const Value* value, const Place& place) {
  const Chain chain = take_apart(value);
  if (!spend(chain.steps.size())) return make_raw("(too complex)");
  std::size_t used = 0;
  const Value* from = start(chain, place, used);
  if (from == nullptr) return closed_traversal(value, chain, place);
  return apply(from, chain.steps.data() + used, chain.steps.data() + chain.steps.size(), place);
}

/// The value that the first steps stand for; nullptr for references and what is not in the documents.
const Value* Folder::start(const Chain& chain, const Place& place, std::size_t& used) {
  if (chain.head->kind == Kind::root) return start_at_root(chain.head);
  if (chain.head->kind == Kind::name) return start_at_name(chain, place, used);
  return operand(chain.head, place);
}

const DocumentBlock* Folder::find(const Element* element, const Document*& document) const {
  for (const Document& candidate : documents_) {
    if (const DocumentBlock* block = candidate.find(element)) {
      document = &candidate;
      return block;
    }
  }
  return nullptr;
}

const Value* Folder::start_at_root(const Value* root) {
  const Document* document = nullptr;
  const DocumentBlock* block = find(element_of(root), document);
  return block == nullptr ? nullptr : block_value(*block, *document);
}

const Value* Folder::start_at_name(const Chain& chain, const Place& place, std::size_t& used) {
  const std::string_view head = text_of(chain.head);
  if (const Binding* binding = find_binding(place, head)) return bound(*binding, chain, used);
  const bool of_instance = head == "each" || head == "count";
  met.instance |= of_instance;
  if (of_instance || head == "path" || head == "terraform" || head == "self") {
    used = chain.steps.size();
    return unknown(put_together(chain.head, chain.steps.data(), chain.steps.data() + chain.steps.size()));
  }
  const DocumentBlock* block = named_block(chain, place, used);
  return block == nullptr ? nullptr : block_value(*block, *place.document);
}

const Value* Folder::bound(const Binding& binding, const Chain& chain, std::size_t& used) {
  if (binding.plain) return binding.value.value() == nullptr ? make_null() : binding.value.value();
  if (!binding.known || !is_attribute(chain.steps, 0)) {
    used = chain.steps.size();
    return unknown(put_together(chain.head, chain.steps.data(), chain.steps.data() + chain.steps.size()));
  }
  used = 1;
  const std::string_view name = chain.steps[0].name;
  const View value = name == "key" || name == "index" ? binding.key : name == "value" ? binding.value : View();
  return value.value() == nullptr ? make_null() : value.value();
}

/// Variables and locals are their values; everything else is a reference.
const Value* Folder::block_value(const DocumentBlock& block, const Document& document) {
  if (block.kind == NodeKind::variable) return variable(block);
  if (block.kind == NodeKind::local) return local(block, document);
  return nullptr;
}

const Value* Folder::variable(const DocumentBlock& block) {
  const View body(block.body);
  if (as_boolean(body.member("sensitive")).value_or(false)) met.sensitive = true;
  const Value* given = body.member("default").value();
  if (given == nullptr) return nullptr;
  met.from_variable = true;
  return converted(given, body.member("type"));
}

const Value* Folder::local(const DocumentBlock& block, const Document& document) {
  const auto [known, fresh] = locals_.try_emplace(&block);
  if (!fresh && known->second.value == nullptr) return make_raw("(locals that refer to each other)");
  if (!fresh && assumptions_.empty()) {
    met.add(known->second.met);
    return known->second.value;
  }
  known->second.value = nullptr;
  const Met before = std::exchange(met, {});
  const Value* value = fold(block.body, Place{&document, &block, nullptr});
  if (is_lasting()) {
    locals_[&block] = {value, met};
  } else {
    locals_.erase(&block);
  }
  met.add(before);
  return value;
}

/// A reference stays as it is, but for index keys, which may hold names of the place.
const Value* Folder::closed_traversal(const Value* value, const Chain& chain, const Place& place) {
  std::vector<Step> steps = chain.steps;
  bool changed = false;
  for (Step& step : steps) {
    if (step.kind != Step::Kind::index || !step.key.is_expression()) continue;
    step.key = operand(step.key.value(), place);
    changed = true;
  }
  return changed ? put_together(chain.head, steps.data(), steps.data() + steps.size()) : value;
}

const Value* Folder::apply(const Value* value, const Step* first, const Step* last, const Place& place) {
  for (const Step* step = first; step != last; ++step) {
    value = operand(value, bare(place));
    if (is_expression(value)) {
      if (value->kind == Kind::raw) return unknown(put_together(value, step, last));
      const Value* longer = put_together(value, step, last);
      return closed_traversal(longer, take_apart(longer), place);
    }
    if (step->kind == Step::Kind::splat) return splat(value, step + 1, last, place);
    value = step->kind == Step::Kind::attribute ? attribute(value, step->name, place)
                                                : index(value, step->key.value(), place);
  }
  return fold(value, bare(place));
}

/// Terraform refuses a member that an object does not have; a record's is unset.
const Value* Folder::attribute(const Value* value, std::string_view name, const Place& place) {
  const View object = View(value).sole();
  if (object.kind() == Kind::map && !spend(object.size() / 8)) return make_raw("(too complex)");
  const View member = object.member(name);
  if (member.value() != nullptr) return member.value();
  const bool record = object.kind() == Kind::record && info_of(*table_of(object.value())).find(name) >= 0;
  if (record) return make_null();
  if (object.kind() == Kind::map) {
    for (std::size_t i = 0; i < object.size(); ++i) {
      if (object.key_at(i).is_text()) continue;
      const auto key = as_text(operand(object.key_at(i).value(), bare(place)));
      if (key && *key == name) return object.value_at(i).value() == nullptr ? make_null() : object.value_at(i).value();
    }
  }
  return make_raw("(no member " + std::string(name) + ")");
}

const Value* Folder::index(const Value* value, const Value* key, const Place& place) {
  const Value* known = operand(key, place);
  const View list(value);
  const auto position = position_of(known);
  if (list.is_list()) {
    if (is_set(value)) return make_raw("(no such element)");
    for (std::size_t i = 0; position && i < list.size() && i <= *position; ++i) {
      if (list.element(i).is_dynamic()) return make_raw("(dynamic block)");
    }
    if (position && *position < list.size()) {
      const Value* element = list.element(*position).value();
      return element == nullptr ? make_null() : element;
    }
    return make_raw("(no such element)");
  }
  const auto name = as_text(known);
  if (!list.is_object() || !name) return make_raw("(no such element)");
  // A single block may be written as an object, and referred to as the first of a list.
  const bool first_block =
      View(known).is_number() && position == std::size_t{0} && list.member(*name).value() == nullptr;
  return first_block ? value : attribute(value, *name, place);
}

const Value* Folder::splat(const Value* value, const Step* first, const Step* last, const Place& place) {
  const View list(value);
  if (list.is_unset()) return make_list(nullptr, 0);
  if (!list.is_list()) {
    const Value* only = apply(value, first, last, place);
    return make_list(&only, 1);
  }
  std::vector<const Value*> items;
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (list.element(i).is_dynamic() || !spend(1)) return make_raw("(dynamic block)");
    items.push_back(apply(list.element(i).value(), first, last, place));
  }
  return make_list(items.data(), items.size());
}

/// What an output of another stack is, where its document is here too: `data.terraform_remote_state.x.outputs.y` is
/// what the output `y` of the one document says whose backend is the state that is read.
bool Folder::follow_state(Target& target, int depth) const {
  constexpr int max_stacks = 16;
  const View body(target.block->body);
  // `defaults` would stand in where the state has no such output, and count or for_each would make other states of it.
  constexpr std::string_view understood[] = {"//", "backend", "config", "workspace"};
  for (std::size_t i = 0; i < body.size(); ++i) {
    if (std::find(std::begin(understood), std::end(understood), body.name(i)) == std::end(understood)) return false;
  }
  const View workspace = body.member("workspace");
  const bool same_workspace = workspace.is_unset() || is_workspace(workspace.value());
  if (depth >= max_stacks || !same_workspace || target.instance.value() != nullptr || target.path.size() < 2)
    return false;
  if (!is_attribute(target.path, 0) || target.path[0].name != "outputs") return false;
  const std::optional<std::string> name =
      is_attribute(target.path, 1) ? std::string(target.path[1].name) : as_text(target.path[1].key);
  const Document* other = document_of_state(body);
  // One's own state is of the past.
  const DocumentBlock* output =
      name && other != nullptr && other != target.document ? other->find(NodeKind::output, {}, *name) : nullptr;
  if (output == nullptr) return false;
  const Value* value = View(output->body).member("value").value();
  if (value == nullptr || !(is_traversal_step(value) || value->kind == Kind::root)) return false;
  Target found;
  if (!target_at(value, {other, output, nullptr}, found, depth + 1)) return false;
  found.path.insert(found.path.end(), target.path.begin() + 2, target.path.end());
  target = std::move(found);
  return true;
}

/// The only document with this backend; nullptr if there is none, or several.
const Document* Folder::document_of_state(View remote_state) const {
  const auto kind = as_text(remote_state.member("backend"));
  const Document* found = nullptr;
  for (const Document& document : documents_) {
    // A plan has neither backend nor expressions of outputs.
    if (document.has_index()) continue;
    for (const DocumentBlock& block : document.blocks()) {
      if (block.kind != NodeKind::backend || !kind || block.type != *kind) continue;
      if (!same(View(block.body), remote_state.member("config"))) continue;
      if (found != nullptr) return nullptr;
      found = &document;
    }
  }
  return found;
}

bool Folder::target_of(const Value* folded, const Place& place, Target& target) const {
  return target_at(folded, place, target, 0);
}

bool Folder::target_at(const Value* folded, const Place& place, Target& target, int depth) const {
  const Chain chain = take_apart(folded);
  std::size_t used = 0;
  if (chain.head->kind == Kind::root) {
    target.block = find(element_of(chain.head), target.document);
  } else {
    target.block = named_block(chain, place, used);
    target.document = place.document;
  }
  if (target.block == nullptr) return false;
  if (used < chain.steps.size() && chain.steps[used].kind == Step::Kind::index)
    target.instance = chain.steps[used++].key;
  target.path.assign(chain.steps.begin() + static_cast<std::ptrdiff_t>(used), chain.steps.end());
  if (target.block->kind == NodeKind::data_source && target.block->type == "terraform_remote_state")
    follow_state(target, depth);
  return true;
}

const Binding* Folder::instance_binding(const Target& target) {
  const auto key = as_text(target.instance);
  if (!key) return nullptr;
  for (const Binding* binding : instances(*target.block, target.document).bindings) {
    if (as_text(binding->key) == key) return binding;
  }
  return nullptr;
}

Place Folder::place_of(const Target& target) { return {target.document, target.block, instance_binding(target)}; }

const Value* Folder::configured(const Target& target) {
  const bool has_body = target.block->kind == NodeKind::resource || target.block->kind == NodeKind::data_source ||
                        target.block->kind == NodeKind::ephemeral_resource;
  if (!has_body || !is_attribute(target.path, 0)) return nullptr;
  const View given = View(target.block->body).member(target.path[0].name);
  if (given.is_unset()) return nullptr;
  const Place place = place_of(target);
  // The instances that are missing there are none of the place where the question was asked.
  const bool instance = met.instance;
  const Value* value = fold(given.value(), place);
  if (target.path.size() > 1)
    value = apply(value, target.path.data() + 1, target.path.data() + target.path.size(), place);
  met.instance = instance;
  return value;
}

}  // namespace parapet::detail
