#include "parapet/backend.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/element.hpp"
#include "core/synth.hpp"
#include "parapet/app.hpp"
#include "parapet/error.hpp"
#include "parapet/expression.hpp"
#include "parapet/stack.hpp"
#include "rendered.hpp"

namespace parapet {
namespace {

using test::json;
using test::message_of;
using testing::HasSubstr;

std::string document(App& app) { return detail::synthesize_in_memory(*app.parapet_element()->app).at("dev"); }

template <class T>
std::string document_with(const T& config) {
  App app;
  Stack stack(app, "dev");
  Backend(stack, config);
  return document(app);
}

TEST(Backend, IsWrittenUnderItsKind) {
  EXPECT_THAT(document_with(backend::s3{
                  .assume_role =
                      backend::s3::AssumeRole{.role_arn = "arn:aws:iam::123456789012:role/state", .tags = {{"a", "b"}}},
                  .bucket = "acme-state",
                  .encrypt = true,
                  .key = "dev.tfstate",
                  .region = "eu-central-1",
                  .use_lockfile = true}),
              HasSubstr(R"("backend": {
      "s3": {
        "assume_role": {
          "role_arn": "arn:aws:iam::123456789012:role/state",
          "tags": {
            "a": "b"
          }
        },
        "bucket": "acme-state",
        "encrypt": true,
        "key": "dev.tfstate",
        "region": "eu-central-1",
        "use_lockfile": true
      }
    })"));
}

TEST(Backend, WritesSingleBlocksAsObjects) {
  EXPECT_THAT(document_with(backend::remote{.organization = "acme",
                                            .workspaces = {backend::remote::Workspaces{.prefix = "dev-"}}}),
              HasSubstr(R"("backend": {
      "remote": {
        "organization": "acme",
        "workspaces": {
          "prefix": "dev-"
        }
      }
    })"));
}

TEST(Backend, CloudIsABlockOfItsOwn) {
  const std::string written = document_with(backend::cloud{
      .organization = "acme", .workspaces = {backend::cloud::Workspaces{.tags = Map<Str>{{"team", "storage"}}}}});
  EXPECT_THAT(written, HasSubstr(R"("cloud": {
      "organization": "acme",
      "workspaces": {
        "tags": {
          "team": "storage"
        }
      }
    })"));
  EXPECT_THAT(written, testing::Not(HasSubstr("\"backend\": {")));
}

TEST(Backend, TakesLiteralsOnly) {
  App app;
  Stack stack(app, "dev");
  EXPECT_THAT(message_of<Error>([&] { Backend(stack, backend::local{.path = path::module() + "/state"}); }),
              HasSubstr("the backend `local` refers to something, but Terraform reads backends before anything has a "
                        "value; give literals"));
  Backend(stack, backend::local{.path = "state"});
  EXPECT_THAT(document(app), HasSubstr(R"("path": "state")"));
}

/// No kind has a member for a credential: what is not there cannot be written.
TEST(Backend, HasNoMemberForCredentials) {
  const detail::Table* tables[] = {&backend::azurerm::parapet_table,
                                   &backend::cloud::parapet_table,
                                   &backend::consul::parapet_table,
                                   &backend::cos::parapet_table,
                                   &backend::gcs::parapet_table,
                                   &backend::http::parapet_table,
                                   &backend::oci::parapet_table,
                                   &backend::kubernetes::parapet_table,
                                   &backend::oss::parapet_table,
                                   &backend::pg::parapet_table,
                                   &backend::remote::parapet_table,
                                   &backend::s3::parapet_table,
                                   &backend::s3::AssumeRoleWithWebIdentity::parapet_table};
  for (const detail::Table* table : tables) {
    for (const char* name : {"access_key",
                             "access_token",
                             "client_certificate_password",
                             "client_key",
                             "client_private_key_pem",
                             "client_secret",
                             "conn_str",
                             "credentials",
                             "encryption_key",
                             "headers",
                             "http_auth",
                             "oidc_request_token",
                             "oidc_token",
                             "password",
                             "private_key",
                             "private_key_password",
                             "sas_token",
                             "secret_id",
                             "secret_key",
                             "security_token",
                             "sse_customer_key",
                             "token",
                             "web_identity_token"}) {
      EXPECT_EQ(detail::info_of(*table).find(name), -1) << name;
    }
  }
}

}  // namespace
}  // namespace parapet
