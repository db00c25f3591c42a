#include "cli/scratch_folder.hpp"

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "cli/files.hpp"

namespace parapet::cli {

namespace fs = std::filesystem;

ScratchFolder::ScratchFolder() {
  std::string name = (fs::temp_directory_path() / "parapet-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw WriteError(name + ": cannot be made: " + std::strerror(errno));
  path_ = name;
}

ScratchFolder::~ScratchFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

}  // namespace parapet::cli
