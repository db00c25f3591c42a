#include "policy/date.hpp"

#include <charconv>
#include <chrono>
#include <string>

#include "parapet/error.hpp"

namespace parapet::policy {

namespace {

[[noreturn]] void refuse(std::string_view text) {
  throw Error("`" + std::string(text) + "` is no date; write it like 2026-01-31 or 2026-01-31T12:00:00Z");
}

template <class T>
T whole_number(std::string_view digits, std::string_view text) {
  T value = 0;
  const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (problem != std::errc() || end != digits.data() + digits.size()) refuse(text);
  return value;
}

/// `12:00:00Z`.
std::int64_t seconds_of_day(std::string_view time, std::string_view text) {
  if (time.size() != 9 || time[2] != ':' || time[5] != ':' || time[8] != 'Z') refuse(text);
  const auto hours = whole_number<unsigned>(time.substr(0, 2), text);
  const auto minutes = whole_number<unsigned>(time.substr(3, 2), text);
  const auto seconds = whole_number<unsigned>(time.substr(6, 2), text);
  if (hours > 23 || minutes > 59 || seconds > 59) refuse(text);
  return std::int64_t{hours} * 3600 + minutes * 60 + seconds;
}

}  // namespace

std::int64_t seconds_of(std::string_view text) {
  if (text.find('-') == std::string_view::npos) return whole_number<std::int64_t>(text, text);
  if (text.size() < 10 || text[4] != '-' || text[7] != '-' || (text.size() > 10 && text[10] != 'T')) refuse(text);
  const std::chrono::year_month_day day(std::chrono::year(whole_number<int>(text.substr(0, 4), text)),
                                        std::chrono::month(whole_number<unsigned>(text.substr(5, 2), text)),
                                        std::chrono::day(whole_number<unsigned>(text.substr(8, 2), text)));
  if (!day.ok()) refuse(text);
  const std::int64_t midnight = std::chrono::sys_days(day).time_since_epoch().count() * std::int64_t{86400};
  return text.size() == 10 ? midnight : midnight + seconds_of_day(text.substr(11), text);
}

}  // namespace parapet::policy
