#include "../ec2.hpp"

#include "parts.hpp"

namespace secure {

namespace ec2 {

/// What servers and their templates share.
class Parts : protected secure::Parts {
 protected:
  template <class Config>
  Parts(const parapet::Scope& scope, std::string_view id, const Config& config, const server_options& options)
      : secure::Parts(scope, id, config), options_(options) {}

  aws::IamInstanceProfile profile() {
    const auto own = service_role("role", "ec2.amazonaws.com", options_.statements);
    if (options_.has_session_manager) {
      attach(construct(), "role-session-manager", own, "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore");
    }
    return add<aws::IamInstanceProfile>("profile", {.role = own.name()});
  }

 private:
  const server_options& options_;
};

/// Builds a server and what belongs to it.
class ServerParts : Parts {
 public:
  ServerParts(const parapet::Scope& scope, std::string_view id, const aws::instance& config,
              const server_options& options)
      : Parts(scope, id, config, options), config_(config) {}

  aws::Instance build() {
    refuse_instances();
    if (is_unset(config_.subnet_id) && is_unset(config_.network_interface)) {
      const parapet::Ref<parapet::Any> subnets = needed("subnet_ids", "subnet_id");
      const parapet::View first = parapet::View(subnets.parapet_value()).element(0);
      config_.subnet_id = parapet::View(subnets.parapet_value()).is_list() ? as_str(first) : parapet::Str(subnets[0]);
    }
    if (is_unset(config_.iam_instance_profile)) config_.iam_instance_profile = profile().name();
    const auto server = add<aws::Instance>("Default", config_);
    wait_for_grants(server);
    return finish(server);
  }

 private:
  aws::instance config_;
};

/// Builds a launch template and what belongs to it.
class TemplateParts : Parts {
 public:
  TemplateParts(const parapet::Scope& scope, std::string_view id, const aws::launch_template& config,
                const server_options& options)
      : Parts(scope, id, config, options), config_(config) {}

  aws::LaunchTemplate build() {
    refuse_instances();
    if (is_unset(config_.block_device_mappings)) {
      config_.block_device_mappings = {{
          .device_name = "/dev/xvda",
          .ebs = {{.encrypted = "true", .kms_key_id = given("kms_key_arn"), .volume_type = "gp3"}},
      }};
    }
    if (is_unset(config_.network_interfaces)) network();
    if (is_unset(config_.iam_instance_profile)) config_.iam_instance_profile = {{.arn = profile().arn()}};
    if (is_unset(config_.update_default_version) && is_unset(config_.default_version)) {
      config_.update_default_version = true;
    }
    const auto made = add<aws::LaunchTemplate>("Default", config_);
    wait_for_grants(made);
    return finish(made);
  }

 private:
  /// Security groups belong to the interface once there is one.
  void network() {
    const parapet::Set<parapet::Str> groups =
        is_unset(config_.vpc_security_group_ids)
            ? parapet::Set<parapet::Str>(needed("security_group_ids", "network_interfaces.security_groups"))
            : config_.vpc_security_group_ids;
    config_.network_interfaces = {
        {.associate_public_ip_address = "false", .device_index = 0, .security_groups = groups}};
    config_.vpc_security_group_ids = {};
  }

  aws::launch_template config_;
};

}  // namespace ec2

Server::Server(parapet::Scope scope, std::string_view id, const aws::instance& config, const server_options& options)
    : aws::Instance(ec2::ServerParts(scope, id, config, options).build()) {}

aws::IamRole Server::role() const { return beside<aws::IamRole>(*this, "role"); }

ServerTemplate::ServerTemplate(parapet::Scope scope, std::string_view id, const aws::launch_template& config,
                               const server_options& options)
    : aws::LaunchTemplate(ec2::TemplateParts(scope, id, config, options).build()) {}

aws::IamRole ServerTemplate::role() const { return beside<aws::IamRole>(*this, "role"); }

}  // namespace secure
