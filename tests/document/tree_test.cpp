#include <gtest/gtest.h>

#include <functional>

#include "core/acme.hpp"
#include "core/element.hpp"
#include "core/synth.hpp"
#include "document/resolving.hpp"
#include "parapet/app.hpp"
#include "parapet/dynamic.hpp"
#include "parapet/expression.hpp"
#include "parapet/fn.hpp"
#include "parapet/for_expression.hpp"
#include "parapet/module.hpp"
#include "parapet/operators.hpp"
#include "parapet/variable.hpp"

namespace parapet {
namespace {

using test::shown;

const std::function<void(const std::vector<Document>&)>* look = nullptr;

/// Runs `body` on the finished documents of the app, where the guardrails would stand.
void with_documents(App& app, const std::function<void(const std::vector<Document>&)>& body) {
  const detail::Gate before = detail::gate();
  look = &body;
  detail::set_gate([](const std::vector<Document>& documents, std::vector<std::string>&) { (*look)(documents); });
  detail::synthesize_in_memory(*app.parapet_element()->app);
  detail::set_gate(before);
}

/// What the attributes of one widget resolve to.
class Widgets {
 public:
  explicit Widgets(const std::vector<Document>& documents) : resolver_(documents) {}
  const DocumentBlock& block(std::string_view path) const {
    for (const Document& document : resolver_.documents()) {
      for (const DocumentBlock& block : document.blocks()) {
        if (block.path == path) return block;
      }
    }
    throw std::runtime_error("no construct " + std::string(path));
  }
  std::string at(std::string_view path, std::string_view attribute) {
    const DocumentBlock& found = block(path);
    return shown(resolver_.resolve(View(found.body).member(attribute), found));
  }
  Resolver& resolver() { return resolver_; }

 private:
  Resolver resolver_;
};

TEST(ResolveTree, FollowsVariablesLocalsAndResources) {
  App app;
  Stack stack(app, "s");
  acme::Acme provider(stack, "acme");
  const Variable open(stack, "open", {.default_ = true, .sensitive = true});
  const Variable free(stack, "free");
  const Local name(stack, "name", fn::join("", List<Str>{"*", ":*"}));
  const acme::Widget first(stack, "first", {.name = "one", .settings = {acme::widget::Settings{.mode = "m"}}});
  acme::Widget(stack, "second",
               {.enabled = open.boolean(),
                .labels = {{"arn", first.arn()}, {"name", first.name()}, {"text", "x-" + first.name()}},
                .name = name.as<Str>(),
                .size = free.num()});
  with_documents(app, [&](const std::vector<Document>& documents) {
    Widgets widgets(documents);
    EXPECT_EQ(widgets.at("s/second", "enabled"), "known true sensitive default");
    EXPECT_EQ(widgets.at("s/second", "size"), "unknown var.free");
    EXPECT_EQ(widgets.at("s/second", "name"), "known \"*:*\"");
    EXPECT_EQ(widgets.at("s/first", "enabled"), "unset");
    const DocumentBlock& block = widgets.block("s/second");
    const Resolved labels = widgets.resolver().resolve(View(block.body).member("labels"), block);
    EXPECT_EQ(shown(widgets.resolver().member(labels, "arn")), "reference acme_widget.first.arn");
    EXPECT_EQ(shown(widgets.resolver().member(labels, "name")), "reference acme_widget.first.name = \"one\"");
    EXPECT_EQ(shown(widgets.resolver().member(labels, "text")), "known \"x-one\"");
    EXPECT_EQ(widgets.resolver().member(labels, "arn").target, &widgets.block("s/first"));
  });
}

TEST(ResolveTree, FollowsReferencesIntoOtherStacks) {
  App app;
  Stack network(app, "network");
  acme::Acme network_provider(network, "acme");
  const acme::Widget shared(network, "shared", {.name = "shared"});
  Stack stack(app, "s");
  acme::Acme provider(stack, "acme");
  acme::Widget(stack, "user", {.labels = {{"arn", shared.arn()}}, .name = shared.name()});
  with_documents(app, [&](const std::vector<Document>& documents) {
    Widgets widgets(documents);
    EXPECT_EQ(widgets.at("s/user", "name"), "reference acme_widget.shared.name = \"shared\"");
    const DocumentBlock& block = widgets.block("s/user");
    const Resolved arn =
        widgets.resolver().member(widgets.resolver().resolve(View(block.body).member("labels"), block), "arn");
    EXPECT_EQ(arn.target, &widgets.block("network/shared"));
    EXPECT_EQ(arn.document->stack(), "network");
  });
}

TEST(ResolveTree, SeesEveryInstanceAndDynamicBlock) {
  App app;
  Stack stack(app, "s");
  acme::Acme provider(stack, "acme");
  const Map<Str> sites{{"a", "one"}, {"b", "two"}};
  acme::Widget(stack, "each", {.for_each = sites, .name = each::value()});
  const List<Str> names{"p", "q"};
  acme::Widget(stack, "dynamic",
               {.part = Block<acme::widget::Part>(acme::widget::Part{.id = "static"}) +
                        dynamic(names, [](auto entry) { return acme::widget::Part{.id = entry.value()}; })});
  acme::Widget(stack, "list", {.labels = for_map(names, [](auto item) { return entry(item, fn::upper(item)); })});
  with_documents(app, [&](const std::vector<Document>& documents) {
    Widgets widgets(documents);
    EXPECT_EQ(widgets.at("s/each", "name"), "one of (known \"one\" | known \"two\")");
    EXPECT_EQ(widgets.resolver().instances(widgets.block("s/each")).size(), 2u);
    EXPECT_EQ(widgets.at("s/list", "labels"), "known {p = \"P\", q = \"Q\"}");
    const DocumentBlock& block = widgets.block("s/dynamic");
    std::string ids;
    for (const Item& item :
         widgets.resolver().items(View(block.body).member("part"), widgets.resolver().place(block), "part").items) {
      ids += shown(widgets.resolver().resolve(item.value.member("id"), item.place)) + "; ";
    }
    EXPECT_EQ(ids, "known \"static\"; known \"p\"; known \"q\"; ");
  });
}

TEST(ResolveTree, KnowsNoNamesForABlockThatIsNotInTheTreeYet) {
  const std::vector<Document> none;
  Resolver resolver(none);
  DocumentBlock block;
  const acme::widget config{.enabled = true,
                            .name = Ref<Str>(detail::make_get(detail::make_get(detail::make_name("var"), "x"), "y"))};
  block.body = Any(config).parapet_value();
  EXPECT_EQ(shown(resolver.resolve(View(block.body).member("enabled"), block)), "known true");
  EXPECT_EQ(shown(resolver.resolve(View(block.body).member("name"), block)), "unknown var.x.y");
  EXPECT_EQ(resolver.place(block).document, nullptr);
  EXPECT_EQ(resolver.instances(block).size(), 1u);
}

}  // namespace
}  // namespace parapet
