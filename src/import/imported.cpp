#include "import/imported.hpp"

#include <map>

#include "core/expression_text.hpp"
#include "import/chosen_names.hpp"
#include "import/json_literal.hpp"
#include "import/links.hpp"
#include "import/policy_code.hpp"
#include "import/pruning.hpp"

namespace parapet::importing {

namespace {

/// Puts references in the place of identifiers.
class Linker {
 public:
  Linker(Links& links, std::size_t resource) : links_(links), resource_(resource) {}

  /// A value for the document. `attribute` is the nearest name around it.
  Json linked(const Json& value, const std::string& attribute) {
    if (value.is_string()) return text(value.get_ref<const std::string&>(), attribute);
    if (value.is_array()) {
      Json items = Json::array();
      for (const Json& item : value) items.push_back(linked(item, attribute));
      return items;
    }
    if (!value.is_object()) return value;
    Json members = Json::object();
    for (const auto& [name, member] : value.items())
      members[json_literal(name)] = name == "tags" ? literal(member) : linked(member, name);
    return members;
  }

 private:
  static Json literal(const Json& value) {
    if (value.is_string()) return json_literal(value.get_ref<const std::string&>());
    if (!value.is_object()) return value;
    Json members = Json::object();
    for (const auto& [name, member] : value.items()) members[json_literal(name)] = literal(member);
    return members;
  }

  std::string text(const std::string& value, const std::string& attribute) {
    if (const auto reference = links_.reference(resource_, attribute, value)) return "${" + *reference + "}";
    if (holds_policy(attribute)) {
      const Json policy = Json::parse(value, nullptr, false);
      if (policy.is_object()) {
        linked_any_ = false;
        const std::string expression = hcl(policy);
        if (linked_any_) return "${jsonencode(" + expression + ")}";
      }
    }
    return json_literal(value);
  }

  /// A policy as an expression.
  std::string hcl(const Json& value) {
    if (value.is_string()) return hcl_text(value.get_ref<const std::string&>());
    if (!value.is_structured()) return value.dump();
    std::string parts;
    for (const auto& [name, member] : value.items()) {
      parts += parts.empty() ? "" : ", ";
      if (value.is_object()) parts += hcl_literal(name) + " = ";
      parts += hcl(member);
    }
    return value.is_object() ? "{" + parts + "}" : "[" + parts + "]";
  }

  static std::string hcl_literal(std::string_view text) {
    std::string literal;
    detail::append_quoted(literal, text);
    return literal;
  }

  std::string hcl_text(const std::string& value) {
    const auto found = links_.beginning(resource_, value);
    if (!found) return hcl_literal(value);
    linked_any_ = true;
    const auto& [reference, size] = *found;
    if (size == value.size()) return reference;
    return "\"${" + reference + "}" + hcl_literal(value.substr(size)).substr(1);
  }

  Links& links_;
  std::size_t resource_;
  bool linked_any_ = false;
};

/// `eu-central-1` of `arn:aws:rds:eu-central-1:...`; empty where there is none.
std::string region_of(const StateResource& resource) {
  const auto own = resource.values.find("region");
  if (own != resource.values.end() && own->is_string()) return own->get<std::string>();
  const auto arn = resource.values.find("arn");
  if (arn == resource.values.end() || !arn->is_string()) return {};
  std::string_view rest = arn->get_ref<const std::string&>();
  for (int part = 0; part < 3; ++part) {
    const std::size_t colon = rest.find(':');
    if (colon == std::string_view::npos) return {};
    rest.remove_prefix(colon + 1);
  }
  return std::string(rest.substr(0, rest.find(':')));
}

std::string usual_region(const std::vector<StateResource>& resources) {
  std::map<std::string, std::size_t> counts;
  for (const StateResource& resource : resources) ++counts[region_of(resource)];
  counts.erase("");
  std::string usual;
  for (const auto& [region, count] : counts) {
    if (usual.empty() || count > counts[usual]) usual = region;
  }
  return usual;
}

class Importer {
 public:
  Importer(const std::vector<StateResource>& resources, std::string stack, std::string region,
           const schema::ProviderSchema& provider, const Facts& facts, std::vector<Note>& notes)
      : resources_(resources),
        stack_(std::move(stack)),
        region_(std::move(region)),
        provider_(provider),
        facts_(facts),
        notes_(notes),
        names_(chosen_names(resources, facts)),
        links_(resources, names_, provider, facts) {}

  Imported run() {
    if (region_.empty()) region_ = usual_region(resources_);
    Imported result;
    for (std::size_t i = 0; i < resources_.size(); ++i) result.names.push_back(add(i) ? names_[i] : "");
    if (!region_.empty()) document_["provider"][provider_.name] = Json::array({{{"region", region_}}});
    document_["//"]["metadata"] = {{"stackName", stack_}};
    // What the engine returned need not be UTF-8; the program refuses it later, with its place.
    result.document = document_.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
    return result;
  }

 private:
  bool add(std::size_t position) {
    const StateResource& resource = resources_[position];
    const schema::ResourceType* type = provider_.find(schema::Category::resource, resource.type);
    if (type == nullptr) {
      notes_.push_back(
          {resource.address, "the schema of `" + provider_.name + "` has no type `" + resource.type + "`; left out"});
      return false;
    }
    const std::string& name = names_[position];
    Pruned left = pruned(resource, *type, facts_, notes_);
    region(resource, left.configuration);
    Json body = Linker(links_, position).linked(left.configuration, "");
    for (const std::string& secret : left.secrets) body[secret] = "${var." + variable(name + "-" + secret) + "}";
    body["//"]["metadata"] = {{"path", stack_ + "/" + name}, {"uniqueId", name}};
    document_["resource"][resource.type][name] = std::move(body);
    import(resource, name);
    return true;
  }

  /// Newer providers have an attribute for what is in another region than the provider; older ones need one of their
  /// own.
  void region(const StateResource& resource, Json& configuration) {
    const std::string own = region_of(resource);
    if (own == region_) configuration.erase("region");
    const bool elsewhere = !own.empty() && own != region_ && own != "us-east-1";
    if (elsewhere && !configuration.contains("region"))
      notes_.push_back({resource.address, "is in " + own + ", but the provider of the program is in " + region_ +
                                              "; give it a provider of its own"});
  }

  std::string variable(const std::string& name) {
    document_["variable"][name] = {{"sensitive", true}, {"type", "string"}};
    return name;
  }

  void import(const StateResource& resource, const std::string& name) {
    const std::string id = import_id(resource, facts_);
    if (id.empty())
      return notes_.push_back({resource.address, "has no id to import it by; write the import block by hand"});
    document_["import"].push_back({{"id", json_literal(id)}, {"to", resource.type + "." + name}});
  }

  const std::vector<StateResource>& resources_;
  std::string stack_;
  std::string region_;
  const schema::ProviderSchema& provider_;
  const Facts& facts_;
  std::vector<Note>& notes_;
  std::vector<std::string> names_;
  Links links_;
  Json document_ = Json::object();
};

}  // namespace

std::string import_id(const StateResource& resource, const Facts& facts) {
  if (!resource.import_id.empty()) return resource.import_id;
  const auto found = facts.import_ids.find(resource.type);
  std::string_view rest = found == facts.import_ids.end() ? std::string_view("{id}") : found->second;
  std::string id;
  while (!rest.empty()) {
    const std::size_t open = rest.find('{'), close = rest.find('}');
    if (open == std::string_view::npos || close == std::string_view::npos) return id + std::string(rest);
    id += rest.substr(0, open);
    const auto value = resource.values.find(std::string(rest.substr(open + 1, close - open - 1)));
    if (value == resource.values.end() || value->is_null()) return {};
    id += value->is_string() ? value->get<std::string>() : value->dump();
    rest.remove_prefix(close + 1);
  }
  return id;
}

Imported imported(const std::vector<StateResource>& resources, const std::string& stack, const std::string& region,
                  const schema::ProviderSchema& provider, const Facts& facts, std::vector<Note>& notes) {
  return Importer(resources, stack, region, provider, facts, notes).run();
}

}  // namespace parapet::importing
