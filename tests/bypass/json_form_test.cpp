#include "bypass/foreign.hpp"
#include "parapet/error.hpp"

/// Forms of Terraform's JSON syntax that mean the same to Terraform, and look different.
namespace attack {
namespace {

using testing::IsEmpty;

const std::string open_content =
    "'content': {'cidr_blocks': ['0.0.0.0/0'], 'description': 'd', 'from_port': 0, 'protocol': '-1', 'to_port': 0}";
const std::string open_dynamic = "'ingress': [{'for_each': ['a'], " + open_content + "}]";

std::string group(const std::string& members) {
  return resource("aws_security_group", json("{'description': 'd', " + members + "}"));
}

struct Form {
  const char* name;
  std::string members;
  const char* line = "vpc:003 fail aws_security_group.x ingress[0].cidr_blocks";
};
void PrintTo(const Form& form, std::ostream* out) { *out << form.name; }

class OpenGroup : public testing::TestWithParam<Form> {};

TEST_P(OpenGroup, IsRefusedInEveryForm) { EXPECT_THAT(judged(group(GetParam().members)), refuses(GetParam().line)); }

INSTANTIATE_TEST_SUITE_P(
    Bypass, OpenGroup,
    testing::Values(
        Form{"DynamicBlock", "'dynamic': {" + open_dynamic + "}"},
        Form{"DynamicBlockBesideAnEmptyLabel", "'dynamic': {" + open_dynamic + ", 'egress': []}"},
        Form{"DynamicBlockBesideALabelOfNull", "'dynamic': {'egress': null, " + open_dynamic + "}"},
        Form{"DynamicBlockBesideAWrongOne", "'dynamic': {'egress': [{'for_each': []}], " + open_dynamic + "}"},
        Form{"DynamicBlockInAnArray", "'dynamic': [{}, {" + open_dynamic + "}]"},
        Form{"DynamicBlockInArraysOfArrays", "'dynamic': [[{" + open_dynamic + "}], []]"},
        Form{"DynamicBlockInASecondEntry",
             "'dynamic': {'egress': {'for_each': [], 'content': {}}}, 'dynamic': {" + open_dynamic + "}"},
        Form{"DynamicBlockWithAComment", "'dynamic': {'//': 'checked', " + open_dynamic + "}"},
        Form{"ContentInArrays", "'dynamic': {'ingress': {'for_each': ['a'], 'content': [[{'cidr_blocks': "
                                "['0.0.0.0/0'], 'from_port': 0, 'protocol': '-1', 'to_port': 0}]]}}",
             "vpc:003 unknown aws_security_group.x ingress[0].cidr_blocks"},
        Form{"NamedIterator",
             "'dynamic': {'ingress': {'for_each': {'a': '10.0.0.0/8', 'b': '0.0.0.0/0'}, 'iterator': 'rule', "
             "'content': {'cidr_blocks': ['${rule.value}'], 'from_port': 0, 'protocol': '-1', 'to_port': 0}}}",
             "vpc:003 fail aws_security_group.x ingress[1].cidr_blocks"},
        Form{"IteratorThatIsCalledEach",
             "'for_each': {'a': '10.0.0.0/8'}, 'dynamic': {'ingress': {'for_each': ['0.0.0.0/0'], 'iterator': 'each', "
             "'content': {'cidr_blocks': ['${each.value}'], 'from_port': 0, 'protocol': '-1', 'to_port': 0}}}"},
        Form{"IteratorThatIsAnExpression",
             "'dynamic': {'ingress': {'for_each': ['0.0.0.0/0'], 'iterator': '${rule}', "
             "'content': {'cidr_blocks': ['${rule.value}'], 'from_port': 0, 'protocol': '-1', 'to_port': 0}}}",
             "vpc:003 unknown aws_security_group.x ingress[0].cidr_blocks"},
        Form{"BlocksInArraysOfArrays", "'ingress': [[{'cidr_blocks': ['0.0.0.0/0']}]]"},
        Form{"OneBlockWithoutArray", "'ingress': {'cidr_blocks': ['0.0.0.0/0']}"},
        Form{"SecondBlockOfThree",
             "'ingress': [{'cidr_blocks': ['10.0.0.0/8']}, {'cidr_blocks': ['10.0.0.0/8', '128.0.0.0/1']}, {}]",
             "vpc:003 fail aws_security_group.x ingress[1].cidr_blocks"},
        Form{"ForExpression",
             "'ingress': '${[for r in [\\'10.0.0.0/8\\', \\'0.0.0.0/0\\'] : {cidr_blocks = [r]}]}'",
             "vpc:003 fail aws_security_group.x ingress[1].cidr_blocks"}),
    [](const auto& info) { return std::string(info.param.name); });

TEST(JsonForm, OfALegitimateGroupIsAllowed) {
  EXPECT_THAT(
      judged(group("'dynamic': {'ingress': {'for_each': ['10.0.0.0/8'], 'content': {'cidr_blocks': "
                   "['${ingress.value}'], 'from_port': 0, 'protocol': '-1', 'to_port': 0}}, 'egress': []}")),
      IsEmpty());
}

TEST(JsonForm, OfNestedDynamicBlocksIsLookedThrough) {
  const auto distribution = [](const char* policy) {
    return judged(resource(
        "aws_cloudfront_distribution",
        json("{'dynamic': {'ordered_cache_behavior': {'for_each': {'a': '" + std::string(policy) +
             "'}, 'iterator': 'outer', 'content': {'path_pattern': '*', 'viewer_protocol_policy': "
             "'${outer.value}', 'dynamic': {'forwarded_values': {'for_each': [1], 'content': {}}}}}}}")));
  };
  const std::string line =
      "cloudfront:002 fail aws_cloudfront_distribution.x ordered_cache_behavior[0].viewer_protocol_policy";
  EXPECT_THAT(distribution("allow-all"), refuses(line));
  EXPECT_THAT(distribution("https-only"), spares(line));
}

TEST(JsonForm, OfOneResourceTwiceIsAnError) {
  EXPECT_THROW(judged(json("{'resource': {'aws_kms_key': [{'x': {'enable_key_rotation': true}}, {'x': "
                           "{'enable_key_rotation': false}}]}}")),
               parapet::Error);
  EXPECT_THROW(judged(json("{'resource': [{'aws_kms_key': {'x': {'enable_key_rotation': true, "
                           "'enable_key_rotation': false}}}]}")),
               parapet::Error);
}

TEST(JsonForm, OfResourcesInArraysIsNoHidingPlace) {
  EXPECT_THAT(judged(json("[{'resource': [[{'aws_kms_key': [[{'x': [{'enable_key_rotation': false}]}]]}]]}]")),
              refuses("kms:001 fail aws_kms_key.x enable_key_rotation = false"));
}

TEST(JsonForm, WithACommentThatClaimsToSuppressIsRefused) {
  for (const char* comment : {"'checkov:skip=CKV_AWS_7: reviewed'", "['parapet:ignore kms:001']",
                              "{'parapet': {'ignore': ['kms:001']}, 'exceptions': ['*']}",
                              "{'metadata': {'tier': 'none', 'exceptions': [{'requirement': 'kms:001'}]}}"}) {
    EXPECT_THAT(judged(resource("aws_kms_key", json("{'enable_key_rotation': false, '//': " + std::string(comment) +
                                                    ", 'tags': {'checkov:skip': 'CKV_AWS_7'}}"))),
                refuses("kms:001 fail aws_kms_key.x enable_key_rotation = false"));
  }
}

/// An exception for `production/a`, and documents whose comments say that they are it.
TEST(JsonForm, WithThePathOfAnotherConstructIsRefused) {
  const std::string exception = json(
      "[{'requirement': 'kms:001', 'stack': 'production', 'resource': 'production/a', 'reason': 'r', 'owner': 'o', "
      "'ticket': 't', 'expires': '2026-06-30', 'compensating_control': 'c'}]");
  const auto key = [](const std::string& name, const std::string& path) {
    return "'" + name + "': {'enable_key_rotation': false, '//': {'metadata': {'path': '" + path + "'}}}";
  };
  const auto document = [&](const std::string& keys) {
    return json("{'//': {'metadata': {'stackName': 'production'}}, 'resource': {'aws_kms_key': {" + keys + "}}}");
  };
  EXPECT_THAT(judged(document(key("a", "production/a")), Tier::baseline, exception), IsEmpty());
  EXPECT_THAT(judged(document(key("a", "production/a") + ", " + key("b", "production/a")), Tier::baseline, exception),
              refuses("kms:001 fail aws_kms_key.b enable_key_rotation = false"));
  EXPECT_THAT(judged(document(key("b", "production/a ")), Tier::baseline, exception),
              refuses("kms:001 fail aws_kms_key.b enable_key_rotation = false"));
}

TEST(JsonForm, OfAnAliasThatAnotherDocumentLooksUpIsRefused) {
  const std::string look_up = json("{'data': {'aws_alb_listener': {'y': {'arn': 'arn'}}}}");
  const std::string listener =
      resource("aws_alb_listener", json("{'port': 80, 'protocol': 'HTTP', 'default_action': {'type': 'forward'}}"));
  const std::string line = "elbv2:002 fail aws_alb_listener.x protocol = \"HTTP\"";
  EXPECT_THAT(judged_all({listener}), refuses(line));
  EXPECT_THAT(judged_all({look_up, listener}), refuses(line));
}

TEST(JsonForm, OfAnEphemeralValueIsUnknown) {
  EXPECT_THAT(judged(resource("aws_vpc_security_group_ingress_rule",
                              json("{'cidr_ipv4': '${ephemeral.aws_ssm_parameter.p.value}', 'ip_protocol': '-1'}"),
                              json(", 'ephemeral': {'aws_ssm_parameter': {'p': {'arn': 'a'}}}"))),
              refuses("vpc:001 unknown aws_vpc_security_group_ingress_rule.x cidr_ipv4"));
}

TEST(JsonForm, OfAValueThatADataSourceLooksUpIsUnknown) {
  for (const char* value : {"${data.aws_ssm_parameter.p.value}", "${data.external.p.result.cidr}",
                            "${data.terraform_remote_state.p.outputs.cidr}", "${data.http.p.response_body}"}) {
    EXPECT_THAT(judged(resource("aws_vpc_security_group_ingress_rule",
                                json("{'ip_protocol': '-1', 'cidr_ipv4': '" + std::string(value) + "'}"),
                                json(", 'data': {'aws_ssm_parameter': {'p': {'name': 'a'}}, 'external': {'p': "
                                     "{'program': ['p']}}, 'terraform_remote_state': {'p': {'backend': 's3'}}, "
                                     "'http': {'p': {'url': 'u'}}}"))),
                refuses("vpc:001 unknown aws_vpc_security_group_ingress_rule.x cidr_ipv4"))
        << value;
  }
}

}  // namespace
}  // namespace attack
