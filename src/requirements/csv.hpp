#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace parapet::requirements {

/// A row of a table, and the line of the file that it begins on.
struct CsvRow {
  std::size_t line = 0;
  std::vector<std::string> cells;
};

/// Reads RFC 4180: cells in quotes may hold commas, line breaks and doubled quotes; lines end with LF or CRLF; a byte
/// order mark and empty lines are skipped. Throws Error with file and line for anything else, and for a row that is not
/// as long as the first.
std::vector<CsvRow> read_csv(std::string_view text, std::string_view file);

}  // namespace parapet::requirements
