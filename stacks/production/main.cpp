#include <parapet/app.hpp>

#include "production_stack.hpp"

int main() {
  return parapet::run([](parapet::App& app) { ProductionStack stack(app); });
}
