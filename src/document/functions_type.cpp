#include "document/functions.hpp"
#include "parapet/document/read.hpp"

namespace parapet::detail {

namespace {

bool is_data(View value) { return !value.is_expression() && !value.is_dynamic(); }

/// The attribute of a resource stays a reference, whatever text it is going to be.
const Value* tostring(const Call& call) {
  const auto text = call.text(0);
  if (call[0].kind() == Kind::get) return call[0].value();
  return text ? make_text(*text) : call[0].is_unset() ? make_null() : nullptr;
}

const Value* tonumber(const Call& call) {
  const auto number = as_number(call[0]);
  return number ? make_number(*number) : call[0].is_unset() ? make_null() : nullptr;
}

const Value* tobool(const Call& call) {
  const auto boolean = as_boolean(call[0]);
  return boolean ? make_boolean(*boolean) : call[0].is_unset() ? make_null() : nullptr;
}

const Value* tolist(const Call& call) {
  if (!call[0].is_list()) return call[0].is_unset() ? make_null() : nullptr;
  return is_set(call[0].value()) ? make_views(*call.elements(call[0])) : call[0].value();
}
const Value* tomap(const Call& call) { return call[0].is_object() || call[0].is_unset() ? call[0].value() : nullptr; }

/// What is sensitive is noted where calls are folded.
const Value* same_value(const Call& call) { return call[0].value(); }

/// Only an argument that is known cannot fail.
const Value* first_try(const Call& call) { return is_data(call[0]) ? call[0].value() : nullptr; }
const Value* can(const Call& call) { return is_data(call[0]) ? make_boolean(true) : nullptr; }

const Value* jsondecode(const Call& call) { return call[0].is_text() ? decode_json(call[0].text()) : nullptr; }

}  // namespace

const std::vector<Function>& type_functions() {
  static const std::vector<Function> functions{
      {"can", 1, 1, can},
      {"jsondecode", 1, 1, jsondecode},
      {"nonsensitive", 1, 1, same_value},
      {"sensitive", 1, 1, same_value},
      {"tobool", 1, 1, tobool},
      {"tolist", 1, 1, tolist},
      {"tomap", 1, 1, tomap},
      {"tonumber", 1, 1, tonumber},
      {"tostring", 1, 1, tostring},
      {"try", 1, 100, first_try},
  };
  return functions;
}

}  // namespace parapet::detail
