#pragma once

#include <concepts>

#include "parapet/construct.hpp"

namespace parapet {

/// What `terraform { required_version = ... }` and the like say of a stack.
struct StackOptions {
  /// Encryption of state and plan by OpenTofu (`terraform.encryption`), as an object; Terraform does not know it.
  Any encryption{};
  /// `required_version`, a constraint: `>= 1.10`.
  Str required_version{};
  /// Tags for everything that takes tags: `stack.tags()`.
  Map<Str> tags{};
};

namespace detail {

/// Runs resource functions one after the other and collects what they refuse.
class Loader {
 public:
  /// Call in a catch block: keeps a SecurityException, and passes on anything else; but not an Error that comes after a
  /// refusal, because most likely it is for want of what was refused.
  void refused();
  /// Throws one SecurityException with every violation that was kept; does nothing without any.
  void finish();
  Loader() = default;
  Loader(const Loader&) = delete;
  Loader& operator=(const Loader&) = delete;
  ~Loader();

 private:
  struct State;
  State* state_ = nullptr;
};

}  // namespace detail

/// One Terraform configuration with its own state. Resources without a typed provider of their own use the stack's.
class Stack : public Construct {
 public:
  /// Throws Error when the App has a stack of this name or the name is no folder name.
  Stack(const Scope& scope, std::string_view id, const StackOptions& options = {});

  /// The stack's tags.
  Map<Str> tags() const;
  /// The stack's tags and these; the same key here wins.
  Map<Str> tags(const Map<Str>& more) const;

  /// This stack is deployed after the other one.
  void add_dependency(const Stack& on) const { node().add_dependency(on); }

  /// Calls each resource function with this stack: `load(databases, buckets)`. A function ends at its first refusal;
  /// the next one still runs, and at the end one SecurityException carries the violations of all.
  template <class... F>
  requires(std::invocable<F&, Stack&>&&...) void load(F&&... functions) {
    detail::Loader loader;
    (run(loader, [&] { functions(*this); }), ...);
    loader.finish();
  }

  /// The same with an argument for each function, the other providers for instance: `load(other_providers, databases,
  /// buckets)`.
  template <class Argument, class... F>
  requires(!std::invocable<Argument&, Stack&> &&
           (std::invocable<F&, Stack&, Argument&> && ...)) void load(Argument& argument, F&&... functions) {
    detail::Loader loader;
    (run(loader, [&] { functions(*this, argument); }), ...);
    loader.finish();
  }

 private:
  template <class F>
  static void run(detail::Loader& loader, F&& function) {
    try {
      function();
    } catch (...) {
      loader.refused();
    }
  }
};

}  // namespace parapet
