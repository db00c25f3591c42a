#include "finish.hpp"

#include <algorithm>

#include "hidden_dynamic.hpp"
#include "parapet/error.hpp"

namespace parapet::detail {

namespace {

constexpr std::string_view kDependsOn = "depends_on";

const Value* null_if_unset(const Value* value) { return value == nullptr ? make_null() : value; }

/// Records inside lists of attribute objects keep their unset members as null, because Terraform wants every member.
const Value* as_plain(const Value* value, bool every_member) {
  if (value == nullptr) return make_null();
  if (value->kind == Kind::record) {
    std::vector<Entry> entries;
    const TableInfo& info = info_of(*table_of(value));
    for (std::uint16_t i = 0; i < info.count; ++i) {
      const Value* slot = slots_of(value)[i];
      const bool unset = slot == nullptr || slot->kind == Kind::null;
      if (unset && (!every_member || info.fields[i].is_meta())) continue;
      entries.push_back({make_text(info.fields[i].name), as_plain(slot, info.fields[i].shape.back() == 'O')});
    }
    return make_map(entries.data(), entries.size());
  }
  if (value->kind == Kind::list || value->kind == Kind::blocks) {
    std::vector<const Value*> items;
    for (std::uint32_t i = 0; i < value->size; ++i) items.push_back(as_plain(elements_of(value)[i], every_member));
    return value->kind == Kind::list ? make_list(items.data(), items.size()) : make_blocks(items.data(), items.size());
  }
  return value;
}

/// Splits at dots; `\.` is a dot in a name.
std::vector<std::string> split_path(const std::string& path) {
  std::vector<std::string> steps(1);
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (path[i] == '\\' && i + 1 < path.size() && path[i + 1] == '.') {
      steps.back() += path[++i];
    } else if (path[i] == '.') {
      steps.emplace_back();
    } else {
      steps.back() += path[i];
    }
  }
  return steps;
}

bool is_position(const std::string& step) {
  return !step.empty() && step.size() < 9 &&
         std::all_of(step.begin(), step.end(), [](char c) { return c >= '0' && c <= '9'; });
}

class Override {
 public:
  Override(const Element* element, const std::string& path, const Value* replacement)
      : element_(element), path_(path), steps_(split_path(path)), replacement_(replacement) {}

  const Value* apply(const Value* value, std::size_t at) const {
    if (at == steps_.size()) return replacement_;
    if (steps_[at].empty())
      refuse("has an empty step; steps are separated by one dot, a dot in a name is written `\\.`");
    const bool sequence = value != nullptr && (value->kind == Kind::list || value->kind == Kind::blocks);
    if (sequence) return in_sequence(value, at);
    if (value == nullptr || value->kind == Kind::null) return in_map(make_map(nullptr, 0), at);
    if (value->kind == Kind::map) return in_map(value, at);
    if (value->kind == Kind::dynamic) return in_dynamic(value, at);
    refuse("goes through `" + steps_[at - 1] + "`, which is neither an object nor a list");
  }

 private:
  const Value* in_sequence(const Value* value, std::size_t at) const {
    std::vector<const Value*> items(elements_of(value), elements_of(value) + value->size);
    std::size_t position = 0;
    const bool named = !is_position(steps_[at]);
    if (named && items.size() != 1)
      refuse("needs the position of the block before `" + steps_[at] + "`, there are " + std::to_string(items.size()));
    if (!named) position = std::stoul(steps_[at]);
    if (position > items.size())
      refuse("names position " + std::to_string(position) + " of a list with " + std::to_string(items.size()) +
             " elements");
    if (position == items.size()) items.push_back(nullptr);
    items[position] = apply(items[position], named ? at : at + 1);
    if (items[position]->kind == Kind::null) items.erase(items.begin() + static_cast<std::ptrdiff_t>(position));
    return value->kind == Kind::list ? make_list(items.data(), items.size()) : make_blocks(items.data(), items.size());
  }

  const Value* in_map(const Value* value, std::size_t at) const {
    std::vector<Entry> entries(entries_of(value), entries_of(value) + value->size);
    const auto found = std::find_if(entries.begin(), entries.end(), [&](const Entry& entry) {
      return entry.key->kind == Kind::text && text_of(entry.key) == steps_[at];
    });
    const Value* changed = apply(found == entries.end() ? nullptr : found->value, at + 1);
    const bool remove = changed->kind == Kind::null;
    if (found != entries.end()) {
      if (remove) {
        entries.erase(found);
      } else {
        found->value = changed;
      }
    } else if (!remove) {
      entries.push_back({make_text(steps_[at]), changed});
    }
    return make_map(entries.data(), entries.size());
  }

  const Value* in_dynamic(const Value* value, std::size_t at) const {
    DynamicBlock block = *payload<DynamicBlock>(value);
    block.content = apply(as_plain(block.content, false), at);
    return make_dynamic(block);
  }

  [[noreturn]] void refuse(const std::string& why) const {
    throw Error(place_of(element_) + ": the override of `" + path_ + "` " + why);
  }

  const Element* element_;
  const std::string& path_;
  std::vector<std::string> steps_;
  const Value* replacement_;
};

/// The value with `depends_on` replaced; records keep their table.
const Value* with_depends_on(const Value* body, const Value* depends_on) {
  if (body->kind == Kind::record) {
    const Table& table = *table_of(body);
    std::vector<const Value*> slots(slots_of(body), slots_of(body) + body->size);
    const int at = info_of(table).find(kDependsOn);
    if (at >= 0) {
      slots[static_cast<std::size_t>(at)] = depends_on;
      return make_record(const_cast<Table&>(table), slots.data());
    }
  }
  const Value* map = as_map(body);
  std::vector<Entry> entries;
  for (std::uint32_t i = 0; i < map->size; ++i) {
    if (entries_of(map)[i].key->kind != Kind::text || text_of(entries_of(map)[i].key) != kDependsOn)
      entries.push_back(entries_of(map)[i]);
  }
  entries.push_back({make_text(kDependsOn), depends_on});
  return make_map(entries.data(), entries.size());
}

/// Whether an entry of `depends_on` can be written as it is: not a composite, not in another stack.
bool is_plain_dependency(const Element* owner, const Value* item) {
  if (item == nullptr || item->kind != Kind::bare) return true;
  const Value* inner = *payload<const Value*>(item);
  if (inner->kind != Kind::root || element_of(inner)->removed) return true;
  return is_dependable(element_of(inner)) && stack_of(element_of(inner)) == stack_of(owner);
}

class DependsOn {
 public:
  explicit DependsOn(const Element* owner) : owner_(owner) {}

  void add_written(const Value* depends_on) {
    if (depends_on == nullptr || depends_on->kind != Kind::list) return;
    for (std::uint32_t i = 0; i < depends_on->size; ++i) {
      const Value* item = elements_of(depends_on)[i];
      if (is_plain_dependency(owner_, item)) {
        items_.push_back(item);
      } else {
        add_below(element_of(*payload<const Value*>(item)));
      }
    }
  }

  void add_below(Element* element) {
    std::vector<Element*> below;
    collect_dependables(element, below);
    for (Element* target : below) add(target);
  }

  void add(Element* target) {
    if (target == owner_) return;
    if (stack_of(target) != stack_of(owner_)) {
      other_stacks_.push_back(stack_of(target));
      return;
    }
    const bool known = std::any_of(items_.begin(), items_.end(), [&](const Value* item) {
      return item != nullptr && item->kind == Kind::bare && (*payload<const Value*>(item))->kind == Kind::root &&
             element_of(*payload<const Value*>(item)) == target;
    });
    if (!known) items_.push_back(make_bare(make_root(target)));
  }

  const Value* list() const { return make_list(items_.data(), items_.size()); }
  /// Stacks that hold something the owner depends on.
  const std::vector<const Element*>& other_stacks() const { return other_stacks_; }

 private:
  const Element* owner_;
  std::vector<const Element*> other_stacks_;
  std::vector<const Value*> items_;
};

bool needs_expansion(const Element* owner, const Value* depends_on) {
  if (depends_on == nullptr || depends_on->kind != Kind::list) return false;
  return !std::all_of(elements_of(depends_on), elements_of(depends_on) + depends_on->size,
                      [&](const Value* item) { return is_plain_dependency(owner, item); });
}

}  // namespace

const Value* as_map(const Value* value) { return null_if_unset(as_plain(value, false)); }

const Value* with_override(const Element* element, const Value* value, const std::string& path,
                           const Value* replacement) {
  return Override(element, path, replacement).apply(as_map(value), 0);
}

void collect_dependables(Element* element, std::vector<Element*>& into) {
  if (is_dependable(element)) into.push_back(element);
  for (Element* child = element->first_child; child != nullptr; child = child->next) collect_dependables(child, into);
}

Finisher::Finisher(const AppState& app) {
  for (const auto& [element, step] : app.journal) {
    if (step != Step::dependency) continue;
    for (Element* on : element->extra->dependencies) add_dependency(element, on);
  }
}

void Finisher::add_dependency(Element* element, Element* on) {
  const Element* from = stack_of(element);
  const Element* to = stack_of(on);
  if (from != to) {
    stack_dependencies_.emplace_back(from, to);
    return;
  }
  std::vector<Element*> sources;
  std::vector<Element*> targets;
  collect_dependables(element, sources);
  if (element->kind == NodeKind::output) sources.push_back(element);
  collect_dependables(on, targets);
  for (const Element* source : sources) {
    auto& known = dependencies_[source];
    for (Element* target : targets) {
      if (target != source && std::find(known.begin(), known.end(), target) == known.end()) known.push_back(target);
    }
  }
}

const Value* Finisher::finished(const Element* element) {
  const Value* body = element->config;
  const auto added = dependencies_.find(element);
  const Value* written = body != nullptr && (body->kind == Kind::record || body->kind == Kind::map)
                             ? member_of(body, kDependsOn)
                             : nullptr;
  if (added != dependencies_.end() || needs_expansion(element, written)) {
    DependsOn depends_on(element);
    depends_on.add_written(written);
    if (added != dependencies_.end()) {
      for (Element* target : added->second) depends_on.add(target);
    }
    for (const Element* stack : depends_on.other_stacks()) stack_dependencies_.emplace_back(stack_of(element), stack);
    body = with_depends_on(body, depends_on.list());
  }
  if (element->extra != nullptr) {
    for (const auto& [path, replacement] : element->extra->overrides)
      body = with_override(element, body, path, replacement);
  }
  const bool by_hand = body != nullptr && body->kind == Kind::map;
  if (by_hand && (element->kind == NodeKind::resource || element->kind == NodeKind::data_source))
    refuse_hidden_dynamic(element, body);
  return body;
}

}  // namespace parapet::detail
