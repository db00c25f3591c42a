#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "parapet/detail/value.hpp"

namespace parapet::detail {

/// Thrown inside the parser only; the entry points turn it into Kind::raw.
struct Unparsable {};

/// Recursive descent over HCL's expression grammar in one pass: nothing is read twice but single words, and nesting and
/// chains are bounded, so that hostile text costs time in proportion to its length and no stack.
class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  /// The whole text as an expression.
  const Value* whole_expression();
  /// The whole text as a template without quotes.
  const Value* whole_template();

 private:
  /// Counts nesting while it lives.
  class Nest {
   public:
    explicit Nest(Parser& parser) : parser_(parser) {
      if (++parser_.depth_ > kMaxDepth) throw Unparsable{};
    }
    Nest(const Nest&) = delete;
    Nest& operator=(const Nest&) = delete;
    ~Nest() { --parser_.depth_; }

   private:
    Parser& parser_;
  };

  /// Whether a line break separates items, as between the items of an object, or is just space.
  class Lines {
   public:
    Lines(Parser& parser, bool separate) : parser_(parser), before_(std::exchange(parser.lines_separate_, separate)) {}
    Lines(const Lines&) = delete;
    Lines& operator=(const Lines&) = delete;
    ~Lines() { parser_.lines_separate_ = before_; }

   private:
    Parser& parser_;
    bool before_;
  };

  /// What ended a run of template parts.
  enum class End { text, otherwise, endif, endfor };
  struct Parts {
    std::vector<const Value*> items;
    std::string literal;
    bool trim_next = false;
  };

  static constexpr int kMaxDepth = 400;
  static constexpr int kMaxChain = 256;

  // Characters and words.
  char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
  bool at_end() const { return at_ >= text_.size(); }
  bool starts_with(std::string_view token) const { return text_.substr(at_, token.size()) == token; }
  void skip();
  bool skip_comment();
  void skip_separators(char close);
  bool take(std::string_view token);
  void expect(std::string_view token);
  bool at_word(std::string_view word) const;
  bool at_identifier() const;
  std::string_view identifier();

  // Expressions.
  const Value* expression();
  const Value* binary(int level);
  bool take_operator(int level, Operator& op, int& found);
  const Value* unary();
  const Value* postfix(const Value* value);
  const Value* dot(const Value* value);
  const Value* bracket(const Value* value);
  const Value* attribute_splat(const Value* value);
  const Value* primary();
  const Value* word();
  const Value* call(std::string name);
  const Value* parenthesis();
  const Value* number();
  const Value* position();
  const Value* tuple();
  const Value* object();
  const Value* object_key();
  const Value* for_expression(char close);

  // Templates.
  const Value* quoted();
  const Value* parts_until(bool quoted, End& end);
  void escape(std::string& literal);
  void unicode_escape(std::string& literal, int digits);
  bool take_marker_escape(std::string& literal);
  void interpolation(Parts& parts);
  bool directive(Parts& parts, bool quoted, End& end);
  const Value* if_directive(bool quoted);
  const Value* for_directive(bool quoted);
  bool open_marker(Parts& parts);
  void close_marker(Parts& parts);
  static void flush(Parts& parts);
  static void append(Parts& parts, const Value* value);
  static const Value* joined(Parts& parts);

  std::string_view text_;
  std::size_t at_ = 0;
  int depth_ = 0;
  bool lines_separate_ = false;
  bool trim_after_directive_ = false;
};

}  // namespace parapet::detail
