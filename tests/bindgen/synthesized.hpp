#pragma once

#include <nlohmann/json.hpp>

#include "bindgen_run.hpp"
#include "parapet/app.hpp"
#include "parapet/stack.hpp"

namespace parapet::bindgen::testing {

/// The document of a stack that `fill` fills, without metadata.
template <class F>
nlohmann::json synthesized(F fill) {
  const TemporaryFolder folder;
  AppOptions options;
  options.outdir = (folder.path() / "out").string();
  App app(options);
  Stack stack(app, "s");
  fill(stack);
  app.synth();
  nlohmann::json document = nlohmann::json::parse(read_text(folder.path() / "out/stacks/s/cdk.tf.json"));
  document.erase("//");
  for (const char* kind : {"resource", "data", "ephemeral"}) {
    if (!document.contains(kind)) continue;
    for (auto& type : document[kind]) {
      for (auto& one : type) one.erase("//");
    }
  }
  return document;
}

}  // namespace parapet::bindgen::testing
