#pragma once

#include <string>
#include <string_view>

#include "drafting/credentials.hpp"
#include "drafting/http.hpp"

/// AWS Signature Version 4, by our own hand: what libcurl 7.88 signs is wrong for paths with `:`, which most model ids
/// have.
namespace parapet::drafting {

struct SigningScope {
  std::string region, service;
};

/// Adds Host, X-Amz-Date, X-Amz-Security-Token (when there is a token) and, last, Authorization. Every header that the
/// request has by then is signed; none may occur twice. The URL has no query.
void sign(Request& request, const Credentials& credentials, const SigningScope& scope, Clock::time_point now);

/// What is hashed and signed, for tests and for comparison with what AWS says it computed.
std::string canonical_request(const Request& request);

/// The path as it is signed for every service but s3: dot segments and empty ones resolved, and each byte of what is
/// sent, which is encoded already, encoded once more.
std::string canonical_path(std::string_view path);

}  // namespace parapet::drafting
