#include <gtest/gtest.h>

#include "document/resolving.hpp"
#include "parapet/document/plan.hpp"
#include "parapet/error.hpp"

namespace parapet {
namespace {

using test::shown;

/// A plan made of the parts that a test is about.
struct Parts {
  std::string planned = "[]";        ///< resources of the root module
  std::string children = "[]";       ///< child_modules of it
  std::string changes = "[]";        ///< resource_changes
  std::string configured = "[]";     ///< resources of the root module's configuration
  std::string calls = "{}";          ///< module_calls of it
  std::string declared = "{}";       ///< variables of it
  std::string variables = "{}";      ///< their values
  std::string more = "";
};

std::string plan(const Parts& parts) {
  return R"({"format_version": "1.2", "terraform_version": "1.11.4", "variables": )" + parts.variables +
         R"(, "planned_values": {"root_module": {"resources": )" + parts.planned + R"(, "child_modules": )" +
         parts.children + R"(}}, "resource_changes": )" + parts.changes +
         R"(, "configuration": {"root_module": {"resources": )" + parts.configured + R"(, "module_calls": )" +
         parts.calls + R"(, "variables": )" + parts.declared + "}}" + parts.more + "}";
}

/// `{"address": ..., "mode": ..., "type": ..., "name": ...` for `aws_x.y["k"]`; `rest` are more members.
std::string resource(const std::string& address, const std::string& rest) {
  std::string local = address;
  if (local.starts_with("module.")) local = local.substr(local.find("].") + 2);
  const bool data = local.starts_with("data.");
  if (data) local = local.substr(5);
  const std::string type = local.substr(0, local.find('.'));
  std::string name = local.substr(type.size() + 1);
  std::string index;
  if (const std::size_t bracket = name.find('['); bracket != std::string::npos) {
    index = R"(, "index": )" + name.substr(bracket + 1, name.size() - bracket - 2);
    name = name.substr(0, bracket);
  }
  std::string quoted;
  for (const char c : address) quoted += c == '"' ? std::string("\\\"") : std::string(1, c);
  return R"({"address": ")" + quoted + R"(", "mode": ")" + (data ? "data" : "managed") + R"(", "type": ")" + type +
         R"(", "name": ")" + name + "\"" + index + ", " + rest + "}";
}

std::string change(const std::string& address, const std::string& after, const std::string& unknown,
                   const std::string& sensitive = "{}", const std::string& actions = R"(["create"])") {
  return resource(address, R"("change": {"actions": )" + actions + R"(, "after": )" + after + R"(, "after_unknown": )" +
                               unknown + R"(, "after_sensitive": )" + sensitive + "}");
}

std::string configured(const std::string& address, const std::string& expressions, const std::string& more = "") {
  return resource(address, R"("expressions": )" + expressions + more);
}

class Plan {
 public:
  explicit Plan(const Parts& parts) : documents_{read_plan(plan(parts), "plan.json", "shop")}, resolver_(documents_) {}

  std::string addresses() const {
    std::string all;
    for (const DocumentBlock& block : documents_[0].blocks()) all += std::string(block.address) + "\n";
    return all;
  }
  /// What a member of a block is: `known 5`, `unset`, `reference aws_kms_key.k.arn`, ...
  std::string at(std::string_view address, std::string_view member) {
    const DocumentBlock* block = documents_[0].find_address(address);
    if (block == nullptr) return "no block";
    Resolved value;
    value.state = Resolved::State::known;
    value.value = View(block->body);
    value.place = resolver_.place(*block);
    for (std::string_view rest = member; !rest.empty();) {
      const std::size_t dot = std::min(rest.find('.'), rest.size());
      value = resolver_.member(value, rest.substr(0, dot));
      rest.remove_prefix(std::min(dot + 1, rest.size()));
    }
    return shown(value);
  }
  const Document& document() const { return documents_[0]; }

 private:
  std::vector<Document> documents_;
  Resolver resolver_;
};

std::string failure(const std::string& bytes) {
  try {
    read_document(bytes, "plan.json", "");
  } catch (const Error& error) {
    return error.what();
  }
  return "none";
}

constexpr const char* key_and_volume = R"([{"address": "aws_kms_key.k", "mode": "managed", "type": "aws_kms_key", "name": "k",
   "expressions": {}}, {"address": "aws_ebs_volume.v", "mode": "managed", "type": "aws_ebs_volume", "name": "v",
   "expressions": {"kms_key_id": {"references": ["aws_kms_key.k.arn", "aws_kms_key.k"]},
                   "size": {"constant_value": 1}, "type": {"references": ["var.type"]}}}])";

TEST(Plan, TellsUnsetFromUnknownAndFromReferences) {
  Plan plan({.changes = "[" + change("aws_kms_key.k", "{}", R"({"arn": true})") + "," +
                        change("aws_ebs_volume.v", R"({"size": 1, "tags": null})",
                               R"({"kms_key_id": true, "encrypted": true, "type": true})") +
                        "]",
             .configured = key_and_volume,
             .declared = R"({"type": {"default": null}})"});
  EXPECT_EQ(plan.at("aws_ebs_volume.v", "size"), "known 1");
  EXPECT_EQ(plan.at("aws_ebs_volume.v", "tags"), "unset");
  EXPECT_EQ(plan.at("aws_ebs_volume.v", "encrypted"), "unset") << "the provider computes a default";
  EXPECT_EQ(plan.at("aws_ebs_volume.v", "kms_key_id"), "reference aws_kms_key.k.arn");
  EXPECT_EQ(plan.at("aws_ebs_volume.v", "type"), "unset") << "a variable that is null";
}

TEST(Plan, NamesWhatIsUnknownWithoutConfiguration) {
  Plan plan({.changes = "[" + change("aws_ebs_volume.v", "{}", R"({"encrypted": true})") + "]"});
  EXPECT_EQ(plan.at("aws_ebs_volume.v", "encrypted"), "unknown (known after apply)");
}

TEST(Plan, SaysNothingAboutLifecycle) {
  Plan plan({.changes = "[" + change("aws_vpc.v", "{}", "{}") + "]"});
  EXPECT_EQ(plan.at("aws_vpc.v", "lifecycle.prevent_destroy"), "unknown (a plan does not say).prevent_destroy");
}

TEST(Plan, ReadsProvidersVersionsAndProvisionersOfTheConfiguration) {
  Parts parts;
  parts.changes = "[" + change("aws_x.y", R"({"a": 1})", "{}") + "]";
  parts.configured = "[" + configured("aws_x.y", "{}", R"(, "provider_config_key": "aws.west", "provisioners": [{"type":
      "local-exec"}])") + "]";
  parts.declared = R"({"key": {}, "old": {"default": "zap"}, "off": {}})";
  parts.variables = R"({"key": {"value": "zup"}, "old": {"value": "zap"}, "off": {"value": true}})";
  std::string text = plan(parts);
  text.insert(text.rfind(R"("root_module")"), R"("provider_config": {"aws.west": {"name": "aws", "alias": "west",
      "expressions": {"secret_key": {"constant_value": "zip"}, "token": {"references": ["var.key"]},
      "access_key": {"references": ["var.old"]}, "insecure": {"references": ["var.off"]}}}, "aws": {"name": "aws",
      "version_constraint": "~> 5.0"}}, )");
  const Document document = read_plan(text, "plan.json", "");
  const DocumentBlock* provider = document.find(NodeKind::provider, "aws", "west");
  ASSERT_NE(provider, nullptr);
  EXPECT_EQ(provider->address, "aws.west");
  EXPECT_EQ(View(provider->body).member("secret_key").text(), "zip");
  EXPECT_TRUE(View(provider->body).member("token").is_unset()) << "it was given from outside";
  EXPECT_EQ(View(provider->body).member("access_key").text(), "zap");
  EXPECT_TRUE(View(provider->body).member("insecure").boolean());
  const View resource(document.find_address("aws_x.y")->body);
  EXPECT_EQ(resource.member("provider").text(), "aws.west");
  EXPECT_EQ(resource.member("provisioner").member("type").text(), "local-exec");
  const DocumentBlock* settings = document.find(NodeKind::stack, "", "");
  ASSERT_NE(settings, nullptr);
  EXPECT_EQ(View(settings->body).member("required_providers").member("aws").member("version").text(), "~> 5.0");
}

TEST(Plan, LeavesOutWhatIsOnlyDeleted) {
  Plan plan({.changes = "[" + change("aws_vpc.old", "null", "{}", "{}", R"(["delete"])") + "," +
                        change("aws_vpc.forgotten", "null", "{}", "{}", R"(["forget"])") + "," +
                        change("aws_vpc.replaced", "{}", "{}", "{}", R"(["delete", "create"])") + "," +
                        change("aws_vpc.same", "{}", "{}", "{}", R"(["no-op"])") + "]"});
  EXPECT_EQ(plan.addresses(), "aws_vpc.replaced\naws_vpc.same\n");
}

TEST(Plan, KeepsInstancesOfModulesAndResourcesApart) {
  const std::string module_configuration =
      R"({"source": "./net", "for_each_expression": {"references": ["var.names"]}, "expressions": {"key": {"references": ["aws_kms_key.k.arn", "aws_kms_key.k"]}},
          "module": {"variables": {"key": {}}, "outputs": {"group": {"expression": {"references": ["aws_cloudwatch_log_group.l[0].arn", "aws_cloudwatch_log_group.l[0]", "aws_cloudwatch_log_group.l"]}}},
          "resources": [)" +
      configured("aws_cloudwatch_log_group.l", R"({"kms_key_id": {"references": ["var.key"]}})",
                 R"(, "count_expression": {"constant_value": 2})") +
      "]}}";
  const std::string a = R"(module.net["a.b"].aws_cloudwatch_log_group.l)";
  Plan plan({.changes = "[" + change("aws_kms_key.k", "{}", R"({"arn": true})") + "," +
                        change(a + "[0]", "{}", R"({"kms_key_id": true, "arn": true})").insert(1, R"("module_address": "module.net[\"a.b\"]", )") + "," +
                        change(a + "[1]", "{}", R"({"kms_key_id": true, "arn": true})").insert(1, R"("module_address": "module.net[\"a.b\"]", )") + "," +
                        change("aws_flow_log.f", "{}", R"({"log_destination": true})") + "]",
             .configured = "[" + configured("aws_kms_key.k", "{}") + "," +
                           configured("aws_flow_log.f",
                                      R"({"log_destination": {"references": ["module.net[\"a.b\"].group", "module.net[\"a.b\"]"]}})") +
                           "]",
             .calls = R"({"net": )" + module_configuration + "}"});
  EXPECT_EQ(plan.addresses(), a + "[0]\n" + a + "[1]\naws_flow_log.f\naws_kms_key.k\n");
  EXPECT_EQ(plan.at(a + "[1]", "kms_key_id"), "reference aws_kms_key.k.arn") << "through the module's variable";
  EXPECT_EQ(plan.at("aws_flow_log.f", "log_destination"), "reference " + a + "[0].arn") << "through its output";
}

TEST(Plan, MatchesInstancesByTheirKeys) {
  const std::string blocks = "[" +
                             configured("aws_s3_bucket.b", R"({"bucket_prefix": {"references": ["each.value"]}})",
                                        R"(, "for_each_expression": {"references": ["var.names"]})") +
                             "," +
                             configured("aws_s3_bucket_public_access_block.p",
                                        R"({"bucket": {"references": ["aws_s3_bucket.b", "each.key"]}})",
                                        R"(, "for_each_expression": {"references": ["var.names"]})") +
                             "," +
                             configured("aws_s3_bucket_versioning.v", R"({"bucket": {"references": ["each.value.id", "each.value"]}})",
                                        R"(, "for_each_expression": {"references": ["aws_s3_bucket.b"]})") +
                             "]";
  std::string changes;
  for (const std::string key : {"[\"a\"]", "[\"b\"]"}) {
    changes += change("aws_s3_bucket.b" + key, "{}", R"({"id": true})") + "," +
               change("aws_s3_bucket_public_access_block.p" + key, "{}", R"({"bucket": true})") + "," +
               change("aws_s3_bucket_versioning.v" + key, "{}", R"({"bucket": true})") + ",";
  }
  changes.pop_back();
  Plan plan({.changes = "[" + changes + "]",
             .configured = blocks,
             .declared = R"({"names": {}})",
             .variables = R"({"names": {"value": {"a": "one", "b": "two"}}})"});
  EXPECT_EQ(plan.at(R"(aws_s3_bucket_public_access_block.p["b"])", "bucket"), R"(reference aws_s3_bucket.b["b"].id)");
  EXPECT_EQ(plan.at(R"(aws_s3_bucket_versioning.v["a"])", "bucket"), R"(reference aws_s3_bucket.b["a"].id)");
}

TEST(Plan, DoesNotGuessBetweenTwoReferences) {
  Plan plan({.changes = "[" + change("aws_kms_key.k", "{}", R"({"arn": true})") + "," +
                        change("aws_kms_key.l", "{}", R"({"arn": true})") + "," +
                        change("aws_ebs_volume.v", "{}", R"({"kms_key_id": true})") + "," +
                        change("aws_ebs_volume.w", "{}", R"({"kms_key_id": true})") + "]",
             .configured = "[" + configured("aws_ebs_volume.v", R"({"kms_key_id": {"references": ["aws_kms_key.k.arn", "aws_kms_key.k", "aws_kms_key.l.arn", "aws_kms_key.l"]}})") + "," +
                           configured("aws_ebs_volume.w", R"({"kms_key_id": {"references": ["local.key"]}})") + "]"});
  EXPECT_EQ(plan.at("aws_ebs_volume.v", "kms_key_id"), "unknown (known after apply)");
  EXPECT_EQ(plan.at("aws_ebs_volume.w", "kms_key_id"), "unknown local.key");
}

TEST(Plan, ReadsUnknownCollectionsAsTheListOfTheirReferences) {
  Plan plan({.changes = "[" + change("aws_subnet.n[0]", "{}", R"({"id": true})") + "," +
                        change("aws_subnet.n[1]", "{}", R"({"id": true})") + "," +
                        change("aws_db_subnet_group.all", "{}", R"({"subnet_ids": true})", R"({"subnet_ids": []})") + "," +
                        change("aws_db_subnet_group.two", "{}", R"({"subnet_ids": [true, true]})", R"({"subnet_ids": []})") + "]",
             .configured = "[" + configured("aws_db_subnet_group.all", R"({"subnet_ids": {"references": ["aws_subnet.n"]}})") + "," +
                           configured("aws_db_subnet_group.two", R"({"subnet_ids": {"references": ["aws_subnet.n[0].id", "aws_subnet.n[0]", "aws_subnet.n", "aws_subnet.n[1].id", "aws_subnet.n[1]", "aws_subnet.n"]}})") + "]"});
  EXPECT_EQ(plan.at("aws_db_subnet_group.all", "subnet_ids"), "known [aws_subnet.n[0].id, aws_subnet.n[1].id]");
  EXPECT_EQ(plan.at("aws_db_subnet_group.two", "subnet_ids"), "known [aws_subnet.n[0].id, aws_subnet.n[1].id]");
}

TEST(Plan, ReadsExpressionsOfJsonSources) {
  Plan plan({.changes = "[" + change("aws_kms_key.k", "{}", R"({"arn": true})") + "," +
                        change("aws_sqs_queue.q", "{}", R"({"policy": true})") + "]",
             .configured = "[" + configured("aws_sqs_queue.q", R"({"policy": {"constant_value": "${jsonencode({a = aws_kms_key.k.arn, b = var.v})}", "references": ["aws_kms_key.k.arn", "aws_kms_key.k", "var.v"]}})") + "]",
             .declared = R"({"v": {}})",
             .variables = R"({"v": {"value": 5}})"});
  EXPECT_EQ(plan.at("aws_sqs_queue.q", "policy"), "unknown jsonencode({a = aws_kms_key.k.arn, b = 5})");
}

TEST(Plan, MarksWhatIsSensitive) {
  Plan plan({.changes = "[" + change("aws_db_instance.d", R"({"password": "hunter2", "engine": "mysql"})", R"({"port": true})",
                                     R"({"password": true, "port": true})") + "]",
             .configured = "[" + configured("aws_db_instance.d", R"({"port": {"references": ["var.port"]}})") + "]",
             .declared = R"({"port": {"sensitive": true}})",
             .variables = R"({"port": {"value": 99}})"});
  EXPECT_EQ(plan.at("aws_db_instance.d", "password"), "known \"hunter2\" sensitive");
  EXPECT_EQ(plan.at("aws_db_instance.d", "port"), "unknown (known after apply) sensitive")
      << "what is known of a variable did not make the port unknown";
  EXPECT_EQ(plan.at("aws_db_instance.d", "engine"), "known \"mysql\"");
}

TEST(Plan, KnowsWhichBlockIsWhich) {
  const std::string two =
      R"({"ingress": [{"from_port": {"constant_value": 80}, "prefix_list_ids": {"references": ["aws_ec2_managed_prefix_list.a.id", "aws_ec2_managed_prefix_list.a"]}},
                      {"from_port": {"constant_value": 443}, "prefix_list_ids": {"references": ["aws_ec2_managed_prefix_list.b.id", "aws_ec2_managed_prefix_list.b"]}}]})";
  const std::string unknown = R"({"ingress": [{"prefix_list_ids": true}, {"prefix_list_ids": true, "to_port": true}]})";
  Plan plan({.changes = "[" + change("aws_ec2_managed_prefix_list.a", "{}", R"({"id": true})") + "," +
                        change("aws_ec2_managed_prefix_list.b", "{}", R"({"id": true})") + "," +
                        change("aws_security_group.s", R"({"ingress": [{"from_port": 443}, {"from_port": 80}]})", unknown) + "," +
                        change("aws_security_group.dynamic", R"({"ingress": [{"from_port": 443}, {"from_port": 80}]})", unknown) + "]",
             .configured = "[" + configured("aws_security_group.s", two) + "," + configured("aws_security_group.dynamic", "{}") + "]"});
  EXPECT_EQ(plan.at("aws_security_group.s", "ingress"),
            "known [{from_port = 443, prefix_list_ids = aws_ec2_managed_prefix_list.b.id}, "
            "{from_port = 80, prefix_list_ids = aws_ec2_managed_prefix_list.a.id}]")
      << "a set has an order of its own";
  EXPECT_EQ(plan.at("aws_security_group.dynamic", "ingress"),
            "known [{from_port = 443, prefix_list_ids = (known after apply)}, "
            "{from_port = 80, prefix_list_ids = (known after apply), to_port = (known after apply)}]")
      << "a plan shows nothing of dynamic blocks";
}

TEST(Plan, ReadsDataSourcesOfThePriorState) {
  Plan plan({.more = R"(, "prior_state": {"values": {"root_module": {"resources": [)" +
                     resource("data.aws_iam_policy_document.p", R"("values": {"json": "{}", "statement": [{"actions": ["s3:*"], "not_actions": []}]}, "sensitive_values": {"statement": [{"actions": [false]}]})") +
                     "," + resource("aws_vpc.gone", R"("values": {})") + "]}}}"});
  EXPECT_EQ(plan.addresses(), "data.aws_iam_policy_document.p\n");
  EXPECT_EQ(plan.at("data.aws_iam_policy_document.p", "statement"), R"(known [{actions = ["s3:*"]}])");
}

TEST(Plan, SurvivesReferencesThatRunInCircles) {
  const std::string circle =
      R"({"a": {"expressions": {"v": {"references": ["module.b.o", "module.b", "module.a.o", "module.a"]}},
                "module": {"variables": {"v": {}}, "outputs": {"o": {"expression": {"references": ["var.v"]}}}}},
          "b": {"expressions": {"v": {"references": ["module.a.o", "module.a", "module.b.o", "module.b"]}},
                "module": {"variables": {"v": {}}, "outputs": {"o": {"expression": {"references": ["var.v"]}}}}}})";
  Plan plan({.changes = "[" + change("aws_ebs_volume.v", "{}", R"({"kms_key_id": true})") + "]",
             .configured =
                 "[" + configured("aws_ebs_volume.v", R"({"kms_key_id": {"references": ["module.a.o", "module.a"]}})") + "]",
             .calls = circle});
  EXPECT_EQ(plan.at("aws_ebs_volume.v", "kms_key_id"), "unknown (references that run in circles)");
}

TEST(Plan, TakesTheFormOfOpenTofu) {
  std::string bytes = plan({.planned = "[" + resource("aws_vpc.v", R"("provider_name": "registry.opentofu.org/hashicorp/aws", "values": {"cidr_block": "10.0.0.0/16"}, "sensitive_values": {})") + "]",
                            .changes = "[" + change("aws_vpc.v", R"({"cidr_block": "10.0.0.0/16"})", "{}") + "]"});
  bytes.insert(1, R"("timestamp": "2026-01-01T00:00:00Z", "errored": false, )");
  const Document document = read_document(bytes, "plan.json", "shop");
  ASSERT_EQ(document.blocks().size(), 1u);
  EXPECT_EQ(document.blocks()[0].address, "aws_vpc.v");
  EXPECT_EQ(document.stack(), "shop");
}

TEST(Plan, RefusesWhatItCannotRead) {
  EXPECT_EQ(failure(R"({"format_version": "0.2", "planned_values": {}})"),
            "plan.json /format_version: expected version 1.x of the format, which Terraform 1.1 and OpenTofu write, found "
            "\"0.2\"; write the plan again with `terraform show -json PLAN`");
  EXPECT_EQ(failure(R"({"format_version": "1.2", "planned_values": {}, "errored": true})"),
            "plan.json /errored: the plan failed, so it does not show everything; make one that succeeds; write the plan "
            "again with `terraform show -json PLAN`");
  EXPECT_EQ(failure(R"({"format_version": "1.2", "planned_values": {}, "resource_changes": {}})"),
            "plan.json /resource_changes: expected an array; write the plan again with `terraform show -json PLAN`");
  EXPECT_EQ(failure(plan({.changes = R"([{"address": "aws_vpc.v", "mode": "managed", "type": "aws_vpc"}])"})),
            "plan.json /resource_changes/0/name: expected a string; write the plan again with `terraform show -json PLAN`");
  EXPECT_EQ(failure(plan({.changes = "[" + change("aws_vpc.v", "{}", "{}", "{}", "[]") + "]"})),
            "plan.json /resource_changes/0/change/actions: expected at least one action; write the plan again with "
            "`terraform show -json PLAN`");
  EXPECT_EQ(failure(R"({"format_version": "1.0", "values": {"root_module": {}}})"),
            "plan.json /: this is a state, not a plan; write a plan with `terraform plan -out=PLAN` and `terraform show "
            "-json PLAN`");
}

}  // namespace
}  // namespace parapet
