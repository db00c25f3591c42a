#include "import/program.hpp"

#include <algorithm>

#include "core/identifier.hpp"
#include "import/late_functions.hpp"
#include "import/resource_functions.hpp"
#include "import/stack_file.hpp"
#include "parapet/error.hpp"

namespace parapet::importing {

namespace {

/// Functions that share a file.
struct Part {
  std::vector<std::string> texts;
  std::set<std::string> includes;
  bool uses_policies = false;
};

class ProgramWriter {
 public:
  explicit ProgramWriter(const Source& source)
      : source_(source), model_(source.document, source.provider, source.facts) {}

  Program run() {
    for (std::size_t i = 0; i < model_.functions().size(); ++i) {
      const Function& function = model_.functions()[i];
      add(function.file, function.name, resource_function(model_, program_.notes, i, source_.tier));
    }
    for (LateFunction& late : late_functions(model_, program_.notes)) add(late.name, late.name, late.text);
    files();
    return std::move(program_);
  }

 private:
  void add(const std::string& file, const std::string& function, FunctionText text) {
    Part& part = parts_[file];
    part.texts.push_back(std::move(text.text));
    part.includes.merge(text.includes);
    part.uses_policies = part.uses_policies || text.uses_policies;
    functions_.push_back(function);
  }

  static std::string part_file(const Part& part) {
    std::set<std::string> includes = part.includes;
    // A function without any other header still needs its stack.
    includes.insert("parapet/stack.hpp");
    std::string text = include_lines(includes) + "\n#include \"../resources.hpp\"\n";
    if (part.uses_policies) text += "\nnamespace policy = parapet::policy;\n";
    for (const std::string& function : part.texts) text += "\n" + function;
    return text;
  }

  void files() {
    const std::string name = schema::identifier(source_.stack);
    for (const auto& [file, part] : parts_) put("resources/" + file + ".cpp", part_file(part));
    put(name + "_stack.hpp", stack_file(model_, program_.notes, source_, functions_));
    put("resources.hpp", declarations_file(model_, functions_));
    put("main.cpp", main_file(name));
    put("CMakeLists.txt", build_file());
    put("cdktf.json", project_file());
    std::sort(program_.files.begin(), program_.files.end(),
              [](const File& a, const File& b) { return a.path < b.path; });
  }

  void put(std::string path, std::string text) { program_.files.push_back({std::move(path), std::move(text)}); }

  std::string main_file(const std::string& name) const {
    return "#include <parapet/app.hpp>\n\n#include \"" + name +
           "_stack.hpp\"\n\nint main() {\n  return parapet::run([](parapet::App& app) { " +
           class_of_stack(source_.stack) + " stack(app); });\n}\n";
  }

  std::string build_file() const {
    return "cmake_minimum_required(VERSION 3.25)\nproject(" + source_.stack +
           " LANGUAGES CXX)\nif(NOT COMMAND parapet_stack)\n  find_package(parapet REQUIRED)\nendif()\n\n"
           "file(GLOB resources CONFIGURE_DEPENDS resources/*.cpp)\nparapet_stack(" +
           source_.stack + " SOURCES main.cpp ${resources})\n";
  }

  std::string project_file() const {
    return "{\n  \"language\": \"cpp\",\n  \"app\": \"cmake -S . -B build >&2 && cmake --build build >&2 && build/" +
           source_.stack + "\",\n  \"projectId\": \"" + source_.stack +
           "\",\n  \"sendCrashReports\": \"false\",\n  \"exceptions\": \"exceptions.json\"\n}\n";
  }

  const Source& source_;
  Model model_;
  Program program_;
  std::map<std::string, Part> parts_;
  std::vector<std::string> functions_;
};

}  // namespace

Program write_program(const Source& source) {
  if (!detail::is_identifier(source.stack))
    throw Error("the stack's name `" + source.stack +
                "` is none: it begins with a letter and goes on with letters, digits, `_` and `-`; give another with "
                "--stack");
  return ProgramWriter(source).run();
}

}  // namespace parapet::importing
