#include "parapet/guardrails/exceptions.hpp"

#include <algorithm>
#include <ctime>
#include <set>

#include "guardrails/record.hpp"
#include "parapet/error.hpp"

namespace parapet::guardrails {

BOOST_DESCRIBE_STRUCT(Exception, (),
                      (requirement, stack, resource, reason, owner, ticket, expires, compensating_control))

/// An entry as far as it can be told what it is about, for the message when it does not hold.
struct ExceptionEntry {
  Exception exception;
  Date expires;
  std::string problem;  ///< malformed: permits nothing
  mutable bool used = false;
};

namespace {

unsigned days_in(int year, unsigned month) {
  static constexpr unsigned days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : days[month - 1];
}

bool digits(std::string_view text, unsigned& value) {
  value = 0;
  for (char c : text) {
    if (c < '0' || c > '9') return false;
    value = value * 10 + static_cast<unsigned>(c - '0');
  }
  return true;
}

class SystemClock : public Clock {
 public:
  Date today() const override {
    std::time_t now = std::time(nullptr);
    std::tm utc{};
    gmtime_r(&now, &utc);
    return {utc.tm_year + 1900, static_cast<unsigned>(utc.tm_mon + 1), static_cast<unsigned>(utc.tm_mday)};
  }
};

std::string text_if_any(const Json& json, const char* key) {
  auto found = json.is_object() ? json.find(key) : json.end();
  return json.is_object() && found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

ExceptionEntry read_entry(const At& at, const Date& today) {
  ExceptionEntry entry;
  try {
    entry.exception = read_record<Exception>(at);
    if (!read_date(entry.exception.expires, entry.expires)) at.member("expires").expected("a date like \"2026-03-31\"");
    if (holds_too_long(entry.expires, today)) at.member("expires").expected("a day within a year from now");
  } catch (const Error& error) {
    entry.problem = error.what();
    for (auto [key, field] : {std::pair{"requirement", &Exception::requirement},
                              {"stack", &Exception::stack},
                              {"resource", &Exception::resource}}) {
      entry.exception.*field = text_if_any(at.json(), key);
    }
  }
  return entry;
}

}  // namespace

bool read_date(std::string_view text, Date& date) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  unsigned year = 0, month = 0, day = 0;
  if (!digits(text.substr(0, 4), year) || !digits(text.substr(5, 2), month) || !digits(text.substr(8), day))
    return false;
  if (month < 1 || month > 12 || day < 1 || day > days_in(static_cast<int>(year), month)) return false;
  date = {static_cast<int>(year), month, day};
  return true;
}

bool holds_too_long(const Date& last, const Date& today) { return last > Date{today.year + 1, today.month, today.day}; }

std::string text_of(const Date& date) {
  auto padded = [](unsigned value, std::size_t width) {
    std::string text = std::to_string(value);
    return std::string(width - std::min(width, text.size()), '0') + text;
  };
  return padded(static_cast<unsigned>(date.year), 4) + "-" + padded(date.month, 2) + "-" + padded(date.day, 2);
}

const Clock& system_clock() {
  static const SystemClock clock;
  return clock;
}

struct Exceptions::State {
  std::vector<ExceptionEntry> entries;
  std::vector<std::string> problems;
  Date today;
};

Exceptions::Exceptions() : state_(std::make_unique<State>()) {}
Exceptions::Exceptions(Exceptions&&) noexcept = default;
Exceptions& Exceptions::operator=(Exceptions&&) noexcept = default;
Exceptions::~Exceptions() = default;

Exceptions::Exceptions(std::string_view text, std::string_view file, const Clock& clock) : Exceptions() {
  state_->today = clock.today();
  Json json = parse_json(text, file);
  At all(json, file);
  all.expect_array();
  for (std::size_t i = 0; i < all.size(); ++i) {
    ExceptionEntry entry = read_entry(all.element(i), state_->today);
    if (!entry.problem.empty())
      state_->problems.push_back("the exception is malformed and permits nothing: " + entry.problem);
    state_->entries.push_back(std::move(entry));
  }
}

const Exception* Exceptions::find(std::string_view requirement, std::string_view stack, std::string_view construct_path,
                                  std::string_view address, std::string& note) const {
  for (const ExceptionEntry& entry : state_->entries) {
    const Exception& exception = entry.exception;
    bool place = !exception.resource.empty() && (exception.resource == construct_path || exception.resource == address);
    if (exception.requirement != requirement || exception.stack != stack || !place) continue;
    if (!entry.problem.empty()) {
      note = "the exception for it is malformed: " + entry.problem;
    } else if (entry.expires < state_->today) {
      entry.used = true;
      note = "the exception for it expired on " + text_of(entry.expires) + " (" + exception.ticket + ", " +
             exception.owner + ")";
    } else {
      entry.used = true;
      return &exception;
    }
  }
  return nullptr;
}

bool Exceptions::empty() const { return state_->entries.empty(); }

const std::vector<std::string>& Exceptions::problems() const { return state_->problems; }

std::vector<std::string> Exceptions::expired() const {
  std::vector<std::string> notes;
  for (const ExceptionEntry& entry : state_->entries) {
    const Exception& exception = entry.exception;
    if (!entry.problem.empty() || !(entry.expires < state_->today)) continue;
    notes.push_back("the exception from " + exception.requirement + " for " + exception.resource + " in " +
                    exception.stack + " (" + exception.ticket + ", " + exception.owner + ") expired on " +
                    text_of(entry.expires) + "; meet the requirement and remove it, or have it prolonged");
  }
  return notes;
}

std::vector<std::string> Exceptions::unused(const std::vector<std::string_view>& stacks) const {
  std::vector<std::string> notes;
  for (const ExceptionEntry& entry : state_->entries) {
    const Exception& exception = entry.exception;
    if (entry.used || !entry.problem.empty() ||
        std::find(stacks.begin(), stacks.end(), exception.stack) == stacks.end())
      continue;
    notes.push_back("the exception from " + exception.requirement + " for " + exception.resource + " in " +
                    exception.stack + " (" + exception.ticket + ") matches nothing; remove it");
  }
  return notes;
}

}  // namespace parapet::guardrails
