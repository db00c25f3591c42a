#pragma once

#include "parapet/resource.hpp"
#include "parapet/stack.hpp"

/// A provider written by hand in the form that the generator gives, with one of every kind of attribute.
namespace acme {

using namespace parapet;  // NOLINT: the generator writes the names in full

inline constexpr parapet::detail::ProviderInfo parapet_provider{"acme", "example/acme", "1.2.3"};

struct acme {
  Str alias{};
  Str region{};
  Secret secret_key{};
  static inline constinit parapet::detail::Table parapet_table{"alias s o\nregion s o\nsecret_key s os", 3};
  static constexpr parapet::detail::TypeInfo parapet_type{"acme", &parapet_provider, &parapet_table};
};

class Acme : public Provider {
 public:
  using Config = struct acme;
  Acme(Scope scope, std::string_view id, const acme& config = {}) : Provider(scope, id, acme::parapet_type, &config) {}
};

struct widget {
  struct Part {
    Str id{};
    Secret key{};
    Num weight{};
    static inline constinit parapet::detail::Table parapet_table{"id s r\nkey s os\nweight n o", 3};
  };
  struct Settings {
    Str mode{};
    static inline constinit parapet::detail::Table parapet_table{"mode s r", 1};
  };
  struct Shelf {
    Str name{};
    Num port{};
    static inline constinit parapet::detail::Table parapet_table{"name s o\nport n o", 2};
  };

  Block<Connection> connection{};
  Num count{};
  Dependencies depends_on{};
  Bool enabled{};
  ForEach for_each{};
  Map<Str> labels{};
  Block<Lifecycle> lifecycle{};
  Str name{};
  Block<Part> part{};
  Secret password{};
  ProviderRef provider{};
  List<Provisioner> provisioner{};
  Block<Settings> settings{};
  List<Shelf> shelves{};
  Map<Shelf> sites{};
  Num size{};
  static inline constinit parapet::detail::Table* parapet_nested[] = {&Part::parapet_table, &Settings::parapet_table, &Shelf::parapet_table, &Shelf::parapet_table};
  static inline constinit parapet::detail::Table parapet_table{
      "connection m\ncount m\ndepends_on m\nenabled b o\nfor_each m\nlabels Ms o\nlifecycle m\nname s o\npart B o\npassword s os\nprovider m\nprovisioner m\n"
      "settings G o\nshelves LO o\nsites MO o\nsize n o",
      16, parapet_nested};
  static constexpr parapet::detail::TypeInfo parapet_type{"acme_widget", &parapet_provider, &parapet_table};
};

class Widget : public Resource {
 public:
  using Config = widget;
  explicit Widget(parapet::detail::Element* element) : Resource(element) {}
  Widget(Scope scope, std::string_view id, const widget& config = {}) : Resource(scope, id, widget::parapet_type, &config) {}
  Widget operator[](const Key& key) const { return Widget(*this, key); }
  Ref<Str> arn() const { return parapet_get<Ref<Str>>("arn"); }
  Ref<Str> name() const { return parapet_get<Ref<Str>>("name"); }
  Ref<Num> size() const { return parapet_get<Ref<Num>>("size"); }
  Ref<List<Str>> zones() const { return parapet_get<Ref<List<Str>>>("zones"); }

 private:
  Widget(const Widget& whole, const Key& key) : Resource(whole, key) {}
};

/// A resource with an attribute that must be given.
struct gadget {
  struct Leg {
    Num length{};
    static inline constinit parapet::detail::Table parapet_table{"length n r", 1};
  };
  Block<Leg> leg{};
  Str model{};
  static inline constinit parapet::detail::Table* parapet_nested[] = {&Leg::parapet_table};
  static inline constinit parapet::detail::Table parapet_table{"leg B o\nmodel s r", 2, parapet_nested};
  static constexpr parapet::detail::TypeInfo parapet_type{"acme_gadget", &parapet_provider, &parapet_table};
};

class Gadget : public Resource {
 public:
  using Config = gadget;
  Gadget(Scope scope, std::string_view id, const gadget& config = {}) : Resource(scope, id, gadget::parapet_type, &config) {}
};

namespace data {

struct lookup {
  Num count{};
  ForEach for_each{};
  Str name{};
  ProviderRef provider{};
  static inline constinit parapet::detail::Table parapet_table{"count m\nfor_each m\nname s o\nprovider m", 4};
  static constexpr parapet::detail::TypeInfo parapet_type{"acme_lookup", &parapet_provider, &parapet_table};
};

class Lookup : public DataSource {
 public:
  using Config = lookup;
  Lookup(Scope scope, std::string_view id, const lookup& config = {}) : DataSource(scope, id, lookup::parapet_type, &config) {}
  Ref<Str> result() const { return parapet_get<Ref<Str>>("result"); }
};

}  // namespace data

namespace ephemeral {

struct token {
  Num lifetime{};
  static inline constinit parapet::detail::Table parapet_table{"lifetime n o", 1};
  static constexpr parapet::detail::TypeInfo parapet_type{"acme_token", &parapet_provider, &parapet_table};
};

class Token : public EphemeralResource {
 public:
  using Config = token;
  Token(Scope scope, std::string_view id, const token& config = {}) : EphemeralResource(scope, id, token::parapet_type, &config) {}
  Ref<Str> value() const { return parapet_get<Ref<Str>>("value"); }
};

}  // namespace ephemeral
}  // namespace acme
