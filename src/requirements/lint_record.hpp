#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "requirements/lint.hpp"
#include "requirements/lint_json.hpp"
#include "requirements/lint_text.hpp"

/// What the rules share: the record they look at, and where they say what is wrong with it.
namespace parapet::requirements::linting {

/// What a rule says about a place.
struct Verdict {
  std::string_view rule;
  std::string message;
  std::string suggestion;
};

/// Collects the complaints about one file.
class Sheet {
 public:
  Sheet(std::string_view bytes, std::string_view file) : bytes_(bytes), file_(file), lines_(bytes) {}

  void add(std::size_t at, std::string pointer, Verdict verdict) {
    const Lines::Place place = lines_.at(at);
    complaints_.push_back({place.line, place.column, std::move(pointer), std::string(verdict.rule),
                           visible(verdict.message), visible(verdict.suggestion)});
  }

  std::string_view bytes() const { return bytes_; }
  std::string_view file() const { return file_; }
  /// `rds.json:12`, for complaints that point at another record.
  std::string line_of(std::size_t at) const { return std::string(file_) + ":" + std::to_string(lines_.line(at)); }
  std::vector<Complaint> finish() &&;

 private:
  std::string_view bytes_;
  std::string_view file_;
  Lines lines_;
  std::vector<Complaint> complaints_;
};

/// A field of a record that people read.
struct TextField {
  std::string_view name;
  const Node* node = nullptr;  ///< nullptr: the record has no such text, or one that is too long to be looked at
  Prose prose;
};

/// How many bytes a text may have.
std::size_t longest(std::string_view field);

class Record {
 public:
  Record(const Node& node, std::string pointer, bool full, const LintOptions& options, Sheet& sheet);

  const Node& node() const { return node_; }
  const std::string& pointer() const { return pointer_; }
  bool full() const { return full_; }
  const LintOptions& options() const { return options_; }
  Sheet& sheet() const { return sheet_; }

  /// The text of a field; empty if it is missing or no text.
  std::string_view text(std::string_view field) const;
  const TextField& name() const { return texts_[0]; }
  const TextField& description() const { return texts_[1]; }
  const TextField& fix() const { return texts_[2]; }
  const std::vector<TextField>& texts() const { return texts_; }

  /// Complains about a field, or about the record if the field is empty.
  void complain(std::string_view field, Verdict verdict) const;
  /// Complains about a byte of a text's value.
  void complain_in(const TextField& field, std::size_t byte, Verdict verdict) const;
  void complain_at(std::size_t byte_of_file, std::string_view field, Verdict verdict) const;

  /// Whether the structure is as it has to be: other rules rely on it.
  bool sound() const { return sound_; }
  void unsound() { sound_ = false; }

 private:
  const Node& node_;
  std::string pointer_;
  bool full_;
  const LintOptions& options_;
  Sheet& sheet_;
  std::vector<TextField> texts_;
  bool sound_ = true;
};

/// Whether a backticked text is the name of a resource type: `aws_db_instance`, `data.aws_ami`.
bool is_type_name(std::string_view text, const LintOptions& options);
/// Whether a backticked text is written like an attribute: `rule[*].mode`, `tags["env"]`, `policy#json.Statement`.
bool is_attribute_name(std::string_view text);

/// `a, b, c`.
std::string list_of(const std::vector<std::string_view>& words);

}  // namespace parapet::requirements::linting
