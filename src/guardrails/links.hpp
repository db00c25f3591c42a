#pragma once

#include <deque>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "guardrails/walker.hpp"
#include "parapet/guardrails/truth.hpp"

namespace parapet::guardrails {

/// One thing that a value says it points at.
struct End {
  enum class Kind : unsigned char { reference, literal, unknown };
  Kind kind = Kind::unknown;
  const DocumentBlock* target = nullptr;
  std::string attribute;  ///< of the target: `id`
  std::string position;   ///< inside the attribute: `["key"]`; empty without
  bool decided = true;    ///< false: a part of `position` is an expression
  View instance;          ///< key of the target's instance; empty without
  std::string text;       ///< of a literal
  View expression;        ///< of what is unknown
  Place place;            ///< with the block that says it
  bool certain = true;
};

/// A value, followed from reference to reference: all that it points at on the way.
using Chain = std::vector<End>;

/// A resource that is connected with ours.
struct Linked {
  const DocumentBlock* block = nullptr;
  Place place;
  Truth link = Truth::yes;
};

struct LinkedSet {
  std::vector<Linked> blocks;
  bool beyond = false;  ///< a link leads out of the documents, or where nobody can tell
};

/// Finds connected resources. Keeps indexes, because thousands of buckets ask for the same.
class Links {
 public:
  Links(Walker& walker, const std::vector<Document>& documents);

  LinkedSet find(const Connected& connected, const Frame& us);
  /// What every value at a path points at.
  std::vector<Chain> chains(const Path& path, const Frame& frame);
  /// A text that is the same for values that are the same; empty for what is unknown.
  static std::string key_of(const Chain& chain);
  /// How many resources of the frame's type have a value of that key at the path; `unknown` counts those whose value is
  /// not known.
  std::size_t count(const Path& path, const Frame& frame, const std::string& key, std::size_t& unknown);

 private:
  struct Candidate {
    const DocumentBlock* block = nullptr;
    Place place;
    std::vector<Chain> chains;  ///< of the first link's path
  };
  struct Index {
    std::vector<Candidate> candidates;
    std::unordered_map<const DocumentBlock*, std::vector<std::size_t>> by_target;
    std::unordered_map<std::string, std::vector<std::size_t>> by_text;
    std::vector<std::size_t> uncertain;
    /// The candidates that may have the same value.
    std::vector<std::size_t> near(const End& end) const;
  };
  struct Counts {
    std::unordered_map<std::string, std::size_t> by_key;
    std::size_t unknown = 0;
  };

  Index& index_of(const Connected& connected, const Path& theirs);
  LinkedSet pointing_at_us(const Connected& connected, const Frame& us);
  LinkedSet pointed_at(const Connected& connected, const Frame& us);
  LinkedSet pointed_at(const Connected& connected, const Link& link, const Frame& us);
  bool add_targets(const Connected& connected, const Link& link, const Chain& chain, LinkedSet& result);
  bool add_target(const End& end, const Connected& connected, const Link& link, LinkedSet& result);
  bool add_namesakes(const End& end, const Connected& connected, const Link& link, LinkedSet& result);
  static void add(const Linked& linked, LinkedSet& result);
  void follow(const Resolved& value, const DocumentBlock* from, bool certain, int depth, Chain& chain);
  void follow_list(const Resolved& value, const DocumentBlock* from, bool certain, std::vector<Chain>& chains);
  Truth points_at(const std::vector<Chain>& chains, const Link& link, const Frame& us, const std::vector<Chain>& ours);
  Truth points_at(const End& end, const Link& link, const Frame& us, const std::vector<Chain>& ours);
  Truth same_instance(const End& end, const Frame& us);
  Truth same_instance(const End& left, const End& right);
  /// Whether two ends are the same value: a text, an expression, or one attribute of a third resource.
  Truth same_value(const End& left, const End& right);
  Truth same_reference(const End& left, const End& right);
  Truth has_one_for_each(const Place& place, const Frame& us);
  /// What our side of a link points at. Several requirements ask for the same of one resource after the other; what it
  /// was is kept until the next resource.
  const std::vector<Chain>& our_chains(const Link& link, const Frame& us);
  static Frame frame_of(const DocumentBlock& block, const Place& place);

  struct Own {
    Span<Path> paths;
    std::vector<Chain> chains;
  };

  Walker& walker_;
  const std::vector<Document>& documents_;
  std::deque<Own> own_;
  const DocumentBlock* own_block_ = nullptr;
  const detail::Value* own_value_ = nullptr;
  const Binding* own_bindings_ = nullptr;
  std::unordered_map<std::string_view, std::vector<const DocumentBlock*>> by_type_;
  std::map<std::pair<const Connected*, const char*>, Index> indexes_;
  std::map<std::pair<const Path*, std::string_view>, Counts> counts_;
};

}  // namespace parapet::guardrails
