#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace parapet::importing {

/// What a provider's schema does not say and people who write stacks know: `src/import/data/<provider>.json`.
struct Facts {
  /// A secure template that is not called like the binding.
  struct Template {
    std::string name;    ///< C++, as the program writes it: `secure::DatabaseInstance`
    std::string header;  ///< `secure_templates/rds.hpp`
    /// A third argument of the constructor, with what makes it create one resource only.
    std::string options;
  };
  std::map<std::string, Template, std::less<>> templates;  ///< by type
  /// The file for types that begin with a prefix: `aws_kms_` -> `keys`. The longest prefix wins.
  std::map<std::string, std::string, std::less<>> files;
  /// The functions of these files come first, in this order.
  std::vector<std::string> order;
  /// How the id for `import` is made of attributes where it is not the attribute `id`: `{role}/{policy_arn}`.
  std::map<std::string, std::string, std::less<>> import_ids;
  /// Attributes that no provider reads back from the cloud; a new state does not have them.
  std::vector<std::string> unread;
  /// Attributes in which people name a thing, best first.
  std::vector<std::string> names;
  /// Secrets that the provider insists on, though its schema calls them optional.
  std::map<std::string, std::vector<std::string>, std::less<>> needed_secrets;
  /// Attributes that a state may hold together and a configuration must not: what goes, by what stays.
  std::map<std::string, std::map<std::string, std::vector<std::string>, std::less<>>, std::less<>> exclusive;
  /// Paths whose 0 or false in a state means that they are unset: the provider refuses it in a configuration.
  std::map<std::string, std::vector<std::string>, std::less<>> unset_when_zero;

  /// The file for a type: by `files`, else the second word of the type.
  std::string file_of(std::string_view type) const;
  /// Whether no provider reads the attribute back.
  bool is_unread(std::string_view attribute) const;
  bool is_needed_secret(std::string_view type, std::string_view attribute) const;
};

/// Reads such a file. Throws Error with file, JSON pointer and what was expected.
Facts read_facts(std::string_view json, std::string_view file);

}  // namespace parapet::importing
