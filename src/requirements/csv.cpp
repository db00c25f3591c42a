#include "requirements/csv.hpp"

#include "parapet/error.hpp"

namespace parapet::requirements {

namespace {

class CsvReader {
 public:
  CsvReader(std::string_view text, std::string_view file) : text_(text), file_(file) {
    if (text_.starts_with("\xEF\xBB\xBF")) text_.remove_prefix(3);
  }

  std::vector<CsvRow> read() {
    while (at_ < text_.size()) {
      if (line_ends()) {
        skip_line_end();
      } else {
        rows_.push_back(row());
        check_length(rows_.back());
      }
    }
    return std::move(rows_);
  }

 private:
  CsvRow row() {
    CsvRow row{line_, {cell()}};
    while (at_ < text_.size() && text_[at_] == ',') {
      ++at_;
      row.cells.push_back(cell());
    }
    skip_line_end();
    return row;
  }

  std::string cell() { return at_ < text_.size() && text_[at_] == '"' ? quoted() : bare(); }

  std::string bare() {
    std::string cell;
    while (at_ < text_.size() && text_[at_] != ',' && !line_ends()) {
      if (text_[at_] == '"')
        refuse(line_, "a quote inside a cell that does not begin with one; put the cell in quotes");
      cell += text_[at_++];
    }
    return cell;
  }

  std::string quoted() {
    const std::size_t begin = line_;
    std::string cell;
    for (++at_; at_ < text_.size(); ++at_) {
      if (text_[at_] == '\n') ++line_;
      if (text_[at_] != '"') {
        cell += text_[at_];
      } else if (text_.substr(at_ + 1, 1) == "\"") {
        cell += text_[at_++];
      } else {
        ++at_;
        if (at_ < text_.size() && text_[at_] != ',' && !line_ends())
          refuse(line_, "text after the closing quote of a cell; double the quotes that belong to the cell");
        return cell;
      }
    }
    refuse(begin, "the quote that opens a cell here is never closed");
  }

  bool line_ends() const { return text_[at_] == '\n' || text_.substr(at_, 2) == "\r\n"; }

  void skip_line_end() {
    if (at_ >= text_.size()) return;
    at_ += text_[at_] == '\r' ? 2 : 1;
    ++line_;
  }

  void check_length(const CsvRow& row) const {
    if (row.cells.size() == rows_.front().cells.size()) return;
    refuse(row.line, "expected " + std::to_string(rows_.front().cells.size()) + " cells as in the first row, found " +
                         std::to_string(row.cells.size()));
  }

  [[noreturn]] void refuse(std::size_t line, const std::string& what) const {
    throw Error(std::string(file_) + " line " + std::to_string(line) + ": " + what);
  }

  std::string_view text_;
  std::string_view file_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
  std::vector<CsvRow> rows_;
};

}  // namespace

std::vector<CsvRow> read_csv(std::string_view text, std::string_view file) { return CsvReader(text, file).read(); }

}  // namespace parapet::requirements
