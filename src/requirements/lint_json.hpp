#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// JSON with places: the linter says line and column of a word inside a text, which a parsed value cannot.
namespace parapet::requirements::linting {

struct JsonMember;

struct Node {
  enum class Kind : unsigned char { null, boolean, number, text, array, object };

  Kind kind = Kind::null;
  std::size_t begin = 0;  ///< bytes of the file
  std::size_t end = 0;
  std::string text;  ///< the value of a text; of a number or boolean as it is written
  std::vector<Node> items;
  std::vector<JsonMember> members;  ///< as they are written; a key that occurs again is left out

  bool is_text() const { return kind == Kind::text; }
  bool is_object() const { return kind == Kind::object; }
  bool is_array() const { return kind == Kind::array; }
  /// The value of a key; nullptr if there is none.
  const Node* find(std::string_view key) const;
  /// What a JSON pointer leads to; nullptr if it leads nowhere.
  const Node* at(std::string_view pointer) const;
};

struct JsonMember {
  std::string name;
  std::size_t begin = 0;  ///< of the key
  Node value;
};

/// What is wrong with the text itself.
struct JsonDefect {
  std::size_t at = 0;
  std::string message;
  std::string suggestion;
};

struct JsonText {
  Node root;
  bool complete = false;  ///< whether it was read to the end
  std::vector<JsonDefect> defects;
};

/// Reads a whole text; goes on after a key that occurs twice and stops at everything else.
JsonText read_json(std::string_view bytes);

/// Where the byte of a text's value is in the file, escapes counted.
std::size_t place_in(std::string_view file, const Node& text, std::size_t byte);

/// One step of a JSON pointer.
std::string pointer_step(std::string_view key);

/// Lines and columns of a file.
class Lines {
 public:
  explicit Lines(std::string_view bytes);
  struct Place {
    std::size_t line;
    std::size_t column;
  };
  Place at(std::size_t byte) const;
  std::size_t line(std::size_t byte) const;

 private:
  std::size_t characters_before(std::size_t byte) const;

  std::string_view bytes_;
  std::vector<std::size_t> starts_;
  std::vector<std::size_t> characters_;  ///< before each block of bytes: a file may be one long line
};

}  // namespace parapet::requirements::linting
