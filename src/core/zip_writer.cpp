#include "zip_writer.hpp"

#include <zlib.h>

#include <limits>
#include <memory>

#include "parapet/error.hpp"

namespace parapet::detail {

namespace {

constexpr std::uint32_t kLocalHeader = 0x04034b50;
constexpr std::uint32_t kDirectoryHeader = 0x02014b50;
constexpr std::uint32_t kEndOfDirectory = 0x06054b50;
constexpr std::uint16_t kNeeded = 20;
constexpr std::uint16_t kMadeByUnix = 0x0300 | kNeeded;
constexpr std::uint16_t kNamesAreUtf8 = 0x0800;
constexpr std::uint16_t kDeflated = 8;
constexpr std::uint16_t kMidnight = 0;
constexpr std::uint16_t kFirstDay = 0x0021;  // 1980-01-01
constexpr std::uint32_t kFileMode = 0100644;
constexpr std::uint32_t kProgramMode = 0100755;
constexpr int kRawDeflate = -15;
constexpr int kMemoryLevel = 8;

void append16(std::string& to, std::uint32_t value) {
  to += static_cast<char>(value & 0xFF);
  to += static_cast<char>((value >> 8) & 0xFF);
}

void append32(std::string& to, std::uint64_t value) {
  append16(to, static_cast<std::uint32_t>(value & 0xFFFF));
  append16(to, static_cast<std::uint32_t>((value >> 16) & 0xFFFF));
}

void check_size(std::uint64_t bytes) {
  if (bytes > std::numeric_limits<std::uint32_t>::max()) throw Error("an archive holds at most 4 GiB; split the asset");
}

std::string deflated(std::string_view content) {
  z_stream stream{};
  if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, kRawDeflate, kMemoryLevel, Z_DEFAULT_STRATEGY) != Z_OK) {
    throw Error("an archive cannot be compressed: zlib has not enough memory");
  }
  const std::unique_ptr<z_stream, int (*)(z_stream*)> end(&stream, deflateEnd);
  std::string result(deflateBound(&stream, content.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(content.data()));
  stream.avail_in = static_cast<uInt>(content.size());
  stream.next_out = reinterpret_cast<Bytef*>(result.data());
  stream.avail_out = static_cast<uInt>(result.size());
  if (deflate(&stream, Z_FINISH) != Z_STREAM_END) throw Error("an archive cannot be compressed: zlib stopped early");
  result.resize(stream.total_out);
  return result;
}

/// What the local header and the directory say alike, from the needed version to the length of the extra field.
std::string common_header(std::string_view name, std::string_view content, std::size_t compressed) {
  std::string header;
  append16(header, kNeeded);
  append16(header, kNamesAreUtf8);
  append16(header, kDeflated);
  append16(header, kMidnight);
  append16(header, kFirstDay);
  append32(header, crc32_z(0, reinterpret_cast<const Bytef*>(content.data()), content.size()));
  append32(header, compressed);
  append32(header, content.size());
  append16(header, static_cast<std::uint32_t>(name.size()));
  append16(header, 0);
  return header;
}

}  // namespace

void ZipWriter::write(std::string_view bytes) {
  sink_.write(bytes);
  offset_ += bytes.size();
}

void ZipWriter::add(std::string_view name, std::string_view content, bool executable) {
  check_size(content.size());
  check_size(offset_);
  if (++count_ > std::numeric_limits<std::uint16_t>::max())
    throw Error("an archive holds at most 65535 files; split the asset");
  const std::string data = deflated(content);
  const std::string header = common_header(name, content, data.size());
  append32(directory_, kDirectoryHeader);
  append16(directory_, kMadeByUnix);
  directory_ += header;
  append16(directory_, 0);  // length of the comment
  append16(directory_, 0);  // number of the disk
  append16(directory_, 0);  // internal attributes
  append32(directory_, (executable ? kProgramMode : kFileMode) << 16);
  append32(directory_, offset_);
  directory_ += name;
  std::string local;
  append32(local, kLocalHeader);
  local += header;
  local += name;
  write(local);
  write(data);
}

void ZipWriter::finish() {
  check_size(offset_ + directory_.size());
  std::string end;
  append32(end, kEndOfDirectory);
  append16(end, 0);
  append16(end, 0);
  append16(end, count_);
  append16(end, count_);
  append32(end, directory_.size());
  append32(end, offset_);
  append16(end, 0);
  write(directory_);
  write(end);
}

}  // namespace parapet::detail
