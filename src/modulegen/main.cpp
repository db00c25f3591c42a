#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <span>

#include "modulegen/header.hpp"
#include "parapet/error.hpp"
#include "schema/file.hpp"

namespace {

namespace fs = std::filesystem;
using parapet::Error;

constexpr char usage[] =
    "usage: parapet-modulegen --folder FOLDER --name NAME --source ADDRESS [--version CONSTRAINT] [--namespace NAME]\n"
    "                         --out FOLDER";

struct Options {
  std::string folder;
  std::string out;
  parapet::modulegen::ModuleNames names{"", "modules", "", ""};
};

std::string& target_of(Options& options, std::string_view name) {
  if (name == "--folder") return options.folder;
  if (name == "--out") return options.out;
  if (name == "--name") return options.names.name;
  if (name == "--namespace") return options.names.name_space;
  if (name == "--source") return options.names.source;
  if (name == "--version") return options.names.version;
  throw Error("unknown option " + std::string(name) + "\n" + usage);
}

Options parse_options(std::span<char*> arguments) {
  Options options;
  for (std::size_t i = 0; i < arguments.size(); i += 2) {
    std::string& target = target_of(options, arguments[i]);
    if (i + 1 == arguments.size()) throw Error(std::string(arguments[i]) + " needs a value\n" + usage);
    target = arguments[i + 1];
  }
  for (const char* name : {"--folder", "--name", "--source", "--out"}) {
    if (target_of(options, name).empty()) throw Error(std::string(name) + " is missing\n" + usage);
  }
  return options;
}

/// Leaves a file alone that has this text already, so that nothing is compiled again.
void write(const fs::path& path, const std::string& text) {
  if (fs::exists(path) && parapet::schema::read_bytes(path) == text) return;
  fs::create_directories(path.parent_path());
  std::ofstream file(path, std::ios::binary);
  if (!(file << text).flush()) throw Error(path.string() + ": cannot be written");
}

}  // namespace

/// Makes the bindings of a Terraform module from its variables and outputs. Quiet when all goes well; exits with 1 and
/// a message when not.
int main(int argc, char** argv) try {
  const std::span<char*> arguments(argv + 1, argv + argc);
  if (!arguments.empty() && arguments.front() == std::string_view("--help")) {
    std::puts(usage);
    return 0;
  }
  const Options options = parse_options(arguments);
  const parapet::modulegen::ModuleInterface module = parapet::modulegen::read_module(options.folder);
  write(fs::path(options.out) / header_path(options.names), header_of(options.names, module));
  return 0;
} catch (const std::exception& error) {
  std::fprintf(stderr, "parapet-modulegen: %s\n", error.what());
  return 1;
}
