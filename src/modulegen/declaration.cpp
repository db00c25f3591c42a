#include "modulegen/declaration.hpp"

#include <algorithm>
#include <iterator>

#include "document/json_tree.hpp"
#include "modulegen/hcl_scanner.hpp"
#include "parapet/document/parse.hpp"
#include "parapet/error.hpp"
#include "schema/file.hpp"

namespace parapet::modulegen {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view block_types[] = {"output", "variable"};
/// Arguments whose value matters. Of others it counts that they are there, and reading them could only fail.
constexpr std::string_view read_arguments[] = {"description", "ephemeral", "sensitive", "type"};

bool is_read(std::string_view argument) {
  return std::find(std::begin(read_arguments), std::end(read_arguments), argument) != std::end(read_arguments);
}

std::string place_in(const fs::path& file, unsigned line) { return file.string() + ":" + std::to_string(line); }

View hcl_value(const HclAttribute& attribute) {
  if (!is_read(attribute.name)) return {};
  if (attribute.text.starts_with("<<")) return detail::make_text(heredoc_text(attribute.text));
  return parse_expression(attribute.text);
}

void read_hcl(const fs::path& file, std::vector<Declaration>& into) {
  for (HclBlock& block : scan_hcl(schema::read_bytes(file), file.string(), block_types)) {
    const std::string place = place_in(file, block.line);
    if (block.labels.size() != 1) throw Error(place + ": expected " + block.type + " \"name\" { ... }");
    Declaration declaration{block.type, block.labels.front(), place, {}};
    for (const HclAttribute& attribute : block.attributes) {
      declaration.arguments.push_back({attribute.name, hcl_value(attribute), place_in(file, attribute.line)});
    }
    into.push_back(std::move(declaration));
  }
}

/// Terraform takes an object, or a list of objects, where HCL has blocks.
std::vector<View> objects_of(View value, const std::string& place) {
  std::vector<View> objects;
  if (value.is_object()) objects.push_back(value);
  for (std::size_t i = 0; value.is_list() && i < value.size(); ++i) objects.push_back(value.element(i));
  const bool all = std::all_of(objects.begin(), objects.end(), [](View object) { return object.is_object(); });
  if (objects.empty() || !all) throw Error(place + ": expected an object, or a list of objects");
  return objects;
}

class JsonReader {
 public:
  JsonReader(const fs::path& file, std::vector<Declaration>& into) : file_(file), into_(into) {
    // Levels of objects and lists down to the body of one variable.
    constexpr std::size_t lined = 6;
    tree_ = detail::read_json(schema::read_bytes(file), lined);
    if (tree_.root == nullptr) throw Error(place_in(file, tree_.line) + ": " + tree_.problem);
  }

  void read() {
    for (const View root : objects_of(tree_.root, file_.string())) {
      for (const std::string_view type : block_types) {
        const View named = root.member(type);
        if (named.value() == nullptr) continue;
        for (const View object : objects_of(named, place(root) + ": " + std::string(type))) read_named(type, object);
      }
    }
  }

 private:
  std::string place(View object) const {
    const auto line = tree_.lines.find(object.value());
    return line == tree_.lines.end() ? file_.string() : place_in(file_, line->second);
  }

  void read_named(std::string_view type, View object) {
    for (std::size_t i = 0; i < object.size(); ++i) {
      const std::string name(object.name(i));
      for (const View body :
           objects_of(object.value_at(i), place(object) + ": " + std::string(type) + " \"" + name + "\"")) {
        Declaration declaration{std::string(type), name, place(body), {}};
        for (std::size_t k = 0; k < body.size(); ++k) add(declaration, body.name(k), body.value_at(k));
        into_.push_back(std::move(declaration));
      }
    }
  }

  static void add(Declaration& declaration, std::string_view name, View value) {
    if (name == "//") return;
    const bool is_constraint = name == "type" && value.is_text();
    declaration.arguments.push_back(
        {std::string(name), is_constraint ? View(parse_expression(value.text())) : value, declaration.place});
  }

  const fs::path& file_;
  std::vector<Declaration>& into_;
  detail::JsonTree tree_;
};

std::string stem_of(const fs::path& file) {
  const std::string name = file.filename().string();
  for (const std::string_view end : {".tf.json", ".tf"}) {
    if (name.ends_with(end)) return name.substr(0, name.size() - end.size());
  }
  return {};
}

/// Terraform reads these last and lets them change what the others declare.
bool is_override(const fs::path& file) {
  const std::string stem = stem_of(file);
  return stem == "override" || stem.ends_with("_override");
}

/// Terraform leaves out files of editors: hidden ones, backups.
bool is_terraform(const fs::directory_entry& entry) {
  return entry.is_regular_file() && !stem_of(entry.path()).empty() &&
         !entry.path().filename().string().starts_with(".");
}

std::vector<fs::path> files_of(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
    if (is_terraform(entry)) files.push_back(entry.path());
  }
  if (error) throw Error(folder.string() + ": cannot be read: " + error.message());
  if (files.empty()) throw Error(folder.string() + ": has no *.tf or *.tf.json files; give the folder of a module");
  std::sort(files.begin(), files.end());
  return files;
}

void read_file(const fs::path& file, std::vector<Declaration>& into) {
  if (file.extension() == ".json") {
    JsonReader(file, into).read();
  } else {
    read_hcl(file, into);
  }
}

std::string title(const Declaration& declaration) { return declaration.type + " \"" + declaration.name + "\""; }

using Declarations = std::vector<Declaration>;

Declarations::iterator find_same(Declarations& known, const Declaration& declaration) {
  return std::find_if(known.begin(), known.end(), [&](const Declaration& other) {
    return other.type == declaration.type && other.name == declaration.name;
  });
}

void add_new(Declarations& known, Declaration declaration) {
  const auto same = find_same(known, declaration);
  if (same != known.end()) {
    throw Error(declaration.place + ": " + title(declaration) + " is declared already in " + same->place);
  }
  known.push_back(std::move(declaration));
}

void apply_override(Declarations& known, const Declaration& declaration) {
  const auto same = find_same(known, declaration);
  if (same == known.end()) throw Error(declaration.place + ": there is no " + title(declaration) + " to override");
  // Found before what it overrides.
  same->arguments.insert(same->arguments.begin(), declaration.arguments.begin(), declaration.arguments.end());
}

}  // namespace

const Argument* Declaration::find(std::string_view wanted) const {
  const auto found = std::find_if(arguments.begin(), arguments.end(),
                                  [&](const Argument& argument) { return argument.name == wanted; });
  return found == arguments.end() ? nullptr : &*found;
}

std::vector<Declaration> read_declarations(const fs::path& folder) {
  Declarations declared;
  Declarations overrides;
  for (const fs::path& file : files_of(folder)) {
    if (is_override(file)) {
      read_file(file, overrides);
      continue;
    }
    Declarations here;
    read_file(file, here);
    for (Declaration& declaration : here) add_new(declared, std::move(declaration));
  }
  for (const Declaration& declaration : overrides) apply_override(declared, declaration);
  std::sort(declared.begin(), declared.end(),
            [](const Declaration& left, const Declaration& right) { return left.name < right.name; });
  return declared;
}

}  // namespace parapet::modulegen
