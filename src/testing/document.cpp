#include "parapet/testing/document.hpp"

#include <algorithm>
#include <ostream>

#include "core/nearest.hpp"
#include "parapet/error.hpp"
#include "parapet/testing/matchers.hpp"
#include "parsed.hpp"

namespace parapet::testing {

using detail::Json;
using detail::json_of;

namespace {

bool is_position(const std::string& step) {
  return !step.empty() && step.size() < 9 &&
         std::all_of(step.begin(), step.end(), [](char c) { return c >= '0' && c <= '9'; });
}

const Json* member_of(const Json& object, const std::string& name) {
  const auto found = object.find(name);
  return found == object.end() ? nullptr : &*found;
}

const Json* step_into(const Json& from, const std::string& step) {
  if (from.is_object()) return member_of(from, step);
  if (!from.is_array()) return nullptr;
  if (is_position(step)) return std::stoul(step) < from.size() ? &from[std::stoul(step)] : nullptr;
  return from.size() == 1 && from.front().is_object() ? member_of(from.front(), step) : nullptr;
}

}  // namespace

Property Property::operator[](std::string_view path) const {
  const Json* at = json_of(*this);
  for (const std::string& step : detail::split_path(path)) {
    if (at == nullptr) break;
    at = step_into(*at, step);
  }
  return {owner_, at};
}

std::size_t Property::size() const {
  const Json* json = json_of(*this);
  return json != nullptr && json->is_structured() ? json->size() : 0;
}

std::string Property::json() const { return json_ == nullptr ? "unset" : json_of(*this)->dump(); }

bool operator==(const Property& property, const Any& expected) {
  const Json json = Json::parse(detail::rendered(expected.parapet_value()));
  if (!property) return json.is_null();
  return *json_of(property) == json;
}

void PrintTo(const Property& property, std::ostream* out) { *out << property.json(); }

Block::Block(NodeKind kind, std::string type, std::string name, Property body)
    : kind_(kind), type_(std::move(type)), name_(std::move(name)), body_(std::move(body)) {}

std::string Block::address() const {
  switch (kind_) {
    case NodeKind::resource:
      return type_ + "." + name_;
    case NodeKind::data_source:
      return "data." + type_ + "." + name_;
    case NodeKind::ephemeral_resource:
      return "ephemeral." + type_ + "." + name_;
    case NodeKind::provider:
      return name_.empty() ? type_ : type_ + "." + name_;
    case NodeKind::variable:
      return "var." + name_;
    default:
      return std::string(detail::section_of(kind_)) + "." + name_;
  }
}

std::string Block::path() const {
  const Json* path = json_of(body_["//.metadata.path"]);
  return path != nullptr && path->is_string() ? path->get<std::string>() : std::string();
}

Document::Document(std::string_view stack, std::string_view json) {
  Json parsed = Json::parse(json, nullptr, false);
  if (!parsed.is_object()) throw Error("the document of stack \"" + std::string(stack) + "\" is no JSON object");
  parsed_ =
      std::make_shared<const detail::Parsed>(detail::Parsed{std::string(stack), std::string(json), std::move(parsed)});
}

const std::string& Document::stack() const { return parsed_->stack; }
const std::string& Document::text() const { return parsed_->text; }
Property Document::root() const { return {parsed_, &parsed_->json}; }

namespace {

bool has_types(NodeKind kind) {
  return kind == NodeKind::resource || kind == NodeKind::data_source || kind == NodeKind::ephemeral_resource ||
         kind == NodeKind::provider;
}

void add_providers(const std::string& type, const Json& list, const std::shared_ptr<const detail::Parsed>& owner,
                   std::vector<Block>& into) {
  for (const Json& body : list)
    into.emplace_back(NodeKind::provider, type, body.value("alias", std::string()), Property(owner, &body));
}

}  // namespace

std::vector<Block> Document::blocks(NodeKind kind, std::string_view type) const {
  std::vector<Block> result;
  const char* name = detail::section_of(kind);
  const Json* section = name == nullptr ? nullptr : member_of(parsed_->json, name);
  if (section == nullptr) return result;
  if (!has_types(kind)) {
    for (const auto& [id, body] : section->items()) result.emplace_back(kind, "", id, Property(parsed_, &body));
    return result;
  }
  for (const auto& [found, content] : section->items()) {
    if (!type.empty() && found != type) continue;
    if (kind == NodeKind::provider) {
      add_providers(found, content, parsed_, result);
      continue;
    }
    for (const auto& [id, body] : content.items()) result.emplace_back(kind, found, id, Property(parsed_, &body));
  }
  return result;
}

Block Document::resource_at(std::string_view construct_path) const {
  std::vector<std::string> paths;
  for (const NodeKind kind :
       {NodeKind::resource, NodeKind::data_source, NodeKind::ephemeral_resource, NodeKind::module}) {
    for (const Block& block : blocks(kind)) {
      paths.push_back(block.path());
      if (paths.back() == construct_path) return block;
    }
  }
  throw Error("stack \"" + stack() + "\" has no resource at \"" + std::string(construct_path) + "\"" +
              parapet::detail::did_you_mean(construct_path, {paths.begin(), paths.end()}));
}

void PrintTo(const Document& document, std::ostream* out) {
  *out << "the document of stack \"" << document.stack() << "\"";
}

}  // namespace parapet::testing

namespace parapet {
void PrintTo(const Any& value, std::ostream* out) { *out << testing::detail::rendered(value.parapet_value()); }
}  // namespace parapet
