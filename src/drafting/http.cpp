#include "drafting/http.hpp"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <memory>

#include "drafting/curl_library.hpp"
#include "drafting/safe_text.hpp"

namespace parapet::drafting {

namespace {

constexpr std::size_t longest_headers = 64 * 1024;

struct FreeEasy {
  void operator()(CURL* handle) const { curl_library().easy_cleanup(handle); }
};
struct FreeList {
  void operator()(curl_slist* list) const { curl_library().slist_free_all(list); }
};

/// What libcurl hands over piece by piece.
struct Reception {
  Response response;
  std::size_t header_bytes = 0;
  bool too_long = false;
};

std::string_view trimmed_line(std::string_view line) {
  while (!line.empty() && std::isspace(static_cast<unsigned char>(line.back())) != 0) line.remove_suffix(1);
  while (!line.empty() && std::isspace(static_cast<unsigned char>(line.front())) != 0) line.remove_prefix(1);
  return line;
}

std::size_t take_header(char* bytes, std::size_t, std::size_t count, void* target) {
  auto& reception = *static_cast<Reception*>(target);
  reception.header_bytes += count;
  if (reception.header_bytes > longest_headers) {
    reception.too_long = true;
    return 0;
  }
  const std::string_view line(bytes, count);
  // A proxy or an interim answer came before.
  if (line.starts_with("HTTP/")) reception.response.headers.clear();
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return count;
  std::string name(line.substr(0, colon));
  std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::tolower(c); });
  reception.response.headers[name] = trimmed_line(line.substr(colon + 1));
  return count;
}

std::size_t take_body(char* bytes, std::size_t, std::size_t count, void* target) {
  auto& reception = *static_cast<Reception*>(target);
  if (reception.response.body.size() + count > longest_response) {
    reception.too_long = true;
    return 0;
  }
  reception.response.body.append(bytes, count);
  return count;
}

bool is_transient(CURLcode code) {
  constexpr CURLcode codes[] = {CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY, CURLE_COULDNT_CONNECT,
                                CURLE_OPERATION_TIMEDOUT,   CURLE_GOT_NOTHING,           CURLE_SEND_ERROR,
                                CURLE_RECV_ERROR,           CURLE_PARTIAL_FILE};
  return std::find(std::begin(codes), std::end(codes), code) != std::end(codes);
}

void set_security(CURL* handle, const Request& request) {
  const auto set = curl_library().easy_setopt;
  set(handle, CURLOPT_PROTOCOLS_STR, "http,https");
  set(handle, CURLOPT_FOLLOWLOCATION, 0L);
  set(handle, CURLOPT_SSL_VERIFYPEER, 1L);
  set(handle, CURLOPT_SSL_VERIFYHOST, 2L);
  set(handle, CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2);
  if (request.url.starts_with("http://")) set(handle, CURLOPT_NOPROXY, "*");
  if (request.ca_bundle.empty()) return;
  const bool folder = std::filesystem::is_directory(request.ca_bundle);
  set(handle, folder ? CURLOPT_CAPATH : CURLOPT_CAINFO, request.ca_bundle.c_str());
  // Not the system's beside it.
  set(handle, folder ? CURLOPT_CAINFO : CURLOPT_CAPATH, nullptr);
}

void set_content(CURL* handle, const Request& request, const curl_slist* headers) {
  const auto set = curl_library().easy_setopt;
  set(handle, CURLOPT_URL, request.url.c_str());
  // The path is signed, so it is sent as it is.
  set(handle, CURLOPT_PATH_AS_IS, 1L);
  set(handle, CURLOPT_CUSTOMREQUEST, request.method.c_str());
  set(handle, CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1);
  set(handle, CURLOPT_HTTPHEADER, headers);
  if (request.method != "POST") return;
  set(handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
  set(handle, CURLOPT_POSTFIELDS, request.body.c_str());
}

void set_limits(CURL* handle, const Request& request) {
  const auto set = curl_library().easy_setopt;
  set(handle, CURLOPT_NOSIGNAL, 1L);
  set(handle, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(request.connect_timeout.count()));
  set(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(request.timeout.count()));
}

std::unique_ptr<curl_slist, FreeList> header_list(const Request& request) {
  // libcurl would wait for a "100 Continue" before it sends a body that is not short.
  curl_slist* list = curl_library().slist_append(nullptr, "Expect:");
  for (const Header& header : request.headers)
    list =
        curl_library().slist_append(list, (header.name + (header.value.empty() ? ";" : ": " + header.value)).c_str());
  return std::unique_ptr<curl_slist, FreeList>(list);
}

[[noreturn]] void refuse_transfer(CURL* handle, CURLcode code, const Reception& reception, const char* details) {
  if (reception.too_long) throw TransportError("the answer is longer than 4 MiB", false, true);
  curl_off_t connected = 0;
  curl_library().easy_getinfo(handle, CURLINFO_PRETRANSFER_TIME_T, &connected);
  const std::string text = *details != '\0' ? details : curl_library().easy_strerror(code);
  throw TransportError(safe_text(text, {}), is_transient(code), connected > 0);
}

}  // namespace

std::string Response::header(const std::string& name) const {
  const auto found = headers.find(name);
  return found == headers.end() ? "" : found->second;
}

Response send_over_network(const Request& request) {
  const std::unique_ptr<CURL, FreeEasy> handle(curl_library().easy_init());
  if (!handle) throw TransportError("libcurl does not start", false, false);
  if (!request.ca_bundle.empty() && !std::filesystem::exists(request.ca_bundle))
    throw TransportError("AWS_CA_BUNDLE names " + request.ca_bundle + ", which does not exist", false, false);
  const auto headers = header_list(request);
  const auto set = curl_library().easy_setopt;
  Reception reception;
  char details[CURL_ERROR_SIZE] = "";
  set_content(handle.get(), request, headers.get());
  set_security(handle.get(), request);
  set_limits(handle.get(), request);
  set(handle.get(), CURLOPT_ERRORBUFFER, details);
  set(handle.get(), CURLOPT_HEADERFUNCTION, take_header);
  set(handle.get(), CURLOPT_HEADERDATA, &reception);
  set(handle.get(), CURLOPT_WRITEFUNCTION, take_body);
  set(handle.get(), CURLOPT_WRITEDATA, &reception);
  const CURLcode code = curl_library().easy_perform(handle.get());
  if (code != CURLE_OK) refuse_transfer(handle.get(), code, reception, details);
  long status = 0;
  curl_library().easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &status);
  reception.response.status = static_cast<int>(status);
  return std::move(reception.response);
}

}  // namespace parapet::drafting
