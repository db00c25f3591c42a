#include <map>
#include <set>

#include "document/json_tree.hpp"
#include "document/plan/values.hpp"
#include "parapet/document/plan.hpp"
#include "parapet/document/read.hpp"
#include "parapet/error.hpp"

namespace parapet {

namespace detail {

namespace {

/// Deep enough for the objects in `resource_changes`: root, list, element.
constexpr std::size_t kLinedPlanLevels = 3;

std::string_view copied(std::string_view text) { return {copy_text(text), text.size()}; }

std::string pointer(const std::string& at, std::string_view name) { return at + "/" + std::string(name); }
std::string pointer(const std::string& at, std::size_t position) { return at + "/" + std::to_string(position); }

/// Whether marks (of unknown or sensitive values) fit to what they are about; `where` becomes the pointer to one that
/// does not. What is `unknown` has no value.
bool marks_fit(View marks, View value, bool unknown, std::string& where) {
  if (marks.is_unset()) return true;
  if (marks.kind() == Kind::boolean) return !unknown || !marks.boolean() || value.is_unset();
  const bool list = marks.is_list();
  if (!list && !marks.is_object()) return false;
  if (unknown && value && (list ? !value.is_list() : !value.is_object())) return false;
  for (std::size_t i = 0; i < marks.size(); ++i) {
    const View inside = list ? marks.element(i) : marks.value_at(i);
    const View about = list ? value.element(i) : value.member(marks.name(i));
    if (marks_fit(inside, about, unknown, where)) continue;
    where = (list ? pointer("", i) : pointer("", marks.name(i))) + where;
    return false;
  }
  return true;
}

/// What the plan says about one instance, gathered from its parts.
struct Planned {
  View resource;  ///< `address`, `mode`, `type`, `name`, `index`
  std::string_view module;
  View after;
  View unknown;
  View sensitive;
  unsigned line = 0;
  bool changed = false;  ///< whether a change tells it
};

class PlanReader {
 public:
  PlanReader(const JsonTree& tree, std::string_view file, std::string_view stack)
      : root_(tree.root), tree_(tree), file_(copied(file)), document_(copied(stack.empty() ? file : stack)) {}

  Document read() {
    // Others would take the first or the last of them.
    if (tree_.duplicate)
      refuse("", "a key occurs twice in the object that begins in line " + std::to_string(tree_.duplicate_line));
    check_format();
    const View planned = object(root_, "", "planned_values");
    module(planned.member("root_module"), "/planned_values/root_module", {}, false);
    const View before = root_.member("prior_state").member("values").member("root_module");
    module(before, "/prior_state/values/root_module", {}, true);
    changes("resource_changes", false);
    changes("deferred_changes", true);
    for (const auto& [address, one] : planned_) {
      if (!one.changed && one.resource.member("mode").text() == "managed")
        refuse("/planned_values", "no change tells what is unknown of `" + std::string(address) + "`");
    }
    add_blocks();
    document_.finish();
    document_.index_addresses();
    return std::move(document_);
  }

 private:
  [[noreturn]] void refuse(const std::string& at, const std::string& problem) const {
    throw Error(std::string(file_) + " " + (at.empty() ? "/" : at) + ": " + problem +
                "; write the plan again with `terraform show -json PLAN`");
  }

  View object(View parent, const std::string& at, std::string_view name) const {
    const View value = parent.member(name);
    if (!value.is_object()) refuse(pointer(at, name), "expected an object");
    return value;
  }

  /// A list that may be missing.
  View list(View parent, const std::string& at, std::string_view name) const {
    const View value = parent.member(name);
    if (value && !value.is_list()) refuse(pointer(at, name), "expected an array");
    return value;
  }

  std::string_view text(View parent, const std::string& at, std::string_view name) const {
    const View value = parent.member(name);
    if (!value.is_text() || value.text().empty()) refuse(pointer(at, name), "expected a string");
    return value.text();
  }

  void check_format() const {
    const std::string_view version = text(root_, "", "format_version");
    if (version.substr(0, version.find('.')) != "1")
      refuse("/format_version", "expected version 1.x of the format, which Terraform 1.1 and OpenTofu write, found \"" +
                                    std::string(version) + "\"");
    const View errored = root_.member("errored");
    if (errored && errored.kind() != Kind::boolean) refuse("/errored", "expected true or false");
    if (errored.boolean())
      refuse("/errored", "the plan failed, so it does not show everything; make one that succeeds");
  }

  void module(View module, const std::string& at, std::string_view address, bool data_only) {
    if (module.is_unset()) return;
    if (!module.is_object()) refuse(at, "expected an object");
    const View resources = list(module, at, "resources");
    for (std::size_t i = 0; i < resources.size(); ++i)
      resource(resources.element(i), pointer(pointer(at, "resources"), i), address, data_only);
    const View children = list(module, at, "child_modules");
    for (std::size_t i = 0; i < children.size(); ++i) {
      const std::string here = pointer(pointer(at, "child_modules"), i);
      this->module(children.element(i), here, text(children.element(i), here, "address"), data_only);
    }
  }

  /// One instance as planned_values and prior_state write it.
  void resource(View resource, const std::string& at, std::string_view module, bool data_only) {
    check_resource(resource, at, module);
    if (data_only && resource.member("mode").text() != "data") return;
    const std::string_view address = resource.member("address").text();
    Planned& planned = planned_[address];
    // The prior state repeats data sources.
    if (planned.resource && data_only) return;
    if (planned.resource) refuse(at, "`" + std::string(address) + "` is there a second time");
    planned = {resource, module, resource.member("values"), {}, resource.member("sensitive_values"), 1, false};
  }

  void check_resource(View resource, const std::string& at, std::string_view module) const {
    if (!resource.is_object()) refuse(at, "expected an object");
    for (const std::string_view name : {"address", "type", "name"}) text(resource, at, name);
    const std::string_view mode = text(resource, at, "mode");
    if (mode != "managed" && mode != "data" && mode != "ephemeral")
      refuse(pointer(at, "mode"), "expected \"managed\", \"data\" or \"ephemeral\"");
    const std::string_view address = resource.member("address").text();
    const std::string name = std::string(module) + (module.empty() ? "" : ".") + local_name(resource);
    if (!address.starts_with(name) || (address.size() > name.size() && address[name.size()] != '['))
      refuse(pointer(at, "address"), "expected `" + name + "`, found `" + std::string(address) + "`");
  }

  void changes(std::string_view section, bool deferred) {
    const View changes = list(root_, "", section);
    for (std::size_t i = 0; i < changes.size(); ++i) {
      const std::string at = pointer(pointer("", section), i);
      if (deferred) {
        change(object(changes.element(i), at, "resource_change"), pointer(at, "resource_change"));
      } else {
        change(changes.element(i), at);
      }
    }
  }

  void change(View resource, const std::string& at) {
    const std::string_view module = resource.member("module_address").text();
    check_resource(resource, at, module);
    const View change = object(resource, at, "change");
    const std::string here = pointer(at, "change");
    const std::string_view address = address_of(resource, at);
    const View after = change.member("after");
    const auto planned = planned_.find(address);
    const View values = planned == planned_.end() ? View() : planned->second.after;
    if (!exists_afterwards(change, here)) {
      if (values) refuse(here, "it leaves nothing, but `planned_values` has `" + std::string(address) + "`");
      planned_.erase(address);
      return;
    }
    check_marks(change, here);
    if (values && !same(values, after))
      refuse(pointer(here, "after"), "it differs from `" + std::string(address) + "` in `planned_values`");
    const auto line = tree_.lines.find(resource.value());
    planned_[address] = {resource,
                         module,
                         after,
                         change.member("after_unknown"),
                         change.member("after_sensitive"),
                         line == tree_.lines.end() ? 1 : line->second,
                         true};
  }

  /// The address of what a change is about, once. An object that was replaced has that of its successor, and a key.
  std::string_view address_of(View resource, const std::string& at) {
    std::string_view address = resource.member("address").text();
    if (resource.member("deposed")) {
      address = copied(std::string(address) + " (deposed " + std::string(text(resource, at, "deposed")) + ")");
    }
    if (!changed_.insert(address).second) refuse(at, "a second change of `" + std::string(address) + "`");
    return address;
  }

  void check_marks(View change, const std::string& at) const {
    const View after = change.member("after"), unknown = change.member("after_unknown");
    if (!after.is_object() && !(after.is_unset() && unknown.boolean()))
      refuse(pointer(at, "after"), "expected an object");
    std::string where;
    if (!marks_fit(unknown, after, true, where))
      refuse(pointer(at, "after_unknown") + where, "it does not fit to `after`");
    const View sensitive = change.member("after_sensitive");
    if (sensitive.boolean() || !marks_fit(sensitive, after, false, where))
      refuse(pointer(at, "after_sensitive") + where, "expected objects and arrays of true and false");
  }

  bool exists_afterwards(View change, const std::string& at) const {
    const View actions = list(change, at, "actions");
    if (actions.size() == 0) refuse(pointer(at, "actions"), "expected at least one action");
    for (std::size_t i = 0; i < actions.size(); ++i) {
      const std::string_view action = actions.element(i).text();
      // What had gone already is left alone.
      const bool gone = action == "no-op" && change.member("after").is_unset();
      if (action != "delete" && action != "forget" && !gone) return true;
    }
    return false;
  }

  /// `aws_vpc.x`, `data.aws_ami.y`: the address without module and key.
  static std::string local_name(View resource) {
    const std::string_view mode = resource.member("mode").text();
    return (mode == "managed" ? "" : std::string(mode) + ".") + std::string(resource.member("type").text()) + "." +
           std::string(resource.member("name").text());
  }

  void add_blocks() {
    const View configuration = object(root_, "", "configuration");
    PlanModules modules(configuration, root_.member("variables"));
    PlanValues values(modules);
    const ModuleInstance unconfigured;
    std::map<std::string_view, const ModuleInstance*> places;
    for (const auto& [address, planned] : planned_) {
      const ModuleInstance*& place = places[planned.module];
      if (place == nullptr) place = modules.find(planned.module);
      if (place == nullptr) place = &unconfigured;
      // Nothing refers to a deposed object.
      if (planned.resource.member("deposed")) continue;
      modules.add(*place, local_name(planned.resource), {address, planned.resource.member("index"), planned.after});
    }
    for (const auto& [address, planned] : planned_)
      add_block(address, planned, *places[planned.module], modules, values);
    const View providers = configuration.member("provider_config");
    add_providers(providers, modules, values);
  }

  const Value* provider_body(View expressions, const ModuleInstance& module, PlanValues& values) {
    std::vector<Entry> entries;
    for (std::size_t i = 0; i < expressions.size(); ++i) {
      const View expression = expressions.value_at(i);
      const Value* value = values.configured(expression, {&module, {}, {}}, false, false);
      // The plan shows the text as if it were written here.
      const bool from_outside = View(value).is_text() && is_given(expression, module);
      if (value != nullptr && !from_outside) entries.push_back({expressions.key_at(i).value(), value});
    }
    return make_map(entries.data(), entries.size());
  }

  /// Whether an expression is nothing but variables without default.
  static bool is_given(View expression, const ModuleInstance& module) {
    const View references = expression.member("references");
    for (std::size_t i = 0; i < references.size(); ++i) {
      const std::string_view name = references.element(i).text();
      const View declared = module.configuration.member("variables").member(name.substr(name.find('.') + 1));
      if (!name.starts_with("var.") || declared.member("default")) return false;
    }
    return references.size() > 0;
  }

  /// What a provider must be, as a document of Terraform's JSON syntax demands it.
  void add_version(View provider) {
    std::vector<Entry> demands;
    for (const auto& [name, from] : {std::pair{"source", "full_name"}, {"version", "version_constraint"}}) {
      if (const View given = provider.member(from)) demands.push_back({make_text(name), given.value()});
    }
    if (demands.empty() || !provider.member("name").is_text()) return;
    const Entry one{provider.member("name").value(), make_map(demands.data(), demands.size())};
    const Entry all{make_text("required_providers"), make_map(&one, 1)};
    DocumentBlock block;
    block.kind = NodeKind::stack;
    block.body = make_map(&all, 1);
    document_.add(block);
  }

  /// A plan shows no values of providers; what their configuration says is evaluated.
  void add_providers(View configured, PlanModules& modules, PlanValues& values) {
    for (std::size_t i = 0; configured.is_object() && i < configured.size(); ++i) {
      const View one = configured.value_at(i);
      add_version(one);
      const ModuleInstance* module = modules.find(one.member("module_address").text());
      const View expressions = one.member("expressions");
      if (module == nullptr || !expressions.is_object()) continue;
      DocumentBlock block;
      block.kind = NodeKind::provider;
      block.type = one.member("name").text();
      block.name = one.member("alias").text();
      block.address = configured.name(i);
      block.body = provider_body(expressions, *module, values);
      block.file = file_;
      block.line = 1;
      document_.add(block);
    }
  }

  void add_block(std::string_view address, const Planned& planned, const ModuleInstance& module, PlanModules& modules,
                 PlanValues& values) {
    const View resource = planned.resource;
    const std::string_view mode = resource.member("mode").text();
    const View configured = modules.configuration_of(module, local_name(resource));
    const PlanScope scope{&module, resource.member("index"), configured.member("for_each_expression")};
    PlanConfiguration configuration;
    if (configured) configuration = {true, {configured.member("expressions")}};
    // A resource without any attribute has no expressions.
    if (configured && configured.member("expressions").is_unset()) configuration = {true, {make_map(nullptr, 0)}};
    const Value* body = values.merged(planned.after, planned.unknown, planned.sensitive, configuration, scope);
    if (!View(body).is_object() && mode == "managed")
      refuse("/resource_changes", "nothing is known of `" + std::string(address) + "`");
    DocumentBlock block;
    block.kind = mode == "managed" ? NodeKind::resource
                 : mode == "data"  ? NodeKind::data_source
                                   : NodeKind::ephemeral_resource;
    block.type = resource.member("type").text();
    // Nothing refers to it by name: other modules may hold the same.
    block.name = address;
    block.address = address;
    block.body = block.kind == NodeKind::data_source ? without_empty(body) : with_meta_arguments(body, configured);
    block.file = file_;
    block.line = planned.line;
    document_.add(block);
  }

  /// A plan says nothing about `lifecycle`, which must not look like it was left out; provider and provisioners are in
  /// its configuration.
  const Value* with_meta_arguments(const Value* body, View configured) {
    const View members(body);
    std::vector<Entry> entries;
    if (body != nullptr && body->kind == Kind::map) entries.assign(entries_of(body), entries_of(body) + members.size());
    entries.push_back({lifecycle_name_, lifecycle_});
    if (const View provider = configured.member("provider_config_key")) {
      // In a module the name of the call goes before it.
      const std::string_view key = provider.text();
      entries.push_back({provider_name_, make_text(key.substr(key.rfind(':') + 1))});
    }
    if (const View provisioners = configured.member("provisioners"))
      entries.push_back({provisioner_name_, provisioners.value()});
    return make_map(entries.data(), entries.size());
  }

  View root_;
  const JsonTree& tree_;
  std::string_view file_;
  Document document_;
  std::map<std::string_view, Planned> planned_;  ///< by address
  std::set<std::string_view> changed_;           ///< addresses that had a change
  const Value* lifecycle_name_ = make_text("lifecycle");
  const Value* lifecycle_ = not_known("(a plan does not say)");
  const Value* provider_name_ = make_text("provider");
  const Value* provisioner_name_ = make_text("provisioner");
};

bool is_plan(View root) {
  return root.is_object() && root.member("format_version") &&
         (root.member("planned_values") || root.member("resource_changes"));
}

bool is_state(View root) { return root.is_object() && root.member("format_version") && root.member("values"); }

JsonTree read_tree(std::string_view bytes, std::string_view name) {
  JsonTree tree = read_json(bytes, kLinedPlanLevels);
  if (tree.root == nullptr)
    throw Error(std::string(name) + ":" + std::to_string(tree.line) + ": this is no JSON: " + tree.problem +
                "; give a plan (`terraform show -json PLAN`) or a document of Terraform's JSON syntax (`.tf.json`)");
  return tree;
}

}  // namespace

}  // namespace detail

Document read_plan(std::string_view bytes, std::string_view name, std::string_view stack) {
  const detail::JsonTree tree = detail::read_tree(bytes, name);
  if (!detail::is_plan(tree.root))
    throw Error(std::string(name) + " /: expected a plan with `format_version` and `planned_values`; write it with " +
                "`terraform show -json PLAN`");
  return detail::PlanReader(tree, name, stack).read();
}

Document read_document(std::string_view bytes, std::string_view name, std::string_view stack) {
  // Most documents are none, and need not be read twice to know it.
  if (bytes.find("\"format_version\"") != std::string_view::npos) {
    const detail::JsonTree tree = detail::read_tree(bytes, name);
    if (detail::is_plan(tree.root)) return detail::PlanReader(tree, name, stack).read();
    if (detail::is_state(tree.root))
      throw Error(std::string(name) +
                  " /: this is a state, not a plan; write a plan with `terraform plan -out=PLAN` and " +
                  "`terraform show -json PLAN`");
  }
  return read_terraform_json(bytes, name, stack);
}

}  // namespace parapet
