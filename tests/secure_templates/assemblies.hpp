#pragma once

#include <algorithm>
#include <regex>

#include "secure_templates/support.hpp"

namespace secure_templates_test {

/// Templates of several resources, in the highest tier, with everything that they may ask for.
class Assemblies : public Templates {
 protected:
  void SetUp() override {
    parapet::guardrails::use_settings({});
    context("regulated");
  }

  void context(const char* tier) {
    renew();
    give(stack, tier);
  }

  void give(const parapet::Construct& at, const char* tier) {
    parapet::guardrails::set_security_context(
        at, {.kms_key_arn = key_arn,
                .log_bucket = "acme-logs",
                .other = {{"account_id", "111122223333"},
                          {"certificate_arn", "arn:aws:acm:eu-central-1:111122223333:certificate/1"},
                          {"dead_letter_arn", "arn:aws:sqs:eu-central-1:111122223333:failed"},
                          {"permissions_boundary_arn", "arn:aws:iam::111122223333:policy/boundary"},
                          {"vpc_endpoint_ids", parapet::list({"vpce-1"})}},
                .security_group_ids = {"sg-1"},
                .subnet_ids = {"subnet-1", "subnet-2"},
                .tier = tier,
                .vpc_id = "vpc-1"});
  }

  /// The resources of the stack, `x/role aws_iam_role`, in the order of the text.
  std::vector<std::string> resources() {
    std::vector<std::string> found;
    for (const auto& block : document().blocks(parapet::NodeKind::resource))
      found.push_back(block.path().substr(block.path().find('/') + 1) + " " + block.type());
    std::sort(found.begin(), found.end());
    return found;
  }

  /// The `Sid`s of a policy, in their order.
  static std::vector<std::string> sids(const parapet::testing::Property& policy) {
    const std::string text = policy.json();
    const std::regex sid(R"(Sid\\+" ?[=:] ?\\+"(\w+))");
    std::vector<std::string> found;
    for (std::sregex_iterator at(text.begin(), text.end(), sid), end; at != end; ++at) found.push_back((*at)[1]);
    return found;
  }
};

using Sids = std::vector<std::string>;
using Resources = std::vector<std::string>;

}  // namespace secure_templates_test
