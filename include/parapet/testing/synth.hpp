#pragma once

#include <concepts>
#include <string>
#include <string_view>
#include <vector>

#include "parapet/app.hpp"
#include "parapet/testing/document.hpp"

namespace parapet::testing {

/// What a program writes: a document per stack.
class Documents {
 public:
  Documents(std::vector<Document> documents, std::vector<std::string> notes)
      : documents_(std::move(documents)), notes_(std::move(notes)) {}

  /// The document of a stack. Throws Error naming the nearest stack when there is none of this name.
  const Document& operator[](std::string_view stack) const;
  /// The document of the only stack. Throws Error when there are several, or none.
  const Document& only() const;
  std::size_t size() const { return documents_.size(); }
  auto begin() const { return documents_.begin(); }
  auto end() const { return documents_.end(); }
  /// What the guardrails let pass and report: exceptions that were used, requirements that only warn.
  const std::vector<std::string>& notes() const { return notes_; }

 private:
  std::vector<Document> documents_;
  std::vector<std::string> notes_;
};

/// Synthesizes in memory: aspects, validations, references across stacks and, where they are linked, the guardrails.
/// Throws SecurityException or Error exactly where App::synth would; writes no file.
Documents synth(App& app);

/// The same for a program: `synth([](App& app) { ProductionStack stack(app); })`.
template <std::invocable<App&> F>
Documents synth(F&& program) {
  App app;
  program(app);
  return synth(app);
}

}  // namespace parapet::testing
