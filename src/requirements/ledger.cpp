#include "requirements/ledger.hpp"

#include <algorithm>
#include <vector>

#include "guardrails/record.hpp"
#include "parapet/error.hpp"
#include "requirements/names.hpp"

namespace parapet::requirements {

using guardrails::At;
using guardrails::Raw;

namespace {

constexpr unsigned last_number = 999;

struct LedgerRecord {
  Raw highest;
  Raw entries;
};
BOOST_DESCRIBE_STRUCT(LedgerRecord, (), (highest, entries))

struct LedgerEntry {
  std::string id;
  std::string key;
  Raw retired;
};
BOOST_DESCRIBE_STRUCT(LedgerEntry, (), (id, key, retired))

bool is_drafted_id(std::string_view id) {
  const std::size_t colon = id.find(':');
  return colon != std::string_view::npos && id.size() == colon + 4 && is_service(id.substr(0, colon)) &&
         id.find_first_not_of("0123456789", colon + 1) == std::string_view::npos;
}

std::string name_in(const std::string& service, std::string_view key) { return service + " " + std::string(key); }

}  // namespace

std::string_view service_of_id(std::string_view id) { return id.substr(0, id.find(':')); }

unsigned number_of_id(std::string_view id) {
  unsigned number = 0;
  for (const char c : id.substr(id.find(':') + 1)) number = number * 10 + static_cast<unsigned>(c - '0');
  return number;
}

Ledger::Ledger(std::string_view text, std::string_view file) {
  const guardrails::Json json = guardrails::parse_json(text, file);
  const LedgerRecord record = guardrails::read_record<LedgerRecord>(At(json, file));
  for (const auto& [service, number] : record.highest.at->expect_object().json().items()) {
    const At at = record.highest.at->member(service);
    if (!is_service(service) || at.count() > last_number) at.expected("a service and a number up to 999");
    highest_[service] = at.count();
  }
  std::set<std::string> ids;
  const At entries = record.entries.at->expect_array();
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const At at = entries.element(i);
    const LedgerEntry entry = guardrails::read_record<LedgerEntry>(at);
    if (!is_drafted_id(entry.id)) at.member("id").expected("an id like \"rds:001\"");
    if (!ids.insert(entry.id).second) at.member("id").refuse("the id \"" + entry.id + "\" is given twice");
    const std::string service(service_of_id(entry.id));
    if (!entries_.emplace(name_in(service, entry.key), Entry{entry.id, entry.retired.at->boolean()}).second)
      at.member("key").refuse("the key \"" + entry.key + "\" has two ids in the service " + service);
    reserve(service, number_of_id(entry.id));
  }
}

std::string Ledger::id_of(const std::string& service, const std::string& key, unsigned highest,
                          const std::set<std::string, std::less<>>& taken) {
  reserve(service, highest);
  Entry& entry = entries_[name_in(service, key)];
  if (entry.id.empty() || taken.contains(entry.id)) entry.id = next_id(service);
  entry.used = true;
  return entry.id;
}

std::string Ledger::next_id(const std::string& service) {
  if (highest_[service] >= last_number)
    throw Error("the service " + service + " has no free number left for a draft; ids end at " + service + ":999");
  const std::string digits = std::to_string(++highest_[service]);
  return service + ":" + std::string(3 - digits.size(), '0') + digits;
}

void Ledger::retire_unused() {
  for (auto& [name, entry] : entries_) entry.retired = !entry.used;
}

void Ledger::retire_unused(const std::set<std::string, std::less<>>& services) {
  for (auto& [name, entry] : entries_) {
    if (services.contains(service_of_id(entry.id))) entry.retired = !entry.used;
  }
}

void Ledger::reserve(const std::string& service, unsigned highest) {
  unsigned& known = highest_[service];
  known = std::max(known, highest);
}

void Ledger::write(detail::Sink& sink) const {
  std::map<std::string_view, std::pair<std::string_view, bool>> sorted;
  for (const auto& [name, entry] : entries_)
    sorted[entry.id] = {std::string_view(name).substr(name.find(' ') + 1), entry.retired};
  detail::JsonWriter out(sink);
  out.begin_object();
  out.key("highest");
  out.begin_object();
  for (const auto& [service, number] : highest_) {
    out.key(service);
    out.natural(number);
  }
  out.end_object();
  out.key("entries");
  out.begin_array();
  for (const auto& [id, entry] : sorted) {
    out.element();
    out.begin_object();
    out.key("id");
    out.string(id);
    out.key("key");
    out.string(entry.first);
    out.key("retired");
    out.boolean(entry.second);
    out.end_object();
  }
  out.end_array();
  out.end_object();
  out.finish();
}

}  // namespace parapet::requirements
