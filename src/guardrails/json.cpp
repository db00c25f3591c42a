#include "guardrails/json.hpp"

#include <algorithm>
#include <set>

#include "core/utf8.hpp"
#include "guardrails/words.hpp"
#include "parapet/error.hpp"

namespace parapet::guardrails {

namespace {

constexpr std::size_t deepest = 100;

/// nlohmann repeats what it read last as it stands. Where that is no UTF-8, its bytes are told by their numbers, since
/// a message goes into reports.
std::string printable(std::string_view message) {
  if (detail::is_valid_utf8(message)) return std::string(message);
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string text;
  for (const char c : message) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) {
      text += c;
    } else {
      text += {'\\', 'x', digits[byte >> 4], digits[byte & 15]};
    }
  }
  return text;
}

/// Passes everything on to nlohmann's own builder, but refuses what that takes silently: a key given twice.
class Builder : public nlohmann::detail::json_sax_dom_parser<Json> {
  using Base = nlohmann::detail::json_sax_dom_parser<Json>;

 public:
  Builder(Json& root, std::string_view file) : Base(root, false), file_(file) {}

  bool start_object(std::size_t size) {
    keys_.emplace_back();
    return shallow() && Base::start_object(size);
  }
  bool end_object() {
    keys_.pop_back();
    return Base::end_object();
  }
  bool start_array(std::size_t size) {
    keys_.emplace_back();
    return shallow() && Base::start_array(size);
  }
  bool end_array() {
    keys_.pop_back();
    return Base::end_array();
  }
  bool key(std::string& name) {
    if (!keys_.back().insert(name).second) {
      throw Error(std::string(file_) + ": the key " + Json(name).dump() +
                  " occurs twice in one object; keep one of them");
    }
    return Base::key(name);
  }
  bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception& error) {
    position_ = position;
    std::string_view text = error.what();
    // "[json.exception.parse_error.101] parse error at line 1, column 2: ..."
    std::size_t start = text.find("at line");
    message_ = printable(start == std::string_view::npos ? text : text.substr(start));
    return false;
  }
  const std::string& message() const { return message_; }

 private:
  bool shallow() const {
    if (keys_.size() <= deepest) return true;
    throw Error(std::string(file_) + ": nested deeper than 100 levels; no file of this kind needs that");
  }
  std::string_view file_;
  std::vector<std::set<std::string>> keys_;
  std::size_t position_ = 0;
  std::string message_;
};

std::string escaped(std::string_view key) {
  std::string text;
  for (char c : key) {
    if (c == '~') {
      text += "~0";
    } else if (c == '/') {
      text += "~1";
    } else {
      text += c;
    }
  }
  return text;
}

std::string found(const Json& json) {
  std::string text = json.dump(-1, ' ', false, Json::error_handler_t::replace);
  return text.size() <= 60 ? text : text.substr(0, 57) + "...";
}

}  // namespace

Json parse_json(std::string_view text, std::string_view file) {
  // nlohmann takes it for the end and would not read on.
  if (text.find('\0') != text.npos) throw Error(std::string(file) + ": no JSON: it holds a NUL byte");
  Json root;
  Builder builder(root, file);
  if (!Json::sax_parse(text, &builder)) throw Error(std::string(file) + ": no JSON: parse error " + builder.message());
  return root;
}

std::string At::place() const { return std::string(file_) + " " + (pointer_.empty() ? "/" : pointer_); }

At At::member(std::string_view key) const {
  At at = *this;
  auto found = json_->find(key);
  if (found == json_->end()) refuse("the field \"" + std::string(key) + "\" is missing");
  at.json_ = &*found;
  at.pointer_ += "/" + escaped(key);
  return at;
}

At At::element(std::size_t position) const {
  At at = *this;
  at.json_ = &(*json_)[position];
  at.pointer_ += "/" + std::to_string(position);
  return at;
}

const At& At::expect_object() const {
  if (!json_->is_object()) expected("an object");
  return *this;
}

const At& At::expect_array() const {
  if (!json_->is_array()) expected("an array");
  return *this;
}

std::string At::text() const {
  if (!json_->is_string()) expected("a string");
  return json_->get<std::string>();
}

std::string At::filled_text() const {
  std::string value = text();
  if (value.empty()) expected("a string that is not empty");
  return value;
}

bool At::boolean() const {
  if (!json_->is_boolean()) expected("true or false");
  return json_->get<bool>();
}

double At::number() const {
  if (!json_->is_number()) expected("a number");
  return json_->get<double>();
}

unsigned At::count() const {
  if (!json_->is_number_unsigned() || json_->get<std::uint64_t>() > 1000000)
    expected("a whole number from 0 to 1000000");
  return json_->get<unsigned>();
}

std::vector<std::string> At::texts() const {
  expect_array();
  std::vector<std::string> values;
  for (std::size_t i = 0; i < size(); ++i) values.push_back(element(i).filled_text());
  return values;
}

void At::only(const std::vector<std::string_view>& known) const {
  expect_object();
  for (const auto& [key, value] : json_->items()) {
    if (std::find(known.begin(), known.end(), key) != known.end()) continue;
    refuse("unknown field \"" + key + "\"" + did_you_mean(key, known) + "; known are " + joined(known));
  }
}

std::size_t At::one_of(const std::vector<std::string_view>& words) const {
  std::string word = text();
  auto found = std::find(words.begin(), words.end(), word);
  if (found == words.end())
    refuse("expected one of " + joined(words) + "; found \"" + word + "\"" + did_you_mean(word, words));
  return static_cast<std::size_t>(found - words.begin());
}

void At::refuse(std::string_view what) const { throw Error(place() + ": " + std::string(what)); }

void At::expected(std::string_view what) const { refuse("expected " + std::string(what) + ", found " + found(*json_)); }

}  // namespace parapet::guardrails
