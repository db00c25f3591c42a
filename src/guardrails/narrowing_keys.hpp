#pragma once

#include <string_view>
#include <vector>

namespace parapet::guardrails {

/// Keys of conditions that tie everybody to one account, organization, network or source.
inline const std::vector<std::string_view> narrowing_keys = {
    "aws:PrincipalAccount", "aws:PrincipalArn", "aws:PrincipalOrgID", "aws:PrincipalOrgPaths",    "aws:SourceAccount",
    "aws:SourceArn",        "aws:SourceOrgID",  "aws:SourceOrgPaths", "aws:SourceOwner",          "aws:SourceVpc",
    "aws:SourceVpce",       "aws:userid",       "kms:CallerAccount",  "s3:DataAccessPointAccount"};

}  // namespace parapet::guardrails
