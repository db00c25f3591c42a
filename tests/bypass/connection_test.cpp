#include "bypass/foreign.hpp"

/// Protecting resources that only pretend to protect.
namespace attack {
namespace {

struct Pretence {
  const char* name;
  std::string protector;  ///< members of the protecting resource
  const char* status;     ///< empty: it protects
  std::string ours = {};  ///< more members of the protected one
  std::string rest = {};  ///< more of the document
};
void PrintTo(const Pretence& pretence, std::ostream* out) { *out << pretence.name; }

const std::string on = ", 'variable': {'on': {'type': 'bool'}}";
const std::string off_by_default = ", 'variable': {'on': {'type': 'bool', 'default': false}}";
const std::string nothing_by_default = ", 'variable': {'on': {'default': {}}}";
const std::string conditional = "'count': '${var.on ? 1 : 0}', ";

void expect(const std::vector<std::string>& lines, const char* requirement, const char* status,
            const std::string& address) {
  const std::string line = std::string(requirement) + " ";
  if (*status == '\0') {
    EXPECT_THAT(lines, spares(line));
  } else {
    EXPECT_THAT(lines, refuses(line + status + " " + address + " "));
  }
}

class PublicAccessBlock : public testing::TestWithParam<Pretence> {};

TEST_P(PublicAccessBlock, IsLookedAtClosely) {
  const std::string text =
      json("{'resource': {'aws_s3_bucket': {'b': {'bucket': 'acme'" + GetParam().ours +
           "}, 'other': {'bucket': 'other'}}, 'aws_s3_bucket_public_access_block': {'other': {'bucket': "
           "'${aws_s3_bucket.other.id}', 'block_public_acls': true, 'block_public_policy': true, "
           "'ignore_public_acls': true, 'restrict_public_buckets': true}, 'p': {'block_public_acls': true, "
           "'block_public_policy': true, 'ignore_public_acls': true, 'restrict_public_buckets': true, " +
           GetParam().protector + "}}}" + GetParam().rest + "}");
  expect(judged(text), "s3:001", GetParam().status, "aws_s3_bucket.b");
}

const std::string ours = "'bucket': '${aws_s3_bucket.b.id}'";

INSTANTIATE_TEST_SUITE_P(
    Bypass, PublicAccessBlock,
    testing::Values(
        Pretence{"Honest", ours, ""}, Pretence{"ByName", "'bucket': 'acme'", ""},
        Pretence{"OfAnotherBucket", "'bucket': '${aws_s3_bucket.other.id}'", "fail"},
        Pretence{"OfAnotherName", "'bucket': 'acme '", "fail"},
        Pretence{"ByAnotherAttribute", "'bucket': '${aws_s3_bucket.b.region}'", "fail"},
        Pretence{"OfATypeOfTheSameName", "'bucket': '${aws_s3_directory_bucket.b.id}'", "fail", "",
                 ", 'resource': {'aws_s3_directory_bucket': {'b': {}}}"},
        Pretence{"CountOfZero", "'count': 0, " + ours, "fail"},
        Pretence{"CountOfZeroInAString", "'count': '0', " + ours, "fail"},
        Pretence{"EmptyForEach", "'for_each': {}, " + ours, "fail"},
        Pretence{"EmptySet", "'for_each': '${toset([])}', " + ours, "fail"},
        Pretence{"UnknownCondition", conditional + ours, "unknown", "", on},
        Pretence{"ConditionThatIsFalseByDefault", conditional + ours, "unknown", "", off_by_default},
        Pretence{"ForEachThatIsEmptyByDefault", "'for_each': '${var.on}', " + ours, "unknown", "", nothing_by_default},
        Pretence{"OnlyInOneWorkspace", "'count': '${terraform.workspace == \\'prod\\' ? 1 : 0}', " + ours, "unknown"},
        Pretence{"CountOfWhatNobodyKnows", "'count': '${length(data.aws_instances.i.ids)}', " + ours, "unknown"},
        Pretence{"ByNameAndConditional", conditional + "'bucket': 'acme'", "unknown", "", off_by_default},
        Pretence{"OneOfTwoBuckets", "'bucket': '${var.on ? aws_s3_bucket.b.id : aws_s3_bucket.other.id}'", "unknown",
                 "", on},
        Pretence{"OfOneInstanceOnly", "'bucket': '${aws_s3_bucket.b[0].id}'", "fail", ", 'count': 2"},
        Pretence{"ForEachOfTheSame", "'for_each': '${var.on}', 'bucket': '${aws_s3_bucket.b[each.key].id}'", "",
                 ", 'for_each': '${var.on}'", nothing_by_default},
        Pretence{"CountOfTheSame", conditional + "'bucket': '${aws_s3_bucket.b[count.index].id}'", "",
                 ", 'count': '${var.on ? 1 : 0}'", on},
        Pretence{"CountOfAnotherCondition", "'count': '${var.off ? 1 : 0}', 'bucket': "
                                            "'${aws_s3_bucket.b[count.index].id}'",
                 "unknown", ", 'count': '${var.on ? 1 : 0}'", on + ", 'locals': {}"}),
    [](const auto& info) { return std::string(info.param.name); });

/// The same for other services: protected type, protecting type, the attribute that points.
struct Pair {
  const char* requirement;
  const char* type;
  const char* protector;
  const char* attribute;
  const char* target;
  Tier tier = Tier::baseline;
};
void PrintTo(const Pair& pair, std::ostream* out) { *out << pair.requirement; }

class Protector : public testing::TestWithParam<Pair> {
 protected:
  static std::vector<std::string> judge(const std::string& members, const std::string& rest = "",
                                        const std::string& target = "x") {
    return judged(json("{'resource': {'" + std::string(GetParam().type) + "': {'x': {}, 'y': {'count': 0}}, '" +
                       GetParam().protector + "': {'p': {" + members + "'" + GetParam().attribute + "': '${" +
                       GetParam().type + "." + target + "." + GetParam().target + "}'}}}" + rest + "}"),
                  GetParam().tier);
  }
  static std::string line(const char* status) {
    return std::string(GetParam().requirement) + " " + status + " " + GetParam().type + ".x";
  }
};

TEST_P(Protector, ProtectsWhenItIsThere) { EXPECT_THAT(judge(""), spares(GetParam().requirement)); }
TEST_P(Protector, OfAnotherIsNone) { EXPECT_THAT(judge("", "", "y"), refuses(line("fail"))); }
TEST_P(Protector, ThatIsNotThereIsNone) {
  EXPECT_THAT(judge("'count': 0, "), refuses(line("fail")));
  EXPECT_THAT(judge("'for_each': [], "), refuses(line("fail")));
}
TEST_P(Protector, ThatMayNotBeThereIsUnknown) {
  EXPECT_THAT(judge(conditional, on), refuses(line("unknown")));
  EXPECT_THAT(judge(conditional, off_by_default), refuses(line("unknown")));
}

INSTANTIATE_TEST_SUITE_P(
    Bypass, Protector,
    testing::Values(Pair{"ecr:006", "aws_ecr_repository", "aws_ecr_lifecycle_policy", "repository", "name"},
                    Pair{"route53:001", "aws_route53_zone", "aws_route53_hosted_zone_dnssec", "hosted_zone_id",
                         "zone_id", Tier::sensitive},
                    Pair{"route53:002", "aws_route53_zone", "aws_route53_query_log", "zone_id", "zone_id"},
                    Pair{"networkfirewall:006", "aws_networkfirewall_firewall",
                         "aws_networkfirewall_logging_configuration", "firewall_arn", "arn"},
                    Pair{"vpc:035", "aws_vpc", "aws_default_security_group", "vpc_id", "id"},
                    Pair{"wafv2:009", "aws_wafv2_web_acl", "aws_wafv2_web_acl_logging_configuration", "resource_arn",
                         "arn"},
                    Pair{"config:005", "aws_config_configuration_recorder",
                         "aws_config_configuration_recorder_status", "name", "name"}));

/// A block in another stack that has the same name may be in another account.
TEST(Connection, ByNameFromAnotherDocumentIsNone) {
  const std::string bucket = resource("aws_s3_bucket", json("{'bucket': 'acme'}"));
  const std::string block =
      resource("aws_s3_bucket_public_access_block",
               json("{'bucket': 'acme', 'block_public_acls': true, 'block_public_policy': true, "
                    "'ignore_public_acls': true, 'restrict_public_buckets': true}"));
  EXPECT_THAT(judged_all({bucket, block}), refuses("s3:001 fail aws_s3_bucket.x"));
}

}  // namespace
}  // namespace attack
