#include <algorithm>

#include "guardrails/judging.hpp"
#include "guardrails/operators.hpp"

namespace parapet::guardrails::predicates {

namespace of_nacl_open_ports {

constexpr double no_port = -1;

/// One entry of a network ACL, with what is known of it.
struct Rule {
  std::string path;               ///< where it is, `ingress[0].`; empty for a resource of its own
  std::optional<double> number;   ///< lower ones are asked first
  Truth allows = Truth::unknown;  ///< no: denies
  std::optional<std::string> protocol;
  std::optional<double> from, to;
  std::string cidr_name;  ///< the attribute that gives the range
  Truth has_cidr = Truth::unknown;
  std::string cidr;
  bool certain = true;
};

/// Names and numbers of protocols, as AWS takes both.
std::string protocol_name(std::string text) {
  text = lower_case(text);
  if (text == "6") return "tcp";
  if (text == "17") return "udp";
  return text == "all" ? "-1" : text;
}

class Reader {
 public:
  explicit Reader(Resolver& resolver) : resolver_(resolver) {}

  /// An entry has an IPv4 and an IPv6 range; each makes a rule.
  void read(const Item& item, const std::string& path, std::vector<Rule>& rules) {
    Resolved object = as_object(item);
    Rule rule;
    rule.path = path;
    rule.certain = item.certain;
    rule.number = number(object, {"rule_no", "rule_number"});
    rule.protocol = text(object, {"protocol"});
    if (rule.protocol) rule.protocol = protocol_name(*rule.protocol);
    rule.from = number(object, {"from_port"});
    rule.to = number(object, {"to_port"});
    if (auto action = text(object, {"action", "rule_action"})) rule.allows = truth(lower_case(*action) == "allow");
    for (std::string_view name : {"cidr_block", "ipv6_cidr_block"}) {
      Resolved cidr = resolver_.member(object, name);
      auto value = text_of(cidr);
      if (cidr.is_unset() || (value && value->empty())) continue;
      rule.cidr_name = name;
      rule.has_cidr = value ? Truth::yes : Truth::unknown;
      rule.cidr = value.value_or("");
      rules.push_back(rule);
    }
  }

 private:
  Resolved first(const Resolved& object, std::initializer_list<std::string_view> names) {
    for (std::string_view name : names) {
      Resolved value = resolver_.member(object, name);
      if (!value.is_unset()) return value;
    }
    return {};
  }
  std::optional<std::string> text(const Resolved& object, std::initializer_list<std::string_view> names) {
    return text_of(first(object, names));
  }
  std::optional<double> number(const Resolved& object, std::initializer_list<std::string_view> names) {
    Resolved value = first(object, names);
    auto found = text_of(value) ? as_number(value.value) : std::nullopt;
    return found ? std::optional(found->as_double()) : std::nullopt;
  }

  Resolver& resolver_;
};

/// Whether a rule is about a protocol; `-1` is about all.
Truth is_about(const Rule& rule, std::string_view protocol) {
  if (!rule.protocol) return Truth::unknown;
  return truth(*rule.protocol == "-1" || *rule.protocol == protocol);
}

Truth reaches(const Rule& rule, double port) {
  if (rule.protocol == "-1") return Truth::yes;
  if (!rule.from || !rule.to) return Truth::unknown;
  return truth(*rule.from <= port && port <= *rule.to);
}

/// What traffic is asked about: a port of a protocol, or everything that a rule lets in.
struct Traffic {
  std::string_view protocol;
  double port = no_port;
};

/// Whether `denial` is asked before `rule` and takes the traffic away that `rule` would let in.
Truth takes_away(const Rule& denial, const Rule& rule, const Traffic& traffic) {
  if (denial.allows == Truth::yes || &denial == &rule) return Truth::no;
  Truth before = denial.number && rule.number ? truth(*denial.number < *rule.number) : Truth::unknown;
  Truth addresses = denial.has_cidr && rule.has_cidr;
  if (addresses == Truth::yes) addresses = truth(holds_cidr(denial.cidr, rule.cidr));
  Truth ports = Truth::yes;
  if (denial.protocol != "-1") {
    ports = traffic.port != no_port ? reaches(denial, traffic.port)
            : rule.protocol == "-1" ? Truth::no
            : denial.from && denial.to && rule.from && rule.to
                ? truth(*denial.from <= *rule.from && *rule.to <= *denial.to)
                : Truth::unknown;
  }
  Truth all = !denial.allows && before && addresses && is_about(denial, traffic.protocol) && ports;
  return denial.certain ? all : all && Truth::unknown;
}

class Judge {
 public:
  explicit Judge(const PredicateInput& input) : input_(input), reader_(input.resolver) {
    if (const Argument* ports = input.find("ports")) {
      for (const Literal& port : ports->value.list) ports_.push_back(port.number);
    }
    if (const Argument* widest = input.find("widest")) widest_ = static_cast<unsigned>(widest->value.number);
  }

  PredicateResult judge() {
    std::vector<Rule> rules;
    if (input_.block.type == "aws_network_acl_rule") {
      Item own{input_.value, input_.place, true};
      if (is_egress(own) == Truth::yes) return worst_.result();
      reader_.read(own, {}, rules);
      std::size_t count = rules.size();
      add_siblings(rules);
      judge_rules(rules, count);
      return worst_.result();
    }
    View blocks = input_.value.member("ingress");
    if (blocks.is_unset()) return nothing_to_judge();
    Items items = input_.resolver.items(blocks, input_.place, "ingress");
    if (!items.complete) worst_.add(Truth::unknown, "ingress", "(unknown)");
    for (std::size_t i = 0; i < items.items.size(); ++i)
      reader_.read(items.items[i], "ingress[" + std::to_string(i) + "].", rules);
    judge_rules(rules, rules.size());
    return worst_.result();
  }

 private:
  Truth is_egress(const Item& rule) {
    Resolved egress = input_.resolver.member(as_object(rule), "egress");
    if (egress.is_unset()) return Truth::no;
    auto value = egress.is_known() ? as_boolean(egress.value) : std::nullopt;
    return value ? truth(*value) : Truth::unknown;
  }

  /// The other rules of the same ACL: a denial among them may come first.
  void add_siblings(std::vector<Rule>& rules) {
    Resolver& resolver = input_.resolver;
    const Document* document = input_.place.document;
    if (document == nullptr) {
      alone_ = true;
      return;
    }
    Resolved ours = resolver.member(as_object(input_.value, input_.place), "network_acl_id");
    for (const DocumentBlock& block : document->blocks()) {
      if (block.kind != NodeKind::resource || block.type != "aws_network_acl_rule" || &block == &input_.block) continue;
      for (const Place& place : resolver.instances(block)) {
        Item item{View(block.body), place, true};
        Truth egress = is_egress(item);
        Truth same_acl = is_same(ours, resolver.member(as_object(item), "network_acl_id"));
        if (egress == Truth::yes || same_acl == Truth::no) continue;
        item.certain = egress == Truth::no && same_acl == Truth::yes;
        reader_.read(item, {}, rules);
      }
    }
  }

  static Truth is_same(const Resolved& left, const Resolved& right) {
    if (!left.alternatives.empty() || !right.alternatives.empty()) return Truth::unknown;
    if (left.state == Resolved::State::reference && right.state == Resolved::State::reference) {
      bool instances = left.instance.is_unset() && right.instance.is_unset();
      if (left.target != right.target) return Truth::no;
      return instances || same(left.instance, right.instance) ? Truth::yes : Truth::unknown;
    }
    auto a = text_of(left), b = text_of(right);
    if (a && b) return truth(*a == *b);
    return left.value && same(left.value, right.value) ? Truth::yes : Truth::unknown;
  }

  /// Judges the first rules by all of them.
  void judge_rules(const std::vector<Rule>& rules, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
      const Rule& rule = rules[i];
      Truth open = rule.allows && rule.has_cidr;
      if (open == Truth::yes) open = truth(is_open_cidr(rule.cidr, widest_));
      if (open == Truth::no) continue;
      Truth admits = open && lets_in(rules, rule);
      if (!rule.certain) admits = admits && Truth::unknown;
      worst_.add(!admits, rule.path + rule.cidr_name, rule.cidr.empty() ? "(unknown)" : "\"" + rule.cidr + "\"");
    }
  }

  Truth lets_in(const std::vector<Rule>& rules, const Rule& rule) {
    if (ports_.empty())
      return reaches_past(rules, rule, {rule.protocol ? *rule.protocol : std::string_view(), no_port});
    Truth any = Truth::no;
    for (double port : ports_) {
      // A port is one of TCP or UDP.
      for (std::string_view protocol : {"tcp", "udp"}) {
        any = any || (is_about(rule, protocol) && reaches(rule, port) && reaches_past(rules, rule, {protocol, port}));
      }
    }
    return any;
  }

  Truth reaches_past(const std::vector<Rule>& rules, const Rule& rule, const Traffic& traffic) {
    Truth taken = alone_ ? Truth::unknown : Truth::no;
    for (const Rule& denial : rules) taken = taken || takes_away(denial, rule, traffic);
    return !taken;
  }

  const PredicateInput& input_;
  Reader reader_;
  std::vector<double> ports_;
  unsigned widest_ = 8;
  bool alone_ = false;
  Worst worst_;
};

PredicateResult judge(const PredicateInput& input) { return Judge(input).judge(); }

}  // namespace of_nacl_open_ports

/// A network ACL lets nobody from a range wider than `widest` (a prefix length, 8 if left out) in to one of `ports` (to
/// anything if left out). Its rules are asked by their number, so an allowance counts only where no denial with a lower
/// number takes all of it away. For aws_network_acl (its `ingress`) and aws_network_acl_rule.
PredicateInfo nacl_open_ports() {
  return {"nacl_open_ports", &of_nacl_open_ports::judge, {{"ports", false, false}, {"widest", false, false}}};
}

}  // namespace parapet::guardrails::predicates
