#include <parapet/app.hpp>

#include "stacks.hpp"

int main() {
  return parapet::run([](parapet::App& app) { make_stacks(app); });
}
