#include "modules/hcl_writer.hpp"

#include <algorithm>

#include "modules/hcl_text.hpp"

namespace parapet::modules {

void HclWriter::open_block(std::string_view header) {
  lines_.push_back({indent_, std::string(header) + " {", {}});
  ++indent_;
}

void HclWriter::open_value(std::string_view name, std::string_view opening) {
  lines_.push_back({indent_, std::string(name) + " = " + std::string(opening), {}});
  ++indent_;
}

void HclWriter::close(std::string_view closing) {
  --indent_;
  // A blank line before the end helps nobody.
  while (!lines_.empty() && lines_.back().lead.empty()) lines_.pop_back();
  lines_.push_back({indent_, std::string(closing), {}});
}

void HclWriter::argument(std::string_view name, std::string_view expression) {
  lines_.push_back({indent_, std::string(name), "= " + std::string(expression)});
}

void HclWriter::line(std::string_view text) { lines_.push_back({indent_, std::string(text), {}}); }

void HclWriter::comment(std::string_view text) { line("# " + one_line(text)); }

void HclWriter::blank() {
  const bool after_opening = !lines_.empty() && lines_.back().lead.ends_with('{');
  if (!lines_.empty() && !lines_.back().lead.empty() && !after_opening) lines_.push_back({0, {}, {}});
}

void HclWriter::align(std::size_t begin, std::size_t end, std::string& out) const {
  std::size_t width = 0;
  for (std::size_t i = begin; i < end; ++i) width = std::max(width, lines_[i].lead.size());
  for (std::size_t i = begin; i < end; ++i) {
    const Line& line = lines_[i];
    out.append(2 * line.indent, ' ').append(line.lead).append(width + 1 - line.lead.size(), ' ');
    out.append(line.value).push_back('\n');
  }
}

std::string HclWriter::text() const {
  std::string out;
  for (std::size_t i = 0; i < lines_.size();) {
    std::size_t end = i;
    while (end < lines_.size() && !lines_[end].value.empty()) ++end;
    if (end > i) {
      align(i, end, out);
      i = end;
      continue;
    }
    if (!lines_[i].lead.empty()) out.append(2 * lines_[i].indent, ' ').append(lines_[i].lead);
    out.push_back('\n');
    ++i;
  }
  return out;
}

}  // namespace parapet::modules
