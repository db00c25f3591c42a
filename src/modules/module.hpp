#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "modules/lifecycle.hpp"
#include "modules/settings.hpp"
#include "parapet/guardrails/requirement.hpp"
#include "schema/schema.hpp"

/// A Terraform module of one service, before it is written: one block per resource type, one variable per argument.
namespace parapet::modules {

/// What is written where nothing is given and a condition of Terraform holds.
struct ConditionalFill {
  std::string condition;
  std::string value;  ///< an expression
};

/// An argument or nested block of a resource type that a module can set.
struct Argument {
  std::string name;
  const schema::Attribute* attribute = nullptr;  ///< of an argument
  const schema::NestedBlock* nested = nullptr;   ///< of a nested block
  std::vector<Argument> members{};               ///< of a nested block
  Json fill{};                                   ///< what a requirement writes where nothing is given; null: nothing
  const InputSetting* input = nullptr;           ///< the module's input that it writes instead
  std::vector<ConditionalFill> where{};          ///< what some requirement writes where it is concerned
  bool present = false;                          ///< a nested block that exists because something in it is filled

  bool is_block() const { return nested != nullptr; }
  /// A nested block that occurs more than once.
  bool is_many() const;
  bool is_required() const;
  bool is_sensitive() const;
  /// It has to be there, and nothing but the caller gives it.
  bool is_open() const;
  /// The value of a variable or of a part of it, or what is filled in where that is null.
  std::string filled(const std::string& value) const;
};

/// The argument of that name; nullptr if there is none.
const Argument* find(const std::vector<Argument>& arguments, std::string_view name);

/// A `validation` block of a variable.
struct Validation {
  const guardrails::Requirement* requirement = nullptr;  ///< nullptr: the schema demands a value
  std::string condition;
  std::string message;
  bool demands = false;  ///< fails where nothing is given
};

struct Variable {
  std::string name;
  const Argument* argument = nullptr;  ///< nullptr for variables of the whole module
  std::string description;
  std::string type{};  ///< of variables without an argument
  Json fallback{};     ///< null: `null`
  bool has_fallback = true;
  std::vector<Validation> validations{};
};

struct Resource {
  const schema::ResourceType* type = nullptr;
  std::string name;  ///< without the provider's prefix: `db_instance`
  std::vector<Argument> arguments;
  std::map<std::string, std::string, std::less<>> variables;  ///< of each argument by its name
  /// Types of this module whose requirements ask for one of these; it is created with them.
  std::vector<std::string> brought_by;
  /// Arguments that point at another resource of the module: that resource and its attribute.
  struct Link {
    std::string type;     ///< `aws_s3_bucket`
    std::string created;  ///< the condition under which that resource exists
    std::string attribute;

    bool operator==(const Link&) const = default;
  };
  std::map<std::string, std::vector<Link>, std::less<>> links;
  std::vector<std::string> cut;             ///< nested blocks that are too deep to be variables
  std::vector<LifecycleSetting> lifecycle;  ///< what requirements want there

  /// The setting that a requirement wants in `lifecycle`, where it is written as that wants it; nullptr otherwise.
  const LifecycleSetting* lifecycle_of(const guardrails::Requirement& requirement) const;
  /// Whether it is created: a condition on `var.create`.
  std::string is_created() const;
  /// What an argument is set to, from variables, inputs and links.
  std::string value_of(const Argument& argument) const;
  /// The same for a condition of a variable, which does not wait for resources: a word stands for what a link gives.
  std::string value_in_guard(const Argument& argument) const;

 private:
  std::string linked(const Argument& argument, const std::function<std::string(const Link&)>& target) const;
};

/// How a module deals with a requirement; the section of notes.md.
enum class Stance : unsigned char { implemented, partly, possible, inherent, impossible };

struct Claim {
  const guardrails::Requirement* requirement = nullptr;
  Stance stance = Stance::possible;
  std::string note;
};

struct Module {
  std::string service;
  std::string provider_source;   ///< `hashicorp/aws`
  std::string provider_name;     ///< `aws`
  std::string provider_version;  ///< what is pinned
  std::string engine;            ///< constraint on the engine's version
  std::vector<Resource> resources;
  std::vector<Variable> variables;
  /// One for each requirement of the service and for those of others about its types, in the order of their ids.
  std::vector<Claim> claims;
  /// Types that requirements of this service are about and another service's module makes.
  std::map<std::string, std::string, std::less<>> elsewhere;
  std::string policy_type;
  std::vector<std::string> prefixes;  ///< of the service's actions

  const Resource* resource(std::string_view type) const;
  Resource* resource(std::string_view type);
};

}  // namespace parapet::modules
