#include <gtest/gtest.h>

#include "modulegen_run.hpp"

namespace parapet::modulegen::testing {
namespace {

/// A module with all that Terraform's syntax allows. `PARAPET_APPROVE=1` takes what is generated now as right.
TEST(ModuleHeader, IsGeneratedAsApproved) {
  const Workplace workplace;
  ASSERT_EQ(workplace.run("--folder " + (test_folder / "network").string() +
                          " --name network --source example/network/acme --version '~> 2.1' --out out"),
            "");
  const std::string generated = read_text(workplace.header("modules/network.hpp"));
  const fs::path golden = test_folder / "golden/network.hpp.golden";
  if (std::getenv("PARAPET_APPROVE")) write_text(golden, generated);
  EXPECT_EQ(generated, read_text(golden));
}

TEST(ModuleHeader, TakesNamesThatCppReserves) {
  const Workplace workplace;
  workplace.add("main.tf", "variable \"class\" {}\noutput \"Class\" { value = 1 }\n");
  ASSERT_EQ(workplace.run("--folder m --name class --namespace acme --source 'git::ssh://h/a\"b' --out out"), "");
  EXPECT_EQ(read_text(workplace.header("acme/class_.hpp")), R"(#pragma once

#include "parapet/typed_module.hpp"

namespace acme {

/// Inputs of the Terraform module git::ssh://h/a"b.
struct class_ {
  ::parapet::Any class_{};
  static inline constinit ::parapet::detail::Table parapet_table{"class d r", 1};
  static constexpr ::parapet::detail::ModuleInfo parapet_module{"git::ssh://h/a\"b", nullptr, &parapet_table};
};
static_assert(sizeof(class_) == 1 * sizeof(void*));

/// A call of it.
class Class : public ::parapet::TypedModule {
 public:
  using Config = ::acme::class_;
  explicit Class(::parapet::detail::Element* element) : ::parapet::TypedModule(element) {}
  Class(::parapet::Scope scope, ::std::string_view id, const Config& inputs, const ::parapet::ModuleOptions& options = {})
      : ::parapet::TypedModule(scope, id, Config::parapet_module, &inputs, options) {}
  Class operator[](const ::parapet::Key& key) const { return Class(*this, key); }
  ::parapet::Ref<::parapet::Any> Class_() const { return parapet_get<::parapet::Ref<::parapet::Any>>("Class"); }

 private:
  Class(const Class& whole, const ::parapet::Key& key) : ::parapet::TypedModule(whole, key) {}
};

}  // namespace acme
)");
}

TEST(ModuleHeader, IsLeftAloneWhenNothingChanges) {
  const Workplace workplace;
  workplace.add("main.tf", "variable \"a\" {}");
  ASSERT_EQ(workplace.generate(), "");
  const fs::path header = workplace.header("modules/it.hpp");
  const auto old = fs::file_time_type{} - std::chrono::hours(24);
  fs::last_write_time(header, old);
  ASSERT_EQ(workplace.generate(), "");
  EXPECT_EQ(fs::last_write_time(header), old);
  workplace.add("main.tf", "variable \"b\" {}");
  ASSERT_EQ(workplace.generate(), "");
  EXPECT_NE(fs::last_write_time(header), old);
}

}  // namespace
}  // namespace parapet::modulegen::testing
