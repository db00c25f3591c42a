#include "drafting/converse.hpp"

#include "drafting/safe_text.hpp"
#include "guardrails/json.hpp"
#include "parapet/error.hpp"

namespace parapet::drafting {

namespace {

using guardrails::At;
using guardrails::Json;

std::uint64_t tokens(const At& usage, const char* name) {
  const At at = usage.member(name);
  if (!at.json().is_number_unsigned() || at.json().get<std::uint64_t>() > 1'000'000'000)
    at.expected("a count of tokens");
  return at.json().get<std::uint64_t>();
}

/// Blocks of other kinds (reasoning, citations) are not the answer.
std::string text_of_blocks(const At& content) {
  std::string text;
  content.expect_array();
  for (std::size_t i = 0; i < content.size(); ++i) {
    const At block = content.element(i).expect_object();
    if (block.has("text")) text += block.member("text").text();
  }
  return text;
}

}  // namespace

std::string converse_body(const Prompt& prompt) {
  const Json body = {
      {"system", Json::array({{{"text", prompt.instructions}}})},
      {"messages", Json::array({{{"role", "user"}, {"content", Json::array({{{"text", prompt.message}}})}}})},
      {"inferenceConfig", {{"maxTokens", prompt.answer_tokens}}}};
  return body.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Reply read_reply(std::string_view body) try {
  const Json json = guardrails::parse_json(body, "the answer");
  const At at = At(json, "the answer").expect_object();
  const At usage = at.member("usage").expect_object();
  Reply reply;
  reply.stop_reason = printable(at.member("stopReason").filled_text());
  reply.input_tokens = tokens(usage, "inputTokens");
  reply.output_tokens = tokens(usage, "outputTokens");
  const At output = at.member("output").expect_object();
  reply.text = text_of_blocks(output.member("message").expect_object().member("content"));
  return reply;
} catch (const Error& error) {
  throw Error("no answer of the Converse API: " + safe_text(error.what(), {}));
}

}  // namespace parapet::drafting
