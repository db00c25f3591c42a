#include "parapet/error.hpp"
#include "schema/path.hpp"

namespace parapet::schema {

namespace {

/// Takes steps from the front of a path.
class PathParser {
 public:
  explicit PathParser(std::string_view path) : path_(path), rest_(path) {}

  std::vector<PathStep> parse() {
    name();
    while (!rest_.empty()) step();
    return std::move(steps_);
  }

 private:
  [[noreturn]] void fail(std::string_view expected) const {
    throw Error("path `" + std::string(path_) + "`: expected " + std::string(expected) + " at character " +
                std::to_string(path_.size() - rest_.size() + 1));
  }

  bool take(std::string_view text) {
    if (!rest_.starts_with(text)) return false;
    rest_.remove_prefix(text.size());
    return true;
  }

  void step() {
    if (take(".")) return name();
    if (take("[*]")) return steps_.push_back({PathStep::Kind::every, ""});
    if (take("[\"")) return key();
    if (take("#json")) return steps_.push_back({PathStep::Kind::json, ""});
    fail("`.`, `[*]`, `[\"key\"]` or `#json`");
  }

  void name() {
    const std::size_t end = std::min(rest_.find_first_of(".[#]\""), rest_.size());
    if (end == 0) fail("a name");
    steps_.push_back({PathStep::Kind::name, std::string(rest_.substr(0, end))});
    rest_.remove_prefix(end);
  }

  void key() {
    const std::size_t end = rest_.find("\"]");
    if (end == std::string_view::npos) fail("a key that ends with `\"]`");
    steps_.push_back({PathStep::Kind::key, std::string(rest_.substr(0, end))});
    rest_.remove_prefix(end + 2);
  }

  std::string_view path_;
  std::string_view rest_;
  std::vector<PathStep> steps_;
};

}  // namespace

std::vector<PathStep> parse_path(std::string_view path) { return PathParser(path).parse(); }

}  // namespace parapet::schema
