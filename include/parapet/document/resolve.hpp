#pragma once

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

#include "parapet/document.hpp"
#include "parapet/document/view.hpp"

namespace parapet {

/// What a name stands for inside one instance of a block: `each`, `count`, the iterator of a dynamic block.
struct Binding {
  std::string_view name;
  View key;    ///< `each.key`, `count.index`
  View value;  ///< `each.value`
  const Binding* outer = nullptr;
  bool plain = false;  ///< the name itself is `value` (for expressions)
  bool known = true;   ///< false: neither key nor value can be told
};

/// Where an expression stands. Made by Resolver::place, instances and items; valid as long as the Resolver.
struct Place {
  const Document* document = nullptr;
  const DocumentBlock* block = nullptr;
  const Binding* bindings = nullptr;
};

/// One step of a reference behind its target: `.arn`, `["key"]`, `[*]`.
struct Step {
  enum class Kind : unsigned char { attribute, index, splat };
  Kind kind = Kind::attribute;
  std::string_view name;  ///< of an attribute
  View key;               ///< of an index
};

/// What a value is.
struct Resolved {
  enum class State : unsigned char {
    unset,    ///< absent or null
    known,    ///< `value` is data; what is inside lists and objects may still be expressions, to be resolved in `place`
    unknown,  ///< nothing here can tell; `value` is the expression, folded as far as possible
    reference,  ///< attribute of a resource or data source of these documents
  };
  State state = State::unset;
  /// known: the value. reference: the value that the target's own configuration gives to the attribute, empty if it
  /// gives none or an unknown one. unknown: what is left of the expression (for a template Kind::join: its literal
  /// parts are its Kind::text elements).
  View value;
  /// Where expressions inside `value` and `expression` are resolved.
  Place place;
  /// reference: the traversal itself, `aws_kms_key.x.arn`.
  View expression;
  /// reference: the block. unknown: a module or a variable without default when the expression is nothing but a
  /// reference to it.
  const DocumentBlock* target = nullptr;
  const Document* document = nullptr;  ///< of the target
  View instance;                       ///< key of `target[key]`; empty without
  std::vector<Step> path;              ///< what follows the target; empty for a reference to the whole resource
  /// unknown, but one of these for certain: branches of an undecided conditional, instances of `each.value`. A
  /// condition passes when all pass, fails when all fail. Never nested.
  std::vector<Resolved> alternatives;
  bool sensitive = false;      ///< went through a sensitive variable or `sensitive()`: never show it
  bool from_variable = false;  ///< holds as long as nobody overrides a variable's default

  bool is_known() const { return state == State::known; }
  bool is_unset() const { return state == State::unset; }
  /// A reference to exactly this attribute of the target: `.arn`.
  bool is_attribute(std::string_view name) const {
    return state == State::reference && path.size() == 1 && path[0].kind == Step::Kind::attribute &&
           path[0].name == name;
  }
};

/// One block or element of a list.
struct Item {
  View value;  ///< for a dynamic block its content
  Place place;
  /// False for a dynamic block whose `for_each` is unknown, empty only by a variable's default: it may be there never,
  /// once or often.
  bool certain = true;
};

/// The elements of a list, the blocks of one label.
struct Items {
  std::vector<Item> items;
  bool complete = true;  ///< false: an expression that nobody can resolve may bring others, or all of them
  bool sensitive = false;
};

/// Answers "what is this value?" over finished documents: follows references, variables' defaults, locals and
/// iterators, folds pure functions, operators, templates and conditionals. Never throws for what a document says; work
/// per question is bounded, and what would exceed the bound is unknown. Not for several threads. The documents must
/// outlive it and stay as they are.
class Resolver {
 public:
  explicit Resolver(const std::vector<Document>& documents);
  ~Resolver();
  Resolver(const Resolver&) = delete;
  Resolver& operator=(const Resolver&) = delete;

  const std::vector<Document>& documents() const { return *documents_; }

  /// The place of a block as a whole, whatever its instances. A block that is in none of the documents (not yet in the
  /// tree) has a place in which no name is known.
  Place place(const DocumentBlock& block) const;
  /// One place per instance of a block with `for_each` or `count`; the whole block's place when it has neither or they
  /// are unknown, and also when they are zero only by a variable's default. Empty when there is certainly no instance.
  std::vector<Place> instances(const DocumentBlock& block);

  /// What `value` is. In a whole block's place, `each` and `count.index` give alternatives where the instances are
  /// known.
  Resolved resolve(View value, const Place& place);
  Resolved resolve(View value, const DocumentBlock& in) { return resolve(value, place(in)); }

  /// The member of something resolved, itself resolved: looks through lists of exactly one object and dynamic blocks
  /// with exactly one instance, goes into alternatives, and adds a step to a reference. Unknown when there are several
  /// blocks.
  Resolved member(const Resolved& object, std::string_view name);
  /// Follows a reference to the value in its target's configuration, one step: `aws_s3_bucket_policy.p.bucket` gives
  /// the reference `aws_s3_bucket.b.id` that the policy's configuration holds. Unset when it is not configured
  /// (computed by the provider).
  Resolved configured(const Resolved& reference);

  /// The elements of a list or the blocks of a label; dynamic blocks and expressions are resolved, an object alone is
  /// the only item. `label` is the name of the attribute or block, which dynamic blocks use as iterator.
  Items items(View value, const Place& place, std::string_view label);

  /// What a string that holds JSON says: a literal is decoded, `jsonencode(x)` gives x, a template is decoded with its
  /// unknown parts kept as expressions inside the strings. Unknown when it is no JSON. References
  /// (`data.aws_iam_policy_document.x.json`) stay what they are.
  Resolved json(const Resolved& text);

 private:
  Resolved member_of_blocks(const Resolved& object, std::string_view name);

  struct State;
  const std::vector<Document>* documents_;
  std::unique_ptr<State> state_;
};

}  // namespace parapet
