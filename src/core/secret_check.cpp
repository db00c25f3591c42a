#include "secret_check.hpp"

#include <algorithm>
#include <unordered_map>

#include "parapet/error.hpp"
#include "unset.hpp"
#include "visit.hpp"

namespace parapet::detail {

namespace {

constexpr int kMaxLocals = 200;

bool is_secret(const Field& field) { return field.shape == "s" && (field.has('s') || field.has('w')); }

/// Whether a table has a secret anywhere below. Recursive shapes are cut where they repeat.
bool search_secret(const Table& table, std::vector<const Table*>& seen) {
  if (std::find(seen.begin(), seen.end(), &table) != seen.end()) return false;
  seen.push_back(&table);
  const TableInfo& info = info_of(table);
  return std::any_of(info.fields, info.fields + info.count, [&](const Field& field) {
    return is_secret(field) || (field.nested != nullptr && search_secret(*field.nested, seen));
  });
}

bool may_hold_secret(const Table& table) {
  static thread_local std::unordered_map<const Table*, bool> known;
  const auto found = known.find(&table);
  if (found != known.end()) return found->second;
  std::vector<const Table*> seen;
  return known[&table] = search_secret(table, seen);
}

/// Text of a quoted string without interpolation: a literal, even when somebody wrote it by hand.
bool is_quoted_literal(std::string_view text) {
  const std::size_t start = text.find_first_not_of(" (");
  return start != std::string_view::npos && text[start] == '"' && text.find("${") == std::string_view::npos;
}

/// What a name inside an expression stands for.
struct Binding {
  std::string_view name;
  const Value* collection;
};

/// Judges one expression: does its value come from outside the program?
class Source {
 public:
  Source(const Value* owner, std::vector<Binding>& bindings, const BodyOf& body_of)
      : owner_(owner), bindings_(bindings), body_of_(body_of) {}

  bool is_outside(const Value* value) {
    switch (value->kind) {
      case Kind::root:
        return is_outside(element_of(value));
      case Kind::name:
        return is_name_outside(text_of(value));
      case Kind::raw:
        return !is_quoted_literal(text_of(value));
      case Kind::index:
        return is_outside(payload<IndexPart>(value)->base);
      case Kind::conditional:
        return is_branch_outside(elements_of(value)[1]) && is_branch_outside(elements_of(value)[2]);
      case Kind::for_each:
        return is_loop_outside(*payload<ForPart>(value));
      default:
        return is_any_part_outside(value);
    }
  }

  /// Why it is not, as far as something stands in the way; else empty.
  const std::string& reason() const { return reason_; }

 private:
  bool is_any_part_outside(const Value* value) {
    bool outside = false;
    for_each_child(value, [&](const Value* child) { outside = outside || is_outside(child); });
    return outside;
  }

  bool is_branch_outside(const Value* branch) { return is_unset(branch) || is_outside(branch); }

  bool is_outside(const Element* element) {
    if (element->removed) return true;  // reported where references are linked
    if (element->kind == NodeKind::variable) return is_variable_outside(element);
    return element->kind != NodeKind::local || is_local_outside(element);
  }

  bool is_variable_outside(const Element* variable) {
    if (is_unset(member_of(body_of_(variable), "default"))) return true;
    reason_ = "takes it from the variable " + place_of(variable) +
              ", whose `default` would be written; leave the default out";
    return false;
  }

  bool is_local_outside(const Element* local) {
    if (depth_ == kMaxLocals) {
      reason_ = "comes through more than " + std::to_string(kMaxLocals) + " locals; refer to the source itself";
      return false;
    }
    ++depth_;
    const Value* expression = body_of_(local);
    const bool outside = expression != nullptr && is_outside(expression);
    --depth_;
    if (!outside && reason_.empty()) {
      reason_ = "takes it from the local " + place_of(local) +
                ", whose expression refers to nothing outside the program and would be written; " +
                std::string(kRemedy);
    }
    return outside;
  }

  bool is_name_outside(std::string_view name) {
    if (name == "self") return true;
    const auto bound = std::find_if(bindings_.rbegin(), bindings_.rend(),
                                    [&](const Binding& binding) { return binding.name == name; });
    const Value* collection = nullptr;
    if (bound != bindings_.rend()) {
      collection = bound->collection;
    } else if (name == "each") {
      collection = member_of(owner_, "for_each");
    }
    if (collection != nullptr && is_outside(collection)) return true;
    if (reason_.empty() && collection != nullptr) {
      reason_ = "takes it from `" + std::string(name) +
                "`, whose collection refers to nothing outside the program and would be written; " +
                std::string(kRemedy);
    }
    return false;
  }

  bool is_loop_outside(const ForPart& loop) {
    const std::size_t mark = bindings_.size();
    if (loop.key_name != nullptr) bindings_.push_back({text_of(loop.key_name), loop.collection});
    bindings_.push_back({text_of(loop.value_name), loop.collection});
    const bool outside = is_outside(loop.value);
    bindings_.resize(mark);
    return outside;
  }

  static constexpr std::string_view kRemedy = "give a variable, a data source or another resource's attribute";

  const Value* owner_;
  std::vector<Binding>& bindings_;
  const BodyOf& body_of_;
  std::string reason_;
  int depth_ = 0;
};

class Walk {
 public:
  Walk(const Element* element, const Value* body, const BodyOf& body_of)
      : element_(element), body_(body), body_of_(body_of) {}

  /// `table` says what a map has; records know it themselves, and everything below a meta-argument without table is
  /// searched for records.
  void visit(const Value* value, const Table* table) {
    if (value == nullptr) return;
    switch (value->kind) {
      case Kind::record:
        return visit_record(value);
      case Kind::map:
        return table != nullptr ? visit_known_map(value, *table) : visit_map(value, nullptr);
      case Kind::list:
      case Kind::blocks:
        for (std::uint32_t i = 0; i < value->size; ++i) visit(elements_of(value)[i], table);
        return;
      case Kind::dynamic:
        return visit_dynamic(*payload<DynamicBlock>(value), table);
      default:
        return;
    }
  }

 private:
  void visit_record(const Value* value) {
    const TableInfo& info = info_of(*table_of(value));
    for (std::uint16_t i = 0; i < info.count; ++i) visit_field(info.fields[i], slots_of(value)[i]);
  }

  void visit_known_map(const Value* value, const Table& table) {
    const TableInfo& info = info_of(table);
    for (std::uint16_t i = 0; i < info.count; ++i) visit_field(info.fields[i], member_of(value, info.fields[i].name));
  }

  void visit_map(const Value* value, const Table* table) {
    for (std::uint32_t i = 0; i < value->size; ++i) visit(entries_of(value)[i].value, table);
  }

  void visit_dynamic(const DynamicBlock& block, const Table* table) {
    const std::string label = path_.substr(path_.rfind('.') + 1);
    bindings_.push_back(
        {block.iterator != nullptr ? text_of(block.iterator) : std::string_view(label), block.for_each});
    visit(block.content, table);
    bindings_.pop_back();
  }

  void visit_field(const Field& field, const Value* slot) {
    if (is_unset(slot) || (!is_secret(field) && field.nested == nullptr && !field.is_meta())) return;
    const std::string before = path_;
    path_ += path_.empty() ? "" : ".";
    path_ += field.name;
    if (is_secret(field)) {
      check(slot);
    } else if (field.nested != nullptr && is_map_of_objects(field) && slot->kind == Kind::map) {
      visit_map(slot, field.nested);
    } else {
      visit(slot, field.nested);
    }
    path_ = before;
  }

  static bool is_map_of_objects(const Field& field) { return field.shape.front() == 'M' || field.shape == "P"; }

  void check(const Value* secret) {
    Source source(body_, bindings_, body_of_);
    if (source.is_outside(secret)) return;
    const std::string why = source.reason().empty()
                                ? "is a secret and its expression refers to nothing, so the secret itself would be "
                                  "written; give a variable, a data source or another resource's attribute"
                                : "is a secret and " + source.reason();
    throw Error(place_of(element_) + ": `" + path_ + "` " + why);
  }

  const Element* element_;
  const Value* body_;
  const BodyOf& body_of_;
  std::string path_;
  std::vector<Binding> bindings_;
};

bool has_connection(const Value* body) {
  return !is_unset(member_of(body, "connection")) || !is_unset(member_of(body, "provisioner"));
}

}  // namespace

void check_secrets(const Element* element, const Value* body, const BodyOf& body_of) {
  if (body == nullptr || (body->kind != Kind::record && body->kind != Kind::map)) return;
  const Table* table = body->kind == Kind::record ? table_of(body)
                       : element->type != nullptr ? element->type->table
                                                  : nullptr;
  if ((table == nullptr || !may_hold_secret(*table)) && !has_connection(body)) return;
  Walk(element, body, body_of).visit(body, table);
}

}  // namespace parapet::detail
