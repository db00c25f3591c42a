#include "remote_state.hpp"

namespace parapet::detail {

namespace {

const Value* base_of(const Value* step) {
  switch (step->kind) {
    case Kind::get:
      return payload<GetPart>(step)->base;
    case Kind::index:
      return payload<IndexPart>(step)->base;
    case Kind::splat:
      return *payload<const Value*>(step);
    default:
      return nullptr;
  }
}

bool is_literal_step(const Value* step) {
  if (step->kind != Kind::index) return true;
  const Value* key = payload<IndexPart>(step)->key;
  return key != nullptr && !is_expression(key);
}

}  // namespace

std::string remote_state_name(const Element* origin) {
  const std::string id = "cross-stack-reference-input-" + std::string(path_of(origin));
  return compute_logical_id({id});
}

std::string cross_output_name(const Value* exported) {
  std::string id = "cross-stack-output-";
  append_expression(id, exported, {});
  return compute_logical_id({id});
}

const Value* exported_part(const Value* traversal) {
  const Value* exported = traversal;
  for (const Value* at = traversal; at != nullptr; at = base_of(at)) {
    if (!is_literal_step(at)) exported = base_of(at);
  }
  return exported;
}

void append_steps_above(std::string& to, const Value* traversal, const Value* exported,
                        const ExpressionContext& context) {
  if (traversal == exported) return;
  append_steps_above(to, base_of(traversal), exported, context);
  if (traversal->kind == Kind::get) {
    to += '.';
    to.append(payload<GetPart>(traversal)->name, traversal->size);
  } else if (traversal->kind == Kind::splat) {
    to += "[*]";
  } else {
    to += '[';
    append_expression(to, payload<IndexPart>(traversal)->key, context);
    to += ']';
  }
}

}  // namespace parapet::detail
