#include "parapet/meta.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "parapet/error.hpp"
#include "parapet/resource.hpp"

namespace parapet {

static_assert(sizeof(Condition) == 2 * sizeof(void*));
static_assert(sizeof(Lifecycle) == 6 * sizeof(void*));
static_assert(sizeof(Connection) == 29 * sizeof(void*));
static_assert(sizeof(LocalExec) == 7 * sizeof(void*));
static_assert(sizeof(RemoteExec) == 6 * sizeof(void*));
static_assert(sizeof(FileProvisioner) == 6 * sizeof(void*));

constinit detail::Table Connection::parapet_table{
    "agent b o\n"
    "agent_identity s o\n"
    "bastion_certificate s o\n"
    "bastion_host s o\n"
    "bastion_host_key s o\n"
    "bastion_password s os\n"
    "bastion_port n o\n"
    "bastion_private_key s os\n"
    "bastion_user s o\n"
    "cacert s o\n"
    "certificate s o\n"
    "host s r\n"
    "host_key s o\n"
    "https b o\n"
    "insecure b o\n"
    "password s os\n"
    "port n o\n"
    "private_key s os\n"
    "proxy_host s o\n"
    "proxy_port n o\n"
    "proxy_scheme s o\n"
    "proxy_user_name s o\n"
    "proxy_user_password s os\n"
    "script_path s o\n"
    "target_platform s o\n"
    "timeout s o\n"
    "type s o\n"
    "use_ntlm b o\n"
    "user s o",
    29};

namespace {
constinit detail::Table* connection_only[] = {&Connection::parapet_table};
}  // namespace

constinit detail::Table RemoteExec::parapet_table{
    "connection G o\n"
    "inline Ls o\n"
    "on_failure s o\n"
    "script s o\n"
    "scripts Ls o\n"
    "when s o",
    6, connection_only};

constinit detail::Table FileProvisioner::parapet_table{
    "connection G o\n"
    "content s o\n"
    "destination s r\n"
    "on_failure s o\n"
    "source s o\n"
    "when s o",
    6, connection_only};

namespace {

using detail::Kind;
using detail::Value;

const Value* bare_root(const Construct& construct) {
  return detail::make_bare(detail::make_root(construct.parapet_element()));
}

/// Terraform takes a set for `for_each`, and JSON has none.
const Value* as_set(const Value* elements) {
  if (elements == nullptr || elements->kind == Kind::null) return elements;
  return detail::make_call("toset", &elements, 1);
}

/// Terraform reads these while it parses, so they can be no expressions, and it takes just two words.
void check_word(const char* field, const Str& slot, std::string_view one, std::string_view other) {
  const Value* value = slot.parapet_value();
  if (value == nullptr || value->kind == Kind::null) return;
  if (value->kind == Kind::text && (detail::text_of(value) == one || detail::text_of(value) == other)) return;
  throw Error("provisioner: `" + std::string(field) + "` takes \"" + std::string(one) + "\" or \"" +
              std::string(other) + "\" as a literal; other texts and expressions are refused by Terraform");
}

template <class T>
const Value* provisioner(const char* name, const T& config) {
  check_word("on_failure", config.on_failure, "continue", "fail");
  check_word("when", config.when, "create", "destroy");
  const detail::Entry entry{detail::make_text(name), detail::make_record(T::parapet_table, &config)};
  return detail::make_map(&entry, 1);
}

}  // namespace

Dependency::Dependency(const Construct& construct) : Slot(bare_root(construct)) {}

ProviderRef::ProviderRef(const Provider& provider) : Slot(bare_root(provider)) {}

ForEach::ForEach(const Set<Str>& set) : Slot(as_set(set.parapet_value())) {}
ForEach::ForEach(const List<Str>& list) : Slot(as_set(list.parapet_value())) {}
ForEach::ForEach(const Ref<List<Str>>& list) : Slot(as_set(list.parapet_value())) {}

IgnoreChanges::IgnoreChanges(std::initializer_list<std::string_view> attributes) {
  std::vector<const Value*> names(attributes.size());
  std::transform(attributes.begin(), attributes.end(), names.begin(), detail::make_text);
  value_ = detail::make_list(names.data(), names.size());
}
IgnoreChanges::IgnoreChanges(All) : Slot(detail::make_text("all")) {}

Trigger::Trigger(const Construct& resource) : Slot(bare_root(resource)) {}

Provisioner::Provisioner(const LocalExec& local_exec) : Slot(provisioner("local-exec", local_exec)) {}
Provisioner::Provisioner(const RemoteExec& remote_exec) : Slot(provisioner("remote-exec", remote_exec)) {}
Provisioner::Provisioner(const FileProvisioner& file) : Slot(provisioner("file", file)) {}

Ref<Str> each::key() { return Ref<Str>(detail::make_get(detail::make_name("each"), "key")); }
Ref<Any> each::value() { return Ref<Any>(detail::make_get(detail::make_name("each"), "value")); }
Ref<Num> count_index() { return Ref<Num>(detail::make_get(detail::make_name("count"), "index")); }
Ref<Any> self() { return Ref<Any>(detail::make_name("self")); }

}  // namespace parapet
