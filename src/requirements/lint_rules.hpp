#pragma once

#include <map>
#include <string>

#include "guardrails/catalog_store.hpp"
#include "requirements/lint_record.hpp"

/// The rules, a function for each concern. Each says everything that it has to say about a record.
namespace parapet::requirements::linting {

/// The fields: which, in which order, of which type, and the values of ID, cloudProvider and domain.
void check_fields(Record& record);
/// The words of name, description and fix.
void check_words(const Record& record);
/// The name as a sentence.
void check_name(const Record& record);
/// What a description says in its sentence: one configuration of one resource, with an attribute.
void check_statement(const Record& record);
/// A full record's conditions, with what its description and its remedy say about them. The catalog knows the lists.
void check_condition(Record& record, guardrails::Catalog& catalog);

/// Whether the description speaks of what the record's conditions read, which the catalog's reader has accepted.
void check_description(const Record& record);

/// What an Error of the catalog's reader says, and where: it begins with its place, ` /0/require: ...`.
struct ReaderError {
  std::string pointer;  ///< leads somewhere in the JSON that was read
  std::string message;
};
ReaderError read_error(std::string_view text, const Node& root);

/// Finds what occurs twice, in one file or in several.
class Duplicates {
 public:
  /// Ids are in order within one file.
  void begin_file() { last_ids_.clear(); }
  void check(const Record& record);

 private:
  struct Known {
    std::string id;
    std::string place;
  };
  using Index = std::map<std::string, Known>;

  void check_id(const Record& record);
  void check_condition(const Record& record);
  /// The record that came first with the key, else nullptr, and this one is the first.
  static const Known* meet(Index& index, std::string key, const Record& record);

  std::map<std::string, std::string> last_ids_;  ///< of each service
  Index ids_, names_, conditions_, statements_;
};

}  // namespace parapet::requirements::linting
