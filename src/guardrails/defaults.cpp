#include <algorithm>
#include <string>
#include <vector>

#include "guardrails/by_type.hpp"
#include "guardrails/evaluator.hpp"
#include "guardrails/tier.hpp"
#include "guardrails/types.hpp"
#include "parapet/guardrails/context.hpp"
#include "parapet/guardrails/secured.hpp"
#include "parapet/guardrails/settings.hpp"

namespace parapet::guardrails {

namespace {

using detail::Kind;
using detail::Value;

const Value* make(const Literal& literal) {
  switch (literal.kind) {
    case Literal::Kind::boolean:
      return detail::make_boolean(literal.boolean);
    case Literal::Kind::number: {
      auto whole = static_cast<std::int64_t>(literal.number);
      return static_cast<double>(whole) == literal.number ? detail::make_integer(whole)
                                                          : detail::make_real(literal.number);
    }
    case Literal::Kind::text:
      return detail::make_text(literal.text);
    case Literal::Kind::list: {
      std::vector<const Value*> elements;
      for (const Literal& element : literal.list) elements.push_back(make(element));
      return detail::make_list(elements.data(), elements.size());
    }
    case Literal::Kind::none:
      break;
  }
  return nullptr;
}

/// Sets what is unset at the end of a path, through blocks that are made where there are none.
class Filler {
 public:
  Filler(const Span<PathStep>& steps, const Value* value) : steps_(steps), value_(value) {}

  /// Whether anything was unset there.
  bool fill(const detail::Table& table, const Value** slots, std::uint32_t step = 0) {
    const detail::TableInfo& info = detail::info_of(table);
    int position = steps_[step].kind == PathStep::Kind::member ? info.find(steps_[step].name) : -1;
    if (position < 0) return false;
    const Value*& slot = slots[position];
    if (step + 1 == steps_.size) {
      bool unset = slot == nullptr;
      if (unset) slot = value_;
      return unset;
    }
    const detail::Field& field = info.fields[position];
    if (field.shape.starts_with('M') && field.nested == nullptr && step + 2 == steps_.size)
      return fill_entry(slot, steps_[step + 1].name);
    if (field.nested == nullptr || (slot != nullptr && slot->kind != Kind::blocks && slot->kind != Kind::record))
      return false;
    return fill_nested(field, slot, step + 1);
  }

 private:
  /// An entry of a map of plain values.
  bool fill_entry(const Value*& slot, std::string_view key) {
    if (slot != nullptr && slot->kind != Kind::map) return false;
    std::vector<detail::Entry> entries;
    if (slot != nullptr) entries.assign(detail::entries_of(slot), detail::entries_of(slot) + slot->size);
    for (const detail::Entry& entry : entries) {
      if (View(entry.key).text() == key) return false;
    }
    entries.push_back({detail::make_text(key), value_});
    slot = detail::make_map(entries.data(), entries.size());
    return true;
  }
  bool fill_nested(const detail::Field& field, const Value*& slot, std::uint32_t step) {
    bool is_block = field.shape == "B" || field.shape == "T" || field.shape == "G";
    if (slot != nullptr && slot->kind == Kind::record) return fill_record(*field.nested, slot, step);
    if (slot != nullptr) return fill_blocks(*field.nested, slot, step);
    std::vector<const Value*> slots(field.nested->count);
    if (!fill(*field.nested, slots.data(), step)) return false;
    const Value* record = detail::make_record(*field.nested, slots.data());
    slot = is_block ? detail::make_blocks(&record, 1) : record;
    return true;
  }
  bool fill_record(detail::Table& table, const Value*& record, std::uint32_t step) {
    std::vector<const Value*> slots(detail::slots_of(record), detail::slots_of(record) + table.count);
    if (!fill(table, slots.data(), step)) return false;
    record = detail::make_record(table, slots.data());
    return true;
  }
  bool fill_blocks(detail::Table& table, const Value*& blocks, std::uint32_t step) {
    std::vector<const Value*> elements(detail::elements_of(blocks), detail::elements_of(blocks) + blocks->size);
    bool filled = false;
    for (const Value*& element : elements) {
      if (element->kind == Kind::record) filled = fill_record(table, element, step) || filled;
    }
    if (filled) blocks = detail::make_blocks(elements.data(), elements.size());
    return filled;
  }

  const Span<PathStep>& steps_;
  const Value* value_;
};

Violation missing_input(const Requirement& requirement, const Default& fill, const detail::TypeInfo& type,
                        const Scope& scope, std::string_view id) {
  std::string path(Node(scope.parapet_element()).path());
  return Violation{.requirement = std::string(requirement.id),
                   .name = std::string(requirement.name),
                   .severity = std::string(text_of(requirement.severity)),
                   .status = "fail",
                   .resource_type = type.name,
                   .address = {},
                   .construct_path = path + (path.empty() ? "" : "/") + std::string(id),
                   .attribute_path = std::string(fill.path.text),
                   .value = "unset, and the stack's SecurityContext has no `" + std::string(fill.input) + "`",
                   .remedy = "Set `" + std::string(fill.path.text) + "`, or `" + std::string(fill.input) +
                             "` in the SecurityContext of the stack.",
                   .note = {},
                   .contact = settings().contact.empty() ? std::string(compiled_contact()) : settings().contact,
                   .file = scope.where().file_name(),
                   .line = scope.where().line()};
}

class Completion {
 public:
  Completion(const detail::TypeInfo& type, const Value** slots, const Scope& scope, std::string_view id)
      : type_(type), slots_(slots), scope_(scope), id_(id), node_(scope.parapet_element()), tier_(tier_at(node_)) {}

  /// Fills in what there is; what is missing comes back as violations.
  std::vector<Violation> run() {
    for (const Requirement* requirement : requirements_for(type_.name, nullptr)) {
      if (requirement->tier <= tier_ && !requirement->defaults.empty() && concerns(*requirement))
        complete(*requirement);
    }
    return std::move(missing_);
  }

 private:
  /// Whether `when` certainly holds for the resource as it is now.
  bool concerns(const Requirement& requirement) {
    if (requirement.when == nullptr) return true;
    static const std::vector<Document> nothing;
    Resolver resolver(nothing);
    Evaluator evaluator(resolver, nullptr);
    DocumentBlock block;
    block.type = type_.name;
    block.body = detail::make_record(*type_.table, slots_);
    Frame frame{View(block.body), resolver.place(block), &block, Unset::fail, {}};
    return evaluator.evaluate(*requirement.when, frame) == Truth::yes;
  }

  /// Whether somebody permits that the attribute stays unset: by a level, an exception or the baseline.
  bool is_permitted(const Requirement& requirement, const Default& fill) {
    Node stack = node_;
    while (stack && stack.kind() != NodeKind::stack) stack = stack.scope();
    if (!stack) return requirement.level == Level::warn;
    std::string note;
    if (settings().enforcement.level_of(requirement, stack.id(), note) == Level::warn) return true;
    const std::string path = std::string(node_.path()) + "/" + std::string(id_);
    if (settings().exceptions.find(requirement.id, stack.id(), path, {}, note) != nullptr) return true;
    return settings().baseline.covers({.requirement = std::string(requirement.id),
                                       .stack = std::string(stack.id()),
                                       .address = address_below(node_, id_, type_.name),
                                       .attribute = std::string(fill.path.text),
                                       .value = "unset"});
  }

  void complete(const Requirement& requirement) {
    for (const Default& fill : requirement.defaults) {
      const Value* value = fill.input.empty() ? make(fill.value) : input(node_, fill.input).parapet_value();
      if (value != nullptr) {
        Filler(fill.path.steps, value).fill(*type_.table, slots_);
        continue;
      }
      // Nothing to fill in: refused only if something is to be filled, so try it on a copy.
      std::vector<const Value*> copy(slots_, slots_ + type_.table->count);
      bool unset = Filler(fill.path.steps, detail::make_null()).fill(*type_.table, copy.data());
      if (unset && !is_permitted(requirement, fill))
        missing_.push_back(missing_input(requirement, fill, type_, scope_, id_));
    }
  }

  const detail::TypeInfo& type_;
  const Value** slots_;
  const Scope& scope_;
  std::string_view id_;
  Node node_;
  Tier tier_;
  std::vector<Violation> missing_;
};

std::vector<Violation> violations_of(const detail::TypeInfo& type, const detail::Value* const* slots,
                                     const Scope& scope, std::string_view id) {
  return check_resource({type, slots, scope, id}, options_of(settings()));
}

void refuse(std::vector<Violation> violations) {
  if (!violations.empty()) throw SecurityException(std::move(violations));
}

}  // namespace

void fill_defaults(const detail::TypeInfo& type, const detail::Value** slots, const Scope& scope, std::string_view id) {
  refuse(Completion(type, slots, scope, id).run());
}

void refuse_violations(const detail::TypeInfo& type, const detail::Value* const* slots, const Scope& scope,
                       std::string_view id) {
  refuse(violations_of(type, slots, scope, id));
}

void secure(const detail::TypeInfo& type, void* aggregate, const Scope& scope, std::string_view id) {
  auto slots = static_cast<const Value**>(aggregate);
  std::vector<Violation> all = Completion(type, slots, scope, id).run();
  const std::size_t missing = all.size();
  for (Violation& violation : violations_of(type, slots, scope, id)) {
    // A missing input says more than that its attribute is unset.
    const bool known = std::any_of(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(missing),
                                   [&](const Violation& other) { return other.requirement == violation.requirement; });
    if (!known) all.push_back(std::move(violation));
  }
  refuse(std::move(all));
}

}  // namespace parapet::guardrails
