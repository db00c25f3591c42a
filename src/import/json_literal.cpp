#include "import/json_literal.hpp"

namespace parapet::importing {

std::string json_literal(std::string_view text) {
  std::string literal;
  for (std::size_t i = 0; i < text.size(); ++i) {
    literal += text[i];
    if ((text[i] == '$' || text[i] == '%') && i + 1 < text.size() && text[i + 1] == '{') literal += text[i];
  }
  return literal;
}

}  // namespace parapet::importing
