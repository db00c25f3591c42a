#pragma once

#include <string>
#include <string_view>

#include "schema/layout.hpp"

namespace parapet::bindgen {

/// What all headers of one set of bindings share.
struct Bindings {
  std::string name_space;        ///< `aws`
  std::string inline_namespace;  ///< `v6_66_0`
  std::string provider;          ///< local name, `aws`
  std::string source;            ///< `hashicorp/aws`
  std::string version;           ///< `6.66.0`
};

/// The text of a type's header: the aggregate with its nested structs, and the handle.
std::string header_of(const Bindings& bindings, const schema::Layout& layout);

/// The text of `parapet_provider.hpp`, which every other header includes.
std::string provider_info_header(const Bindings& bindings);

/// The text of `parapet_digest.hpp`, which stands for the contents of all headers: a build that sees it change compiles
/// anew whatever uses the bindings.
std::string digest_header(std::string_view digest);

}  // namespace parapet::bindgen
