#include "requirements/lint.hpp"

#include <algorithm>

#include "parapet/error.hpp"
#include "requirements/lint_rules.hpp"

namespace parapet::requirements {

namespace linting {

namespace {

/// Fields that only the catalog's records have.
constexpr std::string_view catalog_fields[] = {"severity", "tier", "resource", "require", "unset", "fix", "sources"};

/// Two of them: one may be a mistake in a requirement of five fields.
bool is_full(const Node& node) {
  const auto has = [&](std::string_view field) { return node.find(field) != nullptr; };
  return std::count_if(std::begin(catalog_fields), std::end(catalog_fields), has) >= 2;
}

bool holds_catalog(const Node& root, RecordForm form) {
  if (form != RecordForm::detect) return form == RecordForm::catalog;
  const auto full = std::count_if(root.items.begin(), root.items.end(), is_full);
  return full > 0 && static_cast<std::size_t>(full) * 2 >= root.items.size();
}

bool has_defect(const JsonText& text, const Node& node) {
  return std::any_of(text.defects.begin(), text.defects.end(),
                     [&](const JsonDefect& defect) { return defect.at >= node.begin && defect.at < node.end; });
}

void complain_about_json(const JsonText& text, Sheet& sheet) {
  for (const JsonDefect& defect : text.defects) sheet.add(defect.at, "", {"json", defect.message, defect.suggestion});
}

}  // namespace

/// What lasts from file to file.
class Judge {
 public:
  explicit Judge(LintOptions options) : options_(std::move(options)) {}

  std::vector<Complaint> file(std::string_view json, std::string_view file) {
    Sheet sheet(json, file);
    const JsonText text = read_json(json);
    complain_about_json(text, sheet);
    duplicates_.begin_file();
    if (text.complete) array(text, sheet);
    return std::move(sheet).finish();
  }

  std::vector<Complaint> list(std::string_view name, std::string_view json, std::string_view file) {
    Sheet sheet(json, file);
    const JsonText text = read_json(json);
    complain_about_json(text, sheet);
    if (text.complete && text.defects.empty()) read_list(name, json, text.root, sheet);
    return std::move(sheet).finish();
  }

  std::size_t records() const { return records_; }

 private:
  void read_list(std::string_view name, std::string_view json, const Node& root, Sheet& sheet) try {
    catalog_.read_list(name, json, "");
  } catch (const Error& error) {
    const ReaderError read = read_error(error.what(), root);
    sheet.add(root.at(read.pointer)->begin, read.pointer,
              {"type", read.message, "A list holds texts, numbers, true and false."});
  }

  void array(const JsonText& text, Sheet& sheet) {
    if (!text.root.is_array()) {
      return sheet.add(text.root.begin, "",
                       {"type", "expected an array of requirements", "Put the requirements in `[` and `]`."});
    }
    const bool full = holds_catalog(text.root, options_.form);
    for (std::size_t i = 0; i < text.root.items.size(); ++i) {
      const Node& node = text.root.items[i];
      const std::string pointer = "/" + std::to_string(i);
      if (node.is_object()) {
        judge(node, pointer, full, !has_defect(text, node), sheet);
      } else {
        sheet.add(node.begin, pointer,
                  {"type", "expected a requirement, which is an object", "Put its fields in `{` and `}`."});
      }
    }
  }

  /// `readable`: whether the catalog's reader takes the text; it stops at a key that occurs twice.
  void judge(const Node& node, std::string pointer, bool full, bool readable, Sheet& sheet) {
    ++records_;
    Record record(node, std::move(pointer), full, options_, sheet);
    check_fields(record);
    check_words(record);
    check_name(record);
    check_statement(record);
    if (full && readable) check_condition(record, catalog_);
    duplicates_.check(record);
  }

  LintOptions options_;
  guardrails::Catalog catalog_;
  Duplicates duplicates_;
  std::size_t records_ = 0;
};

}  // namespace linting

struct Linter::State {
  linting::Judge judge;
};

Linter::Linter(LintOptions options) : state_(new State{linting::Judge(std::move(options))}) {}

Linter::~Linter() = default;

std::size_t Linter::records() const { return state_->judge.records(); }

std::vector<Complaint> Linter::lint(std::string_view json, std::string_view file) {
  return state_->judge.file(json, file);
}

std::vector<Complaint> Linter::read_list(std::string_view name, std::string_view json, std::string_view file) {
  return state_->judge.list(name, json, file);
}

std::vector<Complaint> lint(std::string_view json, std::string_view file, const LintOptions& options) {
  return Linter(options).lint(json, file);
}

}  // namespace parapet::requirements
