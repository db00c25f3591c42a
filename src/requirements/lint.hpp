#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

/// Refuses what a reviewer would refuse in requirements, whether people or a model wrote them: vague words, two
/// configurations in one, wrong structure, duplicates. `docs/requirements_lint.md` says what each rule is for.
namespace parapet::requirements {

/// Something a requirement must not have.
struct Complaint {
  std::size_t line = 1;    ///< from 1
  std::size_t column = 1;  ///< from 1, in code points
  std::string pointer;     ///< JSON pointer of the field: `/0/name`
  std::string rule;        ///< a name of lint_rules()
  std::string message;
  std::string suggestion;  ///< what to write instead

  bool operator==(const Complaint&) const = default;
};

/// What the records of a file are: the standard's five fields, or the catalog's full record.
enum class RecordForm { detect, exported, catalog };

/// A cloud that requirements may be about, and how the names of its resource types begin.
struct Cloud {
  std::string name;
  std::vector<std::string> prefixes;
};

struct LintOptions {
  /// The ids of a catalog's file name its service: `s3:001` stands in `s3.json`.
  bool names_service = true;
  RecordForm form = RecordForm::detect;
  std::vector<std::string> domains = {"data protection", "network security", "identity and access management",
                                      "logging and monitoring", "secure configuration"};
  std::vector<Cloud> clouds = {
      {"AWS", {"aws_", "awscc_"}}, {"GCP", {"google_"}}, {"Azure", {"azurerm_", "azuread_", "azapi_"}}};
};

/// Judges the text of one file; `file` is its name in messages and, for a catalog, of its service. What is no JSON is a
/// complaint, too. The complaints come in the order of their places.
std::vector<Complaint> lint(std::string_view json, std::string_view file, const LintOptions& options = {});

/// Judges several files that belong together: what occurs in two of them is a duplicate.
class Linter {
 public:
  explicit Linter(LintOptions options = {});
  Linter(const Linter&) = delete;
  Linter& operator=(const Linter&) = delete;
  ~Linter();

  /// A list that conditions name with `in_list`: `name` is the file's without `.json`.
  std::vector<Complaint> read_list(std::string_view name, std::string_view json, std::string_view file);
  std::vector<Complaint> lint(std::string_view json, std::string_view file);
  /// How many records there were in all files.
  std::size_t records() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

struct LintRule {
  std::string_view name;
  std::string_view explanation;
};

/// Every rule, in the order in which the documentation gives them.
const std::vector<LintRule>& lint_rules();

}  // namespace parapet::requirements
