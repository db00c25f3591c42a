#include "modules/module.hpp"

#include <algorithm>

namespace parapet::modules {

namespace {

bool holds_secret(const schema::Block& block) {
  const auto secret = [](const schema::Attribute& attribute) { return attribute.sensitive || attribute.write_only; };
  return std::any_of(block.attributes.begin(), block.attributes.end(), secret) ||
         std::any_of(block.blocks.begin(), block.blocks.end(), [](const auto& one) { return holds_secret(one.block); });
}

}  // namespace

bool Argument::is_many() const {
  if (nested == nullptr) return false;
  const bool single = nested->nesting == schema::Nesting::single || nested->nesting == schema::Nesting::group;
  return !single && nested->max_items != 1;
}

bool Argument::is_required() const { return nested != nullptr ? nested->min_items > 0 : attribute->required; }

bool Argument::is_open() const { return is_required() && !present && fill.is_null() && input == nullptr; }

bool Argument::is_sensitive() const {
  return nested != nullptr ? holds_secret(nested->block) : attribute->sensitive || attribute->write_only;
}

std::string Argument::filled(const std::string& value) const {
  std::string otherwise;
  if (input != nullptr) {
    otherwise = "var." + input->name;
  } else if (!where.empty()) {
    otherwise = "null";
    for (auto one = where.rbegin(); one != where.rend(); ++one)
      otherwise = "(" + one->condition + ") ? " + one->value + " : " + otherwise;
  } else {
    return value;
  }
  return value + " != null ? " + value + " : " + otherwise;
}

const Argument* find(const std::vector<Argument>& arguments, std::string_view name) {
  const auto found =
      std::find_if(arguments.begin(), arguments.end(), [&](const Argument& one) { return one.name == name; });
  return found == arguments.end() ? nullptr : &*found;
}

const LifecycleSetting* Resource::lifecycle_of(const guardrails::Requirement& requirement) const {
  const std::optional<LifecycleSetting> wanted = lifecycle_setting(requirement);
  if (!wanted) return nullptr;
  const auto found = std::find(lifecycle.begin(), lifecycle.end(), *wanted);
  return found == lifecycle.end() ? nullptr : &*found;
}

std::string Resource::is_created() const {
  if (brought_by.empty()) return "contains(var.create, " + quote(name) + ")";
  std::string names = quote(name);
  for (const std::string& other : brought_by) names += ", " + quote(other);
  return "length(setintersection(var.create, [" + names + "])) > 0";
}

std::string Resource::linked(const Argument& argument, const std::function<std::string(const Link&)>& target) const {
  const auto variable = variables.find(argument.name);
  std::string value = variable == variables.end() ? "null" : "var." + variable->second;
  value = argument.filled(value);
  const auto found = links.find(argument.name);
  if (found == links.end()) return value;
  for (auto link = found->second.rbegin(); link != found->second.rend(); ++link)
    value = link->created + " ? " + target(*link) + " : " + value;
  return value;
}

std::string Resource::value_of(const Argument& argument) const {
  return linked(argument, [](const Link& link) { return link.type + ".this[0]." + link.attribute; });
}

std::string Resource::value_in_guard(const Argument& argument) const {
  return linked(argument, [](const Link& link) { return quote(link.type); });
}

Resource* Module::resource(std::string_view type) {
  const auto found =
      std::find_if(resources.begin(), resources.end(), [&](const Resource& one) { return one.type->name == type; });
  return found == resources.end() ? nullptr : &*found;
}

const Resource* Module::resource(std::string_view type) const { return const_cast<Module*>(this)->resource(type); }

}  // namespace parapet::modules
