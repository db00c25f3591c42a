#pragma once

#include <string_view>

#include "parapet/document.hpp"

namespace parapet {

/// Reads a plan, `terraform show -json PLAN` of Terraform or OpenTofu, format 1.x. Every instance of a resource or data
/// source that exists after the plan is a block of its own with its full address (`module.net["a"].aws_vpc.x[0]`); what
/// is only deleted is left out. Values that the plan does not know are what its configuration says: unset, a reference
/// to another block (followed through variables and outputs of modules), or unknown. Sensitive values are calls of
/// `sensitive`, so that nobody shows them. `name` is the file; `stack` the name of the stack, or empty: the file is.
/// Throws Error with file, JSON pointer, what was expected and the remedy.
Document read_plan(std::string_view bytes, std::string_view name, std::string_view stack);

/// Reads a plan or a document of Terraform's JSON syntax, whichever the content is. `stack` is for those that do not
/// say their stack. Throws what read_plan and read_terraform_json throw.
Document read_document(std::string_view bytes, std::string_view name, std::string_view stack);

}  // namespace parapet
