#include <cstdio>
#include <exception>

#include "bindgen/generate.hpp"
#include "bindgen/options.hpp"

/// Makes the bindings of a provider from its schema. Quiet when all goes well; exits with 1 and a message when not.
int main(int argc, char** argv) try {
  const parapet::bindgen::Options options = parapet::bindgen::parse_options({argv + 1, argv + argc});
  if (options.help) {
    std::puts(parapet::bindgen::usage().data());
    return 0;
  }
  parapet::bindgen::generate(options);
  return 0;
} catch (const std::exception& error) {
  std::fprintf(stderr, "parapet-bindgen: %s\n", error.what());
  return 1;
}
