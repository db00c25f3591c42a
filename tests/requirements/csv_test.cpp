#include "requirements/csv.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "parapet/error.hpp"

namespace parapet::requirements {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::string complaint_about(std::string_view text) {
  try {
    read_csv(text, "set.csv");
  } catch (const Error& error) {
    return error.what();
  }
  return "none";
}

TEST(Csv, ReadsQuotesLineBreaksAndBothLineEnds) {
  const auto rows = read_csv("\xEF\xBB\xBFid,title\r\n1,\"a, \"\"b\"\"\nc\"\r\n\n2,\n", "set.csv");
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_THAT(rows[0].cells, ElementsAre("id", "title"));
  EXPECT_THAT(rows[1].cells, ElementsAre("1", "a, \"b\"\nc"));
  EXPECT_THAT(rows[2].cells, ElementsAre("2", ""));
  EXPECT_EQ(rows[1].line, 2u);
  EXPECT_EQ(rows[2].line, 5u) << "lines inside of cells count";
}

TEST(Csv, NeedsNoLastLineEnd) {
  EXPECT_THAT(read_csv("a,b\n1,\"\"", "set.csv")[1].cells, ElementsAre("1", ""));
  EXPECT_TRUE(read_csv("", "set.csv").empty());
  EXPECT_TRUE(read_csv("\xEF\xBB\xBF\r\n", "set.csv").empty());
}

TEST(Csv, SaysWhatIsNoCsv) {
  EXPECT_EQ(complaint_about("a,b\n1,x\"y\n"),
            "set.csv line 2: a quote inside a cell that does not begin with one; put the cell in quotes");
  EXPECT_EQ(complaint_about("a,b\n1,\"x\" y\n"),
            "set.csv line 2: text after the closing quote of a cell; double the quotes that belong to the cell");
  EXPECT_EQ(complaint_about("a,b\n1,2\n1,\"x\n\n"), "set.csv line 3: the quote that opens a cell here is never closed");
  EXPECT_EQ(complaint_about("a,b\n1\n"), "set.csv line 2: expected 2 cells as in the first row, found 1");
}

}  // namespace
}  // namespace parapet::requirements
