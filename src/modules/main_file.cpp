#include <algorithm>

#include "modules/arguments.hpp"
#include "modules/hcl_writer.hpp"
#include "modules/policies.hpp"
#include "modules/render.hpp"
#include "schema/names.hpp"

namespace parapet::modules {

namespace {

/// Requirements by what they look at, for the comments above it.
class Comments {
 public:
  Comments(const Module& module, const Resource& resource) {
    for (const Claim& claim : module.claims) {
      if (claim.requirement->resource != resource.type->name) continue;
      if (claim.stance != Stance::implemented && claim.stance != Stance::partly) continue;
      if (const LifecycleSetting* setting = resource.lifecycle_of(*claim.requirement))
        add("/lifecycle/" + setting->name, *claim.requirement);
      std::set<std::string> seen;
      for (const Names& path : paths_of(*claim.requirement->require)) {
        const std::string place = place_of(resource.arguments, path);
        if (!place.empty() && seen.insert(place).second) add(place, *claim.requirement);
      }
    }
  }

  void write(HclWriter& out, const std::string& place) const {
    const auto found = by_place_.find(place);
    if (found == by_place_.end()) return;
    for (const std::string& comment : found->second) out.comment(comment);
  }

  bool has(const std::string& place) const { return by_place_.contains(place); }

 private:
  void add(const std::string& place, const guardrails::Requirement& requirement) {
    by_place_[place].push_back(std::string(requirement.id) + ": " + std::string(requirement.name));
  }

  /// The deepest argument that a path goes through.
  static std::string place_of(const std::vector<Argument>& arguments, const Names& path) {
    const std::vector<Argument>* at = &arguments;
    std::string place;
    for (const std::string& name : path) {
      const Argument* found = find(*at, name);
      if (found == nullptr) break;
      place += "/" + name;
      at = &found->members;
    }
    return place;
  }

  std::map<std::string, std::vector<std::string>> by_place_;
};

class ResourceWriter {
 public:
  ResourceWriter(const Module& module, const Resource& resource) : resource_(resource), comments_(module, resource) {}

  void write(HclWriter& out) {
    out.open_block("resource " + quote(resource_.type->name) + " \"this\"");
    out.argument("count", resource_.is_created() + " ? 1 : 0");
    out.blank();
    for (const Argument& argument : resource_.arguments) {
      if (!argument.is_block()) set(out, argument, "/" + argument.name, resource_.value_of(argument));
    }
    for (const Argument& argument : resource_.arguments) {
      if (argument.is_block())
        block(out, argument, "/" + argument.name, "var." + resource_.variables.at(argument.name),
              argument.is_sensitive());
    }
    lifecycle(out);
    out.close();
    out.blank();
  }

 private:
  void set(HclWriter& out, const Argument& argument, const std::string& place, const std::string& value) {
    if (comments_.has(place)) out.blank();
    comments_.write(out, place);
    out.argument(argument.name, value);
    if (comments_.has(place)) out.blank();
  }

  void lifecycle(HclWriter& out) const {
    if (resource_.lifecycle.empty()) return;
    out.blank();
    out.open_block("lifecycle");
    for (const LifecycleSetting& setting : resource_.lifecycle) {
      comments_.write(out, "/lifecycle/" + setting.name);
      out.argument(setting.name, literal(setting.value));
    }
    out.close();
  }

  void members(HclWriter& out, const Argument& block, const std::string& place, const std::string& reference,
               bool sensitive) {
    for (const Argument& member : block.members) {
      const std::string value = reference + "." + member.name;
      if (member.is_block()) continue;
      set(out, member, place + "/" + member.name, member.filled(value));
    }
    for (const Argument& member : block.members) {
      if (member.is_block())
        this->block(out, member, place + "/" + member.name, reference + "." + member.name, sensitive);
    }
  }

  void block(HclWriter& out, const Argument& block, const std::string& place, const std::string& reference,
             bool sensitive) {
    out.blank();
    comments_.write(out, place);
    const bool always = !block.is_many() && (block.present || block.is_required());
    if (always) {
      out.open_block(block.name);
      members(out, block, place, reference, sensitive);
      out.close();
      return;
    }
    out.open_block("dynamic " + quote(block.name));
    out.argument("for_each", for_each(block, reference, sensitive));
    out.blank();
    out.open_block("content");
    members(out, block, place, element(block, reference, sensitive), sensitive);
    out.close();
    out.close();
  }

  /// What is secret may not decide how many blocks there are, so the number is taken out of the secret.
  static std::string for_each(const Argument& block, const std::string& reference, bool sensitive) {
    if (block.is_many()) return sensitive ? "range(nonsensitive(length(" + reference + ")))" : reference;
    if (sensitive) return "nonsensitive(" + reference + " != null) ? [true] : []";
    return reference + " != null ? [" + reference + "] : []";
  }

  static std::string element(const Argument& block, const std::string& reference, bool sensitive) {
    if (!sensitive) return block.name + ".value";
    return block.is_many() ? reference + "[" + block.name + ".value]" : reference;
  }

  const Resource& resource_;
  Comments comments_;
};

bool is_plain(const schema::Attribute& attribute) {
  using Kind = schema::Type::Kind;
  return attribute.nested == nullptr && (attribute.type.kind == Kind::string || attribute.type.kind == Kind::number ||
                                         attribute.type.kind == Kind::boolean);
}

/// What only the provider knows, and the ARN or id that others point at.
bool is_output(const schema::Attribute& attribute) {
  return is_plain(attribute) && attribute.computed && !attribute.sensitive && !attribute.write_only &&
         !attribute.deprecated && (!attribute.settable() || attribute.name == "id");
}

void outputs(HclWriter& out, const Resource& resource, schema::NameScope& names) {
  for (const schema::Attribute& attribute : resource.type->block.attributes) {
    if (!is_output(attribute)) continue;
    out.open_block("output " + quote(names.claim(resource.name + "_" + attribute.name)));
    out.argument("description",
                 quote("`" + attribute.name + "` of `" + resource.type->name + "`; null where it is not created."));
    out.argument("value", "one(" + resource.type->name + ".this[*]." + attribute.name + ")");
    out.close();
    out.blank();
  }
}

void versions(HclWriter& out, const Module& module) {
  out.open_block("terraform");
  out.argument("required_version", quote(module.engine));
  out.blank();
  out.open_block("required_providers");
  out.open_value(module.provider_name, "{");
  out.argument("source", quote(module.provider_source));
  out.argument("version", quote(module.provider_version));
  out.close();
  out.close();
  out.close();
  out.blank();
}

void policy(HclWriter& out, const Module& module, const std::string& kind, const Json& allowed) {
  if (allowed.empty()) return;
  out.comment("Beyond the requirements: the " + kind + " actions of the service, on what this module creates only.");
  out.open_block("resource " + quote(module.policy_type) + " " + quote(kind));
  out.argument("count", "var.policy_name != null && length(local.arns) > 0 ? 1 : 0");
  out.argument("name", "\"${var.policy_name}-" + kind + "\"");
  out.open_value("policy", "jsonencode({");
  out.argument("Version", quote("2012-10-17"));
  out.open_value("Statement", "[{");
  out.argument("Effect", quote("Allow"));
  out.open_value("Action", "[");
  for (const Json& action : allowed) out.line(literal(action) + ",");
  out.close("]");
  out.argument("Resource", "concat(local.arns, [for arn in local.arns : \"${arn}/*\"])");
  out.close("}]");
  out.close("})");
  out.close();
  out.blank();
}

void policies(HclWriter& out, const Module& module) {
  if (!has_policies(module)) return;
  out.open_block("locals");
  out.open_value("arns", "concat(");
  for (const std::string& one : arns_of(module)) out.line(one + ",");
  out.close(")");
  out.close();
  out.blank();
  policy(out, module, "read", actions_of(module, PolicyKind::read));
  policy(out, module, "write", actions_of(module, PolicyKind::write));
}

}  // namespace

std::string main_file(const Module& module) {
  HclWriter out;
  versions(out, module);
  for (const Resource& resource : module.resources) ResourceWriter(module, resource).write(out);
  policies(out, module);
  schema::NameScope names;
  for (const Resource& resource : module.resources) outputs(out, resource, names);
  std::string text = out.text();
  while (text.ends_with("\n\n")) text.pop_back();
  return text;
}

}  // namespace parapet::modules
