#include "get/request.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <boost/describe.hpp>
#include <optional>

#include "guardrails/record.hpp"

namespace parapet::get {

using guardrails::At;

namespace {

constexpr std::size_t longest_name = 64;

struct WantedRecord {
  std::optional<std::string> name;
  std::string source;
  std::optional<std::string> version;
};
BOOST_DESCRIBE_STRUCT(WantedRecord, (), (name, source, version))

/// `SOURCE@CONSTRAINT` in two, where what is before the `@` is such a source: addresses of git have an `@`, too.
Wanted split(const std::string& text, const RE2& source) {
  const std::size_t sign = text.find('@');
  const std::size_t end = sign == std::string::npos ? sign : text.find_last_not_of(' ', sign - 1) + 1;
  if (sign == std::string::npos || sign == 0 || !RE2::FullMatch(text.substr(0, end), source)) return {"", text, ""};
  const std::size_t begin = text.find_first_not_of(' ', sign + 1);
  return {"", text.substr(0, end), begin == std::string::npos ? "@" : text.substr(begin)};
}

Wanted read_wanted(const At& at, const RE2& with_version) {
  if (at.json().is_string()) return split(at.filled_text(), with_version);
  if (!at.json().is_object()) at.expected("a text like \"hashicorp/random@~> 3.7\" or an object");
  WantedRecord record = guardrails::read_record<WantedRecord>(at);
  return {record.name.value_or(""), std::move(record.source), record.version.value_or("")};
}

void check_version(const At& at, const Wanted& wanted) {
  static const std::string one = "(?:(?:=|!=|>|>=|<|<=|~>) *)?[0-9]+(?:\\.[0-9]+){0,2}(?:[-+][0-9A-Za-z.-]+)?";
  static const RE2 constraint(one + "(?: *, *" + one + ")*");
  if (!wanted.version.empty() && !RE2::FullMatch(wanted.version, constraint))
    at.refuse("expected a version constraint like \"~> 3.7\" or \">= 3.0, < 4.0\", found \"" + wanted.version + "\"");
}

void check_name(const At& at, const Wanted& wanted) {
  static const RE2 name("[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*");
  if (!RE2::FullMatch(wanted.name, name) || wanted.name.size() > longest_name)
    at.refuse("expected a name of at most 64 small letters, digits, and single `-` and `_` between them, found \"" +
              wanted.name + "\"; give an object with \"name\" and \"source\"");
}

std::string last_part(std::string_view path) {
  while (path.ends_with('/')) path.remove_suffix(1);
  return std::string(path.substr(path.rfind('/') + 1));
}

Wanted provider(const At& at) {
  static const RE2 source("(?:(?:[a-z0-9.-]+(?::[0-9]+)?/)?[0-9A-Za-z_-]+/)?[0-9A-Za-z_-]+");
  Wanted wanted = read_wanted(at, source);
  if (!RE2::FullMatch(wanted.source, source))
    at.refuse("expected the source of a provider like \"hashicorp/random\", found \"" + wanted.source + "\"");
  if (wanted.source.find('/') == std::string::npos) wanted.source = "hashicorp/" + wanted.source;
  if (wanted.name.empty()) wanted.name = last_part(wanted.source);
  check_version(at, wanted);
  check_name(at, wanted);
  // Two sets of headers in one folder `aws/`: what the templates include would be a matter of chance.
  if (wanted.name == "aws")
    at.refuse(
        "the bindings of AWS come with Parapet; remove the line, or give another version a name of its own: "
        "{\"name\": \"aws_next\", \"source\": \"hashicorp/aws\", \"version\": \"...\"}");
  return wanted;
}

const RE2& registry_form() {
  static const RE2 form("(?:[a-z0-9.-]+(?::[0-9]+)?/)?[0-9A-Za-z_-]+/[0-9A-Za-z_-]+/[0-9a-z]+(?://[0-9A-Za-z._/-]+)?");
  return form;
}

bool is_registry(const std::string& source) { return RE2::FullMatch(source, registry_form()); }

/// `vpc` of `terraform-aws-modules/vpc/aws`, `roles` of `acme/iam/aws//modules/roles` and of `./modules/roles`; empty
/// for an address that has no name in it.
std::string name_in(const Wanted& module) {
  if (is_local(module) || module.source.find("//") != std::string::npos) return last_part(module.source);
  return is_registry(module.source) ? last_part(module.source.substr(0, module.source.rfind('/'))) : "";
}

Wanted module(const At& at) {
  static const RE2 plain("[0-9A-Za-z._~:/?&=@+%-]+");
  Wanted wanted = read_wanted(at, registry_form());
  if (!RE2::FullMatch(wanted.source, plain))
    at.refuse("expected the source of a module, of letters, digits and `._~:/?&=@+%-`, found \"" + wanted.source +
              "\"");
  if (!wanted.version.empty() && !is_registry(wanted.source))
    at.refuse("expected no version, which only modules of a registry have; put ?ref=... into the source");
  check_version(at, wanted);
  if (wanted.name.empty()) wanted.name = name_in(wanted);
  check_name(at, wanted);
  return wanted;
}

/// `-` is `_` in C++.
std::string in_cpp(std::string name) {
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

void refuse_twins(const At& list, const std::vector<Wanted>& sorted) {
  const auto twin = std::adjacent_find(
      sorted.begin(), sorted.end(), [](const Wanted& a, const Wanted& b) { return in_cpp(a.name) == in_cpp(b.name); });
  if (twin != sorted.end())
    list.refuse("two are called \"" + twin->name + "\"; give an object with another \"name\" for one of them");
}

template <class Read>
std::vector<Wanted> read_list(const At& settings, std::string_view key, const Read& read) {
  std::vector<Wanted> all;
  if (!settings.has(key)) return all;
  const At list = settings.member(key);
  list.expect_array();
  for (std::size_t i = 0; i < list.size(); ++i) all.push_back(read(list.element(i)));
  std::sort(all.begin(), all.end(), [](const Wanted& a, const Wanted& b) { return in_cpp(a.name) < in_cpp(b.name); });
  refuse_twins(list, all);
  return all;
}

}  // namespace

bool is_local(const Wanted& module) { return module.source.starts_with("./") || module.source.starts_with("../"); }

Request read_request(const At& settings) {
  return {read_list(settings, "terraformProviders", provider), read_list(settings, "terraformModules", module)};
}

}  // namespace parapet::get
