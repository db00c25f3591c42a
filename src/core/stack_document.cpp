#include "stack_document.hpp"

#include <algorithm>
#include <filesystem>
#include <map>

#include "parapet/error.hpp"
#include "remote_state.hpp"
#include "render.hpp"

namespace parapet::detail {

namespace {

constexpr std::string_view kMetadataVersion = "0.1.0";

/// What is written under one name of a section; `element` is nullptr for what the cross-stack pass made.
struct Item {
  std::string type;
  std::string name;
  const Value* body = nullptr;
  const Element* element = nullptr;
};

const Value* text(std::string_view content) { return make_text(content); }

std::string local_state_file(const Element* stack) { return "terraform." + std::string(stack->id) + ".tfstate"; }

/// The state of a stack without backend lies beside the output folder, seen from the folder where Terraform runs.
const Value* local_backend(const Element* stack) {
  const Entry entries[] = {{text("path"), text("../../../" + local_state_file(stack))}};
  return make_map(entries, 1);
}

/// `remote_state` reads a `cloud` block's state through the `remote` backend.
std::string remote_state_backend(const StackPlan& origin) {
  const auto& backends = origin.of(NodeKind::backend);
  if (backends.empty()) return "local";
  return backends.front().element->label == "cloud" ? "remote" : std::string(backends.front().element->label);
}

const Value* remote_state_body(const StackPlan& origin) {
  const auto& backends = origin.of(NodeKind::backend);
  const Value* config = backends.empty() ? local_backend(origin.stack) : backends.front().body;
  const Value* workspace = make_get(make_name("terraform"), "workspace");
  const Entry entries[] = {
      {text("backend"), text(remote_state_backend(origin))}, {text("config"), config}, {text("workspace"), workspace}};
  return make_map(entries, 3);
}

class StackWriter {
 public:
  StackWriter(Sink& sink, const StackPlan& plan, const AppPlan& app)
      : plan_(plan), app_(app), context_{plan.stack, &app}, out_(sink), renderer_(out_, context_) {}

  std::vector<std::string> write() {
    out_.begin_object();
    metadata();
    named_section("check", NodeKind::check);
    typed_section("data", NodeKind::data_source);
    typed_section("ephemeral", NodeKind::ephemeral_resource);
    list_section("import", NodeKind::import);
    locals();
    named_section("module", NodeKind::module);
    list_section("moved", NodeKind::moved);
    named_section("output", NodeKind::output);
    providers();
    list_section("removed", NodeKind::removed);
    typed_section("resource", NodeKind::resource);
    terraform();
    named_section("variable", NodeKind::variable);
    out_.end_object();
    out_.finish();
    return std::move(problems_);
  }

 private:
  void string_member(std::string_view name, std::string_view value) {
    out_.key(name);
    out_.string(value);
  }

  std::string backend_name() const {
    const auto& backends = plan_.of(NodeKind::backend);
    return backends.empty() ? "local" : std::string(backends.front().element->label);
  }

  void metadata() {
    out_.key("//");
    out_.begin_object();
    out_.key("metadata");
    out_.begin_object();
    string_member("backend", backend_name());
    custom_metadata(plan_.stack);
    string_member("stackName", plan_.stack->id);
    string_member("version", kMetadataVersion);
    out_.end_object();
    out_.key("outputs");
    out_.begin_object();
    if (!plan_.of(NodeKind::output).empty()) {
      out_.key(plan_.stack->id);
      out_.begin_object();
      for (const PlannedBlock& output : plan_.of(NodeKind::output)) string_member(output.name, output.name);
      out_.end_object();
    }
    out_.end_object();
    out_.end_object();
  }

  void custom_metadata(const Element* element) {
    if (element->extra == nullptr || element->extra->metadata.empty()) return;
    std::map<std::string, const Value*> sorted;
    for (const auto& [key, value] : element->extra->metadata) sorted[key] = value;
    out_.key("custom");
    out_.begin_object();
    for (const auto& [key, value] : sorted) {
      out_.key(key);
      renderer_.value(value);
    }
    out_.end_object();
  }

  /// The `//` entry of a block.
  void block_metadata(const Element* element) {
    out_.key("//");
    out_.begin_object();
    out_.key("metadata");
    out_.begin_object();
    custom_metadata(element);
    string_member("file", shown_file(element->file));
    out_.key("line");
    out_.natural(element->line);
    string_member("path", path_of(element));
    string_member("uniqueId", logical_id_of(element));
    out_.end_object();
    out_.end_object();
  }

  void body(const Value* value, const Element* element, bool with_metadata, std::vector<std::string_view> plain = {}) {
    out_.begin_object();
    if (with_metadata && element != nullptr) block_metadata(element);
    renderer_.set_plain(std::move(plain));
    if (value != nullptr) renderer_.members(value);
    out_.end_object();
    for (const std::string& missing : renderer_.take_missing()) {
      problems_.push_back((element == nullptr ? std::string(plan_.stack->id) : place_of(element)) + ": `" + missing +
                          "` is required and was not given" +
                          (element == nullptr ? "" : ", see " + address_of(element)));
    }
  }

  void typed_section(std::string_view section, NodeKind kind) {
    std::vector<Item> extra;
    if (kind == NodeKind::data_source) extra = remote_states();
    const auto& blocks = plan_.of(kind);
    if (blocks.empty() && extra.empty()) return;
    out_.key(section);
    out_.begin_object();
    std::string_view open;
    const auto write_item = [&](std::string_view type, std::string_view name, const Value* value,
                                const Element* element) {
      if (type != open) {
        if (!open.empty()) out_.end_object();
        out_.key(type);
        out_.begin_object();
        open = type;
      }
      out_.key(name);
      body(value, element, true);
    };
    std::size_t next_extra = 0;
    const auto before = [&](const PlannedBlock& block) {
      return std::pair<std::string_view, std::string_view>(extra[next_extra].type, extra[next_extra].name) <
             std::pair(block.type, block.name);
    };
    for (const PlannedBlock& block : blocks) {
      for (; next_extra < extra.size() && before(block); ++next_extra)
        write_item(extra[next_extra].type, extra[next_extra].name, extra[next_extra].body, nullptr);
      write_item(block.type, block.name, block.body, block.element);
    }
    for (; next_extra < extra.size(); ++next_extra)
      write_item(extra[next_extra].type, extra[next_extra].name, extra[next_extra].body, nullptr);
    out_.end_object();
    out_.end_object();
  }

  std::vector<Item> remote_states() const {
    std::vector<Item> items;
    for (const auto& [name, origin] : plan_.remote_states) {
      const auto found = std::find_if(app_.stacks().begin(), app_.stacks().end(),
                                      [origin = origin](const StackPlan& other) { return other.stack == origin; });
      items.push_back({"terraform_remote_state", name, remote_state_body(*found), nullptr});
    }
    return items;
  }

  void named_section(std::string_view section, NodeKind kind) {
    std::map<std::string, Item> items;
    for (const PlannedBlock& block : plan_.of(kind))
      items[std::string(block.name)] = {{}, {}, block.body, block.element};
    if (kind == NodeKind::output) add_cross_outputs(items);
    if (items.empty()) return;
    out_.key(section);
    out_.begin_object();
    for (const auto& [name, item] : items) {
      out_.key(name);
      body(item.body, item.element, kind == NodeKind::module, plain_members(kind));
    }
    out_.end_object();
  }

  /// Strings that Terraform reads before anything has a value are no templates.
  static std::vector<std::string_view> plain_members(NodeKind kind) {
    if (kind == NodeKind::variable) return {"default", "description"};
    if (kind == NodeKind::output) return {"description"};
    if (kind == NodeKind::module) return {"source", "version"};
    return {};
  }

  void add_cross_outputs(std::map<std::string, Item>& items) const {
    for (const auto& [name, value] : plan_.cross_outputs) {
      const Entry entries[] = {{text("sensitive"), make_boolean(true)}, {text("value"), value}};
      if (!items.emplace(name, Item{{}, {}, make_map(entries, 2), nullptr}).second) {
        throw Error(std::string(plan_.stack->id) + ": the output \"" + name +
                    "\" has the name of one that references between stacks need; choose another id");
      }
    }
  }

  void list_section(std::string_view section, NodeKind kind) {
    const auto& blocks = plan_.of(kind);
    if (blocks.empty()) return;
    out_.key(section);
    out_.begin_array();
    for (const PlannedBlock& block : blocks) {
      out_.element();
      body(block.body, block.element, false);
    }
    out_.end_array();
  }

  void locals() {
    const auto& blocks = plan_.of(NodeKind::local);
    if (blocks.empty()) return;
    out_.key("locals");
    out_.begin_object();
    for (const PlannedBlock& block : blocks) {
      out_.key(block.name);
      renderer_.value(block.body);
    }
    out_.end_object();
  }

  void providers() {
    const auto& blocks = plan_.of(NodeKind::provider);
    if (blocks.empty()) return;
    out_.key("provider");
    out_.begin_object();
    std::string_view open;
    for (const PlannedBlock& block : blocks) {
      if (block.type != open) {
        if (!open.empty()) out_.end_array();
        out_.key(block.type);
        out_.begin_array();
        open = block.type;
      }
      out_.element();
      body(block.element->type != nullptr ? block.body : member_of(block.body, "config"), block.element, false);
    }
    out_.end_array();
    out_.end_object();
  }

  struct Requirement {
    std::string source;
    std::string version;
    const Element* by = nullptr;
  };

  void require(std::map<std::string, Requirement>& required, const std::string& name, Requirement requirement) const {
    const auto [known, added] = required.emplace(name, requirement);
    if (added || (known->second.source == requirement.source && known->second.version == requirement.version)) return;
    throw Error("the provider `" + name + "` is required as " + known->second.source + " " + known->second.version +
                " by " + place_of(known->second.by) + " and as " + requirement.source + " " + requirement.version +
                " by " + place_of(requirement.by) + "; use one set of bindings in a stack");
  }

  std::map<std::string, Requirement> required_providers() const {
    std::map<std::string, Requirement> required;
    for (const NodeKind kind :
         {NodeKind::resource, NodeKind::data_source, NodeKind::ephemeral_resource, NodeKind::provider}) {
      const ProviderInfo* last = nullptr;
      for (const PlannedBlock& block : plan_.of(kind)) {
        if (block.element->type == nullptr || block.element->type->provider == last) continue;
        last = block.element->type->provider;
        require(required, last->name, {last->source, last->version, block.element});
      }
    }
    for (const PlannedBlock& block : plan_.of(NodeKind::provider)) {
      if (block.element->type != nullptr) continue;
      require(required, std::string(block.type),
              {std::string(text_of(member_of(block.body, "source"))),
               std::string(text_of(member_of(block.body, "version"))), block.element});
    }
    return required;
  }

  void terraform() {
    out_.key("terraform");
    out_.begin_object();
    backend();
    const Value* encryption = member_of(plan_.stack->config, "encryption");
    if (encryption != nullptr) {
      out_.key("encryption");
      renderer_.value(encryption);
    }
    const auto required = required_providers();
    if (!required.empty()) {
      out_.key("required_providers");
      out_.begin_object();
      for (const auto& [name, requirement] : required) {
        out_.key(name);
        out_.begin_object();
        string_member("source", requirement.source);
        string_member("version", requirement.version);
        out_.end_object();
      }
      out_.end_object();
    }
    const Value* version = member_of(plan_.stack->config, "required_version");
    if (version != nullptr) {
      out_.key("required_version");
      renderer_.value(version);
    }
    out_.end_object();
  }

  void backend() {
    const auto& backends = plan_.of(NodeKind::backend);
    const bool cloud = !backends.empty() && backends.front().element->label == "cloud";
    if (!cloud) {
      out_.key("backend");
      out_.begin_object();
    }
    out_.key(backend_name());
    const std::size_t known_problems = problems_.size();
    if (backends.empty()) {
      body(local_backend(plan_.stack), nullptr, false);
    } else {
      body(backends.front().body, backends.front().element, false, {"*"});
      // What is missing here may come from `terraform init -backend-config`.
      problems_.resize(known_problems);
    }
    if (!cloud) out_.end_object();
  }

  const StackPlan& plan_;
  const AppPlan& app_;
  ExpressionContext context_;
  JsonWriter out_;
  Renderer renderer_;
  std::vector<std::string> problems_;
};

}  // namespace

std::vector<std::string> write_stack(Sink& sink, const StackPlan& plan, const AppPlan& app) {
  return StackWriter(sink, plan, app).write();
}

std::string shown_file(std::string_view file) {
  if (file.empty() || file.front() != '/') return std::string(file);
  static const std::string here = std::filesystem::current_path().string() + "/";
  if (file.substr(0, here.size()) == here) return std::string(file.substr(here.size()));
  return std::string(file.substr(file.rfind('/') + 1));
}

}  // namespace parapet::detail
