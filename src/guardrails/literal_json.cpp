#include "guardrails/literal_json.hpp"

#include <cstdint>

namespace parapet::guardrails {

Json json_of(const Literal& literal) {
  switch (literal.kind) {
    case Literal::Kind::boolean:
      return literal.boolean;
    case Literal::Kind::number: {
      const auto whole = static_cast<std::int64_t>(literal.number);
      return static_cast<double>(whole) == literal.number ? Json(whole) : Json(literal.number);
    }
    case Literal::Kind::text:
      return literal.text;
    case Literal::Kind::list: {
      Json list = Json::array();
      for (const Literal& element : literal.list) list.push_back(json_of(element));
      return list;
    }
    case Literal::Kind::none:
      break;
  }
  return nullptr;
}

}  // namespace parapet::guardrails
