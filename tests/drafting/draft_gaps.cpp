// The library as a program. `draft_gaps draft MODEL [OPTION VALUE]...` drafts for the gaps on standard input and prints
// what came out; progress goes to standard error. `draft_gaps sign` signs the requests on standard input.
// Exit codes: 0 done, 2 an Error.

#include <cstdio>
#include <iostream>
#include <iterator>

#include "drafting/draft.hpp"
#include "drafting/signature.hpp"
#include "guardrails/json.hpp"

namespace {

using namespace parapet::drafting;
using parapet::guardrails::At;
using parapet::guardrails::Json;

std::string standard_input() { return {std::istreambuf_iterator<char>(std::cin), {}}; }

std::vector<Gap> read_gaps(const Json& json) {
  std::vector<Gap> gaps;
  for (const Json& one : json) {
    const At at(one, "gaps");
    gaps.push_back({"rds", "AWS", "checkov", at.member("check").text(), at.member("title").text(), "aws_db_instance",
                    {}, at.has("settings") ? at.member("settings").texts() : std::vector<std::string>{}});
  }
  return gaps;
}

/// A linter with one rule.
std::vector<std::string> lint_words(std::string_view json) {
  if (json.find("appropriate") == std::string_view::npos) return {};
  return {"the description says \"appropriate\", which nobody can check"};
}

void set_option(Options& options, const std::string& name, const std::string& value) {
  const auto number = [&] { return static_cast<unsigned>(std::stoul(value)); };
  if (name == "--region") options.region = value;
  if (name == "--tokens") options.tokens = number();
  if (name == "--batch") options.batch = number();
  if (name == "--attempts") options.attempts = number();
  if (name == "--timeout") options.timeout = std::chrono::milliseconds(number());
}

Json as_json(const Outcome& outcome) {
  Json json = {{"drafts", Json::array()}, {"refused", Json::array()}};
  for (const Draft& draft : outcome.drafts)
    json["drafts"].push_back({{"check", draft.gap.check_id},
                              {"name", draft.name},
                              {"description", draft.description},
                              {"domain", draft.domain}});
  for (const Refusal& refusal : outcome.refused)
    json["refused"].push_back({{"check", refusal.gap.check_id}, {"reason", refusal.reason}});
  json["notes"] = outcome.notes;
  json["stopped"] = outcome.stopped;
  json["usage"] = {{"input", outcome.usage.input_tokens},
                   {"output", outcome.usage.output_tokens},
                   {"unanswered", outcome.usage.unanswered_tokens},
                   {"requests", outcome.usage.requests},
                   {"retries", outcome.usage.retries}};
  return json;
}

void draft_gaps(int argc, char** argv) {
  Options options;
  options.model = argv[2];
  for (int i = 3; i + 1 < argc; i += 2) set_option(options, argv[i], argv[i + 1]);
  const auto progress = [](const Step& step) {
    std::fprintf(stderr, "%zu/%zu %s\n", step.done, step.total, step.doing.c_str());
  };
  std::cout << as_json(draft(read_gaps(Json::parse(standard_input())), options, lint_words, progress)).dump(1) << "\n";
}

void sign_requests() {
  Json answers = Json::array();
  for (const Json& one : Json::parse(standard_input())) {
    Request request;
    request.method = one["method"];
    request.url = one["url"];
    request.body = one["body"];
    for (const auto& [name, value] : one["headers"].items()) request.headers.push_back({name, value});
    const Credentials credentials{one["access_key"], one["secret_key"], one["token"], {}, "the test"};
    sign(request, credentials, {one["region"], one["service"]}, Clock::from_time_t(one["time"]));
    answers.push_back(request.headers.back().value);
  }
  std::cout << answers.dump() << "\n";
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc > 2 && std::string(argv[1]) == "draft") {
    draft_gaps(argc, argv);
  } else {
    sign_requests();
  }
  return 0;
} catch (const parapet::Error& error) {
  std::fprintf(stderr, "%s\n", error.what());
  return 2;
}
