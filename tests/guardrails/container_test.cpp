#include <gtest/gtest.h>

#include "guardrails/support.hpp"

namespace parapet::guardrails::test {
namespace {

std::string require(std::string_view check) {
  return R"({"predicate": "container_definitions", "args": {"path": "c", "check": ")" + std::string(check) + R"("}})";
}

std::string text(std::string_view json) { return holding("c", json); }

TEST(ContainerDefinitions, NothingToJudgeIsUnset) {
  for (const char* members : {"{}", R"({"c": null})", R"({"c": "[]"})"}) {
    EXPECT_EQ(verdict(require("no_privileged"), members), "fail `c` unset") << members;
    EXPECT_EQ(status(require("no_privileged"), members, "pass"), "pass") << members;
    EXPECT_EQ(status(require("no_privileged"), members, "unknown"), "unknown") << members;
  }
}

TEST(ContainerDefinitions, WhatNobodyCanReadIsUnknown) {
  EXPECT_EQ(verdict(require("readonly_root"), R"({"c": "${var.any}"})"), "unknown `c` (unknown)");
  EXPECT_EQ(status(require("readonly_root"), text("{")), "unknown");
  EXPECT_EQ(status(require("readonly_root"), text("[1]")), "unknown");
  EXPECT_EQ(status(require("readonly_root"), R"({"c": "${jsonencode(concat([{name = \"a\"}], var.any))}"})"), "unknown");
  EXPECT_EQ(status(require("no_such_check"), text("[{}]")), "unknown");
}

TEST(ContainerDefinitions, Privileged) {
  std::string check = require("no_privileged");
  EXPECT_EQ(status(check, text(R"([{"name": "a"}, {"name": "b", "privileged": false}])")), "pass");
  EXPECT_EQ(verdict(check, text(R"([{"name": "a"}, {"name": "b", "privileged": true}])")), "fail `c[1].privileged` true");
  EXPECT_EQ(status(check, text(R"([{"Privileged": true}])")), "fail");
  EXPECT_EQ(status(check, text(R"([{"privileged": false, "PRIVILEGED": true}])")), "fail");
  EXPECT_EQ(status(check, R"({"c": "${jsonencode([{privileged = true}])}"})"), "fail");
  EXPECT_EQ(status(check, R"({"c": "[{\"privileged\": ${var.open}}]"})"), "fail");
  EXPECT_EQ(status(check, R"({"c": "${jsonencode([{privileged = var.any}])}"})"), "unknown");
  EXPECT_EQ(status(check, R"({"c": "${jsonencode([{privileged = var.any ? true : false}])}"})"), "unknown");
  EXPECT_EQ(status(check, R"({"c": "${jsonencode([{privileged = var.any ? true : \"true\"}])}"})"), "fail");
}

TEST(ContainerDefinitions, OneObjectAndTheNestedFormsOfBatch) {
  std::string check = require("no_privileged");
  EXPECT_EQ(verdict(check, text(R"({"image": "i", "privileged": true})")), "fail `c.privileged` true");
  EXPECT_EQ(status(check, text(R"({"image": "i"})")), "pass");
  EXPECT_EQ(verdict(check, text(R"({"nodeRangeProperties": [{"targetNodes": "0:", "container": {"privileged": true}}]})")),
            "fail `c.nodeRangeProperties[0].container.privileged` true");
  EXPECT_EQ(verdict(check, text(R"({"taskProperties": [{"containers": [{"privileged": true}]}]})")),
            "fail `c.taskProperties[0].containers[0].privileged` true");
}

TEST(ContainerDefinitions, ReadonlyRoot) {
  std::string check = require("readonly_root");
  EXPECT_EQ(status(check, text(R"([{"readonlyRootFilesystem": true}])")), "pass");
  EXPECT_EQ(verdict(check, text(R"([{"readonlyRootFilesystem": true}, {}])")),
            "fail `c[1].readonlyRootFilesystem` unset");
  EXPECT_EQ(status(check, text(R"([{"readonlyRootFilesystem": false}])")), "fail");
  EXPECT_EQ(status(check, text(R"([{"readonlyRootFilesystem": null}])")), "fail");
}

TEST(ContainerDefinitions, SecretsInTheEnvironment) {
  std::string check = require("no_secret_env");
  auto with = [](const std::string& name, const std::string& value) {
    return R"({"c": "${jsonencode([{environment = [{name = \")" + name + R"(\", value = )" + value + "}]}])}\"}";
  };
  EXPECT_EQ(verdict(check, with("DB_PASSWORD", R"(\"hunter2\")")), "fail `c[0].environment[0]` DB_PASSWORD (sensitive)");
  EXPECT_EQ(status(check, with("apiKey", R"(\"hunter2\")")), "fail");
  EXPECT_EQ(status(check, with("db_Token", "12345")), "fail");
  EXPECT_EQ(status(check, with("SECRET", "var.open")), "pass");
  EXPECT_EQ(status(check, with("SECRET", R"(\"\")")), "pass");
  EXPECT_EQ(status(check, with("SECRET", "var.any")), "pass");
  EXPECT_EQ(status(check, with("SECRET", R"(\"a-${var.any}\")")), "unknown");
  EXPECT_EQ(status(check, with("SECRET_ARN", R"(\"arn:aws:secretsmanager:eu-west-1:1:secret:a\")")), "pass");
  EXPECT_EQ(status(check, with("LEVEL", R"(\"debug\")")), "pass");
  EXPECT_EQ(verdict(check, with("ID", R"(\"AKIAIOSFODNN7EXAMPLE\")")), "fail `c[0].environment[0]` ID (sensitive)");
  EXPECT_EQ(status(check, with("ID", R"(\"id=AKIAIOSFODNN7EXAMPLE;${var.any}\")")), "fail");
  EXPECT_EQ(status(check, with("ID", R"(\"XAKIAIOSFODNN7EXAMPLE\")")), "pass");
  EXPECT_EQ(status(check, text(R"([{"Environment": [{"Name": "password", "VALUE": "x"}]}])")), "fail");
  EXPECT_EQ(status(check, text("[{}]")), "pass");
  EXPECT_EQ(status(check, R"({"c": "${jsonencode([{environment = var.any}])}"})"), "unknown");
}

TEST(ContainerDefinitions, LogConfiguration) {
  std::string check = require("log_configuration");
  EXPECT_EQ(status(check, text(R"([{"logConfiguration": {"logDriver": "awslogs"}}])")), "pass");
  EXPECT_EQ(verdict(check, text("[{}]")), "fail `c[0].logConfiguration` unset");
  EXPECT_EQ(verdict(check, text(R"([{"logConfiguration": {}}])")), "fail `c[0].logConfiguration.logDriver` unset");
  EXPECT_EQ(status(check, text(R"([{"logConfiguration": {"logDriver": "none"}}])")), "fail");
}

TEST(ContainerDefinitions, User) {
  std::string check = require("non_root_user");
  for (const char* user : {"app", "1000", "1000:0", "app:root"})
    EXPECT_EQ(status(check, text(R"([{"user": ")" + std::string(user) + "\"}]")), "pass") << user;
  for (const char* user : {"root", "0", "00", "+0", "0:1000", "root:app", ""})
    EXPECT_EQ(status(check, text(R"([{"user": ")" + std::string(user) + "\"}]")), "fail") << user;
  EXPECT_EQ(verdict(check, text("[{}]")), "fail `c[0].user` unset");
  EXPECT_EQ(status(check, R"({"c": "${jsonencode([{user = var.any}])}"})"), "unknown");
}

}  // namespace
}  // namespace parapet::guardrails::test
