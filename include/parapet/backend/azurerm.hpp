#pragma once

#include "parapet/value.hpp"

namespace parapet::backend {

/// State in a blob of an Azure storage account.
///
/// Credentials come from the environment, from files, from a managed or a workload identity: `access_key`
/// (`ARM_ACCESS_KEY`), `sas_token` (`ARM_SAS_TOKEN`), `client_secret` (`ARM_CLIENT_SECRET`), `client_certificate` and
/// its password (`ARM_CLIENT_CERTIFICATE`, `ARM_CLIENT_CERTIFICATE_PASSWORD`), `oidc_token` and `oidc_request_token`
/// (`ARM_OIDC_TOKEN`, `ARM_OIDC_REQUEST_TOKEN`) would be written in clear text, so there is no way to give them here.
struct azurerm {
  static constexpr const char* parapet_backend = "azurerm";
  Str ado_pipeline_service_connection_id{};
  Str client_certificate_path{};
  Str client_id{};
  Str client_id_file_path{};
  Str client_secret_file_path{};
  Str container_name{};
  /// Unused; now `metadata_host`.
  Str endpoint{};
  /// `public`, `usgovernment`, `china`.
  Str environment{};
  /// Name of the blob.
  Str key{};
  Bool lookup_blob_endpoint{};
  Str metadata_host{};
  Str msi_endpoint{};
  Str oidc_request_url{};
  Str oidc_token_file_path{};
  Str resource_group_name{};
  /// A snapshot of the state before it is used.
  Bool snapshot{};
  Str storage_account_name{};
  Str subscription_id{};
  Str tenant_id{};
  /// OpenTofu only.
  Num timeout_seconds{};
  Bool use_aks_workload_identity{};
  Bool use_azuread_auth{};
  Bool use_cli{};
  Bool use_msi{};
  Bool use_oidc{};
  static inline constinit detail::Table parapet_table{
      "ado_pipeline_service_connection_id s o\n"
      "client_certificate_path s o\n"
      "client_id s o\n"
      "client_id_file_path s o\n"
      "client_secret_file_path s o\n"
      "container_name s r\n"
      "endpoint s od\n"
      "environment s o\n"
      "key s r\n"
      "lookup_blob_endpoint b o\n"
      "metadata_host s o\n"
      "msi_endpoint s o\n"
      "oidc_request_url s o\n"
      "oidc_token_file_path s o\n"
      "resource_group_name s o\n"
      "snapshot b o\n"
      "storage_account_name s r\n"
      "subscription_id s o\n"
      "tenant_id s o\n"
      "timeout_seconds n o\n"
      "use_aks_workload_identity b o\n"
      "use_azuread_auth b o\n"
      "use_cli b o\n"
      "use_msi b o\n"
      "use_oidc b o",
      25};
};
static_assert(sizeof(azurerm) == 25 * sizeof(void*));

}  // namespace parapet::backend
