#pragma once

#include "parapet/construct.hpp"

/// Meta-arguments of resources, data sources and modules.
namespace parapet {

class Provider;

/// A construct that something depends on; a composite stands for all resources below it.
class Dependency : public detail::Slot {
 public:
  Dependency(const Construct& construct);
};

/// `depends_on`: `{bucket, policy}`.
using Dependencies = List<Dependency>;

/// `provider`: a Provider handle.
class ProviderRef : public detail::Slot {
 public:
  ProviderRef() = default;
  ProviderRef(const Provider& provider);
};

/// `for_each`: a map, or a set of strings. Lists are turned into sets.
class ForEach : public detail::Slot {
 public:
  ForEach() = default;
  template <class T>
  ForEach(const Map<T>& map) : Slot(map.parapet_value()) {}
  template <class T>
  ForEach(const Ref<Map<T>>& map) : Slot(map.parapet_value()) {}
  ForEach(const Set<Str>& set);
  ForEach(const List<Str>& list);
  ForEach(const Ref<Set<Str>>& set) : Slot(set.parapet_value()) {}
  ForEach(const Ref<List<Str>>& list);
  ForEach(const Ref<Any>& any) : Slot(any.parapet_value()) {}
  ForEach(const Any& any) : Slot(any.parapet_value()) {}
};

/// A precondition, postcondition or assertion.
struct Condition {
  Bool condition{};
  Str error_message{};
  static inline constinit detail::Table parapet_table{"condition b r\nerror_message s r", 2};
};

/// `ignore_changes`: names of attributes, or `all_changes`.
class IgnoreChanges : public detail::Slot {
 public:
  IgnoreChanges() = default;
  IgnoreChanges(std::initializer_list<std::string_view> attributes);
  struct All {};
  IgnoreChanges(All);
};
inline constexpr IgnoreChanges::All all_changes{};

/// A resource or attribute whose change replaces this resource.
class Trigger : public detail::Slot {
 public:
  Trigger(const Construct& resource);
  template <class T>
  Trigger(const Ref<T>& attribute) : Slot(detail::make_bare(attribute.parapet_value())) {}
};

struct Lifecycle {
  Bool create_before_destroy{};
  IgnoreChanges ignore_changes{};
  Block<Condition> postcondition{};
  Block<Condition> precondition{};
  Bool prevent_destroy{};
  List<Trigger> replace_triggered_by{};
  static inline constinit detail::Table* parapet_nested[] = {&Condition::parapet_table, &Condition::parapet_table};
  static inline constinit detail::Table parapet_table{
      "create_before_destroy b o\nignore_changes m o\npostcondition B o\nprecondition B o\nprevent_destroy b "
      "o\nreplace_triggered_by m o",
      6, parapet_nested};
};

/// How a provisioner reaches the machine (ssh or winrm).
struct Connection {
  Bool agent{};
  Str agent_identity{};
  Str bastion_certificate{};
  Str bastion_host{};
  Str bastion_host_key{};
  Secret bastion_password{};
  Num bastion_port{};
  Secret bastion_private_key{};
  Str bastion_user{};
  Str cacert{};
  Str certificate{};
  Str host{};
  Str host_key{};
  Bool https{};
  Bool insecure{};
  Secret password{};
  Num port{};
  Secret private_key{};
  Str proxy_host{};
  Num proxy_port{};
  Str proxy_scheme{};
  Str proxy_user_name{};
  Secret proxy_user_password{};
  Str script_path{};
  Str target_platform{};
  Str timeout{};
  Str type{};
  Bool use_ntlm{};
  Str user{};
  static detail::Table parapet_table;
};

/// `provisioner "local-exec"`.
struct LocalExec {
  Str command{};
  Map<Str> environment{};
  List<Str> interpreter{};
  Str on_failure{};
  Bool quiet{};
  Str when{};
  Str working_dir{};
  static inline constinit detail::Table parapet_table{
      "command s r\nenvironment Ms o\ninterpreter Ls o\non_failure s o\nquiet b o\nwhen s o\nworking_dir s o", 7};
};

/// `provisioner "remote-exec"`.
struct RemoteExec {
  Block<Connection> connection{};
  List<Str> inline_{};
  Str on_failure{};
  Str script{};
  List<Str> scripts{};
  Str when{};
  static detail::Table parapet_table;
};

/// `provisioner "file"`.
struct FileProvisioner {
  Block<Connection> connection{};
  Str content{};
  Str destination{};
  Str on_failure{};
  Str source{};
  Str when{};
  static detail::Table parapet_table;
};

/// One provisioner; a list of them keeps its order.
class Provisioner : public detail::Slot {
 public:
  Provisioner(const LocalExec& local_exec);
  Provisioner(const RemoteExec& remote_exec);
  Provisioner(const FileProvisioner& file);
};

/// `each.key` and `each.value` of a resource with `for_each`.
namespace each {
Ref<Str> key();
Ref<Any> value();
}  // namespace each

/// `count.index` of a resource with `count`.
Ref<Num> count_index();

/// `self` inside provisioners and conditions of a resource.
Ref<Any> self();

}  // namespace parapet
