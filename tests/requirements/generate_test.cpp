#include "requirements/generate.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

#include "parapet/guardrails/catalog.hpp"
#include "requirements/output.hpp"

namespace parapet::requirements {
namespace {

using testing::ElementsAre;

std::string record(const std::string& id, const std::string& resource, const std::string& require,
                   const std::string& sources = "{}") {
  return R"({"ID": ")" + id + R"(", "name": "Name of )" + id + R"(.", "description": "Description.", "cloudProvider":
    "ACME", "domain": "data protection", "severity": "low", "tier": "baseline", "resource": ")" +
         resource + R"(", "require": )" + require + R"(, "fix": "f", "sources": )" + sources + "}";
}

/// A cloud with two services.
struct Cloud {
  Cloud() {
    catalog.read("[" + record("shop:001", "acme_shop_till", R"({"path": "lock.on", "equals": true})",
                              R"({"checkov": ["CKV_1"], "prowler": ["till_locked"]})") +
                     "," + record("shop:002", "acme_shop_till", R"({"path": "days", "at_least": 7})") + "," +
                     record("shop:003", "acme_shop_door", R"({"path": "alarm_system", "equals": true})",
                            R"({"checkov": ["CKV_1"]})") +
                     "," + record("shop:004", "acme_shop_till", R"({"path": "mode", "equals": "a"})") + "," +
                     record("shop:005", "acme_shop_till", R"({"path": "mode", "not_equals": "b"})") + "]",
                 "shop.json");
    catalog.read("[" + record("yard:001", "acme_yard_gate", R"({"path": "shut", "equals": true})",
                              R"({"checkov": ["CKV_1"]})") +
                     "]",
                 "yard.json");
    for (const guardrails::Requirement& requirement : catalog.requirements()) requirements.push_back(&requirement);
    knowledge.domains["*"] = "secure configuration";
    knowledge.domains["networking"] = "network security";
    knowledge.services["groceries"] = "shop";
  }

  Generated generate_for(std::set<std::string, std::less<>> services) {
    index = std::make_unique<CatalogIndex>(requirements);
    return generate({.catalog = *index, .sources = sources, .environment = environment, .knowledge = knowledge,
                     .services = std::move(services), .settable = settable, .draft = drafter},
                    ledger);
  }

  void add(SourceCheck check) {
    if (sources.empty()) sources.push_back({"checkov", "1", {}});
    check.source = sources.back().name;
    sources.back().checks.push_back(std::move(check));
  }

  guardrails::Catalog catalog;
  CatalogIndex::Requirements requirements;
  std::unique_ptr<CatalogIndex> index;
  std::vector<Source> sources;
  Environment environment;
  Knowledge knowledge;
  Settable settable;
  Drafter drafter;
  Ledger ledger;
};

SourceCheck check_named(const std::string& id, std::vector<Subject> subjects = {}) {
  SourceCheck check;
  check.id = id;
  check.title = "Title of " + id;
  check.subjects = std::move(subjects);
  return check;
}

SourceCheck check_of(const std::string& id, const std::string& type, Setting setting) {
  return check_named(id, {{type, {std::move(setting)}}});
}

/// `merged acme_shop_till lock.on shop:001` for each part.
std::vector<std::string> parts_of(const AccountedCheck& check) {
  std::vector<std::string> texts;
  for (const Part& part : check.parts) {
    std::string text(text_of(part.outcome));
    for (const std::string* more : {&part.resource, &part.path, &part.requirement, &part.service, &part.fact, &part.note})
      if (!more->empty()) text += " " + *more;
    texts.push_back(text);
  }
  return texts;
}

std::vector<std::string> ids_of(const Generated& generated) {
  std::vector<std::string> ids;
  for (const GeneratedRequirement& requirement : generated.requirements) ids.push_back(requirement.id);
  return ids;
}

TEST(Generate, MergesWhatTheCatalogClaims) {
  Cloud cloud;
  cloud.add(check_named("CKV_1"));
  SourceCheck renamed = check_named("till_shut");
  renamed.aliases = {"till_locked"};
  cloud.sources.push_back({"prowler", "", {}});
  cloud.add(renamed);
  const Generated generated = cloud.generate_for({"shop"});
  EXPECT_THAT(parts_of(generated.checks[0]), ElementsAre("merged acme_shop_till shop:001", "merged acme_shop_door shop:003",
                                                         "other_service acme_yard_gate yard"));
  EXPECT_EQ(generated.checks[0].outcome, Outcome::merged);
  EXPECT_THAT(parts_of(generated.checks[1]), ElementsAre("merged acme_shop_till shop:001")) << "it had another id before";
  EXPECT_THAT(ids_of(generated), ElementsAre("shop:001", "shop:002", "shop:003", "shop:004", "shop:005"));
}

TEST(Generate, MergesTheSameConfigurationOfTheSameResource) {
  Cloud cloud;
  cloud.add(check_of("same", "acme_shop_till", {"lock.on", Wish::one_of, {true}}));
  cloud.add(check_of("more", "acme_shop_till", {"days", Wish::at_least, {30}}));
  cloud.add(check_of("less", "acme_shop_till", {"days", Wish::at_least, {1}}));
  cloud.add(check_of("one of two", "acme_shop_till", {"mode", Wish::one_of, {"a"}}));
  cloud.add(check_of("example", "acme_shop_till", {"lock.on", Wish::example, {true}}));
  cloud.add(check_of("other example", "acme_shop_till", {"lock.on", Wish::example, {false}}));
  cloud.add(check_of("inspected", "acme_shop_till", {"lock.on"}));
  const Generated generated = cloud.generate_for({"shop"});
  EXPECT_THAT(parts_of(generated.checks[0]), ElementsAre("merged acme_shop_till lock.on shop:001"));
  EXPECT_THAT(parts_of(generated.checks[1]),
              ElementsAre("merged acme_shop_till days shop:002 may ask for more: `days` of every `acme_shop_till` is at "
                          "least 30."));
  EXPECT_THAT(parts_of(generated.checks[2]), ElementsAre("merged acme_shop_till days shop:002"));
  EXPECT_THAT(parts_of(generated.checks[3]), ElementsAre("merged acme_shop_till mode shop:004"));
  EXPECT_THAT(parts_of(generated.checks[4]), ElementsAre("merged acme_shop_till lock.on shop:001"));
  EXPECT_THAT(parts_of(generated.checks[5]), ElementsAre("needs_draft acme_shop_till shop"));
  EXPECT_THAT(parts_of(generated.checks[6]), ElementsAre("merged acme_shop_till lock.on shop:001"));
}

TEST(Generate, FindsTheSwitchThatAnIdSpellsOut) {
  Cloud cloud;
  cloud.add(check_named("shop_door_alarm_system_enabled", {{"acme_shop_door"}}));
  cloud.add(check_named("shop_door_alarm_system_disabled", {{"acme_shop_door"}}));
  const Generated generated = cloud.generate_for({"shop"});
  EXPECT_THAT(parts_of(generated.checks[0]), ElementsAre("merged acme_shop_door shop:003"));
  EXPECT_THAT(parts_of(generated.checks[1]), ElementsAre("needs_draft acme_shop_door shop"));
}

TEST(Generate, SplitsByResourceAndAttribute) {
  Cloud cloud;
  const std::vector<Setting> settings = {{"lock.on", Wish::one_of, {true}}, {"bolt", Wish::exists}};
  cloud.add(check_named("both", {{"acme_shop_till", settings}, {"acme_shop_door", settings}, {"acme_yard_gate", settings}}));
  const Generated generated = cloud.generate_for({"shop"});
  EXPECT_THAT(parts_of(generated.checks[0]),
              ElementsAre("merged acme_shop_till lock.on shop:001", "drafted acme_shop_till bolt shop:008",
                          "drafted acme_shop_door lock.on shop:007", "drafted acme_shop_door bolt shop:006",
                          "other_service acme_yard_gate yard"));
}

TEST(Generate, DraftsOnceForTheSameThing) {
  Cloud cloud;
  SourceCheck first = check_of("first", "acme_shop_till", {"bolt", Wish::one_of, {true}});
  first.categories = {"NETWORKING"};
  cloud.add(first);
  cloud.add(check_of("second", "acme_shop_till", {"bolt", Wish::one_of, {true}}));
  cloud.add(check_of("third", "acme_shop_till", {"bolt", Wish::one_of, {false}}));
  const Generated generated = cloud.generate_for({"shop"});
  EXPECT_THAT(parts_of(generated.checks[1]), ElementsAre("drafted acme_shop_till bolt shop:006"));
  EXPECT_THAT(parts_of(generated.checks[2]),
              ElementsAre("drafted acme_shop_till bolt shop:006 asks for something else: `bolt` of every `acme_shop_till` "
                          "is false."));
  detail::StringSink sink;
  write_requirements(sink, generated.requirements, "shop");
  EXPECT_TRUE(sink.text.ends_with(R"(  {
    "ID": "shop:006",
    "name": "Every `acme_shop_till` sets `bolt` to true.",
    "description": "`bolt` of every `acme_shop_till` is true.",
    "cloudProvider": "ACME",
    "domain": "network security"
  }
]
)")) << sink.text;
}

TEST(Generate, DraftsNothingThatCannotBeSet) {
  Cloud cloud;
  cloud.add(check_of("computed", "acme_shop_till", {"bolt", Wish::exists}));
  cloud.settable = [](const std::string& resource, const std::string& path) {
    return resource != "acme_shop_till" || path != "bolt";
  };
  const Generated generated = cloud.generate_for({"shop"});
  EXPECT_THAT(parts_of(generated.checks[0]),
              ElementsAre("needs_draft acme_shop_till shop the provider lets nobody set `bolt` of `acme_shop_till`"));
  detail::StringSink summary;
  write_generation_summary(summary, generated);
  EXPECT_TRUE(summary.text.ends_with("no requirement for checkov computed (shop): the provider lets nobody set `bolt` of "
                                     "`acme_shop_till`; needs a person or --draft\n"))
      << summary.text;
}

TEST(Generate, KeepsWhatItDropsAccountedFor) {
  Cloud cloud;
  cloud.environment.facts.push_back({"closed", "The shop is closed.", "Nobody comes.", true, {"visit*"}, {"shop:002"}});
  cloud.environment.facts.push_back({"idle", "s", "w", true, {"nobody"}});
  cloud.environment.facts.push_back({"kept", "s", "w", true, {}, {}, {}, {}, {"shop:001"}});
  cloud.environment.facts.push_back({"no-windows", "s", "w", true, {}, {}, {"acme_shop_window"}});
  cloud.knowledge.not_configuration.push_back({{"audit_*"}, "It is the state of a day."});
  cloud.add(check_of("visitors", "acme_shop_till", {"visitors", Wish::exists}));
  cloud.add(check_of("kept", "acme_shop_till", {"days", Wish::at_least, {1}}));
  cloud.add(check_of("window", "acme_shop_window", {"pane", Wish::exists}));
  cloud.add(check_of("audit_till", "acme_shop_till", {"count", Wish::exists}));
  cloud.add(check_of("visit_gate", "acme_yard_gate", {"x", Wish::exists}));
  cloud.add(check_of("gate", "acme_yard_gate", {"x", Wish::exists}));
  const Generated generated = cloud.generate_for({"shop"});
  std::vector<std::string> all;
  for (const AccountedCheck& check : generated.checks) {
    for (const std::string& part : parts_of(check)) all.push_back(part);
  }
  EXPECT_THAT(all, ElementsAre("environment closed", "environment acme_shop_till days shop:002 closed",
                               "environment acme_shop_window no-windows", "not_configuration acme_shop_till",
                               "other_service yard", "other_service acme_yard_gate yard"));
  EXPECT_THAT(ids_of(generated), ElementsAre("shop:001", "shop:003", "shop:004", "shop:005"));
  EXPECT_THAT(generated.notes,
              ElementsAre("the fact `idle` of the environment changes nothing: none of its patterns fits"));
}

TEST(Generate, ChangesWithTheEnvironment) {
  Cloud cloud;
  cloud.environment.facts.push_back({"closed", "s", "w", true, {}, {"shop:002"}});
  EXPECT_THAT(ids_of(cloud.generate_for({"shop"})), ElementsAre("shop:001", "shop:003", "shop:004", "shop:005"));
  cloud.environment.facts[0].value = false;
  EXPECT_THAT(ids_of(cloud.generate_for({"shop"})), ElementsAre("shop:001", "shop:002", "shop:003", "shop:004", "shop:005"));
}

TEST(Generate, TakesTheServiceOfTheResource) {
  Cloud cloud;
  SourceCheck check = check_named("example_of_two", {{"acme_yard_gate"}, {"acme_shop_till"}});
  check.service = "groceries";
  cloud.add(check);
  cloud.add(check_of("begins alike", "acme_shop_till_drawer", {"x"}));
  cloud.add(check_of("new", "acme_garden_gnome", {"hat", Wish::exists}));
  cloud.add(check_named("nowhere"));
  const Generated generated = cloud.generate_for({});
  EXPECT_THAT(parts_of(generated.checks[0]), ElementsAre("needs_draft acme_shop_till shop"));
  EXPECT_THAT(parts_of(generated.checks[1]), ElementsAre("needs_draft acme_shop_till_drawer shop"));
  EXPECT_THAT(parts_of(generated.checks[2]), ElementsAre("drafted acme_garden_gnome hat garden:001"));
  EXPECT_THAT(parts_of(generated.checks[3]), ElementsAre("needs_draft unknown"));
  EXPECT_THAT(generated.services, ElementsAre("garden", "shop", "yard"));
}

TEST(Generate, KeepsIdsWhateverHappensToTheSources) {
  Cloud cloud;
  cloud.add(check_of("m", "acme_shop_till", {"m", Wish::exists}));
  cloud.add(check_of("z", "acme_shop_till", {"z", Wish::exists}));
  EXPECT_THAT(parts_of(cloud.generate_for({"shop"}).checks[1]), ElementsAre("drafted acme_shop_till z shop:007"));
  const auto again = [&] {
    detail::StringSink sink;
    cloud.ledger.write(sink);
    cloud.ledger = Ledger(sink.text, "ledger.json");
    return cloud.generate_for({"shop"});
  };
  cloud.sources[0].checks.insert(cloud.sources[0].checks.begin(), check_of("a", "acme_shop_till", {"a", Wish::exists}));
  cloud.sources[0].checks[0].source = "checkov";
  const Generated grown = again();
  EXPECT_THAT(parts_of(grown.checks[0]), ElementsAre("drafted acme_shop_till a shop:008"));
  EXPECT_THAT(parts_of(grown.checks[1]), ElementsAre("drafted acme_shop_till m shop:006"));
  EXPECT_THAT(parts_of(grown.checks[2]), ElementsAre("drafted acme_shop_till z shop:007"));
  const SourceCheck gone = cloud.sources[0].checks[1];
  cloud.sources[0].checks.erase(cloud.sources[0].checks.begin() + 1);
  EXPECT_THAT(ids_of(again()), ElementsAre("shop:001", "shop:002", "shop:003", "shop:004", "shop:005", "shop:007", "shop:008"));
  cloud.add(gone);
  EXPECT_THAT(parts_of(again().checks[2]), ElementsAre("drafted acme_shop_till m shop:006")) << "it gets its id back";
}

TEST(Generate, LetsSomebodyWriteForTheGaps) {
  Cloud cloud;
  SourceCheck check = check_named("vague", {{"acme_shop_till"}});
  check.mentioned = {"hinge"};
  cloud.add(check);
  cloud.add(check_named("vaguer", {{"acme_shop_till"}}));
  std::vector<Gap> asked;
  cloud.drafter = [&](const std::vector<Gap>& gaps, const std::vector<GeneratedRequirement>&) {
    asked = gaps;
    Drafting drafting;
    drafting.drafts = {{0, "Written.", "`hinge` is oiled.", "data protection"},
                       {0, "Twice.", "d", "data protection"},
                       {7, "Nowhere.", "d", "data protection"}};
    drafting.refused = {{1, "It is vague."}, {8, "It is nowhere."}};
    drafting.account.by = "a model";
    return drafting;
  };
  const Generated generated = cloud.generate_for({"shop"});
  ASSERT_EQ(asked.size(), 2u);
  EXPECT_EQ(asked[0].title, "Title of vague");
  EXPECT_EQ(asked[0].cloud_provider, "ACME");
  EXPECT_THAT(asked[0].attributes, ElementsAre("hinge"));
  EXPECT_THAT(parts_of(generated.checks[0]), ElementsAre("drafted acme_shop_till shop:006"));
  EXPECT_EQ(generated.requirements.back().name, "Written.");
  EXPECT_TRUE(generated.requirements.back().draft);
  EXPECT_EQ(generated.requirements.back().written_by, "a model");
  ASSERT_EQ(generated.gaps.size(), 1u);
  EXPECT_EQ(generated.gaps[0].id, "vaguer");
  EXPECT_EQ(generated.gaps[0].refused, "It is vague.");
  ASSERT_TRUE(generated.drafting);
  EXPECT_EQ(generated.drafting->drafts, 1u);
  EXPECT_EQ(generated.drafting->refused, 1u);
}

/// Whether somebody drafts or not, all other requirements have the same ids, and whoever drafts sees them.
TEST(Generate, GivesWrittenDraftsTheirIdsLast) {
  Cloud cloud;
  cloud.add(check_named("vague", {{"acme_shop_door"}}));
  cloud.add(check_of("bolt", "acme_shop_till", {"bolt", Wish::exists}));
  std::vector<std::string> others;
  cloud.drafter = [&](const std::vector<Gap>&, const std::vector<GeneratedRequirement>& requirements) {
    for (const GeneratedRequirement& requirement : requirements) others.push_back(requirement.id);
    return Drafting{{{0, "Written.", "`hinge` is oiled.", "data protection"}}, {}, {}};
  };
  const Generated generated = cloud.generate_for({"shop"});
  EXPECT_THAT(others, testing::UnorderedElementsAre("shop:001", "shop:002", "shop:003", "shop:004", "shop:005", "shop:006"));
  EXPECT_THAT(parts_of(generated.checks[0]), ElementsAre("drafted acme_shop_door shop:007"));
  EXPECT_THAT(parts_of(generated.checks[1]), ElementsAre("drafted acme_shop_till bolt shop:006"));
  EXPECT_THAT(ids_of(generated), ElementsAre("shop:001", "shop:002", "shop:003", "shop:004", "shop:005", "shop:006", "shop:007"));
  detail::StringSink ledger;
  cloud.ledger.write(ledger);
  EXPECT_NE(ledger.text.find(R"("key": "acme_shop_door checkov vague")"), std::string::npos) << ledger.text;
}

TEST(GenerationReport, SaysWhatDraftingTook) {
  Cloud cloud;
  cloud.add(check_named("open", {{"acme_yard_gate"}}));
  cloud.add(check_named("shut", {{"acme_yard_gate"}}));
  cloud.drafter = [](const std::vector<Gap>&, const std::vector<GeneratedRequirement>&) {
    return Drafting{{{1, "Written.", "`hinge` is oiled.", "data protection"}},
                    {{0, "the answer says nothing"}},
                    {"m", 0, 0, 3, 1, 400, 200, 50, "no tokens", {"a note"}}};
  };
  const Generated generated = cloud.generate_for({"yard"});
  detail::StringSink report, summary;
  write_generation_report(report, generated, cloud.sources);
  write_generation_summary(summary, generated);
  const Json json = Json::parse(report.text);
  EXPECT_EQ(json["drafting"], Json::parse(R"({"model": "m", "drafts": 1, "refused": 1, "requests": 3, "retries": 1,
      "tokens_read": 400, "tokens_written": 200, "tokens_unanswered": 50, "stopped": "no tokens", "notes": ["a note"]})"));
  EXPECT_EQ(json["requirements"][1], Json::parse(R"({"ID": "yard:002", "from": "draft", "written_by": "m", "checks":
      ["checkov shut"]})"));
  EXPECT_EQ(json["gaps"], Json::parse(R"([{"source": "checkov", "id": "open", "service": "yard", "resource":
      "acme_yard_gate", "attributes": [], "refused": "the answer says nothing"}])"));
  EXPECT_EQ(summary.text,
            "2 requirements: 0 that checks ask for, 1 from the catalog alone, 1 drafts\n"
            "2 checks: 0 merged, 1 drafted, 1 needs draft, 0 environment, 0 not configuration, 0 other service\n"
            "draft yard:002 by m, to be reviewed: Written.\n"
            "no requirement for checkov open (yard): no draft: the answer says nothing; needs a person\n");
}

TEST(Generate, WorksWithoutAnySource) {
  Cloud cloud;
  const Generated generated = cloud.generate_for({"yard"});
  EXPECT_TRUE(generated.checks.empty());
  EXPECT_THAT(ids_of(generated), ElementsAre("yard:001"));
}

/// Whatever checks there are, each has one outcome that one of its parts has, and the totals add up.
TEST(Generate, AccountsForEveryCheck) {
  Cloud cloud;
  cloud.environment.facts.push_back({"f", "s", "w", true, {"*7"}, {"shop:003"}});
  cloud.knowledge.not_configuration.push_back({{"*3"}, "r"});
  for (int i = 0; i < 200; ++i) {
    const std::array types = {"acme_shop_till", "acme_shop_door", "acme_yard_gate", "acme_other_x", "odd"};
    const std::array paths = {"lock.on", "days", "shut", "x"};
    const auto wish = static_cast<Wish>(i % 9);
    cloud.add(check_named("check_" + std::to_string(i),
                          {{types[i % 5], {{paths[i % 4], wish, {i % 2 == 0}}}}, {types[(i / 5) % 5]}}));
  }
  for (const std::set<std::string, std::less<>>& services : {std::set<std::string, std::less<>>{}, {"shop"}, {"yard"}}) {
    const Generated generated = cloud.generate_for(services);
    ASSERT_EQ(generated.checks.size(), 200u);
    for (const AccountedCheck& check : generated.checks) {
      ASSERT_FALSE(check.parts.empty()) << check.check->id;
      const bool has_it = std::any_of(check.parts.begin(), check.parts.end(),
                                      [&](const Part& part) { return part.outcome == check.outcome; });
      EXPECT_TRUE(has_it) << check.check->id;
    }
    const auto written = ids_of(generated);
    for (const AccountedCheck& check : generated.checks) {
      for (const Part& part : check.parts) {
        if (part.outcome != Outcome::merged && part.outcome != Outcome::drafted) continue;
        EXPECT_THAT(written, testing::Contains(part.requirement)) << check.check->id;
      }
    }
  }
}

TEST(GenerationReport, SaysWhereEverythingWent) {
  Cloud cloud;
  cloud.environment.facts.push_back({"closed", "The shop is closed.", "Nobody comes.", true, {}, {"yard:001"}});
  cloud.add(check_named("CKV_1"));
  cloud.add(check_of("bolt", "acme_yard_gate", {"bolt", Wish::exists}));
  cloud.add(check_named("open", {{"acme_yard_gate"}}));
  const Generated generated = cloud.generate_for({"yard"});
  detail::StringSink report, summary;
  write_generation_report(report, generated, cloud.sources);
  write_generation_summary(summary, generated);
  const Json json = Json::parse(report.text);
  EXPECT_EQ(json["services"], Json::parse(R"(["yard"])"));
  EXPECT_EQ(json["sources"], Json::parse(R"([{"source": "checkov", "version": "1", "checks": 3}])"));
  EXPECT_EQ(json["totals"], Json::parse(R"({"checks": 3, "merged": 0, "drafted": 1, "needs_draft": 1, "environment": 1,
      "not_configuration": 0, "other_service": 0})"));
  EXPECT_EQ(json["parts"], Json::parse(R"({"parts": 5, "merged": 0, "drafted": 1, "needs_draft": 1, "environment": 1,
      "not_configuration": 0, "other_service": 2})"));
  EXPECT_EQ(json["requirements"], Json::parse(R"([{"ID": "yard:002", "from": "draft", "checks": ["checkov bolt"]}])"));
  EXPECT_EQ(json["dropped"], Json::parse(R"([{"ID": "yard:001", "fact": "closed", "statement": "The shop is closed.",
      "why": "Nobody comes."}])"));
  EXPECT_EQ(json["gaps"], Json::parse(R"([{"source": "checkov", "id": "open", "service": "yard", "resource":
      "acme_yard_gate", "attributes": []}])"));
  EXPECT_EQ(json["checks"][1], Json::parse(R"({"source": "checkov", "id": "bolt", "outcome": "drafted", "parts":
      [{"outcome": "drafted", "resource": "acme_yard_gate", "path": "bolt", "requirement": "yard:002"}]})"));
  EXPECT_EQ(summary.text,
            "1 requirements: 0 that checks ask for, 0 from the catalog alone, 1 drafts\n"
            "3 checks: 0 merged, 1 drafted, 1 needs draft, 1 environment, 0 not configuration, 0 other service\n"
            "dropped yard:001: closed: Nobody comes.\n"
            "draft yard:002, to be reviewed: Every `acme_yard_gate` sets `bolt`.\n"
            "no requirement for checkov open (yard): needs a person or --draft\n");
}

}  // namespace
}  // namespace parapet::requirements
