#include "get/request.hpp"

#include <gtest/gtest.h>

#include "get/lock_file.hpp"
#include "parapet/error.hpp"

namespace parapet::get {
namespace {

Request read(const std::string& text) {
  const guardrails::Json json = guardrails::parse_json(text, "cdktf.json");
  return read_request(guardrails::At(json, "cdktf.json"));
}

std::string refusal(const std::string& text) {
  try {
    read(text);
    return "nothing is refused";
  } catch (const Error& error) {
    return error.what();
  }
}

Wanted provider(const std::string& text) { return read(R"({"terraformProviders": [)" + text + "]}").providers.at(0); }
Wanted module(const std::string& text) { return read(R"({"terraformModules": [)" + text + "]}").modules.at(0); }

TEST(Request, ReadsProvidersAsCdktfHasThem) {
  EXPECT_EQ(provider(R"("hashicorp/random@~> 3.7")"), (Wanted{"random", "hashicorp/random", "~> 3.7"}));
  EXPECT_EQ(provider(R"("google@6.50.0")"), (Wanted{"google", "hashicorp/google", "6.50.0"}));
  EXPECT_EQ(provider(R"("null")"), (Wanted{"null", "hashicorp/null", ""}));
  EXPECT_EQ(provider(R"("random@ >= 3.0, < 4.0")"), (Wanted{"random", "hashicorp/random", ">= 3.0, < 4.0"}));
  EXPECT_EQ(provider(R"("registry.example.com/acme/shop@1.0.0-beta1")"),
            (Wanted{"shop", "registry.example.com/acme/shop", "1.0.0-beta1"}));
  EXPECT_EQ(provider(R"({"name": "cloud", "source": "hashicorp/google", "version": "~> 6.0"})"),
            (Wanted{"cloud", "hashicorp/google", "~> 6.0"}));
}

TEST(Request, ReadsModulesAsCdktfHasThem) {
  EXPECT_EQ(module(R"("terraform-aws-modules/vpc/aws@~> 5.0")"), (Wanted{"vpc", "terraform-aws-modules/vpc/aws", "~> 5.0"}));
  EXPECT_EQ(module(R"("acme/iam/aws//modules/roles@1.2.3")"), (Wanted{"roles", "acme/iam/aws//modules/roles", "1.2.3"}));
  EXPECT_EQ(module(R"("./modules/net/")"), (Wanted{"net", "./modules/net/", ""}));
  EXPECT_EQ(module(R"({"name": "net", "source": "git::ssh://git@example.com/net.git?ref=v1"})"),
            (Wanted{"net", "git::ssh://git@example.com/net.git?ref=v1", ""}));
}

TEST(Request, IsInTheOrderOfTheNames) {
  const Request request = read(R"({"terraformProviders": ["random", "google-beta", "archive"]})");
  ASSERT_EQ(request.providers.size(), 3U);
  EXPECT_EQ(request.providers[0].name, "archive");
  EXPECT_EQ(request.providers[1].name, "google-beta");
  EXPECT_EQ(request.providers[2].name, "random");
}

TEST(Request, RefusesWhatCannotBeMeant) {
  EXPECT_EQ(refusal(R"({"terraformProviders": ["random@newest"]})"),
            "cdktf.json /terraformProviders/0: expected a version constraint like \"~> 3.7\" or \">= 3.0, < 4.0\", found \"newest\"");
  EXPECT_EQ(refusal(R"({"terraformProviders": ["random@"]})"),
            "cdktf.json /terraformProviders/0: expected a version constraint like \"~> 3.7\" or \">= 3.0, < 4.0\", found \"@\"");
  EXPECT_EQ(refusal(R"({"terraformProviders": ["a/b/c/d"]})"),
            "cdktf.json /terraformProviders/0: expected the source of a provider like \"hashicorp/random\", found \"a/b/c/d\"");
  EXPECT_EQ(refusal(R"({"terraformProviders": ["random", "hashicorp/random"]})"),
            "cdktf.json /terraformProviders: two are called \"random\"; give an object with another \"name\" for one of them");
  EXPECT_EQ(refusal(R"({"terraformProviders": ["aws@5.100.0"]})"),
            "cdktf.json /terraformProviders/0: the bindings of AWS come with Parapet; remove the line, or give another version a name of its "
            "own: {\"name\": \"aws_next\", \"source\": \"hashicorp/aws\", \"version\": \"...\"}");
  EXPECT_EQ(refusal(R"({"terraformModules": ["git::https://example.com/net.git"]})"),
            "cdktf.json /terraformModules/0: expected a name of at most 64 small letters, digits, and single `-` and `_` between them, "
            "found \"net.git\"; give an object with \"name\" and \"source\"");
  EXPECT_EQ(refusal(R"({"terraformModules": [{"name": "net", "source": "git::https://example.com/net", "version": "1.0"}]})"),
            "cdktf.json /terraformModules/0: expected no version, which only modules of a registry have; put ?ref=... into the source");
}

TEST(Request, RefusesWhatCouldEndATextOfCMakeOrAPath) {
  for (const char* source : {"./a\\\"b", "./${HOME}", "./a;b", "./a b", "./a\\nb", "./a\\\\b"})
    EXPECT_NE(refusal(R"({"terraformModules": [{"name": "x", "source": ")" + std::string(source) + "\"}]}").find("expected the source of a module"),
              std::string::npos)
        << source;
  for (const char* name : {"../x", "x/y", "", "X", "x\\n", "-x", "x..y", "a__b"})
    EXPECT_NE(refusal(R"({"terraformProviders": [{"name": ")" + std::string(name) + R"(", "source": "hashicorp/random"}]})"),
              "nothing is refused")
        << name;
}

TEST(LockFile, TellsTheVersionsOfWholeEntries) {
  const std::string text =
      "# This file\n\nprovider \"registry.terraform.io/hashicorp/random\" {\n  version     = \"3.7.2\"\n}\n"
      "provider \"registry.terraform.io/hashicorp/evil\" {\n  version = \"../../x\"\n}\n";
  EXPECT_EQ(locked_versions(text),
            (std::map<std::string, std::string>{{"registry.terraform.io/hashicorp/random", "3.7.2"}}));
}

TEST(LockFile, FindsASourceInItsAddressOnly) {
  EXPECT_TRUE(is_address_of("registry.opentofu.org/hashicorp/random", "hashicorp/random"));
  EXPECT_TRUE(is_address_of("registry.terraform.io/acme/shop", "Acme/shop"));
  EXPECT_FALSE(is_address_of("registry.terraform.io/myhashicorp/random", "hashicorp/random"));
  EXPECT_FALSE(is_address_of("registry.example.com/hashicorp/random", "registry.terraform.io/hashicorp/random"));
}

}  // namespace
}  // namespace parapet::get
