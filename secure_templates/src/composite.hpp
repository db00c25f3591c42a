#pragma once

#include <aws/cloudwatch_log_group.hpp>
#include <aws/iam_role.hpp>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>
#include <vector>
#include "parapet/construct.hpp"
#include "parapet/expression.hpp"
#include "parapet/meta.hpp"

#include "parapet/guardrails/secured.hpp"
#include "parapet/security_exception.hpp"
#include "region.hpp"
#include "statements.hpp"

namespace secure {

/// Puts together one resource and what belongs to it. Every part is judged by its own requirements, and what is wrong
/// with any of them is one exception.
class Composite {
 public:
  /// `owner` is the configuration of the resource that the others surround: its `count`, `for_each`, `provider`,
  /// `region` and `tags` hold for all of them.
  template <class Config>
  Composite(const parapet::Scope& scope, const Config& owner)
      : where_(scope.where()),
        top_(scope.parapet_element()),
        count_(owner.count),
        for_each_(owner.for_each),
        provider_(owner.provider) {
    copy_region(*this, owner);
    if constexpr (requires { tags_ = owner.tags; }) tags_ = owner.tags;
  }

  static bool has(const parapet::detail::Slot& slot) { return slot.parapet_value() != nullptr; }
  /// Whether a slot is unset, or `parapet::null`.
  static bool is_nothing(const parapet::detail::Slot& slot) {
    return !has(slot) || slot.parapet_value()->kind == parapet::detail::Kind::null;
  }
  /// Completes every block; one that is empty if there is none. What is no literal block stays as it is, and
  /// `completed` is not called.
  template <class Block, class F>
  static void complete(parapet::Block<Block>& blocks, F&& completed) {
    using parapet::detail::Kind;
    std::vector<Block> all(is_nothing(blocks) ? 1 : 0);
    if (all.empty()) {
      const parapet::detail::Value* value = blocks.parapet_value();
      if (value->kind != Kind::blocks && value->kind != Kind::list) return;
      for (std::uint32_t i = 0; i < value->size; ++i) {
        const parapet::detail::Value* block = parapet::detail::elements_of(value)[i];
        if (block->kind != Kind::record) return;
        std::memcpy(static_cast<void*>(&all.emplace_back()), parapet::detail::slots_of(block), sizeof(Block));
      }
    }
    for (Block& block : all) completed(block);
    blocks = all;
  }
  bool has_instances() const { return has(count_) || has(for_each_); }

  /// An input of the SecurityContext; unset if it has none.
  parapet::Any input(std::string_view name) const;
  parapet::Str text_input(std::string_view name) const { return given(parapet::Str(), name); }
  /// The option if it is set, else the input of the SecurityContext.
  template <class Slot>
  Slot given(const Slot& option, std::string_view name) const {
    if (has(option)) return option;
    const parapet::Any value = input(name);
    return has(value) ? Slot(parapet::Ref<parapet::Any>(value.parapet_value())) : Slot();
  }
  /// The same for what cannot be left out: if it is missing, finish() throws Error, which names both.
  template <class Slot>
  Slot demanded(const Slot& option, std::string_view name, const parapet::Construct& by, std::string_view attribute) {
    const Slot value = given(option, name);
    if (is_nothing(value)) miss(name, by, attribute);
    return value;
  }
  bool is_baseline() const;
  bool is_regulated() const;
  /// Number of the account: `account_id` of the SecurityContext, else a data source below `parent`.
  parapet::Str account_id(const parapet::Construct& parent);

  /// The configuration of a resource that belongs to the owner.
  template <class Config>
  Config part() const {
    Config config;
    config.count = count_;
    config.for_each = for_each_;
    config.provider = provider_;
    copy_region(config, *this);
    if constexpr (requires { config.tags = tags_; }) config.tags = tags_;
    return config;
  }

  /// Completes, judges and adds a resource; a refusal is kept for finish().
  template <class Resource>
  Resource add(const parapet::Construct& parent, std::string_view id, typename Resource::Config config) {
    const parapet::Scope scope(parent, where_);
    collect([&] { parapet::guardrails::secure(Resource::Config::parapet_type, &config, scope, id); });
    return Resource(parapet::Scope(parent, where_), id, config);
  }
  /// The same for a part; the result is its instance where the owner has instances.
  template <class Resource>
  Resource add_part(const parapet::Construct& parent, std::string_view id, const typename Resource::Config& config) {
    return instance_of(add<Resource>(parent, id, config));
  }

  template <class Resource>
  Resource instance_of(const Resource& whole) const {
    if (has(for_each_)) return whole[parapet::each::key()];
    if (has(count_)) return whole[parapet::count_index()];
    return whole;
  }

  /// Runs something that may refuse.
  template <class F>
  void collect(F&& part) {
    try {
      part();
    } catch (const parapet::SecurityException& refusal) {
      violations_.insert(violations_.end(), refusal.violations().begin(), refusal.violations().end());
    }
  }
  /// Throws SecurityException if a part was refused, and Error if something is missing.
  void finish();

  const std::source_location& where() const { return where_; }

  /// Region of the owner, where the provider's version has one.
  parapet::Str region{};

 private:
  void miss(std::string_view name, const parapet::Construct& by, std::string_view attribute);

  std::source_location where_;
  parapet::Construct top_;
  parapet::Num count_;
  parapet::ForEach for_each_;
  parapet::ProviderRef provider_;
  parapet::Map<parapet::Str> tags_;
  parapet::Str account_id_;
  std::string missing_;
  std::vector<parapet::Violation> violations_;
};

/// A log group that keeps a year of what is written to it; where the tier is regulated it masks credentials and numbers
/// of credit cards.
aws::CloudwatchLogGroup add_log_group(Composite& composite, const parapet::Construct& parent, std::string_view id,
                                      const parapet::Str& name);

/// Lets AWS services whose policy needs it write to log groups, on behalf of this account only.
void add_log_policy(Composite& composite, const parapet::Construct& parent, std::string_view id,
                    const parapet::Str& service, const parapet::Str& name, const parapet::List<parapet::Str>& groups);

/// A role for an AWS service; `conditions` narrow on whose behalf it takes the role on.
aws::IamRole add_role(Composite& composite, const parapet::Construct& parent, std::string_view id, const char* service,
                      const parapet::Block<parapet::policy::Condition>& conditions);

/// What the role may do, as a part of it.
void add_role_policy(Composite& composite, const aws::IamRole& role,
                     const parapet::Block<parapet::policy::Statement>& statements);

}  // namespace secure
