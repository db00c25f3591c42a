#pragma once

#include <string>

#include "parapet/testing/document.hpp"

/// The document with the version of the provider left open: it depends on the schema that the build was made with.
inline parapet::testing::Document neutral(const parapet::testing::Document& document) {
  const std::string version = document["terraform.required_providers.aws.version"].json();
  std::string text = document.text();
  const std::size_t at = text.find("\"version\": " + version);
  return {document.stack(), text.replace(at, 11 + version.size(), "\"version\": \"any\"")};
}
