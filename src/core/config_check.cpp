#include "config_check.hpp"

#include "arena.hpp"
#include "parapet/error.hpp"
#include "visit.hpp"

namespace parapet::detail {

namespace {

class Checker {
 public:
  explicit Checker(Element* element) : element_(element) {}

  /// True when something suspicious was found and reported here.
  bool run(const Value* config) {
    visit(config);
    return found_;
  }

 private:
  void visit(const Value* value) {
    if (value == nullptr) return;
    switch (value->kind) {
      case Kind::text: return visit_text(value);
      case Kind::raw:
        if ((value->flags & text_broken_utf8) != 0) refuse("is not valid UTF-8; write the source file in UTF-8, or encode the bytes with fn::base64encode");
        return;
      case Kind::real:
        if ((value->flags & real_not_finite) != 0) refuse("is not a finite number; Terraform has no NaN and no infinity");
        return;
      case Kind::map: return visit_map(value);
      case Kind::record: return visit_record(value);
      default:
        for_each_child(value, [this](const Value* child) { visit(child); });
    }
  }

  void visit_text(const Value* value) {
    if ((value->flags & text_broken_utf8) != 0) refuse("is not valid UTF-8, or contains a NUL; write the source file in UTF-8, or encode the bytes with fn::base64encode");
    if ((value->flags & text_like_reference) != 0) {
      found_ = true;
      element_->app->extra_of(element_).annotations.push_back(
          {"warning", "`" + path_ + "` contains text that looks like a reference and is written escaped; use the handle's functions or fn:: to refer to something"});
      element_->app->journal.emplace_back(element_, Step::annotation);
    }
  }

  void visit_map(const Value* value) {
    for (std::uint32_t i = 0; i < value->size; ++i) {
      const Entry& entry = entries_of(value)[i];
      const std::string before = enter(entry.key != nullptr && entry.key->kind == Kind::text ? text_of(entry.key) : "(key)");
      if (value->flag == 1) check_unique_key(value, i);
      if (entry.key == nullptr) refuse("has an entry without a key");
      visit(entry.key);
      visit(entry.value);
      path_ = before;
    }
  }

  void check_unique_key(const Value* map, std::uint32_t at) {
    const Value* key = entries_of(map)[at].key;
    if (key == nullptr || key->kind != Kind::text) return;
    for (std::uint32_t i = 0; i < at; ++i) {
      const Value* other = entries_of(map)[i].key;
      if (other != nullptr && other->kind == Kind::text && text_of(other) == text_of(key)) refuse("is given twice in the same map; keep one of the two");
    }
  }

  void visit_record(const Value* value) {
    const TableInfo& info = info_of(*table_of(value));
    for (std::uint16_t i = 0; i < info.count; ++i) {
      const Value* slot = slots_of(value)[i];
      if (slot == nullptr) continue;
      const std::string before = enter(info.fields[i].name);
      visit(slot);
      path_ = before;
    }
  }

  std::string enter(std::string_view name) {
    std::string before = path_;
    if (!path_.empty()) path_ += '.';
    path_ += name;
    return before;
  }

  [[noreturn]] void refuse(const std::string& why) const {
    Arena::of_thread().suspicious = false;
    throw Error(place_of(element_) + ": `" + path_ + "` " + why);
  }

  Element* element_;
  std::string path_;
  bool found_ = false;
};

bool is_secret(const Field& field) { return field.shape == "s" && (field.has('s') || field.has('w')); }

/// Tables with a secret anywhere below, so that others are not walked. Recursive shapes are cut where they repeat.
bool holds_secret(const Table& table, std::vector<const Table*>& seen) {
  for (const Table* known : seen) {
    if (known == &table) return false;
  }
  seen.push_back(&table);
  const TableInfo& info = info_of(table);
  for (std::uint16_t i = 0; i < info.count; ++i) {
    if (is_secret(info.fields[i])) return true;
    if (info.fields[i].nested != nullptr && holds_secret(*info.fields[i].nested, seen)) return true;
  }
  return false;
}

void check_secrets(const Element* element, const Value* value, const std::string& path);

void check_secret_slot(const Element* element, const Field& field, const Value* slot, const std::string& path) {
  if (is_secret(field)) {
    if (slot->kind == Kind::null || contains_reference(slot)) return;
    throw Error(place_of(element) + ": `" + path + "` is a secret and its expression refers to nothing, so the secret itself would be written; give a variable, a data source or another resource's attribute");
  }
  if (slot->kind == Kind::list || slot->kind == Kind::blocks) {
    for (std::uint32_t i = 0; i < slot->size; ++i) check_secrets(element, elements_of(slot)[i], path);
  } else {
    check_secrets(element, slot, path);
  }
}

void check_secrets(const Element* element, const Value* value, const std::string& path) {
  if (value == nullptr) return;
  if (value->kind == Kind::dynamic) return check_secrets(element, payload<DynamicBlock>(value)->content, path);
  if (value->kind != Kind::record) return;
  const TableInfo& info = info_of(*table_of(value));
  for (std::uint16_t i = 0; i < info.count; ++i) {
    const Value* slot = slots_of(value)[i];
    const Field& field = info.fields[i];
    if (slot == nullptr || (!is_secret(field) && field.nested == nullptr)) continue;
    check_secret_slot(element, field, slot, path.empty() ? std::string(field.name) : path + "." + std::string(field.name));
  }
}

bool may_hold_secret(const Table& table) {
  static thread_local std::vector<std::pair<const Table*, bool>> known;
  for (const auto& [seen, answer] : known) {
    if (seen == &table) return answer;
  }
  std::vector<const Table*> seen;
  const bool answer = holds_secret(table, seen);
  known.emplace_back(&table, answer);
  return answer;
}

}  // namespace

void check_config(Element* element, const Value* config) {
  if (Arena::of_thread().suspicious && Checker(element).run(config)) Arena::of_thread().suspicious = false;
  if (config != nullptr && config->kind == Kind::record && may_hold_secret(*table_of(config))) check_secrets(element, config, "");
}

}  // namespace parapet::detail
