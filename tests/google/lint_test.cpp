#include <gtest/gtest.h>

#include "google/files.hpp"
#include "requirements/lint.hpp"

namespace parapet::guardrails::test {
namespace {

TEST(GoogleCatalog, PassesTheLinter) {
  requirements::Linter linter;
  for (const auto& file : files_in(google_folder / "catalog/lists")) linter.read_list(file.stem().string(), file_text(file), file.string());
  for (const auto& file : files_in(google_folder / "catalog")) {
    for (const requirements::Complaint& complaint : linter.lint(file_text(file), file.string()))
      ADD_FAILURE() << file << ": " << complaint.message << "\n" << complaint.suggestion;
  }
  EXPECT_GE(linter.records(), 24U);
}

}  // namespace
}  // namespace parapet::guardrails::test
