#pragma once

#include <cstddef>
#include <memory>
#include <vector>

namespace parapet::detail {

/// Bump allocator of one thread. Nothing is freed before the thread ends, so a slot that outlives its App (a `static`
/// tag map, say) still points to something.
class Arena {
 public:
  static Arena& of_thread();

  void* allocate(std::size_t bytes) {
    bytes = (bytes + 7) & ~std::size_t{7};
    if (bytes > static_cast<std::size_t>(end_ - next_)) return allocate_slow(bytes);
    void* result = next_;
    next_ += bytes;
    return result;
  }

  /// Set by a maker of a value that registration must refuse or warn about; from then on every registration looks
  /// through its configuration, because the value may be used anywhere and more than once.
  bool suspicious = false;

 private:
  void* allocate_slow(std::size_t bytes);

  char* next_ = nullptr;
  char* end_ = nullptr;
  std::vector<std::unique_ptr<char[]>> chunks_;
};

}  // namespace parapet::detail
