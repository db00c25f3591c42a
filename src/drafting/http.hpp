#pragma once

#include <chrono>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "parapet/error.hpp"

namespace parapet::drafting {

struct Header {
  std::string name, value;
};

struct Request {
  std::string method = "POST";
  std::string url;
  std::vector<Header> headers;
  std::string body;
  std::string ca_bundle;  ///< file or folder of certificates; empty: the system's
  std::chrono::milliseconds connect_timeout{10'000};
  std::chrono::milliseconds timeout{120'000};
};

struct Response {
  int status = 0;
  std::map<std::string, std::string> headers;  ///< names in lower case
  std::string body;

  /// A header's value, empty when there is none.
  std::string header(const std::string& name) const;
};

/// No answer came.
class TransportError : public Error {
 public:
  TransportError(const std::string& what, bool transient, bool sent) : Error(what), transient(transient), sent(sent) {}

  bool transient;  ///< may go better the next time
  bool sent;       ///< the other side may have got the request
};

/// An answer that is longer is refused.
inline constexpr std::size_t longest_response = std::size_t{4} << 20;

/// Sends one request with libcurl: certificates are verified, redirects are not followed, what is not encrypted goes
/// through no proxy. Throws TransportError.
Response send_over_network(const Request& request);

/// The parts of an URL as they are sent.
struct Url {
  std::string scheme;     ///< http or https
  std::string host;       ///< without the brackets of an IPv6 address
  std::string authority;  ///< host, and the port unless it is the scheme's own: what the Host header says
  std::string path;       ///< begins with `/`

  std::string text() const { return scheme + "://" + authority + path; }
};

/// Parses an http or https URL without user, query or fragment. Throws Error that says `what` it is.
Url parse_url(const std::string& text, std::string_view what);

bool is_loopback(std::string_view host);

/// Parses the URL of a service that is sent secrets. Throws Error for one that is neither https nor on this machine.
Url parse_endpoint(const std::string& text, std::string_view what);

/// Everything but letters, digits and `-._~` as `%XX`; `/` too, unless it is kept.
std::string percent_encoded(std::string_view text, bool keep_slash = false);

}  // namespace parapet::drafting
