#include "parapet/detail/iteration.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "identifier.hpp"
#include "parapet/error.hpp"

namespace parapet::detail {

namespace {

/// First words of traversals that mean something else to Terraform.
constexpr std::string_view kTaken[] = {"count", "data",      "each",   "ephemeral", "false", "for",      "if",
                                       "in",    "local",     "module", "null",      "path",  "provider", "resource",
                                       "self",  "terraform", "true",   "tofu",      "var"};

thread_local std::vector<std::string_view> in_use;

bool is_in_use(std::string_view name) { return std::find(in_use.begin(), in_use.end(), name) != in_use.end(); }

[[noreturn]] void refuse(std::string_view name, const char* why) {
  throw Error("iterator \"" + std::string(name) + "\" " + why);
}

void check_given(std::string_view name) {
  if (!is_identifier(name)) refuse(name, "is no name; use a letter or _ first, then letters, digits and _");
  if (std::find(std::begin(kTaken), std::end(kTaken), name) != std::end(kTaken)) {
    refuse(name, "means something else to Terraform; choose another name");
  }
  if (is_in_use(name))
    refuse(name, "is the name of an iterator around this one, which it would hide; choose another name");
}

std::string free_name(std::string_view usual) {
  std::string name(usual);
  for (int number = 2; is_in_use(name); ++number) name = std::string(usual) + "_" + std::to_string(number);
  return name;
}

}  // namespace

IteratorName::IteratorName(std::string_view given, std::string_view usual) {
  if (!given.empty()) check_given(given);
  name_ = copy_text(given.empty() ? free_name(usual) : std::string(given));
  in_use.emplace_back(name_);
}

IteratorName::~IteratorName() { in_use.pop_back(); }

}  // namespace parapet::detail
