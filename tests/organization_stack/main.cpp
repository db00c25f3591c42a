#include <parapet/app.hpp>
#include <parapet/guardrails/context.hpp>
#include <parapet/organization/ci_roles.hpp>
#include <parapet/organization/control_policies.hpp>
#include <parapet/organization/telemetry.hpp>
#include <parapet/stack.hpp>

#include <aws/provider.hpp>

/// Everything of the organization, to be applied for real.
namespace {

using namespace parapet;

organization::ControlExemptions exemptions() {
  return {.on_call = {"arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_OnCall_*"},
          .administrators = {"arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_Admin_*"},
          .runners = {"arn:aws:iam::*:role/parapet-apply-*"}};
}

void add_roles(const Stack& stack) {
  const auto github = organization::ci_provider(stack, "github", organization::GithubSource{});
  organization::CiRoles(
      stack, "ci",
      organization::ci_roles{
          .apply_statements = {policy::Statement{.actions = {"rds:*"},
                                                 .resources = {"arn:aws:rds:*:123456789012:db:shop-*"}}},
          .permissions_boundary = "arn:aws:iam::aws:policy/PowerUserAccess",
          .provider_arn = github.arn(),
          .source = organization::GithubSource{
              .repository = "acme/infra", .repository_id = "4711", .environment = "shop"},
          .stack = "shop",
          .state = {.bucket = "acme-state", .key = "shop/terraform.tfstate"}});
}

}  // namespace

int main() {
  return run([](App& app) {
    const Stack stack(app, "organization");
    aws::Provider(stack, "aws", aws::provider{.region = "us-east-1"});
    organization::ControlPolicies(stack, "control",
                                  organization::control_policies{.exemptions = exemptions(),
                                                                 .targets = {{.name = "account", .id = "TARGET"}}});
    organization::Telemetry(stack, "telemetry",
                            organization::telemetry{.account = "123456789012", .exemptions = exemptions()});
    add_roles(stack);
  });
}
