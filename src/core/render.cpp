#include "render.hpp"

#include <algorithm>
#include <utility>

#include "unset.hpp"

namespace parapet::detail {

namespace {

/// Members of an object of attribute shape are all written, null included, or Terraform refuses the element.
bool writes_every_member(std::string_view shape) { return shape.back() == 'O'; }

using Labels = std::vector<std::pair<std::string_view, const Value*>>;

Labels dynamic_labels(const Value* object) {
  Labels labels;
  if (object->kind == Kind::record) {
    const TableInfo& info = info_of(*table_of(object));
    for (std::uint16_t i = 0; i < info.count; ++i) {
      if (has_dynamic(slots_of(object)[i])) labels.emplace_back(info.fields[i].name, slots_of(object)[i]);
    }
  } else {
    for (std::uint32_t i = 0; i < object->size; ++i) {
      const Entry& entry = entries_of(object)[i];
      if (entry.key->kind == Kind::text && has_dynamic(entry.value))
        labels.emplace_back(text_of(entry.key), entry.value);
    }
    std::sort(labels.begin(), labels.end());
  }
  return labels;
}

bool has_static(const Value* blocks) {
  return std::any_of(elements_of(blocks), elements_of(blocks) + blocks->size,
                     [](const Value* block) { return block != nullptr && block->kind != Kind::dynamic; });
}

}  // namespace

bool has_dynamic(const Value* value) {
  if (value == nullptr || value->kind != Kind::blocks) return false;
  return std::any_of(elements_of(value), elements_of(value) + value->size,
                     [](const Value* block) { return block != nullptr && block->kind == Kind::dynamic; });
}

template <class F>
void Renderer::in_member(std::string_view member, F&& write) {
  // Names hold for the object they were set for, not for objects inside it.
  std::vector<std::string_view> names = std::exchange(plain_, {});
  const bool plain =
      std::any_of(names.begin(), names.end(), [&](std::string_view name) { return name == "*" || name == member; });
  const bool outside = std::exchange(in_plain_, in_plain_ || plain);
  write();
  in_plain_ = outside;
  plain_ = std::move(names);
}

std::vector<std::string> Renderer::take_missing() { return std::exchange(missing_, {}); }

void Renderer::value(const Value* value) {
  if (value == nullptr) return out_.null();
  switch (value->kind) {
    case Kind::null:
      return out_.null();
    case Kind::boolean:
      return out_.boolean(value->flag != 0);
    case Kind::integer:
      return out_.integer(*payload<std::int64_t>(value));
    case Kind::natural:
      return out_.natural(*payload<std::uint64_t>(value));
    case Kind::real:
      return out_.real(*payload<double>(value));
    case Kind::text:
      return (value->flags & text_has_escape) != 0 && !in_plain_ ? out_.literal(text_of(value))
                                                                 : out_.string(text_of(value));
    case Kind::list:
      return list(value);
    case Kind::blocks:
      return blocks(value, nullptr);
    case Kind::map:
      if (value->size == 0) return out_.raw("{}");
      out_.begin_object();
      map(value);
      return out_.end_object();
    case Kind::record:
      out_.begin_object();
      record(value, whole_records_);
      return out_.end_object();
    case Kind::join:
      return text_template(value);
    case Kind::bare:
      scratch_.clear();
      append_expression(scratch_, *payload<const Value*>(value), context_);
      return out_.string(scratch_);
    default:
      return text_template(value);
  }
}

void Renderer::text_template(const Value* value) {
  scratch_.clear();
  append_template(scratch_, value, context_);
  out_.string(scratch_);
}

void Renderer::list(const Value* value) {
  if (value->size == 0) return out_.raw("[]");
  out_.begin_array();
  for (std::uint32_t i = 0; i < value->size; ++i) {
    out_.element();
    this->value(elements_of(value)[i]);
  }
  out_.end_array();
}

void Renderer::map(const Value* value) {
  std::vector<std::pair<std::string, const Value*>> sorted;
  sorted.reserve(value->size);
  const Labels labels = dynamic_labels(value);
  for (std::uint32_t i = 0; i < value->size; ++i) {
    const Entry& entry = entries_of(value)[i];
    if (has_dynamic(entry.value) && !has_static(entry.value)) continue;
    std::string key;
    append_template(key, entry.key, context_);
    sorted.emplace_back(std::move(key), entry.value);
  }
  if (!labels.empty()) sorted.emplace_back("dynamic", nullptr);
  std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  for (const auto& [key, content] : sorted) {
    if (content == nullptr && key == "dynamic" && !labels.empty()) {
      dynamic_section(labels);
      continue;
    }
    out_.key(key);
    in_member(key, [this, body = content] { this->value(body); });
  }
}

void Renderer::members(const Value* object) {
  if (object->kind == Kind::record) {
    record(object, false);
  } else {
    map(object);
  }
}

void Renderer::record(const Value* value, bool every_member) {
  const TableInfo& info = info_of(*table_of(value));
  Labels labels = dynamic_labels(value);
  bool dynamic_done = labels.empty();
  for (std::uint16_t i = 0; i < info.count; ++i) {
    const Field& known = info.fields[i];
    const Value* slot = slots_of(value)[i];
    if (!dynamic_done && known.name > "dynamic") {
      dynamic_section(labels);
      dynamic_done = true;
    }
    if (is_unset(slot)) {
      if (every_member && !known.is_meta()) {
        out_.key(known.name);
        out_.null();
      } else if (known.has('r')) {
        missing_.push_back(path_ + std::string(known.name));
      }
      continue;
    }
    if (slot->kind == Kind::blocks && has_dynamic(slot) && !has_static(slot)) continue;
    field(known, slot);
  }
  if (!dynamic_done) dynamic_section(labels);
}

void Renderer::field(const Field& known, const Value* slot) {
  out_.key(known.name);
  in_member(known.name, [&] { field_value(known, slot); });
}

void Renderer::field_value(const Field& known, const Value* slot) {
  const bool container =
      slot->kind == Kind::list || slot->kind == Kind::blocks || slot->kind == Kind::record || slot->kind == Kind::map;
  if (!container) return value(slot);
  const std::size_t before = path_.size();
  path_.append(known.name).append(".");
  const bool outer = std::exchange(whole_records_, writes_every_member(known.shape));
  blocks(slot, &known);
  whole_records_ = outer;
  path_.resize(before);
}

/// Lists and blocks whose shape is known: single blocks become one object, objects of attributes are written whole.
void Renderer::blocks(const Value* blocks, const Field* field) {
  const bool every_member = field != nullptr && writes_every_member(field->shape);
  const auto object = [&](const Value* item) {
    if (item == nullptr || item->kind != Kind::record) return value(item);
    out_.begin_object();
    record(item, every_member);
    out_.end_object();
  };
  if (blocks->kind == Kind::record || blocks->kind == Kind::map) return object(blocks);
  const bool single = field != nullptr && blocks->kind == Kind::blocks && blocks->size == 1 &&
                      (field->shape == "G" || field->is_meta());
  if (single) return object(elements_of(blocks)[0]);
  if (blocks->size == 0) return out_.raw("[]");
  out_.begin_array();
  for (std::uint32_t i = 0; i < blocks->size; ++i) {
    if (elements_of(blocks)[i] != nullptr && elements_of(blocks)[i]->kind == Kind::dynamic) continue;
    out_.element();
    object(elements_of(blocks)[i]);
  }
  out_.end_array();
}

void Renderer::dynamic_section(const Labels& labels) {
  out_.key("dynamic");
  out_.begin_object();
  for (const auto& [label, blocks] : labels) {
    out_.key(label);
    out_.begin_array();
    for (std::uint32_t i = 0; i < blocks->size; ++i) {
      const Value* block = elements_of(blocks)[i];
      if (block == nullptr || block->kind != Kind::dynamic) continue;
      out_.element();
      dynamic_block(label, *payload<DynamicBlock>(block));
    }
    out_.end_array();
  }
  out_.end_object();
}

void Renderer::dynamic_block(std::string_view label, const DynamicBlock& block) {
  const std::size_t before = path_.size();
  path_.append(label).append(".");
  out_.begin_object();
  out_.key("content");
  value(block.content);
  out_.key("for_each");
  value(block.for_each);
  if (block.iterator != nullptr) {
    out_.key("iterator");
    out_.string(text_of(block.iterator));
  }
  out_.end_object();
  path_.resize(before);
}

}  // namespace parapet::detail
