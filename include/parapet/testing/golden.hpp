#pragma once

#include <iosfwd>
#include <string>
#include <string_view>

#include "parapet/testing/document.hpp"

namespace parapet::testing {

/// Compares a document, or a text, with a file.
class GoldenMatcher {
 public:
  using is_gtest_matcher = void;
  explicit GoldenMatcher(std::string_view path) : path_(path) {}
  bool MatchAndExplain(const Document& document, std::ostream* out) const;
  bool MatchAndExplain(const std::string& text, std::ostream* out) const;
  void DescribeTo(std::ostream* out) const;
  void DescribeNegationTo(std::ostream* out) const;

 private:
  std::string path_;
};

/// `EXPECT_THAT(documents["dev"], MatchesGolden("tests/golden/dev.json"))`. The path is relative to the working
/// directory of the test. Of a document the C++ files and lines in its metadata are left out, so that moving code
/// changes no golden file.
///
/// With PARAPET_APPROVE=1 in the environment the file is replaced by what was found, and the expectation holds: run the
/// tests so, read the difference in version control, commit it. Where CI=true nothing is approved, and the expectation
/// fails.
inline GoldenMatcher MatchesGolden(std::string_view path) { return GoldenMatcher(path); }

}  // namespace parapet::testing
