#include "document/body.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <vector>

#include "parapet/document/parse.hpp"

namespace parapet::detail {

namespace {

using Entries = std::vector<Entry>;

Entries entries_in(View object) { return {entries_of(object.value()), entries_of(object.value()) + object.size()}; }

bool is_named(const Entry& entry, std::string_view name) {
  return entry.key->kind == Kind::text && text_of(entry.key) == name;
}

/// `"aws_s3_bucket.logs"`: a reference in a string of its own.
const Value* convert_reference(View value) {
  if (value.is_text())
    return make_bare(has_template(value.text()) ? parse_template(value.text()) : parse_expression(value.text()));
  if (value.is_list()) {
    std::vector<const Value*> items;
    for (std::size_t i = 0; i < value.size(); ++i) items.push_back(convert_reference(value.element(i)));
    return make_list(items.data(), items.size());
  }
  if (!value.is_object()) return value.value();
  Entries entries = entries_in(value);
  for (Entry& entry : entries) entry.value = convert_reference(entry.value);
  return make_map(entries.data(), entries.size());
}

bool is_dynamic_block(View block) {
  return block.is_object() && !block.member("content").is_unset() && !block.member("for_each").is_unset();
}

/// Objects, alone or in arrays.
std::vector<View> objects_in(View value) {
  if (value.is_object()) return {value};
  std::vector<View> objects;
  for (std::size_t i = 0; value.is_list() && i < value.size(); ++i) {
    const auto inner = objects_in(value.element(i));
    objects.insert(objects.end(), inner.begin(), inner.end());
  }
  return objects;
}

/// Whether an entry called `dynamic` holds dynamic blocks and is no attribute of that name: one with `for_each` and
/// `content` is enough, because a label without any block is none for Terraform.
bool holds_dynamic_blocks(View value) {
  const auto objects = objects_in(value);
  return std::any_of(objects.begin(), objects.end(), [](View object) {
    for (std::size_t i = 0; i < object.size(); ++i) {
      const auto blocks = objects_in(object.value_at(i));
      if (object.name(i) != "//" && std::any_of(blocks.begin(), blocks.end(), is_dynamic_block)) return true;
    }
    return false;
  });
}

const Value* convert_dynamic(std::string_view label, View block) {
  DynamicBlock result{};
  result.for_each = convert_expression(block.member("for_each"));
  const View iterator = block.member("iterator");
  result.iterator = iterator.is_text() ? iterator.value() : make_text(label);
  result.content =
      convert_expression(block.member("content").sole() ? block.member("content").sole() : block.member("content"));
  return make_dynamic(result);
}

using Positions = std::unordered_map<std::string_view, std::size_t>;

Positions positions_of(const Entries& entries) {
  Positions positions;
  for (std::size_t i = 0; i < entries.size(); ++i) positions.emplace(text_of(entries[i].key), i);
  return positions;
}

/// Puts dynamic blocks behind the static ones of their label.
void merge_dynamic(Entries& entries, const std::vector<View>& dynamic) {
  std::map<std::string_view, std::vector<const Value*>> by_label;
  for (const View object : dynamic) {
    for (std::size_t i = 0; i < object.size(); ++i) {
      if (object.name(i) == "//") continue;
      for (const View block : objects_in(object.value_at(i)))
        by_label[object.name(i)].push_back(convert_dynamic(object.name(i), block));
    }
  }
  const Positions positions = positions_of(entries);
  for (auto& [label, blocks] : by_label) {
    const auto found = positions.find(label);
    std::vector<const Value*> all;
    if (found != positions.end()) {
      for (const View block : objects_in(entries[found->second].value)) all.push_back(block.value());
    }
    all.insert(all.end(), blocks.begin(), blocks.end());
    const Value* merged = make_blocks(all.data(), all.size());
    if (found != positions.end()) {
      entries[found->second].value = merged;
    } else {
      entries.push_back({make_text(label), merged});
    }
  }
}

/// A label that stands twice is two blocks; an attribute cannot.
Entries without_repetition(const Entries& entries) {
  Entries merged;
  Positions positions;
  for (const Entry& entry : entries) {
    const auto [found, fresh] = positions.emplace(text_of(entry.key), merged.size());
    if (fresh) {
      merged.push_back(entry);
      continue;
    }
    Entry& known = merged[found->second];
    std::vector<const Value*> blocks;
    for (const View side : {View(known.value), View(entry.value)}) {
      const auto objects = objects_in(side);
      if (objects.empty())
        throw BodyProblem{"/" + std::string(text_of(entry.key)), "is given twice; keep one of the values"};
      for (const View object : objects) blocks.push_back(object.value());
    }
    known.value = make_blocks(blocks.data(), blocks.size());
  }
  return merged;
}

Entries checked_entries(View object) {
  return object.value()->flag != 0 ? without_repetition(entries_in(object)) : entries_in(object);
}

const Value* convert_object(View object) {
  const Entries given = checked_entries(object);
  Entries entries;
  entries.reserve(given.size());
  std::vector<View> dynamic;
  for (const Entry& entry : given) {
    if (is_named(entry, "//")) {
      entries.push_back(entry);
    } else if (is_named(entry, "dynamic") && holds_dynamic_blocks(entry.value)) {
      const auto objects = objects_in(entry.value);
      dynamic.insert(dynamic.end(), objects.begin(), objects.end());
    } else {
      entries.push_back({has_template(text_of(entry.key)) ? parse_template(text_of(entry.key)) : entry.key,
                         convert_expression(entry.value)});
    }
  }
  if (!dynamic.empty()) merge_dynamic(entries, dynamic);
  return make_map(entries.data(), entries.size());
}

/// Changes the members of a body that are not what templates make of them.
template <class F>
const Value* with_members(const Value* body, F change) {
  Entries entries = entries_in(body);
  for (Entry& entry : entries) {
    if (entry.key->kind == Kind::text) entry.value = change(text_of(entry.key), View(entry.value));
  }
  return make_map(entries.data(), entries.size());
}

/// The member as it stood in the document, before its strings were read.
View original(View body, std::string_view name) {
  for (std::size_t i = 0; i < body.size(); ++i) {
    if (body.name(i) == name) return body.value_at(i);
  }
  return {};
}

const Value* convert_lifecycle(View lifecycle) {
  if (!lifecycle.is_object())
    return lifecycle.sole() ? convert_lifecycle(lifecycle.sole()) : convert_expression(lifecycle);
  return with_members(convert_object(lifecycle), [&](std::string_view name, View value) {
    const bool references = name == "ignore_changes" || name == "replace_triggered_by";
    return references ? convert_reference(original(lifecycle, name)) : value.value();
  });
}

const Value* convert_block(View body) {
  return with_members(convert_object(body), [&](std::string_view name, View value) {
    if (name == "depends_on" || name == "provider" || name == "providers")
      return convert_reference(original(body, name));
    return name == "lifecycle" ? convert_lifecycle(original(body, name)) : value.value();
  });
}

/// Terraform reads a variable without any scope, so its strings are literal; only validations have expressions.
const Value* convert_variable(View body) {
  const Entries entries = checked_entries(body);
  return with_members(make_map(entries.data(), entries.size()), [](std::string_view name, View value) {
    return name == "validation" ? convert_expression(value) : value.value();
  });
}

/// `moved`, `import`, `removed` name addresses.
const Value* convert_address_block(View body) {
  return with_members(convert_object(body), [&](std::string_view name, View value) {
    const bool reference = name == "from" || name == "to" || name == "provider";
    return reference ? convert_reference(original(body, name)) : value.value();
  });
}

}  // namespace

const Value* convert_expression(View value) {
  if (value.is_text()) return has_template(value.text()) ? parse_template(value.text()) : value.value();
  if (value.is_object()) return convert_object(value);
  if (!value.is_list()) return value.value();
  std::vector<const Value*> items;
  items.reserve(value.size());
  for (std::size_t i = 0; i < value.size(); ++i) items.push_back(convert_expression(value.element(i)));
  return value.kind() == Kind::blocks ? make_blocks(items.data(), items.size()) : make_list(items.data(), items.size());
}

const Value* convert_body(NodeKind kind, View body) {
  switch (kind) {
    case NodeKind::variable:
      return convert_variable(body);
    case NodeKind::moved:
    case NodeKind::import:
    case NodeKind::removed:
      return convert_address_block(body);
    default:
      return convert_block(body);
  }
}

}  // namespace parapet::detail
