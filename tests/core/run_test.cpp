#include <gtest/gtest.h>

#include "acme.hpp"
#include "parapet/security_exception.hpp"
#include "support.hpp"

namespace parapet {
namespace {

Violation violation(const std::string& requirement) {
  Violation result;
  result.requirement = requirement;
  result.name = "No.";
  result.construct_path = "s/" + requirement;
  return result;
}

std::vector<std::string> requirements_of(const SecurityException& refusal) {
  std::vector<std::string> result;
  for (const Violation& each : refusal.violations()) result.push_back(each.requirement);
  return result;
}

TEST(Load, RunsEveryFunctionAndCollectsRefusals) {
  App app;
  Stack stack(app, "s");
  int ran = 0;
  const auto refuse_one = [&](Stack&) {
    ++ran;
    throw SecurityException({violation("a:001")});
  };
  const auto fine = [&](Stack& given) {
    ++ran;
    acme::Widget(given, "w");
  };
  const auto refuse_two = [&](Stack&) {
    ++ran;
    throw SecurityException({violation("b:001"), violation("b:002")});
  };
  try {
    stack.load(refuse_one, fine, refuse_two);
    ADD_FAILURE() << "nothing was refused";
  } catch (const SecurityException& refusal) {
    EXPECT_EQ(requirements_of(refusal), (std::vector<std::string>{"a:001", "b:001", "b:002"}));
  }
  EXPECT_EQ(ran, 3);
  EXPECT_TRUE(stack.node().try_find_child("w"));
}

TEST(Load, PassesOnOtherExceptionsAtOnce) {
  App app;
  Stack stack(app, "s");
  bool ran = false;
  const auto fail = [](Stack&) { throw Error("wrong input"); };
  const auto later = [&](Stack&) { ran = true; };
  EXPECT_EQ(test::error_of([&] { stack.load(fail, later); }), "wrong input");
  EXPECT_FALSE(ran);
}

TEST(Load, TakesAnErrorAfterARefusalAsItsConsequence) {
  App app;
  Stack stack(app, "s");
  bool ran = false;
  const auto refuse = [](Stack&) { throw SecurityException({violation("a:001")}); };
  const auto fail = [](Stack&) { throw Error("no construct \"bucket\""); };
  const auto later = [&](Stack&) { ran = true; };
  try {
    stack.load(refuse, fail, later);
    FAIL() << "nothing was refused";
  } catch (const SecurityException& refusal) {
    EXPECT_EQ(refusal.violations(), std::vector<Violation>{violation("a:001")});
  }
  EXPECT_TRUE(ran);
}

TEST(Load, HandsOverAnArgument) {
  App app;
  Stack stack(app, "s");
  const std::string region = "eu";
  std::string seen;
  const auto function = [&](Stack& given, const std::string& argument) { seen += std::string(given.node().id()) + argument + " "; };
  stack.load(region, function, function);
  EXPECT_EQ(seen, "seu seu ");
}

class Run : public ::testing::Test {
 protected:
  test::TempFolder folder;
  test::WorkingFolder here{folder.path()};
  test::Environment outdir{"CDKTF_OUTDIR", nullptr};

  template <class F>
  std::pair<int, std::string> run(F&& program) {
    ::testing::internal::CaptureStderr();
    const int code = parapet::run(program);
    return {code, ::testing::internal::GetCapturedStderr()};
  }
};

TEST_F(Run, WritesAndReturnsZero) {
  EXPECT_EQ(run([](App& app) { Stack(app, "s"); }), (std::pair<int, std::string>{0, ""}));
  EXPECT_TRUE(std::filesystem::exists("cdktf.out/stacks/s/cdk.tf.json"));
}

TEST_F(Run, ReturnsOneWhenSomethingIsWrong) {
  EXPECT_EQ(run([](App&) { throw Error("wrong input"); }), (std::pair<int, std::string>{1, "error: wrong input\n"}));
  EXPECT_EQ(run([](App&) { throw std::logic_error("a mistake"); }), (std::pair<int, std::string>{1, "error: a mistake\n"}));
  EXPECT_FALSE(std::filesystem::exists("cdktf.out"));
}

TEST_F(Run, ReturnsThreeWhenAGuardrailRefuses) {
  const SecurityException refusal({violation("a:001")});
  EXPECT_EQ(run([&](App&) { throw refusal; }), (std::pair<int, std::string>{3, std::string(refusal.what()) + "\n"}));
  EXPECT_FALSE(std::filesystem::exists("cdktf.out"));
}

}  // namespace
}  // namespace parapet
