#include "document/json_tree.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <nlohmann/json.hpp>
#include <vector>

#include "parapet/document/read.hpp"

namespace parapet::detail {

namespace {

constexpr std::size_t kDeepestJson = 200;

/// Where the reader is; shared by all copies of the iterator.
struct Position {
  unsigned line = 1;
};

/// Counts lines on the way, because nlohmann's events carry no place.
class Characters {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  Characters(const char* at, Position* position) : at_(at), position_(position) {}
  reference operator*() const { return *at_; }
  Characters& operator++() {
    if (*at_++ == '\n') ++position_->line;
    return *this;
  }
  Characters operator++(int) {
    Characters before = *this;
    ++*this;
    return before;
  }
  bool operator==(const Characters& other) const { return at_ == other.at_; }
  bool operator!=(const Characters& other) const { return at_ != other.at_; }

 private:
  const char* at_;
  Position* position_;
};

class Builder {
 public:
  Builder(JsonTree& tree, const Position& position, std::size_t lined)
      : tree_(tree), position_(position), lined_(lined) {}

  bool null() { return add(make_null()); }
  bool boolean(bool value) { return add(make_boolean(value)); }
  bool number_integer(std::int64_t value) { return add(make_integer(value)); }
  bool number_unsigned(std::uint64_t value) {
    return add(value > INT64_MAX ? make_natural(value) : make_integer(static_cast<std::int64_t>(value)));
  }
  bool number_float(double value, const std::string&) { return add(make_real(value)); }
  bool string(std::string& value) { return add(make_text(value)); }
  bool binary(nlohmann::json::binary_t&) { return false; }

  bool start_object(std::size_t) { return open(true); }
  bool start_array(std::size_t) { return open(false); }
  bool key(std::string& name) {
    keys_.push_back(make_text(name));
    return true;
  }

  bool end_object() {
    const Frame frame = frames_.back();
    std::vector<Entry> entries;
    for (std::size_t i = frame.first; i < values_.size(); ++i)
      entries.push_back({keys_[frame.first_key + i - frame.first], values_[i]});
    const Value* map = make_map(entries.data(), entries.size());
    if (map->flag != 0 && !tree_.duplicate) tree_.duplicate_line = frame.line;
    tree_.duplicate |= map->flag != 0;
    if (frames_.size() <= lined_) tree_.lines[map] = frame.line;
    keys_.resize(frame.first_key);
    return close(map);
  }

  bool end_array() {
    const Frame frame = frames_.back();
    return close(make_list(values_.data() + frame.first, values_.size() - frame.first));
  }

  bool parse_error(std::size_t, const std::string&, const nlohmann::json::exception& error) {
    const std::string_view text = error.what();
    const std::size_t reason = text.find("syntax error");
    return refuse(std::string(reason == std::string_view::npos ? text : text.substr(reason)));
  }

 private:
  struct Frame {
    std::size_t first = 0;
    std::size_t first_key = 0;
    unsigned line = 0;
  };

  bool refuse(std::string problem) {
    tree_.problem = std::move(problem);
    return false;
  }

  bool add(const Value* value) {
    values_.push_back(value);
    if (frames_.empty()) tree_.root = value;
    return true;
  }

  bool open(bool object) {
    if (frames_.size() == kDeepestJson) return refuse("nested deeper than " + std::to_string(kDeepestJson) + " levels");
    frames_.push_back({values_.size(), keys_.size(), object ? position_.line : 0});
    return true;
  }

  bool close(const Value* value) {
    values_.resize(frames_.back().first);
    frames_.pop_back();
    return add(value);
  }

  JsonTree& tree_;
  const Position& position_;
  std::size_t lined_;
  std::vector<Frame> frames_;
  std::vector<const Value*> values_;
  std::vector<const Value*> keys_;
};

}  // namespace

JsonTree read_json(std::string_view bytes, std::size_t lined) {
  JsonTree tree;
  // nlohmann takes it for the end and would not read on.
  if (const std::size_t nul = bytes.find('\0'); nul != bytes.npos) {
    tree.problem = "a NUL byte";
    tree.line = 1 + static_cast<unsigned>(std::count(bytes.begin(), bytes.begin() + nul, '\n'));
    return tree;
  }
  const char* const first = bytes.data() == nullptr ? "" : bytes.data();
  Position position;
  Builder builder(tree, position, lined);
  // The iterator looks at most one character ahead, so the position at a failure is the place of the failure.
  const bool read =
      nlohmann::json::sax_parse(Characters(first, &position), Characters(first + bytes.size(), &position), &builder);
  if (!read) tree.root = nullptr;
  tree.line = position.line;
  return tree;
}

}  // namespace parapet::detail

namespace parapet {

const detail::Value* decode_json(std::string_view bytes) {
  const detail::JsonTree tree = detail::read_json(bytes, 0);
  return tree.duplicate ? nullptr : tree.root;
}

}  // namespace parapet
