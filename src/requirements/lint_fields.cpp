#include <algorithm>
#include <array>

#include "guardrails/catalog_record.hpp"
#include "guardrails/words.hpp"
#include "requirements/lint_rules.hpp"

namespace parapet::requirements::linting {

namespace {

/// Of a name; what is longer than any is near to none.
std::string did_you_mean(std::string_view written, const std::vector<std::string_view>& known) {
  return written.size() > 100 ? std::string() : guardrails::did_you_mean(written, known);
}

struct FieldOfRecord {
  std::string_view name;
  bool optional = false;
};

/// The catalog's fields as its reader describes them, so that there is one list of them.
std::vector<FieldOfRecord> fields_of_catalog() {
  std::vector<FieldOfRecord> fields;
  using Members = boost::describe::describe_members<guardrails::CatalogRecord, boost::describe::mod_public>;
  boost::mp11::mp_for_each<Members>([&](auto member) {
    using Type = std::remove_reference_t<decltype(std::declval<guardrails::CatalogRecord>().*member.pointer)>;
    fields.push_back({guardrails::field_name(member.name), guardrails::may_be_missing<Type>});
  });
  return fields;
}

const std::vector<FieldOfRecord>& fields_of(bool full) {
  static const std::vector<FieldOfRecord> catalog = fields_of_catalog();
  static const std::vector<FieldOfRecord> exported(catalog.begin(), catalog.begin() + 5);
  return full ? catalog : exported;
}

std::vector<std::string_view> names_of(const std::vector<FieldOfRecord>& fields) {
  std::vector<std::string_view> names;
  for (const FieldOfRecord& field : fields) names.push_back(field.name);
  return names;
}

std::string quote(std::string_view text) { return "\"" + std::string(text) + "\""; }

class FieldCheck {
 public:
  explicit FieldCheck(Record& record) : record_(record), names_(names_of(fields_of(record.full()))) {}

  void run() {
    unknown();
    missing();
    order();
    types();
    if (!record_.sound()) return;
    id();
    cloud();
    domain();
  }

 private:
  void refuse(std::size_t at, std::string_view field, Verdict verdict) {
    record_.unsound();
    record_.complain_at(at, field, std::move(verdict));
  }

  void unknown() {
    for (const JsonMember& member : record_.node().members) {
      if (std::find(names_.begin(), names_.end(), member.name) != names_.end()) continue;
      refuse(member.begin, member.name,
             {"unknown-field", "unknown field " + quote(member.name) + did_you_mean(member.name, names_),
              "A " + std::string(record_.full() ? "record of the catalog" : "requirement") + " has " + list_of(names_) +
                  "."});
    }
  }

  void missing() {
    std::string_view before;
    for (const FieldOfRecord& field : fields_of(record_.full())) {
      if (record_.node().find(field.name) == nullptr) {
        if (field.optional) continue;
        refuse(record_.node().begin, "",
               {"missing-field", "the field " + quote(field.name) + " is missing",
                before.empty() ? "Write it as the first field." : "Write it after " + quote(before) + "."});
      }
      before = field.name;
    }
  }

  /// The first field that stands before one which has to come earlier.
  void order() {
    std::size_t highest = 0;
    for (const JsonMember& member : record_.node().members) {
      const auto found = std::find(names_.begin(), names_.end(), member.name);
      if (found == names_.end()) continue;
      const auto position = static_cast<std::size_t>(found - names_.begin());
      if (position < highest) {
        return refuse(member.begin, member.name,
                      {"field-order", quote(member.name) + " comes after " + quote(names_[highest]),
                       "The order is " + list_of(names_) + "."});
      }
      highest = position;
    }
  }

  void types() {
    for (const std::string_view name : {"ID", "name", "description", "cloudProvider", "domain", "resource", "fix"}) {
      const Node* node = record_.node().find(name);
      if (node == nullptr || (!record_.full() && (name == "resource" || name == "fix"))) continue;
      if (node->is_text() && node->text.size() > longest(name)) {
        refuse(node->begin, name,
               {"length", quote(name) + " has " + std::to_string(node->text.size()) + " bytes",
                "Keep to one configuration, in at most " + std::to_string(longest(name)) + "."});
        continue;
      }
      if (node->is_text() && node->text.find_first_not_of(" \t\r\n") != std::string::npos) continue;
      refuse(node->begin, name,
             {"type", quote(name) + (node->is_text() ? " is empty" : " is no text"),
              "Write a text in double quotes that says something."});
    }
  }

  static bool is_service(std::string_view text) {
    static constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz0123456789_-";
    return !text.empty() && text.find_first_not_of(letters) == std::string_view::npos;
  }

  void id() {
    const std::string_view id = record_.text("ID");
    const std::size_t colon = id.find(':');
    const std::string_view number = colon == std::string_view::npos ? "" : id.substr(colon + 1);
    const bool three_digits = number.size() == 3 && number.find_first_not_of("0123456789") == std::string_view::npos;
    if (!three_digits || !is_service(id.substr(0, colon))) {
      record_.unsound();
      return record_.complain("ID", {"id", quote(id) + " is no id",
                                     "Write the service in small letters, a colon and three digits: `rds:001`."});
    }
    service(id, id.substr(0, colon));
  }

  void service(std::string_view id, std::string_view service) {
    if (!record_.full() || !record_.options().names_service) return;
    std::string_view file = record_.sheet().file();
    file.remove_prefix(file.rfind('/') + 1);
    const std::string_view stem = file.substr(0, file.rfind('.'));
    if (stem == service) return;
    record_.complain("ID", {"id-service", quote(id) + " is no id of " + quote(stem) + ", whose file this is",
                            "Move the record to " + std::string(service) + ".json, or give it the next free id of " +
                                std::string(stem) + "."});
  }

  void cloud() {
    std::vector<std::string_view> clouds;
    for (const Cloud& cloud : record_.options().clouds) clouds.push_back(cloud.name);
    one_of("cloudProvider", "cloud-provider", clouds);
  }

  void domain() { one_of("domain", "domain", {record_.options().domains.begin(), record_.options().domains.end()}); }

  void one_of(std::string_view field, std::string_view rule, const std::vector<std::string_view>& known) {
    const std::string_view value = record_.text(field);
    if (std::find(known.begin(), known.end(), value) != known.end()) return;
    record_.unsound();
    record_.complain(field, {rule, "unknown " + std::string(field) + " " + quote(value) + did_you_mean(value, known),
                             "Write one of " + list_of(known) + "."});
  }

  Record& record_;
  std::vector<std::string_view> names_;
};

}  // namespace

void check_fields(Record& record) { FieldCheck(record).run(); }

}  // namespace parapet::requirements::linting
