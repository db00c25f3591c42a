#include "report/example.hpp"

#include <nlohmann/json.hpp>
#include <vector>

#include "guardrails/literal_json.hpp"
#include "parapet/document/read.hpp"
#include "parapet/guardrails/check.hpp"

namespace parapet::report {

using namespace guardrails;

namespace {

/// Builds what satisfies a condition, as far as a condition tells.
class Builder {
 public:
  Builder(Json& resources, std::string_view address) : resources_(resources), address_(address) {}

  void satisfy(const Condition& condition, Json& body) {
    switch (condition.kind) {
      case Condition::Kind::all:
        for (const Condition& child : condition.children) satisfy(child, body);
        break;
      case Condition::Kind::any:
        satisfy(condition.children[0], body);
        break;
      case Condition::Kind::leaf:
        leaf(condition, body);
        break;
      case Condition::Kind::each:
        if (condition.minimum > 0) element(condition, body);
        break;
      case Condition::Kind::some:
        element(condition, body);
        break;
      case Condition::Kind::connected:
        connected(*condition.connected, body);
        break;
      default:
        break;
    }
  }

  static void set(const Path& path, const Json& value, Json& body) {
    Json* at = &body;
    for (std::uint32_t i = 0; i < path.steps.size; ++i) {
      const PathStep& step = path.steps[i];
      if (step.kind == PathStep::Kind::json) return;
      if (step.kind == PathStep::Kind::every) {
        if (!at->is_array()) *at = Json::array({Json::object()});
        at = &at->front();
      } else {
        if (!at->is_object()) *at = Json::object();
        at = &(*at)[std::string(step.name)];
      }
    }
    if (at->is_null()) *at = value;
  }

 private:
  static Json first_of(const Literal& list) { return list.list.empty() ? json_of(list) : json_of(list.list[0]); }

  void leaf(const Condition& condition, Json& body) {
    switch (condition.op) {
      case Operator::equals:
      case Operator::at_least:
      case Operator::at_most:
        return set(*condition.path, json_of(condition.argument), body);
      case Operator::one_of:
      case Operator::in_list:
        return set(*condition.path, first_of(condition.argument), body);
      case Operator::contains:
        return set(*condition.path, Json::array({json_of(condition.argument)}), body);
      case Operator::contains_all:
        return set(*condition.path, json_of(condition.argument), body);
      case Operator::exists:
        if (condition.argument.boolean) set(*condition.path, something(condition.path->shape), body);
        return;
      default:
        return;
    }
  }

  /// A value of which nothing is known but that it is there.
  static Json something(Shape shape) {
    switch (shape) {
      case Shape::number:
        return 1;
      case Shape::boolean:
        return true;
      case Shape::list:
      case Shape::set:
        return Json::array({"..."});
      case Shape::map:
        return Json::object({{"key", "..."}});
      case Shape::block:
        return Json::object();
      default:
        return "...";
    }
  }

  void element(const Condition& condition, Json& body) {
    Json inside = Json::object();
    if (condition.where != nullptr) satisfy(*condition.where, inside);
    if (condition.require != nullptr) satisfy(*condition.require, inside);
    Path list = *condition.path;
    --list.steps.size;
    set(list, Json::array({inside}), body);
  }

  void connected(const Connected& connected, Json& body) {
    const bool needed =
        connected.quantifier == Connected::Quantifier::some || connected.quantifier == Connected::Quantifier::at_least;
    if (!needed || connected.types.empty() || connected.types[0].starts_with("data.") || connected.types[0] == "*")
      return;
    const std::string type(connected.types[0]);
    Json other = Json::object();
    for (const Link& link : connected.links) {
      const std::string ours(link.ours[0].text), theirs(link.theirs.text);
      if (connected.by) {
        set(link.theirs, "${" + address_ + "." + ours + "}", other);
      } else {
        set(link.ours[0], "${" + type + ".other." + theirs + "}", body);
      }
    }
    if (connected.where != nullptr) satisfy(*connected.where, other);
    if (connected.require != nullptr) satisfy(*connected.require, other);
    resources_[type]["other"] = other;
  }

  Json& resources_;
  std::string address_;
};

bool passes(const Requirement& requirement, const std::string& document) {
  std::vector<Document> documents;
  documents.push_back(read_terraform_json(document, "example.tf.json"));
  const std::vector<const Requirement*> only{&requirement};
  const Report report = check_documents(documents, {.requirements = &only, .keep_all = true});
  bool about = false;
  for (const Result& result : report.results) {
    if (result.block->name != "example") continue;
    about = true;
    if (result.status != Status::pass) return false;
  }
  return about;
}

}  // namespace

std::string example_of(const Requirement& requirement) {
  const bool data = requirement.resource.starts_with("data.");
  const std::string type(data ? requirement.resource.substr(5) : requirement.resource);
  const std::string section = data ? "data" : "resource";
  Json document;
  Json body = Json::object();
  Builder builder(document["resource"], std::string(data ? "data." : "") + type + ".example");
  for (const Default& fill : requirement.defaults)
    Builder::set(fill.path, fill.input.empty() ? json_of(fill.value) : Json("${var." + std::string(fill.input) + "}"),
                 body);
  if (requirement.when != nullptr) builder.satisfy(*requirement.when, body);
  builder.satisfy(*requirement.require, body);
  document[section][type]["example"] = body;
  if (document["resource"].is_null()) document.erase("resource");
  for (const Default& fill : requirement.defaults) {
    if (!fill.input.empty()) document["variable"][std::string(fill.input)]["type"] = "string";
  }
  const std::string text = document.dump(2);
  return passes(requirement, text) ? text : std::string();
}

}  // namespace parapet::report
