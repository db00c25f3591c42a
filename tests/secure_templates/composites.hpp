#pragma once

#include <algorithm>

#include "secure_templates/support.hpp"

namespace secure_templates_test {

/// Templates that stand for several resources; the context has what networks and alarms need, too.
class Composites : public Templates {
 protected:
  void SetUp() override {
    parapet::guardrails::use_settings({});
    complete_context("sensitive");
  }

  void complete_context(const char* tier) {
    renew();
    complete(stack, tier);
  }

  void complete(const parapet::Construct& at, const char* tier) {
    give(at, tier);
    parapet::guardrails::set_security_context(
        at, {.other = {{"account_id", "111122223333"},
                          {"permissions_boundary_arn", "arn:aws:iam::111122223333:policy/boundary"}},
                .security_group_ids = {"sg-1"},
                .sns_topic_arn = "arn:aws:sns:eu-central-1:111122223333:alarms"});
  }

  /// Types and paths of all resources of the stack, by path.
  static std::vector<std::string> resources(const parapet::testing::Document& document) {
    std::vector<std::string> found;
    for (const auto& block : document.blocks(parapet::NodeKind::resource)) {
      found.push_back(block.path() + " " + block.type());
    }
    std::sort(found.begin(), found.end());
    return found;
  }

  /// The JSON text of a policy, whether it is a literal or a call of jsonencode.
  static std::string text(const parapet::testing::Property& property) {
    std::string json = property.json();
    for (std::size_t at = 0; (at = json.find("\\\"", at)) != std::string::npos;) json.replace(at, 2, "\"");
    return json;
  }
};

using Resources = std::vector<std::string>;

}  // namespace secure_templates_test
