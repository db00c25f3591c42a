#include <gtest/gtest.h>

#include "guardrails/support.hpp"

namespace parapet::guardrails::test {
namespace {

TEST(Check, AliasesOfATypeAreTheSameThing) {
  Catalog catalog;
  catalog.read("[" + record("t:001", "aws_lb", R"("require": {"path": "internal", "equals": true})") + "]", "t.json");
  EXPECT_EQ(check(catalog, R"({"resource": {"aws_alb": {"a": {}}, "aws_lb": {"b": {"internal": true}}}})"),
            "t:001 aws_alb.a fail `internal` unset\nt:001 aws_lb.b pass\n");
}

TEST(Check, DataSourcesHaveRequirementsOfTheirOwn) {
  Catalog catalog;
  catalog.read("[" + record("t:001", "data.aws_thing", R"("require": {"path": "a", "equals": 1})") + "]", "t.json");
  EXPECT_EQ(check(catalog, R"({"data": {"aws_thing": {"d": {"a": 2}}}, "resource": {"aws_thing": {"r": {"a": 2}}}})"),
            "t:001 data.aws_thing.d fail `a` 2\n");
}

TEST(Check, WarnLevelDoesNotRefuse) {
  Catalog catalog;
  catalog.read("[" + record("t:001", "aws_thing", R"("require": {"path": "a", "equals": 1}, "level": "warn")") + ", " +
                   record("t:002", "aws_thing", R"("require": {"path": "a", "equals": 1})") + "]",
               "t.json");
  std::vector<Document> documents;
  documents.push_back(read_terraform_json(R"({"resource": {"aws_thing": {"x": {"a": 2}}}})", "main.tf.json"));
  auto requirements = pointers(catalog);
  Report report = check_documents(documents, Options{.requirements = &requirements});
  EXPECT_EQ(report.total(Status::fail), 2U);
  std::vector<Violation> violations = refusals(report, "");
  ASSERT_EQ(violations.size(), 1U);
  EXPECT_EQ(violations[0].requirement, "t:002");
}

TEST(Check, HigherTiersDoNotConcernABaselineStack) {
  Catalog catalog;
  std::string sensitive = record("t:001", "aws_thing", R"("require": {"never": true})");
  sensitive.replace(sensitive.find("baseline"), 8, "regulated");
  catalog.read("[" + sensitive + "]", "t.json");
  std::vector<Document> documents;
  documents.push_back(read_terraform_json(R"({"resource": {"aws_thing": {"x": {}}}})", "main.tf.json"));
  auto requirements = pointers(catalog);
  EXPECT_EQ(check_documents(documents, Options{.requirements = &requirements, .tier = Tier::sensitive})
                .total(Status::not_applicable),
            1U);
  EXPECT_EQ(check_documents(documents, Options{.requirements = &requirements}).total(Status::fail), 1U);
}

TEST(Check, ModulesProvidersAndProvisionersHaveRequirementsOfTheirOwn) {
  Catalog catalog;
  const std::string never = R"("require": {"never": true})";
  catalog.read("[" + record("t:001", "module", never) + "," +
                   record("t:002", "provider.aws", R"("require": {"path": "insecure", "equals": false})") + "," +
                   record("t:003", "provisioner", never) + "," + record("t:004", "awscc_*", never) + "]",
               "t.json");
  EXPECT_EQ(check(catalog, R"({"module": {"m": {"source": "./m"}}, "provider": {"aws": {"insecure": true}, "google": {}},
      "resource": {"awscc_a": {"x": {}}, "null_a": {"p": {"provisioner": [{"local-exec": {}}]}, "q": {"provisioner": null}}}})"),
            "t:004 awscc_a.x fail\nt:003 null_a.p fail\nt:002 aws fail `insecure` true\nt:001 module.m fail\n");
}

TEST(Check, LeavesOutWhatTheProviderOfADocumentCannotHave) {
  Catalog catalog;
  catalog.read("[" + record("t:001", "aws_thing", R"("require": {"path": "a", "equals": 1}, "since": "6.66.0")") + "]",
               "t.json");
  const auto status = [&](const std::string& demand) {
    return check(catalog, R"({"terraform": {"required_providers": {"aws": )" + demand +
                              R"(}}, "resource": {"aws_thing": {"x": {"a": 2}}}})");
  };
  for (const char* demand : {R"({"version": "~> 5.0"})", R"("5.100.0")", R"({"version": ">= 4, < 6.0.0"})",
                             R"({"version": "<=5.99,>=5"})", R"([{"version": "= 5.1"}])"})
    EXPECT_EQ(status(demand), "t:001 aws_thing.x not_applicable\n") << demand;
  for (const char* demand : {R"({"version": "~> 6.0"})", R"("~> 5")", R"({"version": ">= 5"})", R"({"version": "< 6.1"})",
                             R"({"version": "!= 5.0"})", R"({})", R"("5.x")", R"("")"})
    EXPECT_EQ(status(demand), "t:001 aws_thing.x fail `a` 2\n") << demand;
}

TEST(Message, IsTheSameEverywhere) {
  Violation violation{.requirement = "rds:001",
                      .name = "RDS instances have no public address.",
                      .severity = "critical",
                      .status = "fail",
                      .resource_type = "aws_db_instance",
                      .address = "aws_db_instance.zip-db",
                      .construct_path = "production/zip-db",
                      .attribute_path = "publicly_accessible",
                      .value = "true",
                      .remedy = "Delete the line or set `publicly_accessible` to false.",
                      .note = "",
                      .contact = "security@example.com",
                      .file = "resources/databases.cpp",
                      .line = 12};
  std::string whole =
      "rds:001 (critical) production/zip-db: `publicly_accessible` is true\n"
      "  required: RDS instances have no public address.\n"
      "  fix:      Delete the line or set `publicly_accessible` to false.\n"
      "  ask:      security@example.com\n"
      "  at:       resources/databases.cpp:12";
  EXPECT_EQ(describe(violation), whole);
  EXPECT_EQ(std::string(SecurityException({violation}).what()), "1 violation of the security requirements\n\n" + whole);
  violation.status = "unknown";
  violation.value = "var.public";
  violation.note = "the exception for it expired on 2026-03-31 (SEC-1, ann@example.com)";
  violation.construct_path.clear();
  EXPECT_EQ(describe(violation),
            "rds:001 (critical) aws_db_instance.zip-db: `publicly_accessible` is not known: var.public\n"
            "  required: RDS instances have no public address.\n"
            "  fix:      Delete the line or set `publicly_accessible` to false.\n"
            "  note:     the exception for it expired on 2026-03-31 (SEC-1, ann@example.com)\n"
            "  ask:      security@example.com\n"
            "  at:       resources/databases.cpp:12");
}

TEST(Message, NeverRequirementsNameTheType) {
  EXPECT_EQ(describe(Violation{.requirement = "iam:002",
                               .name = "n.",
                               .severity = "critical",
                               .status = "fail",
                               .resource_type = "aws_iam_access_key",
                               .address = "",
                               .construct_path = "production/bob",
                               .attribute_path = "",
                               .value = "",
                               .remedy = "Use a role.",
                               .note = "",
                               .contact = "",
                               .file = "",
                               .line = 0}),
            "iam:002 (critical) production/bob: `aws_iam_access_key` is not allowed\n  required: n.\n  fix:      Use a "
            "role.");
}

}  // namespace
}  // namespace parapet::guardrails::test
