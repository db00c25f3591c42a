#include <zlib.h>

#include <memory>

#include "get/fetch.hpp"
#include "parapet/error.hpp"

namespace parapet::get {

namespace {

constexpr int gzip_window = 15 + 16;  // zlib: 15 bits of window, 16 asks for the gzip format
constexpr int memory_level = 8;

}  // namespace

std::string gzipped(std::string_view bytes) {
  z_stream stream{};
  // zlib's own header of gzip has no time and no name.
  if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, gzip_window, memory_level, Z_DEFAULT_STRATEGY) != Z_OK)
    throw Error("a schema cannot be compressed: zlib has not enough memory");
  const std::unique_ptr<z_stream, int (*)(z_stream*)> end(&stream, deflateEnd);
  std::string result(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(result.data());
  stream.avail_out = static_cast<uInt>(result.size());
  if (deflate(&stream, Z_FINISH) != Z_STREAM_END) throw Error("a schema cannot be compressed: zlib stopped early");
  result.resize(stream.total_out);
  return result;
}

}  // namespace parapet::get
