#include "parapet/meta.hpp"

#include <gtest/gtest.h>

#include "core/element.hpp"
#include "parapet/app.hpp"
#include "parapet/error.hpp"
#include "parapet/expression.hpp"
#include "parapet/resource.hpp"
#include "parapet/stack.hpp"
#include "rendered.hpp"

namespace parapet {
namespace {

using test::hcl;
using test::json;
using test::message_of;

class Meta : public testing::Test {
 protected:
  App app;
  Stack stack{app, "dev"};
  Provider west{stack, "west", "acme", "acme/acme", "1.0.0", object({{"alias", "west"}, {"region", "us-west-2"}})};
  Resource first{stack, "first", "acme_thing", object({{"size", 1}})};
  Resource second{stack, "second", "acme_thing", object({{"size", 2}})};
};

TEST_F(Meta, DependenciesAreBareAddresses) {
  EXPECT_EQ(json(Dependencies{first, second}), R"(["acme_thing.first","acme_thing.second"])");
}

TEST_F(Meta, AProviderIsItsBareAddress) { EXPECT_EQ(json(ProviderRef(west)), R"("acme.west")"); }

TEST_F(Meta, TriggersAreResourcesAndAttributes) {
  EXPECT_EQ(json(List<Trigger>{first, second.parapet_attribute("size")}),
            R"(["acme_thing.first","acme_thing.second.size"])");
}

TEST(IgnoreChanges, AreNamesOrAll) {
  EXPECT_EQ(json(IgnoreChanges{"tags", "tags[\"Name\"]"}), R"(["tags","tags[\"Name\"]"])");
  EXPECT_EQ(json(IgnoreChanges(all_changes)), R"("all")");
}

TEST(ForEach, TurnsListsAndSetsIntoSetsAndLeavesMaps) {
  EXPECT_EQ(json(ForEach(Set<Str>{"a", "b"})), R"("${toset([\"a\", \"b\"])}")");
  EXPECT_EQ(json(ForEach(List<Str>{"a"})), R"("${toset([\"a\"])}")");
  EXPECT_EQ(json(ForEach(raw<List<Str>>("var.l"))), R"("${toset(var.l)}")");
  EXPECT_EQ(json(ForEach(raw<Set<Str>>("var.s"))), R"("${var.s}")");
  EXPECT_EQ(json(ForEach(Map<Num>{{"a", 1}})), R"({"a": 1})");
  EXPECT_EQ(json(ForEach(raw<Map<Str>>("var.m"))), R"("${var.m}")");
  EXPECT_EQ(json(ForEach(raw("var.a"))), R"("${var.a}")");
  EXPECT_EQ(ForEach(Set<Str>()).parapet_value(), nullptr);
}

TEST(Iteration, NamesWhatAnInstanceIs) {
  EXPECT_EQ(hcl(each::key()), "each.key");
  EXPECT_EQ(hcl(each::value().get("port")), "each.value.port");
  EXPECT_EQ(hcl(count_index() + 1), "(count.index + 1)");
  EXPECT_EQ(hcl(self().get("id")), "self.id");
}

TEST(Provisioner, IsAnObjectUnderItsKind) {
  EXPECT_EQ(json(Provisioner(LocalExec{.command = "true", .when = "destroy"})),
            R"({"local-exec": {"command": "true","when": "destroy"}})");
  EXPECT_EQ(
      json(Provisioner(RemoteExec{.connection = {Connection{.agent = true, .host = "h"}}, .inline_ = {"a", "b"}})),
      R"({"remote-exec": {"connection": {"agent": true,"host": "h"},"inline": ["a","b"]}})");
  EXPECT_EQ(json(Provisioner(FileProvisioner{.content = "c", .destination = "/d"})),
            R"({"file": {"content": "c","destination": "/d"}})");
}

TEST(Provisioner, KnowsTheWordsThatTerraformReadsWhileItParses) {
  EXPECT_EQ(message_of<Error>([] { Provisioner(LocalExec{.command = "true", .when = "delete"}); }),
            "provisioner: `when` takes \"create\" or \"destroy\" as a literal; other texts and expressions are refused "
            "by Terraform");
  EXPECT_EQ(message_of<Error>([] { Provisioner(RemoteExec{.on_failure = raw<Str>("var.x"), .script = "a"}); }),
            "provisioner: `on_failure` takes \"continue\" or \"fail\" as a literal; other texts and expressions are "
            "refused by Terraform");
}

TEST(Connection, TakesNoLiteralSecrets) {
  static_assert(!std::is_constructible_v<Secret, const char*>);
  static_assert(std::is_same_v<decltype(Connection::password), Secret>);
  static_assert(std::is_same_v<decltype(Connection::private_key), Secret>);
  static_assert(std::is_same_v<decltype(Connection::bastion_password), Secret>);
  static_assert(std::is_same_v<decltype(Connection::bastion_private_key), Secret>);
  static_assert(std::is_same_v<decltype(Connection::proxy_user_password), Secret>);
  EXPECT_EQ(json(Any(Connection{.host = "h", .password = raw<Str>("var.p")})),
            R"({"host": "h","password": "${var.p}"})");
}

/// Tables are searched by halving, so the order of their names is part of their correctness.
TEST(Tables, AreInTheOrderOfTheirNames) {
  for (const detail::Table* table :
       {&Condition::parapet_table, &Lifecycle::parapet_table, &Connection::parapet_table, &LocalExec::parapet_table,
        &RemoteExec::parapet_table, &FileProvisioner::parapet_table}) {
    const detail::TableInfo& info = detail::info_of(*table);
    for (int i = 0; i < info.count; ++i) EXPECT_EQ(info.find(info.fields[i].name), i) << info.fields[i].name;
  }
}

}  // namespace
}  // namespace parapet
