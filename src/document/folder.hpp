#pragma once

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "document/make_number.hpp"
#include "parapet/document/resolve.hpp"

namespace parapet::detail {

/// A traversal taken apart: `aws_s3_bucket.x["k"].arn` is the head `aws_s3_bucket` and four steps.
struct Chain {
  const Value* head = nullptr;
  std::vector<Step> steps;
};
Chain take_apart(const Value* traversal);
/// The block that a traversal by name starts with, and how many of its steps name it; nullptr for what names none.
const DocumentBlock* named_block(const Chain& chain, const Place& place, std::size_t& used);
/// The traversal that has these steps on top of `base`.
const Value* put_together(const Value* base, const Step* first, const Step* last);

/// What a traversal that is no value refers to.
struct Target {
  const DocumentBlock* block = nullptr;
  const Document* document = nullptr;
  View instance;
  std::vector<Step> path;
};

/// Evaluates expressions as far as documents allow. `fold` gives a value whose outermost layer is data, or what is left
/// of the expression. Results are closed: no name in them depends on the block or instance where they stood, so that
/// they mean the same anywhere in their document; a name that cannot be told becomes Kind::raw.
class Folder {
 public:
  /// What was met since `begin`.
  struct Met {
    bool sensitive = false;
    bool from_variable = false;
    bool instance = false;   ///< `each` or `count` outside of any known instance
    bool undecided = false;  ///< a condition that cannot be told
    bool truncated = false;  ///< the bound for the work was reached

    void add(const Met& other);
  };

  explicit Folder(const std::vector<Document>& documents) : documents_(documents) {}

  /// Starts a question of its own: a fresh bound for the work.
  void begin();
  Met met;

  /// Never nullptr; unset is Kind::null.
  const Value* fold(const Value* value, const Place& place);
  /// Like fold; a reference becomes what its target's configuration says, if that is data.
  const Value* operand(const Value* value, const Place& place);

  /// What a folded traversal refers to; false when it is none or its target is not in the documents.
  bool target_of(const Value* folded, const Place& place, Target& target) const;
  /// What the target's own configuration says, folded; nullptr when it says nothing.
  const Value* configured(const Target& target);
  /// Where the configuration of a target stands.
  Place place_of(const Target& target);

  /// One binding per instance; `unknown` when they cannot be told.
  struct Instances {
    bool unknown = false;
    bool none = false;  ///< neither `for_each` nor `count`
    std::vector<const Binding*> bindings;
    Met met;               ///< on the way to them
    bool lasting = false;  ///< the same for every question
  };
  const Instances& instances(const DocumentBlock& block, const Document* document);
  /// The same for a dynamic block; when they are unknown there is one binding that tells nothing.
  const Instances& blocks_of(const Value* dynamic, std::string_view label, const Place& place);

  /// A condition that could not be told, with the answer that is assumed.
  struct Condition {
    const Value* source = nullptr;  ///< nullptr below bindings, where one source stands for many conditions
    const Value* folded = nullptr;
    bool answer = false;
  };
  /// The first one since the last call.
  Condition take_undecided() { return std::exchange(undecided_, {}); }
  /// Answers a condition for everything that is folded until `undo_assumption`.
  void assume(Condition condition, bool answer);
  void undo_assumption() { assumptions_.pop_back(); }

  /// Takes part of the bound; false when it is used up.
  bool spend(std::size_t steps);

  /// The steps applied to a folded value.
  const Value* apply(const Value* value, const Step* first, const Step* last, const Place& place);

 private:
  struct KnownLocal {
    const Value* value = nullptr;  ///< nullptr while it is being folded
    Met met;
  };

  Instances find_instances(const DocumentBlock& block, const Document* document);
  /// One binding per element of a folded collection, objects in the order of their keys; nothing when it is none.
  std::optional<std::vector<Binding>> bindings_of(const Value* collection, std::string_view name, const Place& place);
  std::vector<const Binding*> keep(const std::vector<Binding>& bindings);
  /// Whether what was just found does not depend on assumptions or on how much of the bound was left.
  bool is_lasting() const { return assumptions_.empty() && !met.undecided && !met.truncated; }

  const Value* fold_one(const Value* value, const Place& place);
  const Value* close_list(const Value* value, const Place& place);
  const Value* close_object(const Value* value, const Place& place);
  bool needs_closing(const Place& place) const;

  // Targets in other stacks.
  bool target_at(const Value* folded, const Place& place, Target& target, int depth) const;
  bool follow_state(Target& target, int depth) const;
  const Document* document_of_state(View remote_state) const;

  // Traversals.
  const Value* traversal(const Value* value, const Place& place);
  const Value* start(const Chain& chain, const Place& place, std::size_t& used);
  const Value* start_at_root(const Value* root);
  const Value* start_at_name(const Chain& chain, const Place& place, std::size_t& used);
  const Value* bound(const Binding& binding, const Chain& chain, std::size_t& used);
  const Value* closed_traversal(const Value* value, const Chain& chain, const Place& place);
  const Value* variable(const DocumentBlock& block);
  const Value* local(const DocumentBlock& block, const Document& document);
  const Value* block_value(const DocumentBlock& block, const Document& document);
  const Value* attribute(const Value* value, std::string_view name, const Place& place);
  const Value* index(const Value* value, const Value* key, const Place& place);
  const Value* splat(const Value* value, const Step* first, const Step* last, const Place& place);
  const DocumentBlock* find(const Element* element, const Document*& document) const;
  const Binding* instance_binding(const Target& target);

  // Operators and constructors.
  const Value* call(const Value* value, const Place& place);
  const Value* unary(const Value* value, const Place& place);
  const Value* binary(const Value* value, const Place& place);
  const Value* logical(const Value* value, const Place& place);
  const Value* conditional(const Value* value, const Place& place);
  std::optional<bool> assumed(const Condition& condition) const;
  const Value* join(const Value* value, const Place& place);
  const Value* for_expression(const Value* value, const Place& place);

  const std::vector<Document>& documents_;
  std::deque<Binding> bindings_;
  std::unordered_map<const DocumentBlock*, KnownLocal> locals_;
  std::unordered_map<const DocumentBlock*, Instances> instances_;
  std::map<std::pair<const Value*, const Binding*>, Instances> dynamics_;
  std::vector<Condition> assumptions_;
  Condition undecided_;
  std::size_t left_ = 0;
  int depth_ = 0;
};

/// What nobody can tell, with the text that stood there.
const Value* unknown(View text);
/// Members of an object in the order Terraform iterates, by key; nothing when a key is an expression or stands twice.
std::optional<std::vector<std::pair<std::string_view, const Value*>>> sorted_members(View object);
/// A place in the same document without names of its own.
inline Place bare(const Place& place) { return {place.document, nullptr, nullptr}; }
/// Value::flag of a folded list that is a set: its elements have no positions.
inline constexpr std::uint8_t kSet = 1;
inline bool is_set(const Value* value) { return value->kind == Kind::list && value->flag == kSet; }

}  // namespace parapet::detail
