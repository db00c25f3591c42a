#include <gtest/gtest.h>

#include "modules/render.hpp"
#include "modules/small.hpp"

namespace parapet::modules::test {
namespace {

/// Blocks of every kind: a present one, one that may be given, many, a required one, one with a secret, one in another.
const std::string types = R"({
  "acme_shop": {"attributes": {
      "arn": {"type": "string", "computed": true},
      "id": {"type": "string", "optional": true, "computed": true},
      "name": {"type": "string", "required": true},
      "pin": {"type": "string", "optional": true, "sensitive": true},
      "shut": {"type": "bool", "optional": true},
      "key": {"type": "string", "optional": true},
      "chosen": {"type": "string", "optional": true, "computed": true},
      "empty": {"type": ["object", {}], "optional": true},
      "shelves": {"type": ["list", ["object", {"full": "bool", "tags": ["set", "string"]}]], "optional": true},
      "inner": {"nested_type": {"nesting_mode": "map", "attributes": {"a": {"type": "number", "required": true},
        "b": {"type": "dynamic", "optional": true}, "c": {"type": "bool", "computed": true}}}, "optional": true}},
    "block_types": {
      "alarm": {"nesting_mode": "list", "max_items": 1, "block": {"attributes": {"loud": {"type": "bool", "optional": true}}}},
      "door": {"nesting_mode": "list", "max_items": 1, "block": {"attributes": {"lock": {"type": "bool", "optional": true}},
        "block_types": {"bell": {"nesting_mode": "list", "block": {"attributes": {"tone": {"type": "string", "required": true}}}},
                        "mat": {"nesting_mode": "list", "max_items": 1, "min_items": 1, "block": {"attributes": {"clean": {"type": "bool", "optional": true}}}}}}},
      "floor": {"nesting_mode": "list", "max_items": 1, "min_items": 1, "block": {"attributes": {"area": {"type": "number", "required": true}}}},
      "safe": {"nesting_mode": "list", "max_items": 1, "block": {"attributes": {"code": {"type": "string", "optional": true, "sensitive": true}}}},
      "vault": {"nesting_mode": "set", "block": {"attributes": {"code": {"type": "string", "optional": true, "sensitive": true}}}},
      "window": {"nesting_mode": "set", "block": {"attributes": {"glass": {"type": "string", "optional": true}}}}}},
  "acme_sign": {"attributes": {"shop": {"type": "string", "required": true}, "url": {"type": "string", "computed": true},
    "secret": {"type": "string", "computed": true, "sensitive": true}}}})";

const std::vector<std::string> records = {
    record("shop:001", "acme_shop", R"({"path": "shut", "equals": true})", R"({"default": true, "name": "Shops are shut, at ${night}\nand day.", "fix": "Set `shut`."})"),
    record("shop:002", "acme_shop", R"({"path": "key", "exists": true})", R"({"default": {"input": "key"}})"),
    record("shop:003", "acme_shop", R"({"path": "alarm.loud", "equals": true})", R"({"default": true})"),
    record("shop:004", "acme_shop", R"({"connected": {"type": "acme_sign", "by": {"shop": ["arn"]}, "quantifier": "some"}})"),
    record("shop:005", "acme_shop", R"({"each": "window[*]", "require": {"path": "glass", "equals": "thick"}})", R"({"unset": "pass"})"),
};

const Module& small_module() {
  static const Cloud cloud(types, records);
  static const Module module = cloud.module();
  return module;
}

TEST(MainFile, HasABlockForEachTypeWithItsRequirements) {
  EXPECT_EQ(main_file(small_module()), R"(terraform {
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

  chosen = var.shop_chosen
  empty  = var.shop_empty
  inner  = var.shop_inner

  # shop:002: Name of shop:002.
  key = var.shop_key != null ? var.shop_key : var.key

  name    = var.shop_name
  pin     = var.shop_pin
  shelves = var.shop_shelves

  # shop:001: Shops are shut, at ${night} and day.
  shut = var.shop_shut

  alarm {
    # shop:003: Name of shop:003.
    loud = var.shop_alarm.loud
  }

  dynamic "door" {
    for_each = var.shop_door != null ? [var.shop_door] : []

    content {
      lock = door.value.lock

      dynamic "bell" {
        for_each = door.value.bell

        content {
          tone = bell.value.tone
        }
      }

      mat {
        clean = door.value.mat.clean
      }
    }
  }

  floor {
    area = var.shop_floor.area
  }

  dynamic "safe" {
    for_each = nonsensitive(var.shop_safe != null) ? [true] : []

    content {
      code = var.shop_safe.code
    }
  }

  dynamic "vault" {
    for_each = range(nonsensitive(length(var.shop_vault)))

    content {
      code = var.shop_vault[vault.value].code
    }
  }

  # shop:005: Name of shop:005.
  dynamic "window" {
    for_each = var.shop_window

    content {
      # shop:005: Name of shop:005.
      glass = window.value.glass
    }
  }
}

resource "acme_sign" "this" {
  count = length(setintersection(var.create, ["sign", "shop"])) > 0 ? 1 : 0

  shop = contains(var.create, "shop") ? acme_shop.this[0].arn : var.sign_shop
}

output "shop_arn" {
  description = "`arn` of `acme_shop`; null where it is not created."
  value       = one(acme_shop.this[*].arn)
}

output "shop_id" {
  description = "`id` of `acme_shop`; null where it is not created."
  value       = one(acme_shop.this[*].id)
}

output "sign_url" {
  description = "`url` of `acme_sign`; null where it is not created."
  value       = one(acme_sign.this[*].url)
}
)");
}

TEST(VariablesFile, HasEveryArgumentWithItsTypeDefaultAndGuard) {
  EXPECT_EQ(variables_file(small_module()), R"(variable "create" {
  description = "Names of the resource types to create, without the provider's prefix: any of `shop`, `sign`."
  type        = set(string)

  validation {
    condition     = length(setsubtract(var.create, ["shop", "sign"])) == 0
    error_message = "This module creates `shop`, `sign`."
  }
}

variable "key" {
  description = "The key."
  type        = string
  default     = null
}

variable "shop_chosen" {
  description = "Argument `chosen` of `acme_shop`. When null, the provider chooses."
  type        = string
  default     = null
}

variable "shop_empty" {
  description = "Argument `empty` of `acme_shop`. When null, it is left out."
  type        = object({})
  default     = null
}

variable "shop_inner" {
  description = "Argument `inner` of `acme_shop`. When null, it is left out."
  type        = map(object({ a = number, b = optional(any) }))
  default     = null
}

variable "shop_key" {
  description = "Argument `key` of `acme_shop`. When null, `key` of this module is used."
  type        = string
  default     = null

  validation {
    condition     = !contains(var.create, "shop") || (try(length((var.shop_key != null ? var.shop_key : var.key)) > 0, false))
    error_message = "shop:002: Name of shop:002. Fix."
  }
}

variable "shop_name" {
  description = "Argument `name` of `acme_shop`. Required where that is created."
  type        = string
  default     = null

  validation {
    condition     = !contains(var.create, "shop") || var.shop_name != null
    error_message = "`name` of acme_shop is required where it is created."
  }
}

variable "shop_pin" {
  description = "Argument `pin` of `acme_shop`. When null, it is left out."
  type        = string
  default     = null
  sensitive   = true
}

variable "shop_shelves" {
  description = "Argument `shelves` of `acme_shop`. When null, it is left out."
  type        = list(object({ full = optional(bool), tags = optional(set(string)) }))
  default     = null
}

variable "shop_shut" {
  description = "Argument `shut` of `acme_shop`."
  type        = bool
  default     = true
  nullable    = false

  validation {
    condition     = var.shop_shut == true
    error_message = "shop:001: Shops are shut, at $${night}\nand day. Set `shut`."
  }
}

variable "shop_alarm" {
  description = "Block `alarm` of `acme_shop`."
  type = object({
    loud = optional(bool, true)
  })
  default  = { loud = true }
  nullable = false

  validation {
    condition     = try(var.shop_alarm.loud, null) == true
    error_message = "shop:003: Name of shop:003. Fix."
  }
}

variable "shop_door" {
  description = "Block `door` of `acme_shop`. When null, it is left out."
  type = object({
    lock = optional(bool)
    bell = optional(list(object({
      tone = string
    })), [])
    mat = object({
      clean = optional(bool)
    })
  })
  default = null
}

variable "shop_floor" {
  description = "Block `floor` of `acme_shop`. Required where that is created."
  type = object({
    area = number
  })
  default = null

  validation {
    condition     = !contains(var.create, "shop") || var.shop_floor != null
    error_message = "`floor` of acme_shop is required where it is created."
  }
}

variable "shop_safe" {
  description = "Block `safe` of `acme_shop`. When null, it is left out."
  type = object({
    code = optional(string)
  })
  default   = null
  sensitive = true
}

variable "shop_vault" {
  description = "Block `vault` of `acme_shop`. When null, it is left out."
  type = list(object({
    code = optional(string)
  }))
  default   = []
  nullable  = false
  sensitive = true
}

variable "shop_window" {
  description = "Block `window` of `acme_shop`. When null, it is left out."
  type = list(object({
    glass = optional(string)
  }))
  default  = []
  nullable = false

  validation {
    condition     = alltrue([for x in var.shop_window == null ? [] : var.shop_window : try(x.glass, null) == null ? true : (try(x.glass, null) == "thick")])
    error_message = "shop:005: Name of shop:005. Fix."
  }
}

variable "sign_shop" {
  description = "Argument `shop` of `acme_sign`. Set by the module where it creates what this points to."
  type        = string
  default     = null

  validation {
    condition     = !(length(setintersection(var.create, ["sign", "shop"])) > 0) || var.sign_shop != null || contains(var.create, "shop")
    error_message = "`shop` of acme_sign is required where it is created."
  }
}
)");
}

TEST(ModuleFiles, EndWithOneLineBreak) {
  for (const std::string& text : {main_file(small_module()), variables_file(small_module()), notes_file(small_module())}) {
    EXPECT_TRUE(text.ends_with("\n") && !text.ends_with("\n\n"));
    EXPECT_EQ(text.find("\n\n\n"), std::string::npos);
    EXPECT_EQ(text.find(" \n"), std::string::npos);
  }
}

TEST(MainFile, TakesNoTextOfARequirementForATemplate) {
  const Cloud cloud(types, {record("shop:001", "acme_shop", R"({"path": "shut", "equals": true})",
                                   R"({"name": "%NAME% and %ARN% stay."})")});
  EXPECT_NE(main_file(cloud.module()).find("# shop:001: %NAME% and %ARN% stay.\n"), std::string::npos);
}

TEST(MainFile, HasPoliciesForWhatItCreatesOnly) {
  const Cloud cloud(types, {record("shop:001", "acme_shop", R"({"path": "shut", "equals": true})")},
                    settings_with(R"({"policies": {"resource": "aws_iam_policy", "actions": {"shop": ["sts"]}}})"));
  const std::string main = main_file(cloud.module());
  const std::size_t begin = main.find("locals {");
  ASSERT_NE(begin, std::string::npos) << main;
  EXPECT_EQ(main.substr(begin, main.find("output ") - begin), R"(locals {
  arns = concat(
    acme_shop.this[*].arn,
  )
}

# Beyond the requirements: the read actions of the service, on what this module creates only.
resource "aws_iam_policy" "read" {
  count = var.policy_name != null && length(local.arns) > 0 ? 1 : 0
  name  = "${var.policy_name}-read"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect = "Allow"
      Action = [
        "sts:GetFederationToken",
      ]
      Resource = concat(local.arns, [for arn in local.arns : "${arn}/*"])
    }]
  })
}

# Beyond the requirements: the write actions of the service, on what this module creates only.
resource "aws_iam_policy" "write" {
  count = var.policy_name != null && length(local.arns) > 0 ? 1 : 0
  name  = "${var.policy_name}-write"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect = "Allow"
      Action = [
        "sts:AssumeRole",
        "sts:AssumeRoleWithSAML",
        "sts:AssumeRoleWithWebIdentity",
        "sts:AssumeRoot",
        "sts:SetContext",
        "sts:SetSourceIdentity",
        "sts:TagSession",
      ]
      Resource = concat(local.arns, [for arn in local.arns : "${arn}/*"])
    }]
  })
}

)");
}

TEST(IndexPage, CountsWhatModulesDealWith) {
  const std::string page = index_page({small_module()});
  EXPECT_EQ(page.substr(page.find("<p>")), R"(<p>Modules: 1; requirements: 5.</p>
<table>
<tr><th>Service</th><th>Resource types</th><th>Requirements</th><th>Implemented</th><th>Implemented in part</th><th>Possible, but not included</th><th>Inherent in another</th><th>Impossible in Terraform</th></tr>
<tr><td><a href="shop/notes.md">shop</a></td><td>2</td><td>5</td><td>5</td><td>0</td><td>0</td><td>0</td><td>0</td></tr>
</table>
</body>
</html>
)");
  EXPECT_EQ(page.find("http"), std::string::npos) << "it needs nothing from elsewhere";
  const std::string none = index_page({});
  EXPECT_NE(none.find("<p>Modules: 0; requirements: 0.</p>"), std::string::npos);
}

TEST(IndexPage, EscapesNames) {
  Module module;
  module.service = "a<b>&\"c";
  EXPECT_NE(index_page({module}).find("<a href=\"a&lt;b&gt;&amp;&quot;c/notes.md\">a&lt;b&gt;&amp;&quot;c</a>"), std::string::npos);
}

TEST(Notes, SayWhatIsNestedTooDeep) {
  Module module = small_module();
  module.resources[0].cut = {"a.b"};
  const std::string notes = notes_file(module);
  EXPECT_EQ(notes.substr(notes.find("\n## Nested")), "\n## Nested too deep for a variable\n\n- `a.b` of `acme_shop`\n");
}

}  // namespace
}  // namespace parapet::modules::test
