#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

/// The value tree: what every slot of a configuration points to. Values are immutable, live in the arena of their
/// thread, and are never freed one by one. Programs use the typed slots of `parapet/value.hpp`; this header is for code
/// that reads or builds trees (serializer, document view, generated bindings).
namespace parapet::detail {

struct Element;
struct Table;

/// What a value is. Up to `dynamic` a value is data; from `root` on it is part of an expression.
enum class Kind : std::uint8_t {
  null,     ///< unset on purpose (`parapet::null`)
  boolean,  ///< `flag`
  integer,  ///< payload int64
  natural,  ///< payload uint64
  real,     ///< payload double
  text,     ///< a literal string; payload characters
  list,     ///< payload `size` values (lists and sets)
  map,      ///< payload `size` entries
  record,   ///< payload table and one value or nullptr per field
  blocks,   ///< like list; elements are records, maps or dynamic blocks
  dynamic,  ///< payload DynamicBlock
  root,     ///< reference to a construct (resource, data source, variable, local, module, output, provider)
  name,   ///< the first word of a traversal without construct: each, count, self, path, an iterator; payload characters
  get,    ///< `base.name`
  index,  ///< `base[key]`
  splat,  ///< `base[*]`
  call,   ///< function call
  unary,  ///< `!x`, `-x`
  binary,       ///< `a + b`
  conditional,  ///< `c ? a : b`
  join,         ///< a string template; payload `size` parts
  for_each,     ///< a for expression
  raw,          ///< expression text that somebody wrote by hand; payload characters
  bare,         ///< payload one value that is written without `${}` (depends_on, provider, ...)
};

/// Operators of `unary` and `binary`, in the order of `operator_text`.
enum class Operator : std::uint8_t {
  negate,
  logical_not,
  add,
  subtract,
  multiply,
  divide,
  modulo,
  equal,
  not_equal,
  less,
  less_equal,
  greater,
  greater_equal,
  logical_and,
  logical_or
};

/// Properties of a text that registration must know without reading it again.
enum TextFlag : std::uint8_t {
  text_broken_utf8 = 1,     ///< refused when it is registered
  text_like_reference = 2,  ///< contains `${aws_vpc.`, `${var.` ...: earns a warning
  text_has_escape = 4,      ///< contains `${` or `%{`: must be escaped when written
  real_not_finite = 8,      ///< NaN or infinity: refused when it is registered
};

/// Header of every value; the payload follows it directly.
struct Value {
  Kind kind;
  std::uint8_t flags = 0;
  Operator op = Operator::negate;
  std::uint8_t flag = 0;
  std::uint32_t size = 0;
};
static_assert(sizeof(Value) == 8);

struct Entry {
  const Value* key;
  const Value* value;
};
struct GetPart {
  const Value* base;
  const char* name;  ///< static or in the arena, `size` characters
};
struct IndexPart {
  const Value* base;
  const Value* key;
};
struct CallPart {
  const char* name;  ///< static or in the arena; NUL-terminated. The arguments follow. `flag` 1: the last one is
                     ///< expanded (`...`)
};
struct DynamicBlock {
  const Value* for_each;
  const Value* iterator;  ///< text, or nullptr for the block's own label
  const Value* content;   ///< record or map
};
struct ForPart {
  const Value* collection;
  const Value* key_name;    ///< text, or nullptr
  const Value* value_name;  ///< text
  const Value* key;         ///< nullptr for a tuple result
  const Value* value;
  const Value* condition;  ///< nullptr without `if`
};

template <class T>
const T* payload(const Value* value) {
  return reinterpret_cast<const T*>(value + 1);
}
inline std::string_view text_of(const Value* value) { return {payload<char>(value), value->size}; }
inline const Value* const* elements_of(const Value* value) { return payload<const Value*>(value); }
inline const Entry* entries_of(const Value* value) { return payload<Entry>(value); }
inline const Table* table_of(const Value* value) { return *payload<const Table*>(value); }
inline const Value* const* slots_of(const Value* value) { return payload<const Value*>(value) + 1; }
inline const Value* const* arguments_of(const Value* value) { return payload<const Value*>(value) + 1; }
inline Element* element_of(const Value* value) { return *payload<Element*>(value); }
inline bool is_expression(const Value* value) { return value->kind >= Kind::root && value->kind != Kind::bare; }

// Makers. Each allocates in the arena of the calling thread and copies what it is given.
const Value* make_null();
const Value* make_boolean(bool value);
const Value* make_integer(std::int64_t value);
const Value* make_natural(std::uint64_t value);
const Value* make_real(double value);
const Value* make_text(std::string_view text);
const Value* make_name(std::string_view text);
const Value* make_raw(std::string_view text);
const Value* make_list(const Value* const* elements, std::size_t count);
const Value* make_blocks(const Value* const* elements, std::size_t count);
const Value* make_map(const Entry* entries, std::size_t count);
/// A record of `table` from the bytes of an aggregate: one pointer per field.
const Value* make_record(Table& table, const void* slots);
/// `count` aggregates of `table`, `stride` bytes apart, as list or blocks.
const Value* make_records(Kind kind, Table& table, const void* first, std::size_t count, std::size_t stride);
const Value* make_root(Element* element);
/// `name` must be static; make_get_copy copies it.
const Value* make_get(const Value* base, const char* name);
const Value* make_get_copy(const Value* base, std::string_view name);
const Value* make_index(const Value* base, const Value* key);
const Value* make_splat(const Value* base);
/// `name` must be static, or copied into the arena with `copy_text`.
const Value* make_call(const char* name, const Value* const* arguments, std::size_t count, bool expand_last = false);
const Value* make_unary(Operator op, const Value* operand);
const Value* make_binary(Operator op, const Value* left, const Value* right);
const Value* make_conditional(const Value* condition, const Value* then, const Value* otherwise);
/// Joins parts to one template; joins inside are flattened.
const Value* make_join(const Value* const* parts, std::size_t count);
const Value* make_for(const ForPart& part, bool grouping);
const Value* make_dynamic(const DynamicBlock& block);
const Value* make_bare(const Value* value);
/// A NUL-terminated copy in the arena.
const char* copy_text(std::string_view text);

/// The member of a map or record, nullptr if absent. Records are searched by the provider's name.
const Value* member_of(const Value* object, std::string_view name);

}  // namespace parapet::detail
