#pragma once

#include <string_view>
#include <vector>

/// The actions of AWS's services, as far as judging policies needs them.
namespace parapet::guardrails {

enum class Access : unsigned char { list, read, tagging, write, permissions };

/// What of tags a policy can ask for in an action.
enum class Tags : unsigned char { none, of_request, of_resource };

/// Actions of one service with the same access level and tags.
struct ActionGroup {
  std::string_view service;  ///< the prefix: `s3`
  Access access = Access::list;
  bool by_resource = false;  ///< a policy can name the resources they are allowed on
  Tags tags = Tags::none;
  std::string_view names{};  ///< `PutObject,PutObjectAcl`

  /// Takes the first name off `rest`; empty at the end.
  static std::string_view next(std::string_view& rest);
};

/// All of them in the order of the services. Read from the embedded table when it is first asked for.
const std::vector<ActionGroup>& action_groups();

}  // namespace parapet::guardrails
