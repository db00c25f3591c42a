#include "bypass/foreign.hpp"

/// Bad values behind Terraform's expressions, in the resources of many services.
namespace attack {
namespace {

struct Guarded {
  const char* type;
  const char* attribute;
  const char* bad;   ///< as HCL
  const char* good;  ///< as HCL
  const char* requirement;
};

const std::vector<Guarded> guarded = {
    {"aws_redshift_cluster", "publicly_accessible", "true", "false", "redshift:001"},
    {"aws_dms_replication_instance", "publicly_accessible", "true", "false", "dms:001"},
    {"aws_mq_broker", "publicly_accessible", "true", "false", "mq:001"},
    {"aws_subnet", "map_public_ip_on_launch", "true", "false", "vpc:017"},
    {"aws_docdb_cluster", "storage_encrypted", "false", "true", "docdb:001"},
    {"aws_efs_file_system", "encrypted", "false", "true", "efs:001"},
    {"aws_cloudtrail", "enable_log_file_validation", "false", "true", "cloudtrail:002"},
    {"aws_memorydb_cluster", "tls_enabled", "false", "true", "memorydb:002"},
    {"aws_cognito_identity_pool", "allow_unauthenticated_identities", "true", "false", "cognito:036"},
    {"aws_lambda_function_url", "authorization_type", "\"NONE\"", "\"AWS_IAM\"", "lambda:015"},
    {"aws_sagemaker_notebook_instance", "direct_internet_access", "\"Enabled\"", "\"Disabled\"", "sagemaker:001"},
    {"aws_kinesis_stream", "encryption_type", "\"NONE\"", "\"KMS\"", "kinesis:002"},
    {"aws_s3_object", "acl", "\"public-read\"", "\"private\"", "s3:036"},
    {"aws_ec2_managed_prefix_list_entry", "cidr", "\"0.0.0.0/0\"", "\"10.0.0.0/8\"", "vpc:008"},
};

/// `B` is the bad value and `G` the good one; what comes out is bad, or may be.
struct Disguise {
  const char* name;
  const char* status;
  const char* expression;
  const char* rest = "";
};

const std::vector<Disguise> disguises = {
    {"Plain", "fail", "B"},
    {"Local", "fail", "local.v", ", \"locals\": {\"v\": \"${B}\"}"},
    {"ChainOfLocals", "fail", "local.w.x[0]", ", \"locals\": {\"v\": \"${B}\", \"w\": {\"x\": [\"${local.v}\"]}}"},
    {"VariableWithABadDefault", "fail", "local.v",
     ", \"variable\": {\"v\": {\"default\": \"=B\"}}, \"locals\": {\"v\": \"${var.v}\"}"},
    {"VariableThatIsValidated", "fail", "var.v",
     ", \"variable\": {\"v\": {\"default\": \"=B\", \"validation\": {\"condition\": \"${var.v == G}\", "
     "\"error_message\": \"m\"}}}"},
    {"VariableWithoutDefault", "unknown", "var.v", ", \"variable\": {\"v\": {}}"},
    {"VariableThatNobodyDeclared", "unknown", "var.v"},
    {"ConditionThatHolds", "fail", "1 < 2 ? B : G"},
    {"ConditionOverADefault", "fail", "var.v ? B : G", ", \"variable\": {\"v\": {\"default\": true}}"},
    {"ConditionThatNobodyKnows", "unknown", "terraform.workspace == \"prod\" ? G : B"},
    {"ConditionWithTwoBadEnds", "fail", "terraform.workspace == \"prod\" ? B : B"},
    {"ConditionInACondition", "unknown", "var.v ? (var.w ? B : G) : G", ", \"variable\": {\"v\": {}, \"w\": {}}"},
    {"Coalesce", "fail", "coalesce(null, B, G)"},
    {"CoalesceAfterAnUnknown", "unknown", "coalesce(var.v, G)", ", \"variable\": {\"v\": {}}"},
    {"Try", "fail", "try(B, G)"},
    {"TryOfWhatMayFail", "unknown", "try(var.v.missing, B)", ", \"variable\": {\"v\": {}}"},
    {"Lookup", "fail", "lookup({a = B}, \"a\", G)"},
    {"LookupOfWhatIsMissing", "fail", "lookup({b = G}, \"a\", B)"},
    {"Merge", "fail", "merge({v = G}, {v = B}).v"},
    {"MergeWithAnUnknown", "unknown", "merge({v = G}, var.more).v", ", \"variable\": {\"more\": {}}"},
    {"Element", "fail", "element([G, B], 3)"},
    {"Index", "fail", "[G, B][1]"},
    {"Splat", "fail", "([{v = B}][*].v)[0]"},
    {"SplatOfAttributes", "fail", "[{v = B}].*.v[0]"},
    {"SplatThatLooksGood", "fail", "([{v = [G, G]}, {v = [B, G]}][*].v)[1][0]"},
    {"Reverse", "fail", "reverse([G, B])[0]"},
    {"Slice", "fail", "slice([G, B, G], 1, 2)[0]"},
    {"Flatten", "fail", "flatten([[G], [[B]]])[1]"},
    {"Concat", "fail", "concat([G], [B])[1]"},
    {"Values", "fail", "values({a = G, b = B})[1]"},
    {"Zipmap", "fail", "zipmap([\"a\", \"b\"], [G, B]).b"},
    {"One", "fail", "one([B])"},
    {"ForExpression", "fail", "[for v in [G, B] : v if v == B][0]"},
    {"ForObject", "fail", "{for k, v in {a = G, b = B} : k => v}[\"b\"]"},
    {"JsonDecode", "fail", "jsondecode(jsonencode({v = B})).v"},
    {"YamlDecode", "unknown", "yamldecode(\"v: 1\").v"},
    {"Base64", "unknown", "base64decode(\"dHJ1ZQ==\")"},
    {"Regex", "unknown", "regex(\"true\", \"true\")"},
    {"TemplateFile", "unknown", "templatefile(\"f.tpl\", {v = B})"},
    {"File", "unknown", "trimspace(file(\"f.txt\"))"},
    {"FunctionOfAProvider", "unknown", "provider::local::direxists(\"x\")"},
    {"Directive", "fail", "\"%{ if true }${B}%{ else }${G}%{ endif }\""},
    {"DirectiveThatNobodyKnows", "unknown", "\"%{ if var.v }${B}%{ else }${G}%{ endif }\"",
     ", \"variable\": {\"v\": {}}"},
    {"DirectiveWithTrims", "fail", "\"%{ if true ~} ${B}%{ endif ~} \""},
    {"LoopOfDirectives", "fail", "\"%{ for v in [B] }${v}%{ endfor }\""},
    {"Format", "fail", "format(\"%s\", B)"},
    {"Join", "fail", "join(\"\", [tostring(B)])"},
    {"Split", "fail", "split(\",\", \"x,${B}\")[1]"},
    {"Replace", "fail", "replace(\"x${B}\", \"x\", \"\")"},
    {"ReplaceByRegex", "unknown", "replace(tostring(B), \"/x/\", \"\")"},
    {"Substring", "fail", "substr(\"x${B}\", 1, -1)"},
    {"Trim", "fail", "trimprefix(\"x${B}\", \"x\")"},
    {"Template", "fail", "\"${B}\""},
    {"Sensitive", "fail", "nonsensitive(sensitive(B))"},
    {"AttributeOfAnotherResource", "fail", "terraform_data.d.triggers_replace",
     ", \"resource\": {\"terraform_data\": {\"d\": {\"triggers_replace\": \"${B}\"}}}"},
    {"OutputOfAModule", "unknown", "module.m.v", ", \"module\": {\"m\": {\"source\": \"./m\", \"v\": \"${G}\"}}"},
    {"DataSource", "unknown", "data.external.d.result.v", ", \"data\": {\"external\": {\"d\": {\"program\": [\"p\"]}}}"},
    {"LocalsInACircle", "unknown", "local.v", ", \"locals\": {\"v\": \"${local.w}\", \"w\": \"${local.v}\"}"},
};

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
  return text;
}

/// `B` and `G` as whole words.
std::string filled(const std::string& text, const std::string& bad, const std::string& good) {
  std::string result;
  const auto is_word = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool alone =
        (i == 0 || !is_word(text[i - 1])) && (i + 1 == text.size() || !is_word(text[i + 1]));
    if (alone && (text[i] == 'B' || text[i] == 'G')) {
      result += text[i] == 'B' ? bad : good;
    } else {
      result += text[i];
    }
  }
  return result;
}

std::vector<std::string> judge(const Guarded& where, const Disguise& how, const std::string& bad,
                               const std::string& good) {
  const std::string value = "${" + filled(how.expression, bad, good) + "}";
  // Values inside of the other blocks stand in strings of their own.
  std::string rest = replaced(how.rest, "\"=B\"", bad);
  rest = filled(rest, replaced(bad, "\"", "\\\""), replaced(good, "\"", "\\\""));
  return judged(
      json("{'resource': [{'" + std::string(where.type) + "': {'x': {'" + where.attribute + "': ") + quoted(value) +
      "}}}" +
      (rest.rfind(", \"resource\": ", 0) == 0 ? ", " + rest.substr(14, rest.size() - 14) + "]" : "]" + rest) + "}");
}

class Expression : public testing::TestWithParam<Disguise> {};
void PrintTo(const Disguise& disguise, std::ostream* out) { *out << disguise.name; }

TEST_P(Expression, IsSeenThroughInEveryService) {
  for (const Guarded& where : guarded) {
    EXPECT_THAT(judge(where, GetParam(), where.bad, where.good),
                refuses(std::string(where.requirement) + " " + GetParam().status + " " + where.type + ".x " +
                        where.attribute + " = "));
  }
}

TEST_P(Expression, IsSparedWhenBothEndsAreGood) {
  if (std::string(GetParam().status) == "unknown") return;
  for (const Guarded& where : guarded)
    EXPECT_THAT(judge(where, GetParam(), where.good, where.good), spares(where.requirement)) << where.type;
}

INSTANTIATE_TEST_SUITE_P(Bypass, Expression, testing::ValuesIn(disguises),
                         [](const auto& info) { return std::string(info.param.name); });

/// Instances: one of many is bad.
struct Repeated {
  const char* name;
  const char* status;
  const char* members;  ///< with `A` for the attribute
  const char* rest = "";
};
void PrintTo(const Repeated& repeated, std::ostream* out) { *out << repeated.name; }

class Instance : public testing::TestWithParam<Repeated> {};

TEST_P(Instance, IsJudgedOneByOne) {
  for (const Guarded& where : guarded) {
    std::string members = replaced(GetParam().members, "A:", std::string("\"") + where.attribute + "\":");
    members = filled(members, replaced(where.bad, "\"", "\\\""), replaced(where.good, "\"", "\\\""));
    EXPECT_THAT(judged(resource(where.type, "{" + members + "}", GetParam().rest)),
                refuses(std::string(where.requirement) + " " + GetParam().status + " " + where.type + ".x " +
                        where.attribute + " = "));
  }
}

INSTANTIATE_TEST_SUITE_P(
    Bypass, Instance,
    testing::Values(
        Repeated{"OneOfAMap", "fail", R"("for_each": {"a": "${G}", "b": "${B}"}, A: "${each.value}")"},
        Repeated{"OneOfAMapOfObjects", "fail",
                 R"("for_each": {"a": {"v": "${G}"}, "b": {"v": "${B}"}}, A: "${each.value.v}")"},
        Repeated{"LookupWithDefault", "fail",
                 R"("for_each": {"a": {"v": "${G}"}, "b": {}}, A: "${lookup(each.value, \"v\", B)}")"},
        Repeated{"ByKey", "fail", R"("for_each": {"a": 1, "b": 2}, A: "${each.key == \"b\" ? B : G}")"},
        Repeated{"ByIndex", "fail", R"("count": 3, A: "${count.index == 2 ? B : G}")"},
        Repeated{"ByIndexOfAList", "fail", R"("count": 2, A: "${[G, B][count.index]}")"},
        Repeated{"ByIndexInAString", "fail", R"("count": "2", A: "${element([G, B], count.index)}")"},
        Repeated{"CountOfABoolean", "fail", R"("count": "${var.on ? 1 : 0}", A: "${B}")",
                 R"(, "variable": {"on": {"default": false}})"},
        Repeated{"CountOfAnUnknown", "fail", R"("count": "${var.on ? 1 : 0}", A: "${B}")",
                 R"(, "variable": {"on": {}})"},
        Repeated{"ForEachOfAnUnknown", "unknown", R"("for_each": "${var.all}", A: "${each.value}")",
                 R"(, "variable": {"all": {}})"},
        Repeated{"ForEachOfAnEmptyDefault", "fail", R"("for_each": "${var.all}", A: "${B}")",
                 R"(, "variable": {"all": {"default": {}}})"},
        Repeated{"ForEachOfAMerge", "fail",
                 R"("for_each": "${merge({a = G}, {b = B})}", A: "${each.value}")"},
        Repeated{"Provider", "fail", R"("provider": "aws.other", A: "${B}")",
                 R"(, "provider": {"aws": [{}, {"alias": "other", "region": "us-east-1"}]})"},
        Repeated{"Lifecycle", "fail", R"("lifecycle": {"prevent_destroy": true, "ignore_changes": "all"}, A: "${B}")"},
        Repeated{"DependsOn", "fail", R"("depends_on": ["aws_s3_bucket.b"], A: "${B}")"}),
    [](const auto& info) { return std::string(info.param.name); });

}  // namespace
}  // namespace attack
