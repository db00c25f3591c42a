#include "modules/expression.hpp"

#include <gtest/gtest.h>

namespace parapet::modules::test {
namespace {

const Expression yes = Expression::constant(true);
const Expression no = Expression::constant(false);
const Expression a = Expression::of("a");
const Expression b = Expression::of("b == 1", true);

TEST(Expressions, LeaveOutWhatCannotMatter) {
  EXPECT_EQ(Expression::all({a, yes, b}).text(), "a && (b == 1)");
  EXPECT_EQ(Expression::any({no, a, b}).text(), "a || (b == 1)");
  EXPECT_EQ(Expression::all({yes, b}).text(), "b == 1") << "one that is left needs no parentheses";
}

TEST(Expressions, AreDecidedByOnePart) {
  EXPECT_EQ(Expression::all({a, no, b}).decided(), false);
  EXPECT_EQ(Expression::any({a, yes}).decided(), true);
  EXPECT_EQ(Expression::all({yes, yes}).decided(), true);
  EXPECT_EQ(Expression::any({no, no}).decided(), false);
  EXPECT_EQ(Expression::all({}).decided(), true);
  EXPECT_EQ(Expression::any({}).decided(), false);
  EXPECT_EQ(Expression::all({a, yes}).decided(), std::nullopt);
}

TEST(Expressions, PutParenthesesAroundWhatIsCompound) {
  EXPECT_EQ(Expression::any({Expression::all({a, b}), a}).text(), "(a && (b == 1)) || a");
  EXPECT_EQ(Expression::any({Expression::all({a, b}), a}).operand(), "((a && (b == 1)) || a)");
  EXPECT_EQ(a.operand(), "a");
  EXPECT_EQ(yes.operand(), "true");
}

TEST(Expressions, AreNegatedOnce) {
  EXPECT_EQ(a.negated().text(), "!a");
  EXPECT_EQ(b.negated().text(), "!(b == 1)");
  EXPECT_EQ(a.negated().negated().text(), "a");
  EXPECT_EQ(b.negated().negated().text(), "(b == 1)");
  EXPECT_EQ(yes.negated().decided(), false);
  EXPECT_EQ(Expression::all({a.negated(), a}).negated().text(), "!(!a && a)");
  EXPECT_EQ(Expression::of("!a && b", true).negated().text(), "!(!a && b)") << "the `!` is not of the whole";
}

TEST(Expressions, ChooseWhereItMatters) {
  EXPECT_EQ(Expression::choice("x == null", yes, b).text(), "x == null ? true : (b == 1)");
  EXPECT_EQ(Expression::choice("x == null", yes, b).operand(), "(x == null ? true : (b == 1))");
  EXPECT_EQ(Expression::choice("x == null", yes, yes).decided(), true);
  EXPECT_EQ(Expression::choice("x == null", no, yes).text(), "x == null ? false : true");
}

}  // namespace
}  // namespace parapet::modules::test
