#include "schema/settable_paths.hpp"

#include <deque>

namespace parapet::schema {

namespace {

/// Something with parts, and the path that leads to them: `rule[*].`.
struct Whole {
  std::string prefix{};
  const Block* block = nullptr;
  const NestedType* nested = nullptr;
  const Type* object = nullptr;
};

std::string_view step_into(const NestedBlock& block) {
  const bool single = block.nesting == Nesting::single || block.nesting == Nesting::group || block.max_items == 1;
  return single ? "." : "[*].";
}

/// What is nested waits in a queue, so that a type of ten thousand blocks shows its outer ones before `most` is
/// reached.
class SettablePaths {
 public:
  SettablePaths(const Block& block, std::size_t most) : most_(most) { queue_.push_back({"", &block}); }

  std::vector<std::string> list() {
    for (; !queue_.empty() && paths_.size() < most_; queue_.pop_front()) visit(queue_.front());
    return std::move(paths_);
  }

 private:
  void visit(const Whole& whole) {
    if (whole.object != nullptr) return visit_object(whole);
    if (whole.nested != nullptr) return visit_attributes(whole.prefix, whole.nested->attributes);
    visit_attributes(whole.prefix, whole.block->attributes);
    for (const NestedBlock& block : whole.block->blocks) {
      if (block.block.deprecated || (whole.prefix.empty() && block.name == "timeouts")) continue;
      const std::string path = whole.prefix + block.name;
      add(path);
      queue_.push_back({path + std::string(step_into(block)), &block.block});
    }
  }

  void visit_attributes(const std::string& prefix, const std::vector<Attribute>& attributes) {
    for (const Attribute& attribute : attributes) {
      if (!attribute.settable() || attribute.deprecated) continue;
      if (prefix.empty() && attribute.name == "timeouts") continue;
      const std::string path = prefix + attribute.name;
      add(path);
      if (attribute.nested == nullptr) {
        enter(path, attribute.type);
      } else {
        queue_.push_back(
            {path + (attribute.nested->nesting == Nesting::single ? "." : "[*]."), nullptr, attribute.nested.get()});
      }
    }
  }

  void visit_object(const Whole& whole) {
    for (const ObjectMember& member : whole.object->members) {
      add(whole.prefix + member.name);
      enter(whole.prefix + member.name, member.type);
    }
  }

  /// Through lists, sets and maps to the object in them, if it is one.
  void enter(std::string path, const Type& type) {
    const Type* inner = &type;
    for (; !inner->element.empty(); inner = &inner->element.front()) path += "[*]";
    if (inner->kind == Type::Kind::object) queue_.push_back({path + ".", nullptr, nullptr, inner});
  }

  void add(const std::string& path) {
    if (paths_.size() < most_) paths_.push_back(path);
  }

  std::size_t most_;
  std::deque<Whole> queue_;
  std::vector<std::string> paths_;
};

}  // namespace

std::vector<std::string> settable_paths(const ResourceType& type, std::size_t most) {
  return SettablePaths(type.block, most).list();
}

}  // namespace parapet::schema
