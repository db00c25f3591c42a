#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace parapet::guardrails {

/// A day of the calendar, UTC.
struct Date {
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  auto operator<=>(const Date&) const = default;
};

/// Reads `2026-03-31`; false if the text is no existing day in exactly this form.
bool read_date(std::string_view text, Date& date);
std::string text_of(const Date& date);
/// Whether a permission that holds through `last` holds longer than the year that one may hold.
bool holds_too_long(const Date& last, const Date& today);

/// Tells the day. Exceptions are the only thing that ever asks; tests give one of their own.
class Clock {
 public:
  virtual ~Clock() = default;
  /// Today, UTC.
  virtual Date today() const = 0;
};
/// The clock of the machine.
const Clock& system_clock();

/// One permitted violation.
struct Exception {
  std::string requirement;  ///< `rds:001`
  std::string stack;        ///< name of the stack
  std::string resource;     ///< construct path (`production/zip-db`), or Terraform's address
  std::string reason;
  std::string owner;
  std::string ticket;
  std::string expires;  ///< UTC date, at most a year away; valid through that day
  std::string compensating_control;
};

/// The exceptions of an organization. One object serves one run: it remembers which of them were used.
class Exceptions {
 public:
  /// None.
  Exceptions();
  /// Reads `exceptions.json`, an array of objects with exactly the fields of Exception. An entry that is malformed
  /// permits nothing and is a problem; a file that is no JSON array throws Error.
  Exceptions(std::string_view json, std::string_view file, const Clock& clock = system_clock());
  Exceptions(Exceptions&&) noexcept;
  Exceptions& operator=(Exceptions&&) noexcept;
  ~Exceptions();

  /// The valid exception for a requirement at a place, nullptr without one. `note` gets a sentence if there is one that
  /// is expired or malformed.
  const Exception* find(std::string_view requirement, std::string_view stack, std::string_view construct_path,
                        std::string_view address, std::string& note) const;
  bool empty() const;

  /// What is wrong with entries: malformed ones, with file, JSON pointer and what was expected.
  const std::vector<std::string>& problems() const;
  /// A sentence for each exception whose last day is over, so that it permits nothing.
  std::vector<std::string> expired() const;
  /// A sentence for each valid exception that has not permitted anything so far, though it is about one of these
  /// stacks.
  std::vector<std::string> unused(const std::vector<std::string_view>& stacks) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace parapet::guardrails
