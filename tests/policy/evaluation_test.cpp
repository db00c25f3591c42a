#include "parapet/policy/evaluation.hpp"

#include <gtest/gtest.h>

#include "parapet/error.hpp"

namespace parapet::policy {
namespace {

constexpr const char* role = "arn:aws:iam::111122223333:role/app";

/// A statement that allows everything under a condition.
std::string under(const std::string& condition) {
  return R"({"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":)" +
         condition + "}}";
}

bool allowed_under(const std::string& condition, const RequestContext& context) {
  const Request request{.action = "s3:GetObject", .resource = "arn:aws:s3:::b/k", .context = context};
  return decide({read_policy(under(condition), "test")}, request) == Decision::allow;
}

struct ConditionCase {
  const char* condition;
  RequestContext context;
  bool holds;
};

void PrintTo(const ConditionCase& each, std::ostream* out) { *out << each.condition; }

class Conditions : public testing::TestWithParam<ConditionCase> {};

TEST_P(Conditions, HoldAsAwsDocumentsThem) {
  EXPECT_EQ(allowed_under(GetParam().condition, GetParam().context), GetParam().holds);
}

const ConditionCase condition_cases[] = {
    // Texts: exact, in any case, with wildcards.
    {R"({"StringEquals":{"k":"a"}})", {{"k", {"a"}}}, true},
    {R"({"StringEquals":{"k":"a"}})", {{"k", {"A"}}}, false},
    {R"({"StringEquals":{"k":["a","b"]}})", {{"k", {"b"}}}, true},
    {R"({"StringEquals":{"k":"a*"}})", {{"k", {"ab"}}}, false},
    {R"({"StringEquals":{"k":"a*"}})", {{"k", {"a*"}}}, true},
    {R"({"StringEquals":{"K":"a"}})", {{"k", {"a"}}}, true},
    {R"({"stringequals":{"k":"a"}})", {{"k", {"a"}}}, true},
    {R"({"StringEqualsIgnoreCase":{"k":"AbC"}})", {{"k", {"aBc"}}}, true},
    {R"({"StringEqualsIgnoreCase":{"k":"a*"}})", {{"k", {"ab"}}}, false},
    {R"({"StringNotEqualsIgnoreCase":{"k":"A"}})", {{"k", {"a"}}}, false},
    {R"({"StringLike":{"k":"a*c?"}})", {{"k", {"a/b/cd"}}}, true},
    {R"({"StringLike":{"k":"a*c?"}})", {{"k", {"abc"}}}, false},
    {R"({"StringLike":{"k":"A*"}})", {{"k", {"ab"}}}, false},
    {R"({"StringNotLike":{"k":["a*","b*"]}})", {{"k", {"b1"}}}, false},
    {R"({"StringNotLike":{"k":["a*","b*"]}})", {{"k", {"c1"}}}, true},
    // A missing key: positive tests fail, negated ones hold, IfExists holds.
    {R"({"StringEquals":{"k":"a"}})", {}, false},
    {R"({"StringEquals":{"k":"a"}})", {{"k", {}}}, false},
    {R"({"StringNotEquals":{"k":"a"}})", {}, true},
    {R"({"StringEqualsIfExists":{"k":"a"}})", {}, true},
    {R"({"StringEqualsIfExists":{"k":"a"}})", {{"k", {"b"}}}, false},
    {R"({"StringNotEqualsIfExists":{"k":"a"}})", {}, true},
    {R"({"StringLikeIfExists":{"k":"a*"}})", {{"k", {"ab"}}}, true},
    {R"({"ArnNotLike":{"aws:PrincipalArn":"arn:aws:iam::*:role/x"}})", {}, true},
    {R"({"NotIpAddress":{"aws:SourceIp":"10.0.0.0/8"}})", {}, true},
    {R"({"NumericLessThan":{"k":"5"}})", {}, false},
    {R"({"BoolIfExists":{"aws:MultiFactorAuthPresent":"true"}})", {}, true},
    {R"({"Null":{"k":"true"}})", {}, true},
    {R"({"Null":{"k":"true"}})", {{"k", {""}}}, false},
    {R"({"Null":{"k":"false"}})", {{"k", {"a"}}}, true},
    {R"({"Null":{"k":false}})", {}, false},
    // Several values of a key.
    {R"({"ForAnyValue:StringEquals":{"k":["a","b"]}})", {{"k", {"x", "b"}}}, true},
    {R"({"ForAnyValue:StringEquals":{"k":["a","b"]}})", {{"k", {"x", "y"}}}, false},
    {R"({"ForAnyValue:StringEquals":{"k":"a"}})", {}, false},
    {R"({"ForAnyValue:StringEqualsIfExists":{"k":"a"}})", {}, false},
    {R"({"ForAnyValue:StringNotEquals":{"k":"a"}})", {{"k", {"a", "b"}}}, true},
    {R"({"ForAnyValue:StringNotEquals":{"k":"a"}})", {{"k", {"a", "a"}}}, false},
    {R"({"ForAnyValue:StringNotEquals":{"k":"a"}})", {}, false},
    {R"({"ForAllValues:StringEquals":{"k":["a","b"]}})", {{"k", {"a", "b", "a"}}}, true},
    {R"({"ForAllValues:StringEquals":{"k":["a","b"]}})", {{"k", {"a", "c"}}}, false},
    {R"({"ForAllValues:StringEquals":{"k":"a"}})", {}, true},
    {R"({"ForAllValues:StringNotEquals":{"k":"a"}})", {{"k", {"b", "a"}}}, false},
    {R"({"ForAllValues:StringNotEquals":{"k":"a"}})", {{"k", {"b", "c"}}}, true},
    {R"({"ForAllValues:StringLike":{"aws:TagKeys":"cost-*"}})", {{"aws:TagKeys", {"cost-a", "cost-b"}}}, true},
    // ARNs: part by part, with wildcards in either operator.
    {R"({"ArnEquals":{"k":"arn:aws:iam::*:role/*"}})", {{"k", {role}}}, true},
    {R"({"ArnLike":{"k":"arn:aws:iam::*:role/app"}})", {{"k", {role}}}, true},
    {R"({"ArnLike":{"k":"arn:aws:iam::*:role/APP"}})", {{"k", {role}}}, false},
    {R"({"ArnLike":{"k":"arn:*:role/app"}})", {{"k", {role}}}, false},
    {R"({"ArnLike":{"k":"*"}})", {{"k", {role}}}, false},
    {R"({"ArnLike":{"k":"arn:aws:sns:*:111122223333:*"}})", {{"k", {"arn:aws:sns:eu-west-1:111122223333:a:b"}}}, true},
    {R"({"ArnLike":{"k":"arn:aws:iam::1111?2223333:role/app"}})", {{"k", {role}}}, true},
    {R"({"ArnNotLike":{"k":"arn:aws:iam::*:role/*"}})", {{"k", {role}}}, false},
    {R"({"ArnNotEquals":{"k":"arn:aws:iam::*:role/b"}})", {{"k", {role}}}, true},
    {R"({"ArnLike":{"k":"arn:aws:iam::*:role/app"}})", {{"k", {"no arn"}}}, false},
    // Numbers, dates, booleans, bytes, addresses.
    {R"({"NumericEquals":{"k":"10"}})", {{"k", {"10.0"}}}, true},
    {R"({"NumericNotEquals":{"k":10}})", {{"k", {"10"}}}, false},
    {R"({"NumericLessThan":{"k":"10"}})", {{"k", {"9"}}}, true},
    {R"({"NumericLessThan":{"k":"10"}})", {{"k", {"10"}}}, false},
    {R"({"NumericLessThanEquals":{"k":"10"}})", {{"k", {"10"}}}, true},
    {R"({"NumericGreaterThan":{"k":"10"}})", {{"k", {"10"}}}, false},
    {R"({"NumericGreaterThanEquals":{"k":"-1.5"}})", {{"k", {"-1.5"}}}, true},
    {R"({"DateLessThan":{"k":"2026-01-31T12:00:00Z"}})", {{"k", {"2026-01-31T11:59:59Z"}}}, true},
    {R"({"DateGreaterThan":{"k":"2026-01-31"}})", {{"k", {"2026-01-31T00:00:00Z"}}}, false},
    {R"({"DateGreaterThanEquals":{"k":"2026-01-31"}})", {{"k", {"2026-01-31T00:00:00Z"}}}, true},
    {R"({"DateLessThanEquals":{"k":"2026-01-31"}})", {{"k", {"2026-02-01"}}}, false},
    {R"({"DateEquals":{"k":"1970-01-02"}})", {{"k", {"86400"}}}, true},
    {R"({"DateNotEquals":{"k":"1970-01-02"}})", {{"k", {"86401"}}}, true},
    {R"({"Bool":{"k":"true"}})", {{"k", {"True"}}}, true},
    {R"({"Bool":{"k":false}})", {{"k", {"false"}}}, true},
    {R"({"Bool":{"k":"false"}})", {{"k", {"true"}}}, false},
    {R"({"BinaryEquals":{"k":"QmluYXJ5"}})", {{"k", {"QmluYXJ5"}}}, true},
    {R"({"BinaryEquals":{"k":"QmluYXJ5"}})", {{"k", {"qmluYXJ5"}}}, false},
    {R"({"IpAddress":{"k":"203.0.113.0/25"}})", {{"k", {"203.0.113.127"}}}, true},
    {R"({"IpAddress":{"k":"203.0.113.0/25"}})", {{"k", {"203.0.113.128"}}}, false},
    {R"({"IpAddress":{"k":"203.0.113.7"}})", {{"k", {"203.0.113.7"}}}, true},
    {R"({"IpAddress":{"k":"2001:db8::/32"}})", {{"k", {"2001:db8:1::1"}}}, true},
    {R"({"IpAddress":{"k":"0.0.0.0/0"}})", {{"k", {"2001:db8:1::1"}}}, false},
    {R"({"NotIpAddress":{"k":["10.0.0.0/8","192.168.0.0/16"]}})", {{"k", {"192.168.1.1"}}}, false},
    // All conditions of a statement, all keys of an operator.
    {R"({"StringEquals":{"k":"a","l":"b"}})", {{"k", {"a"}}}, false},
    {R"({"StringEquals":{"k":"a"},"Bool":{"l":"true"}})", {{"k", {"a"}}, {"l", {"true"}}}, true},
    {R"({"StringEquals":{"k":"a"},"Bool":{"l":"true"}})", {{"k", {"a"}}, {"l", {"false"}}}, false},
    // Variables.
    {R"({"StringEquals":{"k":"${aws:PrincipalTag/Team}"}})", {{"k", {"x"}}, {"aws:PrincipalTag/team", {"x"}}}, true},
    {R"({"StringEquals":{"k":"${aws:PrincipalTag/team}"}})", {{"k", {"x"}}}, false},
    {R"({"StringNotEquals":{"k":"${aws:PrincipalTag/team}"}})", {{"k", {"x"}}}, true},
    {R"({"StringEquals":{"k":"${aws:PrincipalTag/team, 'all'}"}})", {{"k", {"all"}}}, true},
    {R"({"StringEquals":{"k":"${aws:PrincipalTag/team, 'all'}"}})", {{"k", {"all"}}, {"aws:PrincipalTag/team", {"x"}}},
     false},
    {R"({"StringLike":{"k":"${aws:username}/*"}})", {{"k", {"eve/a"}}, {"aws:username", {"*"}}}, false},
    {R"({"StringLike":{"k":"a${*}b"}})", {{"k", {"a*b"}}}, true},
    {R"({"StringLike":{"k":"a${*}b"}})", {{"k", {"axb"}}}, false},
    {R"({"StringLike":{"k":"a${?}b*"}})", {{"k", {"a?bc"}}}, true},
    {R"({"StringEquals":{"k":"${$}{x}"}})", {{"k", {"${x}"}}}, true},
    {R"({"StringEquals":{"k":"${aws:TagKeys}"}})", {{"k", {"a"}}, {"aws:TagKeys", {"a", "b"}}}, false},
    {R"({"StringEquals":{"k":"${broken"}})", {{"k", {"${broken"}}}, false},
};

INSTANTIATE_TEST_SUITE_P(Rules, Conditions, testing::ValuesIn(condition_cases));

struct StatementCase {
  const char* statement;  ///< without `Effect`
  Request request;
  bool applies;
};

void PrintTo(const StatementCase& each, std::ostream* out) {
  *out << each.statement << " for " << each.request.action << " on " << each.request.resource;
}

class Statements : public testing::TestWithParam<StatementCase> {};

TEST_P(Statements, SpeakOfActionsResourcesAndPrincipals) {
  const PolicyView policy = read_policy(R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow",)" +
                                            std::string(GetParam().statement) + "}]}",
                                        "test");
  EXPECT_EQ(applies(policy.statements.front(), GetParam().request), GetParam().applies);
}

Request asks(std::string action, std::string resource = "*") {
  return {.action = std::move(action), .resource = std::move(resource)};
}

Request from(std::string type, std::string identifier) {
  return {.action = "sts:AssumeRole", .principals = {{std::move(type), std::move(identifier)}}};
}

const StatementCase statement_cases[] = {
    {R"("Action":"s3:GetObject","Resource":"*")", asks("S3:getobject", "arn:aws:s3:::b/k"), true},
    {R"("Action":"s3:Get*","Resource":"*")", asks("s3:PutObject", "arn:aws:s3:::b/k"), false},
    {R"("Action":"s3:*Acl","Resource":"*")", asks("s3:PutObjectAcl", "arn:aws:s3:::b/k"), true},
    {R"("Action":"*","Resource":"*")", asks("iam:CreateUser"), true},
    {R"("NotAction":["s3:Get*","iam:*"],"Resource":"*")", asks("s3:GetObject"), false},
    {R"("NotAction":["s3:Get*","iam:*"],"Resource":"*")", asks("s3:PutObject"), true},
    {R"("NotAction":"iam:*","Resource":"*")", asks("iamx:Do"), true},
    {R"("Action":"*","Resource":"arn:aws:s3:::b/*")", asks("s3:GetObject", "arn:aws:s3:::b/k/l"), true},
    {R"("Action":"*","Resource":"arn:aws:s3:::b/*")", asks("s3:GetObject", "arn:aws:s3:::B/k"), false},
    {R"("Action":"*","Resource":"arn:aws:s3:::b/*")", asks("s3:ListAllMyBuckets"), false},
    {R"("Action":"*","Resource":"arn:aws:sqs")", asks("sqs:SendMessage", "arn:aws:sqs:eu-west-1:1:q"), true},
    {R"("Action":"*","Resource":"arn:*:q")", asks("sqs:SendMessage", "arn:aws:sqs:eu-west-1:1:q"), false},
    {R"("Action":"*","NotResource":"arn:aws:s3:::b/*")", asks("s3:GetObject", "arn:aws:s3:::b/k"), false},
    {R"("Action":"*","NotResource":"arn:aws:s3:::b/*")", asks("s3:GetObject", "arn:aws:s3:::c/k"), true},
    {R"("Action":"*","Resource":"arn:aws:s3:::${*}")", asks("s3:GetObject", "arn:aws:s3:::b"), false},
    {R"("Action":"*","Resource":"arn:aws:s3:::home/${aws:username}/*")", asks("s3:GetObject", "arn:aws:s3:::home/e/x"),
     false},
    {R"("Action":"*","Resource":"arn:aws:s3:::home/${aws:username}/*")",
     {.action = "s3:GetObject", .resource = "arn:aws:s3:::home/e/x", .context = {{"aws:username", {"e"}}}}, true},
    {R"("Action":"*","Principal":"*")", from("AWS", role), true},
    {R"("Action":"*","Principal":{"AWS":"arn:aws:iam::111122223333:role/app"})", from("AWS", role), true},
    {R"("Action":"*","Principal":{"AWS":"arn:aws:iam::111122223333:role/a*"})", from("AWS", role), false},
    {R"("Action":"*","Principal":{"AWS":"arn:aws:iam::111122223333:root"})", from("AWS", role), true},
    {R"("Action":"*","Principal":{"AWS":"111122223333"})", from("AWS", role), true},
    {R"("Action":"*","Principal":{"AWS":"444455556666"})", from("AWS", role), false},
    {R"("Action":"*","Principal":{"AWS":"*"})", from("AWS", role), true},
    {R"("Action":"*","Principal":{"Service":"ec2.amazonaws.com"})", from("Service", "ec2.amazonaws.com"), true},
    {R"("Action":"*","Principal":{"Service":"ec2.amazonaws.com"})", from("AWS", "ec2.amazonaws.com"), false},
    {R"("Action":"*","Principal":{"Federated":["a","b"]})", from("Federated", "b"), true},
    {R"("Action":"*","NotPrincipal":{"AWS":"arn:aws:iam::111122223333:role/app"})", from("AWS", role), false},
    {R"("Action":"*","NotPrincipal":{"AWS":"arn:aws:iam::111122223333:role/b"})", from("AWS", role), true},
    {R"("Action":"*","Principal":{"AWS":"111122223333"})", asks("sts:AssumeRole"), false},
};

INSTANTIATE_TEST_SUITE_P(Rules, Statements, testing::ValuesIn(statement_cases));

TEST(Decide, DenialPrevailsOverPermissionWhateverTheOrder) {
  const PolicyView allow =
      read_policy(R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]})", "allow");
  const PolicyView deny = read_policy(
      R"({"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"s3:Delete*","Resource":"*"}]})", "deny");
  EXPECT_EQ(decide({allow, deny}, asks("s3:DeleteBucket")), Decision::explicit_deny);
  EXPECT_EQ(decide({deny, allow}, asks("s3:DeleteBucket")), Decision::explicit_deny);
  EXPECT_EQ(decide({deny, allow}, asks("s3:CreateBucket")), Decision::allow);
  EXPECT_EQ(decide({deny}, asks("s3:CreateBucket")), Decision::implicit_deny);
  EXPECT_EQ(decide({}, asks("s3:CreateBucket")), Decision::implicit_deny);
}

std::string complaint_of(const std::string& condition, const RequestContext& context) {
  try {
    allowed_under(condition, context);
  } catch (const Error& error) {
    return error.what();
  }
  return "none";
}

TEST(Decide, ConditionsThatCannotBeEvaluatedAreErrors) {
  EXPECT_EQ(complaint_of(R"({"StringEquals":{"k":"a"}})", {{"k", {"a", "b"}}}),
            "the condition key `k` has several values; ask with ForAnyValue or ForAllValues");
  EXPECT_EQ(complaint_of(R"({"NumericEquals":{"k":"1x"}})", {{"k", {"1"}}}),
            "`1x` is no number; write it with digits");
  EXPECT_EQ(complaint_of(R"({"NumericEquals":{"k":"inf"}})", {{"k", {"1"}}}),
            "`inf` is no number; write it with digits");
  EXPECT_EQ(complaint_of(R"({"DateEquals":{"k":"2026-02-30"}})", {{"k", {"2026-01-01"}}}),
            "`2026-02-30` is no date; write it like 2026-01-31 or 2026-01-31T12:00:00Z");
  EXPECT_EQ(complaint_of(R"({"IpAddress":{"k":"10.0.0.0/33"}})", {{"k", {"10.0.0.1"}}}),
            "`/33` is no length of a network; write 0 to 32");
  EXPECT_EQ(complaint_of(R"({"IpAddress":{"k":"example.com"}})", {{"k", {"10.0.0.1"}}}),
            "`example.com` is no address; write it like 203.0.113.7 or 2001:db8::1");
  EXPECT_EQ(complaint_of(R"({"StringEquals":{"k":"a"}})", {{"k", {"a\x02"}}}),
            "a request holds a control character; give the text without it");
  StatementView statement{.allows = Answer::yes, .actions = {.values = {"*"}, .present = true}};
  statement.conditions.push_back({"StringEqual", "k", {.values = {"a"}, .present = true}});
  EXPECT_THROW(applies(statement, asks("s3:GetObject")), Error);
}

std::string refusal_of(const std::string& json) {
  try {
    read_policy(json, "p.json");
  } catch (const Error& error) {
    return error.what();
  }
  return "none";
}

std::string refusal_of_statement(const std::string& statement) {
  return refusal_of(R"({"Version":"2012-10-17","Statement":[)" + statement + "]}");
}

TEST(ReadPolicy, RefusesWhatIsNoPolicy) {
  EXPECT_EQ(refusal_of("[]"), "p.json: a policy must be an object");
  EXPECT_EQ(refusal_of(R"({"Statement":[]})"), "p.json: `Version` must be \"2012-10-17\"");
  EXPECT_EQ(refusal_of(R"({"Version":"2012-10-17"})"), "p.json: `Statement` must be an object or a list of objects");
  EXPECT_EQ(refusal_of(R"({"Version":"2012-10-17","Statement":[]})"), "p.json: `Statement` must not be empty");
  EXPECT_EQ(refusal_of(R"({"Version":"2012-10-17","Statements":[]})"),
            "p.json: unknown member `Statements`; did you mean \"Statement\"?");
  EXPECT_EQ(refusal_of(R"({"Version":"2012-10-17","Version":"2012-10-17","Statement":[]})"),
            "p.json: a key stands twice in one object; keep one of them");
  EXPECT_TRUE(refusal_of("{").starts_with("p.json: is no JSON: line 1: ")) << refusal_of("{");
}

TEST(ReadPolicy, RefusesStatementsThatAwsRefuses) {
  EXPECT_EQ(refusal_of_statement("1"), "p.json: statement 1: a statement must be an object");
  EXPECT_EQ(refusal_of_statement(R"({"Effect":"allow","Action":"*"})"),
            "p.json: statement 1: `Effect` must be \"Allow\" or \"Deny\"");
  EXPECT_EQ(refusal_of_statement(R"({"Effect":"Allow","Resource":"*"})"),
            "p.json: statement 1: needs exactly one of `Action` and `NotAction`");
  EXPECT_EQ(refusal_of_statement(R"({"Effect":"Allow","Action":"*","NotAction":"s3:*"})"),
            "p.json: statement 1: needs exactly one of `Action` and `NotAction`");
  EXPECT_EQ(refusal_of_statement(R"({"Effect":"Allow","Action":"*","Resource":"*","NotResource":"*"})"),
            "p.json: statement 1: has both `Resource` and `NotResource`; keep one of them");
  EXPECT_EQ(refusal_of_statement(R"({"Effect":"Allow","Action":"*:UntagResource"})"),
            "p.json: statement 1: `*:UntagResource` names no service; write `*` or `service:Action`");
  EXPECT_EQ(refusal_of_statement(R"({"Effect":"Allow","Action":"*","Resource":null})"),
            "p.json: statement 1: `Resource` is null; leave it out");
  EXPECT_EQ(refusal_of_statement(R"({"Effect":"Allow","Action":[]})"),
            "p.json: statement 1: `Action` must not be empty");
  EXPECT_EQ(refusal_of_statement(R"({"Effect":"Allow","Action":{"a":1}})"),
            "p.json: statement 1: `Action` must be a string or a list of strings");
  EXPECT_EQ(refusal_of_statement(R"({"Effect":"Allow","Action":"s3:\u0001"})"),
            "p.json: statement 1: `Action` holds a control character; AWS takes none");
  EXPECT_EQ(refusal_of_statement(R"({"Effect":"Allow","Action":"*","Condition":{"StringEqual":{"k":"a"}}})"),
            "p.json: statement 1: unknown condition operator `StringEqual`; did you mean \"StringEquals\"?");
  EXPECT_EQ(refusal_of_statement(R"({"Effect":"Allow","Action":"*","Condition":{"ForAnyValue:Null":{"k":"true"}}})"),
            "p.json: statement 1: unknown condition operator `ForAnyValue:Null`");
  EXPECT_EQ(refusal_of_statement(R"({"Effect":"Allow","Action":"*","Principal":{"Aws":"*"}})"),
            "p.json: statement 1: unknown member `Aws`; did you mean \"AWS\"?");
}

}  // namespace
}  // namespace parapet::policy
