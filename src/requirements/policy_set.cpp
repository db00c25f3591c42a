#include "requirements/policy_set.hpp"

#include <algorithm>
#include <cctype>
#include <functional>
#include <set>

#include "core/utf8.hpp"
#include "guardrails/domains.hpp"
#include "guardrails/words.hpp"
#include "parapet/error.hpp"
#include "requirements/csv.hpp"
#include "requirements/names.hpp"

namespace parapet::requirements {

using guardrails::At;
using guardrails::domains;

namespace {

const std::vector<std::string_view> policy_fields = {"ID",  "title",    "resource", "service",
                                                     "key", "operator", "value",    "domain"};
const std::vector<std::string_view> operators = {"equals",     "one_of",   "not_equals",   "none_of",  "exists",
                                                 "not_exists", "contains", "not_contains", "at_least", "at_most"};
constexpr Wish wishes[] = {Wish::one_of,     Wish::one_of,   Wish::none_of,      Wish::none_of,  Wish::exists,
                           Wish::not_exists, Wish::contains, Wish::not_contains, Wish::at_least, Wish::at_most};

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return result;
}

std::string trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1));
}

std::vector<std::string> divided(const std::string& text) {
  std::vector<std::string> parts;
  for (std::size_t at = 0; (at = text.find_first_not_of(" ,;\t\r\n", at)) != std::string::npos;) {
    const std::size_t end = std::min(text.find_first_of(" ,;\t\r\n", at), text.size());
    const std::string part = text.substr(at, end - at);
    if (std::find(parts.begin(), parts.end(), part) == parts.end()) parts.push_back(part);
    at = end;
  }
  return parts;
}

/// A cell of a table has no type of its own.
Json literal_of(const std::string& text) {
  if (text == "true" || text == "false") return text == "true";
  const Json number = Json::parse(text, nullptr, false);
  return number.is_number() ? number : Json(text);
}

/// A policy as it was written, whatever the file's format.
struct PolicyRow {
  std::map<std::string, std::string> texts;  ///< field to text, trimmed
  std::vector<Json> values;
  std::function<void(const std::string& field, const std::string& what)> refuse;

  std::string text(const std::string& field) const {
    const auto found = texts.find(field);
    return found == texts.end() ? std::string() : found->second;
  }
};

Wish wish_of_row(const PolicyRow& row) {
  const std::string name = row.text("operator");
  if (name.empty()) return row.values.empty() ? Wish::inspected : Wish::one_of;
  const auto found = std::find(operators.begin(), operators.end(), name);
  if (found == operators.end())
    row.refuse("operator", "expected one of " + guardrails::joined(operators) + "; found \"" + name + "\"" +
                               guardrails::did_you_mean(name, operators));
  const Wish wish = wishes[found - operators.begin()];
  const bool bare = wish == Wish::exists || wish == Wish::not_exists;
  if (bare != row.values.empty())
    row.refuse("value", bare ? "the operator " + name + " takes no value" : "the operator " + name + " needs a value");
  return wish;
}

SourceCheck check_of_row(const PolicyRow& row, std::string_view set) {
  SourceCheck check;
  check.source = set;
  check.id = row.text("ID");
  check.title = row.text("title");
  check.service = row.text("service");
  check.domain = row.text("domain");
  if (check.id.empty()) row.refuse("ID", "every policy needs an id");
  if (std::any_of(check.id.begin(), check.id.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; }))
    row.refuse("ID", "an id is one line without control characters");
  if (check.title.empty()) row.refuse("title", "every policy needs a title");
  if (check.service.empty() && row.text("resource").empty())
    row.refuse("resource", "every policy needs a resource type or a service");
  if (!check.service.empty() && !is_service(check.service))
    row.refuse("service", "expected a service like `rds`, of lower-case letters, digits, - and _; found \"" +
                              check.service + "\"");
  if (!check.domain.empty() && std::find(domains.begin(), domains.end(), check.domain) == domains.end())
    row.refuse("domain", "expected one of " + guardrails::joined(domains) + "; found \"" + check.domain + "\"" +
                             guardrails::did_you_mean(check.domain, domains));
  const Wish wish = wish_of_row(row);
  std::vector<Setting> settings;
  for (const std::string& key : divided(row.text("key"))) {
    if (!is_path(key)) row.refuse("key", "expected attributes like `logging.enabled`, found \"" + key + "\"");
    settings.push_back({key, wish, row.values});
  }
  for (const std::string& type : divided(row.text("resource"))) {
    if (!is_type(type)) row.refuse("resource", "expected types like `aws_db_instance`, found \"" + type + "\"");
    check.subjects.push_back({type, settings});
  }
  if (check.subjects.empty() && !settings.empty())
    row.refuse("key", "an attribute says nothing without the resource type that has it");
  return check;
}

class PolicySet {
 public:
  explicit PolicySet(std::string_view name) { source_.name = name; }

  void add(const PolicyRow& row) {
    source_.checks.push_back(check_of_row(row, source_.name));
    const std::string& id = source_.checks.back().id;
    if (!ids_.insert(id).second) row.refuse("ID", "the id \"" + id + "\" occurs twice; every policy has its own");
  }
  Source finish() { return std::move(source_); }

 private:
  Source source_;
  std::set<std::string> ids_;
};

/// The name that a file has for a field: what the mapping says, else the field's own in any case; empty: none.
std::string column_of(std::string_view field, const Columns& columns, const std::vector<std::string_view>& names,
                      const std::string& place) {
  const auto mapped = columns.find(std::string(field));
  for (const std::string_view name : names) {
    if (mapped == columns.end() ? lower(name) == lower(field) : name == mapped->second) return std::string(name);
  }
  if (mapped == columns.end()) return {};
  throw Error(place + ": --columns says that " + std::string(field) + " is in \"" + mapped->second +
              "\", which is not there" + guardrails::did_you_mean(mapped->second, names) + "; there are " +
              guardrails::joined(names));
}

std::string text_of(const At& at) {
  if (at.json().is_null()) return {};
  if (!at.json().is_array()) return trimmed(at.text());
  std::string text;
  for (const std::string& part : at.texts()) text += (text.empty() ? "" : " ") + part;
  return text;
}

std::vector<Json> values_of(const At& at) {
  if (at.json().is_null()) return {};
  const bool list = at.json().is_array();
  std::vector<Json> values;
  for (std::size_t i = 0; i < (list ? at.size() : 1); ++i) {
    const At value = list ? at.element(i) : at;
    if (!value.json().is_primitive() || value.json().is_null()) value.expected("a text, a number, true or false");
    values.push_back(value.json());
  }
  return values;
}

PolicyRow row_of(const At& at, const Columns& columns) {
  std::vector<std::string_view> names;
  for (const auto& [key, value] : at.expect_object().json().items()) names.push_back(key);
  PolicyRow row;
  for (const std::string_view field : policy_fields) {
    const std::string column = column_of(field, columns, names, at.place());
    if (column.empty()) continue;
    if (field == "value") {
      row.values = values_of(at.member(column));
    } else {
      row.texts[std::string(field)] = text_of(at.member(column));
    }
  }
  row.refuse = [at](const std::string&, const std::string& what) { at.refuse(what); };
  return row;
}

}  // namespace

Columns read_columns(std::string_view text) {
  Columns columns;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(','), text.size());
    const std::string_view pair = text.substr(0, end);
    const std::size_t equals = pair.find('=');
    if (equals == std::string_view::npos || equals + 1 == pair.size())
      throw Error("--columns: expected FIELD=COLUMN as in ID=Control,title=Rule; found \"" + std::string(pair) + "\"");
    const std::string written = trimmed(pair.substr(0, equals));
    const auto field = std::find_if(policy_fields.begin(), policy_fields.end(),
                                    [&](std::string_view known) { return lower(known) == lower(written); });
    if (field == policy_fields.end())
      throw Error("--columns: unknown field \"" + written + "\"" + guardrails::did_you_mean(written, policy_fields) +
                  "; known are " + guardrails::joined(policy_fields));
    if (!columns.emplace(*field, trimmed(pair.substr(equals + 1))).second)
      throw Error("--columns: " + std::string(*field) + " is given twice");
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return columns;
}

Source read_policies_json(std::string_view text, std::string_view file, std::string_view name, const Columns& columns) {
  const Json json = guardrails::parse_json(text, file);
  const At all(json, file);
  all.expect_array();
  PolicySet set(name);
  for (std::size_t i = 0; i < all.size(); ++i) set.add(row_of(all.element(i), columns));
  return set.finish();
}

Source read_policies_csv(std::string_view text, std::string_view file, std::string_view name, const Columns& columns) {
  if (!detail::is_valid_utf8(text)) throw Error(std::string(file) + ": expected UTF-8; save the table as such");
  const std::vector<CsvRow> rows = read_csv(text, file);
  if (rows.empty()) throw Error(std::string(file) + ": expected the names of the columns in the first line");
  const std::vector<std::string_view> names(rows.front().cells.begin(), rows.front().cells.end());
  std::map<std::string, std::size_t> positions;
  for (const std::string_view field : policy_fields) {
    const std::string column = column_of(field, columns, names, std::string(file) + " line 1");
    if (column.empty()) continue;
    if (std::count(names.begin(), names.end(), column) > 1)
      throw Error(std::string(file) + " line 1: two columns are called \"" + column + "\"");
    positions[std::string(field)] =
        static_cast<std::size_t>(std::find(names.begin(), names.end(), column) - names.begin());
  }
  PolicySet set(name);
  for (std::size_t i = 1; i < rows.size(); ++i) {
    PolicyRow row;
    for (const auto& [field, position] : positions) row.texts[field] = trimmed(rows[i].cells[position]);
    if (const std::string value = row.text("value"); !value.empty()) row.values = {literal_of(value)};
    row.refuse = [&, line = rows[i].line](const std::string& field, const std::string& what) {
      const auto position = positions.find(field);
      const std::string column =
          position == positions.end() ? "" : ", column \"" + std::string(names[position->second]) + "\"";
      throw Error(std::string(file) + " line " + std::to_string(line) + column + ": " + what);
    };
    set.add(row);
  }
  return set.finish();
}

}  // namespace parapet::requirements
