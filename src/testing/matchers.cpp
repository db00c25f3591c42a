#include "parapet/testing/matchers.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <ostream>

#include "core/render.hpp"
#include "parsed.hpp"

namespace parapet::testing {

using detail::Json;
using detail::json_of;

namespace detail {

namespace {

/// A configuration with what is unset on purpose kept as null: the matcher then wants it to be absent.
const parapet::detail::Value* with_nulls(const parapet::detail::Value* value) {
  namespace core = parapet::detail;
  if (value == nullptr || value->kind != core::Kind::record) return value;
  const core::TableInfo& info = core::info_of(*core::table_of(value));
  std::vector<core::Entry> entries;
  for (std::uint16_t i = 0; i < info.count; ++i) {
    const core::Value* slot = core::slots_of(value)[i];
    if (slot != nullptr) entries.push_back({core::make_text(info.fields[i].name), slot});
  }
  return core::make_map(entries.data(), entries.size());
}

}  // namespace

std::string rendered(const parapet::detail::Value* value) {
  parapet::detail::StringSink sink;
  parapet::detail::JsonWriter writer(sink);
  const parapet::detail::ExpressionContext context{};
  parapet::detail::Renderer(writer, context).value(with_nulls(value));
  writer.finish();
  return Json::parse(sink.text).dump();
}

namespace {

std::string joined(const std::vector<std::string>& texts) {
  std::string result;
  for (const std::string& text : texts) result += (result.empty() ? "" : ", ") + text;
  return result;
}

/// Terraform's plural-free way to say how many: `2 aws_s3_bucket`.
std::string counted(std::size_t count, const std::string& what) { return std::to_string(count) + " " + what; }

std::string types_in(const Document& document, NodeKind kind) {
  std::map<std::string, std::size_t> counts;
  for (const Block& block : document.blocks(kind)) ++counts[block.type().empty() ? block.name() : block.type()];
  std::vector<std::string> texts;
  for (const auto& [type, count] : counts)
    texts.push_back(count == 1 ? type : type + " (" + std::to_string(count) + ")");
  return texts.empty() ? "nothing of that kind" : joined(texts);
}

std::string place_of(const Block& block) {
  return block.path().empty() ? block.address() : block.address() + " (" + block.path() + ")";
}

struct Verdict {
  bool matches = false;
  std::string why;
};

Verdict judge(const ::testing::Matcher<const Block&>& matcher, const Block& block) {
  ::testing::StringMatchResultListener listener;
  const bool matches = matcher.MatchAndExplain(block, &listener);
  return {matches, listener.str()};
}

/// How many attributes an explanation complains about, to find the block that comes nearest.
std::size_t complaints(const std::string& why) {
  std::size_t count = 0;
  for (std::size_t at = why.find(", expected "); at != std::string::npos; at = why.find(", expected ", at + 1)) ++count;
  return count == 0 ? std::numeric_limits<std::size_t>::max() : count;
}

}  // namespace
}  // namespace detail

std::vector<std::string> PropertiesMatcher::differences(const Block& block) const {
  return detail::differences(Json::parse(expected_), json_of(block.body()), "");
}

bool PropertiesMatcher::MatchAndExplain(const Block& block, std::ostream* out) const {
  const std::vector<std::string> found = differences(block);
  if (out != nullptr) *out << detail::joined(found);
  return found.empty();
}

void PropertiesMatcher::DescribeTo(std::ostream* out) const { *out << "has " << expected_; }
void PropertiesMatcher::DescribeNegationTo(std::ostream* out) const { *out << "has not all of " << expected_; }

bool PropertyMatcher::MatchAndExplain(const Block& block, std::ostream* out) const {
  const Property found = block[path_];
  if (expected_.empty()) {
    if (out != nullptr && !found) *out << "`" << path_ << "` is unset, expected any value";
    return static_cast<bool>(found);
  }
  const auto differences = detail::differences(Json::parse(expected_), json_of(found), path_);
  if (out != nullptr) *out << detail::joined(differences);
  return differences.empty();
}

void PropertyMatcher::DescribeTo(std::ostream* out) const {
  *out << "has `" << path_ << "`";
  if (!expected_.empty()) *out << " " << expected_;
}
void PropertyMatcher::DescribeNegationTo(std::ostream* out) const {
  *out << "has no `" << path_ << "`";
  if (!expected_.empty()) *out << " " << expected_;
}

BlocksMatcher BlocksMatcher::named(std::string_view name) const {
  BlocksMatcher copy = *this;
  copy.name_ = name;
  return copy;
}

std::string BlocksMatcher::subject() const {
  const std::string kind = kind_ == NodeKind::data_source ? "data source" : detail::section_of(kind_);
  return kind + " " + (type_.empty() ? name_ : type_);
}

std::vector<Block> BlocksMatcher::candidates(const Document& document) const {
  std::vector<Block> blocks = document.blocks(kind_, type_);
  if (!name_.empty()) std::erase_if(blocks, [&](const Block& block) { return block.name() != name_; });
  return blocks;
}

bool BlocksMatcher::MatchAndExplain(const Document& document, std::ostream* out) const {
  const std::vector<Block> blocks = candidates(document);
  ::testing::StringMatchResultListener ignored;
  std::ostream& explain = out != nullptr ? *out : *ignored.stream();
  if (blocks.empty()) {
    explain << "it has no " << subject() << ", but " << detail::types_in(document, kind_);
    return false;
  }
  std::size_t matching = 0;
  const Block* nearest = nullptr;
  detail::Verdict best;
  for (const Block& block : blocks) {
    const detail::Verdict verdict = detail::judge(matcher_, block);
    matching += verdict.matches ? 1 : 0;
    if (verdict.matches || (nearest != nullptr && detail::complaints(best.why) <= detail::complaints(verdict.why)))
      continue;
    nearest = &block;
    best = verdict;
  }
  if (quantifier_ == Quantifier::some) {
    if (matching > 0) {
      explain << "it has " << detail::counted(matching, "that match");
    } else {
      explain << "it has " << detail::counted(blocks.size(), type_.empty() ? name_ : type_) << ", the nearest is "
              << detail::place_of(*nearest) << ": " << best.why;
    }
    return matching > 0;
  }
  bool first = true;
  for (const Block& block : blocks) {
    const detail::Verdict verdict = detail::judge(matcher_, block);
    if (verdict.matches) continue;
    explain << (first ? "" : "; ") << detail::place_of(block) << ": " << verdict.why;
    first = false;
  }
  return first;
}

void BlocksMatcher::DescribeTo(std::ostream* out) const {
  if (quantifier_ == Quantifier::some) {
    *out << "has a " << subject() << " that ";
  } else {
    *out << "has " << subject() << ", each of which ";
  }
  matcher_.DescribeTo(out);
}

void BlocksMatcher::DescribeNegationTo(std::ostream* out) const {
  if (quantifier_ == Quantifier::some) {
    *out << "has no " << subject() << " that ";
  } else {
    *out << "has no " << subject() << ", or one which not ";
  }
  matcher_.DescribeTo(out);
}

BlocksMatcher HasResource(std::string_view type) { return HasResource(type, ::testing::_); }
BlocksMatcher HasResource(std::string_view type, const ::testing::Matcher<const Block&>& matcher) {
  return {Quantifier::some, NodeKind::resource, type, matcher};
}
BlocksMatcher EveryResource(std::string_view type, const ::testing::Matcher<const Block&>& matcher) {
  return {Quantifier::every, NodeKind::resource, type, matcher};
}
BlocksMatcher HasDataSource(std::string_view type) { return HasDataSource(type, ::testing::_); }
BlocksMatcher HasDataSource(std::string_view type, const ::testing::Matcher<const Block&>& matcher) {
  return {Quantifier::some, NodeKind::data_source, type, matcher};
}
BlocksMatcher HasProvider(std::string_view name) { return HasProvider(name, ::testing::_); }
BlocksMatcher HasProvider(std::string_view name, const ::testing::Matcher<const Block&>& matcher) {
  return {Quantifier::some, NodeKind::provider, name, matcher};
}
BlocksMatcher HasOutput(std::string_view name) {
  return BlocksMatcher(Quantifier::some, NodeKind::output, "", ::testing::_).named(name);
}
BlocksMatcher HasOutput(std::string_view name, const Any& value) {
  return BlocksMatcher(Quantifier::some, NodeKind::output, "", HasProperty("value", value)).named(name);
}

bool CountMatcher::MatchAndExplain(const Document& document, std::ostream* out) const {
  const std::size_t count = document.blocks(NodeKind::resource, type_).size();
  if (out != nullptr) *out << "it has " << count;
  return count_.Matches(count);
}

void CountMatcher::DescribeTo(std::ostream* out) const {
  *out << "has a number of " << type_ << " that ";
  count_.DescribeTo(out);
}
void CountMatcher::DescribeNegationTo(std::ostream* out) const {
  *out << "has a number of " << type_ << " that ";
  count_.DescribeNegationTo(out);
}

}  // namespace parapet::testing
