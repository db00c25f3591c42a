#include "expression_text.hpp"

#include <cstdio>

#include "element.hpp"
#include "json_writer.hpp"

namespace parapet::detail {

namespace {

constexpr std::string_view kOperators[] = {
    "-", "!", "+", "-", "*", "/", "%", "==", "!=", "<", "<=", ">", ">=", "&&", "||"};

/// Appends `${` and `%{` doubled at the front, so that Terraform reads them as text.
void append_undirected(std::string& to, std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    to += text[i];
    if ((text[i] == '$' || text[i] == '%') && i + 1 < text.size() && text[i + 1] == '{') to += text[i];
  }
}

/// Dollars right before an expression would escape its `${`, so a template keeps them in an interpolation of their own.
std::string_view trailing_dollars(const Value* join, std::uint32_t at) {
  const Value* part = elements_of(join)[at];
  const bool last = at + 1 == join->size;
  if (last || part == nullptr || part->kind != Kind::text || elements_of(join)[at + 1]->kind == Kind::text) return {};
  const std::string_view text = text_of(part);
  return text.substr(text.find_last_not_of('$') + 1);
}

void append_dollars(std::string& to, std::string_view dollars) {
  if (!dollars.empty()) to.append("${\"").append(dollars).append("\"}");
}

class Printer {
 public:
  Printer(std::string& to, const ExpressionContext& context) : to_(to), context_(context) {}

  void print(const Value* value) {
    if (value == nullptr) {
      to_ += "null";
      return;
    }
    switch (value->kind) {
      case Kind::null:
        to_ += "null";
        return;
      case Kind::boolean:
        to_ += value->flag != 0 ? "true" : "false";
        return;
      case Kind::integer:
        to_ += std::to_string(*payload<std::int64_t>(value));
        return;
      case Kind::natural:
        to_ += std::to_string(*payload<std::uint64_t>(value));
        return;
      case Kind::real:
        to_ += real_text(*payload<double>(value));
        return;
      case Kind::text:
        append_quoted(to_, text_of(value));
        return;
      case Kind::list:
      case Kind::blocks:
        return print_sequence("[", value, "]");
      case Kind::map:
        return print_map(value);
      case Kind::record:
        return print_record(value);
      case Kind::dynamic:
        return print(payload<DynamicBlock>(value)->content);
      case Kind::root:
      case Kind::get:
      case Kind::index:
      case Kind::splat:
        return print_traversal(value);
      case Kind::name:
      case Kind::raw:
        to_ += text_of(value);
        return;
      case Kind::call:
        return print_call(value);
      case Kind::unary:
        return print_unary(value);
      case Kind::binary:
        return print_binary(value);
      case Kind::conditional:
        return print_conditional(value);
      case Kind::join:
        return print_join(value);
      case Kind::for_each:
        return print_for(*payload<ForPart>(value), value->flag != 0);
      case Kind::bare:
        return print(*payload<const Value*>(value));
    }
  }

 private:
  void print_sequence(std::string_view open, const Value* value, std::string_view close) {
    to_ += open;
    for (std::uint32_t i = 0; i < value->size; ++i) {
      if (i != 0) to_ += ", ";
      print(elements_of(value)[i]);
    }
    to_ += close;
  }

  void print_key(const Value* key) {
    if (key != nullptr && key->kind != Kind::text && key->kind != Kind::join) {
      to_ += '(';
      print(key);
      to_ += ')';
    } else {
      print(key);
    }
  }

  void print_map(const Value* value) {
    to_ += '{';
    for (std::uint32_t i = 0; i < value->size; ++i) {
      if (i != 0) to_ += ", ";
      print_key(entries_of(value)[i].key);
      to_ += " = ";
      print(entries_of(value)[i].value);
    }
    to_ += '}';
  }

  void print_record(const Value* value) {
    const TableInfo& info = info_of(*table_of(value));
    to_ += '{';
    bool first = true;
    for (std::uint16_t i = 0; i < info.count; ++i) {
      if (slots_of(value)[i] == nullptr) continue;
      if (!first) to_ += ", ";
      first = false;
      append_quoted(to_, info.fields[i].name);
      to_ += " = ";
      print(slots_of(value)[i]);
    }
    to_ += '}';
  }

  void print_traversal(const Value* value) {
    const Element* root = root_of(value);
    if (root != nullptr && context_.stack != nullptr && context_.foreign != nullptr &&
        stack_of(root) != context_.stack) {
      to_ += context_.foreign->replacement(context_.stack, value);
      return;
    }
    print_step(value);
  }

  /// The base of a step: things that are no traversal themselves need parentheses to take one.
  void print_base(const Value* base) {
    const bool simple = base->kind == Kind::root || base->kind == Kind::name || base->kind == Kind::get ||
                        base->kind == Kind::index || base->kind == Kind::splat || base->kind == Kind::call ||
                        base->kind == Kind::list || base->kind == Kind::map;
    if (!simple) to_ += '(';
    if (base->kind == Kind::get || base->kind == Kind::index || base->kind == Kind::splat || base->kind == Kind::root) {
      print_step(base);
    } else {
      print(base);
    }
    if (!simple) to_ += ')';
  }

  void print_step(const Value* value) {
    switch (value->kind) {
      case Kind::root:
        to_ += address_of(element_of(value));
        return;
      case Kind::get: {
        const GetPart& part = *payload<GetPart>(value);
        print_base(part.base);
        to_ += '.';
        to_.append(part.name, value->size);
        return;
      }
      case Kind::index: {
        const IndexPart& part = *payload<IndexPart>(value);
        print_base(part.base);
        to_ += '[';
        print(part.key);
        to_ += ']';
        return;
      }
      case Kind::splat:
        print_base(*payload<const Value*>(value));
        to_ += "[*]";
        return;
      default:
        print(value);
    }
  }

  void print_call(const Value* value) {
    to_ += payload<CallPart>(value)->name;
    to_ += '(';
    for (std::uint32_t i = 0; i < value->size; ++i) {
      if (i != 0) to_ += ", ";
      print(arguments_of(value)[i]);
    }
    if (value->flag == 1) to_ += "...";
    to_ += ')';
  }

  void print_unary(const Value* value) {
    to_ += kOperators[static_cast<std::size_t>(value->op)];
    const Value* operand = elements_of(value)[0];
    const bool nested = operand->kind == Kind::unary;
    if (nested) to_ += '(';
    print(operand);
    if (nested) to_ += ')';
  }

  void print_binary(const Value* value) {
    to_ += '(';
    print(elements_of(value)[0]);
    to_ += ' ';
    to_ += kOperators[static_cast<std::size_t>(value->op)];
    to_ += ' ';
    print(elements_of(value)[1]);
    to_ += ')';
  }

  void print_conditional(const Value* value) {
    to_ += '(';
    print(elements_of(value)[0]);
    to_ += " ? ";
    print(elements_of(value)[1]);
    to_ += " : ";
    print(elements_of(value)[2]);
    to_ += ')';
  }

  void print_join(const Value* value) {
    to_ += '"';
    for (std::uint32_t i = 0; i < value->size; ++i) {
      const Value* part = elements_of(value)[i];
      if (part != nullptr && part->kind == Kind::text) {
        const std::string_view dollars = trailing_dollars(value, i);
        std::string quoted;
        append_quoted(quoted, text_of(part).substr(0, part->size - dollars.size()));
        to_.append(quoted, 1, quoted.size() - 2);
        append_dollars(to_, dollars);
      } else {
        to_ += "${";
        print(part);
        to_ += '}';
      }
    }
    to_ += '"';
  }

  void print_for(const ForPart& part, bool grouping) {
    to_ += part.key != nullptr ? "{" : "[";
    to_ += "for ";
    if (part.key_name != nullptr) {
      to_ += text_of(part.key_name);
      to_ += ", ";
    }
    to_ += text_of(part.value_name);
    to_ += " in ";
    print(part.collection);
    to_ += " : ";
    if (part.key != nullptr) {
      print(part.key);
      to_ += " => ";
    }
    print(part.value);
    if (grouping) to_ += "...";
    if (part.condition != nullptr) {
      to_ += " if ";
      print(part.condition);
    }
    to_ += part.key != nullptr ? "}" : "]";
  }

  std::string& to_;
  const ExpressionContext& context_;
};

}  // namespace

void append_quoted(std::string& to, std::string_view text) {
  to += '"';
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    switch (c) {
      case '"':
        to += "\\\"";
        break;
      case '\\':
        to += "\\\\";
        break;
      case '\n':
        to += "\\n";
        break;
      case '\r':
        to += "\\r";
        break;
      case '\t':
        to += "\\t";
        break;
      default:
        if (c < 0x20 || c == 0x7F) {
          char hex[7];
          std::snprintf(hex, sizeof(hex), "\\u%04x", c);
          to += hex;
        } else {
          to += static_cast<char>(c);
          if ((c == '$' || c == '%') && i + 1 < text.size() && text[i + 1] == '{') to += static_cast<char>(c);
        }
    }
  }
  to += '"';
}

void append_expression(std::string& to, const Value* value, const ExpressionContext& context) {
  Printer(to, context).print(value);
}

void append_template(std::string& to, const Value* value, const ExpressionContext& context) {
  if (value == nullptr) return;
  if (value->kind == Kind::text) {
    append_undirected(to, text_of(value));
  } else if (value->kind == Kind::join) {
    for (std::uint32_t i = 0; i < value->size; ++i) {
      const std::string_view dollars = trailing_dollars(value, i);
      if (dollars.empty()) {
        append_template(to, elements_of(value)[i], context);
      } else {
        append_undirected(to, text_of(elements_of(value)[i]).substr(0, elements_of(value)[i]->size - dollars.size()));
        append_dollars(to, dollars);
      }
    }
  } else {
    to += "${";
    append_expression(to, value, context);
    to += '}';
  }
}

Element* root_of(const Value* traversal) {
  while (traversal != nullptr) {
    switch (traversal->kind) {
      case Kind::root:
        return element_of(traversal);
      case Kind::get:
        traversal = payload<GetPart>(traversal)->base;
        break;
      case Kind::index:
        traversal = payload<IndexPart>(traversal)->base;
        break;
      case Kind::splat:
        traversal = *payload<const Value*>(traversal);
        break;
      default:
        return nullptr;
    }
  }
  return nullptr;
}

std::string expression_text(const Value* value) {
  std::string text;
  if (value != nullptr && is_expression(value)) {
    append_template(text, value, {});
  } else {
    append_expression(text, value, {});
  }
  return text;
}

}  // namespace parapet::detail
