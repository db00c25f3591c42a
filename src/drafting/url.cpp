#include <arpa/inet.h>

#include <algorithm>
#include <memory>

#include "drafting/curl_library.hpp"
#include "drafting/http.hpp"

namespace parapet::drafting {

namespace {

struct FreeUrl {
  void operator()(CURLU* url) const { curl_library().url_cleanup(url); }
};
using UrlHandle = std::unique_ptr<CURLU, FreeUrl>;

std::string url_part(const UrlHandle& url, CURLUPart part, unsigned flags = 0) {
  char* text = nullptr;
  if (curl_library().url_get(url.get(), part, &text, flags) != CURLUE_OK) return "";
  std::string value = text;
  curl_library().free(text);
  return value;
}

bool is_printable_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 0x7f; });
}

bool is_unreserved(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
         std::string_view("-._~").find(c) != std::string_view::npos;
}

}  // namespace

Url parse_url(const std::string& text, std::string_view what) {
  const UrlHandle url(curl_library().url());
  const bool parsed = is_printable_ascii(text) &&
                      curl_library().url_set(url.get(), CURLUPART_URL, text.c_str(), CURLU_DISALLOW_USER) == CURLUE_OK;
  const std::string scheme = parsed ? url_part(url, CURLUPART_SCHEME) : "";
  const bool plain = url_part(url, CURLUPART_QUERY).empty() && url_part(url, CURLUPART_FRAGMENT).empty();
  // What it holds is not repeated: a password may stand in it.
  if ((scheme != "http" && scheme != "https") || !plain)
    throw Error(std::string(what) + ": expected https://HOST[:PORT][/PATH], without user, password, query or fragment");
  std::string host = url_part(url, CURLUPART_HOST);
  const std::string port = url_part(url, CURLUPART_PORT, CURLU_NO_DEFAULT_PORT);
  const std::string authority = port.empty() ? host : host + ":" + port;
  if (host.starts_with('[')) host = host.substr(1, host.size() - 2);
  return {scheme, host, authority, url_part(url, CURLUPART_PATH)};
}

bool is_loopback(std::string_view host) {
  const std::string text(host);
  in_addr v4;
  if (inet_pton(AF_INET, text.c_str(), &v4) == 1) return (ntohl(v4.s_addr) >> 24) == 127;
  in6_addr v6;
  if (inet_pton(AF_INET6, text.c_str(), &v6) == 1) return IN6_IS_ADDR_LOOPBACK(&v6);
  return host == "localhost";
}

Url parse_endpoint(const std::string& text, std::string_view what) {
  Url url = parse_url(text, what);
  if (url.scheme != "https" && !is_loopback(url.host))
    throw Error(std::string(what) + ": " + url.text() +
                " is not encrypted, and credentials would travel in clear; use https (http is for loopback only)");
  return url;
}

std::string percent_encoded(std::string_view text, bool keep_slash) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : text) {
    if (is_unreserved(c) || (keep_slash && c == '/')) {
      encoded += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      encoded += {'%', digits[byte >> 4], digits[byte & 15]};
    }
  }
  return encoded;
}

}  // namespace parapet::drafting
