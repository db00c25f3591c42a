#pragma once

#include <boost/uuid/detail/md5.hpp>
#include <cstdio>
#include <string>
#include <string_view>

namespace parapet::detail {

/// MD5, for names and for telling contents apart; nothing here is a matter of security.
class Md5 {
 public:
  void add(std::string_view bytes) { md5_.process_bytes(bytes.data(), bytes.size()); }

  /// The 32 upper-case hex digits of everything added. Nothing can be added afterwards.
  std::string hex() {
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
  boost::uuids::detail::md5 md5_;
};

}  // namespace parapet::detail
