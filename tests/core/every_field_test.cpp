#include <gtest/gtest.h>

#include <cstring>
#include <functional>
#include <nlohmann/json.hpp>

#include "core/element.hpp"
#include "core/synth.hpp"
#include "parapet/app.hpp"
#include "parapet/backend.hpp"
#include "parapet/expression.hpp"
#include "parapet/module.hpp"
#include "parapet/refactor.hpp"
#include "parapet/resource.hpp"
#include "parapet/stack.hpp"
#include "parapet/variable.hpp"

/// No input that is accepted may be lost: every field of every struct of the core gets a value of its own, and the
/// written document has exactly these values at the place where they belong.
namespace parapet {
namespace {

using Json = nlohmann::json;

constexpr detail::ProviderInfo acme{"acme", "acme/acme", "1.0.0"};

/// A resource with the meta-arguments that hold structs of the core, like generated bindings have them.
struct Thing {
  Block<Connection> connection{};
  Block<Lifecycle> lifecycle{};
  List<Provisioner> provisioner{};
  static inline constinit detail::Table parapet_table{"connection m\nlifecycle m\nprovisioner m", 3};
};
constexpr detail::TypeInfo thing_type{"acme_thing", &acme, &Thing::parapet_table};

struct Filled {
  std::vector<const detail::Value*> slots;
  Json expected = Json::object();
};

/// Fills every field of a table.
class Filler {
 public:
  explicit Filler(Stack& stack) : other_(stack, "other", "acme_thing", object({})) {}

  Filled fill(const detail::Table& table) {
    Filled filled;
    const detail::TableInfo& info = detail::info_of(table);
    for (std::uint16_t i = 0; i < info.count; ++i) {
      Json& expected = filled.expected[std::string(info.fields[i].name)];
      filled.slots.push_back(field(info.fields[i], info.fields[i].shape, expected).parapet_value());
    }
    return filled;
  }

 private:
  Any field(const detail::Field& field, std::string_view shape, Json& expected) {
    const std::string name(field.name);
    if (field.is_meta()) return meta(name, expected);
    switch (shape.front()) {
      case 's':
        return string(field, expected);
      case 'n':
        return number(expected);
      case 'b':
        return take(true, expected = true);
      case 'd':
        return take("any " + name, expected = "any " + name);
      case 'L':
      case 'E':
        return Any(List<Any>{this->field(field, shape.substr(1), expected[0])});
      case 'M':
        return Any(Map<Any>{{"key of " + name, this->field(field, shape.substr(1), expected["key of " + name])}});
      case 'B':
      case 'T':
        return blocks(*field.nested, expected[0]);
      case 'G':
        return blocks(*field.nested, expected);
      case 'N':
      case 'O':
        return record(*field.nested, expected);
      default:
        ADD_FAILURE() << name << " has the shape " << shape << ", which this test does not know";
        return {};
    }
  }

  template <class T>
  static Any take(const T& value, const Json&) {
    return Any(value);
  }

  Any string(const detail::Field& field, Json& expected) {
    const std::string name(field.name);
    if (field.has('s')) return take(raw("var." + name), expected = "${var." + name + "}");
    // Words that Terraform reads while it parses.
    if (name == "when") return take("destroy", expected = "destroy");
    if (name == "on_failure") return take("continue", expected = "continue");
    const std::string text = "text " + std::to_string(++number_);
    return take(text, expected = text);
  }

  Any number(Json& expected) {
    ++number_;
    return take(number_, expected = number_);
  }

  Any meta(const std::string& name, Json& expected) {
    if (name == "depends_on") return take(Dependencies{other_}, expected = Json{"acme_thing.other"});
    if (name == "replace_triggered_by") return take(List<Trigger>{other_}, expected = Json{"acme_thing.other"});
    if (name == "ignore_changes") return take(IgnoreChanges{"size"}, expected = Json{"size"});
    if (name == "provisioner") {
      return take(List<Provisioner>{LocalExec{.command = "true"}},
                  expected = Json::parse(R"([{"local-exec": {"command": "true"}}])"));
    }
    return take("meta " + name, expected = "meta " + name);
  }

  Any record(detail::Table& table, Json& expected) {
    const Filled inner = fill(table);
    expected = inner.expected;
    return Any(Ref<Any>(detail::make_record(table, inner.slots.data())));
  }

  Any blocks(detail::Table& table, Json& expected) {
    const detail::Value* block = record(table, expected).parapet_value();
    return Any(Ref<Any>(detail::make_blocks(&block, 1)));
  }

  Resource other_;
  int number_ = 100;
};

struct Case {
  std::string name;
  detail::Table* table;
  std::string pointer;
  std::function<void(Stack&, const void*)> place;
};

template <class T>
T struct_of(const void* slots) {
  T result;
  std::memcpy(static_cast<void*>(&result), slots, sizeof(T));
  return result;
}

void place_thing(Stack& stack, const Thing& thing) { Resource(stack, "thing", thing_type, &thing); }

template <class T>
Case provisioner(const char* kind) {
  return {
      kind, &T::parapet_table, std::string("/resource/acme_thing/thing/provisioner/0/") + kind,
      [](Stack& stack, const void* slots) { place_thing(stack, {.provisioner = {Provisioner(struct_of<T>(slots))}}); }};
}

template <class T>
Case backend_kind() {
  const std::string kind = T::parapet_backend;
  return {"backend " + kind, &T::parapet_table, (kind == "cloud" ? "/terraform/" : "/terraform/backend/") + kind,
          [](Stack& stack, const void* slots) { Backend(stack, struct_of<T>(slots)); }};
}

template <class C, class Options>
Case block(const char* name, const char* pointer) {
  return {name, &Options::parapet_table, pointer,
          [](Stack& stack, const void* slots) { C(stack, "it", struct_of<Options>(slots)); }};
}

/// One line per struct of the core; a new one belongs here.
std::vector<Case> cases() {
  return {
      {"Condition", &Condition::parapet_table, "/resource/acme_thing/thing/lifecycle/postcondition/0",
       [](Stack& stack, const void* slots) {
         place_thing(stack, {.lifecycle = {Lifecycle{.postcondition = {struct_of<Condition>(slots)}}}});
       }},
      {"Lifecycle", &Lifecycle::parapet_table, "/resource/acme_thing/thing/lifecycle",
       [](Stack& stack, const void* slots) { place_thing(stack, {.lifecycle = {struct_of<Lifecycle>(slots)}}); }},
      {"Connection", &Connection::parapet_table, "/resource/acme_thing/thing/connection",
       [](Stack& stack, const void* slots) { place_thing(stack, {.connection = {struct_of<Connection>(slots)}}); }},
      provisioner<LocalExec>("local-exec"),
      provisioner<RemoteExec>("remote-exec"),
      provisioner<FileProvisioner>("file"),
      block<Variable, VariableOptions>("variable", "/variable/it"),
      block<Output, OutputOptions>("output", "/output/it"),
      block<Moved, MovedOptions>("moved", "/moved/0"),
      block<Import, ImportOptions>("import", "/import/0"),
      block<Removed, RemovedOptions>("removed", "/removed/0"),
      block<Check, CheckOptions>("check", "/check/it"),
      backend_kind<backend::azurerm>(),
      backend_kind<backend::cloud>(),
      backend_kind<backend::consul>(),
      backend_kind<backend::cos>(),
      backend_kind<backend::gcs>(),
      backend_kind<backend::http>(),
      backend_kind<backend::kubernetes>(),
      backend_kind<backend::local>(),
      backend_kind<backend::oci>(),
      backend_kind<backend::oss>(),
      backend_kind<backend::pg>(),
      backend_kind<backend::remote>(),
      backend_kind<backend::s3>(),
  };
}

Json document(App& app) { return Json::parse(detail::synthesize_in_memory(*app.parapet_element()->app).at("dev")); }

Json written_at(App& app, const std::string& pointer) {
  const Json whole = document(app);
  const Json::json_pointer at(pointer);
  if (!whole.contains(at)) return "nothing at " + pointer + " of " + whole.dump(1);
  Json found = whole.at(at);
  if (found.is_object()) found.erase("//");
  return found;
}

TEST(EveryField, IsWritten) {
  for (const Case& one : cases()) {
    SCOPED_TRACE(one.name);
    App app;
    Stack stack(app, "dev");
    const Filled filled = Filler(stack).fill(*one.table);
    one.place(stack, filled.slots.data());
    EXPECT_EQ(written_at(app, one.pointer), filled.expected);
  }
}

TEST(EveryField, OfAModuleIsWritten) {
  App app;
  Stack stack(app, "dev");
  Resource other(stack, "other", "acme_thing", object({}));
  Provider west(stack, "west", "acme", "acme/acme", "1.0.0", object({{"alias", "west"}}));
  Module(stack, "it",
         {.count = 2,
          .depends_on = {other},
          .inputs = object({{"cidr", "10.0.0.0/16"}}),
          .providers = {{"acme", west}},
          .source = "acme/network/acme",
          .version = "~> 1.0"});
  EXPECT_EQ(written_at(app, "/module/it"), Json::parse(R"({
    "cidr": "10.0.0.0/16", "count": 2, "depends_on": ["acme_thing.other"], "providers": {"acme": "acme.west"},
    "source": "acme/network/acme", "version": "~> 1.0"})"));
}

TEST(EveryField, OfAModuleForEachIsWritten) {
  App app;
  Stack stack(app, "dev");
  Module(stack, "it", {.for_each = Map<Str>{{"a", "b"}}, .source = "acme/network/acme"});
  EXPECT_EQ(written_at(app, "/module/it"), Json::parse(R"({"for_each": {"a": "b"}, "source": "acme/network/acme"})"));
}

TEST(EveryField, OfACheckWithDataIsWritten) {
  App app;
  Stack stack(app, "dev");
  Check(stack, "it", {.type = "http", .name = "page", .config = object({{"url", "https://example.com"}})},
        {.assert_ = {Condition{.condition = raw<Bool>("data.http.page.status_code == 200"), .error_message = "down"}}});
  EXPECT_EQ(written_at(app, "/check/it"), Json::parse(R"({
    "assert": [{"condition": "${data.http.page.status_code == 200}", "error_message": "down"}],
    "data": {"http": {"page": {"url": "https://example.com"}}}})"));
}

TEST(EveryField, OfAStackIsWritten) {
  App app;
  Stack stack(app, "dev",
              {.encryption = object({{"state", object({{"enforced", true}})}}),
               .required_version = ">= 1.10",
               .tags = {{"env", "dev"}}});
  Output(stack, "tags", {.value = stack.tags()});
  EXPECT_EQ(written_at(app, "/terraform/encryption"), Json::parse(R"({"state": {"enforced": true}})"));
  EXPECT_EQ(written_at(app, "/terraform/required_version"), ">= 1.10");
  EXPECT_EQ(written_at(app, "/output/tags/value"), Json::parse(R"({"env": "dev"})"));
}

}  // namespace
}  // namespace parapet
