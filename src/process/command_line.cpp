#include "process/command_line.hpp"

#include <cstddef>
#include <utility>

#include "parapet/error.hpp"

namespace parapet::process {

namespace {

/// One word after the other off a command line.
class WordSplitter {
 public:
  explicit WordSplitter(const std::string& line) : line_(line) {}

  std::vector<std::string> split() {
    for (; at_ < line_.size(); ++at_) take(line_[at_]);
    if (quote_ != '\0') throw Error("a quote is not closed");
    finish();
    return std::move(words_);
  }

 private:
  void take(char c) {
    if (c == '\\' && quote_ != '\'') {
      escape();
    } else if (quote_ != '\0') {
      c == quote_ ? void(quote_ = '\0') : word_.push_back(c);
    } else if (c == '\'' || c == '"') {
      quote_ = c;
      begun_ = true;
    } else if (c == ' ' || c == '\t' || c == '\n') {
      finish();
    } else {
      word_.push_back(c);
      begun_ = true;
    }
  }

  /// Within double quotes a backslash escapes only itself and the quote.
  void escape() {
    const bool special = at_ + 1 < line_.size() && (quote_ == '\0' || line_[at_ + 1] == '"' || line_[at_ + 1] == '\\');
    if (special) ++at_;
    word_.push_back(line_[at_]);
    begun_ = true;
  }

  void finish() {
    if (begun_) words_.push_back(std::move(word_));
    word_.clear();
    begun_ = false;
  }

  const std::string& line_;
  std::size_t at_ = 0;
  char quote_ = '\0';
  bool begun_ = false;
  std::string word_;
  std::vector<std::string> words_;
};

}  // namespace

std::vector<std::string> split_command(const std::string& line) { return WordSplitter(line).split(); }

}  // namespace parapet::process
