#include "config_check.hpp"

#include "arena.hpp"
#include "parapet/error.hpp"
#include "secret_check.hpp"
#include "visit.hpp"

namespace parapet::detail {

namespace {

class Checker {
 public:
  Checker(Element* element, std::string_view path) : element_(element), path_(path) {}

  void visit(const Value* value) {
    if (value == nullptr) return;
    switch (value->kind) {
      case Kind::text:
        return visit_text(value);
      case Kind::raw:
        if ((value->flags & text_broken_utf8) != 0)
          refuse("is not valid UTF-8; write the source file in UTF-8, or encode the bytes with fn::base64encode");
        return;
      case Kind::real:
        if ((value->flags & real_not_finite) != 0)
          refuse("is not a finite number; Terraform has no NaN and no infinity");
        return;
      case Kind::map:
        return visit_map(value);
      case Kind::record:
        return visit_record(value);
      default:
        for_each_child(value, [this](const Value* child) { visit(child); });
    }
  }

 private:
  void visit_text(const Value* value) {
    if ((value->flags & text_broken_utf8) != 0)
      refuse(
          "is not valid UTF-8, or contains a NUL; write the source file in UTF-8, or encode the bytes with "
          "fn::base64encode");
    if ((value->flags & text_like_reference) != 0) {
      element_->app->extra_of(element_).annotations.push_back(
          {"warning", subject() + "contains text that looks like a reference and is written escaped; use the handle's "
                                  "functions or fn:: to refer to something"});
      element_->app->journal.emplace_back(element_, Step::annotation);
    }
  }

  void visit_map(const Value* value) {
    for (std::uint32_t i = 0; i < value->size; ++i) {
      const Entry& entry = entries_of(value)[i];
      const std::string before =
          enter(entry.key != nullptr && entry.key->kind == Kind::text ? text_of(entry.key) : "(key)");
      if (entry.key == nullptr || entry.key->kind == Kind::null)
        refuse("is an entry without a key; give every entry one");
      if (value->flag == 1) check_unique_key(value, i);
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
      if (other != nullptr && other->kind == Kind::text && text_of(other) == text_of(key))
        refuse("is given twice in the same map; keep one of the two");
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

  /// A local is a value without a name.
  std::string subject() const { return path_.empty() ? "the value " : "`" + path_ + "` "; }

  std::string enter(std::string_view name) {
    std::string before = path_;
    if (!path_.empty()) path_ += '.';
    path_ += name;
    return before;
  }

  [[noreturn]] void refuse(const std::string& why) const { throw Error(place_of(element_) + ": " + subject() + why); }

  Element* element_;
  std::string path_;
};

}  // namespace

void check_config(Element* element, const Value* config) {
  if (Arena::of_thread().suspicious) Checker(element, "").visit(config);
  check_secrets(element, config, [](const Element* other) { return other->config; });
}

void check_value(Element* element, std::string_view path, const Value* value) {
  if (Arena::of_thread().suspicious) Checker(element, path).visit(value);
}

}  // namespace parapet::detail
