#pragma once

#include <concepts>
#include <ostream>
#include <string>
#include <string_view>

#include "parapet/security_exception.hpp"

namespace parapet::testing {

/// Matches a SecurityException, or a function that throws one, by requirement and construct path.
class RefusalMatcher {
 public:
  using is_gtest_matcher = void;
  RefusalMatcher(std::string_view requirement, std::string_view construct_path)
      : requirement_(requirement), path_(construct_path) {}

  bool MatchAndExplain(const SecurityException& refusal, std::ostream* out) const;

  template <std::invocable F>
  bool MatchAndExplain(const F& program, std::ostream* out) const {
    try {
      program();
    } catch (const SecurityException& refusal) {
      return MatchAndExplain(refusal, out);
    } catch (const std::exception& error) {
      return explain_other(error.what(), out);
    }
    return explain_other(nullptr, out);
  }

  void DescribeTo(std::ostream* out) const;
  void DescribeNegationTo(std::ostream* out) const;

 private:
  static bool explain_other(const char* what, std::ostream* out);

  std::string requirement_;
  std::string path_;
};

/// `EXPECT_THAT([] { synth(public_database); }, RefusesWith("rds:001", "production/zip-db"))`. Without a path, or
/// without a requirement (`""`), any will do. Other violations may be there, too.
inline RefusalMatcher RefusesWith(std::string_view requirement, std::string_view construct_path = {}) {
  return {requirement, construct_path};
}

}  // namespace parapet::testing
