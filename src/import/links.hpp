#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "import/facts.hpp"
#include "import/state.hpp"
#include "schema/schema.hpp"

namespace parapet::importing {

/// Finds which texts in resources are the identifiers of others, so that they become references. A text is one when it
/// could be nothing else (an ARN, an id with a number, a URL) and equals what another resource exports, or when the
/// name of the attribute says what it names (`role`, `db_subnet_group_name`) and the name is that of such a resource.
class Links {
 public:
  /// `names` are those of the resources in the program.
  Links(const std::vector<StateResource>& resources, const std::vector<std::string>& names,
        const schema::ProviderSchema& provider, const Facts& facts);

  /// `aws_kms_key.data.arn`, where `text` at `attribute` of the resource is that; nothing otherwise, nor where the
  /// reference would close a circle. Remembers the reference.
  std::optional<std::string> reference(std::size_t from, std::string_view attribute, std::string_view text);

  /// The resource whose ARN a text begins with (`arn:aws:s3:::logs/*`): the reference and the length of the ARN.
  std::optional<std::pair<std::string, std::size_t>> beginning(std::size_t from, std::string_view text);

 private:
  struct Export {
    std::size_t resource;
    std::string attribute;
    bool computed;
  };

  std::optional<std::string> refer(std::size_t from, const Export& to);
  const Export* by_identity(std::size_t from, std::string_view attribute, std::string_view text) const;
  const Export* by_name(std::size_t from, std::string_view attribute, std::string_view text) const;
  bool reaches(std::size_t from, std::size_t to) const;

  const std::vector<StateResource>& resources_;
  const std::vector<std::string>& names_;
  const Facts& facts_;
  std::map<std::string, std::vector<Export>, std::less<>> exports_;
  std::map<std::string, Export, std::less<>> arns_;
  std::vector<std::set<std::size_t>> edges_;
};

}  // namespace parapet::importing
