#include "parapet/document/resolve.hpp"

#include <gtest/gtest.h>

#include "document/resolving.hpp"

namespace parapet {
namespace {

using test::Resolving;
using test::shown;

TEST(Resolve, LiteralsAreKnownAndNothingIsUnset) {
  Resolving document(R"({"resource": {"aws_a": {"x": {"t": "text", "n": null, "l": ["${var.u}"]}}}})");
  EXPECT_EQ(shown(document.at("aws_a.x", "t")), "known \"text\"");
  EXPECT_EQ(shown(document.at("aws_a.x", "n")), "unset");
  EXPECT_EQ(shown(document.at("aws_a.x", "absent")), "unset");
  EXPECT_EQ(shown(document.at("aws_a.x", "l")), "known [var.u]");
}

TEST(Resolve, TakesTheDefaultOfAVariableForItsValue) {
  Resolving document(R"({
    "variable": {"open": {"default": true}, "none": {}, "null": {"default": null}, "secret": {"default": "s", "sensitive": true}, "literal": {"default": "${x}"},
                 "number": {"type": "number", "default": "5"}, "string": {"type": "string", "default": 5}, "bool": {"type": "bool", "default": "true"},
                 "object": {"default": {"a": [{"b": 1}]}}},
    "resource": {"aws_a": {"x": {
      "open": "${var.open}", "none": "${var.none}", "null": "${var.null}", "secret": "${var.secret}", "literal": "${var.literal}", "number": "${var.number}",
      "string": "${var.string}", "bool": "${var.bool}", "inner": "${var.object.a[0].b}", "missing": "${var.missing}", "template": "a-${var.none}-b"}}}
  })");
  const auto at = [&](const char* name) { return shown(document.at("aws_a.x", name)); };
  EXPECT_EQ(at("open"), "known true default");
  EXPECT_EQ(at("none"), "unknown var.none");
  EXPECT_EQ(document.at("aws_a.x", "none").target, &document.block("var.none"));
  EXPECT_EQ(at("null"), "unset default");
  EXPECT_EQ(at("secret"), "known \"s\" sensitive default");
  EXPECT_EQ(at("literal"), "known \"$${x}\" default");
  EXPECT_EQ(at("number"), "known 5 default");
  EXPECT_EQ(at("string"), "known \"5\" default");
  EXPECT_EQ(at("bool"), "known true default");
  EXPECT_EQ(at("inner"), "known 1 default");
  EXPECT_EQ(at("missing"), "unknown var.missing");
  const Resolved join = document.at("aws_a.x", "template");
  EXPECT_EQ(shown(join), "unknown \"a-${var.none}-b\"");
  EXPECT_EQ(join.value.element(0).text(), "a-");
  EXPECT_EQ(join.value.element(2).text(), "-b");
}

TEST(Resolve, FollowsLocals) {
  Resolving document(R"({
    "variable": {"secret": {"sensitive": true}},
    "locals": {"a": "${local.b}-x", "b": "b", "open": "${local.cidrs[0]}", "cidrs": ["0.0.0.0/0"], "s": "${var.secret}", "loop": "${local.pool}", "pool": "${local.loop}",
               "self": "${[local.self]}", "bucket": "${aws_b.y}"},
    "resource": {"aws_a": {"x": {"a": "${local.a}", "open": "${local.open}", "s": "${local.s}", "loop": "${local.loop}", "self": "${local.self}", "arn": "${local.bucket.arn}"}},
                 "aws_b": {"y": {}}}
  })");
  const auto at = [&](const char* name) { return shown(document.at("aws_a.x", name)); };
  EXPECT_EQ(at("a"), "known \"b-x\"");
  EXPECT_EQ(at("open"), "known \"0.0.0.0/0\"");
  EXPECT_EQ(at("s"), "unknown var.secret sensitive");
  EXPECT_EQ(at("s"), "unknown var.secret sensitive") << "the note must survive the memory of locals";
  EXPECT_EQ(at("loop"), "unknown (locals that refer to each other)");
  EXPECT_EQ(at("self"), "known [local.self]");
  EXPECT_EQ(at("arn"), "reference aws_b.y.arn");
}

TEST(Resolve, GivesReferencesWithTheValueTheirTargetConfigures) {
  Resolving document(R"({
    "data": {"aws_iam_policy_document": {"d": {}}},
    "module": {"m": {"source": "./m"}},
    "resource": {
      "aws_s3_bucket": {"b": {"bucket": "logs", "versioning": {"enabled": true}, "rule": [{"n": 1}, {"n": 2}]}},
      "aws_s3_bucket_policy": {"p": {"bucket": "${aws_s3_bucket.b.id}", "policy": "${data.aws_iam_policy_document.d.json}"}},
      "aws_a": {"x": {"id": "${aws_s3_bucket.b.id}", "bucket": "${aws_s3_bucket.b.bucket}", "whole": "${aws_s3_bucket.b}", "data": "${data.aws_iam_policy_document.d.json}",
                      "nested": "${aws_s3_bucket.b.versioning[0].enabled}", "second": "${aws_s3_bucket.b.rule[1].n}", "splat": "${aws_s3_bucket.b.rule[*].n}",
                      "chain": "${aws_s3_bucket_policy.p.bucket}", "text": "${aws_s3_bucket.b.bucket}/*", "arn": "${aws_s3_bucket.b.arn}/*",
                      "module": "${module.m.out}", "gone": "${aws_s3_bucket.gone.id}", "path": "${path.module}", "workspace": "${terraform.workspace}"}}
    }
  })");
  const auto at = [&](const char* name) { return shown(document.at("aws_a.x", name)); };
  EXPECT_EQ(at("id"), "reference aws_s3_bucket.b.id");
  EXPECT_EQ(at("bucket"), "reference aws_s3_bucket.b.bucket = \"logs\"");
  EXPECT_EQ(at("whole"), "reference aws_s3_bucket.b");
  EXPECT_EQ(at("data"), "reference data.aws_iam_policy_document.d.json");
  EXPECT_EQ(at("nested"), "reference aws_s3_bucket.b.versioning[0].enabled = true");
  EXPECT_EQ(at("second"), "reference aws_s3_bucket.b.rule[1].n = 2");
  EXPECT_EQ(at("splat"), "reference aws_s3_bucket.b.rule[*].n = [1, 2]");
  EXPECT_EQ(at("chain"), "reference aws_s3_bucket_policy.p.bucket");
  EXPECT_EQ(at("text"), "known \"logs/*\"");
  EXPECT_EQ(at("arn"), "unknown \"${aws_s3_bucket.b.arn}/*\"");
  EXPECT_EQ(at("module"), "unknown module.m.out");
  EXPECT_EQ(document.at("aws_a.x", "module").target, &document.block("module.m"));
  EXPECT_EQ(at("gone"), "unknown aws_s3_bucket.gone.id");
  EXPECT_EQ(at("path"), "unknown path.module");
  EXPECT_EQ(at("workspace"), "unknown terraform.workspace");

  const Resolved id = document.at("aws_a.x", "id");
  EXPECT_EQ(id.target, &document.block("aws_s3_bucket.b"));
  EXPECT_EQ(id.document, &document.document());
  EXPECT_TRUE(id.is_attribute("id"));
  EXPECT_FALSE(id.is_attribute("arn"));
  EXPECT_FALSE(document.at("aws_a.x", "nested").is_attribute("versioning"));

  EXPECT_EQ(shown(document.resolver().configured(document.at("aws_a.x", "chain"))), "reference aws_s3_bucket.b.id");
  EXPECT_EQ(shown(document.resolver().configured(id)), "unset");
  EXPECT_EQ(shown(document.resolver().configured(document.at("aws_a.x", "nested"))), "known true");
  EXPECT_EQ(shown(document.resolver().configured(document.at("aws_a.x", "module"))), "unset");
}

TEST(Resolve, EndsWhereReferencesGoInCircles) {
  Resolving document(R"({"resource": {"aws_a": {"x": {"v": "${aws_a.y.v}"}, "y": {"v": "${upper(aws_a.x.v)}"}}}})");
  EXPECT_EQ(shown(document.at("aws_a.x", "v")), "reference aws_a.y.v");
}

TEST(Resolve, DecidesConditionalsOrOffersBothBranches) {
  Resolving document(R"({
    "variable": {"prod": {}, "dev": {"default": false}},
    "locals": {"open": "${var.prod ? false : true}"},
    "resource": {"aws_a": {"x": {
      "known": "${var.dev ? \"a\" : \"b\"}", "open": "${var.prod ? false : true}", "same": "${var.prod ? 1 : 1.0}", "unset": "${var.prod ? null : \"k\"}",
      "inside": "a-${var.prod ? \"x\" : \"y\"}", "list": "${concat([\"10.0.0.0/8\"], var.prod ? [\"0.0.0.0/0\"] : [])}", "local": "${local.open}",
      "twice": "${var.prod ? 1 : 2}-${var.prod ? 1 : 2}", "nested": "${var.prod ? (var.other ? 1 : 2) : 3}", "partly": "${var.prod ? var.other : 3}"}}}
  })");
  const auto at = [&](const char* name) { return shown(document.at("aws_a.x", name)); };
  EXPECT_EQ(at("known"), "known \"b\" default");
  EXPECT_EQ(at("open"), "one of (known false | known true)");
  EXPECT_EQ(at("same"), "known 1");
  EXPECT_EQ(at("unset"), "one of (unset | known \"k\")");
  EXPECT_EQ(at("inside"), "one of (known \"a-x\" | known \"a-y\")");
  EXPECT_EQ(at("list"), "one of (known [\"10.0.0.0/8\", \"0.0.0.0/0\"] | known [\"10.0.0.0/8\"])");
  EXPECT_EQ(at("local"), "one of (known false | known true)");
  EXPECT_EQ(at("twice"), "one of (known \"1-1\" | known \"2-2\")");
  EXPECT_EQ(at("nested"), "one of (known 1 | known 2 | known 3)");
  EXPECT_EQ(at("partly"), "one of (unknown var.other | known 3)");
  EXPECT_EQ(at("local"), "one of (known false | known true)") << "assumptions must not stay behind";
}

TEST(Resolve, GivesUpOnTooManyUndecidedConditions) {
  std::string text = "${\\\"";
  for (int i = 0; i < 9; ++i) text += "${var.v" + std::to_string(i) + " ? 0 : 1}";
  Resolving document("{\"locals\": {\"a\": \"" + text + "\\\"}\"}}");
  const Resolved resolved = document.resolver().resolve(document.block("local.a").body, document.block("local.a"));
  EXPECT_EQ(resolved.state, Resolved::State::unknown);
  for (const Resolved& alternative : resolved.alternatives) EXPECT_EQ(alternative.state, Resolved::State::unknown);
}

/// Two stacks of one assembly, the second with a remote state that says this of itself.
std::string through_state(const std::string& state, const std::string& outputs = R"("key": {"value": "${aws_kms_key.k.arn}"})",
                          const std::string& third = "{}") {
  const std::string base = R"({"terraform": {"backend": {"s3": {"bucket": "b", "key": "base"}}}, "resource": {"aws_kms_key": {"k":
      {"description": "d"}}}, "locals": {"l": 1}, "output": {)" + outputs + "}}";
  const std::string app = R"({"terraform": {"backend": {"s3": {"bucket": "b", "key": "app"}}}, "data": {"terraform_remote_state": {"s": )" + state +
                          R"(}}, "resource": {"aws_x": {"y": {"key": "${data.terraform_remote_state.s.outputs.key}",
                          "deep": "${data.terraform_remote_state.s.outputs[\"key\"].more}"}}}})";
  std::vector<Document> documents;
  documents.push_back(read_terraform_json(app, "app.tf.json"));
  documents.push_back(read_terraform_json(base, "base.tf.json"));
  documents.push_back(read_terraform_json(third, "third.tf.json"));
  Resolver resolver(documents);
  const DocumentBlock& y = *documents[0].find(NodeKind::resource, "aws_x", "y");
  const auto told = [&](const char* attribute) {
    const Resolved resolved = resolver.resolve(View(y.body).member(attribute), y);
    std::string text = resolved.target == nullptr ? "nothing" : std::string(resolved.target->address);
    for (const Step& step : resolved.path) text += "." + std::string(step.name);
    return text;
  };
  return told("key") + " " + told("deep");
}

constexpr const char* base_state = R"({"backend": "s3", "config": {"bucket": "b", "key": "base"}})";

TEST(Resolve, FollowsOutputsOfOtherStacks) {
  EXPECT_EQ(through_state(base_state), "aws_kms_key.k.arn aws_kms_key.k.arn.more");
  EXPECT_EQ(through_state(R"({"backend": "s3", "config": {"key": "base", "bucket": "b"}, "workspace": "${terraform.workspace}"})"),
            "aws_kms_key.k.arn aws_kms_key.k.arn.more");
}

/// Another state than that of the document would be another key.
TEST(Resolve, FollowsOutputsOfExactlyTheStateThatIsRead) {
  const std::string state = "data.terraform_remote_state.s";
  const std::string unfollowed = state + ".outputs.key " + state + ".outputs..more";
  EXPECT_EQ(through_state(R"({"backend": "s3", "config": {"bucket": "b", "key": "other"}})"), unfollowed);
  EXPECT_EQ(through_state(R"({"backend": "s3", "config": {"bucket": "b", "key": "base", "role_arn": "r"}})"), unfollowed);
  EXPECT_EQ(through_state(R"({"backend": "gcs", "config": {"bucket": "b", "key": "base"}})"), unfollowed);
  EXPECT_EQ(through_state(R"({"backend": "s3", "config": {"bucket": "b", "key": "base"}, "workspace": "other"})"), unfollowed);
  EXPECT_EQ(through_state(R"({"backend": "s3", "config": {"bucket": "b", "key": "${local.x}"}})"), unfollowed);
  EXPECT_EQ(through_state(R"({"backend": "s3", "config": {"bucket": "b", "key": "base"}, "defaults": {"key": "other"}})"), unfollowed);
  EXPECT_EQ(through_state(R"({"backend": "s3", "config": {"bucket": "b", "key": "base"}, "for_each": ["a"]})"), unfollowed);
  EXPECT_EQ(through_state(base_state, R"("other": {"value": "${aws_kms_key.k.arn}"})"), unfollowed);
  EXPECT_EQ(through_state(base_state, R"("key": {"value": "literal"})"), unfollowed);
  EXPECT_EQ(through_state(base_state, R"("key": {"value": "${aws_kms_key.k.arn}"})",
                          R"({"terraform": {"backend": {"s3": {"bucket": "b", "key": "base"}}}})"),
            unfollowed)
      << "nobody knows which of two documents has the state";
}

TEST(Resolve, DoesNotTakeAStacksOwnStateForItsDocument) {
  const std::vector<Document> documents = [] {
    std::vector<Document> all;
    all.push_back(read_terraform_json(R"({"terraform": {"backend": {"local": {"path": "x"}}}, "data": {"terraform_remote_state": {"s": {"backend": "local",
        "config": {"path": "x"}}}}, "output": {"o": {"value": "${aws_x.y.open}"}}, "resource": {"aws_x": {"y": {"open": false}, "z": {"open":
        "${data.terraform_remote_state.s.outputs.o}"}}}})", "x.tf.json"));
    return all;
  }();
  Resolver resolver(documents);
  const DocumentBlock& z = *documents[0].find(NodeKind::resource, "aws_x", "z");
  EXPECT_EQ(resolver.resolve(View(z.body).member("open"), z).target->address, "data.terraform_remote_state.s");
}

TEST(Resolve, EndsWhereStatesReadEachOther) {
  EXPECT_EQ(through_state(R"({"backend": "s3", "config": {"bucket": "b", "key": "app"}})"),
            "data.terraform_remote_state.s.outputs.key data.terraform_remote_state.s.outputs..more");
}

TEST(Instances, OfForEachOverAMapBindKeyAndValue) {
  Resolving document(R"({"resource": {"aws_a": {"x": {
    "for_each": {"b": {"public": true, "tags": {"k": "v"}}, "a": {"public": false}},
    "public": "${each.value.public}", "name": "${each.key}-x", "list": ["${each.key}"]}}}})");
  const DocumentBlock& block = document.block("aws_a.x");
  const auto places = document.resolver().instances(block);
  ASSERT_EQ(places.size(), 2u);
  const auto in = [&](const Place& place, const char* name) {
    return shown(document.resolver().resolve(View(block.body).member(name), place));
  };
  EXPECT_EQ(in(places[0], "public"), "known false");
  EXPECT_EQ(in(places[0], "name"), "known \"a-x\"");
  EXPECT_EQ(in(places[1], "public"), "known true");
  const Resolved list = document.resolver().resolve(View(block.body).member("list"), places[1]);
  EXPECT_EQ(shown(document.resolver().resolve(list.value.element(0), list.place)), "known \"b\"");
  EXPECT_EQ(shown(document.at("aws_a.x", "public")), "one of (known false | known true)");
  EXPECT_EQ(shown(document.at("aws_a.x", "name")), "one of (known \"a-x\" | known \"b-x\")");
}

TEST(Instances, OfSetsLocalsAndCounts) {
  Resolving document(R"({
    "locals": {"users": ["bob", "ann"]},
    "resource": {"aws_a": {
      "set": {"for_each": "${toset(local.users)}", "n": "${each.value}"},
      "count": {"count": 2, "n": "x-${count.index}"},
      "same": {"count": 2, "n": "${count.index >= 0}"}}}
  })");
  EXPECT_EQ(shown(document.at("aws_a.set", "n")), "one of (known \"ann\" | known \"bob\")");
  EXPECT_EQ(shown(document.at("aws_a.count", "n")), "one of (known \"x-0\" | known \"x-1\")");
  EXPECT_EQ(document.resolver().instances(document.block("aws_a.count")).size(), 2u);
  EXPECT_EQ(shown(document.at("aws_a.same", "n")), "one of (known true)");
}

TEST(Instances, ThatAreUnknownOrNoneForNowAreJudgedAsAWhole) {
  Resolving document(R"({
    "variable": {"u": {}, "empty": {"default": []}, "off": {"default": false}},
    "resource": {"aws_a": {
      "plain": {}, "unknown": {"for_each": "${var.u}", "n": "${each.value.n}"}, "empty": {"for_each": "${toset(var.empty)}", "n": "${each.key}"},
      "off": {"count": "${var.off ? 1 : 0}"}, "never": {"count": 0}, "none": {"for_each": {}}, "many": {"count": 1000000}}}
  })");
  const auto places = [&](const char* address) { return document.resolver().instances(document.block(address)); };
  for (const char* address : {"aws_a.plain", "aws_a.unknown", "aws_a.empty", "aws_a.off", "aws_a.many"}) {
    ASSERT_EQ(places(address).size(), 1u) << address;
    EXPECT_EQ(places(address)[0].bindings, nullptr) << address;
  }
  EXPECT_TRUE(places("aws_a.never").empty());
  EXPECT_TRUE(places("aws_a.none").empty());
  EXPECT_EQ(shown(document.at("aws_a.unknown", "n")), "unknown each.value.n");
  EXPECT_EQ(shown(document.at("aws_a.empty", "n")), "unknown each.key");
}

TEST(Instances, ReferencesToOneInstanceSeeItsValues) {
  Resolving document(R"({
    "resource": {
      "aws_b": {"y": {"for_each": {"k": "one", "l": "two"}, "name": "${each.value}", "arns": ["${each.key}"]}, "c": {"count": 2, "name": "n${count.index}"}},
      "aws_a": {"x": {"k": "${aws_b.y[\"k\"].name}", "whole": "${aws_b.y}", "free": "${aws_b.y[var.u].name}", "c": "${aws_b.c[1].name}", "arn": "${aws_b.y[\"k\"].arn}",
                      "all": "${aws_b.c[*].arn}", "list": "${concat(aws_b.y[\"l\"].arns, [])}"},
                "each": {"for_each": {"l": 1}, "name": "${aws_b.y[each.key].name}"}}
    }
  })");
  const auto at = [&](const char* name) { return shown(document.at("aws_a.x", name)); };
  EXPECT_EQ(at("k"), "reference aws_b.y[\"k\"].name = \"one\"");
  EXPECT_EQ(document.at("aws_a.x", "k").instance.text(), "k");
  EXPECT_TRUE(document.at("aws_a.x", "k").is_attribute("name"));
  EXPECT_EQ(at("free"), "reference aws_b.y[var.u].name");
  EXPECT_EQ(at("c"), "reference aws_b.c[1].name = \"n1\"");
  EXPECT_EQ(at("arn"), "reference aws_b.y[\"k\"].arn");
  EXPECT_EQ(at("all"), "reference aws_b.c[*].arn");
  EXPECT_EQ(at("list"), "known [\"l\"]");
  const auto places = document.resolver().instances(document.block("aws_a.each"));
  ASSERT_EQ(places.size(), 1u);
  EXPECT_EQ(shown(document.resolver().resolve(View(document.block("aws_a.each").body).member("name"), places[0])),
            "reference aws_b.y[\"l\"].name = \"two\"");
}

TEST(Instances, DoNotLendTheirNamesToOtherBlocks) {
  Resolving document(R"({
    "resource": {
      "aws_b": {"y": {"for_each": "${var.u}", "list": ["${each.value}"]}},
      "aws_a": {"x": {"for_each": {"k": "mine"}, "v": "${concat(aws_b.y[\"z\"].list, [])[0]}"}}
    }
  })");
  EXPECT_EQ(shown(document.at("aws_a.x", "v")), "unknown each.value");
}

TEST(Resolve, BoundsItsWork) {
  std::string locals = "\"l0\": [\"x\"]";
  for (int i = 1; i < 60; ++i) {
    const std::string before = "local.l" + std::to_string(i - 1);
    locals += ", \"l" + std::to_string(i) + "\": \"${concat(" + before + ", " + before + ")}\"";
    locals += ", \"t" + std::to_string(i) + "\": \"${local.t" + std::to_string(i - 1) + "}${local.t" +
              std::to_string(i - 1) + "}\"";
    locals += ", \"d" + std::to_string(i) + "\": [\"${local.d" + std::to_string(i - 1) + "}\", \"${local.d" +
              std::to_string(i - 1) + "}\"]";
  }
  Resolving document("{\"locals\": {\"t0\": \"x\", \"d0\": \"x\", " + locals + "}}");
  const auto state = [&](const char* text) { return document.expression(text).state; };
  EXPECT_EQ(state("local.l59"), Resolved::State::unknown);
  EXPECT_EQ(state("local.t59"), Resolved::State::unknown);
  EXPECT_EQ(state("jsonencode(local.d59)"), Resolved::State::unknown);
  EXPECT_EQ(state("local.d59 == local.d58"), Resolved::State::unknown);
  EXPECT_EQ(shown(document.expression("length(local.l5)")), "known 32");
}

}  // namespace
}  // namespace parapet
