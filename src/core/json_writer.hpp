#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace parapet::detail {

/// Where a writer's bytes go: a file, or memory.
class Sink {
 public:
  virtual ~Sink() = default;
  virtual void write(std::string_view bytes) = 0;
};

class StringSink : public Sink {
 public:
  void write(std::string_view bytes) override { text.append(bytes); }
  std::string text;
};

/// Streams JSON with two spaces of indentation. The caller gives keys in order and closes what it opens.
class JsonWriter {
 public:
  explicit JsonWriter(Sink& sink) : sink_(sink) { buffer_.reserve(kFlushAt + 4096); }
  JsonWriter(const JsonWriter&) = delete;
  JsonWriter& operator=(const JsonWriter&) = delete;

  void begin_object() { open('{'); }
  void end_object() { close('}'); }
  void begin_array() { open('['); }
  void end_array() { close(']'); }
  void key(std::string_view name);
  /// Before each element of an array.
  void element() { next_line(); }

  void string(std::string_view text);
  /// A string of which `$` and `%` before `{` are doubled.
  void literal(std::string_view text);
  void raw(std::string_view json) { append(json); }
  void boolean(bool value) { append(value ? "true" : "false"); }
  void null() { append("null"); }
  void integer(std::int64_t value);
  void natural(std::uint64_t value);
  void real(double value);

  /// Ends the document with a newline and hands everything to the sink.
  void finish();

 private:
  static constexpr std::size_t kFlushAt = 64 * 1024;

  void open(char bracket);
  void close(char bracket);
  void next_line();
  void append(std::string_view text) { buffer_.append(text); }
  void escape(std::string_view text);
  void flush_if_full();

  Sink& sink_;
  std::string buffer_;
  int depth_ = 0;
  bool empty_ = true;
};

/// Appends the text of a JSON string without its quotes.
void append_json_escaped(std::string& to, std::string_view text);
/// Shortest text that reads back as the same number.
std::string real_text(double value);

}  // namespace parapet::detail
