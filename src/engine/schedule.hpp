#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace parapet::engine {

/// How the work on a stack ended.
enum class Outcome {
  done,         ///< changed, or planned, as asked
  unchanged,    ///< there was nothing to do
  declined,     ///< a person said no
  refused,      ///< a guardrail refuses
  failed,       ///< the engine said no
  interrupted,  ///< it was told to stop and has
  skipped,      ///< what it depends on did not succeed, or it was not begun before all had to stop
};
std::string_view text_of(Outcome outcome);
/// Whether what depends on it may go on.
bool succeeded(Outcome outcome);

/// For each stack what has to succeed before it.
using Order = std::map<std::string, std::vector<std::string>>;

/// Does `job` for every stack, at most `parallelism` at a time, each after what it needs. What needs a stack that did
/// not succeed is skipped; the others go on. When `stop` says so nothing more begins. What a job throws is a failure,
/// handed to `failed`. Names outside `order` count as done. Throws Error for a circle.
std::map<std::string, Outcome> run_in_order(const Order& order, std::size_t parallelism,
                                            const std::function<Outcome(const std::string&)>& job,
                                            const std::function<bool()>& stop,
                                            const std::function<void(const std::string&, const char*)>& failed);

}  // namespace parapet::engine
