#include "cli/outputs.hpp"

#include <algorithm>

#include "parapet/error.hpp"

namespace parapet::cli {

using Json = nlohmann::ordered_json;

namespace {

constexpr std::string_view between_stacks = "cross-stack-output-";

Json shown_value(const Output& output, bool sensitive) {
  return output.sensitive && !sensitive ? Json("(sensitive)") : output.value;
}

}  // namespace

Outputs read_outputs(std::string_view json, std::string_view stack) {
  const Json parsed = Json::parse(json, nullptr, false);
  if (!parsed.is_object()) throw Error("outputs of " + std::string(stack) + ": expected an object of outputs");
  Outputs outputs;
  for (const auto& [name, output] : parsed.items()) {
    if (name.starts_with(between_stacks)) continue;
    if (!output.is_object() || !output.contains("value"))
      throw Error("outputs of " + std::string(stack) + " /" + name + ": expected an object with `value`");
    // Whatever does not say that it may be shown may not.
    outputs.push_back({name, output["value"], output.value("sensitive", Json(true)) != false});
  }
  std::sort(outputs.begin(), outputs.end(), [](const Output& a, const Output& b) { return a.name < b.name; });
  return outputs;
}

Json shown(const Outputs& outputs, bool sensitive) {
  Json json = Json::object();
  for (const Output& output : outputs) json[output.name] = shown_value(output, sensitive);
  return json;
}

std::string outputs_json(const OutputsByStack& outputs, bool sensitive) {
  Json json = Json::object();
  for (const auto& [stack, values] : outputs) json[stack] = shown(values, sensitive);
  return json.dump(2) + "\n";
}

std::string outputs_text(const OutputsByStack& outputs, bool sensitive) {
  std::string text;
  for (const auto& [stack, values] : outputs) {
    for (const Output& output : values) {
      const Json value = shown_value(output, sensitive);
      text += stack + "." + output.name + " = " + (value.is_string() ? value.get<std::string>() : value.dump()) + "\n";
    }
  }
  return text;
}

}  // namespace parapet::cli
