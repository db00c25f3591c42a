#include <algorithm>

#include "guardrails/operators.hpp"
#include "parapet/guardrails/predicate.hpp"

namespace parapet::guardrails::predicates {

namespace of_sg_open_ports {

/// One rule: a block of aws_security_group, or a resource of its own.
class Rule {
 public:
  Rule(const PredicateInput& input, View value, Place place) : input_(input) {
    rule_.state = Resolved::State::known;
    rule_.value = value;
    rule_.place = place;
  }

  /// Whether it admits a range wider than `widest`; the attribute goes to `where`.
  Truth is_open(unsigned widest, std::string& where, std::string& shown) {
    Truth open = Truth::no;
    for (std::string_view name : {"cidr_blocks", "ipv6_cidr_blocks", "cidr_ipv4", "cidr_ipv6"}) {
      Resolved value = input_.resolver.member(rule_, name);
      Truth one = judge(value, widest, name);
      if (one <= open) continue;
      open = one;
      where = name;
      shown = render(value.value);
    }
    return open;
  }

  /// Whether one of the ports is in its range; all are without ports.
  Truth reaches(const Span<Literal>& ports) {
    if (ports.empty()) return Truth::yes;
    Resolved protocol = input_.resolver.member(rule_, "protocol");
    if (protocol.is_unset()) protocol = input_.resolver.member(rule_, "ip_protocol");
    auto name = protocol.is_known() ? as_text(protocol.value) : std::nullopt;
    if (name == "-1" || name == "all") return Truth::yes;
    auto from = number("from_port"), to = number("to_port");
    if (!from || !to) return Truth::unknown;
    // -1 is every port.
    if (*from == Number::of(std::int64_t{-1})) return Truth::yes;
    return truth(std::any_of(ports.begin(), ports.end(), [&](const Literal& port) {
      return *from <= Number::of(port.number) && Number::of(port.number) <= *to;
    }));
  }

 private:
  std::optional<Number> number(std::string_view name) {
    Resolved value = input_.resolver.member(rule_, name);
    return value.is_known() ? as_number(value.value) : std::nullopt;
  }
  Truth judge(const Resolved& value, unsigned widest, std::string_view label) {
    if (!value.alternatives.empty()) {
      Truth any = Truth::no;
      for (const Resolved& alternative : value.alternatives) any = any || judge(alternative, widest, label);
      return any;
    }
    if (value.is_unset()) return Truth::no;
    if (value.value.is_list()) {
      Items items = input_.resolver.items(value.value, value.place, label);
      Truth any = items.complete ? Truth::no : Truth::unknown;
      for (const Item& item : items.items)
        any = any || judge(input_.resolver.resolve(item.value, item.place), widest, label);
      return any;
    }
    if (value.state == Resolved::State::unknown || !value.value.is_text()) return Truth::unknown;
    return truth(guardrails::is_open_cidr(value.value.text(), widest));
  }

  const PredicateInput& input_;
  Resolved rule_;
};

class Judge {
 public:
  explicit Judge(const PredicateInput& input) : input_(input) {
    if (const Argument* ports = input.find("ports")) ports_ = ports->value.list;
    if (const Argument* widest = input.find("widest")) widest_ = static_cast<unsigned>(widest->value.number);
  }

  PredicateResult judge() {
    Resolved type = resolve("type");
    if (input_.block.type == "aws_security_group_rule") {
      bool egress = type.is_known() && type.value.text() == "egress";
      if (!egress) rule(input_.value, input_.place, {});
    } else if (input_.block.type == "aws_vpc_security_group_ingress_rule") {
      rule(input_.value, input_.place, {});
    } else {
      ingress_blocks();
    }
    return result_;
  }

 private:
  Resolved resolve(std::string_view name) {
    Resolved block;
    block.state = Resolved::State::known;
    block.value = input_.value;
    block.place = input_.place;
    return input_.resolver.member(block, name);
  }
  void ingress_blocks() {
    View blocks = input_.value.member("ingress");
    if (blocks.is_unset()) return;
    Items items = input_.resolver.items(blocks, input_.place, "ingress");
    if (!items.complete) result_.truth = Truth::unknown;
    for (std::size_t i = 0; i < items.items.size(); ++i)
      rule(items.items[i].value, items.items[i].place, "ingress[" + std::to_string(i) + "].");
  }
  void rule(View value, const Place& place, const std::string& prefix) {
    std::string where, shown;
    Rule rule(input_, value, place);
    Truth fine = !(rule.is_open(widest_, where, shown) && rule.reaches(ports_));
    if (fine >= result_.truth) return;
    result_ = {.truth = fine, .path = prefix + where, .value = shown};
  }

  const PredicateInput& input_;
  Span<Literal> ports_;
  unsigned widest_ = 8;
  PredicateResult result_{.truth = Truth::yes, .path = {}, .value = {}};
};

PredicateResult judge(const PredicateInput& input) { return Judge(input).judge(); }

}  // namespace of_sg_open_ports

/// No rule for traffic that comes in admits a range wider than `widest` (a prefix length, 8 if left out) to one of
/// `ports` (all if left out). For aws_security_group (its `ingress`), aws_security_group_rule and
/// aws_vpc_security_group_ingress_rule.
PredicateInfo sg_open_ports() {
  return {"sg_open_ports", &of_sg_open_ports::judge, {{"ports", false, false}, {"widest", false, false}}};
}

}  // namespace parapet::guardrails::predicates
