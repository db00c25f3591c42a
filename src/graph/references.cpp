#include "graph/references.hpp"

#include <algorithm>

#include "core/visit.hpp"
#include "document/folder.hpp"

namespace parapet::graph {

using detail::Kind;
using detail::Value;

namespace {

constexpr std::string_view state_type = "terraform_remote_state";
/// What the data source of another stack's state is called; the stack's name follows.
constexpr std::string_view state_name = "cross-stack-reference-input-";

bool is_state(const DocumentBlock& block) {
  return block.kind == NodeKind::data_source && block.type == state_type && block.name.starts_with(state_name);
}

/// The name behind `.outputs`.
std::string_view output_in(const std::vector<Step>& steps, std::size_t used) {
  if (used + 1 >= steps.size() || steps[used].name != "outputs") return {};
  const Step& step = steps[used + 1];
  return step.kind == Step::Kind::attribute ? step.name : View(step.key).text();
}

}  // namespace

bool References::is_node(const DocumentBlock& block) {
  return block.kind == NodeKind::resource || block.kind == NodeKind::data_source ||
         block.kind == NodeKind::ephemeral_resource || block.kind == NodeKind::module;
}

std::vector<Reference> References::of(const DocumentBlock& block, const Document& document) {
  found_.clear();
  seen_ = {&block};
  const View body(block.body);
  for (std::size_t i = 0; body.is_object() && i < body.size(); ++i) {
    attribute_ = body.name(i);
    if (const Value* value = body.value_at(i).value()) visit(value, document);
  }
  return std::move(found_);
}

void References::visit(const Value* value, const Document& document) {
  if (value->kind == Kind::get || value->kind == Kind::index || value->kind == Kind::splat ||
      value->kind == Kind::name) {
    visit_traversal(value, document);
  } else {
    detail::for_each_child(value, [&](const Value* child) { visit(child, document); });
  }
}

void References::visit_traversal(const Value* value, const Document& document) {
  const detail::Chain chain = detail::take_apart(value);
  for (const Step& step : chain.steps) {
    if (step.key.value() != nullptr) visit(step.key.value(), document);
  }
  if (chain.head->kind != Kind::name) return visit(chain.head, document);
  std::size_t used = 0;
  const DocumentBlock* target = detail::named_block(chain, {&document, nullptr, nullptr}, used);
  if (target == nullptr) return;
  if (target->kind == NodeKind::local) {
    if (seen_.insert(target).second && target->body != nullptr) visit(target->body, document);
  } else if (!is_state(*target) || !visit_state(*target, output_in(chain.steps, used))) {
    add(*target);
  }
}

bool References::visit_state(const DocumentBlock& state, std::string_view output) {
  const std::string_view stack = state.name.substr(state_name.size());
  for (const Document& document : documents_) {
    if (document.stack() != stack) continue;
    const DocumentBlock* block = document.find(NodeKind::output, {}, output);
    if (block == nullptr) return false;
    const View value = View(block->body).member("value");
    if (seen_.insert(block).second && value.value() != nullptr) visit(value.value(), document);
    return true;
  }
  return false;
}

void References::add(const DocumentBlock& target) {
  if (is_node(target) && seen_.insert(&target).second) found_.push_back({attribute_, &target});
}

}  // namespace parapet::graph
