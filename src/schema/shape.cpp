#include "schema/shape.hpp"

namespace parapet::schema {

namespace {

const std::string prefix = "::parapet::";

std::string wrapped(std::string_view outer, const std::string& inner) {
  std::string text = prefix;
  text += outer;
  return text + "<" + inner + ">";
}

/// The type as an element of a list, set or map: objects stand for themselves there.
std::string element_type(std::string_view shape, std::string_view nested) {
  switch (shape.front()) {
    case 's':
      return prefix + "Str";
    case 'n':
      return prefix + "Num";
    case 'b':
      return prefix + "Bool";
    case 'L':
      return wrapped("List", element_type(shape.substr(1), nested));
    case 'E':
      return wrapped("Set", element_type(shape.substr(1), nested));
    case 'M':
      return wrapped("Map", element_type(shape.substr(1), nested));
    case 'O':
    case 'N':
      return std::string(nested);
    default:
      return prefix + "Any";
  }
}

/// Blocks that come without a key each; those of a map are a map of structs.
bool is_unlabelled_block(char letter) { return std::string_view("BTG").find(letter) != std::string_view::npos; }

std::string letters_of(Nesting nesting, char element) {
  switch (nesting) {
    case Nesting::list:
      return std::string("L") + element;
    case Nesting::set:
      return std::string("E") + element;
    case Nesting::map:
      return std::string("M") + element;
    case Nesting::single:
    case Nesting::group:
      break;
  }
  return std::string(1, element);
}

}  // namespace

std::string shape_of(const Type& type) {
  switch (type.kind) {
    case Type::Kind::string:
      return "s";
    case Type::Kind::number:
      return "n";
    case Type::Kind::boolean:
      return "b";
    case Type::Kind::list:
      return "L" + shape_of(type.element.front());
    case Type::Kind::set:
      return "E" + shape_of(type.element.front());
    case Type::Kind::map:
      return "M" + shape_of(type.element.front());
    case Type::Kind::object:
      return "O";
    case Type::Kind::dynamic:
      break;
  }
  return "d";
}

std::string shape_of(const Attribute& attribute) {
  return attribute.nested ? letters_of(attribute.nested->nesting, 'N') : shape_of(attribute.type);
}

std::string shape_of(const NestedBlock& block) {
  switch (block.nesting) {
    case Nesting::list:
      return "B";
    case Nesting::set:
      return "T";
    case Nesting::map:
      return "P";
    case Nesting::single:
    case Nesting::group:
      break;
  }
  return "G";
}

std::string flags_of(const Attribute& attribute) {
  std::string flags;
  if (attribute.required) flags += 'r';
  if (attribute.optional) flags += 'o';
  if (attribute.computed) flags += 'c';
  if (attribute.sensitive) flags += 's';
  if (attribute.write_only) flags += 'w';
  if (attribute.deprecated) flags += 'd';
  return flags;
}

std::string flags_of(const NestedBlock& block) {
  std::string flags = block.min_items > 0 ? "r" : "o";
  if (block.block.deprecated) flags += 'd';
  return flags;
}

bool has_struct(std::string_view shape) {
  return std::string_view("ONBTGP").find(shape.back()) != std::string_view::npos;
}

bool is_list_of_structs(std::string_view shape) { return shape == "B" || shape == "LO" || shape == "LN"; }

std::string slot_type(std::string_view shape, std::string_view flags, std::string_view nested) {
  if (shape == "s" && flags.find_first_of("sw") != std::string_view::npos) return prefix + "Secret";
  if (is_unlabelled_block(shape.front())) return wrapped("Block", std::string(nested));
  if (shape == "P") return wrapped("Map", std::string(nested));
  if (shape == "O" || shape == "N") return wrapped("Object", std::string(nested));
  return element_type(shape, nested);
}

std::string reference_type(std::string_view shape, std::string_view nested) {
  switch (shape.front()) {
    case 'B':
      return wrapped("Ref", wrapped("List", std::string(nested)));
    case 'T':
      return wrapped("Ref", wrapped("Set", std::string(nested)));
    case 'P':
      return wrapped("Ref", wrapped("Map", std::string(nested)));
    case 'G':
    case 'O':
    case 'N':
      return std::string(nested) + "::Ref";
    default:
      return wrapped("Ref", element_type(shape, nested));
  }
}

}  // namespace parapet::schema
