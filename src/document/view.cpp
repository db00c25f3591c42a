#include "parapet/document/view.hpp"

#include <cstring>

namespace parapet {

using detail::Kind;
using detail::Value;

std::size_t View::size() const {
  switch (kind()) {
    case Kind::list:
    case Kind::map:
    case Kind::record:
    case Kind::blocks:
    case Kind::join:
    case Kind::call:
      return value_->size;
    default:
      return 0;
  }
}

View View::element(std::size_t position) const {
  if (position >= size()) return {};
  if (is_list() || kind() == Kind::join) return detail::elements_of(value_)[position];
  return kind() == Kind::call ? View(detail::arguments_of(value_)[position]) : View();
}

View View::member(std::string_view name) const { return detail::member_of(sole().value(), name); }

View View::sole() const {
  if (is_object()) return *this;
  const View only = is_list() && value_->size == 1 ? element(0) : View();
  return only.is_object() ? only : View();
}

std::string_view View::name(std::size_t position) const {
  if (!is_object() || position >= size()) return {};
  return kind() == Kind::record ? detail::info_of(*detail::table_of(value_)).fields[position].name
                                : key_at(position).text();
}

View View::value_at(std::size_t position) const {
  if (!is_object() || position >= size()) return {};
  return kind() == Kind::record ? field(position) : View(detail::entries_of(value_)[position].value);
}

View View::key_at(std::size_t position) const {
  return kind() == Kind::map && position < size() ? View(detail::entries_of(value_)[position].key) : View();
}

const detail::Table* View::table() const { return kind() == Kind::record ? detail::table_of(value_) : nullptr; }

std::string_view View::text() const {
  const bool has_text = kind() == Kind::text || kind() == Kind::name || kind() == Kind::raw;
  return has_text ? detail::text_of(value_) : std::string_view{};
}

Number View::number() const {
  switch (kind()) {
    case Kind::integer:
      return Number::of(*detail::payload<std::int64_t>(value_));
    case Kind::natural:
      return Number::of(*detail::payload<std::uint64_t>(value_));
    case Kind::real:
      return Number::of(*detail::payload<double>(value_));
    default:
      return {};
  }
}

std::string_view View::function() const {
  return kind() == Kind::call ? std::string_view(detail::payload<detail::CallPart>(value_)->name) : std::string_view{};
}

View View::dynamic_for_each() const {
  return is_dynamic() ? View(detail::payload<detail::DynamicBlock>(value_)->for_each) : View();
}
View View::dynamic_content() const {
  return is_dynamic() ? View(detail::payload<detail::DynamicBlock>(value_)->content) : View();
}
std::string_view View::dynamic_iterator() const {
  return is_dynamic() ? View(detail::payload<detail::DynamicBlock>(value_)->iterator).text() : std::string_view{};
}

std::optional<bool> as_boolean(View value) {
  if (value.kind() == Kind::boolean) return value.boolean();
  if (!value.is_text()) return std::nullopt;
  if (value.text() == "true" || value.text() == "1") return true;
  if (value.text() == "false" || value.text() == "0") return false;
  return std::nullopt;
}

std::optional<Number> as_number(View value) {
  if (value.is_number()) return value.number();
  return value.is_text() ? parse_number(value.text()) : std::nullopt;
}

std::optional<std::string> as_text(View value) {
  if (value.is_text()) return std::string(value.text());
  if (value.is_number()) return value.number().text();
  if (value.kind() == Kind::boolean) return value.boolean() ? "true" : "false";
  return std::nullopt;
}

}  // namespace parapet
