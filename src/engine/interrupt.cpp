#include "engine/interrupt.hpp"

#include <signal.h>

#include <array>
#include <cstddef>

namespace parapet::engine {

namespace {

constexpr std::array<int, 3> handled_signals{SIGINT, SIGTERM, SIGHUP};
volatile sig_atomic_t interrupt_arrived = 0;
std::array<struct sigaction, handled_signals.size()> actions_before;

void remember_interrupt(int) { interrupt_arrived = 1; }

}  // namespace

Interrupts::Interrupts() {
  interrupt_arrived = 0;
  struct sigaction action {};
  action.sa_handler = remember_interrupt;
  sigemptyset(&action.sa_mask);
  for (std::size_t i = 0; i < handled_signals.size(); ++i) sigaction(handled_signals[i], &action, &actions_before[i]);
}

Interrupts::~Interrupts() {
  for (std::size_t i = 0; i < handled_signals.size(); ++i) sigaction(handled_signals[i], &actions_before[i], nullptr);
  interrupt_arrived = 0;
}

bool Interrupts::arrived() { return interrupt_arrived != 0; }

}  // namespace parapet::engine
