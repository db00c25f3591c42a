#include "guardrails/judging.hpp"
#include "guardrails/secrets.hpp"

namespace parapet::guardrails::predicates {

namespace of_secret_in_map {

PredicateResult judge_map(const PredicateInput& input, const Resolved& map) {
  Worst worst;
  const std::string path(input.path("path"));
  if (!map.value.is_object()) return {.truth = Truth::unknown, .path = path, .value = "(unknown)"};
  for (std::size_t i = 0; i < map.value.size(); ++i) {
    const Resolved key = input.resolver.resolve(map.value.key_at(i), map.place);
    const Resolved value = input.resolver.resolve(map.value.value_at(i), map.place);
    const auto name = text_of(key);
    worst.add(name ? !reveals_secret(*name, value) : Truth::unknown, name ? path + "[\"" + *name + "\"]" : path,
              "(sensitive)");
  }
  return worst.result();
}

PredicateResult judge(const PredicateInput& input) {
  const Resolved map = input.resolve("path");
  if (map.is_unset()) return nothing_to_judge();
  if (map.alternatives.empty()) return judge_map(input, map);
  PredicateResult all = judge_map(input, map.alternatives.front());
  for (const Resolved& alternative : map.alternatives) {
    const PredicateResult one = judge_map(input, alternative);
    const Truth both = agree(all.truth, one.truth);
    if (one.truth == Truth::no) all = one;
    all.truth = both;
  }
  return all;
}

}  // namespace of_secret_in_map

/// No entry of a map of names and values, environment variables for example, gives a secret away: a credential under
/// any name, or a literal under a name such as `DB_PASSWORD`.
PredicateInfo secret_in_map() { return {"secret_in_map", &of_secret_in_map::judge, {{"path", true, true}}}; }

}  // namespace parapet::guardrails::predicates
