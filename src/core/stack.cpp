#include "parapet/stack.hpp"

#include <algorithm>
#include <vector>

#include "element.hpp"
#include "parapet/error.hpp"
#include "parapet/security_exception.hpp"

namespace parapet {

using detail::Entry;
using detail::Value;

namespace {

void check_stack_id(const Scope& scope, std::string_view id) {
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
           c == '.';
  };
  if (!id.empty() && id.front() != '.' && std::all_of(id.begin(), id.end(), allowed)) return;
  throw Error(std::string(scope.where().file_name()) + ":" + std::to_string(scope.where().line()) +
              ": a stack cannot be called \"" + std::string(id) +
              "\"; its name becomes a folder, use letters, digits, `-`, `_` and `.`");
}

detail::Element* add_stack(const Scope& scope, std::string_view id, const StackOptions& options) {
  check_stack_id(scope, id);
  detail::Element* element = detail::add_element(scope, id, NodeKind::stack);
  std::vector<Entry> entries;
  const auto add = [&](const char* key, const detail::Slot& slot) {
    if (slot.parapet_value() != nullptr) entries.push_back({detail::make_text(key), slot.parapet_value()});
  };
  add("encryption", options.encryption);
  add("required_version", options.required_version);
  add("tags", options.tags);
  detail::set_config(element, detail::make_map(entries.data(), entries.size()));
  return element;
}

bool is_literal_map(const Value* value) { return value == nullptr || value->kind == detail::Kind::map; }

/// Entries of both maps; on the same key the second one wins.
const Value* merged(const Value* base, const Value* over) {
  std::vector<Entry> entries;
  if (base != nullptr) entries.assign(detail::entries_of(base), detail::entries_of(base) + base->size);
  for (std::uint32_t i = 0; over != nullptr && i < over->size; ++i) {
    const Entry& added = detail::entries_of(over)[i];
    const auto same = std::find_if(entries.begin(), entries.end(), [&](const Entry& entry) {
      return entry.key->kind == detail::Kind::text && added.key->kind == detail::Kind::text &&
             detail::text_of(entry.key) == detail::text_of(added.key);
    });
    if (same == entries.end()) {
      entries.push_back(added);
    } else {
      same->value = added.value;
    }
  }
  return detail::make_map(entries.data(), entries.size());
}

}  // namespace

Stack::Stack(const Scope& scope, std::string_view id, const StackOptions& options)
    : Construct(add_stack(scope, id, options)) {}

Map<Str> Stack::tags() const { return Map<Str>(detail::member_of(element_->config, "tags")); }

Map<Str> Stack::tags(const Map<Str>& more) const {
  const Value* own = tags().parapet_value();
  if (is_literal_map(own) && is_literal_map(more.parapet_value())) return Map<Str>(merged(own, more.parapet_value()));
  const Value* arguments[] = {own == nullptr ? detail::make_map(nullptr, 0) : own, more.parapet_value()};
  return Map<Str>(detail::make_call("merge", arguments, 2));
}

namespace detail {

struct Loader::State {
  std::vector<Violation> violations;
};

void Loader::refused() {
  try {
    throw;
  } catch (const SecurityException& refusal) {
    if (state_ == nullptr) state_ = new State;
    state_->violations.insert(state_->violations.end(), refusal.violations().begin(), refusal.violations().end());
  } catch (const Error&) {
    // A function that looks up what a refused one was to create fails only because of the refusal.
    if (state_ == nullptr) throw;
  }
}

void Loader::finish() {
  if (state_ != nullptr) throw SecurityException(std::move(state_->violations));
}

Loader::~Loader() { delete state_; }

}  // namespace detail
}  // namespace parapet
