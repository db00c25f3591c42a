#include <algorithm>
#include <limits>
#include <set>

#include "guardrails/evaluator.hpp"
#include "guardrails/links.hpp"

namespace parapet::guardrails {

namespace {

Frame frame_of_linked(const Linked& linked, const Frame& us) {
  return Frame{View(linked.block->body), linked.place, linked.block, us.unset, std::string(linked.block->address)};
}

/// How many there are: at least, and at most.
struct Bounds {
  std::size_t low = 0;
  std::size_t high = 0;
};

constexpr std::size_t endless = std::numeric_limits<std::size_t>::max();

Truth at_least(const Bounds& bounds, std::size_t n) {
  return bounds.low >= n ? Truth::yes : bounds.high < n ? Truth::no : Truth::unknown;
}

/// Counts the different values of a path among resources that count.
class Distinct {
 public:
  void add(Links& links, const Path& path, const Frame& frame, Truth counts) {
    for (const Chain& chain : links.chains(path, frame)) {
      std::string key = Links::key_of(chain);
      if (key.empty()) {
        ++unknown_;
      } else if (counts == Truth::yes) {
        certain_.insert(key);
        possible_.insert(key);
      } else {
        possible_.insert(key);
      }
    }
  }
  Bounds bounds() const {
    return {certain_.empty() && unknown_ > 0 ? 0 : certain_.size(), possible_.size() + unknown_};
  }

 private:
  std::set<std::string> certain_;
  std::set<std::string> possible_;
  std::size_t unknown_ = 0;
};

}  // namespace

Truth Evaluator::connected(const Condition& condition, const Frame& frame) {
  if (links_ == nullptr) return Truth::unknown;
  const Connected& connected = *condition.connected;
  LinkedSet set = links_->find(connected, frame);
  bool outside_fails = set.beyond && connected.outside == Connected::Outside::fail;
  Truth every = Truth::yes;
  Bounds bounds;
  Distinct distinct;
  bool refused =
      connected.quantifier == Connected::Quantifier::none || connected.quantifier == Connected::Quantifier::at_most;
  bool where_opposed = refused || connected.quantifier == Connected::Quantifier::every;
  for (const Linked& linked : set.blocks) {
    Frame theirs = frame_of_linked(linked, frame);
    Truth concerned =
        linked.link && (where_opposed ? meets_opposed(connected.where, theirs) : meets(connected.where, theirs));
    Truth require = refused ? meets_opposed(connected.require, theirs) : meets(connected.require, theirs);
    every = every && (!concerned || require);
    Truth counts = concerned && require;
    if (counts == Truth::yes) ++bounds.low;
    if (counts != Truth::no) ++bounds.high;
    if (connected.distinct != nullptr && counts != Truth::no)
      distinct.add(*links_, *connected.distinct, theirs, counts);
  }
  if (connected.distinct != nullptr) bounds = distinct.bounds();
  if (set.beyond && !outside_fails) {
    every = every && Truth::unknown;
    bounds.high = endless;
  }
  switch (connected.quantifier) {
    case Connected::Quantifier::some:
      return at_least(bounds, 1);
    case Connected::Quantifier::at_least:
      return at_least(bounds, connected.n);
    case Connected::Quantifier::every:
      return outside_fails ? Truth::no : every;
    case Connected::Quantifier::none:
      return outside_fails ? Truth::no : !at_least(bounds, 1);
    case Connected::Quantifier::at_most:
      return outside_fails ? Truth::no : !at_least(bounds, std::size_t{connected.n} + 1);
  }
  return Truth::unknown;
}

Truth Evaluator::unique(const Condition& condition, const Frame& frame) {
  if (links_ == nullptr) return Truth::unknown;
  const Span<PathStep>& steps = condition.path->steps;
  bool inside =
      std::any_of(steps.begin(), steps.end(), [](const PathStep& step) { return step.kind == PathStep::Kind::every; });
  std::vector<Chain> chains = links_->chains(*condition.path, frame);
  if (chains.empty()) return unset_outcome(condition.unset, frame.unset);
  Truth result = Truth::yes;
  std::set<std::string> seen;
  for (const Chain& chain : chains) {
    std::string key = Links::key_of(chain);
    std::size_t unknown = 0;
    if (key.empty()) {
      result = result && Truth::unknown;
    } else if (inside) {
      result = result && truth(seen.insert(key).second);
    } else {
      result = result && (links_->count(*condition.path, frame, key, unknown) > 1 ? Truth::no
                          : unknown > 0                                           ? Truth::unknown
                                                                                  : Truth::yes);
    }
  }
  return result;
}

Blame Evaluator::explain_connected(const Condition& condition, const Frame& frame) {
  const Connected& connected = *condition.connected;
  std::string types;
  for (std::string_view type : connected.types) types += (types.empty() ? "" : " or ") + std::string(type);
  if (links_ == nullptr) return {types, "(not judged here)"};
  LinkedSet set = links_->find(connected, frame);
  Truth whole = evaluate(condition, frame);
  for (const Linked& linked : set.blocks) {
    Frame theirs = frame_of_linked(linked, frame);
    if (connected.require == nullptr || connected.quantifier == Connected::Quantifier::none) break;
    if (evaluate(*connected.require, theirs) != whole || meets(connected.where, theirs) == Truth::no) continue;
    return explain(*connected.require, theirs);
  }
  if (!connected.by) {
    const Path& ours = connected.links[0].ours[0];
    return {join_path(frame.prefix, ours.text), shown(walker_.resolve(ours, frame), ours.sensitive)};
  }
  if (set.blocks.empty()) return {types, "missing"};
  return {types, std::string(set.blocks.front().block->address)};
}

}  // namespace parapet::guardrails
