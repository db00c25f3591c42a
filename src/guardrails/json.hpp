#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

/// Strict reading of JSON that people write: every complaint has file, JSON pointer, what was expected and what was
/// found.
namespace parapet::guardrails {

using Json = nlohmann::ordered_json;

/// Parses a text. Throws Error for bad syntax (with the line) and for a key that occurs twice in one object.
Json parse_json(std::string_view text, std::string_view file);

/// A value and where it stands.
class At {
 public:
  At(const Json& json, std::string_view file) : json_(&json), file_(file) {}

  const Json& json() const { return *json_; }
  std::string_view file() const { return file_; }
  const std::string& pointer() const { return pointer_; }
  /// `catalog/rds.json /0/require`.
  std::string place() const;

  bool has(std::string_view key) const { return json_->contains(key); }
  At member(std::string_view key) const;
  At element(std::size_t position) const;
  std::size_t size() const { return json_->size(); }

  /// Each throws Error unless the value has the type.
  const At& expect_object() const;
  const At& expect_array() const;
  std::string text() const;
  /// A text that is not empty.
  std::string filled_text() const;
  bool boolean() const;
  double number() const;
  unsigned count() const;
  std::vector<std::string> texts() const;
  /// Refuses keys outside `known`, names the nearest.
  void only(const std::vector<std::string_view>& known) const;
  /// Position in `words`; throws Error with all of them and the nearest.
  std::size_t one_of(const std::vector<std::string_view>& words) const;

  /// Throws Error: place, then `what`.
  [[noreturn]] void refuse(std::string_view what) const;
  /// "expected X, found Y".
  [[noreturn]] void expected(std::string_view what) const;

 private:
  const Json* json_;
  std::string_view file_;
  std::string pointer_;
};

}  // namespace parapet::guardrails
