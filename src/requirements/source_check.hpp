#pragma once

#include <string>
#include <vector>

#include "guardrails/json.hpp"

/// From checks of scanners and other policy sets to written requirements. The room reads texts and returns values;
/// files, programs and the network are the business of others.
namespace parapet::requirements {

using guardrails::Json;

/// What a check asks of an attribute. `inspected`: it looks at it, and nobody can tell from the facts what for;
/// `example`: an example of how to meet it has this value, and others may do as well.
enum class Wish : unsigned char {
  inspected,
  example,
  one_of,
  none_of,
  exists,
  not_exists,
  contains,
  not_contains,
  at_least,
  at_most
};

/// One configuration: an attribute (`logging.enabled`, without positions) and what it has to be.
struct Setting {
  std::string path;
  Wish wish = Wish::inspected;
  std::vector<Json> values{};
};

/// A resource type that a check is about, spelled as in the catalog (`aws_db_instance`, `data.aws_ami`), and each
/// configuration that it asks of it.
struct Subject {
  std::string resource;
  std::vector<Setting> settings{};
};

/// A check as its source describes it.
struct SourceCheck {
  std::string source;  ///< `checkov`, `prowler`, or the name of a set of one's own
  std::string id;
  std::vector<std::string> aliases;  ///< ids it had before
  std::string title;                 ///< the source's words: for the reader, never for a requirement
  std::string service;               ///< as the source calls it; empty where it does not say
  std::string domain;                ///< one of the catalog's; empty where it does not say
  std::vector<std::string> categories;
  std::vector<Subject> subjects;
  std::vector<std::string> mentioned;  ///< attributes that have to do with it, in no way that says what is asked
};

struct Source {
  std::string name;
  std::string version;  ///< empty where it has none
  std::vector<SourceCheck> checks;
};

}  // namespace parapet::requirements
