#pragma once

#include <memory>
#include <string>

#include "parapet/construct.hpp"

namespace parapet {

namespace detail {
struct AppState;
struct AppOwner {
  AppOwner();
  AppOwner(const AppOwner&) = delete;
  AppOwner& operator=(const AppOwner&) = delete;
  ~AppOwner();
  std::unique_ptr<AppState> state;
};
}  // namespace detail

struct AppOptions {
  /// Folder that is written; empty: CDKTF_OUTDIR, else `cdktf.out`.
  std::string outdir{};
  /// Context for all constructs, beside CDKTF_CONTEXT_JSON and the `context` of cdktf.json.
  Any context{};
};

/// The root of the tree; owns everything below. Immovable; lives on the thread that made it.
class App : private detail::AppOwner, public Construct {
 public:
  explicit App(const AppOptions& options = {}, std::source_location where = std::source_location::current());
  ~App();

  /// Folder that synth() writes.
  const std::string& outdir() const { return outdir_; }

  /// Runs aspects and validations, resolves references across stacks, asks the guardrails, and replaces the output
  /// folder's files: all or nothing. Throws SecurityException when a requirement refuses, Error for anything else that
  /// is wrong.
  void synth();

 private:
  std::string outdir_;
};

namespace detail {
int run(void (*program)(App&, void*), void* argument);
}  // namespace detail

/// The body of `main`: builds the App, runs the program, synthesizes, and turns exceptions into messages on stderr and
/// an exit code: 0 done, 1 failed, 3 refused by a guardrail.
template <class F>
int run(F&& program) {
  return detail::run([](App& app, void* argument) { (*static_cast<std::remove_reference_t<F>*>(argument))(app); },
                     &program);
}

}  // namespace parapet
