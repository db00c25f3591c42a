#include "cli/engine_import.hpp"

#include <filesystem>

#include "cli/files.hpp"
#include "cli/scratch_folder.hpp"
#include "engine/engine.hpp"
#include "engine/interrupt.hpp"
#include "import/wanted_folder.hpp"
#include "parapet/error.hpp"

namespace parapet::cli {

namespace fs = std::filesystem;

namespace {

class EngineReader {
 public:
  EngineReader() : engine_(engine::find_engine()) {}

  /// `show -json` of a plan for the document; `problems` gets what the engine said when planning failed.
  std::string plan(const std::string& document, std::string& problems, Console& console) {
    const engine::Interrupts interrupts;
    replace_file(scratch_.path() / "main.tf.json", [&](detail::Sink& sink) { sink.write(document); });
    console.progress("import", "init");
    demand({"init", "-input=false", "-no-color"}, "cannot prepare");
    console.progress("import", "reading");
    const engine::Ended planned =
        call({"plan", "-input=false", "-no-color", "-lock=false", "-generate-config-out=generated.tf", "-out=plan"});
    if (planned.code != 0) problems = planned.errors;
    if (!fs::exists(scratch_.path() / "plan")) throw Error(engine_.name + " cannot read what is wanted:\n" + problems);
    return demand({"show", "-json", "-no-color", "plan"}, "cannot show what it has read");
  }

 private:
  engine::Ended call(std::vector<std::string> arguments) const {
    engine::Ended ended = engine::run(
        engine::command_of(engine_, std::move(arguments), scratch_.path(), {"TF_DATA_DIR", "TF_WORKSPACE"}));
    if (ended.interrupted) throw Error("interrupted; nothing was written");
    return ended;
  }

  std::string demand(std::vector<std::string> arguments, const char* what) const {
    engine::Ended ended = call(std::move(arguments));
    if (ended.code != 0) throw Error(engine_.name + " " + what + ":\n" + ended.output + ended.errors);
    return std::move(ended.output);
  }

  engine::Engine engine_;
  ScratchFolder scratch_;  ///< what the engine reads, secrets included
};

std::string listed(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

}  // namespace

std::vector<importing::StateResource> read_through_engine(const std::vector<importing::WantedResource>& wanted,
                                                          const std::string& source, const std::string& version,
                                                          const importing::Json& provider, Console& console) {
  std::string problems;
  const std::string plan =
      EngineReader().plan(importing::wanted_document(wanted, source, version, provider), problems, console);
  std::vector<std::string> missing;
  auto resources = importing::read_wanted_plan(plan, wanted, missing);
  if (!missing.empty()) throw Error("the engine cannot read " + listed(missing) + ":\n" + problems);
  return resources;
}

}  // namespace parapet::cli
