#include "parapet/app.hpp"

#include <fmt/core.h>

#include <cstdlib>
#include <exception>

#include "arena.hpp"
#include "context.hpp"
#include "element.hpp"
#include "parapet/error.hpp"
#include "parapet/security_exception.hpp"
#include "synth.hpp"

namespace parapet {

namespace detail {

namespace {

constexpr int kFailed = 1;
constexpr int kRefused = 3;

Element* make_root_element(AppState& app, const std::source_location& where) {
  auto* root = new (Arena::of_thread().allocate(sizeof(Element))) Element;
  root->app = &app;
  root->kind = NodeKind::app;
  root->file = where.file_name();
  root->line = where.line();
  app.root = root;
  return root;
}

std::string outdir_or_default(const std::string& given) {
  if (!given.empty()) return given;
  const char* environment = std::getenv("CDKTF_OUTDIR");
  return environment != nullptr && *environment != '\0' ? environment : "cdktf.out";
}

void print_error(const std::string& text) { fmt::print(stderr, "{}\n", text); }

}  // namespace

AppOwner::AppOwner() : state(std::make_unique<AppState>()) {}
AppOwner::~AppOwner() = default;

int run(void (*program)(App&, void*), void* argument) {
  try {
    App app;
    program(app, argument);
    app.synth();
    return 0;
  } catch (const SecurityException& refusal) {
    print_error(refusal.what());
    return kRefused;
  } catch (const std::exception& error) {
    print_error(fmt::format("error: {}", error.what()));
    return kFailed;
  }
}

}  // namespace detail

App::App(const AppOptions& options, std::source_location where)
    : AppOwner(),
      Construct(detail::make_root_element(*state, where)),
      outdir_(detail::outdir_or_default(options.outdir)) {
  detail::read_context(node());
  const detail::Value* given = options.context.parapet_value();
  if (given == nullptr) return;
  if (given->kind != detail::Kind::map)
    throw Error("the context of an App must be an object; write object({{\"key\", value}})");
  for (std::uint32_t i = 0; i < given->size; ++i) {
    const detail::Entry& entry = detail::entries_of(given)[i];
    node().set_context(detail::text_of(entry.key), Any(Ref<Any>(entry.value)));
  }
}

App::~App() {
  for (const auto& [element, step] : state->journal) element->removed = true;
  element_->removed = true;
}

void App::synth() {
  const detail::SynthNotes notes = detail::synthesize(*state, outdir_);
  for (const std::string& line : notes.lines) fmt::print(stderr, "{}\n", line);
}

}  // namespace parapet
