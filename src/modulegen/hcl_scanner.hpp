#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace parapet::modulegen {

/// One attribute of a block, its expression as it was written.
struct HclAttribute {
  std::string name;
  std::string text;
  unsigned line = 0;
};

/// A block at the top of a file. Blocks inside it are left out.
struct HclBlock {
  std::string type;
  std::vector<std::string> labels;
  unsigned line = 0;
  std::vector<HclAttribute> attributes;
};

/// The blocks of these types at the top of an HCL file; everything else is skipped. Throws Error with `file` and line
/// where strings, brackets, comments or blocks are not closed, or the text is no sequence of blocks.
std::vector<HclBlock> scan_hcl(std::string_view text, std::string_view file, std::span<const std::string_view> types);

/// The text of a heredoc, `<<EOT` or `<<-EOT` and all, as Terraform reads it.
std::string heredoc_text(std::string_view heredoc);

}  // namespace parapet::modulegen
