#pragma once

#include <aws/cloudwatch_log_group.hpp>
#include <aws/iam_role.hpp>
#include <aws/iam_role_policy_attachment.hpp>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "parapet/document/view.hpp"
#include "parapet/error.hpp"
#include "parapet/expression.hpp"
#include "parapet/guardrails/context.hpp"
#include "parapet/guardrails/secured.hpp"
#include "parapet/policy/policy.hpp"
#include "parapet/security_exception.hpp"
#include "region.hpp"

/// What templates of several resources are made with.
namespace secure::assembly {

inline bool is_unset(const parapet::detail::Slot& slot) { return parapet::View(slot.parapet_value()).is_unset(); }

/// A value as a text attribute.
inline parapet::Str as_str(const parapet::View& value) {
  return value.is_unset() ? parapet::Str() : parapet::Str(parapet::Ref<parapet::Any>(value.value()));
}

/// Collects the statements of a policy.
using Statements = std::vector<parapet::policy::Statement>;

/// Appends the blocks that options add.
inline parapet::Block<parapet::policy::Statement> together(const Statements& own,
                                                           const parapet::Block<parapet::policy::Statement>& more) {
  parapet::Block<parapet::policy::Statement> all = own;
  return is_unset(more) ? all : all + more;
}

/// Who may take a role on: a service, for this account where the SecurityContext says which (`account_id`).
parapet::policy::Document trust(const parapet::Node& at, const char* service);

/// One of them while it is built: the construct that its resources stand below, and what its parts refuse.
class Parts {
 public:
  /// Adds the construct.
  Parts(const parapet::Scope& scope, std::string_view id) : where_(scope.where()), construct_(scope, id) {}

  /// For a resource that the others stand below: what is added comes beside it until `below`.
  explicit Parts(const parapet::Scope& scope) : where_(scope.where()), construct_(scope.parapet_element()) {}
  void below(const parapet::Construct& main) { construct_ = main; }

  const parapet::Construct& construct() const { return construct_; }
  std::string path() const { return std::string(construct_.node().path()); }
  /// The path as a name that AWS takes: letters, digits, `_`, `/`, `.` and `-`.
  std::string path_name() const;
  /// The path as a name without slashes, cut to `limit` characters; with a hash of the whole when it had to be cut.
  std::string short_name(std::size_t limit) const;

  parapet::Any input(std::string_view name) const { return parapet::guardrails::input(construct_.node(), name); }
  bool has(std::string_view name) const { return !is_unset(input(name)); }
  /// What the option says, else the SecurityContext; unset without both.
  parapet::Str given(const parapet::Str& option, std::string_view name) const {
    return option.parapet_value() != nullptr ? option : as_str(input(name).parapet_value());
  }
  /// An input that nothing can replace. Throws Error if the SecurityContext lacks it, naming the attribute it is for.
  parapet::Ref<parapet::Any> needed(std::string_view name, std::string_view attribute) const;
  bool is_tier(std::initializer_list<std::string_view> tiers) const;
  bool is_sensitive() const { return is_tier({"sensitive", "regulated"}); }
  bool is_regulated() const { return is_tier({"regulated"}); }

  /// Keeps what a part refuses, so that one exception tells all of it.
  template <class F>
  bool collect(F&& part) {
    try {
      part();
      return true;
    } catch (const parapet::SecurityException& refusal) {
      violations_.insert(violations_.end(), refusal.violations().begin(), refusal.violations().end());
      return false;
    }
  }

  /// Completes and judges a configuration before the resource is made.
  template <class Config>
  bool judge(std::string_view id, Config& config) {
    return collect(
        [&] { parapet::guardrails::secure(Config::parapet_type, &config, parapet::Scope(construct_, where_), id); });
  }

  /// Adds a resource that has been judged. What was refused is added, too, because other parts refer to it; `finish`
  /// throws, and nothing of it stays.
  template <class Resource>
  Resource add_judged(std::string_view id, const typename Resource::Config& config) {
    try {
      return Resource(parapet::Scope(construct_, where_), id, config);
    } catch (const parapet::Error&) {
      finish();
      throw;
    }
  }

  /// Completes, judges and adds a resource.
  template <class Resource>
  Resource add(std::string_view id, typename Resource::Config config) {
    judge(id, config);
    return add_judged<Resource>(id, config);
  }

  /// A configuration that belongs to another: under its provider, in its region, with its tags.
  template <class To, class From>
  static To follow(To to, const From& from) {
    if (is_unset(to.provider)) to.provider = from.provider;
    copy_region(to, from);
    if constexpr (requires { to.tags = from.tags; }) {
      if (is_unset(to.tags)) to.tags = from.tags;
    }
    return to;
  }

  /// The same, once for every instance of the other.
  template <class To, class From>
  static To follow_each(To to, const From& from) {
    to.count = from.count;
    to.for_each = from.for_each;
    return follow(to, from);
  }
  /// The resource, or the instance of it that a resource with the same `count` or `for_each` belongs to.
  template <class Resource, class Config>
  static Resource instance_of(const Resource& whole, const Config& config) {
    if (!is_unset(config.for_each)) return whole[parapet::each::key()];
    if (!is_unset(config.count)) return whole[parapet::count_index()];
    return whole;
  }

  /// Throws Error for `count` and `for_each`: names of roles and log groups would be the same for all instances.
  template <class Config>
  void refuse_instances(const Config& config) const {
    if (!is_unset(config.count) || !is_unset(config.for_each)) {
      throw parapet::Error(path() +
                           ": a template of several resources takes neither `count` nor `for_each`; create it"
                           " in a loop, once for each instance");
    }
  }

  /// A log group, encrypted with `kms_key_arn` of the SecurityContext where that is known; in tier regulated with a
  /// policy that masks credentials and personal data.
  template <class From>
  aws::CloudwatchLogGroup log_group(std::string_view id, const parapet::Str& name, const parapet::Num& retention,
                                    const parapet::Str& kms_key_arn, const From& from) {
    return add_log_group(id, follow(aws::cloudwatch_log_group{.kms_key_id = given(kms_key_arn, "kms_key_arn"),
                                                              .name = name,
                                                              .retention_in_days = retention},
                                    from));
  }

  /// A role that `service` takes on, with an inline policy of `statements` when there are any.
  template <class From>
  aws::IamRole role(std::string_view id, const char* service,
                    const parapet::Block<parapet::policy::Statement>& statements, const From& from) {
    return add_role(id, service, statements, follow(aws::iam_role{}, from));
  }

  /// Gives a managed policy to a role.
  template <class From>
  void attach(std::string_view id, const aws::IamRole& role, const parapet::Str& policy_arn, const From& from) {
    granted_.push_back(add<aws::IamRolePolicyAttachment>(
        id, follow(aws::iam_role_policy_attachment{.policy_arn = policy_arn, .role = role.name()}, from)));
  }

  /// Lets a resource wait for what the roles here may do: a role can be named before its policies are in force.
  void wait_for_grants(const parapet::Construct& resource) const {
    for (const parapet::Construct& grant : granted_) resource.node().add_dependency(grant);
  }

  /// Throws SecurityException when anything was refused.
  void finish() {
    if (!violations_.empty()) throw parapet::SecurityException(std::move(violations_));
  }

 private:
  aws::CloudwatchLogGroup add_log_group(std::string_view id, const aws::cloudwatch_log_group& config);
  aws::IamRole add_role(std::string_view id, const char* service,
                        const parapet::Block<parapet::policy::Statement>& statements, aws::iam_role config);

  std::source_location where_;
  parapet::Construct construct_;
  std::vector<parapet::Construct> granted_;
  std::vector<parapet::Violation> violations_;
};

}  // namespace secure::assembly
