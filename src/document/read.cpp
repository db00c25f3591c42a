#include "parapet/document/read.hpp"

#include <algorithm>
#include <string>
#include <unordered_set>
#include <vector>

#include "core/nearest.hpp"
#include "document/body.hpp"
#include "document/json_tree.hpp"
#include "parapet/document/view.hpp"
#include "parapet/error.hpp"

namespace parapet {

namespace detail {

namespace {

/// A top-level block of Terraform: how many labels it has and what it becomes.
struct Section {
  std::string_view name;
  NodeKind kind;
  int labels;
  std::string_view prefix;  ///< of the address
};

constexpr Section kSections[] = {
    {"check", NodeKind::check, 1, "check."},
    {"data", NodeKind::data_source, 2, "data."},
    {"ephemeral", NodeKind::ephemeral_resource, 2, "ephemeral."},
    {"import", NodeKind::import, 0, ""},
    {"locals", NodeKind::local, 0, "local."},
    {"module", NodeKind::module, 1, "module."},
    {"moved", NodeKind::moved, 0, ""},
    {"output", NodeKind::output, 1, "output."},
    {"provider", NodeKind::provider, 1, ""},
    {"removed", NodeKind::removed, 0, ""},
    {"resource", NodeKind::resource, 2, ""},
    {"terraform", NodeKind::stack, 0, ""},
    {"variable", NodeKind::variable, 1, "var."},
};

const Section* find_section(std::string_view name) {
  const auto* found = std::find_if(std::begin(kSections), std::end(kSections),
                                   [&](const Section& section) { return section.name == name; });
  return found == std::end(kSections) ? nullptr : found;
}

std::string_view kept(std::string_view text) { return {copy_text(text), text.size()}; }

const char* described(View value) {
  if (value.is_list()) return "an array";
  if (value.is_object()) return "an object";
  if (value.is_text()) return "a string";
  return value.is_number() ? "a number" : "a boolean";
}

class Reader {
 public:
  Reader(Document& document, std::string_view name, const JsonTree& tree)
      : document_(document), file_(kept(name)), tree_(tree) {
    for (const DocumentBlock& block : document.blocks()) addresses_.insert(block.address);
  }

  void read() {
    for_each_object(tree_.root, "", [this](View root, const std::string& at) {
      for (std::size_t i = 0; i < root.size(); ++i) section(root, i, at);
    });
  }

 private:
  [[noreturn]] void refuse(View near, const std::string& at, const std::string& problem) const {
    const auto line = tree_.lines.find(near.value());
    const std::string place =
        std::string(file_) + (line == tree_.lines.end() ? "" : ":" + std::to_string(line->second));
    throw Error(place + ": " + (at.empty() ? "the document" : at) + " " + problem);
  }

  /// Objects may stand alone or in arrays, at every level above a body; null is nothing.
  template <class F>
  void for_each_object(View value, const std::string& at, F visit) const {
    if (value.is_object()) {
      visit(value, at);
      return;
    }
    if (value.is_unset()) return;
    if (!value.is_list())
      refuse({}, at, "is " + std::string(described(value)) + "; an object, or an array of objects, is expected");
    for (std::size_t i = 0; i < value.size(); ++i)
      for_each_object(value.element(i), at + "/" + std::to_string(i), visit);
  }

  static std::string step(const std::string& at, std::string_view name) {
    std::string result = at + "/";
    for (const char c : name) {
      if (c == '~') {
        result += "~0";
      } else if (c == '/') {
        result += "~1";
      } else {
        result += c;
      }
    }
    return result;
  }

  void section(View root, std::size_t position, const std::string& at) {
    const std::string_view name = root.name(position);
    if (name == "//") return;
    const Section* known = find_section(name);
    if (known == nullptr) {
      std::vector<std::string_view> names;
      for (const Section& each : kSections) names.push_back(each.name);
      refuse(
          root, step(at, name),
          "is no block of Terraform" + did_you_mean(name, names) + "; remove it, or keep it as a comment under `//`");
    }
    labels(*known, root.value_at(position), step(at, name), {}, known->labels);
  }

  void labels(const Section& section, View value, const std::string& at, std::vector<std::string_view> names,
              int left) {
    for_each_object(value, at, [&](View object, const std::string& here) {
      if (left == 0) return block(section, object, here, names);
      for (std::size_t i = 0; i < object.size(); ++i) {
        if (object.name(i) == "//") continue;
        auto longer = names;
        longer.push_back(object.name(i));
        labels(section, object.value_at(i), step(here, object.name(i)), std::move(longer), left - 1);
      }
    });
  }

  void block(const Section& section, View object, const std::string& at, const std::vector<std::string_view>& names) {
    if (section.kind == NodeKind::local) return locals(object, at);
    if (section.kind == NodeKind::stack) return settings(object, at);
    DocumentBlock block = new_block(section.kind, object);
    if (names.size() == 2) block.type = names[0];
    if (section.kind == NodeKind::provider) {
      block.type = names[0];
      block.name = object.member("alias").text();
    } else if (!names.empty()) {
      block.name = names.back();
    }
    block.body = converted(object, at, [&] { return convert_body(section.kind, object); });
    std::string address(section.prefix);
    address += block.type;
    if (!block.type.empty() && !block.name.empty()) address += '.';
    address += block.name;
    // The kinds without labels have no address.
    if (section.labels != 0) block.address = address_of(address, object, at);
    document_.add(block);
  }

  /// What `convert` makes of something in `object`; its complaints get a place.
  template <class F>
  const Value* converted(View object, const std::string& at, F convert) const {
    try {
      return convert();
    } catch (const BodyProblem& problem) {
      refuse(object, at + problem.where, problem.what);
    }
  }

  std::string_view address_of(const std::string& address, View object, const std::string& at) {
    if (addresses_.count(address) != 0)
      refuse(object, at, "declares `" + address + "` a second time; give one of them another name");
    const std::string_view result = kept(address);
    addresses_.insert(result);
    return result;
  }

  DocumentBlock new_block(NodeKind kind, View object) const {
    DocumentBlock block;
    block.kind = kind;
    block.file = file_;
    const auto line = tree_.lines.find(object.value());
    if (line != tree_.lines.end()) block.line = line->second;
    const View metadata = object.member("//").member("metadata");
    block.path = metadata.member("path").text();
    const auto own_line = as_number(metadata.member("line"));
    const auto whole = own_line ? own_line->as_integer() : std::nullopt;
    if (metadata.member("file").is_text() && whole && *whole >= 0 && *whole <= 0x7FFFFFFF) {
      block.file = metadata.member("file").text();
      block.line = static_cast<unsigned>(*whole);
    }
    return block;
  }

  void locals(View object, const std::string& at) {
    for (std::size_t i = 0; i < object.size(); ++i) {
      if (object.name(i) == "//") continue;
      DocumentBlock block = new_block(NodeKind::local, object);
      block.path = {};
      block.name = object.name(i);
      block.address = address_of("local." + std::string(block.name), object, step(at, block.name));
      block.body = converted(object, step(at, block.name), [&] { return convert_expression(object.value_at(i)); });
      document_.add(block);
    }
  }

  /// Backends are blocks of their own; the rest of `terraform` stays together.
  void settings(View object, const std::string& at) {
    for (std::size_t i = 0; i < object.size(); ++i) {
      const std::string_view name = object.name(i);
      if (name == "cloud") {
        for_each_object(object.value_at(i), step(at, name),
                        [this](View body, const std::string&) { backend("cloud", body); });
      } else if (name == "backend") {
        for_each_object(object.value_at(i), step(at, name), [this, name, &at](View types, const std::string&) {
          for (std::size_t j = 0; j < types.size(); ++j) {
            const std::string_view type = types.name(j);
            if (type == "//") continue;
            for_each_object(types.value_at(j), step(step(at, name), type),
                            [this, type](View body, const std::string&) { backend(type, body); });
          }
        });
      }
    }
    DocumentBlock block = new_block(NodeKind::stack, object);
    block.body = object.value();
    document_.add(block);
  }

  void backend(std::string_view type, View body) {
    DocumentBlock block = new_block(NodeKind::backend, body);
    block.type = type;
    block.body = body.value();
    document_.add(block);
  }

  Document& document_;
  std::string_view file_;
  const JsonTree& tree_;
  std::unordered_set<std::string_view> addresses_;
};

/// Levels above a body: root, section, type, name, each of them perhaps in an array, which counts as a level, too.
constexpr std::size_t kLinedLevels = 10;

JsonTree read_document(std::string_view bytes, std::string_view name) {
  JsonTree tree = read_json(bytes, kLinedLevels);
  if (tree.root == nullptr) {
    throw Error(std::string(name) + ":" + std::to_string(tree.line) + ": this is no JSON: " + tree.problem +
                "; give a document of Terraform's JSON syntax (`.tf.json`)");
  }
  if (!View(tree.root).is_object() && !View(tree.root).is_list()) {
    throw Error(std::string(name) + ":1: the document is " + described(tree.root) +
                "; an object, or an array of objects, is expected");
  }
  return tree;
}

}  // namespace

}  // namespace detail

void add_terraform_json(Document& document, std::string_view bytes, std::string_view name) {
  const detail::JsonTree tree = detail::read_document(bytes, name);
  detail::Reader(document, name, tree).read();
}

Document read_terraform_json(std::string_view bytes, std::string_view name, std::string_view stack_name) {
  const detail::JsonTree tree = detail::read_document(bytes, name);
  const View metadata = View(tree.root).member("//").member("metadata");
  const View stack = metadata.member("stackName");
  Document document(stack.is_text() ? stack.text() : detail::kept(stack_name.empty() ? name : stack_name));
  document.set_metadata(metadata.value());
  detail::Reader(document, name, tree).read();
  document.finish();
  return document;
}

}  // namespace parapet
