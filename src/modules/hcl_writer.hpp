#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace parapet::modules {

/// Writes Terraform's native syntax so that `terraform fmt` has nothing to change: two spaces of indentation, and the
/// equals signs of arguments on consecutive lines in one column. Expressions are handed over on one line, spaced as fmt
/// does.
class HclWriter {
 public:
  /// `resource "aws_s3_bucket" "this"`; the brace is added.
  void open_block(std::string_view header);
  /// An argument whose value goes on over lines: `type = object({`.
  void open_value(std::string_view name, std::string_view opening);
  /// Ends what was opened last: `}`, `})`, `}))`.
  void close(std::string_view closing = "}");
  void argument(std::string_view name, std::string_view expression);
  /// A line of its own inside what was opened: `optional(string),`.
  void line(std::string_view text);
  /// On one line, whatever the text holds.
  void comment(std::string_view text);
  void blank();

  std::string text() const;

 private:
  struct Line {
    std::size_t indent;
    std::string lead;
    std::string value;  ///< what is aligned; empty for lines that end a column
  };
  void align(std::size_t begin, std::size_t end, std::string& out) const;

  std::vector<Line> lines_;
  std::size_t indent_ = 0;
};

}  // namespace parapet::modules
