#include "drafting/signature.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <array>
#include <cctype>

namespace parapet::drafting {

namespace {

using Digest = std::array<unsigned char, 32>;

std::string_view bytes_of(const Digest& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

std::string hexadecimal(const Digest& digest) {
  std::string text;
  for (const unsigned char byte : digest) text += fmt::format("{:02x}", byte);
  return text;
}

Digest sha256(std::string_view bytes) {
  Digest digest;
  if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), nullptr, EVP_sha256(), nullptr) != 1)
    throw Error("OpenSSL computes no SHA-256");
  return digest;
}

Digest hmac(std::string_view key, std::string_view bytes) {
  Digest digest;
  const auto* data = reinterpret_cast<const unsigned char*>(bytes.data());
  if (HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), data, bytes.size(), digest.data(), nullptr) ==
      nullptr)
    throw Error("OpenSSL computes no HMAC");
  return digest;
}

/// Without space at the ends, and one space for several.
std::string canonical_value(std::string_view value) {
  std::string result;
  for (const char c : value) {
    if (c != ' ' || (!result.empty() && result.back() != ' ')) result += c;
  }
  if (result.ends_with(' ')) result.pop_back();
  return result;
}

std::vector<Header> canonical_headers(const Request& request) {
  std::vector<Header> headers;
  for (const Header& header : request.headers) {
    std::string name = header.name;
    std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::tolower(c); });
    headers.push_back({name, canonical_value(header.value)});
  }
  std::sort(headers.begin(), headers.end(), [](const Header& a, const Header& b) { return a.name < b.name; });
  return headers;
}

std::string signed_names(const std::vector<Header>& headers) {
  std::string names;
  for (const Header& header : headers) names += (names.empty() ? "" : ";") + header.name;
  return names;
}

std::string signature(const Credentials& credentials, const SigningScope& scope, std::string_view day,
                      std::string_view text) {
  const Digest of_day = hmac("AWS4" + credentials.secret_key, day);
  const Digest of_region = hmac(bytes_of(of_day), scope.region);
  const Digest of_service = hmac(bytes_of(of_region), scope.service);
  const Digest key = hmac(bytes_of(of_service), "aws4_request");
  return hexadecimal(hmac(bytes_of(key), text));
}

}  // namespace

std::string canonical_path(std::string_view path) {
  std::vector<std::string_view> segments;
  std::string_view last;
  for (std::size_t at = 0; at <= path.size();) {
    const std::size_t end = std::min(path.find('/', at), path.size());
    last = path.substr(at, end - at);
    if (last == "..") {
      if (!segments.empty()) segments.pop_back();
    } else if (!last.empty() && last != ".") {
      segments.push_back(last);
    }
    at = end + 1;
  }
  std::string result;
  for (const std::string_view segment : segments) result += "/" + percent_encoded(segment);
  return result.empty() || last.empty() ? result + "/" : result;
}

std::string canonical_request(const Request& request) {
  const std::vector<Header> headers = canonical_headers(request);
  std::string lines;
  for (const Header& header : headers) lines += header.name + ":" + header.value + "\n";
  const std::string path = canonical_path(parse_url(request.url, "the URL to sign").path);
  return fmt::format("{}\n{}\n\n{}\n{}\n{}", request.method, path, lines, signed_names(headers),
                     hexadecimal(sha256(request.body)));
}

void sign(Request& request, const Credentials& credentials, const SigningScope& scope, Clock::time_point now) {
  const std::string time = fmt::format("{:%Y%m%dT%H%M%SZ}", fmt::gmtime(Clock::to_time_t(now)));
  const std::string day = time.substr(0, 8);
  request.headers.push_back({"Host", parse_url(request.url, "the URL to sign").authority});
  request.headers.push_back({"X-Amz-Date", time});
  if (!credentials.session_token.empty())
    request.headers.push_back({"X-Amz-Security-Token", credentials.session_token});
  const std::string where = fmt::format("{}/{}/{}/aws4_request", day, scope.region, scope.service);
  const std::string text =
      fmt::format("AWS4-HMAC-SHA256\n{}\n{}\n{}", time, where, hexadecimal(sha256(canonical_request(request))));
  const std::string names = signed_names(canonical_headers(request));
  request.headers.push_back(
      {"Authorization", fmt::format("AWS4-HMAC-SHA256 Credential={}/{}, SignedHeaders={}, Signature={}",
                                    credentials.access_key, where, names, signature(credentials, scope, day, text))});
}

}  // namespace parapet::drafting
