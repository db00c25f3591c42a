#include <parapet/app.hpp>

#include "dev_stack.hpp"

int main() {
  return parapet::run([](parapet::App& app) { DevStack stack(app); });
}
