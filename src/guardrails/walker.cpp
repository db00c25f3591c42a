#include "guardrails/walker.hpp"

#include <algorithm>

#include "guardrails/path.hpp"
#include "guardrails/policy_json.hpp"

namespace parapet::guardrails {

std::string join_path(const std::string& outer, std::string_view inner) {
  if (inner == "@") return outer;
  if (outer.empty()) return std::string(inner);
  return outer + "." + std::string(inner);
}

bool holds_data_only(View list) {
  for (std::size_t i = 0; i < list.size(); ++i) {
    View element = list.element(i);
    if (element.is_expression() || element.is_dynamic()) return false;
  }
  return true;
}

namespace {

/// A key that is an expression could be any name.
bool has_literal_keys(View map) {
  for (std::size_t i = 0; i < map.size(); ++i) {
    if (!map.key_at(i).is_text()) return false;
  }
  return true;
}

/// Letters as Go compares the keys of JSON: in any case, and a long s and a Kelvin sign are an s and a k.
std::string key_for_go(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (text.substr(i).starts_with("\xC5\xBF")) {
      result += 's';
      i += 1;
    } else if (text.substr(i).starts_with("\xE2\x84\xAA")) {
      result += 'k';
      i += 2;
    } else {
      result += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    }
  }
  return result;
}

/// Whether a key of an object is the name in another spelling, which some who read JSON take for the same.
bool has_twin(const Resolved& object, std::string_view name) {
  if (std::any_of(object.alternatives.begin(), object.alternatives.end(),
                  [&](const Resolved& one) { return has_twin(one, name); }))
    return true;
  const View view = object.value.sole();
  for (std::size_t i = 0; i < view.size(); ++i) {
    if (view.name(i) != name && key_for_go(view.name(i)) == key_for_go(name)) return true;
  }
  return false;
}

/// The name of the list before a step: what dynamic blocks use as iterator.
std::string_view last_member(const Path& path, std::size_t before) {
  for (std::size_t i = before; i > 0; --i) {
    if (path.steps[static_cast<std::uint32_t>(i - 1)].kind == PathStep::Kind::member)
      return path.steps[static_cast<std::uint32_t>(i - 1)].name;
  }
  return {};
}

}  // namespace

int Walker::field(const PathStep& step, const detail::Table& table) {
  auto mixed = reinterpret_cast<std::size_t>(step.name.data()) * 31 + (reinterpret_cast<std::size_t>(&table) >> 4);
  Known& known = known_[(mixed ^ (mixed >> 10)) % known_.size()];
  if (known.name != step.name.data() || known.table != &table) {
    known = {step.name.data(), &table, detail::info_of(table).find(step.name)};
  }
  return known.position;
}

bool Walker::find(const PathStep* steps, std::size_t count, View value, View& end) {
  for (std::size_t i = 0; i < count; ++i) {
    const PathStep& step = steps[i];
    if (step.kind == PathStep::Kind::every || step.kind == PathStep::Kind::json) return false;
    if (value.is_list()) {
      if (value.size() == 0) {
        value = View();
      } else if (value.size() == 1) {
        value = value.element(0);
      } else {
        return false;
      }
    }
    if (value.is_unset()) break;
    if (const detail::Table* table = value.table()) {
      int position = field(step, *table);
      value = position < 0 ? View() : value.field(static_cast<std::size_t>(position));
    } else if (value.kind() == detail::Kind::map && has_literal_keys(value)) {
      value = value.member(step.name);
    } else {
      return false;
    }
  }
  end = value.is_unset() ? View() : value;
  return !value.is_expression();
}

Resolved Walker::resolve(const PathStep* steps, std::size_t count, View value, const Place& place, bool json) {
  Resolved current;
  current.state = value.is_unset() ? Resolved::State::unset : Resolved::State::known;
  current.value = value;
  current.place = place;
  if (value.is_expression()) current = resolver_.resolve(value, place);
  for (std::size_t i = 0; i < count; ++i) {
    const PathStep& step = steps[i];
    if (step.kind == PathStep::Kind::json) {
      current = json_of(resolver_, current);
      json = true;
    } else if (step.kind == PathStep::Kind::every) {
      current.state = Resolved::State::unknown;
    } else if (json && has_twin(current, step.name)) {
      current.state = Resolved::State::unknown;
      current.alternatives.clear();
    } else {
      current = resolver_.member(current, step.name);
    }
  }
  return current;
}

Items Walker::items(View value, const Place& place, std::string_view label) {
  if (value.is_list() && holds_data_only(value)) {
    Items items;
    items.items.reserve(value.size());
    for (std::size_t i = 0; i < value.size(); ++i) items.items.push_back({value.element(i), place, true});
    return items;
  }
  return resolver_.items(value, place, label);
}

Elements Walker::expand(const Path& path, const Frame& frame, bool positions) {
  Elements result;
  expand(path, 0, Element{frame.value, frame.place, true, frame.prefix, frame.json}, positions, result);
  return result;
}

void Walker::expand(const Path& path, std::size_t from, const Element& at, bool positions, Elements& result) {
  const PathStep* begin = path.steps.begin() + from;
  const PathStep* end =
      std::find_if(begin, path.steps.end(), [](const PathStep& step) { return step.kind == PathStep::Kind::every; });
  auto count = static_cast<std::size_t>(end - begin);
  Resolved list = resolve(begin, count, at.value, at.place, at.json);
  result.sensitive |= list.sensitive;
  Element here{list.value, list.place, at.certain, at.position, at.json};
  if (positions && count > 0) here.position = join_path(at.position, text_of(begin, count));
  here.json |= std::any_of(begin, end, [](const PathStep& step) { return step.kind == PathStep::Kind::json; });
  std::size_t next = from + count;
  if (end != path.steps.end()) {
    add_items(path, next + 1, list, here, positions, result);
  } else if (list.is_known() || (list.state == Resolved::State::reference && list.value)) {
    result.items.push_back(std::move(here));
  } else if (!list.is_unset()) {
    result.complete = false;
  }
}

void Walker::add_items(const Path& path, std::size_t from, const Resolved& list, const Element& at, bool positions,
                       Elements& result) {
  if (!list.alternatives.empty()) {
    Element perhaps = at;
    perhaps.certain = false;
    for (const Resolved& alternative : list.alternatives)
      add_items(path, from, alternative, perhaps, positions, result);
    return;
  }
  if (list.is_unset()) return;
  if (!list.value || list.state == Resolved::State::unknown) {
    result.complete = false;
    return;
  }
  std::string_view label = last_member(path, from);
  Items items = this->items(list.value, list.place, label);
  result.complete = result.complete && items.complete;
  result.sensitive |= items.sensitive;
  for (std::size_t i = 0; i < items.items.size(); ++i) {
    const Item& item = items.items[i];
    Element element{item.value, item.place, at.certain && item.certain,
                    positions ? at.position + "[" + std::to_string(i) + "]" : std::string(), at.json};
    if (from == path.steps.size) {
      result.items.push_back(std::move(element));
    } else {
      expand(path, from, element, positions, result);
    }
  }
}

}  // namespace parapet::guardrails
