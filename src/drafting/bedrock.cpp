#include "drafting/bedrock.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "drafting/credentials/sources.hpp"
#include "drafting/curl_library.hpp"
#include "drafting/endpoint.hpp"
#include "drafting/safe_text.hpp"
#include "drafting/signature.hpp"

namespace parapet::drafting {

/// A try that may go better later.
struct Bedrock::Failure {
  std::string what;
  std::chrono::milliseconds asked_for{0};  ///< Retry-After
};

namespace {

using std::chrono::milliseconds;

constexpr milliseconds first_pause{1'000};
constexpr milliseconds longest_pause{20'000};
constexpr milliseconds longest_obedience{120'000};

std::string checked_model(const std::string& model) {
  const auto is_part = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("._:/-").find(c) != std::string_view::npos;
  };
  const bool plain = std::all_of(model.begin(), model.end(), is_part) && model.find("..") == std::string::npos;
  if (model.empty() || model.size() > 2048 || !plain || model.find_first_of("./:-") == 0)
    throw Error("--model: expected the id of a model of Bedrock, an inference profile, or the ARN of one");
  return model;
}

std::string model_url(const System& system, const std::string& model, const std::string& region) {
  Url url = service_endpoint(system, bedrock_service, region);
  while (url.path.ends_with('/')) url.path.pop_back();
  url.path += "/model/" + percent_encoded(checked_model(model)) + "/converse";
  return url.text();
}

/// What AWS calls the error: `ThrottlingException` of a header or a member, without a namespace or an address.
std::string error_kind(const Response& response, const nlohmann::json& body) {
  std::string kind = response.header("x-amzn-errortype");
  for (const char* name : {"__type", "code"}) {
    if (kind.empty() && body.is_object() && body.contains(name) && body[name].is_string())
      kind = body[name].get<std::string>();
  }
  kind = kind.substr(0, kind.find(':'));
  return kind.substr(kind.find('#') + 1);
}

std::string error_message(const nlohmann::json& body) {
  for (const char* name : {"message", "Message"}) {
    if (body.is_object() && body.contains(name) && body[name].is_string()) return body[name].get<std::string>();
  }
  return "it says no more";
}

bool passes(int status, const std::string& kind) {
  constexpr std::string_view passing[] = {"ThrottlingException",     "ModelNotReadyException",
                                          "ModelTimeoutException",   "ServiceUnavailableException",
                                          "InternalServerException", "TooManyRequestsException"};
  return status == 408 || status == 429 || status >= 500 ||
         std::find(std::begin(passing), std::end(passing), kind) != std::end(passing);
}

/// What somebody can do about it; empty: the message says enough.
std::string remedy(int status, const std::string& kind) {
  if (status >= 300 && status < 400) return "; redirects are not followed: give the endpoint itself";
  if (kind == "AccessDeniedException")
    return "; allow bedrock:InvokeModel for this model, and ask for access to it in this region";
  if (kind == "ResourceNotFoundException" || kind == "ValidationException")
    return "; check --model and --region, and whether the model needs an inference profile";
  if (kind.starts_with("ExpiredToken")) return "; renew the credentials";
  if (status == 403) return "; check the credentials, the region and the clock of this machine";
  return "";
}

/// Seconds or a date; zero when it says nothing that can be read.
milliseconds retry_after(const Response& response, Clock::time_point now) {
  const std::string text = response.header("retry-after");
  if (text.empty()) return milliseconds(0);
  if (text.size() < 7 && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }))
    return std::chrono::seconds(std::stoi(text));
  const time_t time = curl_library().getdate(text.c_str(), nullptr);
  if (time < 0) return milliseconds(0);
  return std::max(milliseconds(0), std::chrono::duration_cast<milliseconds>(Clock::from_time_t(time) - now));
}

std::string in_seconds(milliseconds time) { return fmt::format("{:.1f} s", static_cast<double>(time.count()) / 1000); }

}  // namespace

Bedrock::Bedrock(const System& system, const Options& options, Budget& budget, Waiting waiting)
    : system_(system),
      options_(options),
      budget_(budget),
      waiting_(std::move(waiting)),
      region_(find_region(system, options.region)),
      url_(model_url(system, options.model, region_)),
      ca_bundle_(ca_bundle(system)),
      credentials_(system, region_) {}

Reply Bedrock::converse(const Prompt& prompt) {
  for (unsigned attempt = 1;; ++attempt) {
    if (!budget_.affords(prompt.cost())) throw BudgetSpent(budget_.spent());
    try {
      return try_once(prompt, attempt > 1);
    } catch (const Failure& failure) {
      if (attempt >= options_.attempts)
        throw Unavailable(fmt::format("Bedrock ({}): {}, in {} attempts", region_, failure.what, attempt));
      wait(failure, attempt);
    }
  }
}

Reply Bedrock::try_once(const Prompt& prompt, bool retry) {
  const Credentials& credentials = credentials_.current();
  const Request request = signed_request(prompt, credentials);
  Secrets secrets = credentials.secrets();
  secrets.push_back(request.headers.back().value);
  budget_.count_request(retry);
  try {
    const Response response = system_.send(request);
    if (response.status != 200) refuse(response, secrets);
    return reply_of(response, prompt, secrets);
  } catch (const TransportError& error) {
    if (error.sent) budget_.count_unanswered(prompt.cost());
    const std::string what = "no answer: " + safe_text(error.what(), secrets);
    if (error.transient) throw Failure{what};
    throw Error(fmt::format("Bedrock ({}): {}", region_, what));
  }
}

Request Bedrock::signed_request(const Prompt& prompt, const Credentials& credentials) const {
  Request request;
  request.url = url_;
  request.headers = {{"Content-Type", "application/json"}, {"Accept", "application/json"}};
  request.body = converse_body(prompt);
  request.ca_bundle = ca_bundle_;
  request.connect_timeout = options_.connect_timeout;
  request.timeout = options_.timeout;
  sign(request, credentials, {region_, bedrock_service.signing}, system_.now());
  return request;
}

Reply Bedrock::reply_of(const Response& response, const Prompt& prompt, const Secrets& secrets) {
  try {
    Reply reply = read_reply(response.body);
    budget_.count_answer(reply.input_tokens, reply.output_tokens);
    return reply;
  } catch (const Error& error) {
    budget_.count_unanswered(prompt.cost());
    throw Failure{safe_text(error.what(), secrets)};
  }
}

void Bedrock::refuse(const Response& response, const Secrets& secrets) const {
  const nlohmann::json body = nlohmann::json::parse(response.body, nullptr, false);
  const std::string kind = error_kind(response, body);
  const std::string said = safe_text(error_message(body), secrets);
  const std::string what =
      fmt::format("HTTP {}{}: {}", response.status, kind.empty() ? "" : " " + safe_text(kind, secrets), said);
  if (passes(response.status, kind)) throw Failure{what, retry_after(response, system_.now())};
  throw Error(fmt::format("Bedrock ({}): {}{}", region_, what, remedy(response.status, kind)));
}

void Bedrock::wait(const Failure& failure, unsigned attempt) {
  if (failure.asked_for > longest_obedience)
    throw Unavailable(fmt::format("Bedrock ({}): {}; it asks to wait {}, try then", region_, failure.what,
                                  in_seconds(failure.asked_for)));
  milliseconds pause = std::min(longest_pause, first_pause * (1u << std::min(attempt - 1, 10u)));
  // Half of it is drawn, so that many who were throttled together do not come back together.
  pause = milliseconds(static_cast<std::int64_t>(static_cast<double>(pause.count()) * (0.5 + system_.random() / 2)));
  pause = std::max(pause, failure.asked_for);
  waiting_("waiting " + in_seconds(pause) + ": " + failure.what);
  system_.sleep(pause);
}

}  // namespace parapet::drafting
