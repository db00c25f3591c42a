#include <re2/re2.h>

#include <algorithm>

#include "guardrails/judging.hpp"
#include "guardrails/neighbours.hpp"
#include "guardrails/operators.hpp"
#include "guardrails/types.hpp"

namespace parapet::guardrails::predicates {

namespace of_subnet_is_public {

/// A route to a range wider than this counts as one to the internet: 0.0.0.0/0, ::/0 and their halves.
constexpr unsigned widest = 8;

const Wanted subnets{{"aws_subnet", "data.aws_subnet"}, {"id"}};
const Wanted route_tables{{"aws_route_table"}, {"id"}};
const Wanted networks{{"aws_vpc"}, {"id"}};

/// What speaks for a subnet being public, and where.
struct Publicity {
  Truth is_public = Truth::no;
  std::string path;
  std::string value;

  void add(Truth more, std::string at, std::string shown) {
    if (more > is_public) *this = {more, std::move(at), std::move(shown)};
  }
};

class Network {
 public:
  explicit Network(Resolver& resolver) : resolver_(resolver) {}

  bool has_route_tables() {
    for (std::string_view type : {"aws_route_table", "aws_default_route_table", "aws_route_table_association"}) {
      if (!resources_of(resolver_, type).empty()) return true;
    }
    return false;
  }

  Publicity judge(const Neighbour& subnet) {
    Publicity result;
    Resolved flag = member(subnet, "map_public_ip_on_launch");
    // The provider adopts a default subnet as AWS made it: with public addresses.
    Truth maps =
        flag.is_unset() ? truth(subnet.block->type == "aws_default_subnet") : agreed(flag, [](const Resolved& value) {
          auto on = value.alternatives.empty() && value.value ? as_boolean(value.value) : std::nullopt;
          return value.is_unset() ? Truth::no : on ? truth(*on) : Truth::unknown;
        });
    result.add(maps, path(subnet, "map_public_ip_on_launch"), text_of(flag).value_or("(unknown)"));
    if (!routes_by_association(subnet, result)) routes_by_network(subnet, result);
    return result;
  }

  /// A subnet that only its id tells, by the associations that name it.
  bool judge_id(const std::string& id, Publicity& result) {
    bool found = false;
    for (const Neighbour& association : resources_of(resolver_, "aws_route_table_association")) {
      if (text_of(member(association, "subnet_id")) != id) continue;
      found = true;
      routes_of_table(association, Truth::yes, result);
    }
    return found;
  }

 private:
  Resolved member(const Neighbour& resource, std::string_view name) {
    return resolver_.member(as_object(View(resource.block->body), resource.place), name);
  }
  static std::string path(const Neighbour& resource, std::string_view name) {
    return std::string(resource.block->address) + "." + std::string(name);
  }

  /// Whether a value names a resource. What is not in the documents could be it.
  Truth names(const Resolved& value, const Neighbour& resource, const Wanted& wanted) {
    if (value.is_unset()) return Truth::no;
    Neighbours named = neighbours(resolver_, value, wanted);
    Truth any = named.complete || text_of(value) ? Truth::no : Truth::unknown;
    for (const Neighbour& one : named.found) any = any || is_same(one, resource);
    return any;
  }

  /// False when certainly no association names the subnet: then the main table of its network holds.
  bool routes_by_association(const Neighbour& subnet, Publicity& result) {
    bool found = false;
    for (const Neighbour& association : resources_of(resolver_, "aws_route_table_association")) {
      Truth about = names(member(association, "subnet_id"), subnet, subnets);
      if (about == Truth::no) continue;
      found = found || about == Truth::yes;
      routes_of_table(association, about, result);
    }
    return found;
  }

  void routes_by_network(const Neighbour& subnet, Publicity& result) {
    Resolved network = member(subnet, "vpc_id");
    if (network.is_unset()) return;
    for (const Neighbour& vpc : neighbours(resolver_, network, networks).found) {
      for (const Neighbour& main : resources_of(resolver_, "aws_main_route_table_association"))
        routes_of_table(main, names(member(main, "vpc_id"), vpc, networks), result);
      for (const Neighbour& table : resources_of(resolver_, "aws_default_route_table"))
        routes(table, names(member(table, "default_route_table_id"), vpc, networks), result);
    }
  }

  /// The table that an association is about.
  void routes_of_table(const Neighbour& association, Truth about, Publicity& result) {
    if (about == Truth::no) return;
    Neighbours tables = neighbours(resolver_, member(association, "route_table_id"), route_tables);
    if (!tables.complete) result.add(Truth::unknown, path(association, "route_table_id"), "(unknown)");
    for (const Neighbour& table : tables.found) routes(table, table.certain ? about : about && Truth::unknown, result);
  }

  void routes(const Neighbour& table, Truth about, Publicity& result) {
    if (about == Truth::no) return;
    View blocks = View(table.block->body).member("route");
    if (!blocks.is_unset()) {
      Items items = resolver_.items(blocks, table.place, "route");
      if (!items.complete) result.add(Truth::unknown, path(table, "route"), "(unknown)");
      for (std::size_t i = 0; i < items.items.size(); ++i) {
        const Item& item = items.items[i];
        Truth open = about && leads_out(as_object(item), {"cidr_block", "ipv6_cidr_block"});
        result.add(item.certain ? open : open && Truth::unknown,
                   path(table, "route[" + std::to_string(i) + "].gateway_id"), "an internet gateway");
      }
    }
    for (const Neighbour& route : resources_of(resolver_, "aws_route")) {
      Truth open = about && leads_out(as_object(View(route.block->body), route.place),
                                      {"destination_cidr_block", "destination_ipv6_cidr_block"});
      if (open == Truth::no) continue;
      result.add(open && names(member(route, "route_table_id"), table, route_tables), path(route, "gateway_id"),
                 "an internet gateway");
    }
  }

  Truth leads_out(const Resolved& route, std::initializer_list<std::string_view> destinations) {
    Truth wide = Truth::no;
    for (std::string_view name : destinations) {
      Resolved destination = resolver_.member(route, name);
      auto range = text_of(destination);
      if (destination.is_unset() || range == "") continue;
      wide = wide || (range ? truth(is_open_cidr(*range, widest)) : Truth::unknown);
    }
    return wide == Truth::no ? wide : wide && is_internet_gateway(resolver_.member(route, "gateway_id"));
  }

  Truth is_internet_gateway(const Resolved& gateway) {
    return agreed(gateway, [](const Resolved& value) {
      if (value.is_unset()) return Truth::no;
      if (value.state == Resolved::State::reference) return truth(value.target->type == "aws_internet_gateway");
      auto id = text_of(value);
      return id ? truth(id->starts_with("igw-")) : Truth::unknown;
    });
  }

  Resolver& resolver_;
};

PredicateResult result_of(const Publicity& publicity) {
  return {.truth = !publicity.is_public, .path = publicity.path, .value = publicity.value};
}

/// Whether an expression that nobody can resolve is made of subnets of the documents; data sources do not count.
bool speaks_of_subnets(View expression) {
  static const re2::RE2 pattern(R"((?:^|[^.\w-])aws_(?:default_)?subnet[.\[])");
  return re2::RE2::PartialMatch(render(expression, 10000), pattern);
}

/// Judges what `path` names, as far as the documents hold it: one subnet or a list of them.
class Named {
 public:
  explicit Named(Resolver& resolver) : resolver_(resolver), network_(resolver) {}

  void add(const Resolved& value, bool certain) {
    if (!value.alternatives.empty()) {
      for (const Resolved& alternative : value.alternatives) add(alternative, false);
    } else if (value.is_known() && value.value.is_list()) {
      Items items = resolver_.items(value.value, value.place, {});
      outside_ = outside_ || !items.complete;
      for (const Item& item : items.items) add(resolver_.resolve(item.value, item.place), certain && item.certain);
    } else if (!value.is_unset()) {
      add_named(value, certain);
    }
  }

  PredicateResult result(std::string_view path) {
    if (unread_ || (outside_ && network_.has_route_tables()))
      worst_.add(Truth::unknown, std::string(path), "(unknown)");
    return result_of(worst_);
  }

 private:
  void add_named(const Resolved& value, bool certain) {
    Neighbours named = neighbours(resolver_, value, subnets);
    for (const Neighbour& subnet : named.found) add(network_.judge(subnet), certain && subnet.certain);
    if (named.complete) return;
    auto id = text_of(value);
    Publicity by_association;
    if (id && network_.judge_id(*id, by_association)) return add(by_association, certain);
    outside_ = true;
    unread_ = unread_ || (value.state == Resolved::State::unknown && speaks_of_subnets(value.value));
  }

  void add(const Publicity& one, bool certain) {
    worst_.add(certain ? one.is_public : one.is_public && Truth::unknown, one.path, one.value);
  }

  Resolver& resolver_;
  Network network_;
  Publicity worst_;
  bool outside_ = false;  ///< something that the documents do not hold is meant
  bool unread_ = false;   ///< something of the documents is meant, nobody can tell what
};

PredicateResult judge_named(const PredicateInput& input) {
  Resolved value = input.resolve("path");
  if (value.is_unset()) return nothing_to_judge();
  Named named(input.resolver);
  named.add(value, true);
  return named.result(input.path("path"));
}

PredicateResult judge(const PredicateInput& input) {
  if (input.find("path") != nullptr) return judge_named(input);
  PredicateResult result = result_of(Network(input.resolver).judge({&input.block, input.place, true}));
  // A subnet on its own says nothing of its routes.
  if (input.place.document == nullptr && result.truth == Truth::yes) result = {Truth::unknown, {}, "(unknown)", false};
  return result;
}

}  // namespace of_subnet_is_public

/// The subnet is not public: called by what it looks for, and yes means that there is nothing of it. A subnet is public
/// if it gives its instances public addresses, or if its route table (associated with it, or else the main one of its
/// network) leads everything to an internet gateway. Without `path` the resource is the subnet, with it the resource
/// names one or several subnets there. Subnets outside of the documents (a literal id, a variable without default, a
/// data source, an output of a module) count as private when the documents hold no route tables: to refuse them would
/// refuse every stack that takes its subnets from outside, whatever they are. Where there are route tables they are
/// unknown, unless an association names their id. An expression over subnets of the documents that cannot be resolved
/// is unknown in any case.
PredicateInfo subnet_is_public() { return {"subnet_is_public", &of_subnet_is_public::judge, {{"path", true, false}}}; }

}  // namespace parapet::guardrails::predicates
