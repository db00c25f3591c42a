#pragma once

#include <string>

#include "core/expression_text.hpp"
#include "core/json_writer.hpp"
#include "core/render.hpp"

namespace parapet::test {

/// The HCL text of an expression, without `${}`.
inline std::string hcl(const detail::Slot& slot) {
  std::string text;
  detail::append_expression(text, slot.parapet_value(), {});
  return text;
}

/// A value as it is written to the document, on one line: indentation and line breaks removed.
inline std::string json(const detail::Value* value) {
  detail::StringSink sink;
  detail::JsonWriter writer(sink);
  detail::ExpressionContext context;
  detail::Renderer(writer, context).value(value);
  writer.finish();
  std::string line;
  for (std::size_t i = 0; i < sink.text.size(); ++i) {
    if (sink.text[i] != '\n') {
      line += sink.text[i];
      continue;
    }
    while (i + 1 < sink.text.size() && sink.text[i + 1] == ' ') ++i;
  }
  return line;
}
inline std::string json(const detail::Slot& slot) { return json(slot.parapet_value()); }

/// What `body` throws, as text; empty if it throws nothing.
template <class E, class F>
std::string message_of(F&& body) {
  try {
    body();
  } catch (const E& error) {
    return error.what();
  }
  return {};
}

}  // namespace parapet::test
