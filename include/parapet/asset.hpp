#pragma once

#include <string_view>

#include "parapet/construct.hpp"
#include "parapet/value.hpp"

namespace parapet {

enum class AssetType : unsigned char {
  file,       ///< copied as it is
  directory,  ///< copied with everything below
  archive,    ///< a folder packed as `archive.zip`, with fixed times and order
};

/// A file or folder that goes with the stack into the output: `cdktf.out/stacks/<stack>/assets/<id>/<hash>/...`. The
/// hash is that of the content, so a change is visible to Terraform.
class Asset : public Construct {
 public:
  /// `path` is relative to the working directory. Throws Error if it cannot be read or has another type.
  Asset(const Scope& scope, std::string_view id, std::string_view path, AssetType type = AssetType::file);

  /// Path of the copy, relative to the stack's folder.
  Str path() const;
  std::string_view file_name() const;
  /// Hash of the content: upper-case MD5, as CDKTF writes it.
  std::string_view hash() const;
};

}  // namespace parapet
