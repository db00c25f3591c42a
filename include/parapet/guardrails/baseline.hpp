#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace parapet::guardrails {

struct Report;

/// One finding that existed before the guardrails did.
struct BaselineEntry {
  std::string requirement;  ///< `rds:001`
  std::string stack;
  std::string address;    ///< Terraform's
  std::string attribute;  ///< path of the attribute that was found
  std::string value;      ///< as it was shown; another value is another finding
  auto operator<=>(const BaselineEntry&) const = default;
};

/// What is tolerated because it existed before. One object serves one run: it remembers which entries were used.
class Baseline {
 public:
  /// Nothing is tolerated.
  Baseline();
  /// Reads an array of objects with exactly the fields of BaselineEntry. An entry that is malformed covers nothing and
  /// is a problem; a file that is no JSON array throws Error.
  Baseline(std::string_view json, std::string_view file);
  Baseline(Baseline&&) noexcept;
  Baseline& operator=(Baseline&&) noexcept;
  ~Baseline();

  /// Whether exactly this finding is among the entries.
  bool covers(const BaselineEntry& finding) const;

  /// What is wrong with entries, with file, JSON pointer and what was expected.
  const std::vector<std::string>& problems() const;
  /// How many findings the entries cover so far, and a sentence for each entry about one of these stacks that covers
  /// none.
  std::vector<std::string> summary(const std::vector<std::string_view>& stacks) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The text of a baseline file with every finding of a report: what fails, what is unknown, and what the report's own
/// baseline covers. What an exception permits is left out. Sorted.
std::string baseline_text(const Report& report);

}  // namespace parapet::guardrails
