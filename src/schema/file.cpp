#include "schema/file.hpp"

#include <zlib.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

#include "parapet/error.hpp"

namespace parapet::schema {

namespace {

constexpr int gzip_window = 15 + 16;  // zlib: 15 bits of window, 16 asks for the gzip format

bool is_gzip(std::string_view bytes) { return bytes.size() > 2 && bytes.substr(0, 2) == "\x1f\x8b"; }

/// A stream that inflates; closed on every way out.
struct Inflater {
  z_stream stream{};
  Inflater() { inflateInit2(&stream, gzip_window); }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;
  ~Inflater() { inflateEnd(&stream); }
};

}  // namespace

std::string unpack(std::string bytes, std::string_view file) {
  if (!is_gzip(bytes)) return bytes;
  Inflater inflater;
  z_stream& stream = inflater.stream;
  stream.next_in = reinterpret_cast<Bytef*>(bytes.data());
  stream.avail_in = static_cast<uInt>(bytes.size());
  std::string result(bytes.size() * 16, '\0');
  int state = Z_OK;
  while (state == Z_OK) {
    if (stream.total_out == result.size()) result.resize(result.size() * 2);
    stream.next_out = reinterpret_cast<Bytef*>(result.data() + stream.total_out);
    stream.avail_out = static_cast<uInt>(result.size() - stream.total_out);
    state = inflate(&stream, Z_NO_FLUSH);
  }
  if (state != Z_STREAM_END) throw Error(std::string(file) + ": the gzip data is damaged or cut off");
  result.resize(stream.total_out);
  return result;
}

std::string read_bytes(const std::filesystem::path& path) {
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"), &std::fclose);
  if (!file) throw Error(path.string() + ": cannot be read: " + std::strerror(errno));
  std::string bytes;
  char buffer[1 << 16];
  while (std::size_t count = std::fread(buffer, 1, sizeof buffer, file.get())) bytes.append(buffer, count);
  if (std::ferror(file.get())) throw Error(path.string() + ": cannot be read: " + std::strerror(errno));
  return unpack(std::move(bytes), path.string());
}

std::string version_in(std::string_view path) {
  std::string_view name = path.substr(path.rfind('/') + 1);
  const std::size_t end = name.find(".schema.json");
  name = name.substr(0, end == std::string_view::npos ? 0 : end);
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (name.empty() || is_digit(name.front())) return std::string(name);
  // The version begins behind the first dash that a digit follows.
  for (std::size_t dash = name.find('-'); dash < name.size() - 1; dash = name.find('-', dash + 1)) {
    if (is_digit(name[dash + 1])) return std::string(name.substr(dash + 1));
  }
  return {};
}

}  // namespace parapet::schema
