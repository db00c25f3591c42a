#include <algorithm>

#include "guardrails/judging.hpp"
#include "guardrails/operators.hpp"
#include "guardrails/providers.hpp"

namespace parapet::guardrails::predicates {

namespace of_arn_region_differs {

/// Where something is, as far as the documents say: by name, or by the provider configuration that decides.
struct Region {
  std::optional<std::string> name;
  const Document* document = nullptr;
  std::string provider;  ///< `aws.replica`; empty where no provider decides
};

Truth is_same(const Region& left, const Region& right) {
  if (left.name && right.name) return truth(*left.name == *right.name);
  bool same_provider =
      !left.provider.empty() && left.provider == right.provider && left.document == right.document && left.document;
  return same_provider ? Truth::yes : Truth::unknown;
}

class Judge {
 public:
  explicit Judge(Resolver& resolver) : resolver_(resolver) {}

  Region region_of(const DocumentBlock& block, const Place& place) {
    Region region;
    region.document = place.document;
    Resolved own = member(block, place, "region");
    if (!own.is_unset()) {
      region.name = text_of(own);
      return region;
    }
    region.provider = provider_name(block);
    if (const DocumentBlock* provider = provider_of(block, place.document))
      region.name = text_of(member(*provider, resolver_.place(*provider), "region"));
    return region;
  }

  Truth differs(const Resolved& value, const Region& ours, int depth) {
    return agreed(value, [&](const Resolved& one) { return differs_one(one, ours, depth); });
  }

 private:
  static constexpr int deepest = 4;

  Resolved member(const DocumentBlock& block, const Place& place, std::string_view name) {
    return resolver_.member(as_object(View(block.body), place), name);
  }

  Truth differs_one(const Resolved& value, const Region& ours, int depth) {
    if (value.state == Resolved::State::reference) {
      Resolved configured = resolver_.configured(value);
      // What its configuration gives is some other ARN, what it does not give is its own.
      if (!configured.is_unset()) return depth < deepest ? differs(configured, ours, depth + 1) : Truth::unknown;
      return !is_same(ours, region_of(*value.target, resolver_.place(*value.target)));
    }
    auto text = value.is_known() ? text_of(value) : beginning(value);
    Region theirs{text ? region_in(*text) : std::nullopt, nullptr, {}};
    return !is_same(ours, theirs);
  }

  /// A template may start with the part that says the region.
  static std::optional<std::string> beginning(const Resolved& value) {
    bool join = value.value.kind() == detail::Kind::join && value.value.size() > 0;
    std::string text(join ? value.value.element(0).text() : std::string_view());
    return std::count(text.begin(), text.end(), ':') >= 4 ? std::optional(text) : std::nullopt;
  }

  /// Field 3 of an ARN, or the name of a region itself.
  static std::optional<std::string> region_in(std::string_view text) {
    if (matches(text, "[a-z]{2}(-[a-z]+)+-[0-9]+")) return std::string(text);
    if (!text.starts_with("arn:")) return std::nullopt;
    for (int i = 0; i < 3; ++i) {
      std::size_t colon = text.find(':');
      if (colon == std::string_view::npos) return std::nullopt;
      text.remove_prefix(colon + 1);
    }
    text = text.substr(0, text.find(':'));
    return text.empty() ? std::nullopt : std::optional(std::string(text));
  }

  Resolver& resolver_;
};

PredicateResult judge(const PredicateInput& input) {
  Resolved value = input.resolve("path");
  if (value.is_unset()) return nothing_to_judge();
  Judge judge(input.resolver);
  return {.truth = judge.differs(value, judge.region_of(input.block, input.place), 0), .path = {}, .value = {}};
}

}  // namespace of_arn_region_differs

/// The ARN at `path` (or the region's name) is in another region than the resource: a copy there survives what happens
/// to this one. The resource's region is its `region` or its provider's. Unknown where neither regions nor providers
/// can be compared, such as for ARNs without a region.
PredicateInfo arn_region_differs() {
  return {"arn_region_differs", &of_arn_region_differs::judge, {{"path", true, true}}};
}

}  // namespace parapet::guardrails::predicates
