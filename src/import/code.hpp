#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// Pieces of C++ source, and how they are laid out: the way the example stacks are written.
namespace parapet::importing {

/// A piece of an expression.
struct Code {
  enum class Kind {
    text,     ///< `head`, as it is
    literal,  ///< a string literal; `head` holds its characters
    braces,   ///< `head{items}`
    call,     ///< `head(items)`
  };
  Kind kind = Kind::text;
  std::string head;
  std::vector<std::string> members;  ///< of braces: a member's name for each item, or nothing
  std::vector<Code> items;
};

Code text_code(std::string text);
Code literal_code(std::string_view characters);
Code call_code(std::string head, std::vector<Code> arguments);
/// `head{items}`; a list or a map entry without members.
Code braces_code(std::string head, std::vector<Code> items);
/// An aggregate that gets its members one by one.
void add_member(Code& braces, std::string member, Code value);

/// The piece as text that begins in `column` of a line whose indentation is `indent`. What does not fit into 120
/// columns, or holds more than a line should, is broken: one member to a line, four columns further in. `after` columns
/// are left free behind it.
std::string laid_out(const Code& code, std::size_t indent, std::size_t column, std::size_t after);

/// A C++ string literal. Bytes that are no printable ASCII or UTF-8 are escaped; a text with a zero byte becomes a
/// string_view, because a pointer would end there.
std::string cpp_literal(std::string_view characters);

}  // namespace parapet::importing
