#pragma once

#include <algorithm>
#include <boost/uuid/detail/md5.hpp>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <string>
#include <string_view>

namespace parapet::detail {

/// MD5, for names and for telling contents apart; nothing here is a matter of security.
class Md5 {
 public:
  void add(std::string_view bytes) {
    // Boost 1.81 reads whole blocks as words of 32 bits from where they lie: only aligned bytes may reach it.
    while (!bytes.empty()) {
      const std::size_t count = std::min(bytes.size(), kBlock - filled_);
      std::memcpy(block_ + filled_, bytes.data(), count);
      filled_ += count;
      bytes.remove_prefix(count);
      if (filled_ == kBlock) flush();
    }
  }

  /// The 32 upper-case hex digits of everything added. Nothing can be added afterwards.
  std::string hex() {
    flush();
    boost::uuids::detail::md5::digest_type digest;
    md5_.get_digest(digest);
    std::string result;
    // Words of 32 bits in Boost 1.81, bytes in newer ones; both read from left to right.
    constexpr int kDigits = sizeof(digest[0]) * 2;
    for (const unsigned part : digest) {
      char text[16];
      std::snprintf(text, sizeof(text), "%0*X", kDigits, part);
      result += text;
    }
    return result;
  }

 private:
  static constexpr std::size_t kBlock = 4096;

  void flush() {
    md5_.process_bytes(block_, filled_);
    filled_ = 0;
  }

  boost::uuids::detail::md5 md5_;
  alignas(std::uint32_t) char block_[kBlock];
  std::size_t filled_ = 0;
};

}  // namespace parapet::detail
