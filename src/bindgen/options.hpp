#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace parapet::bindgen {

/// What the command line asks for.
struct Options {
  std::string schema;       ///< file, `providers schema -json`, plain or gzipped
  std::string out;          ///< folder that becomes an include root
  std::string version;      ///< exact version of the provider; by default from a file name like `6.66.0.schema.json.gz`
  std::string name_space;   ///< by default the provider's name
  std::string provider;     ///< source or address; needed when the file has several providers
  std::string shapes_from;  ///< schema whose shapes replace what is dynamic in `schema`
  bool help = false;
};

/// How the program is called.
std::string_view usage();

/// Reads the arguments behind the program's name. Throws Error for an unknown or incomplete option.
Options parse_options(const std::vector<std::string_view>& arguments);

}  // namespace parapet::bindgen
