#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>

#include "guardrails/support.hpp"
#include "parapet/error.hpp"

namespace parapet::guardrails::test {
namespace {

/// In a process of its own, because the catalogs of a program are put together once.
[[noreturn]] void ask_after_registering_twice() {
  static Catalog one, other;
  one.read("[" + record("twice:001", "acme_a", R"("require": {"never": true})") + "]", "one.json");
  other.read("[" + record("twice:001", "acme_a", R"("require": {"never": true})") + "]", "other.json");
  for (const Catalog* catalog : {&one, &other}) {
    const std::vector<Requirement>& all = catalog->requirements();
    register_catalog({"twice", "", {all.data(), static_cast<std::uint32_t>(all.size())}});
  }
  try {
    compiled_requirements();
  } catch (const Error& error) {
    std::fputs(error.what(), stderr);
    std::exit(1);
  }
  std::exit(0);
}

TEST(CompiledCatalogs, HaveNoIdTwice) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_EXIT(ask_after_registering_twice(), ::testing::ExitedWithCode(1),
              "^two catalogs of this program have a requirement twice:001: one about `acme_a`, one about `acme_a`; "
              "name the services of one of them differently$");
}

}  // namespace
}  // namespace parapet::guardrails::test
