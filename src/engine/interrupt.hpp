#pragma once

namespace parapet::engine {

/// While it lives, Ctrl-C (SIGINT), SIGTERM and SIGHUP do not end the process; they are remembered, so that engines can
/// be told once and waited for. One at a time.
class Interrupts {
 public:
  Interrupts();
  Interrupts(const Interrupts&) = delete;
  Interrupts& operator=(const Interrupts&) = delete;
  /// Puts back what handled the signals before.
  ~Interrupts();

  /// Whether one has arrived since the guard was made; false where there is no guard.
  static bool arrived();
};

}  // namespace parapet::engine
