#pragma once

#include "parapet/value.hpp"

namespace parapet::backend {

/// State in an S3 bucket, locked by a file beside it (`use_lockfile`).
///
/// Credentials come from the environment (`AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_SESSION_TOKEN`), a profile
/// or a role: `access_key`, `secret_key` and `token` would be written to the output in clear text, so there is no way
/// to give them here; nor `sse_customer_key` (`AWS_SSE_CUSTOMER_KEY`).
struct s3 {
  /// A role to assume before the bucket is used.
  struct AssumeRole {
    /// `1h`; 15 minutes to 12 hours.
    Str duration{};
    Str external_id{};
    /// A JSON policy that narrows the session.
    Str policy{};
    Set<Str> policy_arns{};
    Str role_arn{};
    Str session_name{};
    Str source_identity{};
    Map<Str> tags{};
    Set<Str> transitive_tag_keys{};
    static inline constinit detail::Table parapet_table{
        "duration s o\n"
        "external_id s o\n"
        "policy s o\n"
        "policy_arns Es o\n"
        "role_arn s r\n"
        "session_name s o\n"
        "source_identity s o\n"
        "tags Ms o\n"
        "transitive_tag_keys Es o",
        9};
  };

  /// A role to assume with an OpenID Connect token. The token itself (`web_identity_token`) is a credential: name a
  /// file, or set `AWS_WEB_IDENTITY_TOKEN_FILE`.
  struct AssumeRoleWithWebIdentity {
    Str duration{};
    Str policy{};
    Set<Str> policy_arns{};
    Str role_arn{};
    Str session_name{};
    Str web_identity_token_file{};
    static inline constinit detail::Table parapet_table{
        "duration s o\n"
        "policy s o\n"
        "policy_arns Es o\n"
        "role_arn s r\n"
        "session_name s o\n"
        "web_identity_token_file s o",
        6};
  };

  /// Addresses of AWS's services, for compatible ones and tests.
  struct Endpoints {
    Str dynamodb{};
    Str iam{};
    Str s3{};
    Str sso{};
    Str sts{};
    static inline constinit detail::Table parapet_table{
        "dynamodb s o\n"
        "iam s o\n"
        "s3 s o\n"
        "sso s o\n"
        "sts s o",
        5};
  };

  static constexpr const char* parapet_backend = "s3";
  Str acl{};
  Set<Str> allowed_account_ids{};
  Object<AssumeRole> assume_role{};
  Object<AssumeRoleWithWebIdentity> assume_role_with_web_identity{};
  Str bucket{};
  /// Path of a file with certificates.
  Str custom_ca_bundle{};
  /// Now `endpoints`.
  Str dynamodb_endpoint{};
  /// Locks by a DynamoDB table; now `use_lockfile`.
  Str dynamodb_table{};
  Str ec2_metadata_service_endpoint{};
  /// `IPv4` or `IPv6`.
  Str ec2_metadata_service_endpoint_mode{};
  /// Server-side encryption of the state.
  Bool encrypt{};
  /// Now `endpoints`.
  Str endpoint{};
  Object<Endpoints> endpoints{};
  Set<Str> forbidden_account_ids{};
  /// Now `use_path_style`.
  Bool force_path_style{};
  Str http_proxy{};
  Str https_proxy{};
  /// Now `endpoints`.
  Str iam_endpoint{};
  /// Takes any certificate of the server.
  Bool insecure{};
  /// Path of the state in the bucket.
  Str key{};
  /// ARN of the key that encrypts the state.
  Str kms_key_id{};
  Num max_retries{};
  /// Hosts without proxy, separated by commas.
  Str no_proxy{};
  Str profile{};
  /// Else `AWS_REGION`.
  Str region{};
  /// `standard` or `adaptive`.
  Str retry_mode{};
  Set<Str> shared_config_files{};
  /// Now `shared_credentials_files`.
  Str shared_credentials_file{};
  Set<Str> shared_credentials_files{};
  Bool skip_credentials_validation{};
  Bool skip_metadata_api_check{};
  Bool skip_region_validation{};
  Bool skip_requesting_account_id{};
  Bool skip_s3_checksum{};
  /// Now `endpoints`.
  Str sts_endpoint{};
  Str sts_region{};
  Bool use_dualstack_endpoint{};
  Bool use_fips_endpoint{};
  /// A lock file beside the state (Terraform and OpenTofu 1.10).
  Bool use_lockfile{};
  Bool use_path_style{};
  /// Default `env:`.
  Str workspace_key_prefix{};
  static inline constinit detail::Table* parapet_nested[] = {
      &AssumeRole::parapet_table, &AssumeRoleWithWebIdentity::parapet_table, &Endpoints::parapet_table};
  static inline constinit detail::Table parapet_table{
      "acl s o\n"
      "allowed_account_ids Es o\n"
      "assume_role N o\n"
      "assume_role_with_web_identity N o\n"
      "bucket s r\n"
      "custom_ca_bundle s o\n"
      "dynamodb_endpoint s od\n"
      "dynamodb_table s od\n"
      "ec2_metadata_service_endpoint s o\n"
      "ec2_metadata_service_endpoint_mode s o\n"
      "encrypt b o\n"
      "endpoint s od\n"
      "endpoints N o\n"
      "forbidden_account_ids Es o\n"
      "force_path_style b od\n"
      "http_proxy s o\n"
      "https_proxy s o\n"
      "iam_endpoint s od\n"
      "insecure b o\n"
      "key s r\n"
      "kms_key_id s o\n"
      "max_retries n o\n"
      "no_proxy s o\n"
      "profile s o\n"
      "region s o\n"
      "retry_mode s o\n"
      "shared_config_files Es o\n"
      "shared_credentials_file s od\n"
      "shared_credentials_files Es o\n"
      "skip_credentials_validation b o\n"
      "skip_metadata_api_check b o\n"
      "skip_region_validation b o\n"
      "skip_requesting_account_id b o\n"
      "skip_s3_checksum b o\n"
      "sts_endpoint s od\n"
      "sts_region s o\n"
      "use_dualstack_endpoint b o\n"
      "use_fips_endpoint b o\n"
      "use_lockfile b o\n"
      "use_path_style b o\n"
      "workspace_key_prefix s o",
      41, parapet_nested};
};
static_assert(sizeof(s3::AssumeRole) == 9 * sizeof(void*));
static_assert(sizeof(s3::AssumeRoleWithWebIdentity) == 6 * sizeof(void*));
static_assert(sizeof(s3::Endpoints) == 5 * sizeof(void*));
static_assert(sizeof(s3) == 41 * sizeof(void*));

}  // namespace parapet::backend
