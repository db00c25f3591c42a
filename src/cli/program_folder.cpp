#include "cli/program_folder.hpp"

#include <nlohmann/json.hpp>

#include "cli/data.hpp"
#include "cli/files.hpp"
#include "parapet/error.hpp"

namespace parapet::cli {

namespace fs = std::filesystem;

void write_program_folder(const fs::path& folder, const std::vector<importing::File>& files) {
  const fs::path target = fs::absolute(folder).lexically_normal();
  if (fs::exists(target) && !(fs::is_directory(target) && fs::is_empty(target)))
    throw Error("--out " + folder.string() +
                ": is there already and not empty; give a new folder, and move from it what you want to keep");
  fs::path fresh = target;
  if (!fresh.has_filename()) fresh = fresh.parent_path();
  const fs::path done = fresh;
  fresh += ".parapet-new";
  try {
    fs::remove_all(fresh);
    for (const importing::File& file : files) write_file(fresh / file.path, file.text);
    fs::rename(fresh, done);
  } catch (const std::exception& error) {
    std::error_code ignored;
    fs::remove_all(fresh, ignored);
    throw WriteError(error.what());
  }
}

importing::Facts facts_about(const std::string& provider) {
  try {
    const fs::path file = data_file("import/" + provider + ".json");
    return importing::read_facts(read_file(file), file.string());
  } catch (const Error&) {
    if (provider == "aws") throw;
    return {};
  }
}

std::string text_of_notes(const std::vector<importing::Note>& notes) {
  std::string text;
  for (const importing::Note& note : notes) text += note.place + ": " + note.text + "\n";
  return text;
}

std::string json_of_notes(const std::vector<importing::Note>& notes) {
  nlohmann::ordered_json all = nlohmann::ordered_json::array();
  for (const importing::Note& note : notes) all.push_back({{"place", note.place}, {"text", note.text}});
  return all.dump(2) + "\n";
}

}  // namespace parapet::cli
