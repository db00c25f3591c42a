#pragma once

#include "parapet/value.hpp"

namespace parapet::backend {

/// State in a Kubernetes secret.
///
/// Credentials come from a kubeconfig, from the pod's service account or from the environment: there is no way to give
/// `password` (`KUBE_PASSWORD`), `token` (`KUBE_TOKEN`) and `client_key` (`KUBE_CLIENT_KEY_DATA`) here.
struct kubernetes {
  /// A command that gives credentials.
  struct Exec {
    Str api_version{};
    List<Str> args{};
    Str command{};
    Map<Str> env{};
    static inline constinit detail::Table parapet_table{
        "api_version s r\n"
        "args Ls o\n"
        "command s r\n"
        "env Ms o",
        4};
  };

  static constexpr const char* parapet_backend = "kubernetes";
  /// PEM.
  Str client_certificate{};
  /// PEM.
  Str cluster_ca_certificate{};
  Str config_context{};
  Str config_context_auth_info{};
  Str config_context_cluster{};
  Str config_path{};
  List<Str> config_paths{};
  Block<Exec> exec{};
  Str host{};
  Bool in_cluster_config{};
  Bool insecure{};
  Map<Str> labels{};
  Bool load_config_file{};
  Str namespace_{};
  Str proxy_url{};
  /// The secret is called `tfstate-<workspace>-<secret_suffix>`.
  Str secret_suffix{};
  Str username{};
  static inline constinit detail::Table* parapet_nested[] = {&Exec::parapet_table};
  static inline constinit detail::Table parapet_table{
      "client_certificate s o\n"
      "cluster_ca_certificate s o\n"
      "config_context s o\n"
      "config_context_auth_info s o\n"
      "config_context_cluster s o\n"
      "config_path s o\n"
      "config_paths Ls o\n"
      "exec G o\n"
      "host s o\n"
      "in_cluster_config b o\n"
      "insecure b o\n"
      "labels Ms o\n"
      "load_config_file b o\n"
      "namespace s o\n"
      "proxy_url s o\n"
      "secret_suffix s r\n"
      "username s o",
      17, parapet_nested};
};
static_assert(sizeof(kubernetes::Exec) == 4 * sizeof(void*));
static_assert(sizeof(kubernetes) == 17 * sizeof(void*));

}  // namespace parapet::backend
