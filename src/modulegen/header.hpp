#pragma once

#include <string>

#include "modulegen/module_interface.hpp"

namespace parapet::modulegen {

/// What the bindings of a module are called, and where Terraform gets it.
struct ModuleNames {
  std::string name;        ///< `vpc`; the class is called `Vpc`
  std::string name_space;  ///< `modules`; also the folder of the header
  std::string source;
  std::string version;  ///< empty for none
};

/// Path of the header below the include root, `modules/vpc.hpp`.
std::string header_path(const ModuleNames& names);

/// The header. Throws Error when a name, the source or the version cannot stand in C++.
std::string header_of(const ModuleNames& names, const ModuleInterface& module);

}  // namespace parapet::modulegen
