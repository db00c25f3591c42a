#include "bypass/foreign.hpp"

/// Something insecure in a plan, and plans that say two things at once.
namespace attack {
namespace {

using testing::HasSubstr;

constexpr const char* database = "'address': 'aws_db_instance.x', 'mode': 'managed', 'type': 'aws_db_instance', 'name': 'x'";
constexpr const char* rule =
    "'address': 'aws_vpc_security_group_ingress_rule.x', 'mode': 'managed', 'type': 'aws_vpc_security_group_ingress_rule', "
    "'name': 'x'";

/// A resource with more members; `who` says its address, mode, type and name.
std::string resource_in_plan(const std::string& members, const std::string& who = database) {
  return "{" + who + ", " + members + "}";
}

std::string change(const std::string& members, const std::string& who = database) {
  return resource_in_plan("'change': {" + members + "}", who);
}

/// A plan of changes; `root` are resources of the configuration, `module` more members of its root module, `rest` of the
/// plan.
std::string plan(const std::string& changes, const std::string& root = "",
                 const std::string& rest = ", 'planned_values': {}", const std::string& module = "") {
  return json("{'format_version': '1.2', 'resource_changes': [" + changes + "], 'configuration': {'root_module': {" +
              module + "'resources': [" + root + "]}}" + rest + "}");
}

constexpr const char* open_after = "'after': {'publicly_accessible': true}, 'after_unknown': {'arn': true}";
constexpr const char* shut_after = "'after': {'publicly_accessible': false}";
constexpr const char* open_line = "rds:001 fail aws_db_instance.x publicly_accessible = true";

std::string done(const std::string& actions, const std::string& more = "") {
  return plan(change("'actions': [" + actions + "], " + open_after + more));
}

struct Form {
  const char* name;
  std::string text;
  const char* line = open_line;
};
void PrintTo(const Form& form, std::ostream* out) { *out << form.name; }

class PlannedDatabase : public testing::TestWithParam<Form> {};

TEST_P(PlannedDatabase, IsRefused) { EXPECT_THAT(judged(GetParam().text), refuses(GetParam().line)); }

INSTANTIATE_TEST_SUITE_P(
    Bypass, PlannedDatabase,
    testing::Values(
        Form{"Created", done("'create'")}, Form{"Updated", done("'update'")}, Form{"LeftAlone", done("'no-op'")},
        Form{"Replaced", done("'delete', 'create'")}, Form{"ReplacedFirst", done("'create', 'delete'")},
        Form{"ReplacedAndForgotten", done("'create', 'forget'")}, Form{"Read", done("'read'")},
        Form{"DoneSomethingNewTo", done("'adopt'")}, Form{"Imported", done("'no-op'", ", 'importing': {'id': 'db-1'}")},
        Form{"ImportedWithGeneratedConfiguration",
             done("'create'", ", 'importing': {'id': 'db-1'}, 'generated_config': 'publicly_accessible = false'")},
        Form{"WithAPastThatWasGood", done("'update'", ", 'before': {'publicly_accessible': false}")},
        Form{"Moved", plan(resource_in_plan("'previous_address': 'aws_db_instance.y', 'change': {'actions': ['no-op'], " +
                                            std::string(open_after) + "}"))},
        Form{"InADeferredChange",
             plan("", "", ", 'planned_values': {}, 'deferred_changes': [{'reason': 'provider_config_unknown', 'resource_change': " +
                              change("'actions': ['create'], " + std::string(open_after)) + "}]")},
        Form{"InAPlanThatIsNotComplete",
             plan(change("'actions': ['create'], " + std::string(open_after)), "",
                  ", 'planned_values': {}, 'complete': false, 'applyable': false, 'errored': false")},
        Form{"InAPlanWithAByteOrderMark", "\xEF\xBB\xBF" + done("'create'")},
        Form{"AsADeposedObjectThatStays",
             plan(change("'actions': ['no-op'], " + std::string(shut_after)) + ", " +
                  resource_in_plan("'deposed': '1f2e', 'change': {'actions': ['no-op'], " + std::string(open_after) + "}")),
             "rds:001 fail aws_db_instance.x (deposed 1f2e) publicly_accessible = true"},
        Form{"BesideADeposedObjectThatGoes",
             plan(change("'actions': ['create'], " + std::string(open_after)) + ", " +
                  resource_in_plan("'deposed': '1f2e', 'change': {'actions': ['delete'], 'after': null}"))},
        Form{"ASecret", done("'create'", ", 'after_sensitive': {'publicly_accessible': true}"),
             "rds:001 fail aws_db_instance.x publicly_accessible = (sensitive)"},
        Form{"OpenByAText", plan(change("'actions': ['create'], 'after': {'publicly_accessible': 'true'}")),
             "rds:001 fail aws_db_instance.x publicly_accessible = \"true\""},
        Form{"OpenByANumber", plan(change("'actions': ['create'], 'after': {'publicly_accessible': 1}")),
             "rds:001 fail aws_db_instance.x publicly_accessible = 1"},
        Form{"OnlyInTheChanges", plan(change("'actions': ['create'], " + std::string(open_after)), "",
                                      ", 'planned_values': {'root_module': {'resources': []}}")},
        Form{"DeferredAndWhollyUnknown",
             plan("", resource_in_plan("'expressions': {'publicly_accessible': {'constant_value': true}}"),
                  ", 'planned_values': {}, 'deferred_changes': [{'resource_change': " +
                      change("'actions': ['create'], 'after': null, 'after_unknown': true") + "}]")}),
    [](const auto& info) { return std::string(info.param.name); });

/// `for_each` without references leaves no trace in the configuration.
std::string in_module(const std::string& call_key, const std::string& key, const std::string& call = "") {
  const std::string module = "module.m[" + call_key + "].module.n", address = module + ".aws_db_instance.x[" + key + "]";
  const std::string who = json("'mode': 'managed', 'type': 'aws_db_instance', 'name': 'x'");
  const std::string change = json("{") + who + ", \"address\": " + quoted(address) + ", \"index\": " + key +
                             ", \"module_address\": " + quoted(module) +
                             json(", 'change': {'actions': ['create'], 'after': {}, 'after_unknown': {'publicly_accessible': "
                                  "true}}}");
  return json("{'format_version': '1.2', 'planned_values': {}, 'resource_changes': [") + change +
         json("], 'configuration': {'root_module': {'module_calls': {'m': {" + call +
              "'expressions': {'open': {'constant_value': true}}, 'module': {'variables': {'open': {}}, 'module_calls': {'n': {'expressions': {'open': {'references': ['var.open']}}, 'module': {'variables': "
              "{'open': {}}, 'resources': [{'address': 'aws_db_instance.x', ") +
         who +
         json(", 'provisioners': [{'type': 'local-exec'}], 'expressions': {'publicly_accessible': {'references': "
              "['var.open']}}}]}}}}}}}}}");
}

class OddKey : public testing::TestWithParam<const char*> {};

TEST_P(OddKey, OfModulesAndInstancesIsNoHidingPlace) {
  const std::string key = quoted(GetParam());
  const std::string where = "module.m[" + key + "].module.n.aws_db_instance.x[" + key + "] ";
  for (const char* call : {"", "'for_each_expression': {'references': ['var.keys']}, "}) {
    EXPECT_THAT(judged(in_module(key, key, call)),
                testing::AllOf(refuses("rds:001 unknown " + where), refuses("terraform:002 fail " + where)));
  }
}

INSTANTIATE_TEST_SUITE_P(Bypass, OddKey,
                         testing::Values("a", "", "0", "a.b", "a b", "[0]", "a\"]", "]", "\\", "$${x}", "%%{x}", "ü", "日本",
                                         "a\nb", "module.n", "//", "*"));

constexpr const char* unknown_line = "vpc:001 unknown aws_vpc_security_group_ingress_rule.x cidr_ipv4";

/// A rule whose CIDR block nobody knows, although everything it refers to is known: a function did it.
std::string unknown_rule(const std::string& references, const std::string& more = "") {
  return plan(change("'actions': ['create'], 'after': {'ip_protocol': '-1'}, 'after_unknown': {'cidr_ipv4': true}", rule) + more,
              resource_in_plan("'expressions': {'cidr_ipv4': {'references': [" + references + "]}}", rule),
              ", 'planned_values': {}, 'variables': {'a': {'value': '10.0.0.0/8'}, 'b': {'value': true}, 'c': {'value': "
              "null}, 'd': {'value': ['10.0.0.0/8']}}",
              "'variables': {'a': {}, 'b': {}, 'c': {}, 'd': {}}, ");
}

class UnknownRule : public testing::TestWithParam<Form> {};

TEST_P(UnknownRule, IsNotWhatItRefersTo) { EXPECT_THAT(judged(GetParam().text), refuses(GetParam().line)); }

INSTANTIATE_TEST_SUITE_P(
    Bypass, UnknownRule,
    testing::Values(Form{"OneVariable", unknown_rule("'var.a'"), unknown_line},
                    Form{"TwoVariables", unknown_rule("'var.a', 'var.b'"), unknown_line},
                    Form{"AVariableBesideNull", unknown_rule("'var.c', 'var.b'"), unknown_line},
                    Form{"AList", unknown_rule("'var.d'"), unknown_line},
                    Form{"AVariableThatNobodyDeclares", unknown_rule("'var.e'"), unknown_line},
                    Form{"APath", unknown_rule("'path.module'"), unknown_line},
                    Form{"NothingAtAll", unknown_rule(""), unknown_line},
                    Form{"AnAttributeThatIsKnown",
                         unknown_rule("'aws_vpc.v.cidr_block', 'aws_vpc.v'",
                                      ", " + change("'actions': ['create'], 'after': {'cidr_block': '10.0.0.0/8'}",
                                                    "'address': 'aws_vpc.v', 'mode': 'managed', 'type': 'aws_vpc', 'name': 'v'")),
                         unknown_line}),
    [](const auto& info) { return std::string(info.param.name); });

/// In a block that nobody knows, even a reference to null may stand in an expression that makes something of it.
TEST(Plan, WithABlockThatNobodyKnowsIsNotItsReferences) {
  const std::string group = "'address': 'aws_security_group.x', 'mode': 'managed', 'type': 'aws_security_group', 'name': 'x'";
  for (const char* name : {"var.a", "var.c"}) {
    EXPECT_THAT(judged(plan(change("'actions': ['create'], 'after': {}, 'after_unknown': {'ingress': true}", group),
                            resource_in_plan("'expressions': {'ingress': [{'from_port': {'constant_value': 22}, 'cidr_blocks': "
                                             "{'references': ['" + std::string(name) + "']}}]}", group),
                            ", 'planned_values': {}, 'variables': {'a': {'value': '10.0.0.0/8'}, 'c': {'value': null}}",
                            "'variables': {'a': {}, 'c': {}}, ")),
                refuses("vpc:003 unknown aws_security_group.x ingress[0].cidr_blocks"));
  }
}

/// Blocks that the provider takes for attributes are written like them.
TEST(Plan, WithABlockThatRefersToNothingIsUnknown) {
  const std::string group = "'address': 'aws_security_group.x', 'mode': 'managed', 'type': 'aws_security_group', 'name': 'x'";
  EXPECT_THAT(judged(plan(change("'actions': ['create'], 'after': {'ingress': [{'from_port': 0}]}, 'after_unknown': {'ingress': "
                                 "[{'cidr_blocks': true}]}", group),
                          resource_in_plan("'expressions': {'ingress': {}}", group))),
              refuses("vpc:003 unknown aws_security_group.x ingress[0].cidr_blocks"));
}

/// Terraform calls providers what the configuration calls them.
TEST(Plan, WithAnotherNameForTheProviderHidesNoKeys) {
  const std::string text = json(
      "{'format_version': '1.2', 'planned_values': {}, 'configuration': {'provider_config': {'amazon': {'name': 'amazon', "
      "'full_name': 'registry.terraform.io/hashicorp/aws', 'expressions': {'access_key': {'constant_value': "
      "'AKIAIOSFODNN7EXAMPLE'}, 'secret_key': {'constant_value': 'x'}}}, 'aws': {'name': 'aws', 'full_name': "
      "'registry.terraform.io/hashicorp/random', 'version_constraint': '3.1.0'}}}, 'resource_changes': []}");
  EXPECT_THAT(judged(text), testing::AllOf(refuses("terraform:008 fail amazon"), refuses("terraform:009 fail amazon")));
}

TEST(Plan, ThatForgetsOrDeletesIsAllowed) {
  EXPECT_THAT(judged(plan(change("'actions': ['forget'], 'before': {'publicly_accessible': true}, 'after': null"), "",
                          ", 'planned_values': {'root_module': {'resources': [" + resource_in_plan("'sensitive_values': {}") +
                              "]}}")),
              testing::IsEmpty());
  EXPECT_THAT(judged(plan(change("'actions': ['no-op'], 'before': null, 'after': null"))), testing::IsEmpty());
}

struct Broken {
  const char* name;
  std::string text;
  const char* problem;
};
void PrintTo(const Broken& broken, std::ostream* out) { *out << broken.name; }

class BrokenPlan : public testing::TestWithParam<Broken> {};

TEST_P(BrokenPlan, IsAnError) { EXPECT_THAT(problem_of(GetParam().text), HasSubstr(GetParam().problem)); }

std::string create(const std::string& members) { return plan(change("'actions': ['create'], " + members)); }

/// `planned_values` with the public database, or what else it says of it.
std::string planned(const std::string& values = "'publicly_accessible': true", const std::string& who = database) {
  return ", 'planned_values': {'root_module': {'resources': [" + resource_in_plan("'values': {" + values + "}", who) + "]}}";
}

const std::string shut = change("'actions': ['create'], " + std::string(shut_after));

INSTANTIATE_TEST_SUITE_P(
    Bypass, BrokenPlan,
    testing::Values(
        Broken{"ValuesThatDiffer", plan(shut, "", planned()),
               "d0.tf.json /resource_changes/0/change/after: it differs from `aws_db_instance.x` in `planned_values`"},
        Broken{"ValuesThatNobodyChanges", plan("", "", planned()),
               "/planned_values: no change tells what is unknown of `aws_db_instance.x`"},
        Broken{"ValuesOfWhatIsDeleted", plan(change("'actions': ['delete'], 'after': null"), "", planned()),
               "/resource_changes/0/change: it leaves nothing, but `planned_values` has `aws_db_instance.x`"},
        Broken{"ValuesTwice",
               plan(shut, "", ", 'planned_values': {'root_module': {'resources': [" +
                                  resource_in_plan("'values': {'publicly_accessible': false}") + ", " +
                                  resource_in_plan("'values': {'publicly_accessible': true}") + "]}}"),
               "/planned_values/root_module/resources/1: `aws_db_instance.x` is there a second time"},
        Broken{"ChangesTwice", plan(change("'actions': ['create'], " + std::string(open_after)) + ", " + shut),
               "/resource_changes/1: a second change of `aws_db_instance.x`"},
        Broken{"ChangesTwiceOnceDeferred",
               plan(change("'actions': ['create'], " + std::string(open_after)), "",
                    ", 'planned_values': {}, 'deferred_changes': [{'resource_change': " + shut + "}]"),
               "/deferred_changes/0/resource_change: a second change of `aws_db_instance.x`"},
        Broken{"AddressOfAnotherType",
               plan(change("'actions': ['create'], " + std::string(open_after),
                           "'address': 'aws_db_instance.x', 'mode': 'managed', 'type': 'terraform_data', 'name': 'x'")),
               "/resource_changes/0/address: expected `terraform_data.x`, found `aws_db_instance.x`"},
        Broken{"AddressOfAnotherMode",
               plan(change("'actions': ['read'], " + std::string(open_after),
                           "'address': 'aws_db_instance.x', 'mode': 'data', 'type': 'aws_db_instance', 'name': 'x'")),
               "/resource_changes/0/address: expected `data.aws_db_instance.x`, found `aws_db_instance.x`"},
        Broken{"AddressOfAnotherModule",
               plan(change("'actions': ['create'], " + std::string(open_after),
                           "'module_address': 'module.m', " + std::string(database))),
               "/resource_changes/0/address: expected `module.m.aws_db_instance.x`, found `aws_db_instance.x`"},
        Broken{"NoAfter", create("'after': null"), "/resource_changes/0/change/after: expected an object"},
        Broken{"ListAsAfter", create("'after': [{'publicly_accessible': true}]"),
               "/resource_changes/0/change/after: expected an object"},
        Broken{"EverythingUnknown", create("'after': null, 'after_unknown': true"),
               "/resource_changes: nothing is known of `aws_db_instance.x`"},
        Broken{"EverythingSensitive", create(std::string(open_after) + ", 'after_sensitive': true"),
               "/resource_changes/0/change/after_sensitive: expected objects and arrays of true and false"},
        Broken{"SensitiveByAText", create(std::string(open_after) + ", 'after_sensitive': {'a': [{'b': 'true'}]}"),
               "/resource_changes/0/change/after_sensitive/a/0/b: expected objects"},
        Broken{"UnknownAlthoughKnown",
               create("'after': {'publicly_accessible': true}, 'after_unknown': {'publicly_accessible': true}"),
               "/resource_changes/0/change/after_unknown/publicly_accessible: it does not fit to `after`"},
        Broken{"UnknownInAnElementThatIsKnown",
               create("'after': {'a': [{'b': 1}]}, 'after_unknown': {'a': [{'b': true}]}"),
               "/resource_changes/0/change/after_unknown/a/0/b: it does not fit to `after`"},
        Broken{"UnknownListOverAnObject", create("'after': {'publicly_accessible': true}, 'after_unknown': [true]"),
               "/resource_changes/0/change/after_unknown: it does not fit to `after`"},
        Broken{"UnknownObjectOverAScalar",
               create("'after': {'publicly_accessible': true}, 'after_unknown': {'publicly_accessible': {'a': true}}"),
               "/resource_changes/0/change/after_unknown/publicly_accessible: it does not fit to `after`"},
        Broken{"UnknownByAText", create("'after': {}, 'after_unknown': {'publicly_accessible': 'true'}"),
               "/resource_changes/0/change/after_unknown/publicly_accessible: it does not fit to `after`"},
        Broken{"NoConfiguration", json("{'format_version': '1.2', 'planned_values': {}, 'resource_changes': []}"),
               "/configuration: expected an object"},
        Broken{"NoPlannedValues", plan(shut, "", ""), "/planned_values: expected an object"},
        Broken{"FailedByAText", plan(shut, "", ", 'planned_values': {}, 'errored': 'true'"),
               "/errored: expected true or false"},
        Broken{"KeyTwice", create("'after': {'publicly_accessible': true, 'publicly_accessible': false}"),
               "d0.tf.json /: a key occurs twice in the object that begins in line 1; write the plan again"},
        Broken{"SpelledKeyTwice", create("'after': {'publicly_accessible': true}, 'after': {}, '\\u0061fter': {}"),
               "a key occurs twice"},
        Broken{"ChangesTwiceInTheRoot", plan(change("'actions': ['create'], " + std::string(open_after)), "",
                                             ", 'planned_values': {}, 'resource_changes': []"),
               "a key occurs twice"},
        Broken{"NulByte", plan(shut) + std::string("\n\0", 2) + done("'create'"), "d0.tf.json:2: this is no JSON: a NUL byte"},
        Broken{"SecondPlan", plan(shut) + "\n" + done("'create'"), "d0.tf.json:2: this is no JSON: "},
        Broken{"BrokenUtf8", plan(change("'actions': ['create'], 'after': {'a': '\xC3'}")), "this is no JSON: "},
        Broken{"HalfASurrogate", plan(change("'actions': ['create'], 'after': {'a': '\\uD800'}")), "this is no JSON: "},
        Broken{"Depth", create("'after': " + std::string(300, '[') + std::string(300, ']')), "nested deeper than 200 levels"},
        Broken{"PlanInAnArray", "[" + done("'create'") + "]", "is no block of Terraform"},
        Broken{"SpelledVersion", json("{'format\\u005fversion': '1.2', 'planned_values': {}}"), "is no block of Terraform"}),
    [](const auto& info) { return std::string(info.param.name); });

TEST(JsonText, WithANulByteIsAnError) {
  EXPECT_THAT(problem_of(json("{'resource': {}}") + std::string("\0", 1) + "x"), HasSubstr("d0.tf.json:1: this is no JSON: a NUL byte"));
  EXPECT_THROW(use_exceptions(std::string("[]\0{}", 5)), parapet::Error);
}

}  // namespace
}  // namespace attack
