#include "cli/inputs.hpp"

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>

#include "cli/files.hpp"
#include "parapet/document/plan.hpp"
#include "parapet/document/read.hpp"
#include "parapet/error.hpp"

namespace parapet::cli {

namespace fs = std::filesystem;

namespace {

bool is_native(const fs::path& path) { return path.extension() == ".tf" || path.extension() == ".tofu"; }

/// The name of a file without `.tf.json` or OpenTofu's `.tofu.json`; empty for others.
std::string json_stem(const fs::path& path) {
  std::string name = path.filename().string();
  for (const std::string_view ending : {".tf.json", ".tofu.json"}) {
    if (name.ends_with(ending)) return name.substr(0, name.size() - ending.size());
  }
  return {};
}

/// Terraform lays such files over the others after it has read them.
bool is_override(const fs::path& path) {
  const std::string name = json_stem(path);
  return name == "override" || name.ends_with("_override");
}

/// Terraform takes values of variables from such files without being asked.
bool sets_variables(const fs::path& path) {
  std::string name = path.filename().string();
  if (name.ends_with(".json")) name.resize(name.size() - 5);
  return name == "terraform.tfvars" || name.ends_with(".auto.tfvars");
}

std::vector<fs::path> files_in(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

bool is_for_terraform(const fs::path& file) { return is_native(file) || !json_stem(file).empty(); }

class Reader {
 public:
  explicit Reader(const std::string& stack) : stack_(stack) {}

  void add(const fs::path& path) {
    if (!fs::exists(path))
      throw Error(path.string() +
                  ": no such file or folder; give a cdktf.out folder, a folder of .tf.json files, a .tf.json file or a "
                  "plan from `terraform show -json`");
    if (!fs::is_directory(path)) {
      add_file(path);
    } else if (fs::exists(path / "manifest.json")) {
      add_assembly(path);
    } else {
      add_folder(path);
    }
  }

  /// Exceptions, levels and the baseline go by the name of the stack; a plan may stand beside the document it is of.
  Inputs finish() {
    std::set<std::pair<std::string_view, bool>> seen;
    for (const Document& document : inputs_.documents) {
      if (!seen.emplace(document.stack(), document.has_index()).second)
        throw Error("two documents are of the stack \"" + std::string(document.stack()) +
                    "\", so that nobody can tell them apart; check them one by one, or with another `--stack`");
    }
    return std::move(inputs_);
  }

 private:
  void add_file(const fs::path& path) {
    inputs_.documents.push_back(read_document(read_file(path), path.generic_string(), stack_));
  }

  void add_assembly(const fs::path& folder) {
    const fs::path manifest = folder / "manifest.json";
    const nlohmann::json json = nlohmann::json::parse(read_file(manifest), nullptr, false);
    if (!json.is_object() || !json.contains("stacks") || !json["stacks"].is_object())
      throw Error(manifest.string() + ": expected an object with `stacks`, as programs of Parapet and CDKTF write it");
    inputs_.assemblies.push_back(folder.generic_string());
    std::set<fs::path> listed;
    for (const auto& [name, stack] : json["stacks"].items()) {
      if (!stack.is_object() || !stack.contains("synthesizedStackPath") || !stack["synthesizedStackPath"].is_string())
        throw Error(manifest.string() + " /stacks/" + name + "/synthesizedStackPath: expected a path");
      const fs::path file = folder / stack["synthesizedStackPath"].get<std::string>();
      add_file(file);
      refuse_other_files(file);
      listed.insert(fs::weakly_canonical(file.parent_path()));
    }
    refuse_others(folder / "stacks", listed);
  }

  /// Somebody may run Terraform in a folder that no program has written.
  static void refuse_others(const fs::path& stacks, const std::set<fs::path>& listed) {
    if (!fs::is_directory(stacks)) return;
    for (const fs::path& folder : files_in(stacks)) {
      if (!fs::is_directory(folder) || listed.contains(fs::weakly_canonical(folder))) continue;
      const std::vector<fs::path> files = files_in(folder);
      if (std::any_of(files.begin(), files.end(), is_for_terraform))
        throw Error(folder.string() + ": a stack that the manifest does not list; remove it, or check it by itself");
    }
  }

  void add_folder(const fs::path& folder) {
    Document document(stack_.empty() ? keep(fs::weakly_canonical(folder).filename().string()) : keep(stack_));
    std::size_t read = 0, native = 0;
    for (const fs::path& file : files_in(folder)) {
      native += is_native(file) ? 1 : 0;
      if (sets_variables(file))
        throw Error(
            file.string() +
            ": files with values of variables are not understood here; check the plan, where they have happened");
      if (json_stem(file).empty()) continue;
      if (is_override(file))
        throw Error(file.string() +
                    ": override files are not understood here; check the plan, where they have happened");
      add_terraform_json(document, read_file(file), file.generic_string());
      ++read;
    }
    if (read == 0)
      throw Error(folder.string() + ": neither a manifest.json nor any .tf.json file; " +
                  (native > 0 ? "for .tf files give the plan, `terraform show -json PLAN`" : "give another folder"));
    if (native > 0)
      inputs_.notes.push_back(folder.generic_string() + ": " + std::to_string(native) +
                              " .tf or .tofu files were not read; check the plan to judge them");
    document.finish();
    inputs_.documents.push_back(std::move(document));
  }

  /// Names of documents live as long as the values in them.
  static std::string_view keep(const std::string& text) { return {detail::copy_text(text), text.size()}; }

  std::string stack_;
  Inputs inputs_;
};

}  // namespace

void refuse_other_files(const fs::path& document) {
  for (const fs::path& file : files_in(document.parent_path())) {
    if ((is_for_terraform(file) || sets_variables(file)) && file.filename() != document.filename())
      throw Error(file.string() + ": Terraform reads it together with " + document.filename().string() +
                  ", but the manifest does not list it; remove it, or check the plan");
  }
}

Inputs read_inputs(const std::vector<std::string>& paths, const std::string& stack) {
  Reader reader(stack);
  for (const std::string& path : paths) reader.add(path);
  return reader.finish();
}

}  // namespace parapet::cli
