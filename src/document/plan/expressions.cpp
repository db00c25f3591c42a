#include "document/plan/expressions.hpp"

#include <algorithm>

#include "document/body.hpp"
#include "parapet/document/parse.hpp"

namespace parapet::detail {

namespace {

/// How many variables and outputs one value is followed through; the stack has room for that many.
constexpr int kMaxDepth = 500;

bool is_reference(const Value* value) {
  return value != nullptr && (value->kind == Kind::get || value->kind == Kind::index || value->kind == Kind::name);
}

/// The steps applied to data, a reference or what is not known. nullptr: null.
const Value* descend(const Value* value, const Step* first, const Step* last) {
  for (; first != last && value != nullptr; ++first) {
    if (is_reference(value)) return put_together(value, first, last);
    const View view(value);
    if (first->kind == Step::Kind::splat || is_expression(value)) return not_known();
    if (first->kind == Step::Kind::attribute) {
      value = view.is_object() ? view.member(first->name).value() : not_known();
    } else if (view.is_list()) {
      const auto number = as_number(first->key);
      const auto position = number ? number->as_integer() : std::nullopt;
      if (!position || *position < 0 || static_cast<std::size_t>(*position) >= view.size()) return not_known();
      value = view.element(static_cast<std::size_t>(*position)).value();
    } else {
      const auto name = as_text(first->key);
      value = name && view.is_object() ? view.member(*name).value() : not_known();
    }
  }
  return value == nullptr || value->kind == Kind::null ? nullptr : value;
}

const Value* descend(const Value* value, const Chain& chain, std::size_t used) {
  return descend(value, chain.steps.data() + used, chain.steps.data() + chain.steps.size());
}

bool is_attribute(const Chain& chain, std::size_t at) {
  return at < chain.steps.size() && chain.steps[at].kind == Step::Kind::attribute;
}

const Value* marked(const Value* value, bool sensitive) {
  return sensitive && value != nullptr && !is_expression(value) ? make_call("sensitive", &value, 1) : value;
}

/// Terraform lists `a.b.c` and behind it `a.b`.
std::vector<std::string_view> longest_references(View references) {
  std::vector<std::string_view> longest;
  std::string_view before;
  for (std::size_t i = 0; i < references.size(); ++i) {
    const std::string_view text = references.element(i).text();
    const bool is_prefix = before.starts_with(text) &&
                           (before.size() == text.size() || before[text.size()] == '.' || before[text.size()] == '[');
    if (!is_prefix && std::find(longest.begin(), longest.end(), text) == longest.end()) longest.push_back(text);
    before = text;
  }
  return longest;
}

/// Whether a reference is to none of the names that Terraform gives a meaning.
bool is_resource(const Chain& chain) {
  static constexpr std::string_view words[] = {"var", "module", "each", "count", "local", "path", "terraform", "self"};
  return chain.head->kind == Kind::name &&
         std::find(std::begin(words), std::end(words), text_of(chain.head)) == std::end(words);
}

const Value* reference_to(std::string_view address) { return make_name(address); }

}  // namespace

const Value* not_known(std::string_view why) { return make_raw(why); }

bool is_not_known(const Value* value) { return value != nullptr && is_expression(value) && !is_reference(value); }

bool is_plan_expression(View value) {
  if (!value.is_object()) return false;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const std::string_view name = value.name(i);
    const bool known = name == "constant_value" || (name == "references" && value.value_at(i).is_list());
    if (!known) return false;
  }
  return true;
}

const Value* PlanExpressions::evaluate(View expression, const PlanScope& scope, bool collection) {
  if (expression.is_unset()) return nullptr;
  const Value* constant = expression.member("constant_value").value();
  if (constant != nullptr)
    return constant->kind == Kind::null ? nullptr : rewritten(convert_expression(constant), scope);
  if (expression.member("references").is_unset()) return not_known();
  return combine(references(expression, scope, collection), collection);
}

bool PlanExpressions::explains(const Value* value) const {
  const View view(value);
  const bool list = view.is_list() || view.function() == "sensitive";
  if (list || view.is_object()) {
    for (std::size_t i = 0; i < view.size(); ++i) {
      if (explains((list ? view.element(i) : view.value_at(i)).value())) return true;
    }
    return false;
  }
  if (!is_reference(value)) return view.is_expression();
  const Chain chain = take_apart(value);
  View known = modules_.known(text_of(chain.head));
  for (const Step& step : chain.steps) known = step.kind == Step::Kind::attribute ? known.member(step.name) : View();
  // The identity stands for attributes that Terraform does not list, too.
  return !known.is_scalar() || (chain.steps.size() == 1 && chain.steps[0].name == "id");
}

const Value* PlanExpressions::shared(View expression, const PlanScope& scope, bool collection) {
  const Question question{expression.value(), scope.module, scope.key.value(), collection};
  const auto [known, fresh] = answers_.try_emplace(question, not_known("(references that run in circles)"));
  if (!fresh || depth_ == kMaxDepth) return known->second;
  ++depth_;
  const Value* answer = evaluate(expression, scope, collection);
  --depth_;
  return answers_[question] = answer;
}

std::vector<const Value*> PlanExpressions::references(View expression, const PlanScope& scope, bool collection) {
  std::vector<Chain> chains;
  for (const std::string_view text : longest_references(expression.member("references")))
    chains.push_back(take_apart(parse_expression(text)));
  // `aws_vpc.x[each.key].id` is listed as `aws_vpc.x` and `each.key`: what may stand in brackets.
  std::vector<View> keys;
  std::vector<const Value*> values;
  for (const Chain& chain : chains) {
    values.push_back(reference(chain, scope, {}, collection));
    if (View(values.back()).is_scalar()) keys.push_back(values.back());
  }
  for (std::size_t i = 0; i < chains.size() && !keys.empty(); ++i) {
    if (is_resource(chains[i])) values[i] = resource(chains[i], scope, keys, collection);
  }
  return values;
}

/// The value of an expression that nobody knows, made of these. What is known of them did not make it unknown.
const Value* PlanExpressions::combine(const std::vector<const Value*>& values, bool collection) {
  std::vector<const Value*> found;
  bool complete = true;
  for (const Value* value : values) {
    if (is_not_known(value)) return value;
    const View view(value);
    const bool several = view.is_list() && view.size() > 0 && is_reference(view.element(0).value());
    for (std::size_t i = 0; several && i < view.size(); ++i) found.push_back(view.element(i).value());
    if (is_reference(value)) found.push_back(value);
    complete = complete && (several || is_reference(value));
  }
  if (found.empty()) {
    const bool null = std::all_of(values.begin(), values.end(), [](const Value* value) { return value == nullptr; });
    return values.size() == 1 ? values.front() : null && !values.empty() ? nullptr : not_known();
  }
  if (collection) return complete ? make_list(found.data(), found.size()) : not_known();
  const bool one =
      std::all_of(found.begin(), found.end(), [&](const Value* value) { return same(value, found.front()); });
  return one ? found.front() : not_known();
}

const Value* PlanExpressions::reference(const Chain& chain, const PlanScope& scope, const std::vector<View>& keys,
                                        bool collection) {
  if (chain.head->kind != Kind::name) return not_known();
  const std::string_view head = text_of(chain.head);
  if (head == "var") return variable(chain, scope);
  if (head == "module") return output(chain, scope);
  if (head == "each" || head == "count") return iterated(chain, scope);
  // A plan does not say what locals are.
  if (head == "local") return not_known(is_attribute(chain, 0) ? "local." + std::string(chain.steps[0].name) : "local");
  // What every run knows: it explains nothing that is unknown.
  if (head == "path" || head == "terraform") return make_text("");
  return resource(chain, scope, keys, collection);
}

const Value* PlanExpressions::variable(const Chain& chain, const PlanScope& scope) {
  if (!is_attribute(chain, 0)) return not_known();
  const std::string_view name = chain.steps[0].name;
  const ModuleInstance& module = *scope.module;
  const View declared = module.configuration.member("variables").member(name);
  if (declared.is_unset()) return not_known();
  const Value* value = nullptr;
  if (module.call.is_unset()) {
    value = modules_.variables().member(name).member("value").value();
  } else if (const View given = module.call.member("expressions").member(name)) {
    value = shared(given, module.caller, false);
  }
  if (value == nullptr || value->kind == Kind::null) value = declared.member("default").value();
  return marked(descend(value, chain, 1), declared.member("sensitive").boolean());
}

const Value* PlanExpressions::output(const Chain& chain, const PlanScope& scope) {
  if (!is_attribute(chain, 0)) return not_known();
  std::size_t used = 1;
  View key;
  if (used < chain.steps.size() && chain.steps[used].kind == Step::Kind::index) key = chain.steps[used++].key;
  const ModuleInstance* module = modules_.child(*scope.module, chain.steps[0].name, key);
  if (module == nullptr || !is_attribute(chain, used)) return not_known();
  const View output = module->configuration.member("outputs").member(chain.steps[used].name);
  if (output.is_unset()) return not_known();
  const Value* value = shared(output.member("expression"), {module, {}, {}}, false);
  return marked(descend(value, chain, used + 1), output.member("sensitive").boolean());
}

const Value* PlanExpressions::iterated(const Chain& chain, const PlanScope& scope) {
  if (!is_attribute(chain, 0) || scope.key.is_unset()) return not_known();
  const std::string_view name = chain.steps[0].name;
  return name == "value" ? descend(each_value(scope), chain, 1) : scope.key.value();
}

const Value* PlanExpressions::each_value(const PlanScope& scope) {
  if (const Value* instance = chained_instance(scope)) return instance;
  // The collection stands where the block stands, outside of its instances.
  const Value* collection = shared(scope.for_each, {scope.module, {}, {}}, true);
  const View view(collection);
  const auto key = as_text(scope.key);
  if (view.is_object() && key) return view.member(*key).value();
  // Each value of a set is its key.
  const bool is_set = view.function() == "toset" || (view.is_list() && view.size() > 0 && view.element(0).is_text());
  if (is_set) return scope.key.value();
  const View only = view.is_list() && view.size() == 1 ? view.element(0) : View();
  return is_reference(only.value()) ? only.value() : not_known();
}

/// The instance with the same key, where `for_each` is another resource as a whole.
const Value* PlanExpressions::chained_instance(const PlanScope& scope) {
  const std::vector<std::string_view> references = longest_references(scope.for_each.member("references"));
  if (references.size() != 1) return nullptr;
  const Chain chain = take_apart(parse_expression(references.front()));
  std::size_t used = 0;
  const std::vector<PlannedInstance>* instances = instances_of(chain, scope, used);
  if (instances == nullptr || used != chain.steps.size()) return nullptr;
  for (const PlannedInstance& instance : *instances) {
    if (same_after_conversion(instance.key, scope.key)) return reference_to(instance.address);
  }
  return nullptr;
}

/// The instances of the resource that a reference names, and how many steps name it; nullptr if there are none.
const std::vector<PlannedInstance>* PlanExpressions::instances_of(const Chain& chain, const PlanScope& scope,
                                                                  std::size_t& used) const {
  used = text_of(chain.head) == "data" ? 2 : 1;
  std::string name(text_of(chain.head));
  for (std::size_t i = 0; i < used; ++i) {
    if (!is_attribute(chain, i)) return nullptr;
    name += "." + std::string(chain.steps[i].name);
  }
  return modules_.instances(*scope.module, name);
}

const Value* PlanExpressions::resource(const Chain& chain, const PlanScope& scope, const std::vector<View>& keys,
                                       bool collection) {
  std::size_t used = 0;
  const std::vector<PlannedInstance>* instances = instances_of(chain, scope, used);
  const auto unknown = [&] {
    return not_known(render(put_together(chain.head, chain.steps.data(), chain.steps.data() + chain.steps.size())));
  };
  if (instances == nullptr) return unknown();
  if (used == chain.steps.size()) return bare_resource(*instances, keys, collection);
  const Step& next = chain.steps[used];
  if (next.kind == Step::Kind::splat) {
    std::vector<const Value*> all;
    for (const PlannedInstance& instance : *instances)
      all.push_back(descend(reference_to(instance.address), chain, used + 1));
    return make_list(all.data(), all.size());
  }
  if (next.kind == Step::Kind::index) {
    for (const PlannedInstance& instance : *instances) {
      if (same_after_conversion(instance.key, next.key))
        return descend(reference_to(instance.address), chain, used + 1);
    }
    return unknown();
  }
  return instances->size() == 1 ? descend(reference_to(instances->front().address), chain, used) : unknown();
}

/// A resource whose attribute Terraform does not list, because an index or a splat stands between: the identity of the
/// instance with a key that is among `keys`, or of all.
const Value* PlanExpressions::bare_resource(const std::vector<PlannedInstance>& instances,
                                            const std::vector<View>& keys, bool collection) {
  std::vector<const Value*> matching, all;
  for (const PlannedInstance& instance : instances) {
    const Value* id = make_get(reference_to(instance.address), "id");
    all.push_back(id);
    const bool named =
        std::any_of(keys.begin(), keys.end(), [&](View key) { return same_after_conversion(instance.key, key); });
    if (named) matching.push_back(id);
  }
  if (matching.size() == 1) return matching.front();
  if (all.size() == 1) return all.front();
  return collection && matching.empty() ? make_list(all.data(), all.size()) : not_known();
}

const Value* PlanExpressions::rewritten(const Value* value, const PlanScope& scope) {
  if (value == nullptr) return nullptr;
  switch (value->kind) {
    case Kind::name:
    case Kind::get:
    case Kind::index:
    case Kind::splat:
      return rewritten_traversal(value, scope);
    default:
      return rewritten_parts(value, scope);
  }
}

/// A reference whose block is named by its address. Names of iterators stay.
const Value* PlanExpressions::rewritten_traversal(const Value* value, const PlanScope& scope) {
  Chain chain = take_apart(value);
  if (chain.head->kind != Kind::name) {
    const Value* base = rewritten(chain.head, scope);
    return put_together(base, chain.steps.data(), chain.steps.data() + chain.steps.size());
  }
  for (Step& step : chain.steps) {
    if (step.kind == Step::Kind::index) step.key = rewritten(step.key.value(), scope);
  }
  const std::string_view head = text_of(chain.head);
  const bool is_iterator =
      chain.steps.empty() ||
      (head.find('_') == std::string_view::npos && head != "var" && head != "module" && head != "each" &&
       head != "count" && head != "local" && head != "data" && head != "path" && head != "terraform");
  if (is_iterator) return value;
  const Value* found = reference(chain, scope, {}, false);
  return found == nullptr ? make_null() : found;
}

const Value* PlanExpressions::rewritten_parts(const Value* value, const PlanScope& scope) {
  const auto all = [&](const Value* const* parts, std::size_t count) {
    std::vector<const Value*> result;
    for (std::size_t i = 0; i < count; ++i) result.push_back(rewritten(parts[i], scope));
    return result;
  };
  switch (value->kind) {
    case Kind::list:
    case Kind::blocks: {
      const auto parts = all(elements_of(value), value->size);
      return make_list(parts.data(), parts.size());
    }
    case Kind::join: {
      const auto parts = all(elements_of(value), value->size);
      return make_join(parts.data(), parts.size());
    }
    case Kind::map: {
      std::vector<Entry> entries(entries_of(value), entries_of(value) + value->size);
      for (Entry& entry : entries) entry = {rewritten(entry.key, scope), rewritten(entry.value, scope)};
      return make_map(entries.data(), entries.size());
    }
    case Kind::call: {
      const auto arguments = all(arguments_of(value), value->size);
      return make_call(payload<CallPart>(value)->name, arguments.data(), arguments.size(), value->flag != 0);
    }
    case Kind::unary:
      return make_unary(value->op, rewritten(elements_of(value)[0], scope));
    case Kind::binary:
      return make_binary(value->op, rewritten(elements_of(value)[0], scope), rewritten(elements_of(value)[1], scope));
    case Kind::conditional: {
      const auto parts = all(elements_of(value), 3);
      return make_conditional(parts[0], parts[1], parts[2]);
    }
    case Kind::for_each: {
      ForPart part = *payload<ForPart>(value);
      for (const Value** each : {&part.collection, &part.key, &part.value, &part.condition})
        *each = rewritten(*each, scope);
      return make_for(part, value->flag != 0);
    }
    default:
      return value;
  }
}

}  // namespace parapet::detail
