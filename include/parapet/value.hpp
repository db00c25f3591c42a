#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <type_traits>

#include "parapet/detail/table.hpp"
#include "parapet/detail/value.hpp"

namespace parapet {

/// Type of `parapet::null`.
struct null_t {
  explicit constexpr null_t(int) {}
};
/// Unset on purpose: a template's default is not filled in, nothing is written, and the guardrails judge the attribute
/// as unset.
inline constexpr null_t null{0};

class Str;
class Num;
class Bool;
class Any;
template <class T>
class List;
template <class T>
class Set;
template <class T>
class Map;
template <class T>
class Ref;

namespace detail {

/// One pointer: the base of everything that a configuration aggregate holds.
class Slot {
 public:
  Slot() = default;
  explicit Slot(const Value* value) : value_(value) {}
  /// The value behind the slot; nullptr if unset.
  const Value* parapet_value() const { return value_; }

 protected:
  const Value* value_ = nullptr;
};

template <class T>
concept SlotType = std::is_base_of_v<Slot, T>;

/// A generated or hand-written struct of slots with its table.
template <class T>
concept Aggregate = requires {
  T::parapet_table;
}
&&!SlotType<T>;

template <class T>
concept TextLike = std::is_convertible_v<const T&, std::string_view> && !std::is_convertible_v<const T&, const char*>;

template <class T>
concept NumberLike =
    std::is_arithmetic_v<T> && !std::is_same_v<T, bool> && !std::is_same_v<T, char> && !std::is_same_v<T, wchar_t> &&
    !std::is_same_v<T, char8_t> && !std::is_same_v<T, char16_t> && !std::is_same_v<T, char32_t>;

/// What must not become a string by accident: `.bucket = 0` is a null pointer to C++.
template <class T>
concept NotText = std::is_arithmetic_v<T> || std::is_null_pointer_v<T>;

template <class T>
const Value* value_from(const T& item) {
  if constexpr (SlotType<T>) {
    return item.parapet_value();
  } else {
    static_assert(Aggregate<T>);
    return make_record(T::parapet_table, &item);
  }
}

/// Elements as list or blocks; nullptr elements (unset) are written as null.
template <class T>
const Value* sequence_from(Kind kind, const T* first, std::size_t count) {
  if constexpr (SlotType<T>) {
    static_assert(sizeof(T) == sizeof(const Value*));
    return kind == Kind::blocks ? make_blocks(reinterpret_cast<const Value* const*>(first), count)
                                : make_list(reinterpret_cast<const Value* const*>(first), count);
  } else {
    return make_records(kind, T::parapet_table, first, count, sizeof(T));
  }
}

/// Collects the elements of a range for a list slot.
class ListBuilder {
 public:
  ListBuilder() = default;
  ListBuilder(const ListBuilder&) = delete;
  ListBuilder& operator=(const ListBuilder&) = delete;
  ~ListBuilder();
  void add(const Value* value);
  const Value* finish(Kind kind) const;

 private:
  const Value** items_ = nullptr;
  std::size_t count_ = 0;
  std::size_t capacity_ = 0;
};

template <class R, class T>
concept RangeOf = requires(const R& range) {
  range.begin();
  range.end();
  T(*range.begin());
}
&&!SlotType<R> && !std::is_convertible_v<const R&, std::string_view>;

template <class T, class R>
const Value* list_from(Kind kind, const R& range) {
  ListBuilder builder;
  for (const auto& item : range) builder.add(value_from(T(item)));
  return builder.finish(kind);
}

}  // namespace detail

/// A reference or expression whose result has type T (`Str`, `Num`, `Bool`, `Any`, `List<...>`, `Set<...>`,
/// `Map<...>`). Made by the attribute functions of resources, by `fn::` and by operators; usable wherever a T is.
template <class T>
class Ref : public detail::Slot {
 public:
  explicit Ref(const detail::Value* value) : Slot(value) {}
};
template <>
class Ref<Any>;

/// A string attribute: a literal (written escaped), or a reference.
class Str : public detail::Slot {
 public:
  Str() = default;
  Str(null_t);
  Str(const char* text);
  template <detail::TextLike S>
  Str(const S& text) : Slot(detail::make_text(std::string_view(text))) {}
  Str(const Ref<Str>& reference) : Slot(reference) {}
  Str(const Ref<Any>& reference);
  template <detail::NotText T>
  Str(T) = delete;
};

/// A number attribute. int64, uint64 and double are kept apart, so that no digit is lost.
class Num : public detail::Slot {
 public:
  Num() = default;
  Num(null_t);
  template <detail::NumberLike T>
  Num(T number) : Slot(make(number)) {}
  Num(const Ref<Num>& reference) : Slot(reference) {}
  Num(const Ref<Any>& reference);

 private:
  template <class T>
  static const detail::Value* make(T number) {
    if constexpr (std::is_floating_point_v<T>) {
      return detail::make_real(static_cast<double>(number));
    } else if constexpr (std::is_signed_v<T>) {
      return detail::make_integer(number);
    } else {
      return detail::make_natural(number);
    }
  }
};

/// A boolean attribute; takes nothing but `bool` and references.
class Bool : public detail::Slot {
 public:
  Bool() = default;
  Bool(null_t);
  template <std::same_as<bool> T>
  Bool(T value) : Slot(detail::make_boolean(value)) {}
  Bool(const Ref<Bool>& reference) : Slot(reference) {}
  Bool(const Ref<Any>& reference);
};

/// A sensitive string: takes references only (a variable, another resource's attribute, a data source), never a
/// literal, because a literal would be written to the output. An expression must contain a reference; registration
/// checks it.
class Secret : public detail::Slot {
 public:
  Secret() = default;
  Secret(null_t);
  Secret(const Ref<Str>& reference) : Slot(reference) {}
  Secret(const Ref<Any>& reference);
  Secret(const char*) = delete;
  template <detail::TextLike S>
  Secret(const S&) = delete;
  Secret(const Str&) = delete;
};

/// A list attribute. Elements are slots or aggregates (attributes that are lists of objects: every member is written).
template <class T>
class List : public detail::Slot {
 public:
  List() = default;
  List(null_t) : Slot(detail::make_null()) {}
  List(std::initializer_list<T> items) : Slot(detail::sequence_from(detail::Kind::list, items.begin(), items.size())) {}
  List(const Ref<List<T>>& reference) : Slot(reference) {}
  List(const Ref<Set<T>>& reference) : Slot(reference) {}
  List(const Ref<Any>& reference);
  template <detail::RangeOf<T> R>
  List(const R& range) : Slot(detail::list_from<T>(detail::Kind::list, range)) {}
};

/// A set attribute; written as a list, like Terraform's JSON wants it.
template <class T>
class Set : public detail::Slot {
 public:
  Set() = default;
  Set(null_t) : Slot(detail::make_null()) {}
  Set(std::initializer_list<T> items) : Slot(detail::sequence_from(detail::Kind::list, items.begin(), items.size())) {}
  Set(const Ref<Set<T>>& reference) : Slot(reference) {}
  Set(const Ref<List<T>>& reference) : Slot(reference) {}
  Set(const Ref<Any>& reference);
  template <detail::RangeOf<T> R>
  Set(const R& range) : Slot(detail::list_from<T>(detail::Kind::list, range)) {}
};

/// One entry of a map literal. The key may be an expression.
template <class T>
struct MapEntry {
  Str key;
  T value;
};
template <class T>
class Object;
/// Objects are stored as records, so that every entry is two pointers.
template <detail::Aggregate T>
struct MapEntry<T> {
  Str key;
  Object<T> value;
};

namespace detail {
template <class T>
const Value* map_from(const MapEntry<T>* first, std::size_t count);
}  // namespace detail

/// A map attribute: `{{"env", "production"}, {"team", "storage"}}`. The same key twice is an error when it is
/// registered.
template <class T>
class Map : public detail::Slot {
 public:
  Map() = default;
  Map(null_t) : Slot(detail::make_null()) {}
  Map(std::initializer_list<MapEntry<T>> entries) : Slot(detail::map_from(entries.begin(), entries.size())) {}
  Map(const Ref<Map<T>>& reference) : Slot(reference) {}
  Map(const Ref<Any>& reference);
  explicit Map(const detail::Value* value) : Slot(value) {}
};

/// One object attribute (not a list of them).
template <class T>
class Object : public detail::Slot {
 public:
  Object() = default;
  Object(null_t) : Slot(detail::make_null()) {}
  Object(const T& object) : Slot(detail::make_record(T::parapet_table, &object)) {}
  template <std::same_as<typename T::Ref> R>
  Object(const R& reference) : Slot(reference) {}
  Object(const Ref<Any>& reference);
};

template <class T>
class Dynamic;

/// A nested block: `{Type{...}}`, or several: `{Type{...}, Type{...}}`. `{}` is unset, `{{}}` one empty block. Static
/// and dynamic blocks are put together with `+`.
template <class T>
class Block : public detail::Slot {
 public:
  Block() = default;
  Block(null_t) : Slot(detail::make_null()) {}
  Block(std::initializer_list<T> blocks)
      : Slot(detail::make_records(detail::Kind::blocks, T::parapet_table, blocks.begin(), blocks.size(), sizeof(T))) {}
  Block(const T& block) : Slot(detail::make_records(detail::Kind::blocks, T::parapet_table, &block, 1, sizeof(T))) {}
  Block(const Dynamic<T>& dynamic);
  template <detail::RangeOf<T> R>
  Block(const R& range) : Slot(detail::list_from<T>(detail::Kind::blocks, range)) {}
  /// Both sides' blocks, in order.
  Block operator+(const Block& more) const {
    return Block(detail::Slot(concat(parapet_value(), more.parapet_value())));
  }

 private:
  explicit Block(detail::Slot slot) : Slot(slot) {}
  static const detail::Value* concat(const detail::Value* left, const detail::Value* right);
};

namespace detail {
const Value* concat_blocks(const Value* left, const Value* right);
/// A one-element `blocks` of a dynamic block.
const Value* dynamic_blocks(const Value* dynamic);
}  // namespace detail

template <class T>
const detail::Value* Block<T>::concat(const detail::Value* left, const detail::Value* right) {
  return detail::concat_blocks(left, right);
}

/// A value of any type: for attributes that the provider calls dynamic, for `jsonencode`, and for resources without
/// bindings.
class Any : public detail::Slot {
 public:
  Any() = default;
  Any(null_t);
  Any(const char* text);
  template <detail::TextLike S>
  Any(const S& text) : Slot(detail::make_text(std::string_view(text))) {}
  template <class T>
  requires(detail::NumberLike<T> || std::is_same_v<T, bool>) Any(T value) : Slot(make(value)) {}
  template <detail::SlotType T>
  Any(const T& slot) : Slot(slot.parapet_value()) {}
  template <detail::Aggregate T>
  Any(const T& object) : Slot(detail::make_record(T::parapet_table, &object)) {}

 private:
  template <class T>
  static const detail::Value* make(T value) {
    if constexpr (std::is_same_v<T, bool>) {
      return detail::make_boolean(value);
    } else {
      return Num(value).parapet_value();
    }
  }
};

/// A list of values of different types.
Any list(std::initializer_list<Any> items);
/// An object of values of different types: `object({{"port", 5432}, {"name", "zip"}})`.
Any object(std::initializer_list<MapEntry<Any>> entries);

namespace detail {
template <class T>
const Value* map_from(const MapEntry<T>* first, std::size_t count) {
  static_assert(sizeof(MapEntry<T>) == sizeof(Entry));
  return make_map(reinterpret_cast<const Entry*>(first), count);
}
}  // namespace detail

/// An index into a list (number) or map (string).
class Key : public detail::Slot {
 public:
  template <class T>
  requires std::is_convertible_v<const T&, Num> Key(const T& position) : Slot(Num(position).parapet_value()) {}
  template <class T>
  requires(std::is_convertible_v<const T&, Str> && !std::is_convertible_v<const T&, Num>) Key(const T& name)
      : Slot(Str(name).parapet_value()) {}
};

namespace detail {
/// What a list of T gives when one of its elements is taken: a `Ref<T>` for slots, `T::Ref` for aggregates.
template <class T>
struct RefOf {
  using type = typename T::Ref;
};
template <SlotType T>
struct RefOf<T> {
  using type = Ref<T>;
};
}  // namespace detail
template <class T>
using RefTo = typename detail::RefOf<T>::type;

template <class T>
class Ref<List<T>> : public detail::Slot {
 public:
  explicit Ref(const detail::Value* value) : Slot(value) {}
  /// One element, counted from 0.
  RefTo<T> operator[](const Num& position) const {
    return RefTo<T>(detail::make_index(value_, position.parapet_value()));
  }
  /// An attribute of every element: `cluster.vpc_config().all(&Config::Ref::vpc_id)`, Terraform's `[*]`.
  template <class R>
  Ref<List<R>> all(Ref<R> (RefTo<T>::*attribute)() const) const requires(!detail::SlotType<T>) {
    return Ref<List<R>>((RefTo<T>(detail::make_splat(value_)).*attribute)().parapet_value());
  }
};

template <class T>
class Ref<Set<T>> : public detail::Slot {
 public:
  explicit Ref(const detail::Value* value) : Slot(value) {}
  /// The only element of a set that has exactly one: Terraform's `one(...)`.
  RefTo<T> one() const { return RefTo<T>(detail::make_call("one", &value_, 1)); }
  /// The element at a position of the set turned into a list: `tolist(...)[n]`.
  RefTo<T> operator[](const Num& position) const {
    return RefTo<T>(detail::make_index(detail::make_call("tolist", &value_, 1), position.parapet_value()));
  }
  /// An attribute of every element, Terraform's `[*]`.
  template <class R>
  Ref<List<R>> all(Ref<R> (RefTo<T>::*attribute)() const) const requires(!detail::SlotType<T>) {
    return Ref<List<R>>((RefTo<T>(detail::make_splat(value_)).*attribute)().parapet_value());
  }
};

template <class T>
class Ref<Map<T>> : public detail::Slot {
 public:
  explicit Ref(const detail::Value* value) : Slot(value) {}
  /// The element with this key.
  RefTo<T> operator[](const Str& key) const { return RefTo<T>(detail::make_index(value_, key.parapet_value())); }
};

/// A reference whose type Terraform knows only when it runs (`each.value`, a module's output): any slot takes it as it
/// is.
template <>
class Ref<Any> : public detail::Slot {
 public:
  explicit Ref(const detail::Value* value) : Slot(value) {}
  /// A member: `each.value.name`.
  Ref<Any> get(std::string_view name) const { return Ref<Any>(detail::make_get_copy(value_, name)); }
  /// An element of a list or map.
  Ref<Any> operator[](const Key& key) const { return Ref<Any>(detail::make_index(value_, key.parapet_value())); }
  /// The same reference with a type, for operators and functions.
  template <class T>
  Ref<T> as() const {
    return Ref<T>(value_);
  }
};

inline Str::Str(const Ref<Any>& reference) : Slot(reference) {}
inline Num::Num(const Ref<Any>& reference) : Slot(reference) {}
inline Bool::Bool(const Ref<Any>& reference) : Slot(reference) {}
inline Secret::Secret(const Ref<Any>& reference) : Slot(reference) {}
template <class T>
List<T>::List(const Ref<Any>& reference) : Slot(reference) {}
template <class T>
Set<T>::Set(const Ref<Any>& reference) : Slot(reference) {}
template <class T>
Map<T>::Map(const Ref<Any>& reference) : Slot(reference) {}
template <class T>
Object<T>::Object(const Ref<Any>& reference) : Slot(reference) {}

namespace detail {
/// Base of the generated reference classes of nested blocks and objects.
class ObjectRef : public Slot {
 public:
  explicit ObjectRef(const Value* value) : Slot(value) {}

 protected:
  template <class R>
  R parapet_get(const char* name) const {
    return R(make_get(value_, name));
  }
  template <class R>
  R parapet_at(const char* name, const Num& position) const {
    return R(make_index(make_get(value_, name), position.parapet_value()));
  }
};
}  // namespace detail

}  // namespace parapet
