#include "policy/address.hpp"

#include <arpa/inet.h>

#include <array>
#include <charconv>
#include <string>
#include <vector>

#include "parapet/error.hpp"

namespace parapet::policy {

namespace {

/// Four or sixteen bytes in the order of the network.
std::vector<unsigned char> bytes_of(std::string_view text) {
  const std::string terminated(text);
  std::array<unsigned char, 16> bytes{};
  if (inet_pton(AF_INET, terminated.c_str(), bytes.data()) == 1) return {bytes.begin(), bytes.begin() + 4};
  if (inet_pton(AF_INET6, terminated.c_str(), bytes.data()) == 1) return {bytes.begin(), bytes.end()};
  throw Error("`" + terminated + "` is no address; write it like 203.0.113.7 or 2001:db8::1");
}

std::size_t bits_of(std::string_view text, std::size_t most) {
  std::size_t bits = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), bits);
  if (problem != std::errc() || end != text.data() + text.size() || bits > most)
    throw Error("`/" + std::string(text) + "` is no length of a network; write 0 to " + std::to_string(most));
  return bits;
}

}  // namespace

bool is_in_network(std::string_view address, std::string_view network) {
  const std::size_t slash = network.find('/');
  const std::vector<unsigned char> base = bytes_of(network.substr(0, slash)), given = bytes_of(address);
  const std::size_t most = base.size() * 8;
  const std::size_t bits = slash == std::string_view::npos ? most : bits_of(network.substr(slash + 1), most);
  if (given.size() != base.size()) return false;
  for (std::size_t bit = 0; bit < bits; ++bit) {
    if (((given[bit / 8] ^ base[bit / 8]) >> (7 - bit % 8) & 1) != 0) return false;
  }
  return true;
}

}  // namespace parapet::policy
