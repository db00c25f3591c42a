#include "cli/stack_run.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "cli/files.hpp"
#include "engine/interrupt.hpp"
#include "parapet/error.hpp"

namespace parapet::cli {

namespace fs = std::filesystem;
using engine::Outcome;

StackRun::StackRun(const engine::Engine& engine, const assembly::Stack& stack, Console& console,
                   std::string lock_timeout)
    : stack_(stack), console_(console), lock_timeout_(std::move(lock_timeout)), workspace_(engine, stack.folder) {
  const fs::path folder = stack.folder / ".parapet";
  if (mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST)
    throw Error(folder.string() + ": cannot be made: " + std::strerror(errno));
  plan_file_ = folder / "plan";
  lock_ = open((folder / "lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (lock_ >= 0 && flock(lock_, LOCK_EX | LOCK_NB) == 0) return;
  const int error = errno;
  if (lock_ >= 0) close(lock_);
  throw Error(error == EWOULDBLOCK
                  ? "another parapet works on the stack \"" + stack.name + "\" in this folder; wait for it"
                  : (folder / "lock").string() + ": cannot be locked: " + std::strerror(error));
}

StackRun::~StackRun() {
  std::error_code ignored;
  fs::remove(plan_file_, ignored);
  close(lock_);
}

engine::OnLine StackRun::progress() const {
  return [this](std::string_view line) { console_.progress(stack_.name, line); };
}

bool StackRun::settle(engine::Workspace::Done&& done) {
  if (done.interrupted) {
    outcome = Outcome::interrupted;
    problem = done.ok ? "" : done.failure.what;
    return false;
  }
  if (!done.ok) {
    outcome = Outcome::failed;
    problem = done.failure.what;
  }
  return done.ok;
}

bool StackRun::init() {
  console_.progress(stack_.name, "init");
  return settle(workspace_.init());
}

bool StackRun::plan(bool destroy) {
  console_.progress(stack_.name, destroy ? "plan to destroy" : "plan");
  return settle(workspace_.plan(plan_file_, destroy, lock_timeout_, progress()));
}

void StackRun::take_plan(const fs::path& file) { replace_private_file(plan_file_, read_file(file)); }

bool StackRun::read_plan() {
  plan_bytes_ = read_file(plan_file_);
  engine::Workspace::Done json = workspace_.show_json(plan_file_);
  if (!json.ok) return settle(std::move(json));
  plan_json = std::move(json.output);
  changes = engine::read_changes(plan_json, "plan of " + stack_.name);
  engine::Workspace::Done text = workspace_.show_text(plan_file_);
  plan_text = std::move(text.output);
  return settle(std::move(text));
}

void StackRun::keep_plan(const fs::path& file) const { replace_private_file(file, plan_bytes_); }

bool StackRun::apply() {
  if (read_file(plan_file_) != plan_bytes_)
    throw Error(plan_file_.string() + ": somebody changed the plan after it was judged; nothing was applied");
  console_.progress(stack_.name, "apply");
  if (!settle(workspace_.apply(plan_file_, lock_timeout_, progress()))) return false;
  return engine::Interrupts::arrived() || settle(workspace_.settle(lock_timeout_, progress()));
}

bool StackRun::read_outputs() {
  engine::Workspace::Done done = workspace_.outputs();
  outputs_json = done.output;
  return settle(std::move(done));
}

}  // namespace parapet::cli
