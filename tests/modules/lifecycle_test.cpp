#include "modules/lifecycle.hpp"

#include <gtest/gtest.h>

#include "modules/render.hpp"
#include "modules/small.hpp"

namespace parapet::modules::test {
namespace {

const std::string types = R"({"acme_shop": {"attributes": {"name": {"type": "string", "required": true}}}})";

std::string shop(const std::string& id, const std::string& require, const std::string& more = "{}") {
  return record("shop:" + id, "acme_shop", require, more);
}

std::string notes_of(const Module& module) {
  std::string notes;
  for (const Claim& claim : module.claims)
    notes += std::string(claim.requirement->id) + " " + std::string(heading_of(claim.stance)) + ": " + claim.note + "\n";
  return notes;
}

TEST(Lifecycle, IsWrittenAsRequirementsWantIt) {
  const Cloud cloud(types, {shop("001", R"({"path": "lifecycle.create_before_destroy", "equals": true})", R"({"level": "warn"})"),
                            shop("002", R"({"path": "lifecycle.prevent_destroy", "equals": true})")});
  EXPECT_EQ(main_file(cloud.module()), R"(terraform {
  required_version = ">= 1.9"

  required_providers {
    acme = {
      source  = "shops/acme"
      version = "2.0.0"
    }
  }
}

resource "acme_shop" "this" {
  count = contains(var.create, "shop") ? 1 : 0

  name = var.shop_name

  lifecycle {
    # shop:001: Name of shop:001.
    create_before_destroy = true
    # shop:002: Name of shop:002.
    prevent_destroy = true
  }
}
)");
  EXPECT_EQ(notes_of(cloud.module()), "shop:001 Implemented: always written, for `lifecycle` takes no variables\n"
                                      "shop:002 Implemented: always written, for `lifecycle` takes no variables\n");
}

TEST(Lifecycle, OfTwoWishesTheFirstIsGranted) {
  const Cloud cloud(types, {shop("001", R"({"path": "lifecycle.prevent_destroy", "equals": true})"),
                            shop("002", R"({"path": "lifecycle.prevent_destroy", "equals": false})")});
  EXPECT_EQ(notes_of(cloud.module()), "shop:001 Implemented: always written, for `lifecycle` takes no variables\n"
                                      "shop:002 Possible, but not included: what the caller gives decides\n");
}

TEST(Lifecycle, IsLeftAloneWhereARequirementWantsNoOneValue) {
  const Cloud cloud(types, {shop("001", R"({"path": "lifecycle.ignore_changes", "exists": false})", R"({"unset": "pass"})"),
                            shop("002", R"({"path": "lifecycle.prevent_destroy", "equals": true})",
                                 R"({"when": {"path": "name", "equals": "main"}})"),
                            shop("003", R"({"path": "name", "equals": "lifecycle"})")});
  for (const guardrails::Requirement* requirement : cloud.requirements)
    EXPECT_EQ(lifecycle_setting(*requirement), std::nullopt) << requirement->id;
  EXPECT_EQ(cloud.module().resources[0].lifecycle, std::vector<LifecycleSetting>{});
}

}  // namespace
}  // namespace parapet::modules::test
