#include "bindgen/options.hpp"

#include <algorithm>
#include <cctype>

#include "parapet/error.hpp"
#include "schema/file.hpp"
#include "schema/names.hpp"

namespace parapet::bindgen {

namespace {

struct OptionName {
  std::string_view name;
  std::string Options::*target;
};

constexpr OptionName option_names[] = {
    {"--schema", &Options::schema},        {"--out", &Options::out},           {"--version", &Options::version},
    {"--namespace", &Options::name_space}, {"--provider", &Options::provider}, {"--shapes-from", &Options::shapes_from},
};

std::string& target_of(Options& options, std::string_view name) {
  for (const OptionName& known : option_names) {
    if (known.name == name) return options.*known.target;
  }
  throw Error("unknown option " + std::string(name) + "\n" + std::string(usage()));
}

bool is_version(std::string_view text) {
  const auto fits = [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) || c == '.' || c == '-' || c == '+';
  };
  return std::all_of(text.begin(), text.end(), fits);
}

void check(const Options& options) {
  if (options.schema.empty()) throw Error("--schema is missing\n" + std::string(usage()));
  if (options.out.empty()) throw Error("--out is missing\n" + std::string(usage()));
  if (options.version.empty()) {
    throw Error("--version is missing: " + options.schema +
                " has no version in its name, and a schema has none inside");
  }
  if (!is_version(options.version))
    throw Error("--version: expected a version like 6.66.0, found `" + options.version + "`");
  if (!options.name_space.empty() && schema::namespace_name(options.name_space) != options.name_space) {
    throw Error("--namespace: `" + options.name_space + "` cannot be a namespace; `" +
                schema::namespace_name(options.name_space) + "` can");
  }
}

}  // namespace

std::string_view usage() {
  return "usage: parapet-bindgen --schema FILE --out FOLDER [--version VERSION] [--namespace NAME] [--provider "
         "SOURCE]\n"
         "                       [--shapes-from FILE]";
}

Options parse_options(const std::vector<std::string_view>& arguments) {
  Options options;
  for (std::size_t i = 0; i < arguments.size(); i += 2) {
    if (arguments[i] == "--help") {
      options.help = true;
      return options;
    }
    std::string& target = target_of(options, arguments[i]);
    if (i + 1 == arguments.size()) throw Error(std::string(arguments[i]) + " needs a value\n" + std::string(usage()));
    target = arguments[i + 1];
  }
  if (options.version.empty()) options.version = schema::version_in(options.schema);
  check(options);
  return options;
}

}  // namespace parapet::bindgen
