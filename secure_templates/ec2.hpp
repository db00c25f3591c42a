#pragma once

#include <aws/iam_instance_profile.hpp>
#include <aws/iam_role.hpp>
#include <aws/instance.hpp>
#include <aws/launch_template.hpp>
#include <secure_templates/resources/ec2.hpp>

#include "parapet/guardrails/secured.hpp"
#include "parapet/policy/policy.hpp"
/// Terraform files VPCs and their security groups under EC2.
#include "vpc.hpp"

/// Servers. The requirements are in `catalog/ec2.json`.
namespace secure {

/// What a server needs beside its own configuration; everything has a default.
struct server_options {
  /// Whether people reach it through Session Manager, which takes the place of SSH keys and open ports.
  bool has_session_manager = true;
  /// What the programs on it may do. Without a statement they may do nothing else.
  parapet::Block<parapet::policy::Statement> statements{};
};

/// A server with a role of its own: no public address, no SSH key, encrypted volumes, metadata for signed requests only
/// (IMDSv2).
///
///     secure::Server batch(stack, "batch", aws::instance{.ami = image.id(), .instance_type = "m7g.large"});
///
/// It is the resource `batch/Default`, `aws_instance.batch`; role and instance profile stand beside it. It lies in the
/// first of the SecurityContext's `subnet_ids`, in its `security_group_ids`, unless it says others. A server that
/// brings its `iam_instance_profile` gets none.
class Server : public aws::Instance {
 public:
  /// Throws SecurityException with every violation of every resource, and Error for a bad id, `count`, `for_each`, or a
  /// subnet that nobody gave; nothing stays behind then.
  Server(parapet::Scope scope, std::string_view id, const aws::instance& config, const server_options& options = {});

  /// Throws Error if the server brought its instance profile.
  aws::IamRole role() const;
};

/// How a group of servers is started, with the same properties; the group names the subnets.
///
///     secure::ServerTemplate shop(stack, "shop", aws::launch_template{
///         .image_id = image.id(),
///         .instance_type = "m7g.large",
///     });
///
/// It is the resource `shop/Default`, `aws_launch_template.shop`. Without `block_device_mappings` there is one volume
/// at
/// `/dev/xvda`, encrypted with the customer key; without `network_interfaces` there is one, without public address.
class ServerTemplate : public aws::LaunchTemplate {
 public:
  /// Throws as Server does.
  ServerTemplate(parapet::Scope scope, std::string_view id, const aws::launch_template& config,
                 const server_options& options = {});

  /// Throws Error if the template brought its instance profile.
  aws::IamRole role() const;
};

}  // namespace secure
