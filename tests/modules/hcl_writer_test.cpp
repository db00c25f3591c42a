#include "modules/hcl_writer.hpp"

#include <gtest/gtest.h>

namespace parapet::modules::test {
namespace {

// The expected texts are what `terraform fmt` leaves as they are.

TEST(HclWriter, AlignsWhatStandsTogether) {
  HclWriter out;
  out.open_block("resource \"acme_till\" \"this\"");
  out.argument("count", "1");
  out.blank();
  out.argument("a", "1");
  out.argument("longer", "\"x\"");
  out.comment("ends the column");
  out.argument("middle", "3");
  out.argument("b", "4");
  out.close();
  EXPECT_EQ(out.text(), R"(resource "acme_till" "this" {
  count = 1

  a      = 1
  longer = "x"
  # ends the column
  middle = 3
  b      = 4
}
)");
}

TEST(HclWriter, KeepsValuesOverLinesOutOfTheColumn) {
  HclWriter out;
  out.open_block("variable \"till\"");
  out.argument("description", "\"d\"");
  out.open_value("type", "object({");
  out.argument("a", "string");
  out.open_value("inner", "optional(list(object({");
  out.argument("lock", "bool");
  out.close("})), [])");
  out.argument("last_one", "optional(number)");
  out.close("})");
  out.argument("default", "null");
  out.close();
  EXPECT_EQ(out.text(), R"(variable "till" {
  description = "d"
  type = object({
    a = string
    inner = optional(list(object({
      lock = bool
    })), [])
    last_one = optional(number)
  })
  default = null
}
)");
}

TEST(HclWriter, WritesElementsOnLinesOfTheirOwn) {
  HclWriter out;
  out.open_block("locals");
  out.open_value("arns", "concat(");
  out.line("a[*].arn,");
  out.line("b[*].arn,");
  out.close(")");
  out.close();
  EXPECT_EQ(out.text(), R"(locals {
  arns = concat(
    a[*].arn,
    b[*].arn,
  )
}
)");
}

TEST(HclWriter, HasNoBlankLinesAtTheEdgesAndNeverTwo) {
  HclWriter out;
  out.blank();
  out.open_block("a");
  out.blank();
  out.argument("b", "1");
  out.blank();
  out.blank();
  out.open_block("c");
  out.close();
  out.blank();
  out.close();
  out.blank();
  EXPECT_EQ(out.text(), "a {\n  b = 1\n\n  c {\n  }\n}\n\n");
}

TEST(HclWriter, SaysNothingUnasked) { EXPECT_EQ(HclWriter().text(), ""); }

TEST(HclWriter, KeepsACommentOnItsLine) {
  HclWriter out;
  out.comment("shop:001: a name\nresource \"acme_till\" \"other\" {");
  EXPECT_EQ(out.text(), "# shop:001: a name resource \"acme_till\" \"other\" {\n");
}

}  // namespace
}  // namespace parapet::modules::test
