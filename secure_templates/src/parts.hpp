#pragma once

#include <aws/cloudwatch_log_group.hpp>
#include <aws/iam_role.hpp>
#include <aws/iam_role_policy.hpp>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "parapet/document/view.hpp"
#include "parapet/error.hpp"
#include "parapet/expression.hpp"
#include "parapet/find.hpp"
#include "parapet/guardrails/context.hpp"
#include "parapet/guardrails/secured.hpp"
#include "parapet/meta.hpp"
#include "parapet/security_exception.hpp"
#include "statements.hpp"

/// What templates of several resources are made with.
namespace secure {

/// Absent, or `parapet::null`.
inline bool is_unset(const parapet::detail::Slot& slot) { return parapet::View(slot.parapet_value()).is_unset(); }
/// Nobody has said anything; `parapet::null` is an answer.
inline bool is_absent(const parapet::detail::Slot& slot) { return slot.parapet_value() == nullptr; }

/// A value as a text attribute.
inline parapet::Str as_str(const parapet::View& value) {
  return value.is_unset() ? parapet::Str() : parapet::Str(parapet::Ref<parapet::Any>(value.value()));
}

/// The entries of a map that is written out.
std::vector<std::pair<parapet::Any, parapet::Any>> entries(const parapet::detail::Slot& map);

/// Completes every block; one that is empty if there is none. What is no literal block stays as it is, and `completed`
/// is not called.
template <class Block, class F>
void complete(parapet::Block<Block>& blocks, F&& completed) {
  const parapet::View written(blocks.parapet_value());
  std::vector<Block> all(written.is_unset() ? 1 : 0);
  if (!written.is_unset() && !written.is_list()) return;
  for (std::size_t i = 0; i < written.size(); ++i) {
    const parapet::View block = written.element(i);
    if (block.kind() != parapet::detail::Kind::record) return;
    std::memcpy(static_cast<void*>(&all.emplace_back()), parapet::detail::slots_of(block.value()), sizeof(Block));
  }
  for (Block& block : all) completed(block);
  blocks = all;
}

/// A part that stands beside the resource that it belongs to. Throws Error if there is none.
template <class Resource>
Resource beside(const parapet::Construct& owner, std::string_view id) {
  return parapet::find<Resource>(parapet::Construct(owner.node().scope().parapet_element()), id);
}

/// One resource, the owner, and what belongs to it, while they are built. `count`, `for_each`, `provider`, `region` and
/// `tags` of the owner hold for all of them. Each is judged by its own requirements, and one exception tells everything
/// that is wrong with any.
class Parts {
 protected:
  /// All stand below a construct of their own; the owner, too, as `Default`.
  template <class Config>
  Parts(const parapet::Scope& scope, std::string_view id, const Config& owner)
      : Parts(scope.where(), parapet::Construct(scope, id), owner) {}
  /// The others stand below the owner, once `add_owner` has added it.
  template <class Config>
  Parts(const parapet::Scope& scope, const Config& owner)
      : Parts(scope.where(), parapet::Construct(scope.parapet_element()), owner) {}

  /// What the others stand below.
  const parapet::Construct& construct() const { return construct_; }
  parapet::Scope scope() const { return parapet::Scope(construct_, where_); }
  std::string path() const { return std::string(construct_.node().path()); }
  /// The path as a name that AWS takes: letters, digits, `_`, `/`, `.` and `-`.
  std::string path_name() const;
  /// The path as a name without slashes, cut to `limit` characters; with a hash of the whole when it had to be cut.
  std::string short_name(std::size_t limit) const;

  /// What the SecurityContext says; unset if it says nothing.
  parapet::Any input(std::string_view name) const { return parapet::guardrails::input(construct_.node(), name); }
  parapet::Str given(std::string_view name) const { return given(parapet::Str(), name); }
  /// The option, else what the SecurityContext says.
  template <class Slot>
  Slot given(const Slot& option, std::string_view name) const {
    if (!is_absent(option)) return option;
    const parapet::Any value = input(name);
    return is_unset(value) ? Slot() : Slot(parapet::Ref<parapet::Any>(value.parapet_value()));
  }
  /// The same for what cannot be left out: if it is missing, `finish` throws Error, which names all that is.
  template <class Slot>
  Slot demanded(const Slot& option, std::string_view name, std::string_view attribute) {
    const Slot value = given(option, name);
    if (is_unset(value)) missing_ += (missing_.empty() ? "" : "\n") + lack(name, attribute);
    return value;
  }
  /// The same for what nothing can be built without: throws Error at once.
  parapet::Ref<parapet::Any> needed(std::string_view name, std::string_view attribute) const;
  /// Number of the account: `account_id` of the SecurityContext, else of a data source.
  parapet::Str account_id();
  /// The tier is sensitive or regulated.
  bool is_sensitive() const;
  bool is_regulated() const;

  /// The elements of a list or of blocks that are written out, none if they are unset. Throws Error for an expression:
  /// nobody can build something for elements that are not known.
  template <class T>
  std::vector<T> written(const parapet::List<T>& list, std::string_view option) const {
    const parapet::View elements = written_out(list, option);
    std::vector<T> all;
    for (std::size_t i = 0; i < elements.size(); ++i)
      all.emplace_back(parapet::Ref<parapet::Any>(elements.element(i).value()));
    return all;
  }
  template <class T>
  std::vector<T> written(const parapet::Block<T>& blocks, std::string_view option) const {
    const parapet::View elements = written_out(blocks, option);
    std::vector<T> all(elements.size());
    for (std::size_t i = 0; i < all.size(); ++i)
      std::memcpy(static_cast<void*>(&all[i]), parapet::detail::slots_of(elements.element(i).value()), sizeof(T));
    return all;
  }

  bool has_instances() const { return !is_unset(count_) || !is_unset(for_each_); }
  /// Throws Error for `count` and `for_each`: names of roles and log groups would be the same for all instances.
  void refuse_instances() const;
  /// The instance of a resource that belongs to one of the owner; the whole if the owner has none.
  template <class Resource>
  Resource instance_of(const Resource& whole) const {
    if (!is_unset(for_each_)) return whole[parapet::each::key()];
    if (!is_unset(count_)) return whole[parapet::count_index()];
    return whole;
  }
  /// A configuration once for every instance of the owner, whatever it says itself.
  template <class Config>
  Config each(Config config) const {
    config.count = count_;
    config.for_each = for_each_;
    return config;
  }
  /// A configuration that belongs to the owner.
  template <class Config>
  Config follow(Config config) const {
    if (has_instances()) config = each(config);
    if (is_unset(config.provider)) config.provider = provider_;
    // Provider 5 has no `region`.
    if constexpr (requires { config.region = region_; }) config.region = region_;
    if constexpr (requires { config.tags = tags_; }) {
      if (is_unset(config.tags)) config.tags = tags_;
    }
    return config;
  }

  /// Adds a part. The result is the instance that belongs to one of the owner.
  template <class Resource>
  Resource add(std::string_view id, const typename Resource::Config& config) {
    return add_below<Resource>(construct_, id, config);
  }
  /// The same for a part of a part.
  template <class Resource>
  Resource add_below(const parapet::Construct& parent, std::string_view id, const typename Resource::Config& config) {
    typename Resource::Config own = follow(config);
    judge(parent, id, own);
    return add_judged<Resource>(parent, id, own);
  }
  /// The same for the owner where the others stand below it.
  template <class Resource>
  Resource add_owner(std::string_view id, const typename Resource::Config& config) {
    const Resource owner = add<Resource>(id, config);
    construct_ = owner;
    return owner;
  }
  /// The two halves of `add_below`, for what has to know the completed configuration in between. What was refused is
  /// added, too, because other parts refer to it; `finish` throws, and nothing of it stays.
  template <class Config>
  void judge(const parapet::Construct& parent, std::string_view id, Config& config) {
    collect([&] { parapet::guardrails::secure(Config::parapet_type, &config, parapet::Scope(parent, where_), id); });
  }
  template <class Resource>
  Resource add_judged(const parapet::Construct& parent, std::string_view id, const typename Resource::Config& config) {
    try {
      return instance_of(Resource(parapet::Scope(parent, where_), id, config));
    } catch (const parapet::Error&) {
      refuse();
      throw;
    }
  }

  /// A log group with the key, else `kms_key_arn` of the SecurityContext where that is known. In tier regulated a
  /// policy masks credentials and personal data.
  aws::CloudwatchLogGroup log_group(std::string_view id, const parapet::Str& name, const parapet::Num& retention,
                                    const parapet::Str& kms_key_arn = {});
  /// A log group of an AWS service, kept and encrypted as the catalog says. In tier regulated a policy masks
  /// credentials.
  aws::CloudwatchLogGroup service_log(std::string_view id, const parapet::Str& name);
  /// A role that a service takes on.
  aws::IamRole role(std::string_view id, const char* service, const parapet::Block<policy::Condition>& conditions);
  /// The same for this account only, where the SecurityContext says which (`account_id`); it may do what `statements`
  /// say.
  aws::IamRole service_role(std::string_view id, const char* service,
                            const parapet::Block<policy::Statement>& statements);
  /// Gives a role an inline policy, or one of AWS.
  void grant(const parapet::Construct& parent, std::string_view id, const aws::iam_role_policy& policy);
  void attach(const parapet::Construct& parent, std::string_view id, const aws::IamRole& role,
              const parapet::Str& policy_arn);
  /// Lets a resource wait for what the roles here may do: a role can be named before its policies are in force.
  void wait_for_grants(const parapet::Construct& resource) const;

  /// Keeps what something refuses for `finish`.
  template <class F>
  void collect(F&& part) {
    try {
      part();
    } catch (const parapet::SecurityException& refusal) {
      violations_.insert(violations_.end(), refusal.violations().begin(), refusal.violations().end());
    }
  }
  /// The owner with all of its instances. Throws SecurityException if anything was refused, and Error if something is
  /// missing.
  template <class Resource>
  Resource finish(const Resource& owner) {
    finish();
    return Resource(owner.parapet_element());
  }

 private:
  parapet::View written_out(const parapet::detail::Slot& list, std::string_view option) const;
  template <class Config>
  Parts(const std::source_location& where, const parapet::Construct& construct, const Config& owner)
      : where_(where),
        construct_(construct),
        count_(owner.count),
        for_each_(owner.for_each),
        provider_(owner.provider) {
    if constexpr (requires { region_ = owner.region; }) region_ = owner.region;
    if constexpr (requires { tags_ = owner.tags; }) tags_ = owner.tags;
  }

  std::string lack(std::string_view name, std::string_view attribute) const;
  std::string_view tier() const;
  parapet::Block<policy::Condition> own_account(std::string_view service) const;
  void refuse();
  void finish();

  std::source_location where_;
  parapet::Construct construct_;
  parapet::Num count_;
  parapet::ForEach for_each_;
  parapet::ProviderRef provider_;
  parapet::Str region_;
  parapet::Map<parapet::Str> tags_;
  parapet::Str account_id_;
  std::vector<parapet::Construct> granted_;
  std::vector<parapet::Violation> violations_;
  std::string missing_;
};

/// The same with what the caller of a template gives; a template completes `config_` before it adds the owner.
template <class Config, class Options>
class PartsOf : protected Parts {
 public:
  PartsOf(const parapet::Scope& scope, std::string_view id, const Config& config, const Options& options)
      : Parts(scope, id, config), config_(config), options_(options) {}
  PartsOf(const parapet::Scope& scope, const Config& config, const Options& options)
      : Parts(scope, config), config_(config), options_(options) {}

 protected:
  Config config_;
  const Options& options_;
};

}  // namespace secure
