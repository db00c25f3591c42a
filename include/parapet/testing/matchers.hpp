#pragma once

#include <gmock/gmock.h>

#include <string>
#include <string_view>

#include "parapet/testing/document.hpp"

namespace parapet::testing {

namespace detail {

/// A configuration aggregate of generated bindings.
template <class T>
concept TypedConfig = parapet::detail::Aggregate<T> && requires {
  T::parapet_type;
};

/// The value as it would be written to a document.
std::string rendered(const parapet::detail::Value* value);

}  // namespace detail

/// Matches a block whose attributes are as given; attributes that are not mentioned may be anything. Objects are
/// compared member by member, lists element by element, and `null` says that the attribute must not be set.
class PropertiesMatcher {
 public:
  using is_gtest_matcher = void;
  explicit PropertiesMatcher(const parapet::detail::Value* expected) : expected_(detail::rendered(expected)) {}
  bool MatchAndExplain(const Block& block, std::ostream* out) const;
  void DescribeTo(std::ostream* out) const;
  void DescribeNegationTo(std::ostream* out) const;
  /// What differs, one text per attribute.
  std::vector<std::string> differences(const Block& block) const;

 private:
  std::string expected_;
};

/// `HasProperties(object({{"engine", "postgres"}, {"storage_encrypted", true}}))`.
inline PropertiesMatcher HasProperties(const Any& properties) { return PropertiesMatcher(properties.parapet_value()); }
/// Typed: every attribute that is set must be equal, `HasProperties(aws::db_instance{.engine = "postgres"})`.
template <detail::TypedConfig T>
PropertiesMatcher HasProperties(const T& config) {
  return PropertiesMatcher(parapet::detail::make_record(T::parapet_table, &config));
}

/// Matches a block with this value at a path: `HasProperty("tags.env", "production")`.
class PropertyMatcher {
 public:
  using is_gtest_matcher = void;
  PropertyMatcher(std::string_view path, const parapet::detail::Value* expected)
      : path_(path), expected_(expected == nullptr ? std::string() : detail::rendered(expected)) {}
  bool MatchAndExplain(const Block& block, std::ostream* out) const;
  void DescribeTo(std::ostream* out) const;
  void DescribeNegationTo(std::ostream* out) const;

 private:
  std::string path_;
  std::string expected_;  ///< JSON; empty: any value will do
};

/// The attribute is written, with any value.
inline PropertyMatcher HasProperty(std::string_view path) { return {path, nullptr}; }
/// The attribute has this value; a `null` says that it must not be set.
inline PropertyMatcher HasProperty(std::string_view path, const Any& expected) {
  return {path, expected.parapet_value()};
}

/// What of the blocks of one kind and type must match.
enum class Quantifier : unsigned char { some, every };

/// Matches a document by its blocks. A failure says which block came nearest and what differs.
class BlocksMatcher {
 public:
  using is_gtest_matcher = void;
  BlocksMatcher(Quantifier quantifier, NodeKind kind, std::string_view type, ::testing::Matcher<const Block&> matcher)
      : quantifier_(quantifier), kind_(kind), type_(type), matcher_(std::move(matcher)) {}
  bool MatchAndExplain(const Document& document, std::ostream* out) const;
  void DescribeTo(std::ostream* out) const;
  void DescribeNegationTo(std::ostream* out) const;
  /// Only the block of this name counts.
  BlocksMatcher named(std::string_view name) const;

 private:
  std::string subject() const;
  std::vector<Block> candidates(const Document& document) const;

  Quantifier quantifier_;
  NodeKind kind_;
  std::string type_;
  std::string name_;
  ::testing::Matcher<const Block&> matcher_;
};

/// The stack has a resource of the type: `HasResource("aws_s3_bucket")`.
BlocksMatcher HasResource(std::string_view type);
/// ... that matches: `HasResource("aws_s3_bucket", HasProperty("bucket", "logs"))`.
BlocksMatcher HasResource(std::string_view type, const ::testing::Matcher<const Block&>& matcher);
/// ... with every attribute that is set here: `HasResource(aws::s3_bucket{.bucket = "logs"})`.
template <detail::TypedConfig T>
BlocksMatcher HasResource(const T& config) {
  return HasResource(T::parapet_type.name, HasProperties(config));
}

/// Every resource of the type matches, and there is at least one: `EveryResource("aws_db_instance",
/// HasProperty("storage_encrypted", true))`.
BlocksMatcher EveryResource(std::string_view type, const ::testing::Matcher<const Block&>& matcher);
template <detail::TypedConfig T>
BlocksMatcher EveryResource(const T& config) {
  return EveryResource(T::parapet_type.name, HasProperties(config));
}

/// The same for data sources.
BlocksMatcher HasDataSource(std::string_view type);
BlocksMatcher HasDataSource(std::string_view type, const ::testing::Matcher<const Block&>& matcher);
template <detail::TypedConfig T>
BlocksMatcher HasDataSource(const T& config) {
  return HasDataSource(T::parapet_type.name, HasProperties(config));
}

/// A provider by its local name, `HasProvider("aws", HasProperty("region", "eu-west-1"))`.
BlocksMatcher HasProvider(std::string_view name);
BlocksMatcher HasProvider(std::string_view name, const ::testing::Matcher<const Block&>& matcher);
template <detail::TypedConfig T>
BlocksMatcher HasProvider(const T& config) {
  return HasProvider(T::parapet_type.name, HasProperties(config));
}

/// An output by its name in the document; with a value, `HasOutput("endpoint", zip.endpoint())`.
BlocksMatcher HasOutput(std::string_view name);
BlocksMatcher HasOutput(std::string_view name, const Any& value);

/// Matches a document by the number of its resources of a type.
class CountMatcher {
 public:
  using is_gtest_matcher = void;
  CountMatcher(std::string_view type, ::testing::Matcher<std::size_t> count) : type_(type), count_(std::move(count)) {}
  bool MatchAndExplain(const Document& document, std::ostream* out) const;
  void DescribeTo(std::ostream* out) const;
  void DescribeNegationTo(std::ostream* out) const;

 private:
  std::string type_;
  ::testing::Matcher<std::size_t> count_;
};

/// `ResourceCount("aws_db_instance", 2)`, or with a matcher, `Ge(2)`.
inline CountMatcher ResourceCount(std::string_view type, const ::testing::Matcher<std::size_t>& count) {
  return {type, count};
}

}  // namespace parapet::testing
