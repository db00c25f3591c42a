#include "modules/hcl_writer.hpp"
#include "modules/render.hpp"

namespace parapet::modules {

namespace {

std::string object_of(const std::string& members) {
  return members.empty() ? "object({})" : "object({ " + members + " })";
}

/// The type constraint of an attribute's type, on one line.
std::string constraint(const schema::Type& type) {
  using Kind = schema::Type::Kind;
  switch (type.kind) {
    case Kind::string:
      return "string";
    case Kind::number:
      return "number";
    case Kind::boolean:
      return "bool";
    case Kind::list:
      return "list(" + constraint(type.element[0]) + ")";
    case Kind::set:
      return "set(" + constraint(type.element[0]) + ")";
    case Kind::map:
      return "map(" + constraint(type.element[0]) + ")";
    case Kind::object: {
      std::string members;
      for (const schema::ObjectMember& member : type.members)
        members += (members.empty() ? "" : ", ") + member.name + " = optional(" + constraint(member.type) + ")";
      return object_of(members);
    }
    case Kind::dynamic:
      break;
  }
  return "any";
}

std::string constraint(const schema::Attribute& attribute);

std::string constraint(const schema::NestedType& nested) {
  std::string members;
  for (const schema::Attribute& attribute : nested.attributes) {
    if (!attribute.settable()) continue;
    const std::string type = constraint(attribute);
    members +=
        (members.empty() ? "" : ", ") + attribute.name + " = " + (attribute.required ? type : "optional(" + type + ")");
  }
  const std::string object = object_of(members);
  switch (nested.nesting) {
    case schema::Nesting::list:
      return "list(" + object + ")";
    case schema::Nesting::set:
      return "set(" + object + ")";
    case schema::Nesting::map:
      return "map(" + object + ")";
    default:
      return object;
  }
}

std::string constraint(const schema::Attribute& attribute) {
  return attribute.nested != nullptr ? constraint(*attribute.nested) : constraint(attribute.type);
}

/// What a block looks like where nothing is given: the filled members of what is present.
Json fallback(const Argument& block) {
  Json inside = Json::object();
  for (const Argument& member : block.members) {
    if (!member.is_block() && !member.fill.is_null()) inside[member.name] = member.fill;
    if (member.is_block() && member.present) inside[member.name] = fallback(member);
  }
  return block.is_many() ? Json::array({inside}) : inside;
}

class VariableWriter {
 public:
  explicit VariableWriter(const Variable& variable) : variable_(variable) {}

  void write(HclWriter& out) {
    out.open_block("variable " + quote(variable_.name));
    out.argument("description", quote(variable_.description));
    if (variable_.argument == nullptr) {
      out.argument("type", variable_.type);
    } else {
      type(out, *variable_.argument);
    }
    write_fallback(out);
    const bool block = variable_.argument != nullptr && variable_.argument->is_block();
    if (!variable_.fallback.is_null() || (block && (variable_.argument->present || variable_.argument->is_many())))
      out.argument("nullable", "false");
    if (variable_.argument != nullptr && variable_.argument->is_sensitive()) out.argument("sensitive", "true");
    for (const Validation& validation : variable_.validations) {
      out.blank();
      out.open_block("validation");
      out.argument("condition", validation.condition);
      out.argument("error_message", quote(validation.message));
      out.close();
    }
    out.close();
    out.blank();
  }

 private:
  void write_fallback(HclWriter& out) const {
    if (!variable_.has_fallback) return;
    const Argument* argument = variable_.argument;
    if (argument != nullptr && argument->is_block()) {
      const Json none = argument->is_many() ? Json::array() : Json();
      out.argument("default", literal(argument->present ? fallback(*argument) : none));
    } else {
      out.argument("default", literal(variable_.fallback));
    }
  }

  static void type(HclWriter& out, const Argument& argument) {
    if (!argument.is_block()) return out.argument("type", constraint(*argument.attribute));
    out.open_value("type", argument.is_many() ? "list(object({" : "object({");
    members(out, argument);
    out.close(argument.is_many() ? "}))" : "})");
  }

  static void members(HclWriter& out, const Argument& block) {
    for (const Argument& member : block.members) {
      if (member.is_block()) {
        nested(out, member);
      } else {
        const std::string type = constraint(*member.attribute);
        std::string text = "optional(" + type + ")";
        if (!member.fill.is_null()) text = "optional(" + type + ", " + literal(member.fill) + ")";
        // What an input of the module fills may be left out, whatever the schema says.
        if (member.is_required() && member.fill.is_null() && member.input == nullptr) text = type;
        out.argument(member.name, text);
      }
    }
  }

  static void nested(HclWriter& out, const Argument& block) {
    const bool needed = block.is_required() && !block.present;
    const std::string opening = block.is_many() ? "list(object({" : "object({";
    const std::string closing = block.is_many() ? "}))" : "})";
    out.open_value(block.name, needed ? opening : "optional(" + opening);
    members(out, block);
    if (needed) return out.close(closing);
    if (block.present) return out.close(closing + (block.is_many() ? ", [{}])" : ", {})"));
    out.close(closing + (block.is_many() ? ", [])" : ")"));
  }

  const Variable& variable_;
};

}  // namespace

std::string variables_file(const Module& module) {
  HclWriter out;
  for (const Variable& variable : module.variables) VariableWriter(variable).write(out);
  std::string text = out.text();
  while (text.ends_with("\n\n")) text.pop_back();
  return text;
}

}  // namespace parapet::modules
