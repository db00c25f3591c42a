#include "parapet/value.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <vector>

#include "arena.hpp"
#include "parapet/error.hpp"
#include "utf8.hpp"

namespace parapet::detail {

namespace {

Value* allocate(Kind kind, std::size_t payload_bytes, std::size_t size) {
  if (size > std::numeric_limits<std::uint32_t>::max()) throw Error("a value has more than 4294967295 parts; split it");
  auto* value = static_cast<Value*>(Arena::of_thread().allocate(sizeof(Value) + payload_bytes));
  *value = Value{};
  value->kind = kind;
  value->size = static_cast<std::uint32_t>(size);
  return value;
}

char* bytes_of(Value* value) { return reinterpret_cast<char*>(value + 1); }

template <class T>
const Value* make_with(Kind kind, const T& part) {
  Value* value = allocate(kind, sizeof(T), 0);
  std::memcpy(bytes_of(value), &part, sizeof(T));
  return value;
}

const Value* make_array(Kind kind, const Value* const* items, std::size_t count) {
  Value* value = allocate(kind, count * sizeof(Value*), count);
  if (count != 0) std::memcpy(bytes_of(value), items, count * sizeof(Value*));
  return value;
}

Value* make_characters(Kind kind, std::string_view text) {
  Value* value = allocate(kind, text.size() + 1, text.size());
  if (!text.empty()) std::memcpy(bytes_of(value), text.data(), text.size());
  bytes_of(value)[text.size()] = '\0';
  return value;
}

bool is_of_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

/// The first word of a traversal: a word of Terraform, or the type of a resource, which has its provider's name before
/// a
/// `_`.
bool begins_traversal(std::string_view text) {
  static constexpr std::string_view kWords[] = {"var", "local", "data", "module", "each", "count", "self", "path"};
  std::size_t length = 0;
  while (length < text.size() && is_of_name(text[length])) ++length;
  const std::string_view word = text.substr(0, length);
  if (length == text.size() || text[length] != '.') return false;
  return word.find('_', 1) != std::string_view::npos ||
         std::find(std::begin(kWords), std::end(kWords), word) != std::end(kWords);
}

/// Text that somebody probably meant as a reference.
bool looks_like_reference(std::string_view text) {
  for (std::size_t at = text.find("${"); at != std::string_view::npos; at = text.find("${", at + 2)) {
    if (begins_traversal(text.substr(at + 2))) return true;
  }
  return false;
}

std::uint8_t text_flags(std::string_view text) {
  std::uint8_t flags = is_valid_utf8(text) ? 0 : text_broken_utf8;
  if (text.find("${") != std::string_view::npos) {
    flags |= text_has_escape;
    if (looks_like_reference(text)) flags |= text_like_reference;
  }
  if (text.find("%{") != std::string_view::npos) flags |= text_has_escape;
  return flags;
}

bool is_text(const Entry& entry) { return entry.key != nullptr && entry.key->kind == Kind::text; }

bool has_no_key(const Entry& entry) { return entry.key == nullptr || entry.key->kind == Kind::null; }

/// Large maps are sorted, so that a map of a hundred thousand entries costs no more than its parts.
bool has_duplicate_among_many(const Entry* entries, std::size_t count) {
  std::vector<std::string_view> keys;
  keys.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    if (is_text(entries[i])) keys.push_back(text_of(entries[i].key));
  }
  std::sort(keys.begin(), keys.end());
  return std::adjacent_find(keys.begin(), keys.end()) != keys.end();
}

bool has_duplicate_key(const Entry* entries, std::size_t count) {
  if (count > 32) return has_duplicate_among_many(entries, count);
  for (std::size_t i = 1; i < count; ++i) {
    if (!is_text(entries[i])) continue;
    for (std::size_t j = 0; j < i; ++j) {
      if (is_text(entries[j]) && text_of(entries[i].key) == text_of(entries[j].key)) return true;
    }
  }
  return false;
}

}  // namespace

const Value* make_null() {
  static const Value value{Kind::null};
  return &value;
}

const Value* make_boolean(bool value) {
  static const Value yes{Kind::boolean, 0, Operator::negate, 1};
  static const Value no{Kind::boolean, 0, Operator::negate, 0};
  return value ? &yes : &no;
}

const Value* make_integer(std::int64_t value) { return make_with(Kind::integer, value); }
const Value* make_natural(std::uint64_t value) { return make_with(Kind::natural, value); }

const Value* make_real(double value) {
  Value* result = allocate(Kind::real, sizeof(double), 0);
  std::memcpy(bytes_of(result), &value, sizeof(double));
  if (!std::isfinite(value)) {
    result->flags = real_not_finite;
    Arena::of_thread().suspicious = true;
  }
  return result;
}

const Value* make_text(std::string_view text) {
  Value* value = make_characters(Kind::text, text);
  value->flags = text_flags(text);
  if ((value->flags & (text_broken_utf8 | text_like_reference)) != 0) Arena::of_thread().suspicious = true;
  return value;
}

const Value* make_name(std::string_view text) { return make_characters(Kind::name, text); }

const Value* make_raw(std::string_view text) {
  Value* value = make_characters(Kind::raw, text);
  if (!is_valid_utf8(text)) {
    value->flags = text_broken_utf8;
    Arena::of_thread().suspicious = true;
  }
  return value;
}

const Value* make_list(const Value* const* elements, std::size_t count) {
  return make_array(Kind::list, elements, count);
}
const Value* make_blocks(const Value* const* elements, std::size_t count) {
  return make_array(Kind::blocks, elements, count);
}

const Value* make_map(const Entry* entries, std::size_t count) {
  Value* value = allocate(Kind::map, count * sizeof(Entry), count);
  if (count != 0) std::memcpy(bytes_of(value), entries, count * sizeof(Entry));
  if (has_duplicate_key(entries, count)) value->flag = 1;
  if (value->flag == 1 || std::any_of(entries, entries + count, has_no_key)) Arena::of_thread().suspicious = true;
  return value;
}

const Value* make_record(Table& table, const void* slots) {
  Value* value = allocate(Kind::record, sizeof(Table*) + table.count * sizeof(Value*), table.count);
  const Table* pointer = &table;
  std::memcpy(bytes_of(value), &pointer, sizeof(pointer));
  if (table.count != 0) std::memcpy(bytes_of(value) + sizeof(pointer), slots, table.count * sizeof(Value*));
  return value;
}

const Value* make_records(Kind kind, Table& table, const void* first, std::size_t count, std::size_t stride) {
  Value* value = allocate(kind, count * sizeof(Value*), count);
  for (std::size_t i = 0; i < count; ++i) {
    const Value* record = make_record(table, static_cast<const char*>(first) + i * stride);
    std::memcpy(bytes_of(value) + i * sizeof(record), &record, sizeof(record));
  }
  return value;
}

const Value* make_root(Element* element) { return make_with(Kind::root, element); }

const Value* make_get(const Value* base, const char* name) {
  Value* value = allocate(Kind::get, sizeof(GetPart), std::strlen(name));
  const GetPart part{base, name};
  std::memcpy(bytes_of(value), &part, sizeof(part));
  return value;
}

const Value* make_get_copy(const Value* base, std::string_view name) { return make_get(base, copy_text(name)); }
const Value* make_index(const Value* base, const Value* key) { return make_with(Kind::index, IndexPart{base, key}); }
const Value* make_splat(const Value* base) { return make_with(Kind::splat, base); }

const Value* make_call(const char* name, const Value* const* arguments, std::size_t count, bool expand_last) {
  Value* value = allocate(Kind::call, sizeof(CallPart) + count * sizeof(Value*), count);
  const CallPart part{name};
  std::memcpy(bytes_of(value), &part, sizeof(part));
  if (count != 0) std::memcpy(bytes_of(value) + sizeof(part), arguments, count * sizeof(Value*));
  value->flag = expand_last ? 1 : 0;
  return value;
}

const Value* make_unary(Operator op, const Value* operand) {
  Value* value = allocate(Kind::unary, sizeof(operand), 1);
  value->op = op;
  std::memcpy(bytes_of(value), &operand, sizeof(operand));
  return value;
}

const Value* make_binary(Operator op, const Value* left, const Value* right) {
  const Value* parts[] = {left, right};
  auto* value = const_cast<Value*>(make_array(Kind::binary, parts, 2));
  value->op = op;
  return value;
}

const Value* make_conditional(const Value* condition, const Value* then, const Value* otherwise) {
  const Value* parts[] = {condition, then, otherwise};
  return make_array(Kind::conditional, parts, 3);
}

const Value* make_join(const Value* const* parts, std::size_t count) {
  ListBuilder flat;
  for (std::size_t i = 0; i < count; ++i) {
    if (parts[i] != nullptr && parts[i]->kind == Kind::join) {
      for (std::uint32_t j = 0; j < parts[i]->size; ++j) flat.add(elements_of(parts[i])[j]);
    } else {
      flat.add(parts[i]);
    }
  }
  return flat.finish(Kind::join);
}

const Value* make_for(const ForPart& part, bool grouping) {
  auto* value = const_cast<Value*>(make_with(Kind::for_each, part));
  value->flag = grouping ? 1 : 0;
  return value;
}

const Value* make_dynamic(const DynamicBlock& block) { return make_with(Kind::dynamic, block); }
const Value* make_bare(const Value* value) { return make_with(Kind::bare, value); }

const char* copy_text(std::string_view text) {
  auto* copy = static_cast<char*>(Arena::of_thread().allocate(text.size() + 1));
  if (!text.empty()) std::memcpy(copy, text.data(), text.size());
  copy[text.size()] = '\0';
  return copy;
}

const Value* concat_blocks(const Value* left, const Value* right) {
  ListBuilder all;
  for (const Value* side : {left, right}) {
    if (side == nullptr || side->kind == Kind::null) continue;
    for (std::uint32_t i = 0; i < side->size; ++i) all.add(elements_of(side)[i]);
  }
  return all.finish(Kind::blocks);
}

const Value* dynamic_blocks(const Value* dynamic) { return make_blocks(&dynamic, 1); }

const Value* member_of(const Value* object, std::string_view name) {
  if (object == nullptr) return nullptr;
  if (object->kind == Kind::record) {
    const int at = info_of(*table_of(object)).find(name);
    return at < 0 ? nullptr : slots_of(object)[at];
  }
  if (object->kind == Kind::map) {
    for (std::uint32_t i = 0; i < object->size; ++i) {
      const Entry& entry = entries_of(object)[i];
      if (entry.key != nullptr && entry.key->kind == Kind::text && text_of(entry.key) == name) return entry.value;
    }
  }
  return nullptr;
}

ListBuilder::~ListBuilder() { delete[] items_; }

void ListBuilder::add(const Value* value) {
  if (count_ == capacity_) {
    capacity_ = capacity_ == 0 ? 8 : capacity_ * 2;
    auto** more = new const Value*[capacity_];
    if (count_ != 0) std::memcpy(more, items_, count_ * sizeof(Value*));
    delete[] items_;
    items_ = more;
  }
  items_[count_++] = value;
}

const Value* ListBuilder::finish(Kind kind) const { return make_array(kind, items_, count_); }

}  // namespace parapet::detail

namespace parapet {

Str::Str(null_t) : Slot(detail::make_null()) {}
Num::Num(null_t) : Slot(detail::make_null()) {}
Bool::Bool(null_t) : Slot(detail::make_null()) {}
Secret::Secret(null_t) : Slot(detail::make_null()) {}
Any::Any(null_t) : Slot(detail::make_null()) {}

namespace {
const detail::Value* text_or_error(const char* text) {
  if (text == nullptr)
    throw Error("a string attribute was given a null pointer; give a text, or parapet::null to leave it unset");
  return detail::make_text(text);
}
}  // namespace

Str::Str(const char* text) : Slot(text_or_error(text)) {}
Any::Any(const char* text) : Slot(text_or_error(text)) {}

Any list(std::initializer_list<Any> items) {
  return Any(Ref<Any>(detail::sequence_from(detail::Kind::list, items.begin(), items.size())));
}

Any object(std::initializer_list<MapEntry<Any>> entries) { return Any(Map<Any>(entries)); }

}  // namespace parapet
